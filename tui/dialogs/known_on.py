"""Asks which day an older ledger was known on; a ledger of now has none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static

from tracker.office.intake.books import day_in
from tracker.office.intake.older import Then, known_on_typed, known_then
from tracker.office.outcome import Done, Refused
from tui.dialogs.form import Field, QuestionForm
from tui.widgets.day_input import DayInput

if TYPE_CHECKING:
    from tracker.office.desk import Desk


class KnownOnDialog(QuestionForm):
    """One day; empty is a ledger of now. What was answered is in `then` once it is dismissed."""

    def __init__(self, path: Path, then: Then | None) -> None:
        super().__init__()
        self.then = then
        self._path = path

    def form_title(self) -> str:
        """Of which ledger."""
        return self.words.intake.known_on_title.format(file=self._path.name)

    def commit_words(self) -> str:
        """What Enter does: works the ledger out as of the day."""
        return self.words.intake.known_on_commit

    def fields(self) -> Iterable[Widget]:
        """The day, at first the one the file's name says, and what it means."""
        says, day = self.words.intake, self.then.on if self.then else day_in(self._path.stem)
        yield Field(says.known_on_label, DayInput("known_on", str(day or ""), says.known_on_hint, meant="optional"))
        yield Static(says.known_on_about, classes="told", markup=False)

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Reads the day as the command line does."""
        text = self.text("known_on")

        def read(desk: Desk) -> Done[object] | Refused:
            if not text.strip():
                return Done(None)
            on = known_on_typed(desk, text)
            then = on if isinstance(on, Refused) else known_then(desk, on)
            return then if isinstance(then, Refused) else Done(then)

        return read

    def done_words(self, done: Done[object]) -> str:
        """Nothing: the page says it."""
        self.then = done.value if isinstance(done.value, Then) else None
        return ""
