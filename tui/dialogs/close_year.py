"""Closes a year; where something is open, with the reason why it is closed all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from tracker.office.outcome import Done, Refused
from tracker.office.versions import Version
from tracker.office.yearend.closing import Closing, close_year
from tracker.words import spoken
from tracker.words.yearend import YearendWords, closed_text
from tui.dialogs.form import Field, FormDialog
from tui.widgets.text_box import TextBox
from tui.widgets.told import Told

if TYPE_CHECKING:
    from tracker.office.desk import Desk


class CloseYearDialog(FormDialog):
    """Says what closing does, and asks for a reason where so many things are `open_`."""

    def __init__(self, year: int, open_: int, version: int) -> None:
        """`version` is that of the office in which so much was open."""
        super().__init__()
        self._year, self._open, self._version = year, open_, version

    def filled_from(self) -> Version:
        """The office as it was looked at."""
        return self._version

    @property
    def _says(self) -> YearendWords:
        return spoken(self.words.lang, YearendWords)

    def form_title(self) -> str:
        """Which year."""
        return self._says.close_title.format(year=self._year)

    def commit_words(self) -> str:
        """What Enter does: closes the year."""
        return self._says.close_commit

    def fields(self) -> Iterable[Widget]:
        """What it means; the reason where something is open."""
        yield Told(self._says.close_about)
        if self._open:
            yield Told(self._says.close_open.format(count=self._open))
            yield Field(self.words.forms.reason, TextBox("despite"))

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Closes it."""
        year, despite, version = self._year, self.text("despite") if self._open else "", self.version
        return lambda desk: close_year(desk, year, despite, version=version)

    def done_words(self, done: Done[object]) -> str:
        """When, by whom, and the head."""
        assert isinstance(done.value, Closing)
        return closed_text(done.value, self._says)

    def subject(self) -> str:
        """Of no project."""
        return str(self._year)

    def draft_key(self) -> str:
        """One for each year."""
        return f"close {self._year}"
