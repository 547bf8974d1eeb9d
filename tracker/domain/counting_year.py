"""The year that figures are counted for: the calendar's, or twelve months that begin with another one."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tracker.domain.day import MONTHS_OF, Precision

MONTHS = 12
YEARS = range(1978, 2201)
"""The years that anything is counted, set or said for."""


class YearSpan(NamedTuple):
    """One year with its first and its last day."""

    year: int
    first: date
    last: date

    @property
    def is_calendar(self) -> bool:
        """Whether it is the year of the calendar."""
        return self.first == date(self.year, 1, 1)

    def holds(self, day: date) -> bool:
        """Whether a day lies in the year."""
        return self.first <= day <= self.last

    def place_of(self, day: date) -> int:
        """Which month of the year a day lies in: 1 is the first. Below 1 before the year, above 12 after it."""
        return _month_of(day) - _month_of(self.first) + 1

    @property
    def months(self) -> tuple[int, ...]:
        """The months of the calendar, in the order of the year."""
        return tuple((self.first.month - 1 + at) % MONTHS + 1 for at in range(MONTHS))

    def months_between(self, first: int, last: int) -> tuple[date, date]:
        """The first day of one month of the year and the last day of another, by their places (from 1)."""
        begin, end = (_month_of(self.first) + place - 1 for place in (first, last))
        return _first_of(begin), _last_of(end)

    def until(self, day: date) -> date:
        """The last day that counts where figures go up to a day."""
        return min(day, self.last)


@dataclass(frozen=True, slots=True)
class CountingYear:
    """When the years of a place begin: so many months after the January they are called by, before it below zero."""

    months_after: int = 0

    def of(self, year: int) -> YearSpan:
        """A year of it."""
        begin = year * MONTHS + self.months_after
        return YearSpan(year, _first_of(begin), _last_of(begin + MONTHS - 1))

    def year_of(self, day: date) -> int:
        """The year a day lies in."""
        return (_month_of(day) - self.months_after) // MONTHS

    def astride(self, precision: Precision) -> tuple[int, ...]:
        """The months of the calendar with which a period of this precision begins that lies in two years of it."""
        length = MONTHS_OF.get(precision, 1)
        return tuple(begin for begin in range(1, MONTHS + 1, length) if begin < self.first_month < begin + length)

    @property
    def first_month(self) -> int:
        """The month of the calendar it begins with."""
        return self.months_after % MONTHS + 1

    @property
    def is_calendar(self) -> bool:
        """Whether it is the year of the calendar."""
        return not self.months_after


CALENDAR = CountingYear()


def _month_of(day: date) -> int:
    """The number of a day's month, counted on over the years."""
    return day.year * MONTHS + day.month - 1


def _first_of(month: int) -> date:
    return date(month // MONTHS, month % MONTHS + 1, 1)


def _last_of(month: int) -> date:
    first = _first_of(month)
    return first.replace(day=monthrange(first.year, first.month)[1])
