"""Choosing one of a list of named things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult

from tui.dialogs.listing import Listing
from tui.text import drawn, marks, wrap
from tui.widgets.page import Page, Row


class Choose(Listing["tuple[Any] | None"]):
    """A title and the names; the answer is the value in a tuple of one, or None where nothing was chosen."""

    def __init__(self, title: str, options: Sequence[tuple[str, Any]], hint: str, now: object = None) -> None:
        super().__init__()
        self._titled, self._options, self._hint, self._now = title, options, hint, now

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        return self.framed(drawn(self._titled), self._hint)

    def on_mount(self) -> None:
        """Shows them; what holds now is marked."""
        page = self.query_one(Page)
        page.show(lambda width: [self._row(name, value, width) for name, value in self._options])
        page.focus()

    def _row(self, name: str, value: object, width: int) -> Row:
        mark, style = (marks().met, "name") if value == self._now else (" ", "")
        first, *more = wrap(drawn(name), max(width - 2, 8))
        return Row(([(f"{mark} ", "good"), (first, style)], *([("  ", ""), (line, style)] for line in more)),
                   does="take", to=(value,))
