"""What screens, dialogs and widgets use of the app they stand in; none of them imports the app itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.dom import DOMNode
    from textual.screen import Screen
    from textual.widget import Widget

    from tracker.domain.restating import Restating
    from tracker.office.desk import Desk
    from tracker.office.outcome import Refused
    from tracker.words import Lang
    from tracker.words.catalogue import Words
    from tracker.words.screens import ScreenWords
    from tui.board import Board
    from tui.drafts import Drafts


class Jobs(Protocol):
    """The daily jobs, as screens and keys ask for them."""

    def do(self, name: str) -> None:
        """Opens the form of a job, or says why it cannot be done."""

    def undo(self, entry_id: int | None = None) -> None:
        """Undoes an entry of the journal; the last one of one's own where none is named."""


class Host(Protocol):
    """The app, as what stands in it sees it."""

    lang: Lang
    year: int | None
    """The year on top: the one the officer chose; until one is chosen, the latest."""
    desk: Desk | None
    """The opened office; None while it is being opened."""
    facts: Board | None
    """What was read of the office last; None before the first time."""
    away: bool
    """Whether the office could not be reached when it was last looked at."""
    drafts: Drafts
    folder: Path
    """The folder lists are exported into: where the last one went."""
    left: dict[str, object]
    """What a main screen left behind, to be as it was when it is gone to again."""

    @property
    def new_year(self) -> int | None:
        """The year that has begun, while the one of the opening is still on top."""

    @property
    def words(self) -> ScreenWords:
        """What the screens say."""

    @property
    def terms(self) -> Words:
        """The words of the field, and the sentences of refusals."""

    def is_lost(self, error: Exception) -> bool:
        """Whether the office's file is gone or another one: then nothing can be done any more, and that is said."""

    def jobs(self, screen: Screen[None]) -> Jobs:
        """The daily jobs for what is under the cursor of a screen."""

    def ask_why_restated(self, refusal: Refused, then: Callable[[Restating | None], None]) -> None:
        """Asks why a closed year is restated; `then` is given None where nobody says it."""

    def show_year(self, year: int) -> None:
        """Shows a year, now and when this office is opened again."""

    def year_beside(self, year: int, by: int) -> int:
        """The year before, or the next one; from the latest year with facts, the one that has begun."""

    def keep_folder(self, folder: Path) -> None:
        """Exports into this folder from now on, and when the program is started again."""

    def read_again(self) -> None:
        """Reads the facts of the office anew; the screens are told when they are there."""

    def read_imported(self) -> None:
        """Reads the facts after an import; the year on top may then be another."""

    def action_go(self, name: str) -> None:
        """Changes to one of the main screens."""

    def action_find(self) -> None:
        """Finds a project, and opens it."""

    def open_project(self, code: str, name: str) -> None:
        """Opens a project on top of the screen of the moment."""


class _Teller(Protocol):
    """The screen or form a widget stands in, as the widget sees it."""

    def offers(self, action_id: str) -> bool:
        """Whether an action can do anything now; the key line leaves out what cannot."""

    def tell(self, message: str, *, bad: bool = False) -> None:
        """Says something in the corner of the screen."""

    def copy(self, text: str) -> None:
        """Puts a text into the clipboard, and says so."""


def teller_of(widget: Widget) -> _Teller:
    """The screen or form a widget stands in."""
    return cast("_Teller", widget.screen)


def host_of(node: DOMNode) -> Host:
    """The app a screen or widget stands in."""
    return cast("Host", node.app)
