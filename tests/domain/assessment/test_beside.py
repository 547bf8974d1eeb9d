"""What is done to a line beside its way of scoring: samples, caps, once across lines, conditions, weights."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.domain.assessment.published import assessment, first_line, line, one_line, points, scored, unit
from tracker.domain.scoring_goals import goals_of
from tracker.domain.scoring_working import Exact, Measures, MissingInput, Wanting, Worked

TARGET: dict[str, Exact] = {"new_signed": 10}


@pytest.mark.parametrize(("cuts", "gives"), [
    # 130% counts as 100%, and 8 of 10 found: 20 x 100% x 0.8; or 130% x 0.8 = 104%, which counts as 100%
    ("", 16), ('sample_cuts = "points"', 16), ('sample_cuts = "measure"', 20)])
def test_a_sample_cuts_points_or_what_is_measured(cuts: str, gives: int) -> None:
    rules = one_line('way = "proportion"\ncompletion = "new_signed"\npoints = 20\ncounted_at_most = "100%"\n'
                     f'sample = ["reports", "missing"]\n{cuts}')
    town = unit(targets=TARGET, marks={"reports": 8, "missing": 10}, new_signed=13)
    assert points(rules, town) == gives


def test_the_whole_result_can_be_cut_by_a_sample() -> None:
    """湖州 2007: all lines together, 9 of 12 found: (7 + 5) x 0.75."""
    rules = assessment(line('way = "per_unit"\nactual = "new_signed"\npoints = 1', "a")
                       + line('way = "per_unit"\nactual = "new_started"\npoints = 1', "b")
                       + line('way = "sum"\nof = ["a", "b"]\nsample = ["reports", "missing"]', "all"))
    [score] = scored(rules, unit(new_signed=7, new_started=5, marks={"reports": 9, "missing": 12}))
    assert score.total == 9


def test_a_multiplier_has_a_cap_of_its_own() -> None:
    """Foreign ones count twice, and as 5 at most: 3 + min(4 x 2, 5) of 10, 0.8 x 10; the whole line gives 7."""
    text = ('way = "proportion"\ncompletion = ["new_signed", "foreign"]\ntarget_of = "new_signed"\n'
            "factors = { foreign = 2 }\nfigures_at_most = { foreign = 5 }\npoints = 10\n")
    of = unit(targets=TARGET, new_signed=3, foreign=4)
    first = first_line(one_line(text), of)
    assert first.points == 8
    assert [(step.code, step.result) for step in first.working.steps][2:4] == [
        (Worked.TIMES, 8), (Worked.FIGURE_AT_MOST, 5)]
    assert points(one_line(f"{text}at_most = 7"), of) == 7
    # no goal is told that the cap of the figure keeps from being reached
    assert [goal.key for goal in goals_of(one_line(text), of, {"new_signed": 1, "foreign": 1})] == ["new_signed"]


def test_a_project_counts_once_across_lines() -> None:
    """P2 is among the 500 and started: it has its 5 points there, and none as a start. P4 is in all three."""
    rules = assessment(
        line('way = "per_unit"\nactual = "top500"\npoints = 5\nat_most = 20', "large")
        + line('way = "per_unit"\nactual = "new_started"\nnot_in = ["large"]\npoints = 2', "started")
        + line('way = "per_unit"\nactual = ["new_signed"]\nnot_in = ["large", "started"]\npoints = 1', "signed"))
    town = unit(top500=2, new_started=3, new_signed=4, projects={
        "top500": {"P2": 1, "P4": 1}, "new_started": {"P1": 1, "P2": 1, "P4": 1},
        "new_signed": {"P1": 1, "P4": 1, "P5": Fraction(1, 2), "P6": Fraction(3, 2)}})
    [score] = scored(rules, town)
    assert [found.points for found in score.lines] == [10, 2, 2]
    assert score.lines[1].working.steps[1].numbers == {"value": 3, "off": 2}
    [unknown] = scored(rules, unit(top500=2, new_started=3, new_signed=4))
    assert MissingInput(Wanting.PROJECTS, "new_started") in unknown.missing


@pytest.mark.parametrize(("says", "gives"), [("", None), ("nothing", 0), ("full", 8)])
def test_a_share_of_nothing(says: str, gives: int | None) -> None:
    more = f'\nof_nothing = "{says}"' if says else ""
    rules = one_line(f'way = "proportion"\nshare = ["new_started", "new_signed"]\npoints = 8{more}')
    assert points(rules, unit(new_started=0, new_signed=0)) == gives
    assert points(rules, unit(new_started=1, new_signed=2)) == 4


def test_the_target_can_be_that_of_another_figure() -> None:
    """泗水: 30% of the task from new projects; 2 of a task of 10 are two thirds of that."""
    rules = one_line('way = "proportion"\ncompletion = "new_started"\ntarget_of = "new_signed"\npoints = 10\n'
                     'full_from = "30%"\nproportion_of = "full"')
    assert [points(rules, unit(targets=TARGET, new_started=done)) for done in (2, 3, 4)] == [Fraction(20, 3), 10, 10]


def test_a_line_gives_nothing_where_what_it_asks_is_not_so() -> None:
    """A bonus only where the task is met and nothing was taken off."""
    rules = assessment(line('way = "per_unit"\nactual = "missing"\nbase = 5\npoints = -1', "reports_score") + line(
        'way = "per_unit"\nactual = "top500"\npoints = 2\n'
        'only_where = { completion = { new_signed = "100%" }, points = { reports_score = 5 } }', "bonus_score"))
    def bonus(signed: int, missing: int) -> Fraction | None:
        score = scored(rules, unit(targets=TARGET, marks={"missing": missing}, new_signed=signed, top500=3))[0]
        return score.lines[1].points

    assert [bonus(10, 0), bonus(9, 0), bonus(10, 1)] == [6, 0, 0]
    assert scored(rules, unit(marks={"missing": 0}, new_signed=9, top500=3))[0].lines[1].working.missing == (
        MissingInput(Wanting.TARGET, "new_signed"),)


def test_parts_have_weights() -> None:
    """高安: an index of 60 to 100 with two decimals, then its weight of 15%: 86.67 x 15% = 13.0005."""
    rules = assessment(
        line('way = "per_unit"\nactual = "new_signed"\npoints = 1\ndecimals = 2\n'
             'normalise = { points = 100, base = "60%", rest = "40%" }', "index")
        + line('way = "sum"\nof = ["index"]\nweights = { index = "15%" }', "weighted"), "decimals = 4")
    found = scored(rules, *(unit(str(at), new_signed=signed) for at, signed in enumerate([4, 6, 7])))
    assert [score.total for score in found] == [9, Fraction("13.0005"), 15]


@pytest.mark.parametrize(("decimals", "done", "gives"), [
    # 95.5% of 20 is 19.1; as 96% it is 19.2, as 95% 19; 94.5% is rounded up to the 95% of all points
    ("", "9.55", "19.1"), ("counted_decimals = 0", "9.55", "19.2"), ("counted_decimals = 0", "9.54", "19"),
    ('counted_decimals = 0\nfull_from = "95%"', "9.45", "20"), ('full_from = "95%"', "9.45", "18.9"),
])
def test_a_completion_can_be_rounded_before_it_is_scored(decimals: str, done: str, gives: str) -> None:
    rules = one_line(f'way = "proportion"\ncompletion = "new_signed"\npoints = 20\n{decimals}')
    assert points(rules, unit(targets=TARGET, new_signed=Fraction(done))) == Fraction(gives)


@pytest.mark.parametrize(("head", "says", "gives"), [
    ("", "", -2), ("deducted_down_to = 0", "", 0), ("deducted_down_to = 1", "", 1),
    ("deducted_down_to = 0", "at_least = -1", -1)])
def test_where_deductions_end_is_one_key(head: str, says: str, gives: int) -> None:
    rules = one_line(f'way = "per_unit"\nactual = "missing"\nbase = 5\npoints = -1\n{says}', head)
    assert points(rules, unit(marks={"missing": 7})) == gives
    # what takes points off the total alone goes on: it has no base
    assert points(one_line('way = "per_unit"\nactual = "missing"\npoints = -1', head),
                  unit(marks={"missing": 7})) == -7


def test_a_conversion_rate_of_the_unit() -> None:
    """玉林: 20 points x started ÷ signed, 12 of 15."""
    rules = one_line('way = "proportion"\nrate = "conversion.started"\npoints = 20')
    first = first_line(rules, unit_with_rate(12, 15))
    assert (first.points, first.working.steps[0].code) == (16, Worked.RATE)
    assert points(rules, unit()) is None
    assert first_line(rules, unit_with_rate(0, 0)).working.missing == (
        MissingInput(Wanting.ZERO_WHOLE, "conversion.started"),)


def unit_with_rate(done: int, of: int) -> Measures:
    return replace(unit(), rates={"conversion.started": (done, of)})
