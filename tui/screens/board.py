"""The board: six columns, the day starts here; from it every daily job is one key away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from tracker.domain.stages import Status
from tui.actions import BOARD, bindings, shown_key
from tui.screens.base import OfficeScreen
from tui.screens.jobs import Jobs
from tui.widgets.board_view import BoardView
from tui.widgets.key_line import KeyLine
from tui.widgets.preview import Preview
from tui.widgets.year_strip import YearStrip

if TYPE_CHECKING:
    from tracker.office.cards import Card


class BoardScreen(Jobs, OfficeScreen):
    """All projects by stage. Terminated ones are left out until they are asked for, or found by a search."""

    ON = MAIN = BOARD
    BINDINGS: ClassVar[list[BindingType]] = bindings(BOARD)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._typed: str | None = None
        self._hidden = True

    def compose(self) -> ComposeResult:
        """The strip, the columns, the chosen card in full, the keys. The search box comes when it is wanted."""
        yield YearStrip()
        yield BoardView(self.words.opening)
        yield Preview()
        yield KeyLine(BOARD)

    @property
    def board(self) -> BoardView:
        """The columns."""
        return self.query_one(BoardView)

    # -- what is shown ------------------------------------------------------------------------------------------------

    def arrived(self) -> None:
        """Shows the cards that fit the search, keeping cursor and scroll."""
        facts = self.office_app.facts
        if facts is None:
            return
        self.query_one(YearStrip).show(facts.strip)
        cards = self._fitting(facts.cards)
        self.board.show(cards, facts.limits, self._note(facts.cards))
        for box in self.query("SearchBox"):
            box.found(len(cards))  # type: ignore[attr-defined]

    def _fitting(self, cards: Sequence[Card]) -> list[Card]:
        if self._typed:
            return matching(cards, self._typed)
        return [card for card in cards if not self._hidden or card.status is not Status.TERMINATED]

    def _note(self, cards: Sequence[Card]) -> tuple[str, ...]:
        if self._typed:
            return tuple(self.words.no_match.format(typed=self._typed).split("\n"))
        return self.words.empty_office if not cards else ("",)

    def reword(self) -> None:
        """The same in another language."""
        super().reword()
        self.arrived() if self.office_app.facts else self.board.show((), {}, (self.words.opening,))

    @on(BoardView.Chosen)
    def chosen(self) -> None:
        """The line below the columns says the chosen card in full."""
        facts = self.office_app.facts
        self.query_one(Preview).show(self.board.card, facts.limits if facts else {})

    @on(BoardView.Opened)
    def clicked_twice(self) -> None:
        """Opens the card."""
        self.action_open()

    # -- looking ------------------------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Opens the chosen project."""
        from tui.screens.project import ProjectScreen

        if card := self.job_card():
            self.app.push_screen(ProjectScreen(card.code, card.name))

    def action_hidden(self) -> None:
        """Shows or hides terminated projects."""
        self._hidden = not self._hidden
        self.arrived()
        self.tell(self.words.hiding if self._hidden else self.words.showing_hidden)

    def action_search(self) -> None:
        """Opens the search box, or goes back to it."""
        from tui.widgets.search import SearchBox

        for box in self.query(SearchBox):
            box.focus_input()
            return
        self._typed = ""
        self.mount(SearchBox(), before=self.board)

    def action_back(self) -> None:
        """Clears the search; there is nothing else to go back from."""
        if self._typed is not None:
            self.end_search()
        else:
            self.tell(f"{self.words.actions.quit.short}{self.words.colon}{shown_key('quit', self.words)}")

    def searched(self, typed: str) -> None:
        """Something was typed into the search box."""
        self._typed = typed.strip()
        self.arrived()

    def end_search(self) -> None:
        """All cards again, the cursor on the project that was found."""
        found = self.board.card if self._typed else None
        self._typed = None
        if found and found.status is Status.TERMINATED:
            self._hidden = False
        for box in self.query("SearchBox"):
            box.remove()
        self.arrived()
        if found:
            self.board.choose(found.code)
        self.board.focus()

    # -- whose project ------------------------------------------------------------------------------------------------

    def job_card(self) -> Card | None:
        """The chosen card; says so where there is none."""
        card = self.board.card
        if card is None:
            self.tell(self.words.no_choice if self.office_app.facts else self.words.opening, bad=True)
        return card

    def job_project(self) -> tuple[str, str] | None:
        """The code and name of the chosen project."""
        card = self.job_card()
        return (card.code, card.name) if card else None


def matching(cards: Sequence[Card], typed: str) -> list[Card]:
    """The cards that hold every part of what was typed; it is folded once for all of them."""
    from tracker.office.cards import fold_search

    parts = fold_search(typed)
    return [card for card in cards if all(part in card.search for part in parts)]
