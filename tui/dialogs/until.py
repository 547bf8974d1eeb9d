"""Asks for the figures of another moment: up to the end of a day, as known at a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Static

from tracker.office.outcome import Done, Refused
from tui.dialogs.form import Field, QuestionForm, line_input
from tui.screens.figures_asked import Known, read_known
from tui.screens.figures_rows import asked_told, moment_typed
from tui.widgets.day_input import DayInput

if TYPE_CHECKING:
    from tracker.office.desk import Desk


class UntilDialog(QuestionForm):
    """Two days; both empty is now. What was asked for is in `known` once it is dismissed."""

    def __init__(self, known: Known, year: int | None) -> None:
        """`year` is the one whose figures are shown."""
        super().__init__()
        self.known, self._year = known, year

    def form_title(self) -> str:
        """What is asked."""
        return self.words.figures.known_title

    def commit_words(self) -> str:
        """What Enter does: counts as of the day."""
        return self.words.figures.known_commit

    def fields(self) -> Iterable[Widget]:
        """The day, the moment, and what they are for."""
        says, known = self.words.figures, self.known
        yield Field(says.until_label, DayInput("until", str(known.until or ""), says.until_hint, meant="optional"))
        moment = moment_typed(known.as_of) if known.as_of else ""
        yield Field(says.as_of_label, line_input("as_of", moment, says.as_of_hint))
        yield Static(says.known_about, classes="told", markup=False)

    def on_mount(self) -> None:
        """The typing begins with the day."""
        self.query_one("#until").focus()

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Reads both."""
        until, as_of = self.text("until"), self.text("as_of")
        year = self._year
        return lambda desk: read_known(desk, year, until, as_of)

    def done_words(self, done: Done[object]) -> str:
        """What is shown from now on."""
        assert isinstance(done.value, Known)
        self.known = done.value
        says = self.words.figures
        if self.known.now:
            return says.known_now
        return says.known_done.format(told=asked_told(self.known.until, self.known.as_of, self.words))
