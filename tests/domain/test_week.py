"""Weeks of the office: ISO weeks, read as they are printed, in order over the turn of the year."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.clock import office_day
from tracker.domain.days import NotADay
from tracker.domain.week import Week

DATES = st.dates(date(1950, 1, 1), date(2190, 12, 31))


@pytest.mark.story
@given(DATES)
def test_reading_a_printed_week_gives_it_back(day: date) -> None:
    week = Week.of(day)
    assert Week.read(str(week)) == week
    assert week.monday <= day <= week.sunday
    assert (week.monday.weekday(), week.sunday.weekday()) == (0, 6)


@given(DATES)
def test_weeks_follow_each_other_without_a_gap(day: date) -> None:
    week = Week.of(day)
    assert week.after.before == week.before.after == week
    assert week.before < week < week.after
    assert week.after.monday - week.sunday == timedelta(days=1)
    assert Week.of(week.sunday) == week


@given(DATES)
def test_a_week_ends_with_its_sunday_in_the_office(day: date) -> None:
    week = Week.of(day)
    assert office_day(week.end) == week.sunday
    assert office_day(week.end + timedelta(microseconds=1)) == week.after.monday


@pytest.mark.parametrize(("day", "week", "monday"), [
    (date(2020, 12, 28), "2020-W53", date(2020, 12, 28)), (date(2021, 1, 3), "2020-W53", date(2020, 12, 28)),
    (date(2021, 1, 4), "2021-W01", date(2021, 1, 4)), (date(2023, 1, 1), "2022-W52", date(2022, 12, 26)),
    (date(2023, 12, 31), "2023-W52", date(2023, 12, 25)), (date(2024, 1, 1), "2024-W01", date(2024, 1, 1)),
    (date(2024, 12, 30), "2025-W01", date(2024, 12, 30)),
])
def test_the_turn_of_the_year(day: date, week: str, monday: date) -> None:
    assert str(Week.of(day)) == week
    assert Week.read(week).monday == monday


def test_the_week_of_a_moment_is_the_offices() -> None:
    """Sunday evening in London is Monday at the office."""
    assert Week.read("2023-W50").end == datetime(2023, 12, 17, 15, 59, 59, 999999, UTC)
    assert str(Week.of(office_day(datetime(2023, 12, 17, 16, tzinfo=UTC)))) == "2023-W51"


@pytest.mark.parametrize(("text", "code"), [
    ("2023-W53", "no_such_date"), ("2023-W00", "no_such_date"), ("第50周", "not_a_date"), ("2023-12-15", "not_a_date"),
    ("", "not_a_date"),
])
def test_what_is_no_week(text: str, code: str) -> None:
    with pytest.raises(NotADay) as error:
        Week.read(text)
    assert error.value.code == code
