"""Blockers: everything that is stuck in one list, most overdue first, with the whole story of the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.events import Resize
from textual.widget import Widget

from tracker.domain.reasons import Code
from tracker.office.outcome import refused
from tui.actions import BLOCKERS, bindings, shown_key
from tui.asking.blockers import stuck
from tui.screens.beside import Beside
from tui.screens.blockers_rows import BlockerLines
from tui.screens.jobs import Jobs
from tui.widgets.lines import Line, Lined
from tui.widgets.page import Row
from tui.widgets.roll import Roll, Title

if TYPE_CHECKING:
    from tracker.domain.blocking import BlockerState
    from tracker.office.project.detail import Hold
    from tracker.office.register.stuck import SearchedBlocker, Sums
    from tui.office import Opened


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
            return [(self.words.loading, "dim")] if y == 0 else []
        made = BlockerLines(self.words, self.office_app.terms)
        if y == 0:
            order = made.says.ordered.format(order=made.says.order[self._order],
                                             key=shown_key("order_blockers", self.words))
            return made.sums(self._sums, order, self._everything, width)
        return made.head(self.screen.query_one(Roll).scrollable_content_region.width)


class BlockersScreen(Beside, Jobs):
    """From here a blocker is followed up, answered, verified, or its project opened."""

    ON = MAIN = BLOCKERS
    BINDINGS: ClassVar[list[BindingType]] = bindings(BLOCKERS)

    def __init__(self) -> None:
        super().__init__()
        from tracker.office.register.stuck import Order

        self._every: tuple[SearchedBlocker, ...] | None = None
        self._order = Order.LATE
        self._everything = False

    def over(self) -> Iterator[Widget]:
        """The counts, and the names of the columns."""
        yield BlockersHead()

    def line(self, one: Hold, width: int) -> Line:
        """A blocker in the list."""
        return BlockerLines(self.words, self.terms).line(one, width)

    def ident(self, one: Hold) -> int:
        """Its number."""
        return one.id

    def story(self, one: Hold, width: int) -> list[Row]:
        """The whole story of a blocker."""
        return BlockerLines(self.words, self.terms).story(one, width)

    def hint(self) -> str:
        """Projects, bureaus, levels, categories."""
        return self.words.blockers_screen.filter_hint

    # -- what is shown ------------------------------------------------------------------------------------------------

    def has_read(self) -> bool:
        """Whether the blockers are there."""
        return self._every is not None

    def read(self) -> None:
        """Reads the blockers."""
        everything = self._everything
        self.ask(lambda office: stuck(office, everything), self._there, group="blockers")

    def _there(self, every: tuple[SearchedBlocker, ...]) -> None:
        self._every = every
        self.fill()

    def fill(self) -> None:
        """Narrows, orders and counts; the cursor stays on its blocker."""
        from tracker.office.register.stuck import arranged, counted_blockers, fitting

        if self._every is None:
            return
        levels, says = self.terms.terms.level, self.words.blockers_screen
        holds = fitting(self._every, self.sought, levels)
        names = dict(levels) if self._order.value == "level" else {}
        rows: list[Hold | Title] = []
        for group in arranged(holds, self._order, list(levels)):
            if self._order.value not in ("late", "age"):
                rows.append(Title(names.get(group.name, group.name) or says.unnamed, str(len(group.holds))))
            rows += group.holds
        self.query_one(BlockersHead).show(counted_blockers(holds), self._order.value, self._everything)
        note = (says.no_match.format(typed=self.sought),) if self.sought else says.none
        self.roll.show(rows, note)

    def narrowed(self) -> None:
        """The cursor stays on its blocker, or goes to the first."""
        was = self.roll.row
        self.fill()
        if was is not None and self.roll.row is not None and self.roll.row.id != was.id:
            self.roll.first_row()

    def on_resize(self, event: Resize) -> None:
        """The columns stand over the list, which has become wider or narrower."""
        self.call_after_refresh(self.query_one(BlockersHead).refresh)

    # -- keys ---------------------------------------------------------------------------------------------------------

    def action_order_blockers(self) -> None:
        """The next way to order or group the list."""
        self._order = self._order.following
        self.fill()

    def action_all_blockers(self) -> None:
        """Lists risks and verified ones too, or only what is open."""
        self._everything = not self._everything
        self.read()
        says = self.words.blockers_screen
        self.tell(says.shown_all if self._everything else says.shown_open)

    def action_to_review(self) -> None:
        """To the weekly review of what is listed here."""
        self.office_app.go("review")

    def action_open(self) -> None:
        """Opens the project of the chosen blocker."""
        if project := self.job_project():
            self.office_app.open_project(*project)

    # -- whose blocker ------------------------------------------------------------------------------------------------

    def job_project(self) -> tuple[str, str] | None:
        """The project of the chosen blocker."""
        hold = self.roll.row
        if hold is None:
            self.tell(self.words.blockers_screen.none[0], bad=True)
            return None
        return hold.code, hold.project

    def _say(self, word: str) -> None:
        """Says it of the chosen blocker itself, where that can be said of it."""
        from tracker.domain.blocking import Word
        from tracker.domain.machines import BLOCKER_LIFE

        said = Word(word)
        self._with_chosen(word, BLOCKER_LIFE.sources(said), lambda hold: self._said(hold, said))

    def action_correct_blocker(self) -> None:
        """Puts the chosen blocker right, unless it is verified."""
        from tracker.domain.blocking import BlockerState

        self._with_chosen("correct", {*BlockerState} - {BlockerState.VERIFIED}, self._corrected)

    def _with_chosen(self, does: str, states: Collection[BlockerState], then: Callable[[Hold], object]) -> None:
        """Does something with the chosen blocker as it stands by now; where that cannot be, says why."""
        hold = self.roll.row

        def arrived(opened: Opened) -> None:
            found = next((one for one in opened.detail.blockers if one.id == hold.id), None)
            if found is None:
                self.tell(self.sentences(refused(Code.UNKNOWN_BLOCKER, value=hold.id)), bad=True)
            elif found.state in states:
                then(found)
            else:
                self.tell(self.sentences(refused(Code.BLOCKER_STATE, state=found.state, word=does)), bad=True)

        self._with_detail(arrived)
