"""What becomes of facts of a year that were entered after its books were closed (`[late_entry]`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import PlainValidator

from tracker.domain.clock import end_of_day
from tracker.domain.counting_year import CountingYear
from tracker.domain.reasons import Fault
from tracker.domain.rules_problems import wrong
from tracker.domain.rules_values import Cited, MonthDay, month_day, word


class LateFacts(StrEnum):
    """What becomes of milestones and money that were entered late."""

    NEXT_YEAR = "next_year"
    """They count in the first year that was still open when they were entered."""
    LEFT_OUT = "left_out"
    """They count nowhere."""
    MARKED = "marked"
    """They count in their year, and whoever asks what is behind a figure is told."""


@dataclass(frozen=True, slots=True)
class LateRule:
    """By when facts of a year have to be on record, and what becomes of the others."""

    entered_by: MonthDay
    facts: LateFacts

    @property
    def moves(self) -> bool:
        """Whether what was entered late counts in a later year."""
        return self.facts is LateFacts.NEXT_YEAR

    def last_day(self, counting: CountingYear, year: int) -> date:
        """The last day on which facts of a year are entered in time: it lies in the year after."""
        return self.entered_by.within(counting.of(year + 1))

    def closes(self, counting: CountingYear, year: int) -> datetime:
        """The last moment of that day in the office."""
        return end_of_day(self.last_day(counting, year))

    def year_counted(self, counting: CountingYear, year: int, entered: datetime) -> int:
        """The first year, from that of a fact on, that was still open when it was entered."""
        while entered > self.closes(counting, year):
            year += 1
        return year


def _needed(value: object) -> MonthDay:
    day = month_day(value)
    if day is None:
        raise wrong(Fault.WRONG_TYPE, value, ("month_day",))
    return day


class LateEntry(Cited):
    """`[late_entry]`: the last day on which facts of a year are entered in time, and what becomes of the others."""

    entered_by: Annotated[MonthDay, PlainValidator(_needed)]
    """A day of the year after, such as 01-10."""
    facts: Annotated[LateFacts, word(LateFacts)]

    @property
    def rule(self) -> LateRule:
        """Both as one value."""
        return LateRule(self.entered_by, self.facts)
