"""A list before it is printed, a file or in the clipboard: its head, its columns, and its rows as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from tracker.domain.clock import to_the_minute
from tracker.domain.days import Day
from tracker.domain.money import Currency, Money, print_exact
from tracker.domain.workdays import WorkingDays
from tracker.words import Lang
from tracker.words.amounts import amount_text
from tracker.words.catalogue import words
from tracker.words.days import day_text

_R = TypeVar("_R")

Value = str | int | Decimal | Day | date | datetime | Money | WorkingDays | None


class Kind(StrEnum):
    """What stands in a column."""

    TEXT = "text"
    NUMBER = "number"
    """An exact number; its unit is in the title, or in a column of its own."""
    PERCENT = "percent"
    """A number of hundredths, or of points between two of those."""
    COUNT = "count"
    """How many, or how many days: whole."""
    AMOUNT = "amount"
    """Money; written out it is a column for each currency there is, counted in ten thousands."""
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class ListColumn(Generic[_R]):
    """A column: its name in the code, its title, what stands in it on a row, and of what kind that is."""

    name: str
    title: str
    value: Callable[[_R], Value]
    kind: Kind = Kind.TEXT

    @property
    def right(self) -> bool:
        """Whether it is set flush right."""
        return self.kind not in (Kind.TEXT, Kind.DAY, Kind.MOMENT)


@dataclass(frozen=True, slots=True)
class Section:
    """A line between rows: what the rows below it have in common, how many they are, and sums by column."""

    label: str
    sums: Mapping[str, Mapping[Currency, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListTable(Generic[_R]):
    """Rows under their columns; a list of one table needs no title. With `sparse`, empty columns are left out."""

    columns: tuple[ListColumn[_R], ...]
    rows: Sequence[_R | Section]
    title: str = ""
    sparse: bool = False

    def shown(self) -> tuple[ListColumn[_R], ...]:
        """The columns that are shown."""
        if not self.sparse:
            return self.columns
        rows = [row for row in self.rows if not isinstance(row, Section)]
        return tuple(column for column in self.columns if any(column.value(row) not in (None, "") for row in rows))


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with what its first lines say: which list it is, of which place and year, narrowed how, as of when."""

    head: tuple[str, ...]
    tables: tuple[ListTable[Any], ...]
    lang: Lang
    at: datetime
    """When it was made."""
    name: str

    @property
    def lines(self) -> int:
        """How many lines its tables have, those between rows among them."""
        return sum(len(table.rows) for table in self.tables)

    @property
    def count(self) -> int:
        """How many rows they have, without the lines between."""
        return sum(not isinstance(row, Section) for table in self.tables for row in table.rows)


def chosen(columns: Sequence[ListColumn[_R]], names: Sequence[str]) -> tuple[ListColumn[_R], ...]:
    """The columns of these names, in their order."""
    by_name = {column.name: column for column in columns}
    return tuple(by_name[name] for name in names)


def printed(value: Value, kind: Kind, lang: Lang) -> str:
    """A value as it is read on a line: whole amounts with their unit, days by their precision."""
    if value is None:
        return ""
    if isinstance(value, Money):
        return amount_text(value, lang)
    if isinstance(value, datetime):
        return to_the_minute(value)
    if isinstance(value, Day):
        return day_text(value, lang, words(lang).terms.unknown_day)
    if kind is Kind.PERCENT:
        return f"{value}%"
    return print_exact(value) if isinstance(value, Decimal) else str(value)
