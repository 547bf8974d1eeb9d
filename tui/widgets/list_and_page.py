"""A list beside a page: what the list says in a line the page tells in full, and a box on top narrows the list."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.events import Resize
from textual.message import Message

from tui.host import host_of
from tui.text import ascii_only
from tui.widgets.filter_box import FilterBox
from tui.widgets.lines import Line
from tui.widgets.page import WIDE, Row
from tui.widgets.roll import Roll, Story


@dataclass(frozen=True, slots=True)
class Telling:
    """What is said of a row: its line in the list, what it is known by when the list is filled anew, its page."""

    line: Callable[[Any, int], Line]
    ident: Callable[[Any], Hashable]
    story: Callable[[Any, int], list[Row]]


class ListAndPage(Vertical):
    """The list, the page of the row under its cursor, and the box that narrows it while it is open."""

    DEFAULT_CSS = """
    ListAndPage { height: 1fr; background: $background; }
    ListAndPage #halves { layout: vertical; height: 1fr; }
    ListAndPage #roll { height: 1fr; }
    ListAndPage #story { height: 9; border-top: solid $foreground 25%; padding: 0; }
    ListAndPage.-wide #halves { layout: horizontal; }
    ListAndPage.-wide #roll { width: 13fr; height: 1fr; }
    ListAndPage.-wide #story { width: 7fr; height: 1fr; border-top: none; border-left: solid $foreground 25%; }
    ListAndPage.-plain #story { border-top: ascii $foreground 25%; }
    ListAndPage.-plain.-wide #story { border-top: none; border-left: ascii $foreground 25%; }
    """

    class Narrowed(Message):
        """`sought` has become another."""

    def __init__(self, telling: Telling, note: str) -> None:
        super().__init__()
        self._telling, self._note = telling, note
        self.sought = ""
        """What is typed in the box that narrows the list."""

    def compose(self) -> ComposeResult:
        """The list and the page."""
        self.set_class(self.app.size.width >= WIDE, "-wide").set_class(ascii_only(), "-plain")
        with Container(id="halves"):
            yield Roll(self._telling.line, self._telling.ident, self._note)
            yield Story("story")

    def on_mount(self) -> None:
        """The list takes the keys."""
        self.roll.focus()

    def on_resize(self, event: Resize) -> None:
        """The page beside the list, or below it."""
        self.set_class(self.app.size.width >= WIDE, "-wide")

    @property
    def roll(self) -> Roll:
        """The list."""
        return self.query_one(Roll)

    @on(Roll.Chosen)
    def tell(self) -> None:
        """The page tells of the chosen row."""
        row = self.roll.row
        self.query_one(Story).show(lambda width: self._telling.story(row, width) if row is not None else [])

    # -- narrowing ----------------------------------------------------------------------------------------------------

    def search(self, hint: str) -> None:
        """Opens the box that narrows the list, or goes back to it."""
        for box in self.query(FilterBox):
            box.focus_input()
            return
        self.mount(FilterBox(host_of(self).words.search_label, hint), before="#halves")

    @on(FilterBox.Typed)
    def typed(self, event: FilterBox.Typed) -> None:
        """Narrows the list."""
        self.sought = event.text.strip()
        self.post_message(self.Narrowed())

    @on(FilterBox.Ended)
    def ended(self) -> None:
        """Everything again, the cursor where it was."""
        self.query(FilterBox).remove()
        self.roll.focus()
        if self.sought:
            self.sought = ""
            self.post_message(self.Narrowed())

    def back(self) -> bool:
        """Clears the box, or gives the keys back to the list; whether there was anything to go back from."""
        if self.query(FilterBox):
            self.ended()
            return True
        if self.roll.has_focus:
            return False
        self.roll.focus()
        return True
