"""Reads the tables of a page of the web: what many systems give out as .xls is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from tracker.ledger import limits
from tracker.ledger.limits import BookCount, within
from tracker.ledger.raw import ERROR_TEXTS, CellError, RawCell
from tracker.ledger.ways_in.given import CellGrid, GivenSheet

_SHEET_NAME = re.compile(r"<x:Name>([^<]{1,100})</x:Name>", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_UNSEEN = frozenset({"script", "style", "head", "title", "template"})
_BREAKS = frozenset({"br", "p", "div", "li"})
_AT_ONCE = 16_384
"""Characters given to the parser at a time, so that what it cannot end yet is never looked at many times over."""
_NO_TABLE_YET = 2_000_000
"""Characters after which a page without a filled cell is no ledger."""


def page_sheets(text: str, name: str, count: BookCount) -> Iterator[GivenSheet]:
    """A sheet for each table that holds no other. Raises OverLimit, and ValueError for a page without a table."""
    page = _Page(count)
    for start in range(0, len(text), _AT_ONCE):
        page.feed(text[start:start + _AT_ONCE])
        within("row_bytes", len(page.rawdata), limits.MAX_ROW_TEXT)
        if start > _NO_TABLE_YET and not any(table.grid.rows for table in page.tables):
            raise ValueError("no table")
    page.close()
    grids = [table.grid for table in page.tables if table.grid.rows and not table.holds_others]
    if not grids:
        raise ValueError("no table")
    names = page.sheet_names if len(page.sheet_names) == len(grids) else []
    for number, grid in enumerate(grids, 1):
        grid.sheet.name = names[number - 1] if names else name if len(grids) == 1 else f"{name} {number}"
        yield grid.given()


class _Table:
    """One table that is being read."""

    def __init__(self, grid: CellGrid) -> None:
        self.grid = grid
        self.holds_others = False
        self.row = -1
        self.column = -1
        self.taken: dict[int, int] = {}
        """Columns that a cell from above still fills, and the last row it fills them in."""
        self.words: list[str] | None = None
        self.number: float | None = None
        self.span = (1, 1)

    def begin_row(self, hidden: bool) -> None:
        self.end_cell()
        self.row, self.column = self.row + 1, -1
        if hidden:
            self.grid.hide_rows(self.row, self.row)

    def begin_cell(self, said: dict[str, str | None]) -> None:
        self.end_cell()
        self.row = max(self.row, 0)
        self.column += 1
        while self.taken.get(self.column, -1) >= self.row:
            self.column += 1
        self.words, self.number = [], _float(said.get("x:num"))
        self.span = (_span(said.get("rowspan"), limits.MAX_ROWS), _span(said.get("colspan"), limits.MAX_COLUMNS))

    def end_cell(self) -> None:
        if self.words is None:
            return
        lines = (" ".join(line.split()) for line in "".join(self.words).split("\n"))
        text = "\n".join(line for line in lines if line)
        cell: RawCell = CellError(text) if text in ERROR_TEXTS else text if self.number is None else self.number
        if cell != "":
            self.grid.put(self.row, self.column, cell)
        down, across = self.span
        if self.span != (1, 1):
            self.grid.merge(((self.row, self.column), (self.row + down - 1, self.column + across - 1)))
        if down > 1:
            self.taken |= dict.fromkeys(range(self.column, self.column + across), self.row + down - 1)
        self.column += across - 1
        within("columns", self.column + 1, limits.MAX_COLUMNS)
        self.words = None


class _Page(HTMLParser):
    """Takes the elements of a page in, in their order; what it does not know, it lets be."""

    def __init__(self, count: BookCount) -> None:
        super().__init__(convert_charrefs=True)
        self._count = count
        self.tables: list[_Table] = []
        self.sheet_names: list[str] = []
        self._open: list[_Table] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        said = dict(attrs)
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in ("table", "body"):
            self._unseen = 0  # a page that forgot to end its head
        if tag == "table":
            if self._open:
                self._open[-1].holds_others = True
            within("depth", len(self._open), limits.MAX_DEPTH)
            self._open.append(_Table(CellGrid(self._count, "")))
            self.tables.append(self._open[-1])
        elif self._open and tag == "tr":
            self._open[-1].begin_row(bool(_HIDDEN.search((said.get("style") or "")[:500])))
        elif self._open and tag in ("td", "th"):
            self._open[-1].begin_cell(said)
        elif tag in _BREAKS:
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif self._open and tag in ("td", "th", "tr", "table"):
            self._open[-1].end_cell()
            if tag == "table":
                self._open.pop()

    def handle_data(self, data: str) -> None:
        """Words between two elements."""
        if self._open and self._open[-1].words is not None and not self._unseen:
            self._open[-1].words.append(data.replace("\r", " ").replace("\n", " ") if data != "\n" else data)

    def handle_comment(self, data: str) -> None:
        """A comment; Excel reads the names of the sheets in one."""
        self.sheet_names += _SHEET_NAME.findall(data[:20_000])


def _float(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _span(text: str | None, most: int) -> int:
    return min(max(int(text), 1), most) if text and text.isascii() and text.isdigit() and len(text) < 9 else 1
