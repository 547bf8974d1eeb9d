"""Reads the receipts sheet: whose money, which day, how much in what unit, from where, and what proves it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tracker.domain.amount_signed import without_sign
from tracker.domain.days import Day, is_empty
from tracker.domain.money import Currency, Money, Unit
from tracker.domain.money_form import MoneyForm
from tracker.domain.names import fold_name
from tracker.domain.profile import Origin
from tracker.domain.text import clean
from tracker.ledger.account import Fate, PartAccount
from tracker.ledger.cells import Cells
from tracker.ledger.gone_back import explains_withdrawal, says_returned
from tracker.ledger.layout import SheetLayout
from tracker.ledger.lines import LineKind, TableLine, TableLines
from tracker.ledger.money_form_words import form_said, says_nothing, share_of, share_said
from tracker.ledger.row_units import unit_in_row
from tracker.ledger.rows import NoteCode, ProblemCode, ReceiptRow, Voucher
from tracker.ledger.stack import is_blank
from tracker.ledger.sums import sums_of
from tracker.ledger.words import origin_headed, voucher_lines, vouchers_said
from tracker.ledger.workbook import BookSheet, Stop

_FILLED = ("code", "project", "unit", "currency", "origin")
Stray = tuple[str, str, int, str, str, Day | None, str]
"""Sheet, column, row, name, folded name, day, text: what a row with some other problem still says of its project."""


class Receipts:
    """The reader of one receipts sheet."""

    def __init__(self, sheet: BookSheet, layout: SheetLayout, cells: Cells, account: PartAccount) -> None:
        self.sheet = sheet
        self.layout = layout
        self.cells = cells
        self.account = account
        self.strays: list[Stray] = []
        self._headed = {column: origin_headed(head.header) for column, head in layout.heads().items()}

    def rows(self, stop: Stop | None = None) -> list[ReceiptRow]:
        """Every receipt that can be read, in order; the others are problems and strays."""
        return [found for number, cells, _ in named_rows(self.sheet, self.layout, self.cells, self.account, _FILLED,
                                                         stop)
                if (found := self._row(number, cells))]

    def _row(self, number: int, cells: list[object]) -> ReceiptRow | None:
        layout, columns = self.layout, self.layout.columns
        name, code, key = whose(self.cells, layout, number, cells)
        day = self._day(number, cells)
        amount = self._amount(number, cells)
        origin = None
        if "origin" in columns and not is_blank(cells[columns["origin"]]):
            origin = self.cells.origin(layout, number, "origin", cells[columns["origin"]])
        if origin is None and "place" in columns:
            origin = self._by_place(number, self.cells.line(cells[columns["place"]]))
        if origin is None:
            origin = self._headed[self._column_of_amount(cells)]
        share, outside = self._outside(number, cells, amount)
        if not (name or code) or day is None or amount is None or isinstance(origin, ProblemCode) or (
                isinstance(share, ProblemCode)):
            self.strays.append((layout.sheet, layout.letter("project"), number, name, key, day, ""))
            return None
        form, unclear = self._form(number, cells)
        return ReceiptRow(layout, number, code, name, key, day, amount,
                          origin if isinstance(origin, Origin) else None,
                          "；".join(filter(None, (self._note(cells), *self._about_origin(cells, origin), unclear,
                                                  outside))),
                          self._vouchers(cells), form, share)

    def _note(self, cells: list[object]) -> str:
        """The remark, and what columns say that no field holds, each behind its header."""
        columns, headers = self.layout.columns, self.layout.headers
        remark = self.cells.page(cells[columns["remarks"]]) if "remarks" in columns else ""
        remark = "" if is_empty(remark) else remark
        beside = (f"{clean(headers[name])}：{self.cells.line(cells[columns[name]])}" for name in ("day", "amount")
                  if self.cells.says_more(cells[columns[name]]))
        used = self._column_of_amount(cells)
        second = (f"{header}：{self.cells.line(cells[column])}" for column, header in
                  self.layout.alternate_headers.items() if column != used and not is_empty(cells[column]))
        more = (f"{header}：{self.cells.page(cells[column])}" for header, column in self.layout.others
                if not is_empty(cells[column]))
        return "；".join(filter(None, (remark, *beside, *second, *more)))

    def _about_origin(self, cells: list[object], origin: Origin | ProblemCode | None) -> Iterator[str]:
        """The place the money is from, and an origin that tells too little (自筹), each behind its header."""
        for name in ("origin", "place"):
            column = self.layout.columns.get(name)
            if column is not None and not is_empty(cells[column]) and (name == "place" or origin is None):
                yield f"{clean(self.layout.headers[name])}：{self.cells.line(cells[column])}"

    def _form(self, number: int, cells: list[object]) -> tuple[MoneyForm | None, str]:
        """The form of the money; what names none, or several, for the note behind its header."""
        column = self.layout.columns.get("form")
        if column is None or is_empty(cells[column]):
            return None, ""
        text = self.cells.line(cells[column])
        form = form_said(text)
        if form is not None:
            return form, ""
        self.cells.note(NoteCode.FORM_UNCLEAR, self.layout, number, value=text)
        self.cells.fate(self.layout, number, column, Fate.NOTE)
        return None, f"{clean(self.layout.headers['form'])}：{text}"

    def _outside(self, number: int, cells: list[object], whole: Money | None) -> tuple[int | ProblemCode | None, str]:
        """The outside investor's share, by the column of shares or else by that of its part of the amount; and that
        part for the note where no share gives it exactly, or the column of shares says otherwise, which is said.
        """
        stated, column = self._share(number, cells), self.layout.columns.get("outside_amount")
        if isinstance(stated, ProblemCode) or column is None or whole is None or is_empty(cell := cells[column]):
            return stated, ""
        by_part = self._share_by_part(number, cells, column, whole, alone=stated is None)
        if isinstance(by_part, ProblemCode):
            return by_part, ""
        if by_part is not None and stated in (None, by_part):
            return by_part, ""
        text = self.cells.line(cell)
        self.cells.note(NoteCode.SHARE_INEXACT, self.layout, number, value=text)
        self.cells.fate(self.layout, number, column, Fate.NOTE)
        return stated, f"{clean(self.layout.headers['outside_amount'])}：{text}"

    def _share(self, number: int, cells: list[object]) -> int | ProblemCode | None:
        """The outside investor's share by the column of shares."""
        column = self.layout.columns.get("outside")
        if column is None or says_nothing(cell := cells[column]):
            return None
        share = share_said(cell, self.layout.headers["outside"])
        if share is not None:
            return share
        self.cells.problem(self.layout, number, "outside", ProblemCode.NOT_A_SHARE, cell)
        return ProblemCode.NOT_A_SHARE

    def _share_by_part(self, number: int, cells: list[object], column: int, whole: Money, *,
                       alone: bool) -> int | ProblemCode | None:
        """The share that an outside part is of a receipt; None where none is exactly that. A part that is wrong is a
        problem where it stands `alone`.
        """
        cell, unit = cells[column], unit_in_row(self.layout, column, cells)
        if cell == 0:
            return 0
        if not alone:
            part = self.cells.signed_said(cell, unit, whole.currency)
            return share_of(part, whole) if isinstance(part, Money) else None
        part = self.cells.amount_at(self.layout, number, column, cell, unit, whole.currency, signed=True)
        if not isinstance(part, Money):
            return part
        if part.currency is not whole.currency or part.minor > whole.minor > 0:
            self.cells.problem_at(self.layout, number, column, ProblemCode.NOT_A_SHARE, cell, "part")
            return ProblemCode.NOT_A_SHARE
        return share_of(part, whole)

    def _by_place(self, number: int, place: str) -> Origin | None:
        """Where the money is from by the place it came from, as far as the ruleset says what lies where."""
        origin = self.cells.origin_of_place(place)
        if origin is not None:
            self.cells.note(NoteCode.ORIGIN_FROM_PLACE, self.layout, number, value=place, origin=origin)
        return origin

    def _day(self, number: int, cells: list[object]) -> Day | None:
        """The day of arrival; without one there is nothing to count, so an empty cell is no date either."""
        cell = cells[self.layout.columns["day"]]
        day = self.cells.day(self.layout, number, "day", cell)
        if day is None:
            self.cells.problem(self.layout, number, "day", ProblemCode.NOT_A_DATE, cell, "empty")
        return day if isinstance(day, Day) else None

    def _amount(self, number: int, cells: list[object]) -> Money | None:
        layout, columns = self.layout, self.layout.columns
        unit: Unit | ProblemCode | None = None
        if "unit" in columns and not is_blank(cells[columns["unit"]]):
            unit = self.cells.unit(self.layout, number, "unit", cells[columns["unit"]])
        currency = self._currency(number, cells)
        if isinstance(unit, ProblemCode) or currency is None:
            return None
        column = self._column_of_amount(cells)
        unit = unit or unit_in_row(layout, column, cells, currency if self._names_currency(cells) else None)
        if unit is not None and currency is not Currency.CNY:
            unit = Unit(currency, unit.factor)
        cell = cells[column]
        if without_sign(cell) is not None and not explains_withdrawal(layout, cells):
            self.cells.problem(self.layout, number, "amount", ProblemCode.NOT_AN_AMOUNT, cell, "unexplained")
            return None
        money = self.cells.receipt_at(self.layout, number, column, cell, unit, currency)
        if money is None:
            self.cells.problem(self.layout, number, "amount", ProblemCode.NOT_AN_AMOUNT, cell, "empty")
        elif isinstance(money, Money) and not money.went_back and says_returned(cells):
            self.cells.note(NoteCode.PERHAPS_WITHDRAWN, self.layout, number)
        return money if isinstance(money, Money) else None

    def _column_of_amount(self, cells: list[object]) -> int:
        """The column of amounts that a row fills: that of another currency where its first one is empty."""
        first, *others = (self.layout.columns["amount"], *self.layout.alternates.get("amount", ()))
        return next((column for column in (first, *others) if not is_empty(cells[column])), first)

    def _currency(self, number: int, cells: list[object]) -> Currency | None:
        """The currency of its own column, 人民币 where there is none; None with a problem for one nobody knows."""
        if not self._names_currency(cells):
            return Currency.CNY
        unit = self.cells.unit(self.layout, number, "currency", cells[self.layout.columns["currency"]])
        return unit.currency or Currency.CNY if isinstance(unit, Unit) else None

    def _names_currency(self, cells: list[object]) -> bool:
        column = self.layout.columns.get("currency")
        return column is not None and not is_empty(cells[column])

    def _vouchers(self, cells: list[object]) -> tuple[Voucher, ...]:
        columns = self.layout.columns
        if "voucher_number" in columns and "voucher" in columns:
            by_line = voucher_lines(*(self.cells.page(cells[columns[name]]) for name in ("voucher", "voucher_number")))
            if by_line:
                return tuple(Voucher(*one) for one in by_line)
        number = self.cells.line(cells[columns["voucher_number"]]) if "voucher_number" in columns else ""
        said = vouchers_said(self.cells.line(cells[columns["voucher"]])) if "voucher" in columns else ()
        if not said:
            return (Voucher("other", number),) if number else ()
        first, *more = said
        return (Voucher(first[0], number or first[1]), *(Voucher(kind, text) for kind, text in more))


def named_rows(sheet: BookSheet, layout: SheetLayout, cells: Cells, account: PartAccount, fill: Collection[str],
               stop: Stop | None = None) -> Iterator[tuple[int, list[object], tuple[str, ...]]]:
    """Number (from 1), cells and sections of each row of receipts or blockers. Raises Stopped.

    A row that names no project and goes on with the row above is the same project's, said in a note. Sums are compared.
    """
    who = "project" if "project" in layout.columns else "code"
    above: object = ""
    for line in sums_of(layout, cells, TableLines(sheet, layout, cells, account, who, fill).lines(stop)):
        if line.kind not in (LineKind.DATA, LineKind.CONTINUED):
            continue
        yield line.number, _under(line, layout, cells, above), line.sections
        above = line.cells[layout.columns[who]] or above


def _under(line: TableLine, layout: SheetLayout, cells: Cells, above: object) -> list[object]:
    """The cells of a row, with the project of the row above where it goes on with it."""
    column = layout.columns.get("project", layout.columns.get("code", 0))
    if line.kind is not LineKind.CONTINUED or not is_blank(line.cells[column]) or is_blank(above):
        return line.cells
    cells.note(NoteCode.ROW_CONTINUES, layout, line.number)
    found = list(line.cells)
    found[column] = above
    return found


def whose(cells: Cells, layout: SheetLayout, number: int, row: list[object]) -> tuple[str, str, str]:
    """Name, code and folded name of the project a row belongs to; a problem when it says neither name nor code."""
    columns = layout.columns
    name = cells.line(row[columns["project"]]) if "project" in columns else ""
    code = cells.line(row[columns["code"]]) if "code" in columns else ""
    if not name and not code:
        field = "project" if "project" in columns else "code"
        cells.problem(layout, number, field, ProblemCode.NO_NAME, row[columns[field]], "whose")
    return name, code, fold_name(name)
