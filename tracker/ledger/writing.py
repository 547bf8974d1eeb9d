"""Writes a book: sheets with titles, a header that stays in sight, and rows as they come; a text is only ever text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import chain, groupby, islice
from math import ceil
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tracker.ledger.excel import (
    DAY_FORMAT,
    DAY_ZERO,
    FONT,
    MEASURED_ROWS,
    TITLE_HEIGHT,
    WIDEST,
    cut_to_cell,
    keep_in_sight,
    lay_out,
    set_widths,
    sheet_name,
    text_width,
)
from tracker.ledger.limits import MAX_ROWS
from tracker.ledger.own_book import SheetShape
from tracker.ledger.workbook import Merge

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# Late imports: xlsxwriter is loaded when a book is written.

Cell = str | int | float | date | None
"""What a cell of a book holds."""

_MOST_FROZEN = 4
"""Columns that stay in sight at the most: of more a small screen shows nothing else."""
_LONG_HEAD, _HEAD_LINE = 12, 15
"""From how many characters on a header takes two lines, and the points of one."""
_SHOWN_AND_PRINTED = 0
"""How xlsxwriter is told that the lines between cells are printed: borders would be there around filled cells alone."""
ROWS_EACH = MAX_ROWS - 100
"""Rows of a sheet; more go on in a further one. A sheet with more rows is not read again, and the head needs a few."""


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """A sheet to be written: its shape, and its rows in the order of the shape's columns."""

    shape: SheetShape
    rows: Iterable[Sequence[Cell]]


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


@dataclass(frozen=True, slots=True)
class WrittenBook:
    """The bytes of a workbook, and how many of its texts had to be cut because they are longer than a cell."""

    content: bytes
    cut: int


def written_book(sheets: Sequence[WrittenSheet]) -> WrittenBook:
    """A workbook with these sheets."""
    from xlsxwriter import Workbook

    made = BytesIO()
    book = Workbook(made, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    looks, taken, cut = _looks(book), set[str](), 0
    for sheet in sheets:
        for rows in _pieces(sheet.rows):
            cut += _sheet(book.add_worksheet(sheet_name(sheet.shape.sheet, taken)), sheet.shape, rows, looks)
    book.close()
    return WrittenBook(made.getvalue(), cut)


def _pieces(rows: Iterable[Sequence[Cell]]) -> Iterator[Iterable[Sequence[Cell]]]:
    """The rows for one sheet after the other; each is written before the next is asked for."""
    left = iter(rows)
    yield islice(left, ROWS_EACH)
    for first in left:
        yield chain((first,), islice(left, ROWS_EACH - 1))


@dataclass(frozen=True, slots=True)
class _Looks:
    """The formats of a book."""

    title: Format
    line: Format
    head: Format
    text: Format
    day: Format
    number: Format


def _looks(book: Workbook) -> _Looks:
    base = FONT | {"valign": "vcenter"}
    return _Looks(
        title=book.add_format(base | {"bold": True, "font_size": 16, "align": "center"}), line=book.add_format(base),
        head=book.add_format(base | {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#EDEDED",
                                     "border": 1}),
        text=book.add_format(base | {"text_wrap": True}),
        day=book.add_format(base | {"num_format": DAY_FORMAT, "align": "center"}),
        number=book.add_format(base | {"align": "right", "indent": 1}))


def _sheet(sheet: Worksheet, shape: SheetShape, rows: Iterable[Sequence[Cell]], looks: _Looks) -> int:
    """Writes a sheet; the answer is how many texts had to be cut."""
    lay_out(sheet)
    sheet.hide_gridlines(_SHOWN_AND_PRINTED)
    top = len(shape.titles)
    first = _head(sheet, shape, looks)
    widths = [_head_width(column.parts[-1]) for column in shape.columns]
    string, number, row = sheet.write_string, sheet.write_number, first
    text, day, plain = looks.text, looks.day, looks.number
    cut = 0
    for row, cells in enumerate(rows, first):
        for column, cell in enumerate(cells):
            if cell is None:
                continue
            if isinstance(cell, str):
                fitting = cut_to_cell(cell)
                cut += fitting is not cell
                string(row, column, fitting, text)
            elif isinstance(cell, date):
                number(row, column, (cell - DAY_ZERO).days, day)
            else:
                number(row, column, cell, plain)
        if row - first < MEASURED_ROWS:
            widths = [max(width, _width(cell)) for width, cell in zip(widths, cells, strict=True)]
    set_widths(sheet, widths)
    named = next((place for place, column in enumerate(shape.columns, 1) if column.field in ("name", "project")), 0)
    keep_in_sight(sheet, (top, first - 1), row, len(shape.columns), frozen=named if named <= _MOST_FROZEN else 0)
    return cut


def _head(sheet: Worksheet, shape: SheetShape, looks: _Looks) -> int:
    """Writes titles and header; the answer is the first row below them."""
    last = len(shape.columns) - 1
    for row, title in enumerate(shape.titles):
        if row == 0 and last > 0:
            sheet.set_row(0, TITLE_HEIGHT)
            sheet.merge_range(0, 0, 0, last, "", looks.title)
        if title:
            sheet.write_string(row, 0, title, looks.line if row else looks.title)
    top = len(shape.titles)
    rows, merges = header_of(shape)
    for level, texts in enumerate(rows):
        sheet.set_row(top + level, _HEAD_LINE * max(map(_head_lines, texts), default=1))
        for column, part in enumerate(texts):
            sheet.write_string(top + level, column, part, looks.head) if part else sheet.write_blank(
                top + level, column, None, looks.head)
    for (first_row, first_column), (last_row, last_column) in merges:
        # `merge_range` would write the cells again, which cannot be done to rows that are out of memory.
        sheet.merge.append([top + first_row, first_column, top + last_row, last_column])
    return top + len(rows)


def _head_width(text: str) -> float:
    """How wide a column is for its header: a long one is broken into two lines."""
    width = cell_len(text)
    return width if width < _LONG_HEAD else width / 2


def _head_lines(text: str) -> int:
    width = cell_len(text)
    return 1 if width < _LONG_HEAD else max(2, ceil(width / WIDEST))


def _width(cell: Cell) -> float:
    if cell is None:
        return 0
    if isinstance(cell, str):
        return text_width(cell)
    return 10 if isinstance(cell, date) else len(str(cell))
