"""What each sheet of a file was taken for: its kind, its header row, and each column with the field it is read as."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.day import Day
from tracker.domain.fields import AmountField
from tracker.domain.money import Unit
from tracker.domain.profile import FIELDS
from tracker.domain.results import ResultKind
from tracker.domain.text import clean
from tracker.ledger.account import SheetAccount
from tracker.ledger.family import Kind
from tracker.ledger.finding import LOOK_AT
from tracker.ledger.headers import letters
from tracker.ledger.layout import SheetLayout
from tracker.ledger.result_columns import results_on
from tracker.ledger.stack import LONGEST_HEADER
from tracker.ledger.workbook import BookSheet

_OF_MONEY = ("amount", *(kind.value for kind in ResultKind if kind.of_money))


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """One column with a header. `field` is empty where nobody knows it; `unit` is None where the header states none."""

    letter: str
    header: str
    field: str = ""
    unit: Unit | None = None
    time: Day | None = None
    """The day or period of which it is, of a column of results."""


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """One sheet. `kind` is None where it was not read; rows count from 1, `rows` are the records below the header."""

    name: str
    kind: Kind | None
    header_row: int
    rows: int
    columns: tuple[ColumnSeen, ...]
    hidden: bool = False


def sheet_seen(account: SheetAccount, layout: SheetLayout) -> SheetSeen:
    """A sheet that was read, its columns from left to right."""
    times = {result.column: day for result, day in results_on(layout)}
    columns = [ColumnSeen(letters(account.place(layout.top, column)[1]), head.header, head.field,
                          layout.units.get(column) or _general(layout, column, head.field), times.get(column))
               for column, head in layout.heads().items()]
    records = account.part(layout).records(layout)
    header_row = account.place(layout.first_row - 1, 0)[0] + 1
    return SheetSeen(account.sheet.name, layout.kind, header_row, records, tuple(columns))


def sheet_unread(sheet: BookSheet) -> SheetSeen:
    """A sheet that was not read: what is most likely its header is shown, so that an officer can say what it is."""
    at = max(range(min(LOOK_AT, len(sheet.rows))), key=lambda row: (_headings(sheet, row), -row), default=0)
    row = sheet.rows[at] if sheet.rows else []
    columns = [ColumnSeen(letters(place), clean(cell)) for place, cell in enumerate(row)
               if isinstance(cell, str) and cell.strip()]
    return SheetSeen(sheet.name, None, at + 1, len(sheet.rows) - at - 1, tuple(columns), sheet.hidden)


def _general(layout: SheetLayout, column: int, name: str) -> Unit | None:
    """The unit of the whole sheet, for the columns of money."""
    is_money = name in _OF_MONEY or isinstance(FIELDS.get(name), AmountField)
    return layout.unit_at(column) if is_money else None


def _headings(sheet: BookSheet, row: int) -> int:
    return sum(isinstance(cell, str) and 0 < len(cell.strip()) <= LONGEST_HEADER for cell in sheet.rows[row])
