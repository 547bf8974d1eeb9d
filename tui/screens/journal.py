"""The journal: who did what, when and why, newest first and as far back as one likes to go; one's own is undone here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.events import Resize

from tui.actions import JOURNAL, bindings
from tui.asking.journal import LIMIT, page, recorded
from tui.screens.journal_rows import JournalLines, Noted
from tui.screens.undoing import Undoing
from tui.text import ascii_only
from tui.widgets.filter_box import FilterBox
from tui.widgets.key_line import KeyLine
from tui.widgets.lines import Line
from tui.widgets.page import Page
from tui.widgets.roll import Roll, Story
from tui.widgets.year_strip import YearStrip

if TYPE_CHECKING:
    from tracker.office.journal import Page as Entries
    from tracker.office.journal import Recorded
    from tui.office import Office

WIDE = 110
"""From this width on the page stands beside the list, else below it."""


@dataclass(slots=True)
class Shown:
    """What has been read so far: the entries, and whether there are older ones."""

    noted: list[Noted]
    more: bool


class JournalScreen(Undoing):
    """Entries under their days; older ones are read when the cursor comes near them."""

    ON = MAIN = JOURNAL
    BINDINGS: ClassVar[list[BindingType]] = bindings(JOURNAL)
    DEFAULT_CSS = """
    JournalScreen { background: $background; }
    JournalScreen #both { layout: vertical; height: 1fr; }
    JournalScreen #roll { height: 1fr; }
    JournalScreen #story { height: 9; border-top: solid $foreground 25%; padding: 0; }
    JournalScreen.-wide #both { layout: horizontal; }
    JournalScreen.-wide #roll { width: 13fr; height: 1fr; }
    JournalScreen.-wide #story { width: 7fr; height: 1fr; border-top: none; border-left: solid $foreground 25%; }
    JournalScreen.-plain #story { border-top: ascii $foreground 25%; }
    JournalScreen.-plain.-wide #story { border-top: none; border-left: ascii $foreground 25%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self._typed: str | None = None
        self._recorded: dict[int, Recorded] = {}
        self._asking = False
        self._read_at = -1

    def compose(self) -> ComposeResult:
        """The strip, the list and the page, the keys."""
        yield YearStrip()
        with Container(id="both"):
            yield Roll(self._line, lambda one: one.entry.id, self.words.loading)
            yield Story("story")
        yield KeyLine(JOURNAL)

    def on_mount(self) -> None:
        """Reads the newest entries."""
        self.set_class(ascii_only(), "-plain")
        self.roll.focus()
        self.arrived()

    @property
    def roll(self) -> Roll:
        """The list."""
        return self.query_one(Roll)

    def _line(self, one: Noted, width: int) -> Line:
        return JournalLines(self.words, self.terms).line(one, width)

    # -- what is shown ------------------------------------------------------------------------------------------------

    def arrived(self) -> None:
        """Reads as many entries again as were shown, where anything has changed."""
        facts = self.office_app.facts
        if facts is None:
            return
        self.query_one(YearStrip).show(facts.strip)
        if self._shown is None or facts.changes != self._read_at:
            self._read_at = facts.changes
            self._read(max(len(self._shown.noted) if self._shown else 0, LIMIT))

    def _read(self, limit: int = LIMIT) -> None:
        typed, actions = self._typed or "", self.words.journal_actions
        self._asking = True
        self.ask(lambda office: page(office, typed, actions, None, limit), self._there, group="journal",
                 otherwise=self._free)

    def _free(self, sentence: str) -> None:
        self._asking = False

    def _there(self, found: Entries) -> None:
        self._asking = False
        self._shown = Shown(_noted(found), found.more)
        self._fill()

    @on(Roll.Near)
    def near(self) -> None:
        """Reads older ones."""
        shown = self._shown
        if shown is None or not shown.more or self._asking or not shown.noted:
            return
        self._asking = True
        typed, actions, before = self._typed or "", self.words.journal_actions, shown.noted[-1].entry.id
        self.ask(lambda office: page(office, typed, actions, before), self._older, group="journal",
                 otherwise=self._free)

    def _older(self, found: Entries) -> None:
        self._asking = False
        if self._shown is not None:
            self._shown = Shown([*self._shown.noted, *_noted(found)], found.more)
            self._fill()

    def _fill(self) -> None:
        office = self.office_app.office
        if self._shown is None or office is None:
            return
        says = self.words.journal_screen
        note = (says.no_match.format(typed=self._typed),) if self._typed else says.none
        self.roll.show(JournalLines(self.words, self.terms).rows(self._shown.noted, office.today()), note)

    @on(Roll.Chosen)
    def chosen(self) -> None:
        """The page tells all about the chosen one; its facts are asked for."""
        one = self.roll.row
        self._tell_of(one)
        if one is not None and one.entry.id not in self._recorded:
            at = one.entry.id

            def job(office: Office) -> tuple[int, Recorded]:
                return at, recorded(office, at)

            self.ask(job, self._known, group="recorded")

    def _known(self, answer: tuple[int, Recorded]) -> None:
        if len(self._recorded) > 500:
            self._recorded.clear()
        self._recorded[answer[0]] = answer[1]
        self._tell_of(self.roll.row)

    def _tell_of(self, one: Noted | None) -> None:
        made = JournalLines(self.words, self.terms)
        known = self._recorded.get(one.entry.id) if one else None
        self.query_one(Page).show(lambda width: made.page(one, known, width) if one else [])

    @on(Roll.Opened)
    def clicked_twice(self) -> None:
        """Opens the project."""
        self.action_open()

    def on_resize(self, event: Resize) -> None:
        """The page beside the list, or below it."""
        self.set_class(event.size.width >= WIDE, "-wide")

    def reword(self) -> None:
        """The same in another language."""
        super().reword()
        self._fill()

    # -- keys ---------------------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Opens the box that narrows the list, or goes back to it."""
        for box in self.query(FilterBox):
            box.focus_input()
            return
        says = self.words.journal_screen
        self.mount(FilterBox(self.words.search_label, says.filter_hint), before=self.query_one("#both"))

    @on(FilterBox.Typed)
    def typed(self, event: FilterBox.Typed) -> None:
        """Reads what fits."""
        self._typed = event.text.strip()
        self._read()

    @on(FilterBox.Ended)
    def ended(self) -> None:
        """Everything again, the cursor where it was."""
        self.query(FilterBox).remove()
        self.roll.focus()
        if self._typed:
            self._typed = None
            self._read()

    def action_back(self) -> None:
        """Clears the filter, gives the keys back to the list, or goes back to the board."""
        if self.query(FilterBox):
            self.ended()
        elif not self.roll.has_focus:
            self.roll.focus()
        else:
            self.office_app.go("board")

    def action_open(self) -> None:
        """Opens the project the entry is about."""
        from tui.screens.project import ProjectScreen

        one = self.roll.row
        if one is None or not one.code:
            self.tell(self.words.journal_screen.no_project, bad=True)
        else:
            self.app.push_screen(ProjectScreen(one.code, one.entry.subject.removeprefix(f"{one.code} ")))

    def action_undo_this(self) -> None:
        """Undoes the chosen entry; where it is an undo, it is done again."""
        one = self.roll.row
        if one is not None:
            self.undo(one.entry.id)

    def action_refresh(self) -> None:
        """Reads everything again."""
        self.office_app.read_again()


def _noted(found: Entries) -> list[Noted]:
    return [Noted(line, found.codes.get(line.id, ""), found.of.get(line.id, ""), line.id in found.undone)
            for line in found.lines]
