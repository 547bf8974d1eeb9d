"""Days as people name them from where they stand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.day import Day, NotADay
from tracker.domain.day_text import read_day
from tracker.domain.near_day import read_near_day

TODAY = date(2025, 1, 9)


@pytest.mark.parametrize(("text", "on"), [
    ("12-30", date(2024, 12, 30)), ("12.30", date(2024, 12, 30)), ("12/30", date(2024, 12, 30)),
    ("12月30日", date(2024, 12, 30)), ("12月30号", date(2024, 12, 30)), ("１２月３０日", date(2024, 12, 30)),
    (" 1-9 ", TODAY), ("1.10", date(2024, 1, 10)), ("2-29", date(2024, 2, 29)),
    ("昨天", date(2025, 1, 8)), ("前天", date(2025, 1, 7)), ("今天", TODAY), ("明天", date(2025, 1, 10)),
    ("Yesterday", date(2025, 1, 8)), ("-3", date(2025, 1, 6)), ("－3", date(2025, 1, 6)), ("-10天", date(2024, 12, 30)),
    ("+2", date(2025, 1, 11)), ("2024-12-30", date(2024, 12, 30)), ("20241230", date(2024, 12, 30)),
])
def test_a_day_is_the_latest_that_is_not_ahead(text: str, on: date) -> None:
    assert read_near_day(text, TODAY) == Day(on)


@pytest.mark.parametrize(("text", "on"), [
    ("12-30", date(2025, 12, 30)), ("1.8", date(2026, 1, 8)), ("1月9日", TODAY), ("2-29", date(2028, 2, 29)),
    ("昨天", date(2025, 1, 8)), ("+30", date(2025, 2, 8)), ("2024-12-30", date(2024, 12, 30)),
])
def test_a_deadline_is_the_next_from_today_on(text: str, on: date) -> None:
    assert read_near_day(text, TODAY, ahead=True) == Day(on)


@pytest.mark.parametrize(("text", "code"), [
    ("2-30", "no_such_date"), ("13-1", "no_such_date"), ("0.5", "no_such_date"), ("上旬", "not_a_date"),
    ("-", None), ("", None), ("3", "not_a_date"), ("2025-01-092024-12-30", "not_a_date"),
])
def test_what_is_no_day_is_refused(text: str, code: str | None) -> None:
    if code is None:
        assert read_near_day(text, TODAY) is None
        return
    with pytest.raises(NotADay) as refused:
        read_near_day(text, TODAY)
    assert refused.value.code == code


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.dates(date(2020, 1, 1), date(2020, 12, 31)), st.booleans())
def test_a_month_and_a_day_are_always_within_eight_years_on_the_side_that_is_meant(today: date, on: date,
                                                                                    ahead: bool) -> None:
    day = read_near_day(f"{on.month}月{on.day}日", today, ahead=ahead)
    assert day is not None
    assert day.on is not None
    assert (day.on.month, day.on.day) == (on.month, on.day)
    assert day.on == today or (day.on > today) is ahead
    assert abs(day.on - today) <= timedelta(days=366 * 8 + 1)


@given(st.dates(date(1970, 1, 1), date(2150, 1, 1)))
def test_a_whole_day_is_read_as_it_always_was(on: date) -> None:
    assert read_near_day(str(on), TODAY) == read_day(str(on)) == Day(on)
