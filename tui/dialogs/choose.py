"""Choosing one of a list of named things: of a few by the arrows, of many also by typing a part of the name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult

from tracker.domain.pinyin import search_key, search_query
from tui.dialogs.listing import Listing, TypedListing
from tui.text import drawn, marks, wrap
from tui.widgets.line_input import LineInput
from tui.widgets.page import Page, Row

Options = Sequence[tuple[str, Any]]
"""The names, each with its value."""
_FEW = 8
"""So many names are found at a glance."""


class Choose(Listing["tuple[Any] | None"]):
    """A title and the names; the answer is the value in a tuple of one, or None where nothing was chosen."""

    def __init__(self, title: str, options: Options, hint: str, now: object = None) -> None:
        super().__init__()
        self._titled, self._options, self._hint, self._now = title, options, hint, now

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        return self.framed(drawn(self._titled), self._hint)

    def on_mount(self) -> None:
        """Shows them; what holds now is marked."""
        page = self.query_one(Page)
        page.show(lambda width: [_row(name, value, self._now, width) for name, value in self._options])
        page.focus()


class ChooseByName(TypedListing["tuple[Any] | None"]):
    """The same question where there are many names: a part of one, its pinyin or initials narrow the list."""

    def __init__(self, title: str, options: Options, hint: str, now: object = None) -> None:
        super().__init__()
        self._titled, self._options, self._hint, self._now = title, options, hint, now

    def compose(self) -> ComposeResult:
        """Title, line of typing, list, keys."""
        return self.framed(drawn(self._titled), self._hint, LineInput(placeholder=self.words.intake.narrow_hint))

    def narrow(self, typed: str) -> None:
        """Shows what fits."""
        wanted = search_query(typed)
        fitting = [(name, value) for name, value in self._options if not wanted or wanted in search_key(name)]
        self.query_one(Page).show(lambda width: [_row(name, value, self._now, width) for name, value in fitting] or [
            Row(([(self.words.intake.narrow_none, "quiet")],), rest=False)])


def choosing(title: str, options: Options, hint: str, now: object = None) -> Choose | ChooseByName:
    """The dialog for so many names."""
    return (Choose if len(options) <= _FEW else ChooseByName)(title, options, hint, now)


def _row(name: str, value: object, now: object, width: int) -> Row:
    """A name; the one that holds now is marked, and the cursor begins on it."""
    mark, style = (marks().met, "name") if value == now else (" ", "")
    first, *more = wrap(drawn(name), max(width - 2, 8))
    return Row(([(f"{mark} ", "good"), (first, style)], *([("  ", ""), (line, style)] for line in more)),
               does="take", to=(value,), begins=value == now)
