"""The path of a file: typed, pasted or dropped; the arrows move the list below while typing goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.host import host_of
from tui.widgets.filter_box import LineBox
from tui.widgets.line_input import LineInput
from tui.widgets.page import Page

if TYPE_CHECKING:
    from tracker.words.screens import ScreenWords


class PathBox(LineBox):
    """Says what stands in it, and when that is meant; the list is the page below."""

    class Entered(LineBox.Typed):
        """Enter was pressed."""

    @property
    def _words(self) -> ScreenWords:
        return host_of(self).words

    @property
    def input(self) -> Input:
        """Where it is typed."""
        return self.query_one(Input)

    @property
    def has_focus_within(self) -> bool:
        """Whether it takes the keys."""
        return self.input.has_focus

    def compose(self) -> ComposeResult:
        """The label and the input."""
        words = self._words.intake
        yield Static(words.path_label, markup=False)
        yield LineInput(placeholder=words.path_hint)

    def reword(self) -> None:
        """Shows the screen in the language that is spoken now."""
        self.query_one(Static).update(self._words.intake.path_label)
        self.input.placeholder = self._words.intake.path_hint

    def take(self) -> None:
        """Takes the keys."""
        self.input.focus()

    def put(self, text: str) -> None:
        """Puts a path into it."""
        self.input.value = " ".join(text.split("\n")).strip()
        self.input.cursor_position = len(self.input.value)
        self.input.focus()

    def clear(self) -> None:
        """Empties it without a word."""
        with self.input.prevent(Input.Changed):
            self.input.value = ""

    @property
    def under(self) -> Widget:
        """The files found."""
        return self.screen.query_one(Page)

    def go_there(self) -> None:
        """Says that it is meant."""
        self.post_message(self.Entered(self.input.value))
