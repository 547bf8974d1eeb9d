"""Goals of lines that are for some groups, made of others, or ask something first: none is told that is not true."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.assessment.published import assessment, line, one_line, scored, unit
from tracker.domain.rules_assessment import Assessment
from tracker.domain.scoring import ScoreLine, UnitScore
from tracker.domain.scoring_goals import Goal, goals_of, score_with
from tracker.domain.scoring_working import Exact, Measures, MissingInput, Wanting, Worked

SIGNED = 'way = "per_unit"\nactual = "new_signed"\npoints = 1\nat_most = 9'
STARTED = 'way = "per_unit"\nactual = "new_started"\npoints = 1\nat_most = 9'
BOTH, A, B = 'groups = ["甲组", "乙组"]', 'groups = ["甲组"]', 'groups = ["乙组"]'
KEYS = ("new_signed", "new_started", "top500")


def lines_with_goals(rules: Assessment, of: Measures) -> list[str]:
    return [one.line for one in goals_of(rules, of, {"new_signed": 1, "new_started": 1})]


def test_a_part_of_a_sum_that_the_group_does_not_have_adds_nothing() -> None:
    rules = assessment(line(f"{SIGNED}\n{BOTH}", "a") + line(f"{STARTED}\n{BOTH}", "b")
                       + line(f'way = "sum"\nof = ["a"]\n{A}', "c"))
    assert lines_with_goals(rules, unit(group="甲组", new_signed=2, new_started=3)) == ["a", "b"]
    other = unit(group="乙组", new_signed=2, new_started=3)
    assert scored(rules, other)[0].total == 3
    assert lines_with_goals(rules, other) == ["b"]


def test_an_average_of_nothing_is_no_line_of_the_unit() -> None:
    rules = assessment(line(f"{SIGNED}\n{A}", "a") + line(f'way = "average"\nof = ["a"]\n{BOTH}', "b")
                       + line(f"{STARTED}\nonly_where = {{ actual = {{ new_started = 2 }} }}", "c"))
    of = unit(group="乙组", new_signed=2, new_started=3)
    assert [one.key for one in scored(rules, of)[0].lines] == ["c"]
    assert lines_with_goals(rules, of) == ["c"]


@pytest.mark.parametrize("given_mark", [False, True])
def test_a_share_of_a_usual_mark_has_the_goals_of_a_share_of_the_same_mark(given_mark: bool) -> None:
    marks = '\n[[assessment.marks]]\nkey = "asked"\nlabel = { zh = "应报" }\nusual = 10\n'
    rules = assessment(marks + line('way = "proportion"\nshare = ["new_signed", "asked"]\npoints = 5'))
    of = unit(marks={"asked": 10} if given_mark else {}, new_signed=4)
    assert [(one.more, one.then) for one in goals_of(rules, of, {"new_signed": 1})] == [(6, 5)]


def test_a_ratio_of_nothing_is_named_so_wherever_it_is_asked_for() -> None:
    """By a line, and by what a line and a promotion ask: the same sentence, told once."""
    grades = ('\n[[assessment.grades]]\nlabel = { zh = "优" }\nat_least = 9\n'
              "\n[[assessment.promotions]]\nactual = { new_signed = 3 }\n")
    rules = assessment(line(SIGNED, "a") + line(f"{STARTED}\nonly_where = {{ actual = {{ new_signed = 1 }} }}", "b")
                       + grades)
    of = Measures("甲", "", {"new_started": 3}, no_ratio=frozenset({"new_signed"}))
    assert scored(rules, of)[0].waits_for == (MissingInput(Wanting.NO_RATIO, "new_signed"),)


def test_projects_of_a_line_the_unit_does_not_have_count_here() -> None:
    rules = assessment(line(f"{SIGNED}\n{A}", "a") + line(f'{STARTED}\nnot_in = ["a"]', "b"))
    for group, gives in (("甲组", 1), ("乙组", 2)):
        of = unit(group=group, new_signed=1, new_started=2, projects={
            "new_signed": {"P1": 1}, "new_started": {"P1": 1, "P2": 1}})
        score = scored(rules, of)[0].line("b")
        assert score
        assert score.points == gives


def test_points_that_come_from_asking_no_more_are_no_goal() -> None:
    """7 short are 3 deductions. With 5 signed the line takes nothing off: one more does that, and it is no step."""
    rules = one_line('way = "per_unit"\nshort = "new_signed"\npoints = -1\neach = 2\nwhole = true\n'
                     "only_where = { actual_below = { new_signed = 5 } }")
    assert not goals_of(rules, unit(targets={"new_signed": 11}, new_signed=4), {"new_signed": 1})


def test_what_a_line_asks_of_points_is_asked_of_them_as_they_are_scored() -> None:
    """2 signed of which a sample found half are 1 point: a line that asks for 2 gives nothing yet."""
    rules = assessment(line(f'{SIGNED}\nsample = ["reports", "missing"]', "a")
                       + line(f"{STARTED}\nonly_where = {{ points = {{ a = 2 }} }}", "b"))
    of = unit(marks={"reports": 5, "missing": 10}, new_signed=2, new_started=3)
    score = scored(rules, of)[0].line("b")
    assert score
    assert score.points == 0
    assert [one.line for one in goals_of(rules, of, {"new_started": 1})] == []


# -- whatever the rules -----------------------------------------------------------------------------------------------

MEASURED = (
    SIGNED, STARTED, 'way = "per_unit"\nactual = "top500"\npoints = 2\nat_most = 20',
    'way = "proportion"\ncompletion = "new_signed"\npoints = 20\nfull_from = "80%"\nproportional_from = "30%"',
    'way = "proportion"\ncompletion = "new_started"\ntargets = { new_started = 7 }\npoints = 10\nat_most = 12',
    'way = "proportion"\nshare = ["new_signed", "visits"]\npoints = 8\nfull_from = "85%"',
    'way = "proportion"\nshare = ["new_started", "new_signed"]\npoints = 8\nof_nothing = "full"',
    'way = "steps"\ncompletion = "new_signed"\nsteps = [{ at_least = "100%", points = 9 }, '
    '{ at_least = "40%", points = 4 }]',
    'way = "bands"\nactual = "new_started"\nbands = [{ at_least = 2, less_than = 6, points = 8 }, '
    "{ at_least = 6, points = 3 }]",
    'way = "per_unit"\nshort = ["new_signed", "new_started"]\npoints = -1\neach = 2\nwhole = true',
    'way = "per_unit"\nshort = "new_signed"\nbase = 6\npoints = -0.5\nat_least = 0',
    'way = "above_target"\ncompletion = "new_signed"\nbase = 6\npoints = 1\neach = "20%"\nmost_above = 4',
)
MARK = '\n[[assessment.marks]]\nkey = "visits"\nlabel = { zh = "走访" }\nusual = 12\n'
CUT = (Worked.NORMALISED, Worked.ALL_EQUAL, Worked.SAMPLE, Worked.ROUNDED)


@st.composite
def asked_first(draw: st.DrawFn, before: list[str]) -> str:
    figure, limit = draw(st.sampled_from(KEYS)), draw(st.integers(1, 12))
    asks = [f"actual = {{ {figure} = {limit} }}", f"actual_below = {{ {figure} = {limit} }}",
            f"over = {{ new_signed = {limit} }}", f'completion_below = {{ new_started = "{limit * 10}%" }}']
    asks += [f"{key} = {{ {draw(st.sampled_from(before))} = {limit} }}" for key in ("points", "points_below") if before]
    return f"only_where = {{ {', '.join(draw(st.lists(st.sampled_from(asks), min_size=1, max_size=2, unique=True)))} }}"


@st.composite
def rules_of_many_lines(draw: st.DrawFn) -> Assessment:
    written, before, free = MARK, list[str](), list[str]()
    for at in range(draw(st.integers(1, 6))):
        key = f"x{at}"
        of = draw(st.lists(st.sampled_from(free), unique=True, max_size=3)) if free else []
        if of:
            text = f'way = "{draw(st.sampled_from(["sum", "average"]))}"\nof = {of}'.replace("'", '"')
            if draw(st.booleans()):
                text += f'\nweights = {{ {of[0]} = "{draw(st.sampled_from([0, 50, 150]))}%" }}'
            text += draw(st.sampled_from(["", "\nat_most = 10", "\nat_most = 25"]))
        else:
            text = draw(st.sampled_from(MEASURED))
        text += draw(st.sampled_from(["", "", f"\n{A}", f"\n{B}", f"\n{BOTH}"]))
        text += f"\n{draw(asked_first(before))}" if draw(st.booleans()) else ""
        text += draw(st.sampled_from(["", "", "\ndecimals = 1", '\nsample = ["reports", "missing"]']))
        if not draw(st.integers(0, 5)):
            text += '\nnormalise = { points = 10, base = "60%", rest = "40%" }'
        written += line(text, key)
        before.append(key)
        free = [one for one in free if one not in of] + [key]
    return assessment(written)


@st.composite
def units_of_two_groups(draw: st.DrawFn) -> list[Measures]:
    def some(least: int) -> dict[str, Exact]:
        return {key: draw(st.integers(least, 12)) for key in KEYS if draw(st.integers(0, 9))}

    return [Measures(name, group, some(0), some(1), {"reports": draw(st.integers(0, 8)), "missing": 8})
            for name, group in (("甲", "甲组"), ("乙", "乙组"), ("丙", "甲组"), ("丁", ""))]


def by_itself(found: ScoreLine | None) -> Fraction | None:
    """What a line gives before it is normalised, cut or rounded."""
    assert found
    cut = next((step for step in found.working.steps if step.code in CUT), None)
    return cut.numbers["value"] if cut else found.points


def whole_of(rules: Assessment, score: UnitScore, key: str) -> ScoreLine:
    """The line of the unit that a line is in the end a part of, which its total adds up."""
    found = score.line(key)
    assert found
    while found.is_part:
        found = score.line(next(one.key for one in rules.lines if found and found.key in one.of))
        assert found, (key, "is told of and adds nothing")
    return found


def is_true(rules: Assessment, units: list[Measures], at: int, goal: Goal) -> None:
    name, before = units[at].unit, scored(rules, *units)[at]
    after, less = (score_with(rules, units, name, {goal.key: more}) for more in (goal.more, goal.more - 1))
    assert by_itself(before.line(goal.line)) == goal.now < goal.then == by_itself(after.line(goal.line))
    short = by_itself(less.line(goal.line))
    assert short is None or short < goal.then
    now, then = (whole_of(rules, score, goal.line) for score in (before, after))
    if now.key != goal.line and now.points is not None and not any(one.normalise for one in rules.lines):
        assert then.points is not None
        assert then.points > now.points


@pytest.mark.story
@given(rules_of_many_lines(), units_of_two_groups())
def test_every_goal_told_is_true(rules: Assessment, units: list[Measures]) -> None:
    for at, of in enumerate(units):
        for goal in goals_of(rules, of, dict.fromkeys(KEYS, 1)):
            is_true(rules, units, at, goal)
