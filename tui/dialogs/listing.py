"""A list to choose one line from, with a page's own cursor: the ground of the palette and of choosing a blocker."""

from __future__ import annotations

from typing import ClassVar, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.screens.base import Asking
from tui.text import ascii_only
from tui.widgets.line_input import OverList
from tui.widgets.page import Page

_R = TypeVar("_R")


class Listing(ModalScreen[_R], Asking[_R]):
    """Rows on a page; Enter gives the one under the cursor, Esc none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("enter", "take", show=False),
        Binding("up", "walk('cursor_up')", show=False),
        Binding("down", "walk('cursor_down')", show=False),
        Binding("pageup", "walk('page_up')", show=False),
        Binding("pagedown", "walk('page_down')", show=False),
    ]
    CSS_PATH = "listing.tcss"

    def framed(self, title: str | None, hint: str | None, *typing: Widget) -> ComposeResult:
        """A frame with a title, a line of typing, the list and its keys."""
        with Vertical(id="box", classes="-plain" if ascii_only() else ""):
            if title is not None:
                yield Static(title, id="title", markup=False)
            yield from typing
            yield Page("list")
            if hint is not None:
                yield Static(hint, id="hint", markup=False)

    def taken(self, to: object) -> _R | None:
        """The answer for the row that was chosen: what the row is about."""
        return cast("_R", to)

    def action_walk(self, where: str) -> None:
        """Moves the cursor of the page."""
        getattr(self.query_one(Page), f"action_{where}")()

    def action_take(self) -> None:
        """Takes the row under the cursor."""
        row = self.query_one(Page).row
        if row is not None:
            self.dismiss(self.taken(row.to))

    @on(Page.Picked)
    def picked(self, event: Page.Picked) -> None:
        """A second click takes a row."""
        self.dismiss(self.taken(event.row.to))

    def action_cancel(self) -> None:
        """Takes none."""
        self.dismiss(None)


class TypedListing(OverList, Listing[_R]):
    """Rows below a line of typing, which narrows them; Enter in it takes the row under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "to_the_end('first')", show=False, priority=True),
        Binding("end", "to_the_end('last')", show=False, priority=True),
    ]

    def on_mount(self) -> None:
        """The line takes the typing; before anything is typed, all rows are shown."""
        self.query_one(Page).can_focus = False
        self.query_one(Input).focus()
        self.narrow("")

    def action_to_the_end(self, which: str) -> None:
        """To the end of what is typed; from there to the first or the last row."""
        line = self.query_one(Input)
        end = 0 if which == "first" else len(line.value)
        if line.has_focus and line.cursor_position != end:
            line.cursor_position = end
        else:
            self.action_walk(which)

    def go_there(self) -> None:
        """Takes the row under the cursor."""
        self.action_take()
