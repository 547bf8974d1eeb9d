"""The journal: who did what, when and why, newest first and as far back as one likes to go; one's own is undone here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType

from tui.actions import JOURNAL, bindings
from tui.asking.journal import LIMIT, page, recorded
from tui.screens.beside import Beside
from tui.screens.journal_rows import JournalLines, Noted
from tui.widgets.lines import Line
from tui.widgets.page import Row
from tui.widgets.roll import Roll

if TYPE_CHECKING:
    from tracker.office.journal.journal import JournalPage as Entries
    from tracker.office.journal.journal import Recorded
    from tui.office import Office


@dataclass(slots=True)
class Shown:
    """What has been read so far: the entries, and whether there are older ones."""

    noted: list[Noted]
    more: bool


class JournalScreen(Beside):
    """Entries under their days; older ones are read when the cursor comes near them."""

    ON = MAIN = JOURNAL
    BINDINGS: ClassVar[list[BindingType]] = bindings(JOURNAL)

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self._recorded: dict[int, Recorded] = {}
        self._asking = False

    def line(self, one: Noted, width: int) -> Line:
        """An entry in the list."""
        return JournalLines(self.words, self.terms).line(one, width)

    def ident(self, one: Noted) -> int:
        """Its number."""
        return one.entry.id

    def story(self, one: Noted, width: int) -> list[Row]:
        """All about an entry, with its facts as soon as they are known."""
        return JournalLines(self.words, self.terms).page(one, self._recorded.get(one.entry.id), width)

    def hint(self) -> str:
        """Words, persons, projects."""
        return self.words.journal_screen.filter_hint

    # -- what is shown ------------------------------------------------------------------------------------------------

    def has_read(self) -> bool:
        """Whether the newest entries are there."""
        return self._shown is not None

    def read(self) -> None:
        """Reads as many entries again as were shown."""
        self._read(max(len(self._shown.noted) if self._shown else 0, LIMIT))

    def narrowed(self) -> None:
        """Reads what fits."""
        self._read(LIMIT)

    def _read(self, limit: int) -> None:
        typed, actions = self.sought, self.words.journal_actions
        self._asking = True
        self.ask(lambda office: page(office, typed, actions, None, limit), self._there, group="journal",
                 otherwise=self._free)

    def _free(self, sentence: str) -> None:
        self._asking = False

    def _there(self, found: Entries) -> None:
        self._asking = False
        self._shown = Shown(_noted(found), found.more)
        self.fill()

    @on(Roll.Near)
    def near(self) -> None:
        """Reads older ones."""
        shown = self._shown
        if shown is None or not shown.more or self._asking or not shown.noted:
            return
        self._asking = True
        typed, actions, before = self.sought, self.words.journal_actions, shown.noted[-1].entry.id
        self.ask(lambda office: page(office, typed, actions, before), self._older, group="journal",
                 otherwise=self._free)

    def _older(self, found: Entries) -> None:
        self._asking = False
        if self._shown is not None:
            self._shown = Shown([*self._shown.noted, *_noted(found)], found.more)
            self.fill()

    def fill(self) -> None:
        """Lists the entries under their days."""
        office = self.office_app.office
        if self._shown is None or office is None:
            return
        says = self.words.journal_screen
        note = (says.no_match.format(typed=self.sought),) if self.sought else says.none
        self.roll.show(JournalLines(self.words, self.terms).rows(self._shown.noted, office.today()), note)

    def chosen(self) -> None:
        """The page tells of the chosen entry; its facts are asked for."""
        super().chosen()
        one = self.roll.row
        if one is not None and one.entry.id not in self._recorded:
            at = one.entry.id

            def job(office: Office) -> tuple[int, Recorded]:
                return at, recorded(office, at)

            self.ask(job, self._known, group="recorded")

    def _known(self, answer: tuple[int, Recorded]) -> None:
        if len(self._recorded) > 500:
            self._recorded.clear()
        self._recorded[answer[0]] = answer[1]
        super().chosen()

    # -- keys ---------------------------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Opens the project the entry is about; of many projects, the one that is chosen."""
        one = self.roll.row
        if one is not None and one.entry.many is not None:
            self._choose(one)
        elif one is None or not one.code:
            self.tell(self.words.journal_screen.no_project, bad=True)
        else:
            self.office_app.open_project(one.code, one.entry.subject.removeprefix(f"{one.code} "))

    def _choose(self, one: Noted) -> None:
        """Lists the projects of an entry, each with what was done to it."""
        from tui.dialogs.choose import Choose

        made, known = JournalLines(self.words, self.terms), self._recorded.get(one.entry.id)
        options = [(f"{entry.subject}  {made.member(entry)}", (code, entry.subject.removeprefix(f"{code} ")))
                   for code, entry in (known.members if known else ())]
        if options:
            self.app.push_screen(Choose(made.subject(one.entry), options, self.words.forms.which_hint), self._picked)

    def _picked(self, project: tuple[tuple[str, str]] | None) -> None:
        if project is not None:
            self.office_app.open_project(*project[0])

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
