"""Writes a book: sheets with titles, a header that stays in sight, and rows as they come; a text is only ever text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import groupby
from typing import Any

from rich.cells import cell_len

from tracker.ledger.own_book import SheetShape
from tracker.ledger.workbook import Merge

# Late imports: xlsxwriter is loaded when a book is written.

Cell = str | int | float | date | None
"""What a cell of a book holds."""

_A4 = 9
MOST = 32_767
"""Characters a cell of a workbook can hold."""
_MEASURED = 2_000
"""Rows whose texts decide how wide the columns are."""
_NARROWEST, _WIDEST, _AROUND = 6, 44, 2
"""Widths of columns, in characters, and what is added around a text."""
_SHEET_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_DAY_ZERO = date(1899, 12, 30)
FIRST_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year and numbers no earlier day rightly; days before this one are texts."""


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """A sheet to be written: its shape, and its rows in the order of the shape's columns."""

    shape: SheetShape
    rows: Iterable[Sequence[Cell]]


def sheet_names(names: Iterable[str]) -> list[str]:
    """The names as a workbook takes them: without signs it refuses, not too long, each once whatever its case."""
    found: list[str] = []
    taken = {"history"}
    for name in names:
        base = name.translate(_NOT_IN_NAMES).strip("'")[:_SHEET_NAME] or "_"
        made, count = base, 1
        while made.casefold() in taken:
            count += 1
            made = f"{base[:_SHEET_NAME - len(str(count)) - 1]}_{count}"
        taken.add(made.casefold())
        found.append(made)
    return found


def header_of(shape: SheetShape) -> tuple[list[list[str]], list[Merge]]:
    """The rows of a header, and the ranges merged in them: a group over its columns, a column down to the last row."""
    height = max((len(column.parts) for column in shape.columns), default=1)
    rows = [[column.parts[level] if level < len(column.parts) else "" for column in shape.columns]
            for level in range(height)]
    merges: list[Merge] = []
    for level in range(height - 1):
        place = 0
        for group, columns in groupby(shape.columns, key=lambda one: one.parts[:level + 1]):
            width = len(list(columns))
            if len(group) == level + 1 and len(shape.columns[place].parts) > level + 1 and width > 1:
                merges.append(((level, place), (level, place + width - 1)))
                rows[level][place + 1:place + width] = [""] * (width - 1)
            place += width
    for place, column in enumerate(shape.columns):
        if len(column.parts) < height and column.parts[-1]:
            merges.append(((len(column.parts) - 1, place), (height - 1, place)))
    return rows, merges


def written_book(sheets: Sequence[WrittenSheet]) -> bytes:
    """The bytes of a workbook with these sheets."""
    from xlsxwriter import Workbook

    made = BytesIO()
    book = Workbook(made, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    looks = _Looks.of(book)
    for sheet, name in zip(sheets, sheet_names(one.shape.sheet for one in sheets), strict=True):
        _sheet(book.add_worksheet(name), sheet, looks)
    book.close()
    return made.getvalue()


@dataclass(frozen=True, slots=True)
class _Looks:
    """The formats of a book."""

    title: Any
    line: Any
    head: Any
    text: Any
    day: Any
    number: Any

    @classmethod
    def of(cls, book: Any) -> _Looks:
        base = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
        ruled = base | {"border": 1}
        return cls(book.add_format(base | {"bold": True, "font_size": 16, "align": "center"}), book.add_format(base),
                   book.add_format(ruled | {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#EDEDED"}),
                   book.add_format(ruled | {"text_wrap": True}),
                   book.add_format(ruled | {"num_format": "yyyy-mm-dd", "align": "center"}), book.add_format(ruled))


def _sheet(sheet: Any, content: WrittenSheet, looks: _Looks) -> None:
    shape = content.shape
    first = _head(sheet, shape, looks)
    widths = [max((cell_len(part) for part in column.parts[-1:]), default=0) / (1 if cell_len(column.parts[-1]) < 12
                                                                                  else 2) for column in shape.columns]
    string, number, row = sheet.write_string, sheet.write_number, first
    text, day, plain = looks.text, looks.day, looks.number
    for row, cells in enumerate(content.rows, first):
        for column, cell in enumerate(cells):
            if cell is None:
                continue
            if isinstance(cell, str):
                string(row, column, cell, text)
            elif isinstance(cell, date):
                number(row, column, (cell - _DAY_ZERO).days, day)
            else:
                number(row, column, cell, plain)
        if row - first < _MEASURED:
            widths = [max(width, _width(cell)) for width, cell in zip(widths, cells, strict=True)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width, _NARROWEST), _WIDEST) + _AROUND)
    if shape.columns:
        sheet.autofilter(first - 1, 0, max(row, first), len(shape.columns) - 1)


def _head(sheet: Any, shape: SheetShape, looks: _Looks) -> int:
    """Writes titles and header; the answer is the first row below them. The page is laid out for A4."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
    last = len(shape.columns) - 1
    for row, title in enumerate(shape.titles):
        if row == 0 and last > 0:
            sheet.set_row(0, 27)
            sheet.merge_range(0, 0, 0, last, "", looks.title)
        if title:
            sheet.write_string(row, 0, title, looks.line if row else looks.title)
    top = len(shape.titles)
    rows, merges = header_of(shape)
    for level, texts in enumerate(rows):
        for column, part in enumerate(texts):
            sheet.write_string(top + level, column, part, looks.head) if part else sheet.write_blank(
                top + level, column, None, looks.head)
    for (first_row, first_column), (last_row, last_column) in merges:
        # `merge_range` would write the cells again, which cannot be done to rows that are out of memory.
        sheet.merge.append([top + first_row, first_column, top + last_row, last_column])
    below = top + len(rows)
    named = next((place for place, column in enumerate(shape.columns) if column.field in ("name", "project")), -1)
    sheet.freeze_panes(below, named + 1)
    sheet.repeat_rows(top, below - 1)
    return below


def _width(cell: Cell) -> float:
    if cell is None:
        return 0
    if isinstance(cell, str):
        return max(cell_len(line) for line in cell.split("\n"))
    return 10 if isinstance(cell, date) else len(str(cell))
