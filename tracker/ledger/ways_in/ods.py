"""Reads OpenDocument workbooks (.ods, .fods). They say of each cell what it is: also that a formula failed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from tracker.ledger import limits
from tracker.ledger.limits import MIB, BookCount, within
from tracker.ledger.raw import ERROR_TEXTS, CellError, NoValue, RawCell
from tracker.ledger.ways_in.archive import Archive
from tracker.ledger.ways_in.formats import month_or_day
from tracker.ledger.ways_in.given import CellGrid, GivenSheet, NotForUs
from tracker.ledger.ways_in.xml_parts import Attributes, read_xml

_ALWAYS = 17
"""A format that shows a month, whatever the day (see `month_or_day`)."""
_SPAN = re.compile(r"-?P(?:(\d{1,6})D)?T?(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,8})(?:[.,](\d{1,9}))?S)?")
_FAILED = re.compile(r"Err:\d{3}")
_ASIDE = frozenset({"annotation", "tracked-changes", "shapes", "frame", "custom-shape", "forms"})
"""What holds words that are no cell's."""
_REPEATED = 1_000_000
"""Filled cells of a file that stand for others like them."""
_MOST = 1 << 20
"""Rows of a sheet; empty ones at its end are told as one row that is repeated."""


def ods_sheets(archive: Archive, count: BookCount) -> Iterator[GivenSheet]:
    """The sheets of a workbook. Raises OverLimit, NotForUs, and ValueError for what is none."""
    if b"encryption-data" in archive.part("meta-inf/manifest.xml"):
        raise NotForUs("password")
    if b"spreadsheet" not in archive.part("mimetype") + archive.part("meta-inf/manifest.xml"):
        raise NotForUs("document")
    archive.check(*(name for name in archive.names if name not in ("content.xml", "styles.xml")))
    book = _Book(count)
    for name in ("styles.xml", "content.xml"):
        if name in archive.names:
            read_xml(archive.pieces(name), book.opened, book.closed, book.text)
    return book.given()


def flat_ods_sheets(content: bytes, count: BookCount) -> Iterator[GivenSheet]:
    """The sheets of a workbook that is one file of XML. Raises OverLimit, and ValueError for what is none."""
    book = _Book(count)
    read_xml((content[start:start + MIB] for start in range(0, len(content), MIB)), book.opened, book.closed, book.text)
    return book.given()


@dataclass(slots=True)
class _Here:
    """Where in a sheet the reading stands."""

    row: int = 0
    column: int = 0
    rows: int = 1
    """How often the row is repeated."""
    row_style: str = ""
    cells: list[tuple[int, int, RawCell]] = field(default_factory=list)
    """Filled cells of the row: first column, how often repeated, value."""
    columns: list[tuple[int, int, str]] = field(default_factory=list)
    """First and last column with a style of its own."""
    defined: int = 0


class _Book:
    """Takes the elements of a workbook in, in their order."""

    def __init__(self, count: BookCount) -> None:
        self._count = count
        self._grids: list[CellGrid] = []
        self._date1904 = False
        self._styles: dict[str, tuple[str, str]] = {}
        """Of each style the format it names, and the style it is derived from."""
        self._is_month: dict[str, bool] = {}
        self._hidden_tables: set[str] = set()
        self._month_formats: set[str] = set()
        self._format, self._format_parts = "", set[str]()
        self._style, self._here = "", _Here()
        self._cell: Attributes | None = None
        self._words: list[str] = []
        self._paragraphs = self._aside = self._repeated = 0

    def given(self) -> Iterator[GivenSheet]:
        """The sheets, when the last element is in."""
        for grid in self._grids:
            grid.sheet.date1904 = self._date1904
            yield grid.given()

    def opened(self, name: str, said: Attributes) -> None:
        """An element begins."""
        match name:
            case _ if name in _ASIDE:
                self._aside += 1
            case "date-style":
                self._format, self._format_parts = said.get("name", ""), set()
            case "year" | "month" | "day" | "hours" | "minutes" | "seconds" | "day-of-week" if self._format:
                self._format_parts.add(name)
            case "style":
                self._style = said.get("name", "")
                self._styles[self._style] = (said.get("data-style-name", ""), said.get("parent-style-name", ""))
            case "table-properties" if said.get("display") == "false":
                self._hidden_tables.add(self._style)
            case "null-date":
                self._date1904 = said.get("date-value", "").startswith("1904")
            case "table" if not self._aside:
                self._grids.append(CellGrid(self._count, said.get("name", "")))
                self._grids[-1].sheet.hidden = said.get("style-name") in self._hidden_tables
                self._here = _Here()
            case _ if self._grids and not self._aside:
                self._inside(name, said)

    def _inside(self, name: str, said: Attributes) -> None:
        here = self._here
        match name:
            case "table-column":
                last = here.defined + _times(said, "number-columns-repeated", 16_384) - 1
                if said.get("visibility", "visible") != "visible":
                    self._grids[-1].hide_columns(here.defined, last)
                if style := said.get("default-cell-style-name"):
                    here.columns.append((here.defined, last, style))
                here.defined = last + 1
            case "table-row":
                here.column, here.cells, here.row_style = 0, [], said.get("default-cell-style-name", "")
                here.rows = _times(said, "number-rows-repeated", _MOST)
                if said.get("visibility", "visible") != "visible":
                    self._grids[-1].hide_rows(here.row, here.row + here.rows - 1)
            case "table-cell" | "covered-table-cell":
                self._cell, self._words, self._paragraphs = said, [], 0
            case "p":
                self._words += ["\n"] if self._paragraphs else []
                self._paragraphs += 1
            case "s":
                self._words.append(" " * _times(said, "c", 1_000))
            case "tab" | "line-break":
                self._words.append("\t" if name == "tab" else "\n")

    def closed(self, name: str) -> None:
        """An element ends."""
        match name:
            case _ if name in _ASIDE:
                self._aside -= 1
            case "date-style":
                if self._format_parts == {"year", "month"}:
                    self._month_formats.add(self._format)
                self._format = ""
            case "table-cell" | "covered-table-cell" if self._cell is not None and not self._aside:
                self._cell_ends(self._cell)
                self._cell = None
            case "table-row" if self._grids and not self._aside:
                self._row_ends()

    def text(self, words: str) -> None:
        """Words between two elements."""
        if self._cell is not None and self._paragraphs and not self._aside:
            self._words.append(words)

    def _cell_ends(self, said: Attributes) -> None:
        here = self._here
        times = _times(said, "number-columns-repeated", 16_384)
        value = self._value(said)
        if value != "":
            here.cells.append((here.column, times, value))
            within("columns", here.column + times, limits.MAX_COLUMNS)
        down, across = _times(said, "number-rows-spanned", _MOST), _times(said, "number-columns-spanned", 16_384)
        if (down, across) != (1, 1):
            self._grids[-1].merge(((here.row, here.column), (here.row + down - 1, here.column + across - 1)))
        here.column += times

    def _row_ends(self) -> None:
        here, grid = self._here, self._grids[-1]
        if here.cells:
            within("rows", here.row + here.rows, limits.MAX_ROWS)
            filled = sum(times for _, times, _ in here.cells)
            self._repeated += filled * here.rows - len(here.cells)
            within("cells", self._repeated, _REPEATED)
            for row in range(here.row, here.row + here.rows):
                for first, times, value in here.cells:
                    for column in range(first, first + times):
                        grid.put(row, column, value)
        here.row += here.rows

    def _value(self, said: Attributes) -> RawCell:
        shown = "".join(self._words)
        kind = said.get("value-type", "")
        if kind == "error" or (said.get("formula") and (shown in ERROR_TEXTS or _FAILED.fullmatch(shown))):
            return CellError(shown.strip()[:100] or "#ERROR!")
        match kind:
            case "float" | "percentage" | "currency":
                return float(said["value"])
            case "date":
                return self._day(said)
            case "time":
                return _time(said.get("time-value", ""))
            case "boolean":
                return said.get("boolean-value") == "true"
        if not kind and not shown and said.get("formula"):
            return NoValue
        text = shown or said.get("string-value", "")
        within("text", len(text), limits.MAX_ROW_TEXT)
        return text

    def _day(self, said: Attributes) -> RawCell:
        moment = datetime.fromisoformat(said["date-value"])
        if self._shows_month(self._style_of(said)):
            return month_or_day(moment.date(), _ALWAYS)
        return moment if moment.time() != time.min else moment.date()

    def _shows_month(self, style: str) -> bool:
        if style not in self._is_month:
            found, above = self._styles.get(style, ("", ""))
            self._is_month[style] = False  # a style may not be derived from itself
            self._is_month[style] = found in self._month_formats if found or not above else self._shows_month(above)
        return self._is_month[style]

    def _style_of(self, said: Attributes) -> str:
        here = self._here
        return said.get("style-name") or here.row_style or next(
            (style for first, last, style in here.columns if first <= here.column <= last), "")


def _times(said: Attributes, name: str, most: int) -> int:
    text = said.get(name, "")
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _time(text: str) -> RawCell:
    """PT12H30M00S as a time of day; more than a day as a span."""
    match = _SPAN.fullmatch(text)
    if not match:
        return text
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[:4])
    span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds,
                     microseconds=int((match[5] or "0").ljust(6, "0")[:6]))
    if text.startswith("-") or span >= timedelta(days=1):
        return -span if text.startswith("-") else span
    return (datetime(2000, 1, 1) + span).time()  # noqa: DTZ001  # a cell has no time zone
