"""Narrowing the board: every value there is with its count, several at a time; the board follows at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tracker.domain.pinyin import search_key, search_query
from tui.dialogs.listing import TypedListing
from tui.text import drawn
from tui.widgets.filter_line import group_name, value_name
from tui.widgets.line_input import LineInput
from tui.widgets.lines import Line, spread
from tui.widgets.page import Page, Row, heading

if TYPE_CHECKING:
    from tracker.office.register.board_filter import Choice

_Wanted = dict[str, frozenset[str]]
Narrow = Callable[[_Wanted, Callable[[int, str], None]], None]
"""Narrows the board and tells how many projects are left and what they come to, once that is known."""


class FilterDialog(TypedListing[None]):
    """Typing narrows the choices; Enter takes the one under the cursor, or takes it back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8,ctrl+d", "clear", show=False)]

    def __init__(self, choices: list[Choice], wanted: _Wanted, untouched: int, narrow: Narrow) -> None:
        super().__init__()
        self._choices, self._wanted, self._untouched, self._narrow = choices, dict(wanted), untouched, narrow
        self._typed = ""

    def compose(self) -> ComposeResult:
        """What is left, input, list, keys."""
        words = self.words.board
        return self.framed("", words.keys, LineInput(placeholder=words.hint))

    def on_mount(self) -> None:
        """Counts what fits."""
        self._changed()

    def narrow(self, typed: str) -> None:
        """Shows the choices that fit."""
        self._typed = typed
        self._show()

    @on(Page.Picked)
    def picked(self, event: Page.Picked) -> None:
        """A second click does what Enter does, and not what it does on other lists: this one stays open."""
        event.stop()
        event.prevent_default()
        self.action_take()

    def action_take(self) -> None:
        """Takes the choice under the cursor, or takes it back."""
        row = self.query_one(Page).row
        if row is None or not isinstance(row.to, tuple):
            return
        group, value = row.to
        values = self._wanted.pop(group, frozenset()) ^ {value}
        if values:
            self._wanted[group] = values
        self._changed()

    def action_clear(self) -> None:
        """Takes back everything."""
        self._wanted.clear()
        self._changed()

    def _changed(self) -> None:
        self._narrow(dict(self._wanted), self._told)
        self._show()

    def _told(self, count: int, total: str) -> None:
        title = self.words.board.title.format(count=count, total=total).rstrip()
        for line in self.query("#title").results(Static):
            line.update(title)

    def _show(self) -> None:
        self.query_one(Page).show(self._rows)

    def _rows(self, width: int) -> list[Row]:
        words, wanted, rows, last = self.words.board, search_query(self._typed), [], ""
        for choice in self._choices:
            name = value_name(choice.group, choice.value, words, self.terms, self._untouched)
            if wanted and wanted not in search_key(name, group_name(choice.group, words, self.terms)):
                continue
            if choice.group != last:
                rows.append(heading((group_name(choice.group, words, self.terms), "head")))
                last = choice.group
            rows.append(self._row(choice, name, width))
        return rows or [Row(([(words.none, "quiet")],), rest=False)]

    def _row(self, choice: Choice, name: str, width: int) -> Row:
        taken = choice.value in self._wanted.get(choice.group, ())
        box = ("[x] ", "key") if taken else ("[ ] ", "quiet")
        left: Line = [box, (drawn(name), "name" if taken else "")]
        return Row((spread(left, [(str(choice.count), "dim")], width),), does="take", to=(choice.group, choice.value))

    def action_cancel(self) -> None:
        """Back to the board, which shows what was chosen."""
        self.dismiss(None)
