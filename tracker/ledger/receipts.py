"""Reads the receipts sheet: whose money, which day, how much in what unit, from where, and what proves it."""

from __future__ import annotations

from tracker.domain.days import Day, is_empty
from tracker.domain.money import Currency, Money, Unit
from tracker.domain.names import fold_name
from tracker.domain.profile import LINE, Origin
from tracker.ledger.cells import Cells
from tracker.ledger.headers import SheetLayout
from tracker.ledger.rows import ProblemCode, ReceiptRow, Voucher
from tracker.ledger.table import body, is_blank
from tracker.ledger.words import vouchers_said
from tracker.ledger.workbook import BookSheet, Stop

_FILLED = ("code", "project", "unit", "currency", "origin")
Stray = tuple[str, str, int, str, str, Day | None, str]
"""Sheet, column, row, name, folded name, day, text: what a row with some other problem still says of its project."""


class Receipts:
    """The reader of one receipts sheet."""

    def __init__(self, sheet: BookSheet, layout: SheetLayout, cells: Cells) -> None:
        self.sheet = sheet
        self.layout = layout
        self.cells = cells
        self.strays: list[Stray] = []

    def rows(self, stop: Stop | None = None) -> list[ReceiptRow]:
        """Every receipt that can be read, in order; the others are problems and strays."""
        who = "project" if "project" in self.layout.columns else "code"
        return [found for number, cells in body(self.sheet, self.layout, self.cells, who, fill=_FILLED, stop=stop)
                if (found := self._row(number, cells))]

    def _row(self, number: int, cells: list[object]) -> ReceiptRow | None:
        layout, columns = self.layout, self.layout.columns
        name, code, key = whose(self.cells, layout, number, cells)
        day = self._day(number, cells)
        amount = self._amount(number, cells)
        origin = None
        if "origin" in columns and not is_blank(cells[columns["origin"]]):
            origin = self.cells.origin(layout, number, "origin", cells[columns["origin"]])
        if not (name or code) or day is None or amount is None or isinstance(origin, ProblemCode):
            self.strays.append((layout.sheet, layout.letter("project"), number, name, key, day, ""))
            return None
        note = self.cells.line(cells[columns["remarks"]])[:LINE] if "remarks" in columns else ""
        return ReceiptRow(layout, number, code, name, key, day, amount,
                          origin if isinstance(origin, Origin) else None, note, self._vouchers(cells))

    def _day(self, number: int, cells: list[object]) -> Day | None:
        """The day of arrival; without one there is nothing to count, so an empty cell is no date either."""
        cell = cells[self.layout.columns["day"]]
        day = self.cells.day(self.layout, number, "day", cell)
        if day is None:
            self.cells.problem(self.layout, number, "day", ProblemCode.NOT_A_DATE, cell, "empty")
        return day if isinstance(day, Day) else None

    def _amount(self, number: int, cells: list[object]) -> Money | None:
        columns = self.layout.columns
        unit: Unit | ProblemCode | None = None
        if "unit" in columns and not is_blank(cells[columns["unit"]]):
            unit = self.cells.unit(self.layout, number, "unit", cells[columns["unit"]])
        currency = self._currency(number, cells)
        if isinstance(unit, ProblemCode) or currency is None:
            return None
        unit = unit or self.layout.units.get("amount") or self.layout.unit
        if unit is not None and currency is not Currency.CNY:
            unit = Unit(currency, unit.factor)
        cell = cells[columns["amount"]]
        money = self.cells.amount(self.layout, number, "amount", cell, unit, currency)
        if money is None:
            self.cells.problem(self.layout, number, "amount", ProblemCode.NOT_AN_AMOUNT, cell, "empty")
        return money if isinstance(money, Money) else None

    def _currency(self, number: int, cells: list[object]) -> Currency | None:
        """The currency of its own column, 人民币 where there is none; None with a problem for one nobody knows."""
        columns = self.layout.columns
        if "currency" not in columns or is_empty(cells[columns["currency"]]):
            return Currency.CNY
        unit = self.cells.unit(self.layout, number, "currency", cells[columns["currency"]])
        return unit.currency or Currency.CNY if isinstance(unit, Unit) else None

    def _vouchers(self, cells: list[object]) -> tuple[Voucher, ...]:
        columns = self.layout.columns
        number = self.cells.line(cells[columns["voucher_number"]]) if "voucher_number" in columns else ""
        said = vouchers_said(self.cells.line(cells[columns["voucher"]])) if "voucher" in columns else ()
        if not said:
            return (Voucher("other", number),) if number else ()
        first, *more = said
        return (Voucher(first[0], number or first[1]), *(Voucher(kind, text) for kind, text in more))


def whose(cells: Cells, layout: SheetLayout, number: int, row: list[object]) -> tuple[str, str, str]:
    """Name, code and folded name of the project a row belongs to; a problem when it says neither name nor code."""
    columns = layout.columns
    name = cells.line(row[columns["project"]]) if "project" in columns else ""
    code = cells.line(row[columns["code"]]) if "code" in columns else ""
    if not name and not code:
        field = "project" if "project" in columns else "code"
        cells.problem(layout, number, field, ProblemCode.NO_NAME, row[columns[field]], "whose")
    return name, code, fold_name(name)
