"""Working days as the State Council published them."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain import holidays, workdays
from tracker.domain.holidays import FIRST_PUBLISHED, as_written, days_of, last_published
from tracker.domain.workdays import is_working_day, working_days_between
from tracker.shipped import shipped


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


# Holidays and make-up days as the General Office of the State Council published them: notice 国办发明电〔2022〕16号
# for 2023, notice 国办发明电〔2023〕7号 for 2024. Written out by hand here; the library is what is tested.
FREE = {
    "2023 元旦": ("2022-12-31", "2023-01-02", ()),
    "2023 春节": ("2023-01-21", "2023-01-27", ("2023-01-28", "2023-01-29")),
    "2023 中秋国庆": ("2023-09-29", "2023-10-06", ("2023-10-07", "2023-10-08")),
    "2024 元旦": ("2023-12-30", "2024-01-01", ()),
    "2024 春节": ("2024-02-10", "2024-02-17", ("2024-02-04", "2024-02-18")),
    "2024 国庆": ("2024-10-01", "2024-10-07", ("2024-09-29", "2024-10-12")),
}


@pytest.mark.parametrize("name", FREE)
def test_the_published_holidays_day_by_day(name: str) -> None:
    first, last, made_up = FREE[name]
    free = {date.fromisoformat(first) + timedelta(days=n)
            for n in range((date.fromisoformat(last) - date.fromisoformat(first)).days + 1)}
    worked = {date.fromisoformat(text) for text in made_up}
    for day in (min(free) + timedelta(days=n) for n in range(-7, len(free) + 14)):
        expected = day in worked or (day.weekday() < 5 and day not in free)
        assert is_working_day(day) == expected, day


@pytest.mark.parametrize(("start", "end", "days"), [
    # 27, 28 September; 7, 8 (made up), 9, 10 October
    ("2023-09-26", "2023-10-10", 6),
    # 19, 20 January; 28, 29 (made up), 30, 31 January
    ("2023-01-18", "2023-01-31", 6),
    # 28, 29 December; 2, 3 January: New Year's Day is a Monday, and nothing is made up for it
    ("2023-12-27", "2024-01-03", 4),
    # 4 February (Sunday, made up), 5-9; 18 (Sunday, made up), 19: eight in all
    ("2024-02-03", "2024-02-19", 8),
    # 29 (Sunday, made up), 30 September; 8-11, 12 (Saturday, made up), 14 October
    ("2024-09-28", "2024-10-14", 8),
])
def test_spans_over_the_holidays_counted_by_hand(start: str, end: str, days: int) -> None:
    assert working_days_between(date.fromisoformat(start), date.fromisoformat(end)) == (days, False)


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


def test_the_file_says_what_the_library_says() -> None:
    """Where this fails the library has learnt of a notice: `python -m tracker.domain.holidays` writes the file anew."""
    assert shipped("holidays.txt").read_text("utf-8") == as_written()


def test_every_day_is_worked_or_free_as_in_the_library() -> None:
    """In the years that are in the file, and in those before and after them."""
    for year in range(FIRST_PUBLISHED - 2, last_published() + 4):
        calendar = holidays._calendar(year)
        for day in days_of(year):
            assert is_working_day(day) == calendar.is_working_day(day), day


def test_no_library_is_needed_for_the_years_whose_notices_are_out() -> None:
    """It takes 0.13 s to import, and the board counts working days as soon as it is opened."""
    script = ("import sys; from datetime import date; from tracker.domain.workdays import working_days_between; "
              "assert working_days_between(date(2001, 1, 1), date(2026, 12, 31)) == (6498, False); "
              "assert 'holidays' not in sys.modules")
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.fixture
def newer_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Its notice of 2028 frees the last day of January, a Monday, and makes up for it on the Sunday before."""
    def worked(day: date) -> bool:
        return day == date(2028, 1, 30) or (day.weekday() < 5 and day != date(2028, 1, 31))

    kept = (holidays.exceptions, holidays.last_published, workdays._working_days)
    monkeypatch.setattr(holidays, "_calendar", lambda _: SimpleNamespace(
        special_public_holidays={2027: (), 2028: ()}, is_working_day=worked))
    for function in kept:
        function.cache_clear()
    yield
    for function in kept:
        function.cache_clear()


def test_a_newer_library_knows_more_years_than_the_file(newer_library: None) -> None:
    assert is_working_day(date(2028, 1, 30))
    assert not is_working_day(date(2028, 1, 31))
    assert working_days_between(date(2028, 1, 27), date(2028, 2, 1)) == (3, False)
    assert working_days_between(date(2028, 1, 27), date(2029, 1, 1))[1] is True
    assert not is_working_day(date(2026, 10, 7)), "the years of the file are as they were"


@settings(deadline=None)  # the first call imports a library
@given(st.dates(date(2018, 1, 1), date(2026, 12, 31)), st.integers(0, 500), st.integers(0, 500))
def test_spans_add_up(start: date, first: int, second: int) -> None:
    middle, end = start + timedelta(days=first), start + timedelta(days=first + second)
    whole = working_days_between(start, end)[0]
    assert whole == working_days_between(start, middle)[0] + working_days_between(middle, end)[0]
    assert 0 <= whole <= first + second
