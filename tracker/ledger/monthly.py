"""Reads columns of money by month (1月 … 12月) into receipts, each as precise as its month."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracker.domain.days import Day, is_empty
from tracker.domain.money import Money, find_unit
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
        """What arrived for one project, month by month; 0 and - are months without money."""
        return tuple(self._each(number, row, code, name)) if self._dated else ()

    def _each(self, number: int, row: list[Any], code: str, name: str) -> Iterator[ReceiptRow]:
        for month in self._dated:
            cell = row[month.column]
            if cell in ("", None, 0) or is_empty(cell) or month.year is None:
                continue
            money = self._money(number, month.column, month.header, cell)
            day = Day.month(month.year, month.month)
            if money is not None and is_ahead(day, self.cells.today):
                self.cells.problem_at(self.layout, number, month.column, ProblemCode.FUTURE_DATE, month.header,
                                      today=self.cells.today)
            elif money is not None:
                yield ReceiptRow(self.layout, number, code, name, fold_name(name), day, money)

    def _money(self, number: int, column: int, header: str, cell: Any) -> Money | None:
        unit = find_unit(header) or self.layout.unit
        found = self.cells.amount_at(self.layout, number, column, cell, unit)
        return found if isinstance(found, Money) else None
