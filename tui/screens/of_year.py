"""What the screens of a year's figures share: another year, and reading again where anything has changed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator

from tracker.words.screens import ScreenWords
from tui.screens.base import OfficeScreen
from tui.screens.figures_asked import Wrong
from tui.text import drawn, wrap
from tui.widgets.page import Row, heading


def wrong_rows(wrong: Wrong, words: ScreenWords, width: int) -> Iterator[Row]:
    """Why a year cannot be shown, each reason in as many lines as it takes."""
    if wrong.of_rules:
        yield heading((words.figures.wrong_rules, "bad"))
    for problem in wrong.problems:
        yield from (Row(([(line, "")],)) for line in wrap(drawn(problem), width))


class YearScreen(OfficeScreen):
    """A screen of one year."""

    def __init__(self) -> None:
        super().__init__()
        self._year: int | None = None
        self._wrong: Wrong | None = None

    @abstractmethod
    def shown(self) -> tuple[int, int] | None:
        """The year that is shown, and how many changes there were when it was read."""

    @abstractmethod
    def _read(self) -> None:
        """Reads the year."""

    @abstractmethod
    def _tell_wrong(self, wrong: Wrong) -> None:
        """Says on the page why the year cannot be shown."""

    def _unread(self, sentence: str) -> None:
        """The year could not be read: says so where it, or another year, would go on being shown as if it came."""
        shown = self.shown()
        if shown is None or shown[0] != self._year:
            self._tell_wrong(Wrong((sentence,), of_rules=False))

    def arrived(self) -> None:
        """Reads again where anything has changed, or another year is wanted."""
        super().arrived()
        facts = self.office_app.facts
        if facts is None:
            return
        self._year = self.office_app.year or facts.strip.year
        if self.shown() != (self._year, facts.changes):
            self._read()

    def action_year(self, by: int) -> None:
        """The year before, or the next one."""
        if self._year is not None:
            self._year = self.office_app.year_beside(self._year, by)
            self._read()
            self.office_app.show_year(self._year)

    def action_refresh(self) -> None:
        """Reads again."""
        self._read()
        super().action_refresh()
