"""What lowers a unit's grade, what vetoes do, and what is asked before anything is lifted: worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.domain.assessment.published import assessment, line, scored, unit
from tracker.domain.scoring import UnitScore
from tracker.domain.scoring_working import Exact, MissingInput, Wanting, Worked

SIGNED = line('way = "per_unit"\nactual = "new_signed"\npoints = 10', "signed")
REPORTS = line('way = "per_unit"\nactual = "missing"\nbase = 5\npoints = -1', "reports_score")
GRADES = "".join(f'\n[[assessment.grades]]\nlabel = {{ zh = "{name}" }}\n{asks}\n'
                 for name, asks in (("优秀", "at_least = 90"), ("良好", "at_least = 75"), ("合格", "at_least = 60")))
REST = '\n[[assessment.grades]]\nlabel = { zh = "其他" }\n'
TARGET: dict[str, Exact] = {"new_signed": 10}


def promoted(asks: str, grades: int = 1) -> str:
    return f"\n[[assessment.promotions]]\n{asks}\ngrades = {grades}\n"


def demoted(asks: str) -> str:
    return f'\n[[assessment.demotions]]\nlabel = {{ zh = "降档" }}\n{asks}\n'


def vetoed(effect: str, asks: str = "actual = { missing = 3 }") -> str:
    return f'\n[[assessment.vetoes]]\nlabel = {{ zh = "否决" }}\neffect = "{effect}"\n{asks}\n'


def one(more: str, signed: int, missing: int = 0, head: str = "", **actuals: Exact) -> UnitScore:
    rules = assessment(SIGNED + GRADES + more, head)
    return scored(rules, unit(targets=TARGET, marks={"missing": missing}, new_signed=signed, **actuals))[0]


@pytest.mark.parametrize(("asks", "signed", "missing", "grade"), [
    ("actual = { missing = 2 }\ngrades = 1", 9, 1, 1),
    ("actual = { missing = 2 }\ngrades = 1", 9, 2, 2),
    ("actual = { missing = 2 }\ngrades = 2", 8, 2, 0),  # from the second by two is below the last, 60
    ("short = { new_signed = 2 }\ngrades = 1", 9, 0, 1),
    ("short = { new_signed = 2 }\ngrades = 1", 8, 0, 3),
    ('completion_below = { new_signed = "95%" }\ngrades = 1', 9, 0, 2),
    ('completion_below = { new_signed = "90%" }\ngrades = 1', 9, 0, 1),
    ("points_below = { signed = 91 }\ngrades = 1", 9, 0, 2),
    ("actual_below = { new_signed = 9 }\ngrades = 1", 9, 0, 1),
    # 不得评优: no better than the second, and what is worse stays
    ('actual = { missing = 1 }\nat_best = "良好"', 9, 1, 2),
    ('actual = { missing = 1 }\nat_best = "良好"', 6, 1, 3),
    ('actual = { missing = 1 }\nat_best = "良好"', 9, 0, 1),
    # all that one asks has to be so
    ("actual = { missing = 1, new_signed = 10 }\ngrades = 1", 9, 1, 1),
])
def test_what_lowers_a_grade(asks: str, signed: int, missing: int, grade: int) -> None:
    assert one(demoted(asks), signed, missing).graded.grade == grade


def test_nobody_falls_below_the_grade_of_all_others() -> None:
    found = one(REST + demoted("actual = { missing = 1 }\ngrades = 3"), 6, 1).graded
    assert (found.earned, found.grade) == (3, 4)


@pytest.mark.parametrize(("head", "signed", "grade"), [
    # up 2, down 1: one up; added up it is 2 + 1 up and 1 + 1 down, so one up as well
    ("", 6, 2), ('grade_changes = "added"', 6, 2), ("", 9, 1),
])
def test_lifting_and_lowering_are_set_off(head: str, signed: int, grade: int) -> None:
    more = (promoted("actual = { top500 = 1 }", 2) + promoted("actual = { top500 = 1 }")
            + demoted("actual = { missing = 1 }\ngrades = 1") + demoted("actual = { missing = 1 }\ngrades = 1"))
    assert one(more, signed, 1, head, top500=1).graded.grade == grade


def test_several_are_added_up_only_where_the_rules_say_so() -> None:
    more = demoted("actual = { missing = 1 }\ngrades = 1") * 2
    assert [one(more, 9, 1, head).graded.grade for head in ("", 'grade_changes = "added"')] == [2, 3]


def test_lifted_only_where_nothing_was_taken_off() -> None:
    """桐庐 with 扣分的不提升: the line of deductions has to have all of its 5 points."""
    asks = "over = { new_signed = 3 }\npoints = { reports_score = 5 }"
    rules = assessment(SIGNED + REPORTS + GRADES + promoted(asks), "at_most = 85")
    found = scored(rules, *(unit(name, targets=TARGET, marks={"missing": missing}, new_signed=13)
                            for name, missing in (("甲", 0), ("乙", 1))))
    assert [score.graded.grade for score in found] == [1, 2]


@pytest.mark.parametrize(("effect", "totals", "ranks", "grades"), [
    ("no_points", [90, 0, 70], [1, 3, 2], [1, 0, 3]),
    ("ranked_last", [90, 95, 70], [1, 3, 2], [1, 1, 3]),
    ("last_grade", [90, 95, 70], [2, 1, 3], [1, 3, 3]),
])
def test_a_veto_decides_whatever_else_there_is(effect: str, totals: list[int], ranks: list[int], grades: list[int]
                                               ) -> None:
    rules = assessment(SIGNED + GRADES + vetoed(effect))
    found = scored(rules, *(unit(name, new_signed=Fraction(signed), marks={"missing": missing})
                            for name, signed, missing in (("甲", 9, 2), ("乙", Fraction("9.5"), 3), ("丙", 7, 0))))
    assert [score.total for score in found] == totals
    assert [score.rank for score in found] == ranks
    assert [score.graded.grade for score in found] == grades
    assert [score.vetoes for score in found] == [(), (1,), ()]
    assert (found[1].total_steps[-1].code is Worked.VETOED) is (effect == "no_points")


def test_while_nobody_knows_of_a_veto_nothing_is_final() -> None:
    rules = assessment(SIGNED + GRADES + vetoed("no_points", "actual = { reports = 3 }"))
    [score] = scored(rules, unit(new_signed=9))
    assert (score.total, score.missing) == (90, (MissingInput(Wanting.MARK, "reports"),))
    # what is known already decides: the other condition does not matter
    both = assessment(SIGNED + GRADES + vetoed("no_points", "actual = { reports = 3, new_signed = 10 }"))
    assert scored(both, unit(new_signed=9))[0].is_whole


@pytest.mark.parametrize("ties", ["gap", "dense"])
def test_two_with_a_veto_are_ranked_by_their_totals_behind_the_others(ties: str) -> None:
    rules = assessment(SIGNED + vetoed("ranked_last"), f'ties = "{ties}"')
    found = scored(rules, *(unit(str(at), new_signed=signed, marks={"missing": missing})
                            for at, (signed, missing) in enumerate([(9, 3), (1, 0), (9, 5), (8, 3)])))
    assert [score.rank for score in found] == [2, 1, 2, 4 if ties == "gap" else 3]


def test_figures_and_marks_decide_between_equal_totals() -> None:
    rules = assessment(SIGNED, 'ties = "by_lines"\nties_by = ["top500", "missing"]')
    found = scored(rules, unit("甲", new_signed=5, top500=1), unit("乙", new_signed=5, top500=2),
                   unit("丙", new_signed=5, top500=1, marks={"missing": 4}), unit("丁", new_signed=6, top500=0))
    assert [score.rank for score in found] == [4, 2, 3, 1]
