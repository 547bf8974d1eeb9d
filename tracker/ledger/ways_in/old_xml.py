"""Reads "XML Spreadsheet 2003", the one file of plain XML that many systems still write and call .xls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tracker.ledger.limits import MAX_COLUMNS, MAX_ROW_TEXT, MAX_ROWS, MIB, BookCount, within
from tracker.ledger.raw import CellError, NoValue, RawCell
from tracker.ledger.ways_in.formats import month_or_day, shows_month
from tracker.ledger.ways_in.given import CellGrid, GivenSheet
from tracker.ledger.ways_in.xml_parts import Attributes, read_xml

_ALWAYS = 17
"""A format that shows a month, whatever the day (see `month_or_day`)."""


def old_xml_sheets(content: bytes, count: BookCount) -> Iterator[GivenSheet]:
    """The sheets of a workbook. Raises OverLimit, and ValueError for what is none."""
    book = _Book(count)
    read_xml((content[start:start + MIB] for start in range(0, len(content), MIB)), book.opened, book.closed, book.text)
    for grid in book.grids:
        grid.sheet.date1904 = book.date1904
        yield grid.given()


class _Book:
    """Takes the elements of a workbook in, in their order."""

    def __init__(self, count: BookCount) -> None:
        self._count = count
        self.grids: list[CellGrid] = []
        self.date1904 = False
        self._months: set[str] = set()
        self._style = ""
        self._row = self._column = self._defined = -1
        self._cell: Attributes = {}
        self._row_style = ""
        self._column_styles: dict[int, str] = {}
        self._kind = ""
        self._words: list[str] | None = None

    def opened(self, name: str, said: Attributes) -> None:
        """An element begins."""
        match name:
            case "Style":
                self._style = said.get("ID", "")
            case "NumberFormat":
                if shows_month(said.get("Format", "")):
                    self._months.add(self._style)
            case "Worksheet":
                self.grids.append(CellGrid(self._count, said.get("Name", "")))
                self._row = self._column = self._defined = -1
                self._column_styles = {}
            case "Column" | "Row":
                self._line(name, said)
            case "Cell":
                self._column = _index(said, self._column)
                self._cell, self._kind = said, ""
            case "Data":
                self._kind, self._words = said.get("Type", "String"), []
            case "Date1904" | "Visible":
                self._words = []

    def closed(self, name: str) -> None:
        """An element ends."""
        match name:
            case "Data":
                self._put(_value(self._kind, "".join(self._words or ())))
                self._words = None
            case "Cell":
                self._cell_ends()
            case "Date1904":
                self.date1904, self._words = True, None
            case "Visible":
                if self.grids and "".join(self._words or ()) in ("SheetHidden", "SheetVeryHidden"):
                    self.grids[-1].sheet.hidden = True
                self._words = None

    def text(self, words: str) -> None:
        """Words between two elements."""
        if self._words is not None:
            self._words.append(words)

    def _line(self, name: str, said: Attributes) -> None:
        """A row or a column; `Span` says how many more it stands for."""
        grid, more = self.grids[-1], min(_number(said.get("Span")), MAX_ROWS)
        if name == "Row":
            self._row = _index(said, self._row)
            self._column, self._row_style = -1, said.get("StyleID", "")
            if said.get("Hidden") == "1":
                grid.hide_rows(self._row, self._row + more)
            self._row += more
            return
        first = _index(said, self._defined)
        self._defined = first + min(more, MAX_COLUMNS)
        if said.get("Hidden") == "1":
            grid.hide_columns(first, self._defined)
        if said.get("StyleID") in self._months:
            self._column_styles |= dict.fromkeys(range(first, self._defined + 1), said["StyleID"])

    def _put(self, value: RawCell) -> None:
        if isinstance(value, datetime):
            if (self._cell.get("StyleID") or self._row_style or self._column_styles.get(self._column)) in self._months:
                self.grids[-1].put(self._row, self._column, month_or_day(value, _ALWAYS))
                return
            value = value if any((value.hour, value.minute, value.second, value.microsecond)) else value.date()
        self.grids[-1].put(self._row, self._column, value)

    def _cell_ends(self) -> None:
        grid = self.grids[-1]
        if not self._kind and "Formula" in self._cell:
            grid.put(self._row, self._column, NoValue)
        across, down = _number(self._cell.get("MergeAcross")), _number(self._cell.get("MergeDown"))
        if across or down:
            grid.merge(((self._row, self._column), (self._row + down, self._column + across)))
            self._column += across


def _value(kind: str, text: str) -> RawCell:
    match kind:
        case "Number":
            return float(text)
        case "DateTime":
            return datetime.fromisoformat(text)
        case "Boolean":
            return text.strip() in ("1", "true")
        case "Error":
            return CellError(text.strip()[:100])
    within("text", len(text), MAX_ROW_TEXT)
    return text


def _index(said: Attributes, before: int) -> int:
    return _number(said["Index"]) - 1 if "Index" in said else before + 1


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0
