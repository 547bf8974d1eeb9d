"""Deadlines are read as the last day they allow; without a year nothing is guessed."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.period_text import lacks_period_year, read_period


@pytest.mark.parametrize(("text", "day", "last", "before"), [
    ("2023年上半年", "2023H1", (6, 30), False), ("2023下半年", "2023H2", (12, 31), False),
    ("2023年第三季度", "2023Q3", (9, 30), False), ("２０２３年３季度", "2023Q3", (9, 30), False),
    ("2023年三季度前", "2023Q3", (9, 30), True), ("2023年年底", "2023-12", (12, 31), False),
    ("2023年底前", "2023-12", (12, 31), True), ("2023年初", "2023", (3, 31), False),
    ("2023年中", "2023", (8, 31), False), ("2023年6月中旬", "2023-06D2", (6, 20), False),
    ("2023年6月初", "2023-06", (6, 10), False), ("2023年6月中", "2023-06", (6, 20), False),
    ("2023年6月底前", "2023-06", (6, 30), True), ("2023年2月底", "2023-02", (2, 28), False),
    ("2023年6月30日前完成", "2023-06-30", (6, 30), True), ("力争2023年6月底前完成整改", "2023-06", (6, 30), True),
    ("2023年6月完成", "2023-06", (6, 30), True), ("确保于2023年三季度办结", "2023Q3", (9, 30), True),
])
def test_periods(text: str, day: str, last: tuple[int, int], before: bool) -> None:
    period = read_period(text)
    assert period is not None
    assert (str(period.day), period.last, period.before) == (day, date(2023, *last), before)


@pytest.mark.parametrize("text", ["年底", "上半年", "第三季度", "6月底前", "立行立改", "长期", "2023年6月前",
                                  "2023年前",
                                  "2023年2月30日前", "", "2023年" * 20])
def test_what_is_no_period(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(("text", "last", "before"), [
    ("6月底前", date(2024, 6, 30), True), ("年底前", date(2024, 12, 31), True), ("三季度", date(2024, 9, 30), False),
    ("2023年底", date(2023, 12, 31), False), ("12-30", date(2024, 12, 30), False), ("2/29", date(2024, 2, 29), False),
    ("12.30前", date(2024, 12, 30), True), ("计划9月底完成", date(2024, 9, 30), True)])
def test_a_period_in_the_year_of_a_title(text: str, last: date, before: bool) -> None:
    period = read_period(text, 2024)
    assert period is not None
    assert (period.last, period.before) == (last, before)


@pytest.mark.parametrize(("text", "lacks"), [
    ("6月底前", True), ("12-30", True), ("三季度", True), ("年底前", True), ("2023年底前", False), ("立行立改", False),
    ("13-30", False), ("6月前", False)])
def test_a_period_that_lacks_its_year(text: str, lacks: bool) -> None:
    assert lacks_period_year(text) is lacks
