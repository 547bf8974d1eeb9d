"""The values of a sheet as the library gives them, and in place of what it leaves out what was found beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from io import BytesIO
from itertools import chain, repeat
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, load_workbook

from tracker.ledger.raw import BookSheet, CellError, RawCell
from tracker.ledger.ways_in.formats import month_or_day
from tracker.ledger.ways_in.given import GivenSheet, NotForUs

CellMark = CellError | int
"""What a cell is: a failed formula, or the number of the format in which its number is a month."""
CellMarks = dict[int, dict[int, CellMark]]
"""Marks by row and column, from 0."""
Cap = Callable[[int], None]


def opened_book(content: bytes) -> CalamineWorkbook:
    """A workbook as the library opens it, of which all checksums are right. Raises NotForUs where it cannot."""
    try:
        return load_workbook(BytesIO(content))
    except PasswordError:
        raise NotForUs("password") from None
    except CalamineError as error:
        raise NotForUs("damaged") from error


def values_at(book: CalamineWorkbook, place: int) -> CalamineSheet:
    """The values of a sheet, from 0. Raises NotForUs where the library cannot read them."""
    try:
        return book.get_sheet_by_index(place)
    except CalamineError as error:
        raise NotForUs("damaged") from error


def given_of(sheet: BookSheet, values: CalamineSheet, rows: int, columns: int, marks: CellMarks) -> GivenSheet:
    """A sheet with its values and its marks. Raises NotForUs where more is in it than was seen before."""
    last_row, last_column = values.end or (-1, -1)
    if last_row >= rows or last_column >= columns:
        raise NotForUs("damaged")
    height = max(last_row, *marks, -1) + 1
    width = max([last_column, *(column for row in marks.values() for column in row)]) + 1
    return GivenSheet(sheet, height, width, _rows(values, last_row, marks, height))


def _rows(values: CalamineSheet, last_row: int, marks: Mapping[int, Mapping[int, CellMark]],
          height: int) -> Iterator[list[RawCell]]:
    """Every row from row 1, every cell from column A."""
    rows: Iterable[list[Any]] = ()
    if last_row >= 0:
        rows = values.iter_rows()
        # The library gives rows from row 1, but cells from the first column that is filled.
        if before := (values.start or (0, 0))[1]:
            rows = ([""] * before + row for row in rows)
    for number, row in enumerate(chain(rows, repeat([], height - last_row - 1))):
        if number not in marks:
            yield row
            continue
        marked = list(row)
        for column, mark in marks[number].items():
            marked += [""] * (column + 1 - len(marked))
            marked[column] = _marked(marked[column], mark)
        yield marked


def _marked(cell: RawCell, mark: CellMark) -> RawCell:
    if isinstance(mark, CellError):
        return mark
    return month_or_day(cell, mark) if isinstance(cell, date) else cell
