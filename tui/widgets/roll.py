"""A list of any length, one line a row, drawn only where it is in sight; headings between rows, a cursor on rows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message

from tui.text import drawn, marks
from tui.widgets.in_sight import Stands
from tui.widgets.lines import Line, width_of
from tui.widgets.page import Page
from tui.widgets.rows import RowsInSight


@dataclass(frozen=True, slots=True)
class Title:
    """A line between rows: the name of what follows, and something about it at the end."""

    name: str
    end: str = ""


class Roll(RowsInSight):
    """Rows of anything; `draw` makes the line of one, `ident` what it is known by when they are shown anew."""

    DEFAULT_CSS = """
    Roll { height: 1fr; background: $background; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """
    NEAR = 30
    """Rows before the end at which more are asked for."""

    class Chosen(Message):
        """Another row is under the cursor, or none."""

    class Opened(Message):
        """A row was clicked twice."""

    class Near(Message):
        """The cursor has come near the end."""

    def __init__(self, draw: Callable[[Any, int], Line], ident: Callable[[Any], Hashable], note: str = "") -> None:
        super().__init__(id="roll")
        self._draw, self._ident = draw, ident
        self._note: tuple[str, ...] = (note,)

    def show(self, rows: Sequence[Any], note: tuple[str, ...] = (), *, on: Hashable = None) -> None:
        """Takes the rows; the cursor goes to the one known by `on`.

        Where there is none, it stays on what it was on, and the same lines stay in sight where they can.
        """
        was, stood = self.row, self._at - self.scroll_offset.y
        self._rows, self._note = rows, note
        held = self._ident(was) if was is not None else None
        goes = self._find(on) if on is not None and on != held else None
        at = goes if goes is not None else self._find(held) if held is not None else None
        self._at = self._nearest(min(self._at, max(len(rows) - 1, 0)) if at is None else at, 1)
        self.measured(Size(self.scrollable_content_region.width, len(rows)))
        if at is not None and goes is None:
            self.scroll_to(y=max(self._at - stood, 0), animate=False, force=True)
        self._follow()
        self.renew()
        self.post_message(self.Chosen())

    def first_row(self) -> None:
        """Puts the cursor on the first row."""
        self._go(0, 1)

    def _find(self, ident: Hashable) -> int | None:
        return next((at for at, row in enumerate(self._rows)
                     if not isinstance(row, Title) and self._ident(row) == ident), None)

    @property
    def row(self) -> Any:
        """The row under the cursor, None where there is none."""
        row = self._rows[self._at] if self._at < len(self._rows) else None
        return None if isinstance(row, Title) else row

    # -- drawing ------------------------------------------------------------------------------------------------------

    def stands(self, at: int, width: int) -> Stands:
        """One line of the list."""
        if not self._rows:
            return self._said(at), False
        if at >= len(self._rows):
            return [], False
        row = self._rows[at]
        if isinstance(row, Title):
            return [(f" {drawn(row.name)}", "head"), (f"  {row.end}", "dim")], False
        chosen = at == self._at
        mark = marks().cursor if chosen else " "
        return [(mark, "key" if self.has_focus else "dim"), *self._draw(row, width - 1)], chosen

    def _said(self, y: int) -> Line:
        """What is said where there is nothing to list."""
        at = y - max((self.size.height - len(self._note)) // 3, 0)
        if not 0 <= at < len(self._note):
            return []
        indent = max((self.size.width - max(width_of([(text, "")]) for text in self._note)) // 2, 1)
        return [(" " * indent, ""), (drawn(self._note[at]), "" if at else "name")]

    def on_resize(self, event: Resize) -> None:
        """Keeps the cursor in sight."""
        self.measured(Size(self.scrollable_content_region.width, len(self._rows)))
        self._follow()

    # -- moving -------------------------------------------------------------------------------------------------------

    def rests_on(self, row: Any) -> bool:
        """Not on a title."""
        return not isinstance(row, Title)

    def moved(self) -> None:
        """Tells which row is chosen now, and when the end is near."""
        self._follow()
        self.renew()
        self.post_message(self.Chosen())
        if self._at + self.NEAR >= len(self._rows):
            self.post_message(self.Near())

    def _follow(self) -> None:
        """Scrolls so that the cursor is in sight, and the title above it."""
        height, top = self.scrollable_content_region.height, self.scroll_offset.y
        if height <= 0:
            return
        first = self._at - 1 if self._at and isinstance(self._rows[self._at - 1], Title) else self._at
        there = min(max(top, self._at - height + 1), first)
        if there != top:
            self.scroll_to(y=there, animate=False, force=True)

    @property
    def _page(self) -> int:
        return max(self.scrollable_content_region.height - 1, 1)

    def action_page_up(self) -> None:
        """One page up."""
        self._go(self._at - self._page, -1)

    def action_page_down(self) -> None:
        """One page down."""
        self._go(self._at + self._page, 1)

    def action_cursor_left(self) -> None:
        """Stays: there is nothing on the left."""

    def action_cursor_right(self) -> None:
        """To the page that tells more of the row."""
        self.screen.query_one(Page).focus()

    def on_click(self, event: Click) -> None:
        """Chooses the row clicked; a second click opens it."""
        at = event.y + self.scroll_offset.y
        if at < len(self._rows) and not isinstance(self._rows[at], Title):
            self._go(at, 1)
            if event.chain == 2:
                self.post_message(self.Opened())


class Story(Page):
    """The page beside or below a list; to the left it gives the keys back."""

    def action_cursor_left(self) -> None:
        """Back to the list."""
        self.screen.query_one(Roll).focus()
