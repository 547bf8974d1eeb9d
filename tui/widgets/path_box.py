"""The path of a file: typed, pasted or dropped; the arrows move the list below while typing goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from tui.host import host_of
from tui.widgets.line_input import LineInput
from tui.widgets.page import Page

if TYPE_CHECKING:
    from tracker.words.screens import ScreenWords


class PathBox(Horizontal):
    """A label and an input of one line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk('cursor_up')", show=False),
        Binding("down", "walk('cursor_down')", show=False),
        Binding("pageup", "walk('page_up')", show=False),
        Binding("pagedown", "walk('page_down')", show=False),
    ]
    DEFAULT_CSS = """
    PathBox { height: 1; background: $surface; padding: 0 1; }
    PathBox Static { width: auto; color: $text-accent; text-style: bold; margin-right: 1; }
    PathBox Input { width: 1fr; }
    """

    class Typed(Message):
        """Something else stands in it."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Entered(Typed):
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

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Says what stands in it."""
        event.stop()
        self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Says that it is meant."""
        event.stop()
        self.post_message(self.Entered(event.value))

    def action_walk(self, where: str) -> None:
        """Moves the cursor of the list."""
        getattr(self.screen.query_one(Page), f"action_{where}")()
