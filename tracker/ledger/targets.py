"""Reads the targets sheet: one row for each indicator, known by its label, with its unit and number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from tracker.domain.days import is_empty
from tracker.domain.indicator_words import ALSO_CALLED, IndicatorWords, folded
from tracker.domain.money import (
    Currency,
    Mark,
    Money,
    NotAnAmount,
    Unit,
    find_unit,
    in_unit,
    print_amount,
    read_unit,
    unit_name,
)
from tracker.domain.rules import Indicator
from tracker.domain.target_text import read_count, without_aim
from tracker.domain.text import clean, fold_width
from tracker.ledger.account import Fate, PartAccount
from tracker.ledger.cells import Cells, number_of
from tracker.ledger.layout import SheetLayout
from tracker.ledger.lines import LineKind, TableLines
from tracker.ledger.mapping import SKIP
from tracker.ledger.rows import NoteCode, ProblemCode, TargetRow
from tracker.ledger.sideways import SIDEWAYS
from tracker.ledger.stack import is_blank
from tracker.ledger.workbook import BookSheet, Stop

_YEAR = re.compile(r"(20[0-9]{2})\s*年?")
_SHARES = "%％‰"
"""What no number of projects is counted in, beside money."""
_UNIT_BEHIND = re.compile(r"[0-9](?![0-9.,])\s*((?:万亿|亿|[十百千]?万|千)?(?:人民币|美元|美金|港元|港币|欧元|日元|"
                          r"元)?)")


class Targets:
    """The reader of one targets sheet."""

    def __init__(self, sheet: BookSheet, layout: SheetLayout, cells: Cells, account: PartAccount,
                 indicators: Iterable[Indicator], mapped: Mapping[str, str] | None = None) -> None:
        """`mapped` says of labels, folded, which indicator they are, or that they are left out."""
        self.layout = layout
        self.cells = cells
        self._sheet, self._account = sheet, account
        self._lines = TableLines(sheet, layout, cells, account, "indicator", ("year",))
        known = tuple(indicators)
        self._mapped = mapped or {}
        self._words = IndicatorWords(known)
        self._currencies = {one.key: one.money.currency for one in known if one.money}
        self._choices = tuple(one.key for one in known) or tuple(ALSO_CALLED)

    def rows(self, stop: Stop | None = None) -> list[TargetRow]:
        """Every target, in order; a label that is no indicator's is a problem that asks which one it is."""
        if "indicator" not in self.layout.columns:
            return self._sideways()
        return [row for line in self._lines.lines(stop)
                if line.kind is LineKind.DATA and (row := self._row(line.number, line.cells))]

    def _sideways(self) -> list[TargetRow]:
        """The targets of a table whose last row has one in each column."""
        number = self.layout.last_row
        self._account.data(number - 1)
        if any(any(row) for place, row in enumerate(self._sheet.rows) if place >= self.layout.first_row
               and place != number - 1):
            self.cells.note(NoteCode.TARGETS_ONE_ROW, self.layout, number)
        cells = self._sheet.rows[number - 1]
        cells = cells + [""] * (max(self.layout.columns.values()) + 1 - len(cells))
        return [row for name, header in self.layout.headers.items() if name.startswith(SIDEWAYS)
                and (row := self._target(number, name, header, "", cells))]

    def _row(self, number: int, cells: list[object]) -> TargetRow | None:
        columns = self.layout.columns
        unit = self.cells.line(cells[columns["unit"]]) if "unit" in columns else ""
        return self._target(number, "value", self.cells.line(cells[columns["indicator"]]), unit, cells)

    def _target(self, number: int, field: str, label: str, unit: str, cells: list[object]) -> TargetRow | None:
        """The target in the column of a field, for the indicator of a label."""
        value = cells[self.layout.columns[field]]
        if not label or is_empty(value):
            return None
        key = self._key(number, field, label)
        if key is None:
            return None
        read = (self._money(number, field, value, unit, label, self._currencies.get(key))
                if key in self._words.money else self._count(number, field, value, unit, label))
        year, column = self._year(cells) or year_in(label[:6]), self.layout.letter(_asked(field))
        return TargetRow(self.layout, number, key, label, *read, year, column) if read else None

    def _key(self, number: int, field: str, label: str) -> str | None:
        """The indicator a label means, as the mapping says or by likeness; None with a problem or, left out, a note."""
        key = self._mapped.get(folded(label)) or self._words.meant(label)
        asked = _asked(field)
        if key is None:
            self.cells.problem(self.layout, number, asked, ProblemCode.UNKNOWN_INDICATOR, label, choices=self._choices,
                               first=self._choices[0])
        elif key == SKIP:
            self.cells.note(NoteCode.INDICATOR_UNKNOWN, self.layout, number, value=label)
            for name in {field, asked}:
                self.cells.fate(self.layout, number, self.layout.columns[name], Fate.UNREAD)
        return None if key == SKIP else key

    def _count(self, row: int, field: str, value: object, unit: str, label: str) -> tuple[Decimal, str] | None:
        """A number of projects: 36, 36个; its unit is the one in its column or behind it."""
        read = read_count(value)
        if read is None:
            self.cells.problem(self.layout, row, field, ProblemCode.NOT_A_COUNT, value)
            return None
        if not unit and find_unit(label):
            self._wrong_unit(row, _asked(field), label, label)
            return None
        if unit and (self.cells.unit_found(unit) or unit[-1] in _SHARES):
            self._wrong_unit(row, "unit", unit, label)
            return None
        if read.says_more:
            self._kept(row, label, value, str(read.number))
        return Decimal(read.number), read.unit or unit or "个"

    def _wrong_unit(self, row: int, field: str, value: object, label: str) -> None:
        """Says that a unit cannot be that of the indicator the label means."""
        self.cells.problem(self.layout, row, field, ProblemCode.WRONG_UNIT, value, label=label)

    def _kept(self, row: int, label: str, value: object, read: str) -> None:
        """Says what a target was taken as whose text says more."""
        self.cells.note(NoteCode.TARGET_TEXT, self.layout, row, label=label, said=self.cells.line(value), value=read)

    def _money(self, row: int, field: str, value: object, unit: str, label: str,
               currency: Currency | None) -> tuple[Decimal, str] | None:
        """An amount, counted in the unit it was set in; `currency` is that of the indicator, where it is known."""
        stated: Unit | ProblemCode | None = self.cells.unit(self.layout, row, "unit", unit) if unit else None
        if isinstance(stated, ProblemCode):
            return None
        stated = stated or find_unit(label) or self.layout.unit_at(self.layout.columns[field]) or _unit_behind(value)
        if stated is not None and number_of(value) == 0:
            return Decimal(0), unit_name(stated)
        plain = without_aim(value) if isinstance(value, str) else value
        money = self.cells.amount(self.layout, row, field, plain, stated)
        if not isinstance(money, Money):
            return None
        if currency not in (None, money.currency):
            self._wrong_unit(row, "unit" if unit else field, unit or value, label)
            return None
        if money.mark is not Mark.EXACT or plain != value or self.cells.says_more(value):
            self._kept(row, label, value, print_amount(replace(money, mark=Mark.EXACT)))
        if stated is None or stated.currency not in (None, money.currency):
            stated = Unit(money.currency, 10_000)
        return in_unit(money.minor, money.currency, stated), unit_name(stated, currency=money.currency)

    def _year(self, cells: list[object]) -> int | None:
        """The year of its own column, else of the header of the numbers."""
        if "year" in self.layout.columns and not is_blank(cells[self.layout.columns["year"]]):
            return year_in(self.cells.line(cells[self.layout.columns["year"]]))
        return year_in(self.layout.headers.get("value", ""))


def _asked(field: str) -> str:
    """The column of the label for a number in the column of `field`."""
    return field if field.startswith(SIDEWAYS) else "indicator"


def _unit_behind(value: object) -> Unit | None:
    """The unit that stands behind the number of a cell: 不低于124亿元."""
    match = _UNIT_BEHIND.search(fold_width(clean(value))) if isinstance(value, str) else None
    try:
        return read_unit(match[1]) if match and match[1] else None
    except NotAnAmount:
        return None


def year_in(text: str) -> int | None:
    """The year a text names: 2023, 2023年度目标."""
    match = _YEAR.search(text)
    return int(match[1]) if match else None

