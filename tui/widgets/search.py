"""The search box of the board: what is typed narrows the cards at once, arrows choose, Enter goes there."""

from __future__ import annotations

from typing import ClassVar, Protocol, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.host import host_of
from tui.widgets.line_input import LineInput


class Searched(Protocol):
    """The screen a search box is on."""

    @property
    def board(self) -> Widget:
        """The board or table whose cursor it moves."""

    def searched(self, typed: str) -> None:
        """Something was typed into it."""

    def end_search(self) -> None:
        """It is over."""


class SearchInput(LineInput):
    """An input of a fixed size: what is typed scrolls in it, so nothing around it has to be laid out anew."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)


class SearchBox(Horizontal):
    """An input line; the cursor of the board moves while typing goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "end", show=False),
        Binding("up", "walk('cursor_up')", show=False),
        Binding("down", "walk('cursor_down')", show=False),
        Binding("pageup", "walk('page_up')", show=False),
        Binding("pagedown", "walk('page_down')", show=False),
        Binding("tab", "walk('cursor_right')", show=False),
        Binding("shift+tab", "walk('cursor_left')", show=False),
    ]
    DEFAULT_CSS = """
    SearchBox { height: 1; background: $surface; padding: 0 1; }
    SearchBox Static { width: auto; color: $text-accent; text-style: bold; margin-right: 1; }
    SearchBox #found { color: $text-muted; text-style: none; margin: 0 0 0 1; width: 12; text-align: right; }
    SearchBox Input { width: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """A label, the input, how many were found."""
        words = host_of(self).words
        yield Static(words.search_label, markup=False)
        yield SearchInput(placeholder=words.search_hint)
        yield Static("", id="found", markup=False)

    @property
    def _over(self) -> Searched:
        return cast("Searched", self.screen)

    def on_mount(self) -> None:
        """Takes the typing at once."""
        self.focus_input()

    def focus_input(self) -> None:
        """Puts the cursor into the input."""
        self.query_one(Input).focus()

    def found(self, count: int) -> None:
        """Says how many projects fit."""
        typed = self.query_one(Input).value.strip()
        self.query_one("#found", Static).update(host_of(self).words.found.format(count=count) if typed else "",
                                                layout=False)

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Narrows the board."""
        event.stop()
        self._over.searched(event.value)

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Goes to the chosen card."""
        event.stop()
        self._over.end_search()

    def action_end(self) -> None:
        """Clears the search."""
        self._over.end_search()

    def action_walk(self, where: str) -> None:
        """Moves the cursor of the board."""
        getattr(self._over.board, f"action_{where}")()
