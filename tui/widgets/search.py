"""The search box of the board and the ledger: what is typed narrows them at once, arrows choose, Enter goes there."""

from __future__ import annotations

from typing import ClassVar, Protocol, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.host import host_of
from tui.widgets.filter_box import FilterBox
from tui.widgets.line_input import LineInput


class Searched(Protocol):
    """The screen a search box is on."""

    @property
    def board(self) -> Widget:
        """The board or table whose cursor it moves."""

    def searched(self, typed: str) -> None:
        """Something was typed into it."""

    def end_search(self) -> None:
        """It is over: all is shown again."""

    def go_to_found(self) -> None:
        """Enter: goes to what was found and is under the cursor."""


class SearchInput(LineInput):
    """An input of a fixed size: what is typed scrolls in it, so nothing around it has to be laid out anew."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)


class SearchBox(FilterBox):
    """An input line that tells how many were found; Enter goes to the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "walk('cursor_right')", show=False),
        Binding("shift+tab", "walk('cursor_left')", show=False),
    ]
    DEFAULT_CSS = """
    SearchBox #found { color: $text-muted; text-style: none; margin: 0 0 0 1; width: 12; text-align: right; }
    """

    def __init__(self, hint: str, typed: str = "") -> None:
        super().__init__("", hint, typed)
        self._count = 0

    def compose(self) -> ComposeResult:
        """A label, the input, how many were found."""
        words = host_of(self).words
        yield Static(words.search_label, markup=False)
        yield SearchInput(self._text, placeholder=self._hint)
        yield Static("", id="found", markup=False)

    @property
    def _over(self) -> Searched:
        return cast("Searched", self.screen)

    @property
    def under(self) -> Widget:
        """The board or table."""
        return self._over.board

    def on_mount(self) -> None:
        """Takes the typing; what was found before it was there is told now."""
        super().on_mount()
        self.found(self._count)

    def found(self, count: int) -> None:
        """Says how many projects fit."""
        self._count = count
        for told in self.query("#found").results(Static):
            typed = self.query_one(Input).value.strip()
            told.update(host_of(self).words.found.format(count=count) if typed else "", layout=False)

    def narrow(self, typed: str) -> None:
        """Narrows the board."""
        self._over.searched(typed)

    def go_there(self) -> None:
        """Goes to the chosen one."""
        self._over.go_to_found()

    def action_end(self) -> None:
        """Clears the search."""
        self._over.end_search()
