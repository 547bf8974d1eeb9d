"""The year that figures are counted for: the calendar's, or twelve months that begin with another one, or within it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from tracker.domain.day import BEGINNINGS, MONTHS_OF, Precision

MONTHS = 12
LAST_FIRST_DAY = 28
"""The latest day of a month with which a year can begin: one that every month has."""
_MIDDLE = 15
"""Months that begin after this day are called by the month in which they end: it has most of their days."""
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
        return _month_of(day) - _month_of(self.first) + (day.day >= self.first.day)

    @property
    def months(self) -> tuple[int, ...]:
        """The months of the calendar, in the order of the year.

        Where it begins within a month, so do its months: those from the 26th to the 25th are called by the second of
        the two they lie in, those from the 6th to the 5th by the first.
        """
        return tuple(self.month_called(place).month for place in range(1, MONTHS + 1))

    def month_called(self, place: int) -> date:
        """The first day of the month of the calendar that a month of the year is called by, by its place (from 1)."""
        return _first_of(_month_of(self.first) + place - 1 + (self.first.day > _MIDDLE))

    def months_between(self, first: int, last: int) -> tuple[date, date]:
        """The first day of one month of the year and the last day of another, by their places (from 1)."""
        begin, after = (_month_of(self.first) + place - 1 for place in (first, last + 1))
        return _first_of(begin, self.first.day), _first_of(after, self.first.day) - timedelta(days=1)

    def until(self, day: date) -> date:
        """The last day that counts where figures go up to a day."""
        return min(day, self.last)


@dataclass(frozen=True, slots=True)
class CountingYear:
    """When the years of a place begin: so many months after the January they are called by, before it below zero, and
    on which day of that month.
    """

    months_after: int = 0
    first_day: int = 1

    def of(self, year: int) -> YearSpan:
        """A year of it."""
        begin = year * MONTHS + self.months_after
        first, after = (_first_of(month, self.first_day) for month in (begin, begin + MONTHS))
        return YearSpan(year, first, after - timedelta(days=1))

    def year_of(self, day: date) -> int:
        """The year a day lies in."""
        return (_month_of(day) - self.months_after - (day.day < self.first_day)) // MONTHS

    def astride(self, precision: Precision) -> tuple[tuple[int, int], ...]:
        """Month and day with which a period of this precision begins that lies in two years of it."""
        begin = (self.first_month, self.first_day)
        if precision is Precision.DEKAD:
            third = (self.first_month, max(first for first in BEGINNINGS if first <= self.first_day))
            return (third,) if third < begin else ()
        length = MONTHS_OF.get(precision, 0)
        return tuple((month, 1) for month in range(1, MONTHS + 1, length or MONTHS)
                     if (month, 1) < begin < (month + length, 1))

    @property
    def first_month(self) -> int:
        """The month of the calendar it begins with."""
        return self.months_after % MONTHS + 1

    @property
    def is_calendar(self) -> bool:
        """Whether it is the year of the calendar."""
        return self == CALENDAR


CALENDAR = CountingYear()


def _month_of(day: date) -> int:
    """The number of a day's month, counted on over the years."""
    return day.year * MONTHS + day.month - 1


def _first_of(month: int, day: int = 1) -> date:
    return date(month // MONTHS, month % MONTHS + 1, day)
