"""A list as a file or the clipboard holds it: an amount column for each currency, days as days, the rest as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tracker.domain.clock import office_time
from tracker.domain.days import Day, Precision
from tracker.domain.money import Currency, Mark, Money, Unit, in_unit
from tracker.domain.workdays import WorkingDays
from tracker.report.lists.shape import Kind, ListColumn, Listing, ListTable, Section, Value
from tracker.words import Lang, spoken
from tracker.words.amounts import amount_text, unit_text
from tracker.words.catalogue import words
from tracker.words.days import day_text
from tracker.words.lists import ListWords

COUNTED_IN = 10_000
"""Major units that an amount is counted in: 万元, as offices write amounts."""

Plain = str | int | Decimal | date | datetime | WorkingDays | None


@dataclass(frozen=True, slots=True)
class PlainColumn:
    """A column as it is written: its title, where its values come from, and what of an amount it holds."""

    title: str
    kind: Kind
    source: ListColumn[Any]
    currency: Currency | None = None
    """Of an amount: those of this currency, as numbers."""
    marked: bool = False
    """Of an amount: those that are not exact (约), as they are read."""


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table with its columns as they are written."""

    title: str
    columns: tuple[PlainColumn, ...]
    rows: Sequence[Any]
    lang: Lang

    def lines(self) -> Iterator[tuple[bool, list[Plain]]]:
        """The rows in order, each with whether it is a line between rows."""
        label_at = next((at for at, column in enumerate(self.columns) if not column.currency), 0)
        for row in self.rows:
            if isinstance(row, Section):
                yield True, self._section(row, label_at)
            else:
                yield False, self._row(row)

    def _row(self, row: Any) -> list[Plain]:
        return [self._amount(column, column.source.value(row)) if column.currency or column.marked
                else _plain(column.source.value(row), self.lang) for column in self.columns]

    def _amount(self, column: PlainColumn, money: Value) -> Plain:
        if not isinstance(money, Money):
            return None
        if column.marked:
            return amount_text(money, self.lang) if money.mark is not Mark.EXACT else None
        return _counted(money.minor, money.currency) if money.currency == column.currency else None

    def _section(self, section: Section, label_at: int) -> list[Plain]:
        line: list[Plain] = [None] * len(self.columns)
        for at, column in enumerate(self.columns):
            minor = section.sums.get(column.source.name, {}).get(column.currency) if column.currency else None
            if column.currency and minor is not None:
                line[at] = _counted(minor, column.currency)
        line[label_at] = section.label
        return line


def plain_tables(listing: Listing) -> list[PlainTable]:
    """The tables of a list, as they are written."""
    return [PlainTable(table.title, tuple(_columns(table, listing.lang)), table.rows, listing.lang)
            for table in listing.tables]


def _columns(table: ListTable[Any], lang: Lang) -> Iterator[PlainColumn]:
    says = spoken(lang, ListWords)
    for column in table.shown():
        if column.kind is Kind.AMOUNT:
            currencies, marked = _amounts_in(table, column)
            for currency in currencies:
                unit = unit_text(Unit(currency, COUNTED_IN), lang)
                yield PlainColumn(says.in_unit.format(title=column.title, unit=unit), column.kind, column, currency)
            if marked:
                yield PlainColumn(says.as_written.format(title=column.title), Kind.TEXT, column, marked=True)
        elif column.kind is Kind.PERCENT:
            yield PlainColumn(says.in_unit.format(title=column.title, unit="%"), column.kind, column)
        else:
            yield PlainColumn(column.title, column.kind, column)


def _amounts_in(table: ListTable[Any], column: ListColumn[Any]) -> tuple[list[Currency], bool]:
    """The currencies of an amount column, yuan first (and alone where there is no amount), and whether any is marked.
    """
    found: set[Currency] = set()
    marked = False
    for row in table.rows:
        if isinstance(row, Section):
            found.update(row.sums.get(column.name, ()))
        elif isinstance(money := column.value(row), Money):
            found.add(money.currency)
            marked = marked or money.mark is not Mark.EXACT
    return [currency for currency in Currency if currency in found] or [Currency.CNY], marked


def _counted(minor: int, currency: Currency) -> Decimal:
    return in_unit(minor, currency, Unit(currency, COUNTED_IN))


def _plain(value: Value, lang: Lang) -> Plain:
    if isinstance(value, Day):
        if value.precision is Precision.DAY:
            return value.on
        return day_text(value, lang, words(lang).terms.unknown_day)
    if isinstance(value, datetime):
        return office_time(value).replace(tzinfo=None, second=0, microsecond=0)
    if isinstance(value, Money):
        return amount_text(value, lang)
    return None if value == "" else value
