"""A page of lines that scrolls: sections of rows with a cursor, drawn only where they are in sight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message

from tui.text import drawn, marks, wrap
from tui.widgets.in_sight import Stands
from tui.widgets.lines import Line
from tui.widgets.rows import RowsInSight


@dataclass(frozen=True, slots=True)
class Row:
    """Lines that belong together. `does` is what Enter does here: an action's id, and what it is done to."""

    lines: tuple[Line, ...]
    does: str = ""
    to: object = None
    rest: bool = field(default=True)
    """Whether the cursor stops here; it does not on headings and blanks."""
    begins: bool = False
    """Whether the cursor begins here, and not on the first row that does something."""
    about: object = None
    """What the cursor finds the row by when its text has changed; None for its first line."""

    @property
    def found_by(self) -> object:
        """What tells the row from others when the page is made anew."""
        return self.lines[:1] if self.about is None else self.about


def heading(*pieces: tuple[str, str]) -> Row:
    """The first line of a section."""
    return Row(([*pieces],), rest=False)


def blank() -> Row:
    """An empty line between sections."""
    return Row(([],), rest=False)


def wrapped(text: str, style: str, width: int, *, rest: bool = False) -> Row:
    """A text in as many lines of `width` cells as it takes; the cursor rests on it or not."""
    return Row(tuple([(line, style)] for line in wrap(drawn(text), width)), rest=rest)


WIDE = 110
"""From this width of the terminal on, in cells, two pages stand side by side."""

Build = Callable[[int], list[Row]]
"""Makes the rows for a width, so that long texts are wrapped to it."""


class Page(RowsInSight):
    """Rows of one or more lines; the cursor goes from row to row, the page follows it."""

    DEFAULT_CSS = """
    Page { height: 1fr; background: $background; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """

    class Picked(Message):
        """Enter, or a second click, on a row that does something."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._build: Build = lambda width: []
        self._rows: list[Row] = []
        self._flat: list[tuple[int, Line]] = []
        self._made_for = 0
        self.expected: Size | None = None
        """How large it will be once it is laid out, where that is known; what is shown before is made for it."""

    def show(self, build: Build) -> None:
        """Takes what makes the rows; cursor and scroll stay where they were."""
        self._build = build
        was = self._rows[self._at] if self._rows else None
        self._make()
        if was is not None:
            self._at = next((at for at, row in enumerate(self._rows) if row.found_by == was.found_by and row.rest),
                            self._at)
        self.renew()

    def _make(self) -> None:
        self._made_for = width = self._width
        if width < 4:
            return
        first = not self._rows
        self._rows = self._build(width - 2)
        self._flat = [(at, line) for at, row in enumerate(self._rows) for line in row.lines]
        self.measured(Size(width, len(self._flat)))
        if not self.size and self.expected is not None:
            self.show_vertical_scrollbar = len(self._flat) > self.expected.height
        if first:  # the cursor begins where there is something to do
            begins = [at for at, row in enumerate(self._rows) if row.begins]
            self._at = next(iter(begins), next((at for at, row in enumerate(self._rows) if row.does), self._at))
        self._at = self._nearest(min(self._at, max(len(self._rows) - 1, 0)), 1)

    @property
    def _width(self) -> int:
        if not self.size and self.expected is not None:
            return self.expected.width
        return self.scrollable_content_region.width

    def on_resize(self, event: Resize) -> None:
        """Wraps everything anew."""
        if self.scrollable_content_region.width != self._made_for:
            self._make()
            self.renew()

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self._at] if self._rows and self._rows[self._at].rest else None

    def place(self) -> Region:
        """Where the row under the cursor stands on the screen, without the column of the cursor."""
        y = next((y for y, (row, _) in enumerate(self._flat) if row == self._at), 0) - self.scroll_offset.y
        region = self.content_region
        return Region(region.x + 1, region.y + max(y, 0), max(region.width - 1, 1), 1)

    def stand_on_row(self, found_by: object) -> None:
        """Puts the cursor on a row, by what it is found by; stays where it is if there is none."""
        at = next((at for at, row in enumerate(self._rows) if row.found_by == found_by), None)
        if at is not None:
            self._go(at, 1)

    # -- drawing ------------------------------------------------------------------------------------------------------

    def stands(self, at: int, width: int) -> Stands:
        """One line of the page."""
        if at >= len(self._flat):
            return [], False
        row, line = self._flat[at]
        here = self.has_focus or not self.can_focus  # while a line above it takes the typing
        chosen = row == self._at and here and self._rows[row].rest
        return [(marks().cursor if chosen else " ", "key"), *line], chosen

    # -- moving -------------------------------------------------------------------------------------------------------

    def rests_on(self, row: Row) -> bool:
        """Not on a heading."""
        return row.rest

    def moved(self) -> None:
        """The whole row is in sight."""
        lines = [y for y, (row, _) in enumerate(self._flat) if row == self._at]
        height = self.scrollable_content_region.height
        top, first, last = self.scroll_offset.y, lines[0] if lines else 0, lines[-1] if lines else 0
        if first <= self._first_line():
            first = 0
        if last >= top + height:
            top = last - height + 1
        self.scroll_to(y=min(top, first), animate=False, force=True)
        self.renew()

    def _first_line(self) -> int:
        """The first line where the cursor can rest: above it are only headings, shown along with it."""
        return next((y for y, (row, _) in enumerate(self._flat) if self._rows[row].rest), 0)

    def _by_page(self, by: int) -> None:
        height = max(self.scrollable_content_region.height - 1, 1)
        here = next((y for y, (row, _) in enumerate(self._flat) if row == self._at), 0)
        there = min(max(here + by * height, 0), len(self._flat) - 1)
        if self._flat:
            self._go(self._flat[there][0], by)

    def action_page_up(self) -> None:
        """One page up."""
        self._by_page(-1)

    def action_page_down(self) -> None:
        """One page down."""
        self._by_page(1)

    def action_cursor_left(self) -> None:
        """To the page on the left, where there are two."""
        self.screen.focus_previous(Page)

    def action_cursor_right(self) -> None:
        """To the page on the right, where there are two."""
        self.screen.focus_next(Page)

    def on_click(self, event: Click) -> None:
        """Chooses the row clicked; a second click does what Enter does."""
        at = event.y + self.scroll_offset.y
        if at < len(self._flat):
            self._go(self._flat[at][0], 1)
            if event.chain == 2:
                self.pick()

    def pick(self) -> None:
        """Does what the row under the cursor does."""
        if self.row is not None:
            self.post_message(self.Picked(self.row))
