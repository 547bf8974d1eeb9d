"""Days that are not what their weekday says: weekdays that are free, and days at weekends that are worked.

For the years whose notices are out they stand in `data/holidays.txt`, which `python -m tracker.domain.holidays` writes
from the `holidays` library: reading it takes a millisecond, importing the library 130, and the board needs it at once.
The library answers for all other years, so that a later one knows of a notice before this program does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from tracker.shipped import shipped

FIRST_PUBLISHED = 2001
"""The first year whose holidays were checked against the notices of the State Council's General Office."""
_FILE = "holidays.txt"
_HEAD = """\
# Free weekdays and worked weekend days of each year (month and day), as the General Office of the State Council
# published them. Written by `python -m tracker.domain.holidays`; a test compares them with the holidays library.
"""


def days_of(year: int) -> Iterator[date]:
    """Every day of a year."""
    first = date(year, 1, 1)
    return (first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1))


@cache
def exceptions(year: int) -> frozenset[date]:
    """The free weekdays and worked weekend days of a year; only statutory holidays where no notice is known."""
    written = _written().get(year)
    if written is None:
        return _by_the_library(year)
    return frozenset(date(year, int(text[:2]), int(text[2:])) for text in written)


def is_published(year: int) -> bool:
    """Whether the notice of a year is known, and with it the days that are made up for."""
    return year in _written() or FIRST_PUBLISHED <= year <= last_published()


@cache
def last_published() -> int:
    """The last year whose notice is known: to this program, or to a library that is newer."""
    return max(max(_written()), _published_in_the_library()[-1])


@cache
def _written() -> Mapping[int, list[str]]:
    lines = shipped(_FILE).read_text("utf-8").splitlines()
    return {int(year): days for year, *days in (line.split() for line in lines if not line.startswith("#"))}


def _published_in_the_library() -> range:
    """The years whose notices the library knows."""
    return range(FIRST_PUBLISHED, max(map(int, _calendar(FIRST_PUBLISHED).special_public_holidays)) + 1)


def _by_the_library(year: int) -> frozenset[date]:
    calendar = _calendar(year)
    return frozenset(day for day in days_of(year) if calendar.is_working_day(day) != (day.weekday() < 5))


def _calendar(year: int) -> Any:
    """The library's Chinese calendar of a year; imported late, because that takes 0.13 s. It has no types."""
    china: Any = import_module("holidays.countries.china")
    return china.China(years=year)


def as_written() -> str:
    """What the file says by the library."""
    lines = (" ".join([str(year), *(f"{day:%m%d}" for day in sorted(_by_the_library(year)))])
             for year in _published_in_the_library())
    return _HEAD + "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    Path(str(shipped(_FILE))).write_text(as_written(), "utf-8")
