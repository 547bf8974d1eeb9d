"""三明 2020: three districts of our own, each line normalised between them, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

from tests.domain.assessment.published import scored, shipped_assessment, unit
from tracker.domain.scoring_working import Exact, Measures

RULES = shipped_assessment("sanming-2020")


def district(name: str, *, started: int, amount: Exact, invested: Exact, foreign: Exact, target: Exact, signed: int,
             of_them: int, same_year: int) -> Measures:
    return unit(name, targets={"foreign": target}, new_started=started, started_amount=amount, invested=invested,
                foreign=foreign, large_signed=signed, large_signed_started=of_them, same_year=same_year)


THREE = [
    district("甲", started=30, amount=90, invested=50, foreign=600, target=500, signed=20, of_them=15, same_year=6),
    district("乙", started=18, amount=60, invested=80, foreign=200, target=500, signed=12, of_them=6, same_year=3),
    district("丙", started=10, amount=30, invested=35, foreign=90, target=100, signed=4, of_them=2, same_year=0),
]


def test_three_districts_line_by_line() -> None:
    """In the order of the lines:

    starts, 1 point of 30, 18, 10: 1; 0.6 + 0.4 x 8/20 = 0.76; 0.6
    investment of starts, 9 of 90, 60, 30: 9; 9 x (0.6 + 0.4 x 30/60) = 7.2; 5.4
    investment done, 20 of 50, 80, 35: 20 x (0.6 + 0.4 x 15/45) = 14.666… = 14.67; 20; 12
    foreign, 20 of 120%, 40%, 90%, so 20 (at most), 8, 18 points: 20; 12; 20 x (0.6 + 0.4 x 10/12) = 18.666… = 18.67
    signed, 2 of 20, 12, 4: 2; 2 x (0.6 + 0.4 x 8/16) = 1.6; 1.2
    start rate, 8 of 75%, 50%, 50%: 8; 4.8; 4.8
    one year, 5 each, so 20 (at most), 15, 0: 20; 20 x (0.6 + 0.4 x 15/20) = 18; 12
    """
    found = scored(RULES, *THREE)
    assert [[str(float(line.points or 0)) for line in one.lines] for one in found] == [
        ["1.0", "9.0", "14.67", "20.0", "2.0", "8.0", "20.0"],
        ["0.76", "7.2", "20.0", "12.0", "1.6", "4.8", "18.0"],
        ["0.6", "5.4", "12.0", "18.67", "1.2", "4.8", "12.0"],
    ]
    assert [one.total for one in found] == [Fraction("74.67"), Fraction("64.36"), Fraction("54.67")]
    assert [one.rank for one in found] == [1, 2, 3]
    assert all(one.is_whole for one in found)


def test_a_district_without_foreign_targets_is_compared_in_the_other_lines_alone() -> None:
    """丙 has no target: its foreign line waits, and 甲 and 乙 are the smallest and the largest of that line."""
    third = THREE[2]
    without = Measures(third.unit, third.group, third.actuals)
    found = scored(RULES, *THREE[:2], without)
    lines = [one.line("foreign_score") for one in found]
    assert [line.points for line in lines if line] == [20, 12, None]
    assert (found[2].total, found[2].is_whole) == (Fraction("36"), False)


def test_nobody_signed_anything() -> None:
    """A start rate of nothing is no rate; where all have the same, each has the whole line."""
    idle = [district(name, started=0, amount=0, invested=0, foreign=0, target=100, signed=0, of_them=0, same_year=0)
            for name in ("甲", "乙")]
    found = scored(RULES, *idle)
    assert [one.total for one in found] == [72, 72]
    assert [one.rank for one in found] == [1, 1]
    assert [line.key for line in found[0].lines if line.points is None] == ["start_rate_score"]
