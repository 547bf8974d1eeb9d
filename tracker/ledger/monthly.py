"""Reads columns of money by month (1月 … 12月) into receipts, each as precise as its month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from tracker.domain.amount_signed import read_signed_amount, without_sign
from tracker.domain.currency import Currency
from tracker.domain.days import Day, Precision, is_empty
from tracker.domain.money import Money, NotAnAmount, Unit, in_unit, print_exact
from tracker.domain.names import fold_name
from tracker.domain.order import is_ahead
from tracker.ledger.cells import Cells
from tracker.ledger.gone_back import explains_withdrawal
from tracker.ledger.layout import SheetLayout
from tracker.ledger.row_units import unit_in_row
from tracker.ledger.rows import ArrivedRow, NoteCode, ProblemCode, ProjectRow, ReceiptRow

_TELLS_MONTH = (Precision.DAY, Precision.DEKAD, Precision.MONTH)


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
        by_column = dict(self._each(number, row, code, name))
        self._compare(number, row, by_column)
        return tuple(by_column.values())

    def _compare(self, number: int, row: list[Any], found: dict[int, ReceiptRow]) -> None:
        """Notes where a column of totals says otherwise than the months it is meant for come to."""
        if len({receipt.amount.currency for receipt in found.values()}) > 1:
            return
        for total in self.layout.totals:
            comes_to = sum(found[month.column].amount.minor for month in self._dated if month.column in found
                           and month.group == total.group and total.first <= month.month <= total.last)
            unit, cell = self.layout.unit_at(total.column), row[total.column]
            if unit is None or cell == 0 or is_empty(cell):
                continue
            try:
                says = read_signed_amount(cell, unit)
            except NotAnAmount:
                continue
            if says is not None and says.minor != comes_to:
                self.cells.note(NoteCode.CUMULATIVE_DIFFERS, self.layout, number, header=total.header,
                                said=_in(says.minor, unit), read=_in(comes_to, unit))

    def arrived(self, row: list[Any]) -> tuple[ArrivedRow, ...]:
        """What columns say has arrived over some time, to be held against receipts."""
        found = []
        for column in self.layout.arrived:
            try:
                money = read_signed_amount(row[column.column], self.layout.unit_at(column.column))
            except NotAnAmount:
                continue
            if money is not None:
                found.append(ArrivedRow(self.layout.sheet, column.header, money, column.first, column.last))
        return tuple(found)

    def _each(self, number: int, row: list[Any], code: str, name: str) -> Iterator[tuple[int, ReceiptRow]]:
        """Column and receipt of each month with money."""
        for month in self._dated:
            cell = row[month.column]
            if cell == 0 or is_empty(cell) or month.year is None:
                continue
            if without_sign(cell) is not None and not explains_withdrawal(self.layout, row):
                self.cells.problem_at(self.layout, number, month.column, ProblemCode.NOT_AN_AMOUNT, cell, "unexplained")
                continue
            unit = unit_in_row(self.layout, month.column, row)
            money = self.cells.receipt_at(self.layout, number, month.column, cell, unit)
            day = Day.month(month.year, month.month)
            if isinstance(money, Money) and is_ahead(day, self.cells.today):
                self.cells.problem_at(self.layout, number, month.column, ProblemCode.FUTURE_DATE, month.header,
                                      today=self.cells.today)
            elif isinstance(money, Money):
                note = f"{month.header}：{cell}" if money.went_back else ""
                yield month.column, ReceiptRow(self.layout, number, code, name, fold_name(name), day, money, note=note)


class ListedMoney:
    """Money that is listed receipt by receipt, added up by whose it is and its month. That of a column of the month is
    the same money; a receipt that does not tell its month stands for none.
    """

    def __init__(self, receipts: Iterable[tuple[Hashable, Day, Money]]) -> None:
        """`receipts` are whose money it is, when it came, and how much."""
        self._months: dict[tuple[Hashable, int, int], dict[Currency, int]] = {}
        for whose, day, amount in receipts:
            if day.on is not None and day.precision in _TELLS_MONTH:
                month = self._months.setdefault((whose, day.on.year, day.on.month), defaultdict(int))
                month[amount.currency] += amount.minor

    def of_month(self, whose: Hashable, day: Day, currency: Currency) -> Money | None:
        """What is listed for a month in a currency; None where no money of that month is listed in any."""
        month = self._months.get((whose, day.on.year, day.on.month)) if day.on is not None else None
        return Money(month.get(currency, 0), currency) if month is not None else None


def not_covered(rows: Iterable[ProjectRow], receipts: Iterable[ReceiptRow], cells: Cells) -> Iterator[ReceiptRow]:
    """The money of month columns, without that of months of which the book lists the receipts. Where a month comes to
    something else there, that is noted.
    """
    listed = ListedMoney((receipt.key, receipt.day, receipt.amount) for receipt in receipts)
    for money in (money for row in rows for money in row.money):
        there = listed.of_month(money.key, money.day, money.amount.currency)
        if there is None:
            yield money
        elif there != money.amount:
            cells.note(NoteCode.MONTHS_DIFFER, money.layout, money.row, name=money.project, month=str(money.day),
                       said=money.amount, read=there)


def _in(minor: int, unit: Unit) -> str:
    """An amount as a plain number in the unit of its column."""
    return print_exact(in_unit(minor, unit.currency or Currency.CNY, unit))
