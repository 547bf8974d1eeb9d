"""Rows with a cursor that rests on some of them and passes over the others, such as headings."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from tui.actions import CURSOR, bindings
from tui.widgets.in_sight import InSight


class RowsInSight(InSight, can_focus=True, inherit_bindings=False):
    """Keeps the place of the cursor; subclasses say where it may rest and what follows when it moves."""

    BINDINGS = bindings(CURSOR)

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._rows: Sequence[Any] = ()
        self._at = 0

    @abstractmethod
    def rests_on(self, row: Any) -> bool:
        """Whether the cursor may rest on a row."""

    @abstractmethod
    def moved(self) -> None:
        """The cursor stands on another row: scrolls to it."""

    def _nearest(self, at: int, by: int) -> int:
        """The nearest row in that direction where the cursor can rest, else in the other."""
        for step in (by, -by):
            here = at
            while 0 <= here < len(self._rows):
                if self.rests_on(self._rows[here]):
                    return here
                here += step
        return 0

    def _go(self, at: int, by: int) -> None:
        if self._rows:
            self._at = self._nearest(min(max(at, 0), len(self._rows) - 1), by)
            self.moved()

    def on_focus(self) -> None:
        """The cursor shows."""
        self.renew()

    def on_blur(self) -> None:
        """The cursor fades or hides."""
        self.renew()

    def action_cursor_up(self) -> None:
        """One row up."""
        self._go(self._at - 1, -1)

    def action_cursor_down(self) -> None:
        """One row down."""
        self._go(self._at + 1, 1)

    def action_first(self) -> None:
        """To the first row."""
        self._go(0, 1)

    def action_last(self) -> None:
        """To the last row."""
        self._go(len(self._rows) - 1, -1)
