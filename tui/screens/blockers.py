"""Blockers: everything that is stuck in one list, most overdue first, with the whole story of the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.events import Resize

from tracker.office.register.stuck import Order, SearchedBlocker, Sums, arranged, counted_blockers, fitting, stuck
from tracker.report.lists.blockers import SEEN, hold_columns, named_section
from tracker.report.lists.shape import ListTable
from tui.actions import (
    BLOCKER_JOBS,
    COPY,
    CORRECT,
    LOOK,
    PROJECT_JOBS,
    REFRESH,
    UNDO_LAST,
    YEAR_KEYS,
    Action,
    shown_key,
    with_keys,
)
from tui.exported import Exported
from tui.screens.base import OfficeScreen, loading
from tui.screens.blockers_rows import BlockerLines
from tui.widgets.key_line import KeyLine
from tui.widgets.lines import Line, Lined
from tui.widgets.list_and_page import ListAndPage, Telling
from tui.widgets.roll import Roll, Title
from tui.widgets.year_strip import YearStrip

if TYPE_CHECKING:
    from tracker.domain.blocking import Word
    from tracker.office.project.detail import Hold


class BlockersHead(Lined):
    """What is counted over the list, and the names of its columns."""

    DEFAULT_CSS = """
    BlockersHead { height: 2; background: $background; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="head")
        self._sums: Sums | None = None
        self._order = ""
        self._everything = False

    def show(self, sums: Sums, order: str, everything: bool) -> None:
        """Takes the counts, the order and whether everything is listed."""
        self._sums, self._order, self._everything = sums, order, everything
        self.refresh()

    def line(self, y: int, width: int) -> Line:
        """The counts; the columns."""
        if self._sums is None:
            return [(loading(self.screen), "dim")] if y == 0 else []
        made = BlockerLines(self.words, self.office_app.terms)
        if y == 0:
            order = made.says.ordered.format(order=made.says.order[self._order],
                                             key=shown_key("order_blockers", self.words))
            return made.sums(self._sums, order, self._everything, width)
        return made.head(self.screen.query_one(Roll).scrollable_content_region.width)


class BlockersScreen(OfficeScreen):
    """From here a blocker is followed up, answered, verified, or its project opened."""

    NAME = "blockers"
    ACTIONS = (
        *LOOK, *YEAR_KEYS, REFRESH, COPY, *PROJECT_JOBS, *BLOCKER_JOBS, CORRECT,
        Action("order_blockers", ("f9", "o"), "blocker"),
        Action("all_blockers", ("f8", "t"), "blocker"),
        Action("to_review", ("ctrl+e", "w"), "blocker"),
        UNDO_LAST)
    FOOTER = ("note", "answer", "verify", "open", "order_blockers", "search", "palette", "help", "all_blockers",
              "year_back", "year_on", "to_review", "undo", "back", "raise_blocker", "move", "receipt")

    def __init__(self) -> None:
        super().__init__()
        self._every: tuple[SearchedBlocker, ...] | None = None
        self._order = Order.LATE
        self._everything = False

    def compose(self) -> ComposeResult:
        """The strip, the counts with the names of the columns, the list with its page, the keys."""
        yield YearStrip()
        yield BlockersHead()
        yield ListAndPage(Telling(line=lambda hold, width: self._lines.line(hold, width), ident=lambda hold: hold.id,
                                  story=lambda hold, width: self._lines.story(hold, width)), self.words.loading)
        yield KeyLine(self.FOOTER)

    def on_mount(self) -> None:
        """Reads for the first time."""
        self.arrived()

    @property
    def _lines(self) -> BlockerLines:
        return BlockerLines(self.words, self.terms)

    @property
    def listed(self) -> ListAndPage:
        """The list and its page."""
        return self.query_one(ListAndPage)

    # -- what is shown ------------------------------------------------------------------------------------------------

    def arrived(self) -> None:
        """Reads again where anything has changed."""
        super().arrived()
        if self.has_news() or (self._every is None and self.office_app.facts is not None):
            self._read()

    def _read(self) -> None:
        everything = self._everything
        self.ask(lambda desk: stuck(desk, everything=everything), self._there, group="blockers",
                 otherwise=self._unread)

    def _unread(self, sentence: str) -> None:
        if self._every is None:
            self.listed.roll.show([], (sentence,))

    def _there(self, every: tuple[SearchedBlocker, ...]) -> None:
        self._every = every
        self._fill()

    def _fill(self) -> None:
        """Narrows, orders and counts; the cursor stays on its blocker."""
        if self._every is None:
            return
        says, sought = self.words.blockers_screen, self.listed.sought
        rows = self._rows()
        holds = [row for row in rows if not isinstance(row, Title)]
        self.query_one(BlockersHead).show(counted_blockers(holds), self._order.value, self._everything)
        none = tuple(with_keys(line, self.words) for line in says.none)
        self.listed.roll.show(rows, (says.no_match.format(typed=sought),) if sought else none)

    def _rows(self) -> list[Hold | Title]:
        """The blockers that fit, in order, under the titles of their groups."""
        levels, says = self.terms.terms.level, self.words.blockers_screen
        holds = fitting(self._every or (), self.listed.sought, levels)
        names = dict(levels) if self._order is Order.LEVEL else {}
        rows: list[Hold | Title] = []
        for group in arranged(holds, self._order, list(levels)):
            if self._order not in (Order.LATE, Order.AGE):
                rows.append(Title(names.get(group.name, group.name) or says.unnamed, str(len(group.holds))))
            rows += group.holds
        return rows

    @on(ListAndPage.Narrowed)
    def narrowed(self) -> None:
        """The cursor stays on its blocker, or goes to the first."""
        roll = self.listed.roll
        was = roll.row
        self._fill()
        if was is not None and roll.row is not None and roll.row.id != was.id:
            roll.first_row()

    def on_resize(self, event: Resize) -> None:
        """The columns stand over the list, which has become wider or narrower."""
        self.call_after_refresh(self.query_one(BlockersHead).refresh)

    # -- keys ---------------------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Narrows by projects, bureaus, levels, categories."""
        self.listed.search(self.words.blockers_screen.filter_hint)

    def action_back(self) -> None:
        """Clears the box, gives the keys back to the list, or goes back to the board."""
        if not self.listed.back():
            self.office_app.action_go("board")

    def exported(self) -> Exported | str:
        """The blockers listed, in the order and groups they are listed in."""
        if self._every is None:
            return self.words.lists.not_yet
        says, lang, sought = self.words.blockers_screen, self.words.lang, self.listed.sought
        rows = [named_section(row.name, int(row.end), lang) if isinstance(row, Title) else row for row in self._rows()]
        about = (*((self.words.lists.searched.format(typed=sought),) if sought else ()),
                 says.everything if self._everything else says.only_open, says.order[self._order.value])
        return Exported(self.NAME, lambda desk: [ListTable(hold_columns(SEEN, lang), rows)], about,
                        narrowed=bool(sought))

    def action_order_blockers(self) -> None:
        """The next way to order or group the list."""
        self._order = self._order.following
        self._fill()

    def action_all_blockers(self) -> None:
        """Lists risks and verified ones too, or only what is open."""
        self._everything = not self._everything
        self._read()
        says = self.words.blockers_screen
        self.tell(says.shown_all if self._everything else says.shown_open)

    def action_to_review(self) -> None:
        """To the weekly review of what is listed here."""
        self.office_app.action_go("review")

    @on(Roll.Opened)
    def action_open(self) -> None:
        """Opens the project of the chosen blocker."""
        if project := self.project_here():
            self.office_app.open_project(*project)

    # -- whose blocker ------------------------------------------------------------------------------------------------

    def project_here(self) -> tuple[str, str] | None:
        """The project of the chosen blocker."""
        hold = self.listed.roll.row
        if hold is None:
            self.tell(self.words.blockers_screen.none[0], bad=True)
            return None
        return hold.code, hold.project

    def blocker_here(self, word: Word) -> int | None:
        """The chosen blocker."""
        hold = self.listed.roll.row
        return hold.id if hold is not None else None
