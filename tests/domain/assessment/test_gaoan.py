"""高安 2021: four units in two groups, indices of 60 to 100 and their weights, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

from tests.domain.assessment.published import scored, shipped_assessment, unit
from tracker.domain.scoring_goals import goals_of
from tracker.domain.scoring_working import Measures

RULES = shipped_assessment("gaoan-2021")


def place(name: str, group: str, foreign: int, cash: int, invested: int, in_statistics: int, signed: int, target: int,
          months: int, visits: int) -> Measures:
    return unit(name, group, targets={"large_signed": target}, marks={"leader_months": months, "visits": visits},
                foreign=foreign, foreign_cash=cash, invested=invested, in_statistics=in_statistics,
                large_signed=signed)


FOUR = [
    place("新街镇", "一类", 800, 300, 12, 8, 6, 5, 12, 30), place("八景镇", "一类", 500, 300, 9, 4, 5, 5, 9, 20),
    place("建山镇", "一类", 200, 100, 3, 5, 2, 4, 12, 10), place("华林", "二类", 50, 0, 1, 1, 0, 2, 6, 4),
]


def test_four_units_line_by_line() -> None:
    """Foreign total 15 of 800, 500, 200: 15, 12, 9. Cash 10 of 300, 300, 100: 10, 10, 6. Together 25, 22, 15.
    Investment 30 of 12, 9, 3: 30, 30 x (0.6 + 0.4 x 6/9) = 26, 18. Number 15 of 8, 4, 5: 15, 9,
    15 x (0.6 + 0.4 x 1/4) = 10.5. Signed 20 of 120%, 100%, 50%: 20, 20 x (0.6 + 0.4 x 5/7) = 17.714285… = 17.7143, 12.
    Months 5 x 12/12, 9/12, 12/12: 5, 3.75, 5. Visits 5 of 30, 20, 10: 5, 4, 3.
    One alone in its group has everything that is compared: 25 + 30 + 15 + 20 + 5, and 2.5 for six months.
    """
    found = scored(RULES, *FOUR)
    assert [[str(float(line.points or 0)) for line in one.lines if not line.is_part] for one in found] == [
        ["25.0", "30.0", "15.0", "20.0", "5.0", "5.0"],
        ["22.0", "26.0", "9.0", "17.7143", "3.75", "4.0"],
        ["15.0", "18.0", "10.5", "12.0", "5.0", "3.0"],
        ["25.0", "30.0", "15.0", "20.0", "2.5", "5.0"],
    ]
    assert [one.total for one in found] == [100, Fraction("82.46"), Fraction("63.5"), Fraction("97.5")]
    assert [one.rank for one in found] == [1, 2, 3, 1]


def test_equal_totals_are_told_apart_by_foreign_money() -> None:
    """25 + 18 + 15 + 20 + 5 + 5 and 15 + 30 + 15 + 20 + 5 + 3 are both 88: foreign money decides."""
    by_statistics = place("甲", "", 200, 100, 12, 4, 5, 5, 12, 10)
    by_foreign = place("乙", "", 800, 300, 3, 4, 5, 5, 12, 20)
    found = scored(RULES, by_statistics, by_foreign)
    assert [one.total for one in found] == [88, 88]
    assert [one.rank for one in found] == [2, 1]


def test_how_many_more_until_the_task() -> None:
    [goal] = [one for one in goals_of(RULES, FOUR[2], {"large_signed": 1}) if one.line == "signed_score"]
    assert (goal.more, goal.now, goal.then) == (2, 10, 20)
