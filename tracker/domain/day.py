"""A business day as precisely as it is known: a day, ten days, a month, a quarter, a half-year, a year, or unknown."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from tracker.domain.reasons import Code


class Precision(StrEnum):
    """How precisely a day is known, the finest first."""

    DAY = "day"
    DEKAD = "dekad"
    """旬, a third of a month: from the 1st, the 11th or the 21st on, the last one to the end of the month."""
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    UNKNOWN = "unknown"


MONTHS_OF: Final[Mapping[Precision, int]] = {
    Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF_YEAR: 6, Precision.YEAR: 12}
"""How many months the periods last that are made of whole ones; the first of each begins in January."""

BEGINNINGS: Final = (1, 11, 21)
"""Days of a month on which a period can begin that is longer than a day: those of its thirds, and its first."""


class DayPattern(NamedTuple):
    """How a period is written: a pattern of {year}, {month}, {day} and {part}, and what its parts are called."""

    pattern: str
    parts: tuple[str, ...] = ()


DayWording = Mapping[Precision, DayPattern]
"""How days of each precision are written in one way."""

PLAIN_DAY: Final[DayWording] = {
    Precision.DAY: DayPattern("{year:04}-{month:02}-{day:02}"),
    Precision.DEKAD: DayPattern("{year:04}-{month:02}D{part}", ("1", "2", "3")),
    Precision.MONTH: DayPattern("{year:04}-{month:02}"),
    Precision.QUARTER: DayPattern("{year:04}Q{part}", ("1", "2", "3", "4")),
    Precision.HALF_YEAR: DayPattern("{year:04}H{part}", ("1", "2")),
    Precision.YEAR: DayPattern("{year:04}"),
}
"""As programs and English read them: 2023-06-18, 2023-06D2, 2023-06, 2023Q3, 2023H1, 2023."""

CHINESE_DAY: Final[DayWording] = {
    Precision.DAY: DayPattern("{year}年{month}月{day}日"),
    Precision.DEKAD: DayPattern("{year}年{month}月{part}", ("上旬", "中旬", "下旬")),
    Precision.MONTH: DayPattern("{year}年{month}月"),
    Precision.QUARTER: DayPattern("{year}年{part}", ("第一季度", "第二季度", "第三季度", "第四季度")),
    Precision.HALF_YEAR: DayPattern("{year}年{part}", ("上半年", "下半年")),
    Precision.YEAR: DayPattern("{year}年"),
}
"""In full, as books say it: 2023年6月18日, 2023年6月中旬, 2023年6月, 2023年第三季度, 2023年上半年, 2023年."""


class NotADay(ValueError):
    """A value is not a day: `code` is "not_a_date" (no date at all), "no_such_date" (2023-02-30) or "no_year" (a
    quarter, a month or ten days of a year that is not named).
    """

    def __init__(self, code: Code, value: object) -> None:
        super().__init__(code, value)
        self.code = code
        self.value = value


@dataclass(frozen=True, slots=True)
class Day:
    """A business day: `on` is the first day of the period it lies in, None exactly when the day is unknown.

    Wherever a single day is asked of a period, such as which year it belongs to, that is its first; where it has to be
    over, as what counts up to a day (`--until`) or is called late, its last. Raises ValueError when `on` and
    `precision` contradict each other.
    """

    on: date | None
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        on, precision = self.on, self.precision
        if on is None or precision is Precision.UNKNOWN:
            fits = on is None and precision is Precision.UNKNOWN
        else:
            fits = precision is Precision.DAY or _first_of(on, precision) == on
        if not fits:
            raise ValueError(f"{on} is not the first day of a {precision}")

    @classmethod
    def unknown(cls) -> Day:
        """A day that is not known; no count uses it."""
        return _UNKNOWN

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
        on = self.on
        if on is None or self.precision is Precision.DAY:
            return on
        if self.precision is Precision.DEKAD and on.day < BEGINNINGS[-1]:
            return on.replace(day=on.day + 9)
        month = on.month + MONTHS_OF.get(self.precision, 1) - 1
        return on.replace(month=month, day=monthrange(on.year, month)[1])

    def certainly_before(self, other: Day) -> bool:
        """Whether it lies before `other` whatever days the two were; False when either is unknown."""
        return self.last is not None and other.first is not None and self.last < other.first

    def possibly_by(self, day: date) -> bool:
        """Whether it can have come by `day`, that day included; False when unknown, which proves nothing."""
        return self.on is not None and self.on <= day

    def covers(self, other: Day) -> bool:
        """Whether `other` lies in it whatever day it was (2023-06 in 2023Q2); False when either is unknown."""
        if self.on is None or self.last is None or other.on is None or other.last is None:
            return False
        return self.on <= other.on and other.last <= self.last

    def part(self, precision: Precision, part: int) -> Day:
        """The ten days of a month, the quarter or the half-year of a year that has this number, from 1.

        Raises ValueError when the day is unknown or has no such part.
        """
        if self.on is None:
            raise ValueError("an unknown day has no parts")
        if precision is Precision.DEKAD:
            return Day(self.on.replace(day=BEGINNINGS[part - 1]), precision)
        return Day(self.on.replace(month=MONTHS_OF[precision] * (part - 1) + 1), precision)

    def widened(self, precision: Precision) -> Day:
        """The period of a precision that is no finer, in which its first day lies: 2023-06-18 as 2023Q2."""
        return self if self.on is None else Day(_first_of(self.on, precision), precision)

    def written(self, wording: DayWording) -> str:
        """The day as a wording has it; nothing when unknown."""
        on = self.on
        if on is None:
            return ""
        pattern, parts = wording[self.precision]
        part = parts[_part(on, self.precision)] if parts else ""
        return pattern.format(year=on.year, month=on.month, day=on.day, part=part)

    def __str__(self) -> str:
        """2023-06-18, 2023-06D2, 2023-06, 2023Q3, 2023H1, 2023, or nothing when unknown; `read_day` reads it back."""
        return self.on.isoformat() if self.on and self.precision is Precision.DAY else self.written(PLAIN_DAY)


_UNKNOWN: Final = Day(None, Precision.UNKNOWN)
"""One for all: projects have many days that nobody knows."""


def periods_over(last: date) -> dict[Precision, date]:
    """By precision, the first day of the latest period that is over at the end of a day.

    What is known only by a period counts up to a day once the whole of it has passed.
    """
    found = {}
    for precision in (Precision.DEKAD, *MONTHS_OF):
        period = Day(last).widened(precision)
        if period.last != last and period.on is not None and period.on > date.min:
            period = Day(period.on - timedelta(days=1)).widened(precision)
        found[precision] = period.on or date.min
    return found


def coarser(one: Day, other: Day) -> Precision:
    """The less precise of two precisions; unknown is the least."""
    return max(one.precision, other.precision, key=_ORDER.__getitem__)


_ORDER: Final = {precision: place for place, precision in enumerate(Precision)}


def _first_of(on: date, precision: Precision) -> date:
    """The first day of the period of a precision in which a day lies."""
    if precision is Precision.DAY:
        return on
    if precision is Precision.DEKAD:
        return on.replace(day=BEGINNINGS[_part(on, precision)])
    return on.replace(month=on.month - (on.month - 1) % MONTHS_OF[precision], day=1)


def _part(on: date, precision: Precision) -> int:
    """Which part of its month or year a period is, from 0."""
    return min((on.day - 1) // 10, 2) if precision is Precision.DEKAD else (on.month - 1) // MONTHS_OF[precision]
