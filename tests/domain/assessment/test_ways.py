"""Each way of scoring gives what its rule says, at its thresholds and beside them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.domain.assessment.published import (
    assessment,
    first_line,
    line,
    one_line,
    points,
    scored,
    unit,
)
from tracker.domain.scoring_working import Exact, MissingInput, Wanting, Worked

TARGET = {"new_signed": 10}


@pytest.mark.parametrize(("text", "signed", "gives"), [
    # the whole ones: points x completion
    ('way = "proportion"\ncompletion = "new_signed"\npoints = 20', 7, 14),
    ('way = "proportion"\ncompletion = "new_signed"\npoints = 20', 13, 26),
    ('way = "proportion"\ncompletion = "new_signed"\npoints = 20\nat_most = 20', 13, 20),
    ('way = "proportion"\ncompletion = "new_signed"\npoints = 20\ncounted_at_most = "120%"', 13, 24),
    ('way = "proportion"\ncompletion = "new_signed"\npoints = 20\ncounted_at_least = "50%"', 3, 10),
    ('way = "proportion"\ncompletion = "new_signed"\npoints = 20\nat_least = 5', 2, 5),
    # 漯河: full points at 100%, else in proportion
    ('way = "proportion"\ncompletion = "new_signed"\npoints = 20\nfull_from = "100%"', 13, 20),
    ('way = "proportion"\ncompletion = "new_signed"\npoints = 20\nfull_from = "80%"', 8, 20),
    ('way = "proportion"\ncompletion = "new_signed"\npoints = 20\nfull_from = "80%"', 7, 14),
    ('way = "proportion"\ncompletion = "new_signed"\npoints = 20\nfull_from = "80%"\nproportion_of = "full"', 6, 15),
    ('way = "proportion"\ncompletion = "new_signed"\npoints = 20\nproportional_from = "60%"', 5, 0),
    ('way = "proportion"\ncompletion = "new_signed"\npoints = 20\nproportional_from = "60%"', 6, 12),
    ('way = "proportion"\ncompletion = "new_signed"\npoints = 20\nfull_from = "100%"\nproportional_from = "60%"\n'
     'proportion_of = "between"', 7, 5),
    ('way = "proportion"\nactual = "new_signed"\npoints = 6\nfull_from = 12\nproportion_of = "full"', 4, 2),
    # 漯河: steps of 100, 75, 50, 0
    *((('way = "steps"\ncompletion = "new_signed"\nsteps = [{ at_least = "100%", points = 100 }, '
        '{ at_least = "80%", points = 75 }, { at_least = "60%", points = 50 }]'), *pair)
      for pair in ((10, 100), (9, 75), (8, 75), (7, 50), (6, 50), (5, 0))),
    *((('way = "bands"\nactual = "new_signed"\nbands = [{ less_than = 3, points = -1 }, '
        '{ at_least = 3, less_than = 10, points = 2 }, { at_least = 20, points = 5 }]'), *pair)
      for pair in ((2, -1), (3, 2), (9, 2), (10, 0), (20, 5))),
    # a point taken off for each that is short; half a point put to for each above
    ('way = "per_unit"\nshort = "new_signed"\nbase = 5\npoints = -1', 8, 3),
    ('way = "per_unit"\nshort = "new_signed"\nbase = 5\npoints = -1', 13, 5),
    ('way = "per_unit"\nshort = "new_signed"\nbase = 5\npoints = -1\nat_least = 0', 2, 0),
    ('way = "per_unit"\nover = "new_signed"\npoints = 0.5', 13, Fraction(3, 2)),
    ('way = "per_unit"\ndifference = "new_signed"\npoints = 0.5', 7, Fraction(-3, 2)),
    ('way = "per_unit"\nactual = "new_signed"\npoints = 5\nat_most = 20', 3, 15),
    ('way = "per_unit"\nactual = "new_signed"\npoints = 5\nat_most = 20', 5, 20),
    ('way = "per_unit"\nactual = "new_signed"\npoints = 1\neach = 3', 7, Fraction(7, 3)),
    ('way = "per_unit"\nactual = "new_signed"\npoints = 1\neach = 3\nwhole = true', 8, 2),
    ('way = "per_unit"\ncompletion = "new_signed"\npoints = 1\neach = "10%"\nwhole = true', 8, 8),
    ('way = "per_unit"\ndifference = "new_signed"\npoints = 1\neach = 2\nwhole = true', 5, -2),
    # 漯河: 60 at target, 2 more for each step of 10% above, 10 at most, and nothing below
    *((('way = "above_target"\ncompletion = "new_signed"\nbase = 60\npoints = 2\neach = "10%"\nmost_above = 10'), *pair)
      for pair in ((9, 0), (10, 60), (12, 64), (15, 70), (19, 70))),
    # 漯河: target met 5, and 0.1 for each 2 above
    ('way = "above_target"\ndifference = "new_signed"\nbase = 5\npoints = 0.1\neach = 2', 13, Fraction("5.15")),
    ('way = "above_target"\ndifference = "new_signed"\nbase = 5\npoints = 0.1\neach = 2\nwhole = true', 13,
     Fraction("5.1")),
    ('way = "above_target"\ndifference = "new_signed"\nbase = 5', 13, 5),
])
def test_what_a_line_gives(text: str, signed: int, gives: Exact) -> None:
    assert points(one_line(text), unit(targets=TARGET, new_signed=signed)) == gives


def test_several_figures_with_their_factors() -> None:
    """A foreign project counts as two (a multiplier by origin): 3 + 2 x 2 of the 10 that are asked for."""
    rules = one_line('way = "proportion"\ncompletion = ["new_signed", "foreign"]\ntarget_of = "new_signed"\n'
                     "factors = { foreign = 2 }\npoints = 10")
    first = first_line(rules, unit(targets={"new_signed": 10}, new_signed=3, foreign=2))
    assert first.points == 7
    assert [(step.code, step.result) for step in first.working.steps] == [
        (Worked.FIGURE, 3), (Worked.FIGURE, 2), (Worked.TIMES, 4), (Worked.ADDED, 7), (Worked.TARGET, 10),
        (Worked.COMPLETION, Fraction(7, 10)), (Worked.PROPORTION, 7)]
    both = one_line('way = "proportion"\ncompletion = ["new_signed", "foreign"]\npoints = 10')
    assert points(both, unit(targets={"new_signed": 4, "foreign": 1}, new_signed=3, foreign=2)) == 10


def test_what_one_is_over_makes_up_for_no_other_that_is_short() -> None:
    short = one_line('way = "per_unit"\nshort = ["new_signed", "new_started"]\nbase = 10\npoints = -1')
    over = one_line('way = "per_unit"\nover = ["new_signed", "new_started"]\npoints = 1')
    town = unit(targets={"new_signed": 10, "new_started": 5}, new_signed=14, new_started=2)
    assert (points(short, town), points(over, town)) == (7, 4)


def test_a_project_counts_once_where_it_counts_most() -> None:
    """P2 is a start and among the 500: 3 points and not 4. Half of P3 is another unit's."""
    rules = one_line('way = "per_unit"\nactual = ["new_started", "top500"]\nfactors = { top500 = 3 }\nonce = true\n'
                     "points = 1\nat_most = 20")
    town = unit(new_started=Fraction(5, 2), top500=1, projects={
        "new_started": {"P1": 1, "P2": 1, "P3": Fraction(1, 2)}, "top500": {"P2": 1}})
    first = first_line(rules, town)
    assert first.points == Fraction(9, 2)
    assert [(step.key, step.numbers["count"], step.result) for step in first.working.steps
            if step.code is Worked.ONCE] == [("new_started", Fraction(3, 2), Fraction(3, 2)), ("top500", 1, 3)]
    assert points(rules, unit(new_started=2, top500=1)) is None


def test_a_share_of_two_figures() -> None:
    rules = one_line('way = "proportion"\nshare = ["new_started", "new_signed"]\npoints = 8')
    assert points(rules, unit(new_started=3, new_signed=4)) == 6
    nothing = first_line(rules, unit(new_started=0, new_signed=0))
    assert nothing.working.missing == (MissingInput(Wanting.ZERO_WHOLE, "new_signed"),)


def test_lines_made_of_lines_are_counted_once_in_the_total() -> None:
    parts = line('way = "per_unit"\nactual = "new_signed"\npoints = 1', "a") + line(
        'way = "per_unit"\nactual = "new_started"\npoints = 1', "b")
    added = assessment(parts + line('way = "sum"\nof = ["a", "b"]\nat_most = 5', "c"))
    [score] = scored(added, unit(new_signed=4, new_started=2))
    assert [(one.key, one.points, one.is_part) for one in score.lines] == [
        ("a", 4, True), ("b", 2, True), ("c", 5, False)]
    assert score.total == 5
    mean = assessment(parts + line('way = "average"\nof = ["a", "b"]', "c"))
    assert scored(mean, unit(new_signed=4, new_started=2))[0].total == 3


def test_marks_people_give_and_what_is_usual() -> None:
    rules = assessment(line('way = "per_unit"\nactual = "reports"\npoints = 0.5', "a") + line(
        'way = "per_unit"\nactual = "missing"\npoints = -1', "b"))
    [score] = scored(rules, unit(marks={"reports": 11}))
    assert [one.points for one in score.lines] == [Fraction("5.5"), 0]
    assert [step.code for one in score.lines for step in one.working.steps if step.key] == [
        Worked.MARK, Worked.USUAL_MARK]
    [waits] = scored(rules, unit(marks={"missing": 2}))
    assert (waits.total, waits.missing) == (-2, (MissingInput(Wanting.MARK, "reports"),))


def test_a_unit_without_a_target() -> None:
    text = 'way = "proportion"\ncompletion = "new_signed"\npoints = 20'
    assert points(one_line(text), unit(new_signed=3)) is None
    assert points(one_line(f'{text}\nwithout_target = "nothing"'), unit(new_signed=3)) == 0
    assert points(one_line(f'{text}\nwithout_target = "full"'), unit(new_signed=3)) == 20
    assert points(one_line(f'{text}\nwithout_target = "full"'), unit()) is None  # nothing is known of the figure


def test_a_sample_cuts_the_score() -> None:
    """湖州: 9 found of 12 claimed leave three quarters; more found than claimed adds nothing."""
    rules = one_line('way = "per_unit"\nactual = "new_signed"\npoints = 2\nsample = ["reports", "missing"]')
    assert points(rules, unit(new_signed=10, marks={"reports": 9, "missing": 12})) == 15
    assert points(rules, unit(new_signed=10, marks={"reports": 9, "missing": 8})) == 20
    first = first_line(rules, unit(new_signed=10, marks={"reports": 9}))
    assert first.working.missing == (MissingInput(Wanting.ZERO_WHOLE, "missing"),)


def test_lines_for_some_groups_alone() -> None:
    rules = assessment(line('groups = ["园区"]\nway = "per_unit"\nactual = "new_signed"\npoints = 1', "a") + line(
        'groups = ["乡镇"]\nway = "per_unit"\nactual = "new_started"\npoints = 1', "b"))
    park, town = scored(rules, unit("甲", "园区", new_signed=3, new_started=9), unit("乙", "乡镇", new_started=2))
    assert [[one.key for one in score.lines] for score in (park, town)] == [["a"], ["b"]]
    assert (park.total, town.total) == (3, 2)


def test_normalised_between_the_smallest_and_the_largest_of_a_group() -> None:
    """三明: 60% + 40% x (x - min) / (max - min) of 20; two in one group, one alone in another, one without."""
    rules = one_line('way = "per_unit"\nactual = "new_signed"\npoints = 1\n'
                     'normalise = { points = 20, base = "60%", rest = "40%" }')
    units = [unit("甲", "一", new_signed=2), unit("乙", "一", new_signed=7), unit("丙", "一", new_signed=10),
             unit("丁", "二", new_signed=1), unit("戊", "一")]
    assert [one.lines[0].points for one in scored(rules, *units)] == [12, 17, 20, 20, None]
    base = one_line('way = "per_unit"\nactual = "new_signed"\npoints = 1\n'
                    'normalise = { points = 20, base = "60%", rest = "40%", all_equal = "base" }')
    assert points(base, unit(new_signed=1)) == 12
    everybody = one_line('way = "per_unit"\nactual = "new_signed"\npoints = 1\n'
                         'normalise = { points = 20, base = "60%", rest = "40%" }', 'ranked = "all"')
    assert [one.lines[0].points for one in scored(everybody, *units)][3] == 12


def test_lines_and_totals_are_rounded_half_up() -> None:
    rules = assessment(line('way = "per_unit"\nactual = "new_signed"\npoints = 0.125', "a") + line(
        'way = "per_unit"\nactual = "new_started"\npoints = 0.125\ndecimals = 1', "b"),
        "line_decimals = 2\ndecimals = 1")
    [score] = scored(rules, unit(new_signed=1, new_started=1))
    assert [one.points for one in score.lines] == [Fraction("0.13"), Fraction("0.1")]
    assert score.total == Fraction("0.2")
    assert score.total_steps[-1].numbers["value"] == Fraction("0.23")


def test_the_total_has_limits_too() -> None:
    text = line('way = "per_unit"\nactual = "new_signed"\npoints = 10')
    assert scored(assessment(text, "at_most = 100"), unit(new_signed=11))[0].total == 100
    taken = line('way = "per_unit"\nactual = "new_signed"\npoints = -10')
    assert scored(assessment(taken, "at_least = 0"), unit(new_signed=11))[0].total == 0


RANKED = [("甲", "一", 5, 1), ("乙", "一", 7, 1), ("丙", "一", 5, 2), ("丁", "一", 3, 9), ("戊", "二", 1, 1)]


@pytest.mark.parametrize(("head", "ranks"), [
    ("", [2, 1, 2, 4, 1]), ('ties = "gap"\nranked = "all"', [2, 1, 2, 4, 5]), ('ties = "dense"', [2, 1, 2, 3, 1]),
    ('ties = "by_lines"\nties_by = ["b"]', [3, 1, 2, 4, 1]),
])
def test_ranks_in_groups_and_what_is_done_about_ties(head: str, ranks: list[int]) -> None:
    rules = assessment(line('way = "per_unit"\nactual = "new_signed"\npoints = 1', "a") + line(
        'way = "per_unit"\nactual = "new_started"\npoints = 1\nat_most = 0', "z") + line(
        'way = "per_unit"\nactual = "top500"\npoints = 0.001\ndecimals = 3', "b"), f"{head}\ndecimals = 0")
    units = [unit(name, group, new_signed=signed, new_started=0, top500=second)
             for name, group, signed, second in RANKED]
    assert [one.rank for one in scored(rules, *units)] == ranks


GRADES = """
[[assessment.grades]]
label = { zh = "一等" }
at_least = 90

[[assessment.grades]]
label = { zh = "二等" }
at_least = 80

[[assessment.promotions]]
over = { new_signed = 3 }

[[assessment.promotions]]
actual = { top500 = 1 }
grades = 2
"""


@pytest.mark.parametrize(("signed", "top500", "graded"), [
    (9, 0, (1, 1)), (8, 0, (2, 2)), (7, 0, (0, 0)), (7, 1, (0, 1)), (8, 1, (2, 1)), (10, 1, (1, 1)),
])
def test_grades_and_what_lifts_them(signed: int, top500: int, graded: tuple[int, int]) -> None:
    rules = assessment(line('way = "per_unit"\nactual = "new_signed"\npoints = 10') + GRADES)
    [score] = scored(rules, unit(targets=TARGET, new_signed=signed, top500=top500))
    assert (score.graded.earned, score.graded.grade) == graded
    assert (score.graded.by is not None) == (graded[0] != graded[1])


def test_three_beyond_the_task_lift_by_one_grade() -> None:
    """桐庐: three more than the task; two more do not, and without a task nobody can tell."""
    rules = assessment(line('way = "per_unit"\nactual = "new_signed"\npoints = 10\nat_most = 85') + GRADES)
    grades = [scored(rules, unit(targets=TARGET, new_signed=signed, top500=0))[0].graded.grade for signed in (12, 13)]
    assert grades == [2, 1]
    [unsure] = scored(rules, unit(new_signed=13, top500=0))
    assert (unsure.graded.grade, unsure.graded.waits_for) == (2, (MissingInput(Wanting.TARGET, "new_signed"),))
    assert (unsure.missing, unsure.waits_for, unsure.is_whole) == ((), unsure.graded.waits_for, False)


def test_grades_by_rank() -> None:
    rules = assessment(line('way = "per_unit"\nactual = "new_signed"\npoints = 1') + """
[[assessment.grades]]
label = { zh = "先进" }
first = 1

[[assessment.grades]]
label = { zh = "达标" }
""")
    assert [one.graded.grade for one in scored(rules, unit("甲", new_signed=1), unit("乙", new_signed=2))] == [2, 1]
