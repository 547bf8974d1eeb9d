"""Which rows of the register a ledger shows: filters by column, as chosen from its values or as typed."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.domain.days import Day, NotADay, read_day
from tracker.domain.fields import AmountField
from tracker.domain.money import Currency
from tracker.domain.profile import in_register
from tracker.domain.reasons import Reason
from tracker.domain.typed import money_typed
from tracker.office.register.register import Register

DAYS = frozenset({"since", "touched"})
"""Columns of days: chosen by year, typed as the beginning of a day (2023-06) or from and until."""
AMOUNT_COLUMNS = frozenset({"arrived", *in_register(AmountField)})
"""Columns of money: typed as above, below or between; a bare number is in 万元."""
COUNTS = frozenset({"days", "overdue"})
"""Columns of whole days, calendar or working ones: typed as above, below or between."""

_BOUND = re.compile(r"\s*(>=|<=|>|<|≥|≤|＞|＜|=|＝)\s*(.*)", re.DOTALL)
_BETWEEN = re.compile(r"\s*(?:~|～|〜|至|到|\.\.|…|—+)\s*")
_SIGNS = {"≥": ">=", "≤": "<=", "＞": ">", "＜": "<", "＝": "="}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a column must hold: one of the chosen `values`, or what was `typed`."""

    values: tuple[object, ...] = ()
    typed: str = ""

    def __bool__(self) -> bool:
        return bool(self.values or self.typed)


@dataclass(frozen=True, slots=True)
class Totals:
    """Projects counted and added up, in minor units by currency."""

    count: int
    amount: Mapping[Currency, int]
    arrived: Mapping[Currency, int]


Fits = Callable[[Any], bool]


def sift(register: Register, filters: Mapping[str, Filter]) -> array[int]:
    """The rows that fit all filters; a filter that cannot be read fits nothing."""
    found: Sequence[int] = range(register.n)
    for name, wanted in filters.items():
        if wanted.values and name not in DAYS:
            found = register.where({name: wanted.values}, found)
        elif wanted:
            found = _typed(register, name, wanted, found)
    return array("i", found)


def _typed(register: Register, name: str, wanted: Filter, rows: Sequence[int]) -> array[int]:
    fits = _begins(wanted.values) if wanted.values else reader(name, wanted.typed)
    if fits is None:
        return array("i")
    column = register.whole_column(name)
    known: dict[object, bool] = {}
    found = array("i")
    for row in rows:
        value = column[row]
        fit = known.get(value)
        if fit is None:
            fit = known[value] = value not in (None, "") and fits(value)
        if fit:
            found.append(row)
    return found


def readable(name: str, typed: str) -> bool:
    """Whether what was typed for a column means something there."""
    return reader(name, typed) is not None


def reader(name: str, typed: str) -> Fits | None:
    """Tells the values of a column that fit what was typed; None where it cannot be read."""
    typed = typed.strip()
    if name in DAYS:
        return (_bounds(typed, _first_day, _last_day) or _within(typed)
                or _begins((typed.replace("/", "-").replace(".", "-"),)))
    if name in AMOUNT_COLUMNS:
        return _bounds(typed, _minor)
    if name in COUNTS:
        return _bounds(typed, _whole)
    folded = typed.casefold()
    return lambda value: folded in str(value).casefold()


def _begins(starts: Sequence[object]) -> Fits:
    texts = tuple(map(str, starts))
    return lambda value: str(value).startswith(texts)


def _bounds(typed: str, read: Callable[[str], Any], read_end: Callable[[str], Any] | None = None) -> Fits | None:
    """Above, below, equal or between.

    `read_end` reads the end of what is typed, where that lasts: 2023 begins on 1 January and ends on 31 December, so
    "<=2023" and "2022~2023" hold all of 2023, and ">2023" none of it.
    """
    last = read_end or read
    if bound := _BOUND.fullmatch(typed):
        sign = _SIGNS.get(bound[1], bound[1])
        return _one_bound(sign, (last if sign in ("<=", ">") else read)(bound[2]))
    ends = _BETWEEN.split(typed)
    if len(ends) == 2:
        low, high = read(ends[0]), last(ends[1])
        return None if low is None or high is None else lambda value: bool(low <= value <= high)
    return None if read_end else _one_bound("=", read(typed))


def _within(typed: str) -> Fits | None:
    """In the period that was typed: 2023Q3, 2023年6月."""
    first, last = _first_day(typed), _last_day(typed)
    return None if first is None or last is None else lambda value: bool(first <= value <= last)


def _one_bound(sign: str, end: Any) -> Fits | None:
    if end is None:
        return None
    fits: dict[str, Fits] = {
        ">": lambda value: bool(value > end), ">=": lambda value: bool(value >= end),
        "<": lambda value: bool(value < end), "<=": lambda value: bool(value <= end),
        "=": lambda value: bool(value == end),
    }
    return fits[sign]


def _minor(typed: str) -> int | None:
    money = money_typed(typed)
    return None if isinstance(money, Reason) else money.minor


def _whole(typed: str) -> int | None:
    digits = typed.strip().removesuffix("工作日").removesuffix("天").removesuffix("d").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 10 else None


def _day(typed: str) -> Day | None:
    try:
        return read_day(typed)
    except NotADay:
        return None


def _first_day(typed: str) -> date | None:
    day = _day(typed)
    return day.first if day else None


def _last_day(typed: str) -> date | None:
    day = _day(typed)
    return day.last if day else None


def values_of(register: Register, name: str, rows: Sequence[int] | None = None) -> list[tuple[object, int]]:
    """The values a column has among the rows, the most frequent first; of days the years, the latest first."""
    if name in AMOUNT_COLUMNS | COUNTS:
        return []
    values = map(register.whole_column(name).__getitem__, range(register.n) if rows is None else rows)
    if name in DAYS:
        years = Counter("" if day is None else str(day.year) for day in values)
        return sorted(((year, count) for year, count in years.items() if year), reverse=True)
    return Counter(values).most_common()


def totals_of(register: Register, rows: Sequence[int]) -> Totals:
    """Rows counted and added up."""
    return Totals(len(rows), register.sums("amount", rows), register.sums("arrived", rows))
