"""The pace: what is old, overdue, held too long or untouched, day by day around each limit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.days import Day, read_day
from tracker.domain.pace import age, held, lateness, over, overdue, untouched_since
from tracker.domain.workdays import WorkingDays, is_working_day

DATES = st.dates(date(2018, 1, 1), date(2025, 12, 31))


def on(text: str) -> Day:
    return read_day(text) or Day.unknown()


@pytest.mark.parametrize(("due", "today", "late"), [
    ("2023-12-13", "2023-12-12", None), ("2023-12-13", "2023-12-13", None), ("2023-12-13", "2023-12-14", 1),
    ("2023-12-15", "2023-12-16", 0),  # a Friday: passed on Saturday, and nobody has worked since
    ("2023-12-15", "2023-12-17", 0), ("2023-12-15", "2023-12-18", 1),
    ("2023-09-28", "2023-10-06", 0),  # the national holiday
    ("2023-09-28", "2023-10-07", 1),  # a Saturday that was worked
    ("2023-06-30", "2023-12-31", 126),
    ("", "2023-12-31", None),
])
def test_overdue_counts_the_working_days_behind_a_deadline(due: str, today: str, late: int | None) -> None:
    found = overdue(on(due).first, date.fromisoformat(today))
    assert (found and found.count) == late


@pytest.mark.parametrize(("raised", "today", "days"), [
    ("2023-12-13", "2023-12-13", 0), ("2023-12-13", "2023-12-14", 1), ("2023-12-13", "2023-12-18", 3),
    ("2023-11", "2023-12-01", 1),  # some day of November: not older than from its last
    ("2023", "2023-12-29", 0), ("2023-12-20", "2023-12-18", 0), ("", "2023-12-18", None),
])
def test_the_age_is_counted_in_working_days(raised: str, today: str, days: int | None) -> None:
    found = age(on(raised).last, date.fromisoformat(today))
    assert (found and found.count) == days


@given(DATES, DATES)
def test_each_working_day_behind_a_deadline_is_one_more(due: date, today: date) -> None:
    late = overdue(due, today)
    assert (late is None) == (today <= due)
    worked = [due + timedelta(days=n) for n in range(1, (today - due).days + 1)]
    assert (late.count if late else 0) == sum(map(is_working_day, worked))


def test_what_passed_on_a_friday_comes_before_what_has_not_passed() -> None:
    saturday = date(2023, 12, 16)
    late = [overdue(date(2023, 12, day), saturday) for day in (14, 15, 16)]
    assert [lateness(one) for one in late] == [1, 0, -1]


def test_days_into_a_year_without_its_make_up_days_carry_a_star() -> None:
    assert str(age(date(2199, 1, 1), date(2199, 1, 8))).endswith("*")
    assert str(WorkingDays(129)) == "129"


@pytest.mark.parametrize(("since", "until", "days"), [
    ("2023-01-01", "2023-03-02", 60), ("2023-01-01", "2023-03-03", 61), ("2023-01", "2023-03-03", 31),
    ("2022", "2023-03-03", 62), ("2023-03", "2023-03-15", 0),  # it may begin later yet
    ("", "2023-03-03", None), ("2023-01-01", "", None), ("2023-01-01", "2023-03", 59),
])
def test_a_stage_has_lasted_for_as_long_as_is_certain(since: str, until: str, days: int | None) -> None:
    assert held(on(since).last, on(until).first) == days


@pytest.mark.parametrize(("days", "limit", "more"), [
    (60, 60, 0), (61, 60, 1), (0, 60, 0), (None, 60, 0), (61, None, 0), (366, 365, 1),
])
def test_over_a_limit_begins_the_day_after_it(days: int | None, limit: int | None, more: int) -> None:
    assert over(days, limit) == more


def test_untouched_for_thirty_days_is_so_on_the_thirtieth() -> None:
    last = untouched_since(date(2023, 12, 31), 30)
    assert last == date(2023, 12, 1)
    assert (date(2023, 12, 31) - last).days == 30
