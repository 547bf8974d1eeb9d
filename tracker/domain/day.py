"""A business day as precisely as it is known: a day, a month, a year, or not at all."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.reasons import Code


class Precision(StrEnum):
    """How precisely a day is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class NotADay(ValueError):
    """A value is not a day: `code` is "not_a_date" (no date at all) or "no_such_date" (2023-02-30)."""

    def __init__(self, code: Code, value: object) -> None:
        super().__init__(code, value)
        self.code = code
        self.value = value


@dataclass(frozen=True, slots=True)
class Day:
    """A business day: `on` is the first day of the period it lies in, None exactly when the day is unknown.

    Raises ValueError when `on` and `precision` contradict each other.
    """

    on: date | None
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        on = self.on
        if on is None or self.precision is Precision.UNKNOWN:
            fits = on is None and self.precision is Precision.UNKNOWN
        else:
            fits = (self.precision is Precision.DAY or on.day == 1) and (
                self.precision is not Precision.YEAR or on.month == 1
            )
        if not fits:
            raise ValueError(f"{on} is not the first day of a {self.precision}")

    @classmethod
    def unknown(cls) -> Day:
        """A day that is not known; no count uses it."""
        return cls(None, Precision.UNKNOWN)

    @classmethod
    def month(cls, year: int, month: int) -> Day:
        """Some day of a month. Raises ValueError when there is no such month."""
        return cls(date(year, month, 1), Precision.MONTH)

    @classmethod
    def year(cls, year: int) -> Day:
        """Some day of a year. Raises ValueError when there is no such year."""
        return cls(date(year, 1, 1), Precision.YEAR)

    @property
    def known(self) -> bool:
        """Whether anything is known of the day."""
        return self.on is not None

    @property
    def first(self) -> date | None:
        """The first day it can have been, None when unknown."""
        return self.on

    @property
    def last(self) -> date | None:
        """The last day it can have been, None when unknown."""
        if self.on is None or self.precision is Precision.DAY:
            return self.on
        if self.precision is Precision.YEAR:
            return self.on.replace(month=12, day=31)
        return self.on.replace(day=monthrange(self.on.year, self.on.month)[1])

    def certainly_before(self, other: Day) -> bool:
        """Whether it lies before `other` whatever days the two were; False when either is unknown."""
        return self.last is not None and other.first is not None and self.last < other.first

    def possibly_by(self, day: date) -> bool:
        """Whether it can have come by `day`, that day included; False when unknown, which proves nothing."""
        return self.on is not None and self.on <= day

    def __str__(self) -> str:
        """2023-06-18, 2023-06, 2023, or nothing when unknown; `read_day` reads the first three back."""
        if self.on is None:
            return ""
        text = self.on.isoformat()
        return {Precision.MONTH: text[:7], Precision.YEAR: text[:4]}.get(self.precision, text)
