"""A list beside a page: what the list says in a line the page tells in full, and a box on top narrows the list."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.events import Resize
from textual.widget import Widget

from tui.screens.undoing import Undoing
from tui.text import ascii_only
from tui.widgets.filter_box import FilterBox
from tui.widgets.key_line import KeyLine
from tui.widgets.lines import Line
from tui.widgets.page import Page, Row
from tui.widgets.roll import Roll, Story
from tui.widgets.year_strip import YearStrip

WIDE = 110
"""From this width on the page stands beside the list, else below it."""


class Beside(Undoing):
    """The frame of such a screen; what is listed, read and told of it is said by the screen itself."""

    DEFAULT_CSS = """
    Beside { background: $background; }
    Beside #both { layout: vertical; height: 1fr; }
    Beside #roll { height: 1fr; }
    Beside #story { height: 9; border-top: solid $foreground 25%; padding: 0; }
    Beside.-wide #both { layout: horizontal; }
    Beside.-wide #roll { width: 13fr; height: 1fr; }
    Beside.-wide #story { width: 7fr; height: 1fr; border-top: none; border-left: solid $foreground 25%; }
    Beside.-plain #story { border-top: ascii $foreground 25%; }
    Beside.-plain.-wide #story { border-top: none; border-left: ascii $foreground 25%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.sought = ""
        """What is typed in the box that narrows the list."""
        self._read_at = -1

    # -- what a screen says of itself ---------------------------------------------------------------------------------

    def has_read(self) -> bool:
        """Whether there is anything to list yet."""
        raise NotImplementedError

    def read(self) -> None:
        """Asks the office for what is listed; called when the screen opens and when anything has changed."""
        raise NotImplementedError

    def fill(self) -> None:
        """Lists what has been read; called again in another language."""
        raise NotImplementedError

    def narrowed(self) -> None:
        """`sought` has become another."""
        raise NotImplementedError

    def hint(self) -> str:
        """What may be typed into the box."""
        raise NotImplementedError

    def line(self, one: Any, width: int) -> Line:
        """One row of the list."""
        raise NotImplementedError

    def ident(self, one: Any) -> Hashable:
        """What a row is known by when the list is filled anew."""
        raise NotImplementedError

    def story(self, one: Any, width: int) -> list[Row]:
        """What the page tells of the chosen row."""
        raise NotImplementedError

    def action_open(self) -> None:
        """What Enter and two clicks on a row do."""
        raise NotImplementedError

    def over(self) -> Iterator[Widget]:
        """What stands between the strip and the list."""
        yield from ()

    # -- the frame ----------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The strip, what is over the list, the list and the page, the keys."""
        yield YearStrip()
        yield from self.over()
        with Container(id="both"):
            yield Roll(self.line, self.ident, self.words.loading)
            yield Story("story")
        yield KeyLine(self.ON)

    def on_mount(self) -> None:
        """Reads for the first time."""
        self.set_class(ascii_only(), "-plain")
        self.roll.focus()
        self.arrived()

    @property
    def roll(self) -> Roll:
        """The list."""
        return self.query_one(Roll)

    def arrived(self) -> None:
        """Reads again where anything has changed."""
        facts = self.office_app.facts
        if facts is None:
            return
        self.query_one(YearStrip).show(facts.strip)
        if not self.has_read() or facts.changes != self._read_at:
            self._read_at = facts.changes
            self.read()

    @on(Roll.Chosen)
    def row_chosen(self) -> None:
        """Another row is under the cursor, or none."""
        # A handler of its own: what `on` is put upon is called as it stands here, whatever a screen makes of it.
        self.chosen()

    def chosen(self) -> None:
        """The page tells of the chosen row."""
        one = self.roll.row
        self.query_one(Page).show(lambda width: self.story(one, width) if one is not None else [])

    @on(Roll.Opened)
    def clicked_twice(self) -> None:
        """The same as Enter."""
        self.action_open()

    def on_resize(self, event: Resize) -> None:
        """The page beside the list, or below it."""
        self.set_class(event.size.width >= WIDE, "-wide")

    def reword(self) -> None:
        """The same in another language."""
        super().reword()
        self.fill()

    # -- keys ---------------------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Opens the box that narrows the list, or goes back to it."""
        for box in self.query(FilterBox):
            box.focus_input()
            return
        self.mount(FilterBox(self.words.search_label, self.hint()), before=self.query_one("#both"))

    @on(FilterBox.Typed)
    def typed(self, event: FilterBox.Typed) -> None:
        """Narrows the list."""
        self.sought = event.text.strip()
        self.narrowed()

    @on(FilterBox.Ended)
    def ended(self) -> None:
        """Everything again, the cursor where it was."""
        self.query(FilterBox).remove()
        self.roll.focus()
        if self.sought:
            self.sought = ""
            self.narrowed()

    def action_back(self) -> None:
        """Clears the box, gives the keys back to the list, or goes back to the board."""
        if self.query(FilterBox):
            self.ended()
        elif not self.roll.has_focus:
            self.roll.focus()
        else:
            self.office_app.go("board")
