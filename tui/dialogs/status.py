"""Changing a project's status, or taking it back a stage: a day and a reason, which is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from tracker.domain.stages import Move
from tracker.office.outcome import Done, Refused
from tracker.office.project.typed import status_typed
from tui.dialogs.form import Field, ProjectForm
from tui.widgets.choices import Choices
from tui.widgets.day_input import DayInput
from tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tui.facts import Opened


class StatusDialog(ProjectForm):
    """Offers only the moves that exist from where the project stands."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened.detail)
        self._today = opened.today

    def form_title(self) -> str:
        """Which project."""
        return self.words.forms.status_title.format(name=self._detail.profile.name)

    def commit_words(self) -> str:
        """What Enter does: changes the status."""
        return self.words.forms.status_commit

    def fields(self) -> Iterable[Widget]:
        """What, why, when."""
        forms, names = self.words.forms, self.terms.terms.move
        offered = [(str(move), names[move]) for move in Move if move in self._detail.moves and move is not Move.ADVANCE]
        yield Field(forms.status_move, Choices(offered, id="move"))
        yield Field(forms.reason, TextBox("reason", hint=forms.reason_hint))
        yield Field(forms.day, DayInput("day", str(self._today), forms.day_hint))

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Does it."""
        code, move, version = self._detail.code, Move(self.choice("move")), self.version
        day, reason = self.text("day"), self.text("reason")
        return lambda desk: status_typed(desk, code, move, day, reason, version)

    def done_words(self, done: Done[object]) -> str:
        """What was done."""
        move = self.terms.terms.move[self.choice("move")]
        return self.words.forms.status_done.format(name=self._detail.profile.name, move=move)

    def draft_key(self) -> str:
        """One for each project."""
        return f"project.status {self._detail.code}"
