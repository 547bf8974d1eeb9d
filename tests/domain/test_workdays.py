"""Working days as the State Council published them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.days import is_working_day, working_days_between
from tracker.domain.workdays import last_published


def test_age_on_the_raising_day_is_nothing() -> None:
    assert working_days_between(date(2023, 10, 9), date(2023, 10, 9)) == (0, False)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2023, 10, 9), date(2023, 10, 10), 1),
        (date(2023, 9, 28), date(2023, 10, 9), 3),  # national day; 7 and 8 October made up
        (date(2023, 1, 20), date(2023, 1, 30), 3),  # spring festival; 28 and 29 January made up
        (date(2023, 12, 29), date(2024, 1, 2), 1),
        (date(2023, 10, 9), date(2023, 9, 28), -3),
    ],
)
def test_holidays_and_make_up_days(start: date, end: date, days: int) -> None:
    assert working_days_between(start, end) == (days, False)


@pytest.mark.parametrize(
    ("year", "days"), [(2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248)]
)
def test_published_years(year: int, days: int) -> None:
    assert working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == (days, False)


def test_make_up_days_are_worked() -> None:
    assert is_working_day(date(2023, 10, 7))
    assert not is_working_day(date(2023, 10, 14))
    assert not is_working_day(date(2023, 10, 6))


def test_beyond_the_published_years_is_provisional() -> None:
    last = last_published()
    assert last >= 2026
    assert working_days_between(date(last, 12, 1), date(last, 12, 31))[1] is False
    assert working_days_between(date(last, 12, 1), date(last + 1, 1, 31))[1] is True
    assert working_days_between(date(2000, 1, 1), date(2001, 1, 31))[1] is True


@settings(deadline=None)  # the first call imports a library
@given(st.dates(date(2018, 1, 1), date(2026, 12, 31)), st.integers(0, 500), st.integers(0, 500))
def test_spans_add_up(start: date, first: int, second: int) -> None:
    middle, end = start + timedelta(days=first), start + timedelta(days=first + second)
    whole = working_days_between(start, end)[0]
    assert whole == working_days_between(start, middle)[0] + working_days_between(middle, end)[0]
    assert 0 <= whole <= first + second
