"""The board: six columns, the day starts here; from it every daily job is one key away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from tracker.domain.stages import Stage, Status
from tui.actions import (
    BLOCKER_JOBS,
    COPY,
    LEAD,
    LOOK,
    PROJECT_JOBS,
    REFRESH,
    UNDO_LAST,
    YEAR_KEYS,
    Action,
    named_key,
    with_keys,
)
from tui.screens.base import OfficeScreen
from tui.widgets.board_view import BoardView, in_columns
from tui.widgets.filter_line import FilterLine
from tui.widgets.key_line import KeyLine
from tui.widgets.preview import Preview
from tui.widgets.search import SearchBox
from tui.widgets.year_strip import YearStrip

# Late imports: the first frame does without the database, and without forms.

if TYPE_CHECKING:
    from tracker.domain.money import Currency
    from tracker.office.desk import Desk
    from tracker.office.register.board_filter import Choice
    from tracker.report.lists.shape import ListTable
    from tui.board import Board
    from tui.exported import Exported


@dataclass(frozen=True, slots=True)
class Laid:
    """The rows that come to be shown, and what their columns add up to where that is known already."""

    rows: Sequence[int]
    sums: Mapping[Stage, Mapping[Currency, int]] | None = None


def in_thread(facts: Board, rows: Sequence[int], board: BoardView, code: str | None) -> Laid:
    """Reads what the board draws of these rows, and adds up its columns: for a thread, in a large office."""
    held, columns = facts.register, in_columns(facts.register, rows)
    row = held.row_of(code) if code is not None else None
    held.bring([*board.rows_around(columns), *([] if row is None else [row])])
    return Laid(rows, {stage: held.sums("amount", column) for stage, column in columns.items() if column})


class BoardScreen(OfficeScreen):
    """All projects by stage. Terminated ones are left out until they are asked for, or found by a search."""

    NAME = "board"
    ACTIONS = (
        Action("show_demo", ("0",), "go"),
        *LOOK,
        Action("narrow", ("equals_sign", "f"), "look"),
        Action("mine", ("full_stop", "i"), "look"),
        Action("hidden", ("f8", "t"), "look"),
        *YEAR_KEYS, REFRESH, COPY, *PROJECT_JOBS, LEAD, *BLOCKER_JOBS, UNDO_LAST)
    FOOTER = ("search", "open", "move", "receipt", "raise_blocker", "note", "palette", "help", "back", "year_back",
              "year_on", "narrow", "hidden", "answer", "verify", "undo")

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._typed: str | None = None
        self._hidden = True
        self._wanted: dict[str, frozenset[str]] = {}
        self._once_shown: list[Callable[[], None]] = []
        """What waits until what is asked for is shown: at once, or once a thread has found it in a large office."""

    def compose(self) -> ComposeResult:
        """The strip, the columns, the chosen card in full, the keys. The search box comes when it is wanted."""
        yield YearStrip()
        yield BoardView(self.words.opening)
        yield Preview()
        yield KeyLine(self.FOOTER)

    @property
    def board(self) -> BoardView:
        """The columns."""
        return self.query_one(BoardView)

    # -- what is shown ------------------------------------------------------------------------------------------------

    def arrived(self) -> None:
        """Shows the projects that fit search and filter, keeping cursor and scroll."""
        super().arrived()
        facts = self.office_app.facts
        if facts is None:
            return
        if not facts.register.by_pages:
            self._show(facts, Laid(self._ordered(facts)))
            return
        card, fits = self.board.card, self._ordered
        self.ask(lambda desk: in_thread(facts, fits(facts), self.board, card.code if card else None),
                 partial(self._show, facts), group="laid")

    def _ordered(self, facts: Board) -> Sequence[int]:
        """The rows that fit, in the order of the board."""
        from tracker.office.register.register import BOARD_ORDER

        return self._fitting(facts, facts.register.order(range(facts.register.n), BOARD_ORDER))

    def _show(self, facts: Board, laid: Laid) -> None:
        rows = laid.rows
        self.board.show(facts.register, rows, facts.limits, self._note(facts), laid.sums)
        for box in self.query(SearchBox):
            box.found(len(rows))
        for line in self.query(FilterLine):
            line.show(self._wanted, len(rows), facts.untouched)
        done, self._once_shown = self._once_shown, []
        for then in done:
            then()

    @on(BoardView.Missing)
    def _missing(self, event: BoardView.Missing) -> None:
        """Reads the cards that came into sight, and draws them."""
        facts = self.office_app.facts
        if facts is not None:
            self.ask(lambda desk: facts.register.bring(event.rows), lambda _: self._brought(), group="page", quiet=True)

    def _brought(self) -> None:
        self.board.refresh()
        self.chosen()

    def _fitting(self, facts: Board, ordered: Sequence[int]) -> Sequence[int]:
        """The rows that fit, in the order given."""
        rows = facts.register.search(self._typed, ordered) if self._typed else self._standing(facts, ordered)
        if not self._wanted:
            return rows
        from tracker.office.register.board_filter import kept

        return kept(facts.register, self._wanted, facts.stale, rows)

    def _standing(self, facts: Board, rows: Sequence[int]) -> Sequence[int]:
        """Those of the rows that are not terminated; all where terminated ones are asked for."""
        if not self._hidden:
            return rows
        return facts.register.where({"status": {Status.ACTIVE, Status.PAUSED}}, rows)

    def _note(self, facts: Board) -> tuple[str, ...]:
        if self._typed:
            return tuple(self.words.no_match.format(typed=self._typed).split("\n"))
        if self._wanted:
            return (self.words.board.nothing_fits,)
        return ("",) if facts.register.n else tuple(with_keys(line, self.words) for line in self.words.empty_office)

    def reword(self) -> None:
        """Shows the screen in the language that is spoken now."""
        super().reword()
        self.arrived() if self.office_app.facts else self.board.show(None, (), {}, (self.words.opening,))

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
        if project := self.project_here():
            self.office_app.open_project(*project)

    def action_hidden(self) -> None:
        """Shows or hides terminated projects."""
        self._hidden = not self._hidden
        self.arrived()
        self.tell(self.words.hiding if self._hidden else self.words.showing_hidden)

    def action_search(self) -> None:
        """Opens the search box, or goes back to it."""
        for box in self.query(SearchBox):
            box.focus_input()
            return
        self._typed = ""
        self.mount(SearchBox(self.words.search_hint), before=self.board)

    def action_back(self) -> None:
        """Clears the search, then the filter; there is nothing else to go back from."""
        if self._typed is not None:
            self.end_search()
        elif self._wanted:
            self._narrowed({})
            self.tell(self.words.board.cleared)
        else:
            self.tell(named_key("quit", self.words))

    def action_show_demo(self) -> None:
        """Says how the demonstration is opened: it is an office of its own."""
        self.tell(with_keys(self.words.demo_how, self.words))

    def searched(self, typed: str) -> None:
        """Something was typed into the search box."""
        self._typed = typed.strip()
        self.arrived()

    def go_to_found(self) -> None:
        """Shows all again, the cursor on the card that was found."""
        self.end_search()

    def end_search(self) -> None:
        """All cards again, the cursor on the project that was found."""
        card = self.board.card if self._typed else None
        self._typed = None
        if card and card.status is Status.TERMINATED:
            self._hidden = False
        self.query(SearchBox).remove()
        if card:
            self._once_shown.append(lambda: self._choose(card.code))
        self.arrived()
        self.board.focus()

    def _choose(self, code: str) -> None:
        self.board.choose(code)

    def exported(self) -> Exported | str:
        """The projects on the board, stage by stage."""
        from tracker.report.lists.register import ON_THE_BOARD, grouped_rows, register_table
        from tui.exported import Exported
        from tui.widgets.filter_line import wanted_told

        facts, words = self.office_app.facts, self.words
        if facts is None or not facts.register.whole:
            return words.lists.not_yet
        held, lang, fits = facts.register, words.lang, partial(self._ordered, facts)
        about = [words.lists.searched.format(typed=self._typed)] if self._typed else []
        about += [f"{called}{words.colon}{named}"
                  for called, named in wanted_told(self._wanted, words, self.terms, facts.untouched)]
        about += [words.hiding] if self._hidden and not self._typed else []

        def tables(desk: Desk) -> list[ListTable[int]]:
            groups = sorted(held.groups(fits(), "stage"), key=lambda group: Stage(str(group.value)).rank)
            return [register_table(held, ON_THE_BOARD, held.in_pages(grouped_rows(groups, "stage", lang)), lang)]
        return Exported(self.NAME, tables, tuple(about), narrowed=bool(self._typed or self._wanted))

    # -- narrowing ----------------------------------------------------------------------------------------------------

    def action_narrow(self) -> None:
        """Opens the filter, with how many projects each choice would show."""
        facts = self.office_app.facts
        if facts is None:
            self.tell(self.words.opening, bad=True)
            return
        from tracker.office.register.board_filter import choices

        self.ask(lambda _: choices(facts.register, facts.stale, self._standing(facts, range(facts.register.n))),
                 partial(self._offer, facts), group="narrow")

    def _offer(self, facts: Board, choices: list[Choice]) -> None:
        from tui.dialogs.filter import FilterDialog

        if self.is_current:
            self.app.push_screen(FilterDialog(choices, self._wanted, facts.untouched, self._narrowed))

    def _narrowed(self, wanted: dict[str, frozenset[str]],
                  told: Callable[[int, str], None] = lambda count, total: None) -> None:
        """Shows what fits another filter, and tells how many that are, and their sum."""
        self._wanted, facts = wanted, self.office_app.facts
        there = self.query(FilterLine)
        if wanted and not there and facts is not None:
            self.mount(FilterLine(wanted, 0, facts.untouched), before=self.board)
        elif there and not wanted:
            there.remove()
        self._once_shown.append(lambda: told(self.board.count, self.board.total))
        self.arrived()

    def action_mine(self) -> None:
        """Only the projects of who sits here; all again the second time."""
        facts = self.office_app.facts
        if facts is None:
            self.tell(self.words.opening, bad=True)
            return
        mine = {"officer": frozenset({facts.who})}
        held, who = facts.register, facts.who
        if self._wanted == mine:
            self._narrowed({})
        else:
            self.ask_register(held, lambda: bool(held.where({"officer": {who}})), partial(self._mine, who),
                              group="narrow")

    def _mine(self, who: str, any_: bool) -> None:
        if any_:
            self._narrowed({"officer": frozenset({who})})
        else:
            self.tell(self.words.board.not_mine.format(who=who), bad=True)

    # -- whose project ------------------------------------------------------------------------------------------------

    def project_here(self) -> tuple[str, str] | None:
        """The code and name of the chosen project; says so where there is none."""
        card = self.board.card
        if card is None:
            self.tell(self.words.no_choice if self.office_app.facts else self.words.opening, bad=True)
            return None
        return card.code, card.name

