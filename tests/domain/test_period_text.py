"""Periods with a year are read as what they are; without one nothing is guessed."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.period_text import read_period


@pytest.mark.parametrize(("text", "first", "last", "before", "day"), [
    ("2023年上半年", (1, 1), (6, 30), False, "2023"), ("2023下半年", (7, 1), (12, 31), False, "2023"),
    ("2023年第三季度", (7, 1), (9, 30), False, "2023"), ("2023Q3", (7, 1), (9, 30), False, "2023"),
    ("２０２３年３季度", (7, 1), (9, 30), False, "2023"), ("2023年年底", (11, 1), (12, 31), False, "2023"),
    ("23年底", (11, 1), (12, 31), False, "2023"), ("2023年6月中旬", (6, 11), (6, 20), False, "2023-06"),
    ("2023年6月底前", (6, 21), (6, 30), True, "2023-06"), ("2023年2月底", (2, 21), (2, 28), False, "2023-02"),
    ("2023年6月30日前完成", (6, 30), (6, 30), True, "2023-06-30"), ("2023年底前", (11, 1), (12, 31), True, "2023"),
])
def test_periods(text: str, first: tuple[int, int], last: tuple[int, int], before: bool, day: str) -> None:
    period = read_period(text)
    assert period is not None
    assert (period.first, period.last, period.before) == (date(2023, *first), date(2023, *last), before)
    assert str(period.day) == day


@pytest.mark.parametrize("text", ["年底", "上半年", "第三季度", "6月底前", "立行立改", "长期", "2023年6月前",
                                  "2023年2月30日前", "",
                                  "2023年" * 20, "2023-06-18"])
def test_what_is_no_period(text: str) -> None:
    assert read_period(text) is None


def test_a_month_in_the_year_of_a_title() -> None:
    period = read_period("6月底前", 2024)
    assert period is not None
    assert (period.last, period.before) == (date(2024, 6, 30), True)
