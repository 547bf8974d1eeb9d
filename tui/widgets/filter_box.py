"""An input line over a list: what is typed narrows it at once, arrows move its cursor, Enter goes to the list."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.widgets.line_input import LineInput
from tui.widgets.roll import Roll


class FilterBox(Horizontal):
    """Tells the screen what is typed, and when it is over."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "end", show=False),
        Binding("up", "walk('cursor_up')", show=False),
        Binding("down", "walk('cursor_down')", show=False),
        Binding("pageup", "walk('page_up')", show=False),
        Binding("pagedown", "walk('page_down')", show=False),
    ]
    DEFAULT_CSS = """
    FilterBox { height: 1; background: $surface; padding: 0 1; }
    FilterBox Static { width: auto; color: $text-accent; text-style: bold; margin-right: 1; }
    FilterBox Input { width: 1fr; }
    """

    class Typed(Message):
        """Something was typed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Ended(Message):
        """All is to be shown again."""

    def __init__(self, label: str, hint: str, text: str = "") -> None:
        super().__init__()
        self._label, self._hint, self._text = label, hint, text

    def compose(self) -> ComposeResult:
        """A label and the input."""
        yield Static(self._label, markup=False)
        yield LineInput(self._text, placeholder=self._hint)

    @property
    def under(self) -> Widget:
        """The list, whose cursor the arrows move."""
        return self.screen.query_one(Roll)

    def on_mount(self) -> None:
        """Takes the typing at once."""
        self.focus_input()

    def focus_input(self) -> None:
        """Puts the cursor into the input."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Something was typed."""
        event.stop()
        self.narrow(event.value)

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Enter."""
        event.stop()
        self.go_there()

    def narrow(self, text: str) -> None:
        """Narrows the list."""
        self.post_message(self.Typed(text))

    def go_there(self) -> None:
        """Goes to the list, narrowed as it is."""
        self.under.focus()

    def action_end(self) -> None:
        """All is shown again."""
        self.post_message(self.Ended())

    def action_walk(self, where: str) -> None:
        """Moves the cursor of the list."""
        getattr(self.under, f"action_{where}")()
