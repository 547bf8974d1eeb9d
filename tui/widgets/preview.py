"""The two lines below the board: the chosen card in full, whatever the columns had no room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.text import marks
from tui.widgets.lines import Line, Lined

if TYPE_CHECKING:
    from tracker.office.project.cards import Card
    from tui.widgets.card_text import Limits


class Preview(Lined):
    """A rule and two lines."""

    DEFAULT_CSS = """
    Preview { height: 3; background: $background; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="preview")
        self._card: Card | None = None
        self._limits: Limits = {}

    def show(self, card: Card | None, limits: Limits) -> None:
        """Takes the chosen card."""
        self._card, self._limits = card, limits
        self.refresh()

    def line(self, y: int, width: int) -> Line:
        """The rule, who and how much, what is next or wrong."""
        if y == 0:
            return [(marks().across * width, "quiet")]
        if self._card is None:
            return []
        from tui.widgets.card_text import in_full  # the first frame draws no card

        return in_full(self._card, self.words, self.office_app.terms, self._limits)[y - 1]
