"""Working days between two days: Chinese public holidays and make-up days counted as the State Council published."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tracker.domain.holidays import days_of, exceptions, is_published


def working_days_between(start: date, end: date) -> tuple[int, bool]:
    """Working days after `start` up to and including `end`, and whether the number is provisional.

    `start` itself never counts: on the day a blocker is raised its age is 0. When `end` lies before `start` the
    number is negative, the same days counted backwards. It is provisional when the span reaches into a year whose
    make-up days are not published yet (statutory holidays alone are known), or before 2001.
    """
    if end < start:
        days, provisional = working_days_between(end, start)
        return -days, provisional
    years = range(start.year, end.year + 1)
    passed = bisect_right(_working_days(start.year), start)
    days = sum(len(_working_days(year)) for year in years[:-1])
    days += bisect_right(_working_days(end.year), end) - passed
    return days, not (is_published(years[0]) and is_published(years[-1]))


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A number of working days; `provisional` where it reaches into a year whose make-up days are not published."""

    count: int
    provisional: bool = False

    def __str__(self) -> str:
        """The number; a provisional one carries a star, wherever it is shown."""
        return f"{self.count}*" if self.provisional else str(self.count)

    def __add__(self, other: WorkingDays) -> WorkingDays:
        """Both spans together."""
        return WorkingDays(self.count + other.count, self.provisional or other.provisional)


@lru_cache(maxsize=65536)
def working_days(start: date, end: date) -> WorkingDays:
    """`working_days_between`, kept: a long list asks for the same few spans over and over."""
    return WorkingDays(*working_days_between(start, end))


def is_working_day(day: date) -> bool:
    """Whether people work on the day: a weekday that is no public holiday, or a make-up day."""
    days = _working_days(day.year)
    at = bisect_right(days, day)
    return at > 0 and days[at - 1] == day


@lru_cache(maxsize=256)
def _working_days(year: int) -> tuple[date, ...]:
    """Every working day of a year in order, kept: asking day by day is slow."""
    others = exceptions(year)
    return tuple(day for day in days_of(year) if (day.weekday() < 5) != (day in others))
