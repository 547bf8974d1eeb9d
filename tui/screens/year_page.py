"""A screen of one year that is one page: it reads the year in a thread, and tells on the page what is wrong."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from textual.app import ComposeResult

from tui.screens.figures_asked import Wrong
from tui.screens.of_year import YearScreen, wrong_rows
from tui.widgets.key_line import KeyLine
from tui.widgets.page import Page, Row, heading
from tui.widgets.year_strip import YearStrip

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.words import Lang


class SeenOfYear(Protocol):
    """What was read of a year."""

    @property
    def year(self) -> int:
        """The year."""

    @property
    def changes(self) -> int:
        """How many changes there were when it was read."""


_Seen = TypeVar("_Seen", bound=SeenOfYear)


class YearPage(YearScreen, Generic[_Seen]):
    """The strip, the page, the keys; what was read of the year is in `_seen`."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: _Seen | None = None

    @abstractmethod
    def seen_by(self, desk: Desk, year: int, lang: Lang) -> _Seen | Wrong:
        """Reads the year; it is asked in a thread."""

    @abstractmethod
    def rows(self, seen: _Seen, width: int) -> Iterator[Row]:
        """The rows of the page."""

    def compose(self) -> ComposeResult:
        """The strip, the page, the keys."""
        yield YearStrip()
        yield Page(self.NAME)
        yield KeyLine(self.FOOTER)

    def on_mount(self) -> None:
        """Reads."""
        self.query_one(Page).focus()
        self.arrived()

    def shown(self) -> tuple[int, int] | None:
        """The year read."""
        return None if self._seen is None else (self._seen.year, self._seen.changes)

    def _read(self) -> None:
        year, lang = self._year, self.words.lang
        if year is not None:
            if self._seen is None or self._seen.year != year:
                self.query_one(Page).show(lambda width: [heading((self.words.figures.counting, "dim"))])
            self.ask(lambda desk: self.seen_by(desk, year, lang), self._is_read, group=self.NAME,
                     otherwise=self._unread)

    def _tell_wrong(self, wrong: Wrong) -> None:
        self._seen = None
        self.query_one(Page).show(lambda width: [*wrong_rows(wrong, self.words, width)])

    def _is_read(self, seen: _Seen | Wrong) -> None:
        if isinstance(seen, Wrong):
            self._tell_wrong(seen)
        else:
            self._seen = seen
            self.fill()

    def fill(self) -> None:
        """Shows again what was read."""
        seen = self._seen
        if seen is not None:
            self.query_one(Page).show(lambda width: [*self.rows(seen, width)])
