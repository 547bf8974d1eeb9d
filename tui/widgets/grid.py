"""A table of any length in one widget: draws only the lines in sight, asks for a cell's text when it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.actions import CURSOR, bindings
from tui.text import clip, drawn, marks, pad
from tui.text import right as to_the_right
from tui.widgets.grid_lines import Lines
from tui.widgets.lines import Line, Lined, Piece

GUTTER = 2
"""Cells before the first column: the cursor, and the mark of a chosen row."""
_GAP = 1
"""Cells between two columns; one more behind numbers, which end where the next text begins."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: its name in the code, its title, its width in cells, and what stands in it on a row."""

    name: str
    title: str
    width: int
    cell: Callable[[int], Piece]
    right: bool = False

    @property
    def gap(self) -> int:
        """Cells behind it."""
        return _GAP + self.right


@lru_cache(4096)
def _fitted(text: str, width: int, to_right: bool, gap: int) -> str:
    """What stands in a cell, in exactly its width and the gap behind it; most values stand in many rows."""
    text = drawn(text)
    return (to_the_right(text, width) if to_right else pad(text, width)) + " " * gap


class Grid(ScrollView, Lined, can_focus=True, inherit_bindings=False):
    """Rows under a head of one line. The first columns stay when the others are scrolled sideways.

    Nothing is kept for a row: lines are numbers, cells are asked for, so a hundred thousand rows cost what twenty do.
    """

    BINDINGS = bindings(CURSOR)
    DEFAULT_CSS = """
    Grid { height: 1fr; background: $background; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    class Chosen(Message):
        """Another row or column is under the cursor."""

    class Opened(Message):
        """A row was clicked twice."""

    class Unread(Message):
        """Rows in sight have not been read: those and some around them."""

        def __init__(self, rows: Sequence[int]) -> None:
            super().__init__()
            self.rows = rows

    class Headed(Message):
        """The head of the column under the cursor was clicked."""

    def __init__(self, note: str = "") -> None:
        super().__init__(id="grid")
        self._columns: Sequence[GridColumn] = ()
        self._frozen = 1
        self._lines = Lines()
        self._heading: Callable[[int], Line] = lambda group: []
        self._marked: Callable[[int], bool] = lambda row: False
        self._ready: Callable[[int], bool] = lambda row: True
        self._has_unread = False
        self._signs: dict[str, str] = {}
        self._note: tuple[str, ...] = (note,)
        self._at = 0
        self._column = 0
        self._left = 0
        self._sight: list[tuple[int, int]] = []

    # -- what is shown ------------------------------------------------------------------------------------------------

    def show(self, lines: Lines, *, heading: Callable[[int], Line], marked: Callable[[int], bool],
             note: Sequence[str] = (), ready: Callable[[int], bool] = lambda row: True) -> None:
        """Takes the lines; where the cursor stands is for the caller to say (`go`). `note` is said where none are.

        A row that is not `ready` is drawn without its cells, and asked for (`Unread`).
        """
        self._lines, self._heading, self._marked, self._note = lines, heading, marked, tuple(note)
        self._ready = ready
        self._at = min(self._at, max(len(lines) - 1, 0))
        self._measure()

    def set_columns(self, columns: Sequence[GridColumn], frozen: int, signs: dict[str, str]) -> None:
        """Takes the columns, how many of them stay, and the signs beside their titles (sorted, filtered)."""
        was = self.column
        self._columns, self._frozen, self._signs = columns, frozen, signs
        names = [column.name for column in columns]
        self._column = names.index(was.name) if was and was.name in names else min(self._column, len(columns) - 1)
        self._follow_column()
        self.refresh()

    def _measure(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines) + 1)
        self.refresh()

    @property
    def lines(self) -> Lines:
        """The lines shown."""
        return self._lines

    @property
    def at(self) -> int:
        """The line under the cursor."""
        return self._at

    @property
    def row(self) -> int | None:
        """The row under the cursor; None on a group's own line, or where there is nothing."""
        return self._lines.row(self._at) if len(self._lines) else None

    @property
    def group(self) -> int | None:
        """The group whose own line is under the cursor."""
        return self._lines.group(self._at) if len(self._lines) else None

    @property
    def column(self) -> GridColumn | None:
        """The column under the cursor."""
        return self._columns[self._column] if self._columns else None

    @property
    def room(self) -> int:
        """Lines there is room for under the head."""
        return max(self.scrollable_content_region.height - 1, 1)

    @property
    def top(self) -> int:
        """The first line in sight."""
        return int(self.scroll_offset.y)

    # -- drawing ------------------------------------------------------------------------------------------------------

    def in_sight(self, width: int) -> list[tuple[int, int]]:
        """The columns there is room for, by number, with the cells each takes: frozen ones first."""
        columns: list[tuple[int, int]] = []
        left = width - GUTTER
        order = [*range(min(self._frozen, len(self._columns))), *range(max(self._left, self._frozen),
                                                                      len(self._columns))]
        for number in order:
            size = min(self._columns[number].width, left)
            if size < min(self._columns[number].width, 4):
                break
            columns.append((number, size))
            left -= size + self._columns[number].gap
        return self._stretched(columns, left)

    def _stretched(self, found: list[tuple[int, int]], left: int) -> list[tuple[int, int]]:
        """What room is over goes to the first column, which holds the name."""
        if found and left > 0 and found[-1][0] == len(self._columns) - 1:
            number, size = found[0]
            found[0] = (number, size + min(left, max(self._columns[number].width, 1)))
        return found

    def render_line(self, y: int) -> Strip:
        """The head, or the line of a row or group."""
        width = self.scrollable_content_region.width
        if y == 0:
            return self.strip(self._head(width), width)
        at = y - 1 + self.top
        if not len(self._lines):
            return self.strip(self._said(y, width), width)
        if at >= len(self._lines):
            return self.strip([], width)
        chosen = at == self._at
        cursor = marks().cursor if chosen else " "
        row = self._lines.row(at)
        if row is None:
            return self.strip([(cursor, "key"), *self._heading(self._lines.group(at) or 0)], width, chosen=chosen)
        if not self._ready(row):
            self._has_unread = True
            return self.strip([(cursor, "key"), ("*" if self._marked(row) else " ", "key"), (marks().cut, "quiet")],
                              width, chosen=chosen)
        return Strip(self._cells(row, width, cursor, chosen=chosen), width)

    def _said(self, y: int, width: int) -> Line:
        at = y - max((self.room - len(self._note)) // 2, 1)
        if not 0 <= at < len(self._note):
            return []
        room = max(map(cell_len, self._note))
        return [(" " * max((width - room) // 2, 0), ""), (self._note[at], "dim")]

    def _head(self, width: int) -> Line:
        line: Line = [(" " * GUTTER, "")]
        for number, size in self.in_sight(width):
            column = self._columns[number]
            sign = self._signs.get(column.name, "")
            title = clip(column.title, size - cell_len(sign)) + sign
            if number == self._column and cell_len(title) + 2 <= size:
                title = f"[{title}]"
            style = "key" if number == self._column else "head"
            line += [(to_the_right(title, size) if column.right else pad(title, size), style), (" " * column.gap, "")]
        return line

    def _cells(self, row: int, width: int, cursor: str, *, chosen: bool) -> list[Segment]:
        """A row, drawn to the width: what stands in a cell is cut to it, so that the line need not be cut again."""
        marked, style_of = self._marked(row), self._style
        key, plain = style_of("key", chosen), style_of("", chosen)
        usual = key if marked else plain
        found = [Segment(cursor, key), Segment("*" if marked else " ", key)]
        left = width - GUTTER
        for number, size in self._sight or self.in_sight(width):
            column = self._columns[number]
            text, style = column.cell(row)
            gap = min(column.gap, left - size)
            fitted = _fitted(text, size, column.right, gap)
            found.append(Segment(fitted, style_of(style, chosen) if style else usual))
            left -= size + gap
        if left > 0:
            found.append(Segment(" " * left, plain))
        return found

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draws the lines in sight (called by Textual); which columns there is room for is found out once."""
        self._sight, self._has_unread = self.in_sight(self.scrollable_content_region.width), False
        try:
            return super().render_lines(crop)
        finally:
            self._sight = []
            if self._has_unread:
                around = (self._lines.row(at) for at in range(self.top - self.room, self.top + 2 * self.room))
                self.post_message(self.Unread([row for row in around if row is not None]))

    # -- moving -------------------------------------------------------------------------------------------------------

    def on_resize(self, event: Resize) -> None:
        """The cursor stays in sight, whatever the size."""
        self._measure()
        self._follow_column()
        self.go(self._at)

    def go(self, at: int, *, top: int | None = None) -> None:
        """Puts the cursor on a line; the page follows it, or is put where `top` says."""
        self._at = min(max(at, 0), max(len(self._lines) - 1, 0))
        start = self.top if top is None else top
        start = max(min(start, self._at), self._at - self.room + 1, 0)
        self.scroll_to(y=min(start, max(len(self._lines) - self.room, 0)), animate=False, force=True, immediate=True)
        self.refresh()
        self.post_message(self.Chosen())

    def action_cursor_up(self) -> None:
        """One line up."""
        self.go(self._at - 1)

    def action_cursor_down(self) -> None:
        """One line down."""
        self.go(self._at + 1)

    def action_page_up(self) -> None:
        """One page up."""
        self.go(self._at - self.room, top=self.top - self.room)

    def action_page_down(self) -> None:
        """One page down."""
        self.go(self._at + self.room, top=self.top + self.room)

    def action_first(self) -> None:
        """To the first line."""
        self.go(0)

    def action_last(self) -> None:
        """To the last line."""
        self.go(len(self._lines) - 1)

    def action_cursor_left(self) -> None:
        """One column to the left."""
        self.go_column(self._column - 1)

    def action_cursor_right(self) -> None:
        """One column to the right."""
        self.go_column(self._column + 1)

    def go_column(self, number: int) -> None:
        """Puts the cursor on a column and scrolls sideways until it is in sight."""
        self._column = min(max(number, 0), max(len(self._columns) - 1, 0))
        self._follow_column()
        self.refresh()
        self.post_message(self.Chosen())

    def _follow_column(self) -> None:
        width = self.scrollable_content_region.width
        self._left = min(max(self._left, self._frozen), max(len(self._columns) - 1, 0))
        if self._column >= self._frozen:
            self._left = min(self._left, self._column)
        while width and self._left < self._column and not self._whole(self._column, width):  # none until it is shown
            self._left += 1

    def _whole(self, number: int, width: int) -> bool:
        return any(at == number and size >= self._columns[at].width for at, size in self.in_sight(width))

    def on_click(self, event: Click) -> None:
        """Chooses the row and column clicked; a second click opens; a click on a title asks for sorting."""
        used = GUTTER
        for number, size in self.in_sight(self.scrollable_content_region.width):
            if used <= event.x < used + size + self._columns[number].gap:
                self._column = number
            used += size + self._columns[number].gap
        if event.y == 0:
            self.refresh()
            self.post_message(self.Headed())
        elif event.y - 1 + self.top < len(self._lines):
            self.go(event.y - 1 + self.top)
            if event.chain == 2:
                self.post_message(self.Opened())
