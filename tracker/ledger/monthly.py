"""Reads columns of money by month or quarter (1月 … 12月, 一季度) into receipts, each as precise as its column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from typing import Any

from tracker.domain.amount_signed import read_signed_amount, without_sign
from tracker.domain.currency import Currency
from tracker.domain.days import Day, is_empty
from tracker.domain.money import Money, NotAnAmount, Unit, in_unit, print_exact
from tracker.domain.names import fold_name
from tracker.domain.order import is_ahead
from tracker.ledger.cells import Cells
from tracker.ledger.gone_back import explains_withdrawal
from tracker.ledger.layout import PeriodColumn, SheetLayout
from tracker.ledger.row_units import unit_in_row
from tracker.ledger.rows import NoteCode, ProblemCode, ProjectRow, ReceiptRow, SumSaid
from tracker.ledger.words import origin_headed


class Monthly:
    """The columns of one table that are a month or a quarter each; a sheet that names no year says so once."""

    def __init__(self, layout: SheetLayout, cells: Cells) -> None:
        self.layout, self.cells = layout, cells
        self._dated = [(period, day) for period in layout.periods if (day := period.day) is not None]
        if len(self._dated) < len(layout.periods):
            cells.note(NoteCode.MONTH_WITHOUT_YEAR, layout)

    def receipts(self, number: int, row: list[Any], code: str, name: str) -> tuple[ReceiptRow, ...]:
        """What arrived for one project or went back, period by period; 0 and - are those without money."""
        by_column = dict(self._each(number, row, code, name))
        if self._dated:
            self._compare(number, row, by_column)
        return (*by_column.values(), *self._slices(number, row, code, name))

    def _slices(self, number: int, row: list[Any], code: str, name: str) -> Iterator[ReceiptRow]:
        """The slices of money that have columns of their own, each with its day; one without a day is a problem."""
        for each in self.layout.slices:
            cell, said = row[each.column], row[each.day_column]
            if cell == 0 or is_empty(cell):
                if not is_empty(said):
                    self.cells.problem_at(self.layout, number, each.column, ProblemCode.NOT_AN_AMOUNT, cell, "empty")
                continue
            day = self.cells.day_found(said)
            money = self._money(number, row, each.column)
            if not isinstance(day, Day):
                self.cells.problem_at(self.layout, number, each.day_column, day or ProblemCode.NOT_A_DATE, said,
                                      "" if day else "empty")
            elif is_ahead(day, self.cells.today):
                self.cells.problem_at(self.layout, number, each.day_column, ProblemCode.FUTURE_DATE, said,
                                      today=self.cells.today)
            elif money is not None:
                more = (f"{header}：{self.cells.line(value)}" for header, value in (
                    (each.day_header, said), (each.header, cell)) if self.cells.says_more(value))
                yield ReceiptRow(self.layout, number, code, name, fold_name(name), day, money,
                                 origin_headed(each.header), "；".join(more))

    def _money(self, number: int, row: list[Any], column: int) -> Money | None:
        """The money in a cell; None with a problem where it cannot be read, or is below zero and nothing says why."""
        if without_sign(row[column]) is not None and not explains_withdrawal(self.layout, row):
            self.cells.problem_at(self.layout, number, column, ProblemCode.NOT_AN_AMOUNT, row[column], "unexplained")
            return None
        money = self.cells.receipt_at(self.layout, number, column, row[column], unit_in_row(self.layout, column, row))
        return money if isinstance(money, Money) else None

    def _compare(self, number: int, row: list[Any], found: dict[int, ReceiptRow]) -> None:
        """Notes where a column of totals says otherwise than the periods it is meant for come to."""
        if len({receipt.amount.currency for receipt in found.values()}) > 1:
            return
        for total in self.layout.totals:
            comes_to = sum(found[period.column].amount.minor for period, _ in self._dated if period.column in found
                           and total.group in ("", period.group) and total.first <= period.first
                           and period.last <= total.last)
            unit, cell = unit_in_row(self.layout, total.column, row), row[total.column]
            if unit is None or cell == 0 or is_empty(cell):
                continue
            try:
                says = read_signed_amount(cell, unit)
            except NotAnAmount:
                continue
            if says is not None and says.minor != comes_to:
                self.cells.note(NoteCode.CUMULATIVE_DIFFERS, self.layout, number, header=total.header,
                                said=_in(says.minor, unit), read=_in(comes_to, unit))

    def arrived(self, row: list[Any]) -> tuple[SumSaid, ...]:
        """What columns say has arrived over some time, to be held against receipts."""
        found = []
        for column in self.layout.arrived:
            try:
                money = read_signed_amount(row[column.column], unit_in_row(self.layout, column.column, row))
            except NotAnAmount:
                continue
            if money is not None:
                found.append(SumSaid(self.layout.sheet, column.header, None, money, column.spans))
        return tuple(found)

    def _each(self, number: int, row: list[Any], code: str, name: str) -> Iterator[tuple[int, ReceiptRow]]:
        """Column and receipt of each period with money."""
        for period, day in self._dated:
            column, cell = period.column, row[period.column]
            if cell == 0 or is_empty(cell):
                continue
            money = self._money(number, row, column)
            if money is not None and is_ahead(day, self.cells.today):
                self.cells.problem_at(self.layout, number, column, ProblemCode.FUTURE_DATE, period.header,
                                      today=self.cells.today)
            elif money is not None:
                note = f"{period.header}：{self.cells.line(cell)}" if money.went_back or period.months else ""
                yield column, ReceiptRow(self.layout, number, code, name, fold_name(name), day, money,
                                         origin_headed(period.header), note)


class ListedMoney:
    """Money that is listed receipt by receipt, by whose it is. That of a column of a month or a quarter is the same
    money as what is listed within it; a receipt that is less precise stands for none.
    """

    def __init__(self, receipts: Iterable[tuple[Hashable, Day, Money]]) -> None:
        """`receipts` are whose money it is, when it came, and how much."""
        self._receipts: dict[Hashable, list[tuple[Day, Money]]] = defaultdict(list)
        for whose, day, amount in receipts:
            self._receipts[whose].append((day, amount))

    def within(self, whose: Hashable, periods: Collection[Day], currency: Currency) -> Money | None:
        """What is listed for some periods in a currency; None where no money of them is listed in any."""
        found = [amount for day, amount in self._receipts.get(whose, ()) if any(one.covers(day) for one in periods)]
        if not found:
            return None
        return Money(sum(amount.minor for amount in found if amount.currency is currency), currency)

    def every(self, whose: Hashable, currency: Currency) -> Money | None:
        """All that is listed in a currency; None where no money is listed in any."""
        found = [amount for _, amount in self._receipts.get(whose, ())]
        return Money(sum(each.minor for each in found if each.currency is currency), currency) if found else None


def periods_of(money: ReceiptRow) -> tuple[Day, ...]:
    """The periods that the money of a column came in: its day, or each of several months (1-2月)."""
    period = _several_months(money)
    return period.months if period else (money.day,)


def _several_months(money: ReceiptRow) -> PeriodColumn | None:
    """The column of several months that money stands in; None for that of any other column."""
    return next((period for period in money.layout.periods if period.months and period.day == money.day), None)


def not_covered(rows: Iterable[ProjectRow], receipts: Iterable[ReceiptRow], cells: Cells) -> Iterator[ReceiptRow]:
    """The money of columns of months and quarters, without that of those of which the book lists the receipts; and
    money beside its day, of projects of which it lists none. Where one comes to something else there, that is noted.
    """
    listed = ListedMoney((receipt.key, receipt.day, receipt.amount) for receipt in receipts)
    for money in (money for row in rows for money in row.money):
        there = listed.within(money.key, periods_of(money), money.amount.currency)
        every = None if money.layout.periods else listed.every(money.key, money.amount.currency)
        if there is None and every is None:
            if period := _several_months(money):
                cells.note(NoteCode.MONTHS_AS_LAST, money.layout, money.row, header=period.header, month=str(money.day))
            yield money
        elif money.amount not in (there, every):
            cells.note(NoteCode.MONTHS_DIFFER, money.layout, money.row, name=money.project, month=str(money.day),
                       said=money.amount, read=there or Money(0, money.amount.currency))


def _in(minor: int, unit: Unit) -> str:
    """An amount as a plain number in the unit of its column."""
    return print_exact(in_unit(minor, unit.currency or Currency.CNY, unit))
