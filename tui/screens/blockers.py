"""Blockers: everything that is stuck in one list, most overdue first, with the whole story of the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.events import Resize

from tracker.office.outcome import refused
from tui.actions import BLOCKERS, bindings, shown_key
from tui.asking.blockers import stuck
from tui.screens.blockers_rows import BlockerLines
from tui.screens.jobs import Jobs
from tui.widgets.filter_box import FilterBox
from tui.widgets.key_line import KeyLine
from tui.widgets.lines import Line, Lined
from tui.widgets.page import Page
from tui.widgets.roll import Roll, Story, Title
from tui.widgets.year_strip import YearStrip

if TYPE_CHECKING:
    from tracker.domain.blocking import Word
    from tracker.office.detail import Hold
    from tracker.office.stuck import Stuck, Sums
    from tui.office import Opened

WIDE = 110
"""From this width on the story stands beside the list, else below it."""


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


class BlockersScreen(Jobs):
    """From here a blocker is followed up, answered, verified, or its project opened."""

    ON = MAIN = BLOCKERS
    BINDINGS: ClassVar[list[BindingType]] = bindings(BLOCKERS)
    DEFAULT_CSS = """
    BlockersScreen { background: $background; }
    BlockersScreen #both { layout: vertical; height: 1fr; }
    BlockersScreen #roll { height: 1fr; }
    BlockersScreen #story { height: 9; border-top: solid $foreground 25%; padding: 0; }
    BlockersScreen.-wide #both { layout: horizontal; }
    BlockersScreen.-wide #roll { width: 13fr; height: 1fr; }
    BlockersScreen.-wide #story { width: 7fr; height: 1fr; border-top: none; border-left: solid $foreground 25%; }
    BlockersScreen.-plain #story { border-top: ascii $foreground 25%; }
    BlockersScreen.-plain.-wide #story { border-top: none; border-left: ascii $foreground 25%; }
    """

    def __init__(self) -> None:
        super().__init__()
        from tracker.office.stuck import Order

        self._every: tuple[Stuck, ...] | None = None
        self._order = Order.LATE
        self._everything = False
        self._typed: str | None = None
        self._read_at = -1

    def compose(self) -> ComposeResult:
        """The strip, the counts, the list and the story, the keys."""
        yield YearStrip()
        yield BlockersHead()
        with Container(id="both"):
            yield Roll(self._line, lambda hold: hold.id, self.words.loading)
            yield Story("story")
        yield KeyLine(BLOCKERS)

    def on_mount(self) -> None:
        """Reads the blockers."""
        from tui.text import ascii_only

        self.set_class(ascii_only(), "-plain")
        self.roll.focus()
        self.arrived()

    @property
    def roll(self) -> Roll:
        """The list."""
        return self.query_one(Roll)

    def _line(self, hold: Hold, width: int) -> Line:
        return BlockerLines(self.words, self.terms).line(hold, width)

    # -- what is shown ------------------------------------------------------------------------------------------------

    def arrived(self) -> None:
        """Reads the blockers again where anything has changed."""
        facts = self.office_app.facts
        if facts is None:
            return
        self.query_one(YearStrip).show(facts.strip)
        if self._every is None or facts.changes != self._read_at:
            self._read_at = facts.changes
            self._read()

    def _read(self) -> None:
        everything = self._everything
        self.ask(lambda office: stuck(office, everything), self._there, group="blockers")

    def _there(self, every: tuple[Stuck, ...]) -> None:
        self._every = every
        self._fill()

    def _fill(self) -> None:
        """Narrows, orders and counts; the cursor stays on its blocker."""
        from tracker.office.stuck import arranged, fitting, summed

        if self._every is None:
            return
        levels, says = self.terms.terms.level, self.words.blockers_screen
        holds = fitting(self._every, self._typed or "", levels)
        names = dict(levels) if self._order.value == "level" else {}
        rows: list[Hold | Title] = []
        for group in arranged(holds, self._order, list(levels)):
            if self._order.value not in ("late", "age"):
                rows.append(Title(names.get(group.name, group.name) or says.unnamed, str(len(group.holds))))
            rows += group.holds
        self.query_one(BlockersHead).show(summed(holds), self._order.value, self._everything)
        note = (says.no_match.format(typed=self._typed),) if self._typed else says.none
        self.roll.show(rows, note)

    @on(Roll.Chosen)
    def chosen(self) -> None:
        """The page tells the story of the chosen one."""
        hold = self.roll.row
        made = BlockerLines(self.words, self.terms)
        self.query_one(Page).show(lambda width: made.story(hold, width) if hold else [])

    @on(Roll.Opened)
    def clicked_twice(self) -> None:
        """Opens the project."""
        self.action_open()

    def on_resize(self, event: Resize) -> None:
        """The story beside the list, or below it."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.call_after_refresh(self.query_one(BlockersHead).refresh)

    def reword(self) -> None:
        """The same in another language."""
        super().reword()
        self._fill()

    # -- keys ---------------------------------------------------------------------------------------------------------

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

    def action_search(self) -> None:
        """Opens the box that narrows the list, or goes back to it."""
        for box in self.query(FilterBox):
            box.focus_input()
            return
        says = self.words.blockers_screen
        self.mount(FilterBox(self.words.search_label, says.filter_hint), before=self.query_one("#both"))

    @on(FilterBox.Typed)
    def typed(self, event: FilterBox.Typed) -> None:
        """Narrows the list; the cursor stays on its blocker, or goes to the first."""
        was = self.roll.row
        self._typed = event.text.strip()
        self._fill()
        if was is not None and self.roll.row is not None and self.roll.row.id != was.id:
            self.roll.first_row()

    @on(FilterBox.Ended)
    def ended(self) -> None:
        """The whole list again, the cursor where it was."""
        self._typed = None
        self.query(FilterBox).remove()
        self.roll.focus()
        self._fill()

    def action_back(self) -> None:
        """Clears the filter, gives the keys back to the list, or goes back to the board."""
        if self.query(FilterBox):
            self.ended()
        elif not self.roll.has_focus:
            self.roll.focus()
        else:
            self.office_app.go("board")

    def action_open(self) -> None:
        """Opens the project of the chosen blocker."""
        from tui.screens.project import ProjectScreen

        if project := self.job_project():
            self.app.push_screen(ProjectScreen(*project))

    # -- whose blocker ------------------------------------------------------------------------------------------------

    def job_project(self) -> tuple[str, str] | None:
        """The project of the chosen blocker."""
        hold = self.roll.row
        if hold is None:
            self.tell(self.words.blockers_screen.none[0], bad=True)
            return None
        return hold.code, hold.project

    def _say(self, word: str) -> None:
        """Says it of the chosen blocker itself, as it stands by now; where that cannot be, says why."""
        from tracker.domain.blocking import FROM, Word

        hold, said = self.roll.row, Word(word)

        def arrived(opened: Opened) -> None:
            found = next((one for one in opened.detail.blockers if one.id == hold.id), None)
            if found is None:
                self.tell(self.sentences(refused("unknown_blocker", value=hold.id)), bad=True)
            elif found.state in FROM[said]:
                self._said(found, said)
            else:
                self.tell(self._unsaid(found, said), bad=True)

        self._with_detail(arrived)

    def _unsaid(self, hold: Hold, word: Word) -> str:
        return self.sentences(refused("blocker_state", state=hold.state, word=word))
