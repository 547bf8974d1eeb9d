"""Reads columns of money by month (1月 … 12月) into receipts, each as precise as its month."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracker.domain.amount_signed import read_signed_amount
from tracker.domain.currency import Currency
from tracker.domain.days import Day, is_empty
from tracker.domain.money import Money, NotAnAmount, Unit, in_unit, print_exact
from tracker.domain.names import fold_name
from tracker.domain.order import is_ahead
from tracker.ledger.cells import Cells
from tracker.ledger.layout import SheetLayout
from tracker.ledger.rows import NoteCode, ProblemCode, ReceiptRow


class Monthly:
    """The month columns of one table; a sheet that names no year says so once."""

    def __init__(self, layout: SheetLayout, cells: Cells) -> None:
        self.layout, self.cells = layout, cells
        self._dated = [month for month in layout.months if month.year]
        if len(self._dated) < len(layout.months):
            cells.note(NoteCode.MONTH_WITHOUT_YEAR, layout)

    def receipts(self, number: int, row: list[Any], code: str, name: str) -> tuple[ReceiptRow, ...]:
        """What arrived for one project or went back, month by month; 0 and - are months without money."""
        if not self._dated:
            return ()
        found = tuple(self._each(number, row, code, name))
        self._compare(number, row, found)
        return found

    def _compare(self, number: int, row: list[Any], found: tuple[ReceiptRow, ...]) -> None:
        """Notes where a column of totals says otherwise than the months come to."""
        comes_to = sum(receipt.amount.minor for receipt in found)
        if len({receipt.amount.currency for receipt in found}) > 1:
            return
        for total in self.layout.totals:
            unit, cell = total.unit or self.layout.unit, row[total.column]
            if unit is None or cell == 0 or is_empty(cell):
                continue
            try:
                says = read_signed_amount(cell, unit)
            except NotAnAmount:
                continue
            if says is not None and says.minor != comes_to:
                self.cells.note(NoteCode.CUMULATIVE_DIFFERS, self.layout, number, header=total.header,
                                said=_in(says.minor, unit), read=_in(comes_to, unit))

    def _each(self, number: int, row: list[Any], code: str, name: str) -> Iterator[ReceiptRow]:
        for month in self._dated:
            cell = row[month.column]
            if cell == 0 or is_empty(cell) or month.year is None:
                continue
            money = self.cells.receipt_at(self.layout, number, month.column, cell, month.unit or self.layout.unit)
            day = Day.month(month.year, month.month)
            if isinstance(money, Money) and is_ahead(day, self.cells.today):
                self.cells.problem_at(self.layout, number, month.column, ProblemCode.FUTURE_DATE, month.header,
                                      today=self.cells.today)
            elif isinstance(money, Money):
                yield ReceiptRow(self.layout, number, code, name, fold_name(name), day, money)


def _in(minor: int, unit: Unit) -> str:
    """An amount as a plain number in the unit of its column."""
    return print_exact(in_unit(minor, unit.currency or Currency.CNY, unit))
