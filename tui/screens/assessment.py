"""The assessment of a year: the board of all units, what they reached, and whose each project is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.events import Resize

from tracker.office.assessment.suggested_credits import ClaimOpened, open_claim
from tracker.office.assessment.unit_figures import ProjectBeside
from tracker.report.lists.assessment import board_tables
from tracker.report.lists.units import unit_figures_tables
from tracker.words import spoken
from tracker.words.screens_assessment import AssessmentScreenWords
from tui.actions import BACK, BACK_TO_NOW, COPY, KNOWN, REFRESH, UNDO_LAST, YEAR_KEYS, Action, shown_key
from tui.dialogs.crediting import ClaimDialog, TakeCreditsDialog, TakeUnitsDialog, WithdrawDialog
from tui.dialogs.until import UntilDialog
from tui.exported import Exported
from tui.screens.assessed_unit import AssessedUnitScreen
from tui.screens.assessment_asked import AssessmentSeen, assessment_seen
from tui.screens.assessment_boards import ReachedBoard, ScoreBoard, UnitBoard
from tui.screens.assessment_claims import claims_rows, empty_rows
from tui.screens.assessment_top import CLAIMS, REACHED, SCORES, AssessmentTop, BoardFoot, export_heading
from tui.screens.figures_asked import Known, Wrong
from tui.screens.of_year import YearScreen, wrong_rows
from tui.widgets.grid import Grid
from tui.widgets.grid_lines import Lines
from tui.widgets.key_line import KeyLine
from tui.widgets.page import Page, Row, heading
from tui.widgets.year_strip import YearStrip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

    from tracker.office.assessment.credits import CreditShown



class AssessmentScreen(YearScreen):
    """Pages of one year, turned by Tab: scores where the rules have some, figures and targets, claims."""

    NAME = "assessment"
    ACTIONS = (
        Action("open_assessed", ("enter",), "figures", writes=True),
        Action("assessment_page", ("tab",), "figures", "turn(1)"),
        Action("assessment_page_before", ("shift+tab",), "figures", "turn(-1)"),
        Action("take_suggested", ("f4",), "figures", writes=True),
        Action("credited_project", ("f5", "o"), "figures"),
        Action("withdraw_claim", ("delete",), "figures", writes=True),
        KNOWN, BACK_TO_NOW, BACK, *YEAR_KEYS, UNDO_LAST, REFRESH, COPY)
    FOOTER = ("open_assessed", "assessment_page", "take_suggested", "credited_project", "withdraw_claim", "back_to_now",
              "known", "year_back", "year_on", "palette", "help", "back", "undo", "export")
    DEFAULT_CSS = """
    AssessmentScreen { background: $background; }
    """

    def __init__(self, known: Known | None = None) -> None:
        super().__init__()
        self._known = known or Known()
        self._seen: AssessmentSeen | None = None
        self._page = SCORES
        self._unit: int | None = None
        """The unit that the cursor stood on last, on either board."""
        self._board: UnitBoard | None = None

    def compose(self) -> ComposeResult:
        """The strip, which page and of when, the board or the page, the cell in full, the keys."""
        yield YearStrip()
        yield AssessmentTop()
        yield Grid()
        yield Page(self.NAME)
        yield BoardFoot()
        yield KeyLine(self.FOOTER)

    @property
    def grid(self) -> Grid:
        """The board of the moment."""
        return self.query_one(Grid)

    @property
    def page(self) -> Page:
        """The page of claims, and of what there is instead of a board."""
        return self.query_one(Page)

    def on_mount(self) -> None:
        """Reads."""
        self._stand_on(self.page)
        self.arrived()

    # -- what is shown ------------------------------------------------------------------------------------------------

    def shown(self) -> tuple[int, int] | None:
        """The year read."""
        return None if self._seen is None else (self._seen.year, self._seen.changes)

    def _read(self) -> None:
        year, known, lang = self._year, self._known, self.words.lang
        if year is None:
            return
        if self._seen is None or self._seen.year != year:
            self._seen = self._wrong = None
            self._fill()
        self.ask(lambda desk: assessment_seen(desk, year, known, lang), self._is_read, group=self.NAME,
                 otherwise=self._unread)

    def _tell_wrong(self, wrong: Wrong) -> None:
        self._is_read(wrong)

    def _is_read(self, seen: AssessmentSeen | Wrong) -> None:
        self._seen, self._wrong = (seen, None) if isinstance(seen, AssessmentSeen) else (None, seen)
        self._fill()

    @property
    def _says(self) -> AssessmentScreenWords:
        return spoken(self.words.lang, AssessmentScreenWords)

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages there are: none without units."""
        seen = self._seen
        if seen is None or not seen.has_units:
            return ()
        return (SCORES, REACHED, CLAIMS) if seen.assessed else (REACHED, CLAIMS)

    @property
    def shown_page(self) -> str:
        """The one that is shown; empty where there is none."""
        return self._page if self._page in self.pages else next(iter(self.pages), "")

    def _fill(self) -> None:
        seen, shown = self._seen, self.shown_page
        self.query_one(AssessmentTop).show(seen, self._known, self.pages, shown,
                                            is_counting=self._wrong is None)
        self._board = None
        if seen is not None and shown in (SCORES, REACHED):
            self._board = (ScoreBoard(seen.assessed, self.words) if seen.assessed and shown == SCORES
                           else ReachedBoard(seen.figures, self.words))
            self._show_board(self._board)
        else:
            self.page.show(lambda width: self._rows(width))
        self._stand_on(self.grid if self._board is not None else self.page)
        self.query_one(KeyLine).refresh()

    def _show_board(self, board: UnitBoard) -> None:
        self.grid.set_columns(board.columns, board.frozen, {})
        self.grid.show(Lines(range(len(board))), heading=lambda group: [], marked=lambda row: False)
        at = next((row for row in range(len(board)) if self._unit is not None and board.number(row) == self._unit), 0)
        self.grid.go(at)

    def _stand_on(self, widget: Widget) -> None:
        """Shows the board or the page, and gives it the keys."""
        for one in (self.grid, self.page):
            one.display = one is widget
        self.query_one(BoardFoot).display = widget is self.grid
        widget.focus()

    def _rows(self, width: int) -> list[Row]:
        seen = self._seen
        if self._wrong is not None:
            return [*wrong_rows(self._wrong, self.words, width)]
        if seen is None:
            return [heading((self.words.figures.counting, "dim"))]
        return list(claims_rows(seen, self.words, self.terms, width) if seen.has_units
                    else empty_rows(seen, self.words, width))

    def reword(self) -> None:
        """Shows the screen in the language that is spoken now; what was read is named anew."""
        super().reword()
        self._read()

    def on_resize(self, event: Resize) -> None:
        """What stands on top may take another number of lines."""
        self.query_one(AssessmentTop).refresh(layout=True)

    @on(Grid.Chosen)
    def chosen(self) -> None:
        """The cell under the cursor, in full."""
        row, column = self.grid.row, self.grid.column
        if self._board is None or row is None or row >= len(self._board):
            self.query_one(BoardFoot).show([])
            return
        self._unit = self._board.number(row)
        self.query_one(BoardFoot).show(self._board.told(row, column.name if column else ""))

    # -- keys ---------------------------------------------------------------------------------------------------------

    def offers(self, action_id: str) -> bool:
        """Only what can act on what is shown."""
        seen = self._seen
        if action_id == "back_to_now":
            return not self._known.now
        if action_id == "assessment_page":
            return bool(self.pages)
        can_take = seen is not None and bool(seen.suggested.takeable or seen.suggested.units)
        if action_id == "take_suggested":
            return can_take
        there = seen is not None and self.shown_page == CLAIMS and bool(seen.twice or seen.unclaimed)
        if action_id == "credited_project":
            return there
        if action_id == "withdraw_claim":
            return seen is not None and self.shown_page == CLAIMS and bool(seen.claims)
        return action_id != "open_assessed" or there or can_take or self._board is not None

    def _beside(self) -> ProjectBeside | None:
        """The project under the cursor, on the page of claims."""
        row = self.page.row if self.shown_page == CLAIMS else None
        return row.to if row is not None and isinstance(row.to, ProjectBeside) else None

    def action_turn(self, by: int) -> None:
        """The next page, or the one before."""
        if self.pages:
            self._page = self.pages[(self.pages.index(self.shown_page) + by) % len(self.pages)]
            self._fill()

    def action_show_page(self, name: str) -> None:
        """One of the pages, by its name."""
        self._page = name
        self._fill()

    @on(Grid.Opened)
    def action_open_assessed(self) -> None:
        """Enter: one unit line by line; what two claim or nobody does; the form of a claim; what can be taken."""
        if self._board is None:
            self.page.pick()
            return
        row = self.grid.row
        number = self._board.number(row) if row is not None else None
        if number is not None and self._year is not None:
            self.app.push_screen(AssessedUnitScreen(number, self._known))
        elif number is None:
            self._page = CLAIMS
            self._fill()

    @on(Page.Picked)
    def picked(self, event: Page.Picked) -> None:
        """Opens the form of a claim, or what profiles suggest."""
        seen, of = self._seen, event.row.to
        if event.row.does == "take":
            self.action_take_suggested()
        elif seen is not None and isinstance(of, ProjectBeside) and self._may_write():
            claims, code = seen.claims.get(of.code, ()), of.code
            self.ask(lambda desk: open_claim(desk, code), lambda opened: self._claim(of, claims, opened),
                     group="claim")

    def _claim(self, of: ProjectBeside, claims: Sequence[CreditShown], opened: ClaimOpened) -> None:
        """The form of a claim: with the unit that the profile names, from the day the project was first known on."""
        seen = self._seen
        if seen is not None and self.app.screen is self:
            suggested, units = seen.suggested.of(of.code), [one.unit for one in seen.figures.units]
            self.app.push_screen(ClaimDialog(of, units, suggested[1].unit if suggested else "", opened, claims),
                                 self._done)

    def action_take_suggested(self) -> None:
        """What profiles suggest, shown first: on the page of claims whose each project is, elsewhere more units; where
        there is nothing of the one, the other.
        """
        seen, says = self._seen, self._says
        if seen is None or not self._may_write():
            return
        units, takeable = seen.suggested.units, seen.suggested.takeable
        if takeable and (self.shown_page == CLAIMS or not units):
            self.app.push_screen(TakeCreditsDialog(seen.suggested), self._done)
        elif units:
            self.app.push_screen(TakeUnitsDialog(units), self._done)
        else:
            self.tell(says.nothing_to_take if seen.has_units else says.no_names, bad=True)

    def action_withdraw_claim(self) -> None:
        """Makes a claim void that was wrong, of the project under the cursor."""
        seen, of = self._seen, self._beside()
        claims = seen.claims.get(of.code, ()) if seen is not None and of is not None else ()
        if not claims:
            self.tell(self._says.nothing_claimed, bad=True)
        elif self._may_write():
            self.app.push_screen(WithdrawDialog(claims), self._done)

    def _may_write(self) -> bool:
        """Whether what is shown is known now; else says that nothing is recorded of the past."""
        if self._known.as_of is None:
            return True
        self.tell(self._says.only_now.format(key=shown_key("back_to_now", self.words)), bad=True)
        return False

    def _done(self, done: str | None) -> None:
        if done is not None:
            self._read()

    def action_credited_project(self) -> None:
        """Opens the project under the cursor."""
        if (of := self._beside()) is not None:
            self.office_app.open_project(of.code, of.name)
        else:
            self.tell(self.words.no_choice, bad=True)

    def action_known(self) -> None:
        """Asks up to which day and as known at which moment."""
        dialog = UntilDialog(self._known, self._year)
        self.app.push_screen(dialog, lambda done: self._ask_as(dialog.known) if done is not None else None)

    def action_back_to_now(self) -> None:
        """The assessment of now."""
        if self._known.now:
            self.tell(self.words.figures.is_now)
        else:
            self._ask_as(Known())

    def _ask_as(self, known: Known) -> None:
        self._known, self._seen = known, None
        self._fill()
        self._read()

    def action_back(self) -> None:
        """Back to the figures."""
        self.dismiss()

    def exported(self) -> Exported | str:
        """The board of scores where it is shown; else what units reached, what two claim and what none does."""
        seen, lang = self._seen, self.words.lang
        if seen is None:
            return self.words.lists.not_yet
        figures, assessed, about = seen.figures, seen.assessed, export_heading(seen, self.words)
        if assessed is not None and self.shown_page == SCORES:
            return Exported("assessment", lambda desk: board_tables(assessed, lang), about, not self._known.now,
                            year=seen.year)
        return Exported("unit_figures", lambda desk: unit_figures_tables(figures, lang), about, not self._known.now,
                        year=seen.year)
