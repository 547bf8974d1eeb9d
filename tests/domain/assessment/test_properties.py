"""Whatever the figures: caps hold, more is never less, working adds up, and a goal is the least that reaches it."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.assessment.published import assessment, line, one_line, points, scored, shipped_assessment, unit
from tracker.domain.rules_assessment import Assessment
from tracker.domain.scoring import raw_of
from tracker.domain.scoring_goals import Goal, goals_of, score_with, with_more
from tracker.domain.scoring_working import Measures

GROWING = [one_line(text) for text in (
    'way = "proportion"\ncompletion = "new_signed"\npoints = 20\nat_most = 24',
    'way = "proportion"\ncompletion = "new_signed"\npoints = 20\ncounted_at_most = "110%"',
    'way = "proportion"\ncompletion = "new_signed"\npoints = 20\nfull_from = "80%"\nproportional_from = "60%"',
    ('way = "proportion"\ncompletion = "new_signed"\npoints = 20\nfull_from = "90%"\nproportional_from = "55%"\n'
     'proportion_of = "between"'),
    'way = "proportion"\ncompletion = "new_signed"\npoints = 20\nfull_from = "120%"\nproportion_of = "full"',
    ('way = "steps"\ncompletion = "new_signed"\nsteps = [{ at_least = "100%", points = 100 }, '
     '{ at_least = "80%", points = 75 }, { at_least = "33.3%", points = 50 }]'),
    ('way = "steps"\nactual = ["new_signed", "new_started"]\nfactors = { new_signed = 0.7 }\nsteps = ['
     "{ at_least = 12, points = 10 }, { at_least = 5.5, points = 4 }]"),
    'way = "per_unit"\nshort = ["new_signed", "new_started"]\nbase = 5\npoints = -0.3\nat_least = 0',
    ('way = "per_unit"\nshort = ["new_signed", "new_started"]\nbase = 9\npoints = -1\neach = 2\nwhole = true\n'
     "at_most = 8"),
    'way = "per_unit"\nover = ["new_signed", "new_started"]\npoints = 0.5\neach = 3\nwhole = true\nat_most = 2',
    'way = "per_unit"\ndifference = "new_signed"\npoints = 0.5\neach = 3\nwhole = true\nat_most = 2\nbase = 1',
    'way = "per_unit"\nactual = "new_signed"\npoints = 5\nat_most = 20',
    ('way = "per_unit"\nactual = ["new_signed", "new_started"]\nfactors = { new_started = 2.5 }\nonce = true\n'
     "points = 1\nat_most = 20"),
    ('way = "above_target"\ncompletion = "new_signed"\nbase = 60\npoints = 2\neach = "7%"\nwhole = true\n'
     "most_above = 10"),
    'way = "above_target"\ndifference = "new_signed"\nbase = 5\npoints = 0.1\neach = 2\nat_most = 6',
    'way = "proportion"\ncompletion = "new_signed"\npoints = 20\ncounted_decimals = 0\nfull_from = "90%"',
    ('way = "steps"\ncompletion = "new_signed"\ncounted_decimals = 1\nsteps = [{ at_least = "100%", points = 9 }, '
     '{ at_least = "33.33%", points = 5 }]'),
    ('way = "proportion"\ncompletion = ["new_signed", "new_started"]\nfactors = { new_signed = 2 }\n'
     "figures_at_most = { new_signed = 9 }\npoints = 20\nfull_from = \"80%\""),
    ('way = "proportion"\ncompletion = "new_signed"\npoints = 20\ncounted_at_most = "100%"\n'
     'sample = ["reports", "missing"]\nsample_cuts = "measure"'),
    'way = "per_unit"\nactual = "new_signed"\nnot_in = []\npoints = 2\nat_most = 11\nbonus = true',
    'way = "proportion"\nshare = ["new_signed", "new_started"]\npoints = 8\nfull_from = "85%"',
)]
AMOUNTS = st.fractions(0, 30, max_denominator=7) | st.integers(0, 30)
TARGETS = st.integers(1, 20) | st.fractions(Fraction(1, 3), 20, max_denominator=5)


@st.composite
def units(draw: st.DrawFn) -> Measures:
    signed, started = draw(AMOUNTS), draw(AMOUNTS)
    return unit(targets={"new_signed": draw(TARGETS), "new_started": draw(TARGETS)},
                marks={"reports": draw(st.integers(1, 9)), "missing": 10},
                new_signed=signed, new_started=started, projects={
                    "new_signed": {"P1": signed}, "new_started": {draw(st.sampled_from(["P1", "P2"])): started}})


@given(st.sampled_from(GROWING), units(), st.sampled_from(["new_signed", "new_started"]), AMOUNTS)
def test_more_of_an_indicator_is_never_less(rules: Assessment, one: Measures, key: str, more: Fraction) -> None:
    line = rules.lines[0]
    if line.share and key == "new_started":
        return  # of what it is a share of, more is less
    before, after = points(rules, one), points(rules, with_more(one, key, more))
    if before is not None and after is not None:
        assert after >= before
        assert line.at_most is None or after <= line.at_most


@given(st.sampled_from(GROWING), units(), st.sampled_from([1, Fraction(1, 100), Fraction(1, 7)]))
def test_a_goal_is_the_least_that_reaches_it(rules: Assessment, one: Measures, grain: Fraction) -> None:
    line = rules.lines[0]
    for goal in goals_of(rules, one, {"new_signed": grain, "new_started": grain}):
        assert goal.more > 0
        assert (goal.more / grain).denominator == 1
        assert goal.now == _raw(rules, one)
        assert goal.then == _raw(rules, with_more(one, goal.key, goal.more)) > goal.now
        less = _raw(rules, with_more(one, goal.key, goal.more - grain))
        assert less < goal.then, (line, goal)


def _raw(rules: Assessment, one: Measures) -> Fraction:
    value = raw_of(rules, rules.lines[0], one, {}).value
    assert value is not None
    return value


def goals(text: str, key: str, **actuals: int) -> list[Goal]:
    town = unit(targets={"new_signed": 10, "new_started": 10}, **actuals)
    return list(goals_of(one_line(text), town, {key: 1}))


def test_goals_of_each_way_are_found() -> None:
    """Worked out by hand, so that finding none is no way to pass."""
    def short(text: str, signed: int) -> list[tuple[str, int, Fraction]]:
        return [(one.kind.value, int(one.more), one.then) for one in goals(text, "new_signed", new_signed=signed)]

    assert short('way = "proportion"\ncompletion = "new_signed"\npoints = 20\nfull_from = "100%"\n'
                 'proportional_from = "60%"', 4) == [("begins", 2, 12), ("full", 6, 20)]
    assert short('way = "proportion"\ncompletion = "new_signed"\npoints = 20\ncounted_at_most = "120%"', 9) == [
        ("full", 1, 20), ("cap", 3, 24)]
    assert short('way = "steps"\ncompletion = "new_signed"\nsteps = [{ at_least = "100%", points = 100 }, '
                 '{ at_least = "75%", points = 75 }]', 7) == [("step", 1, 75), ("step", 3, 100)]
    assert short('way = "bands"\nactual = "new_signed"\nbands = [{ at_least = 3, less_than = 6, points = 2 }, '
                 "{ at_least = 8, points = 3 }]", 1) == [("step", 2, 2), ("step", 7, 3)]
    assert short('way = "per_unit"\nshort = "new_signed"\nbase = 0.5\npoints = -0.1', 7) == [
        ("full", 3, Fraction(1, 2))]
    assert short('way = "per_unit"\nactual = "new_signed"\npoints = 5\nat_most = 18', 1) == [("cap", 3, 18)]
    assert short('way = "per_unit"\nactual = "new_signed"\npoints = 1\neach = 3\nwhole = true\nat_most = 4', 7) == [
        ("step", 2, 3), ("cap", 5, 4)]
    assert short('way = "above_target"\ncompletion = "new_signed"\nbase = 60\npoints = 2\neach = "10%"\n'
                 "most_above = 10", 7) == [("target", 3, 60), ("cap", 8, 70)]
    assert short('way = "per_unit"\nactual = "new_signed"\npoints = 5\nat_most = 18', 4) == []


def test_a_part_has_no_goal_once_its_whole_is_at_the_limit() -> None:
    rules = assessment(
        line('way = "proportion"\ncompletion = "new_signed"\npoints = 5', "a")
        + line('way = "per_unit"\nactual = "top500"\npoints = 1\nat_most = 9', "b")
        + line('way = "sum"\nof = ["a", "b"]\nat_most = 6', "c"))
    for top500, found in ((1, ["a", "b"]), (4, [])):  # 2 + 1 of 6, and 2 + 4
        town = unit(targets={"new_signed": 10}, new_signed=4, top500=top500)
        assert [goal.line for goal in goals_of(rules, town, {"new_signed": 1, "top500": 1})] == found


def test_the_whole_score_with_more() -> None:
    rules = shipped_assessment("city-2024")
    figures = {"out_of_province": 50, "foreign": 100, "new_signed": 9, "signed_amount": 27, "signed_3_to_10": 6,
               "signed_10_to_20": 4, "signed_from_20": 0}
    marks = {"awards": 0, "key_companies": 0, "platform_signings": 0, "overdue": 0, "falsified": 0}
    targets = {"out_of_province": 100, "foreign": 100, "new_signed": 27, "signed_amount": 54}
    units = [unit(name, targets=targets, marks=marks, **figures) for name in ("甲", "乙")]
    assert [one.rank for one in scored(rules, *units)] == [1, 1]
    lifted = score_with(rules, units, "乙", {"signed_from_20": 1, "new_signed": 1})
    # 0.1 for one that is no longer missing; 10/27 x 0.25 + 0.125 is 0.2175… for 0.2083…
    assert lifted.total == scored(rules, *units)[1].total + Fraction("0.11")
    assert lifted.rank == 1
