"""What stands in the cells of a book: values as the import reads them back, exactly."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from tracker.domain.amount_signed import read_signed_amount
from tracker.domain.day import CHINESE_DAY
from tracker.domain.days import Day, Precision
from tracker.domain.expected import Expectation
from tracker.domain.money import (
    Currency,
    Mark,
    Money,
    NotAnAmount,
    Unit,
    in_unit,
    print_amount,
    print_exact,
    unit_name,
)
from tracker.ledger.cells import number_of
from tracker.ledger.excel import FIRST_DAY, Cell
from tracker.ledger.expected import words_that_read_back
from tracker.ledger.lines import DITTO


def text_cell(text: str | None) -> Cell:
    """A text. One that would stand for the cell above it (同上, 〃) gets a blank behind it, which is not kept."""
    if not text:
        return None
    return f"{text} " if text in DITTO else text


@lru_cache(maxsize=65_536)
def day_cell(on: str | date | None, precision: str) -> Cell:
    """A day of a fact, from its two columns as the driver gives them: a day, or a longer period as text (2023年6月,
    2023年第三季度), since a workbook has no such day.
    """
    day = kept_day(on, precision)
    if day.on is None:
        return None
    if day.precision is Precision.DAY:
        return day.on if day.on >= FIRST_DAY else day.on.isoformat()
    return day.written(CHINESE_DAY)


def expected_cell(on: str | date | None, precision: str, text: str) -> Cell:
    """A day that is expected, from its columns as the driver gives them: its words where they say more than the day,
    with their year; the day where the words are not read as it.
    """
    words = words_that_read_back(Expectation(kept_day(on, precision), text)) if text else ""
    return text_cell(words) or day_cell(on, precision)


@lru_cache(maxsize=65_536)
def kept_day(on: str | date | None, precision: str) -> Day:
    """A day of a fact, from its two columns as the driver gives them."""
    if on is None:
        return Day.unknown()
    return Day(date.fromisoformat(on) if isinstance(on, str) else on, Precision(precision))


@lru_cache(maxsize=65_536)
def amount_cell(minor: int | None, currency: str, mark: str, unit: Unit | None) -> Cell:
    """An amount: a number in the unit of its column where it comes out in it exactly, else a text that names its own
    (约1.2亿元, 1200万美元).
    """
    if minor is None:
        return None
    money = Money(minor, Currency(currency), Mark(mark))
    if money.mark is Mark.EXACT and unit is not None and unit.currency in (None, money.currency):
        number = as_number(in_unit(minor, money.currency, unit))
        if _reads(number, unit, money):
            return number
    text = print_amount(money)
    if _reads(text, unit, money):
        return text
    whole = print_exact(in_unit(minor, money.currency, Unit(None, 1)))
    return f"{whole}{unit_name(Unit(money.currency, 1))}"


def _reads(cell: Cell, unit: Unit | None, money: Money) -> bool:
    try:
        return read_signed_amount(cell, unit) == money
    except NotAnAmount:
        return False


def as_number(number: Decimal) -> int | float:
    """A number as a workbook holds it, which is not always exact: whoever needs that compares."""
    return int(number) if number == number.to_integral_value() and abs(number) < 10**15 else float(number)


@lru_cache(maxsize=8_192)
def number_cell(text: str) -> Cell:
    """An exact decimal that is kept as text: a number where a workbook can hold it, else the text."""
    if not text:
        return None
    number = as_number(Decimal(text))
    read = number_of(number)
    return number if read is not None and format(read.normalize(), "f") == text else text


def choice_cell(said: Mapping[str, str], value: str | None) -> Cell:
    """A value of a list by the first of its names."""
    return next((name for name, meant in said.items() if meant == value), value) if value else None
