"""An input line over a list: what is typed narrows it at once, arrows move its cursor, Enter goes to the list."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.widgets.line_input import LineInput, OverList
from tui.widgets.roll import Roll


class LineBox(OverList, Horizontal):
    """A label and an input of one line; the arrows move the cursor of the list while typing goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk('cursor_up')", show=False),
        Binding("down", "walk('cursor_down')", show=False),
        Binding("pageup", "walk('page_up')", show=False),
        Binding("pagedown", "walk('page_down')", show=False),
    ]
    DEFAULT_CSS = """
    LineBox { height: 1; background: $surface; padding: 0 1; }
    LineBox Static { width: auto; color: $text-accent; text-style: bold; margin-right: 1; }
    LineBox Input { width: 1fr; }
    """

    class Typed(Message):
        """Something was typed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    @property
    @abstractmethod
    def under(self) -> Widget:
        """The list, whose cursor the arrows move."""

    def narrow(self, typed: str) -> None:
        """Narrows the list."""
        self.post_message(self.Typed(typed))

    def action_walk(self, where: str) -> None:
        """Moves the cursor of the list."""
        getattr(self.under, f"action_{where}")()


class FilterBox(LineBox):
    """Tells the screen what is typed, and when it is over; Enter goes to the list, narrowed as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "end", show=False)]

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

    def go_there(self) -> None:
        """Goes to the list, narrowed as it is."""
        self.under.focus()

    def action_end(self) -> None:
        """All is shown again."""
        self.post_message(self.Ended())
