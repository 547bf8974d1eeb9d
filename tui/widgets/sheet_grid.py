"""A sheet of a workbook as a table that scrolls both ways, with one cell under the cursor; and the lines around it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style

from tui.text import wrap
from tui.widgets.grid import GUTTER, Grid
from tui.widgets.lines import Line, Lined

_UNDER_CURSOR = Style(reverse=True)


class SheetGrid(Grid):
    """A grid whose cursor is one cell. The first column holds the numbers of the rows, and is never under it."""

    def go_column(self, number: int) -> None:
        """Puts the cursor on a column of the sheet."""
        super().go_column(max(number, 1))

    def _stretched(self, found: list[tuple[int, int]], left: int) -> list[tuple[int, int]]:
        """Columns of a sheet keep their widths."""
        return found

    def _cells(self, row: int, width: int, cursor: str, *, chosen: bool) -> list[Segment]:
        """A row; the cell under the cursor is drawn the other way round."""
        segments = super()._cells(row, width, cursor, chosen=chosen)
        shown = [number for number, _ in self._sight or self.in_sight(width)]
        if chosen and self._column in shown:
            place = shown.index(self._column) + GUTTER
            segment = segments[place]
            segments[place] = Segment(segment.text, (segment.style or Style()) + _UNDER_CURSOR)
        return segments

    @property
    def cell(self) -> tuple[int, int] | None:
        """Row and column of the sheet under the cursor, from 0; None on an empty sheet."""
        return None if self.row is None or not self._columns else (self.row, max(self._column, 1) - 1)

    def go_cell(self, row: int, column: int) -> None:
        """Puts the cursor on a cell, from 0."""
        self.go_column(column + 1)
        self.go(row)


class SheetNames(Lined):
    """The names of the sheets, the present one in brackets; the line begins so that it can be seen."""

    DEFAULT_CSS = "SheetNames { height: 1; background: $panel; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__(id="sheet-names")
        self._names: Sequence[tuple[str, str]] = ()
        self._now = 0

    def show(self, names: Sequence[tuple[str, str]], now: int) -> None:
        """Takes each name with its style, and which one is shown."""
        self._names, self._now = names, now
        self.refresh()

    def line(self, y: int, width: int) -> Line:
        """The present sheet and those after it; those before it as far as there is room."""
        pieces: list[Line] = []
        for place, (name, style) in enumerate(self._names):
            now = place == self._now
            pieces.append([("[" if now else " ", "key"), (name, "key" if now else style), ("]" if now else " ", "key")])
        first = max(min(self._now - 1, len(pieces) - 1), 0)
        return [piece for line in pieces[first:] for piece in line]


class CellLines(Lined):
    """What the cell under the cursor is, in two lines; below them the legend."""

    DEFAULT_CSS = "CellLines { height: 3; background: $panel; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__(id="cell-lines")
        self._text, self._ink = "", ""
        self._legend: Line = []

    def show(self, text: str, style: str, legend: Line) -> None:
        """Takes the sentence on the cell, its style, and the legend."""
        self._text, self._ink, self._legend = text, style, legend
        self.refresh()

    @property
    def text(self) -> str:
        """What is said of the cell."""
        return self._text

    def copied(self) -> str:
        """The whole sentence, where the lines have no room for it."""
        return self._text

    def line(self, y: int, width: int) -> Line:
        """Two lines of the sentence, the second cut where there is more; then the legend."""
        if y == 2:
            return self._legend
        lines = wrap(self._text, width)
        text = lines[y] if y < len(lines) else ""
        return [(" ".join(lines[1:]) if y == 1 and len(lines) > 2 else text, self._ink)]
