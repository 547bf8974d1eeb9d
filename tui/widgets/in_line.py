"""A line that is typed into where its value stands: how it is read, or why it is refused, is said beside it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tui.text import drawn
from tui.widgets.line_input import LineInput


class InLine(Horizontal):
    """Lies over the line it changes. Enter saves, Esc drops what was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "drop", show=False),
        Binding("up,down,tab,shift+tab,pageup,pagedown", "stay", show=False),
    ]
    DEFAULT_CSS = """
    InLine { layer: over; height: auto; max-height: 3; width: auto; background: $surface; }
    InLine Input { width: 18; background: $foreground 15%; }
    InLine Static { width: 1fr; height: auto; padding: 0 1; }
    """

    class Typed(Message):
        """What is typed has changed."""

        def __init__(self, line: InLine, value: str) -> None:
            super().__init__()
            self.line, self.value = line, value

    class Saved(Typed):
        """It is to be saved."""

    class Dropped(Typed):
        """It is to be forgotten."""

    def __init__(self, value: str, hint: str) -> None:
        super().__init__(id="in-line")
        self._value, self._hint = value, hint

    def compose(self) -> ComposeResult:
        """The input, and what is said of it."""
        yield LineInput(self._value)
        yield Static(drawn(self._hint), markup=False)

    def on_mount(self) -> None:
        """Takes the typing at once."""
        self.query_one(Input).focus()

    @property
    def value(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    def say(self, text: str, style: str) -> None:
        """Says how it is read ("$text-muted"), or why it is refused ("$text-error")."""
        self.query_one(Static).update(Content.styled(drawn(text), style))

    def empty(self) -> None:
        """Something else is to be typed, from nothing."""
        self.query_one(Input).value = ""

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Passes on what is typed."""
        event.stop()
        self.post_message(self.Typed(self, event.value))

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Enter."""
        event.stop()
        self.post_message(self.Saved(self, event.value))

    def action_drop(self) -> None:
        """Esc."""
        self.post_message(self.Dropped(self, self.value))

    def action_stay(self) -> None:
        """What would lead away first has to be saved or dropped."""
