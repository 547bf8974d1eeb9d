"""What figures of a year are told apart by: months, quarters, and the fields of a profile that hold a few values."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tracker.domain.counting_year import YearSpan
from tracker.domain.day import Day
from tracker.domain.profile import FIELDS, usual_first


class PeriodOfYear(StrEnum):
    """The periods of a year."""

    MONTH = "month"
    QUARTER = "quarter"

    @property
    def months(self) -> int:
        """How many months one lasts."""
        return 1 if self is PeriodOfYear.MONTH else 3


def period_key(part: PartOf | None) -> str:
    """How a month or quarter is kept: month.3, quarter.1; empty for the whole year."""
    return f"{part.by}.{part.value}" if part else ""


def period_of(key: str) -> PartOf | None:
    """The month or quarter that is kept so; None for the whole year."""
    by, _, value = key.partition(".")
    return PartOf(by, value) if key else None


def days_of(part: PartOf, span: YearSpan) -> tuple[date, date]:
    """The first and the last day of a month or quarter of a year."""
    by, number = PeriodOfYear(part.by), int(part.value)
    last = span.months.index(number) + 1 if by is PeriodOfYear.MONTH else number * by.months
    return span.months_between(last - by.months + 1, last)


def numbers_in(by: PeriodOfYear, span: YearSpan) -> tuple[int, ...]:
    """The numbers of the months or quarters of a year in their order: a month has that of the calendar."""
    return span.months if by is PeriodOfYear.MONTH else tuple(range(1, len(span.months) // by.months + 1))


def number_at(by: PeriodOfYear, place: int, span: YearSpan) -> int:
    """The number of the month or quarter that the month of a year lies in that has this place in it (from 1)."""
    return numbers_in(by, span)[(place - 1) // by.months]


def part_of_day(by: PeriodOfYear, day: Day, span: YearSpan) -> str:
    """The number of the month or quarter of a year in which the whole of a day or period lies; empty for none."""
    if day.first is None or day.last is None or not (span.holds(day.first) and span.holds(day.last)):
        return ""
    first, last = (number_at(by, span.place_of(one), span) for one in (day.first, day.last))
    return str(first) if first == last else ""


def is_period(part: PartOf) -> bool:
    """Whether it is a month or quarter that a year has."""
    return part.by in list(PeriodOfYear) and part.value in [
        str(at) for at in range(1, 12 // PeriodOfYear(part.by).months + 1)]


_USUAL = ("park", "industry_chain", "chain_role", "chain_leader", "officer", "bureau", "origin", "project_type")
GROUPINGS: tuple[str, ...] = (*PeriodOfYear, *usual_first(
    (name for name, field in FIELDS.items() if field.repeats and name not in _USUAL), _USUAL))
"""Everything figures can be told apart by, the most usual first."""


PERIODS: tuple[str, ...] = tuple(f"{by}.{at}" for by in PeriodOfYear for at in range(1, 12 // by.months + 1))
"""Every month and quarter as `period_key` keeps it."""


class PartOf(NamedTuple):
    """A part of a year's figures: a value of what they are told apart by, empty where nobody filled it in.

    Of periods it is the number of the month (of the calendar) or of the quarter (of the year); empty for what belongs
    to none, since its day is known only by a longer period.
    """

    by: str
    value: str
