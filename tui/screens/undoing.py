"""Undo from any screen: the last action of one's own, or one that was chosen; the dialog says what goes and asks why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.asking.journal import look
from tui.screens.base import OfficeScreen

if TYPE_CHECKING:
    from tracker.office.journal.journal import Recorded
    from tracker.office.journal.undo import Undoable
    from tracker.office.outcome import Refused


class Undoing(OfficeScreen):
    """A screen on which one's own actions can be undone."""

    def action_undo(self) -> None:
        """Undoes the last action of one's own."""
        self.undo(None)

    def undo(self, entry_id: int | None) -> None:
        """Looks first: where it cannot be undone every reason is said, else the dialog is opened."""
        self.ask(lambda office: look(office, entry_id), self._looked, group="undo")

    def _looked(self, found: tuple[Undoable, Recorded] | Refused) -> None:
        from tracker.office.outcome import Refused as Refusal
        from tui.dialogs.undo import UndoDialog

        if isinstance(found, Refusal):
            self.tell(self.sentences(found), bad=True)
        elif found[0].reasons:
            self.tell(self.sentences(Refusal(found[0].reasons)), bad=True)
        elif self.is_current:
            self.app.push_screen(UndoDialog(*found), self._undone)

    def _undone(self, subject: str | None) -> None:
        if subject is not None:
            self.office_app.read_again()
