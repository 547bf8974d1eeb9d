"""A sheet of a workbook as a table that scrolls both ways, with one cell under the cursor; and the lines around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from tui.actions import with_keys
from tui.text import drawn, pad, paragraphs, wrap
from tui.widgets.grid import GUTTER, Grid
from tui.widgets.lines import Line, Lined

_UNDER_CURSOR = Style(reverse=True)


class SheetGrid(Grid):
    """A grid whose cursor is one cell. The first column holds the numbers of the rows, and is never under it."""

    def __init__(self) -> None:
        super().__init__()
        self.runs_over: Callable[[int, int], bool] = lambda row, column: False
        """Whether a cell's text may run over empty cells on its right; row and column of the sheet, from 0."""

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
        self._run_over(row, shown, segments, chosen=chosen)
        if chosen and self._column in shown:
            place = shown.index(self._column) + GUTTER
            segment = segments[place]
            segments[place] = Segment(segment.text, (segment.style or Style()) + _UNDER_CURSOR)
        return segments

    def _run_over(self, row: int, shown: list[int], segments: list[Segment], *, chosen: bool) -> None:
        """Long texts take the room of the empty cells on their right, up to the one under the cursor."""
        texts = [drawn(self._columns[number].cell(row)[0]) for number in shown]
        for place, number in enumerate(shown):
            segment = segments[place + GUTTER]
            if not number or cell_len(texts[place]) < segment.cell_length or not self.runs_over(row, number - 1):
                continue
            end = place + 1
            while end < len(shown) and not texts[end] and not (chosen and shown[end] == self._column):
                end += 1
            over = slice(place + GUTTER, end + GUTTER if end < len(shown) else len(segments))
            room = sum(part.cell_length for part in segments[over])
            nothing = [Segment("")] * (len(segments[over]) - 1)
            segments[over] = [Segment(pad(texts[place], room - 1) + " ", segment.style), *nothing]

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
    """What the cell under the cursor is, and all that stands in it where the grid has no room for it; then the legend.

    It grows with the text, up to half of the screen.
    """

    DEFAULT_CSS = "CellLines { height: auto; background: $panel; padding: 0 1; }"
    LEAST = 2
    """Lines above the legend, however short the sentence is."""

    def __init__(self) -> None:
        super().__init__(id="cell-lines")
        self._text, self._ink, self._whole = "", "", ""
        self._legend: Line = []
        self._lines: list[tuple[str, str]] = []

    def show(self, text: str, style: str, whole: str, legend: Line) -> None:
        """Takes the sentence on the cell, its style, the text of the cell where that is to be shown, and the legend."""
        self._text, self._ink, self._whole, self._legend = text, style, whole, legend
        self._make(self.content_size.width or self.screen.size.width - 2)

    def _make(self, width: int) -> None:
        """Wraps both texts; where there is no room for all, the last line says so."""
        height, room = len(self._lines), max(self.screen.size.height // 2 - 1, self.LEAST)
        lines = [(line, self._ink) for line in wrap(self._text, width)]
        lines += [(line, "") for line in paragraphs(self._whole, width)] if self._whole else []
        if len(lines) > room:
            count = len(self._whole or self._text)
            more = with_keys(self.words.intake.more_text, self.words).format(count=count)
            lines = [*lines[:room - 1], (more, "key")]
        self._lines = lines + [("", "")] * (self.LEAST - len(lines))
        self.refresh(layout=len(self._lines) != height)

    def on_resize(self) -> None:
        """Wraps everything anew."""
        self._make(self.content_size.width)

    def height_at(self, width: int) -> int:
        """The lines, and the legend."""
        return max(len(self._lines), self.LEAST) + 1

    @property
    def text(self) -> str:
        """What is said of the cell."""
        return self._text

    def copied(self) -> str:
        """The text of the cell where the grid has no room for it, else the sentence on it, whole."""
        return self._whole or self._text

    def line(self, y: int, width: int) -> Line:
        """A line of the texts; the legend last."""
        return [self._lines[y]] if y < len(self._lines) else self._legend
