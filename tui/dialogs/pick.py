"""Choosing one of several blockers, where a key alone cannot say which is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tui.dialogs.listing import Listing
from tui.text import drawn, paragraphs
from tui.widgets.lines import Line
from tui.widgets.page import Page, Row

if TYPE_CHECKING:
    from tracker.office.project.detail import Hold


class PickBlocker(Listing["Hold | None"]):
    """The blockers a word can be said of."""

    def __init__(self, holds: Sequence[Hold]) -> None:
        super().__init__()
        self._holds = holds

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        return self.framed(self.words.forms.which_blocker, self.words.forms.which_hint)

    def on_mount(self) -> None:
        """Shows them."""
        page = self.query_one(Page)
        page.show(lambda width: [self._row(hold, width) for hold in self._holds])
        page.focus()

    def _row(self, hold: Hold, width: int) -> Row:
        state = self.terms.terms.blocker_state[hold.state]
        head: Line = [(drawn(hold.category), "name"), (f"  {state}", "dim")]
        if hold.overdue:
            head.append((f"  {self.words.late.format(days=hold.overdue)}", "bad"))
        rest: list[Line] = [[("  ", ""), (line, "dim")] for line in paragraphs(hold.description, width - 2)[:2]]
        return Row((head, *rest), does="take", to=hold)
