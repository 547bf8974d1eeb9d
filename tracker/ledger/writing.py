"""Writes a book: sheets with titles, a header that stays in sight, and rows as they come; a text is only ever text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, groupby, islice
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING

from tracker.ledger.excel import DAY_FORMAT, FONT, Cell, sheet_name
from tracker.ledger.limits import MAX_ROWS
from tracker.ledger.own_book import SheetShape
from tracker.ledger.paper import (
    MEASURED_ROWS,
    MOST_FROZEN,
    SHOWN_AND_PRINTED,
    AboveLooks,
    Measured,
    Paper,
    above_looks,
    keep_in_sight,
    line_count,
    row_height,
)
from tracker.ledger.row_markup import CellLooks, write_rows
from tracker.ledger.workbook import Merge

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# Late imports: xlsxwriter is loaded when a book is written.

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


@contextmanager
def streamed(made: BytesIO, options: Mapping[str, object] | None = None) -> Iterator[Workbook]:
    """A workbook whose rows go to the disk once they are written: one of any length costs the memory of a row.

    They lie in a folder of their own, which goes with whatever is in it: when it is done, breaks or is interrupted.
    Raises OSError where there is no room, with the name of the folder in which that one was made.
    """
    import xlsxwriter

    with TemporaryDirectory(prefix="sanxin-") as parts:
        book = xlsxwriter.Workbook(made, {"constant_memory": True, "tmpdir": parts, **(options or {})})
        try:
            yield book
            book.close()
        except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
            why = error if isinstance(error, OSError) else next(iter(error.args), None)
            number, text = (why.errno, why.strerror) if isinstance(why, OSError) else (None, str(error))
            raise OSError(number, text, gettempdir()) from error
        finally:
            book.fileclosed = True  # one that broke off would otherwise write its rest when it is thrown away
            for sheet in book.worksheets():
                if (rows := getattr(sheet, "row_data_fh", None)) is not None:
                    with suppress(OSError, ValueError):
                        rows.close()


def written_book(sheets: Sequence[WrittenSheet]) -> WrittenBook:
    """A workbook with these sheets."""
    made = BytesIO()
    with streamed(made, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        looks, taken, cut = _looks(book), set[str](), 0
        for sheet in sheets:
            for rows in _pieces(sheet.rows):
                cut += _sheet(book.add_worksheet(sheet_name(sheet.shape.sheet, taken)), sheet.shape, rows, looks)
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

    title: AboveLooks
    line: AboveLooks
    head: Format
    cells: CellLooks


def _looks(book: Workbook) -> _Looks:
    base = FONT | {"valign": "vcenter"}
    return _Looks(
        title=above_looks(book, base | {"bold": True, "align": "center"}, 1.6), line=above_looks(book, base),
        head=book.add_format(base | {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#EDEDED",
                                     "border": 1}),
        cells=CellLooks(text=book.add_format(base | {"text_wrap": True}),
                        day=book.add_format(base | {"num_format": DAY_FORMAT, "align": "center"}),
                        number=book.add_format(base | {"align": "right", "indent": 1})))


def _sheet(sheet: Worksheet, shape: SheetShape, rows: Iterable[Sequence[Cell]], looks: _Looks) -> int:
    """Writes a sheet; the answer is how many texts had to be cut."""
    left = iter(rows)
    first_rows = list(islice(left, MEASURED_ROWS))
    measured: Measured[Cell] = Measured((column.parts[-1] for column in shape.columns), str)
    for cells in first_rows:
        measured.add(cells)
    named = next((place for place, column in enumerate(shape.columns) if column.field in ("name", "project")), None)
    paper = measured.paper(named)
    paper.lay_out(sheet)
    sheet.hide_gridlines(SHOWN_AND_PRINTED)
    first = _head(sheet, shape, paper, looks)
    last, cut = write_rows(sheet, first, chain(first_rows, left), paper, looks.cells)
    frozen = named + 1 if named is not None and named < MOST_FROZEN else 0
    keep_in_sight(sheet, (len(shape.titles), first - 1), last, len(shape.columns), frozen=frozen)
    return cut


def _head(sheet: Worksheet, shape: SheetShape, paper: Paper, looks: _Looks) -> int:
    """Writes titles and header; the answer is the first row below them."""
    for row, title in enumerate(shape.titles):
        if title:
            paper.write_above(sheet, row, title, looks.line if row else looks.title, centred=row == 0)
    top = len(shape.titles)
    rows, merges = header_of(shape)
    for level, lines in enumerate(_head_lines(rows, merges, paper.widths)):
        sheet.set_row(top + level, row_height(lines))
    for level, texts in enumerate(rows):
        for column, part in enumerate(texts):
            sheet.write_string(top + level, column, part, looks.head) if part else sheet.write_blank(
                top + level, column, None, looks.head)
    for (first_row, first_column), (last_row, last_column) in merges:
        # `merge_range` would write the cells again, which cannot be done to rows that are out of memory.
        sheet.merge.append([top + first_row, first_column, top + last_row, last_column])
    return top + len(rows)


def _head_lines(rows: Sequence[Sequence[str]], merges: Iterable[Merge], widths: Sequence[float]) -> list[int]:
    """How many lines each row of a header needs; a text merged over several is lacking room only in the last."""
    lines = [1] * len(rows)
    merged = dict(merges)
    for level, texts in enumerate(rows):
        for column, part in enumerate(texts):
            last_row, last_column = merged.get((level, column), (level, column))
            needed = line_count(part, sum(widths[column:last_column + 1]))
            lines[last_row] = max(lines[last_row], needed - (last_row - level))
    return lines
