"""The rows below a header: merged cells filled down, all of one width, blank rows and totals and footers left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from tracker.ledger.cells import Cells
from tracker.ledger.headers import SheetLayout
from tracker.ledger.rows import NoteCode
from tracker.ledger.totals import is_skipped
from tracker.ledger.workbook import BookSheet, Stop, Stopped

CHECK_EVERY = 2_000
"""Rows between two questions whether to stop."""
_EMPTY = ("", None)


def is_blank(cell: Any) -> bool:
    """Whether nothing can be seen in a cell."""
    return cell in _EMPTY or (isinstance(cell, str) and not cell.strip())


def body(sheet: BookSheet, layout: SheetLayout, cells: Cells, who: str, *, fill: Collection[str],
         stop: Stop | None = None) -> Iterator[tuple[int, list[object]]]:
    """Row number (from 1) and cells of each row that says something about a thing named in the column `who`.

    `fill` are the fields of which a merged cell counts for every row it covers. A row without a name whose only word
    is elsewhere (a heading inside the table, a signature) is left out with a note.
    """
    name = layout.columns.get(who, layout.columns.get("code", 0))
    _fill_down(sheet, layout, {layout.columns[field] for field in fill if field in layout.columns})
    width = max([*layout.columns.values(), *(column for _, column in (*layout.roles, *layout.others)), 0]) + 1
    header = layout.headers.get(who)
    serial = layout.columns.get("serial", 0)
    for place in range(layout.first_row, len(sheet.rows)):
        row = sheet.rows[place]
        if stop and place % CHECK_EVERY == 0 and stop():
            raise Stopped
        if not any(row):
            continue
        if len(row) < width:
            row = row + [""] * (width - len(row))
        if is_skipped(row, serial, name, 0) or (header and row[name] == header):
            continue
        if is_blank(row[name]) and not _says_enough(row, layout, cells, place + 1):
            continue
        yield place + 1, row


def _says_enough(row: list[object], layout: SheetLayout, cells: Cells, number: int) -> bool:
    """Whether a row without a name is a record that lost it: two fields at least besides number and remark."""
    said = [column for field, column in layout.columns.items()
            if field not in ("serial", "remarks") and not is_blank(row[column])]
    if len(said) >= 2:
        return True
    words = next((cell for cell in row if isinstance(cell, str) and cell.strip()), None)
    if words is not None:
        cells.note(NoteCode.ROW_SKIPPED, layout, number)
    return False


def _fill_down(sheet: BookSheet, layout: SheetLayout, columns: set[int]) -> None:
    """Writes the value of each merged range into all its rows, in the columns asked for."""
    for (top, left), (bottom, right) in sheet.merges:
        if bottom == top or bottom < layout.first_row:
            continue
        for column in range(left, right + 1):
            if column in columns and left < len(sheet.rows[top]):
                for place in range(max(top, layout.first_row) + 1, min(bottom + 1, len(sheet.rows))):
                    row = sheet.rows[place]
                    row += [""] * (column + 1 - len(row))
                    row[column] = sheet.rows[top][left]


def continued(sheet: BookSheet, layout: SheetLayout, field: str) -> set[int]:
    """Numbers (from 1) of rows that a merged cell in a field's column makes one with the row above."""
    column = layout.columns.get(field)
    return {
        place + 1
        for (top, left), (bottom, right) in sheet.merges
        if column is not None and left <= column <= right and top >= layout.first_row
        for place in range(top + 1, bottom + 1)
    }
