"""The journal: who did what, when and why, newest first and as far back as one likes to go; one's own is undone here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult

from tracker.domain.pinyin import fold_search, search_key
from tracker.office.desk import Desk
from tracker.office.journal.journal import JournalPage as Entries
from tracker.office.journal.journal import Recorded, Sought, journal_page, recorded
from tracker.office.verify import Verified, verify
from tracker.report.lists.journal import Noted, journal_table
from tracker.report.lists.shape import ListTable
from tracker.words.sentences import parts
from tui.actions import COPY, LOOK, REFRESH, UNDO_LAST, Action
from tui.dialogs.choose import Choose
from tui.exported import Exported
from tui.screens.base import OfficeScreen
from tui.screens.journal_rows import JournalLines
from tui.widgets.key_line import KeyLine
from tui.widgets.list_and_page import ListAndPage, Telling
from tui.widgets.roll import Roll
from tui.widgets.year_strip import YearStrip

LIMIT = 100
"""Entries in a page; the next is asked for when the cursor comes near the end."""
EVERYTHING = 10**9
"""More entries than any journal has."""


@dataclass(slots=True)
class Shown:
    """What has been read so far: the entries, and whether there are older ones."""

    noted: list[Noted]
    more: bool


class JournalScreen(OfficeScreen):
    """Entries under their days; older ones are read when the cursor comes near them."""

    NAME = "journal"
    ACTIONS = (*LOOK, REFRESH, COPY, UNDO_LAST, Action("undo_this", ("f8",), "office", writes=True),
               Action("prove", ("f9", "v"), "office"))
    FOOTER = ("search", "open", "undo", "undo_this", "prove", "palette", "help", "back")

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self._recorded: dict[int, Recorded] = {}
        self._asking = False

    def compose(self) -> ComposeResult:
        """The strip, the list with its page, the keys."""
        yield YearStrip()
        yield ListAndPage(Telling(
            line=lambda noted, width: self._lines.line(noted, width), ident=lambda noted: noted.entry.id,
            story=lambda noted, width: self._lines.page(noted, self._recorded.get(noted.entry.id), width),
        ), self.words.loading)
        yield KeyLine(self.FOOTER)

    def on_mount(self) -> None:
        """Reads for the first time."""
        self.arrived()

    @property
    def _lines(self) -> JournalLines:
        return JournalLines(self.words, self.terms)

    @property
    def listed(self) -> ListAndPage:
        """The list and its page."""
        return self.query_one(ListAndPage)

    # -- what is shown ------------------------------------------------------------------------------------------------

    def arrived(self) -> None:
        """Reads as many entries again as were shown, where anything has changed."""
        super().arrived()
        if self.has_news() or (self._shown is None and self.office_app.facts is not None):
            self._read(max(len(self._shown.noted) if self._shown else 0, LIMIT))

    @on(ListAndPage.Narrowed)
    def narrowed(self) -> None:
        """Reads what fits."""
        self._read(LIMIT)

    def _read(self, limit: int) -> None:
        typed, actions = self.listed.sought, self.words.journal_actions
        self._asking = True
        self.ask(lambda desk: _entries(desk, typed, actions, None, limit), self._there, group="journal",
                 otherwise=self._free)

    def _free(self, sentence: str) -> None:
        self._asking = False
        if self._shown is None:
            self.listed.roll.show([], (sentence,))

    def _there(self, entries: Entries) -> None:
        self._asking = False
        self._shown = Shown(_noted(entries), entries.more)
        self._fill()

    @on(Roll.Near)
    def near(self) -> None:
        """Reads older ones."""
        shown = self._shown
        if shown is None or not shown.more or self._asking or not shown.noted:
            return
        self._asking = True
        typed, actions, before = self.listed.sought, self.words.journal_actions, shown.noted[-1].entry.id
        self.ask(lambda desk: _entries(desk, typed, actions, before), self._older, group="journal",
                 otherwise=self._free)

    def _older(self, entries: Entries) -> None:
        self._asking = False
        if self._shown is not None:
            self._shown = Shown([*self._shown.noted, *_noted(entries)], entries.more)
            self._fill()

    def _fill(self) -> None:
        """Lists the entries under their days."""
        desk = self.office_app.desk
        if self._shown is None or desk is None:
            return
        says, sought = self.words.journal_screen, self.listed.sought
        self.listed.roll.show(self._lines.rows(self._shown.noted, desk.today()),
                            (says.no_match.format(typed=sought),) if sought else says.none)

    @on(Roll.Chosen)
    def chosen(self) -> None:
        """Asks for the facts of the chosen entry, of which the page tells then."""
        noted = self.listed.roll.row
        if noted is not None and noted.entry.id not in self._recorded:
            entry_id = noted.entry.id
            self.ask(lambda desk: (entry_id, recorded(desk, entry_id)), self._known, group="recorded")

    def _known(self, answer: tuple[int, Recorded]) -> None:
        if len(self._recorded) > 500:
            self._recorded.clear()
        self._recorded[answer[0]] = answer[1]
        self.listed.tell()

    def exported(self) -> Exported | str:
        """All entries that fit what is sought, also those that have not been read yet."""
        typed, actions, lang = self.listed.sought, self.words.journal_actions, self.words.lang
        told = self._lines.as_list()

        def tables(desk: Desk) -> list[ListTable[Noted]]:
            return [journal_table(_noted(_entries(desk, typed, actions, None, EVERYTHING)), told, lang)]
        about = (self.words.lists.searched.format(typed=typed),) if typed else ()
        return Exported(self.NAME, tables, about, narrowed=bool(typed))

    # -- keys ---------------------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Narrows by words, persons, projects."""
        self.listed.search(self.words.journal_screen.filter_hint)

    def action_back(self) -> None:
        """Clears the box, gives the keys back to the list, or goes back to the board."""
        if not self.listed.back():
            self.office_app.action_go("board")

    @on(Roll.Opened)
    def action_open(self) -> None:
        """Opens the project the entry is about; of many projects, the one that is chosen."""
        noted = self.listed.roll.row
        if noted is not None and noted.entry.many is not None:
            self._choose(noted)
        elif noted is None or not noted.code:
            self.tell(self.words.journal_screen.no_project, bad=True)
        else:
            self.office_app.open_project(noted.code, noted.entry.subject.removeprefix(f"{noted.code} "))

    def _choose(self, noted: Noted) -> None:
        """Lists the projects of an entry, each with what was done to it."""
        made, known = self._lines, self._recorded.get(noted.entry.id)
        options = [(made.member_line(entry), (code, entry.subject.removeprefix(f"{code} ")))
                   for code, entry in (known.members if known else ())]
        if options:
            self.app.push_screen(Choose(made.subject(noted.entry), options, self.words.forms.which_hint), self._picked)

    def _picked(self, project: tuple[tuple[str, str]] | None) -> None:
        if project is not None:
            self.office_app.open_project(*project[0])

    def action_undo_this(self) -> None:
        """Undoes the chosen entry; where it is an undo, it is done again."""
        noted = self.listed.roll.row
        if noted is not None:
            self.jobs.undo(noted.entry.id)


    def action_prove(self) -> None:
        """Compares every record with what was recorded, in a thread, and tells the result."""
        self.tell(self.words.journal_screen.proving)
        self.ask(verify, self._proved, group="prove")

    def _proved(self, found: Verified) -> None:
        says = self.words.journal_screen
        if found.is_sound:
            self.tell(says.proved.format(entries=found.entries, facts=found.facts, head=found.head_shown))
            return
        told = [(parts(finding, self.terms)[0], number) for number, finding in enumerate(found.findings, 1)]
        self.app.push_screen(Choose(says.not_proved.format(count=len(told)), told, says.not_proved_hint))


def _entries(desk: Desk, typed: str, actions: Mapping[str, str], before: int | None, limit: int = LIMIT) -> Entries:
    """Entries that fit everything typed; `actions` are the names of the actions in the officer's language."""
    named = {code: search_key(name) for code, name in actions.items()} if typed.strip() else {}
    sought = [Sought(part, tuple(code for code, key in named.items() if part in key)) for part in fold_search(typed)]
    return journal_page(desk, limit=limit, before=before, sought=sought)


def _noted(entries: Entries) -> list[Noted]:
    return [Noted(line, entries.codes.get(line.id, ""), entries.of.get(line.id, ""), line.id in entries.undone)
            for line in entries.lines]
