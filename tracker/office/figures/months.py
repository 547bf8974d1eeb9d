"""In which month or quarter of a year facts lie, in SQL: by the day of the month on which the year begins."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import and_, case, extract, or_

from tracker.domain.counting_year import MONTHS, YearSpan
from tracker.domain.day import BEGINNINGS, MONTHS_OF, Day, Precision
from tracker.domain.parts import PeriodOfYear, number_at, part_of_day
from tracker.store.query import AnyColumn, Condition


def number_told(by: PeriodOfYear, day: AnyColumn, span: YearSpan) -> AnyColumn:
    """The number of the month or quarter in which a day of the year lies, as a text."""
    month, first = extract("month", day), span.first
    places = {at: (at - first.month) % MONTHS + 1 for at in range(1, MONTHS + 1)}
    told = case({at: str(number_at(by, place, span)) for at, place in places.items()}, value=month, else_="")
    if first.day == 1:
        return told
    before = {at: str(number_at(by, (place - 2) % MONTHS + 1, span)) for at, place in places.items()}
    return case((extract("day", day) >= first.day, told), else_=case(before, value=month, else_=""))


def lies_within(by: PeriodOfYear, day: AnyColumn, precision: AnyColumn, span: YearSpan) -> Condition:
    """That all of a period of the year, by its first day and precision, lies in one month or quarter."""
    whole = [one for one, beginnings in _within(by, span).items() if beginnings is None]
    begins = extract("month", day) * 100 + extract("day", day)
    some = [and_(precision == one, begins.in_([month * 100 + first for month, first in sorted(beginnings)]))
            for one, beginnings in _within(by, span).items() if beginnings]
    return or_(precision.in_(whole), *some)


@lru_cache
def _within(by: PeriodOfYear, span: YearSpan) -> Mapping[Precision, frozenset[tuple[int, int]] | None]:
    """By precision, the month and day with which the periods begin that lie in one part of a year; None for all."""
    found: dict[Precision, frozenset[tuple[int, int]] | None] = {Precision.DAY: None}
    lengths = {Precision.DEKAD: 1, **MONTHS_OF}
    for precision, length in lengths.items():
        firsts = BEGINNINGS if precision is Precision.DEKAD else (1,)
        begins = [(month, first) for month in range(1, MONTHS + 1, length) for first in firsts]
        fits = frozenset(one for one in begins if part_of_day(by, _period(one, precision, span), span))
        found[precision] = None if len(fits) == len(begins) else fits
    return found


def _period(beginning: tuple[int, int], precision: Precision, span: YearSpan) -> Day:
    """The period of the year that begins with a month and day."""
    first = span.first.replace(month=beginning[0], day=beginning[1])
    return Day(first if first >= span.first else first.replace(year=first.year + 1), precision)
