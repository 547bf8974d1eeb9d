"""What waits for a second person, who recognises it or sends it back; what was sent back stands first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.events import Resize

from tracker.domain.pinyin import fold_search, search_key
from tracker.domain.reasons import Code
from tracker.domain.recognising import Waiting
from tracker.office.desk import Desk
from tracker.office.outcome import Refused, refused
from tracker.office.recognition.many import FactKey
from tracker.office.recognition.queue import Awaiting, awaiting
from tracker.office.rules import rules_of
from tracker.report.lists.recognition import awaiting_columns, what_waits
from tracker.report.lists.shape import ListTable
from tracker.words import Lang, spoken
from tracker.words.recognition import RecognitionWords
from tui.actions import COPY, LOOK, MARK, MARK_ALL, REFRESH, UNDO_LAST, YEAR_KEYS, Action
from tui.dialogs.recognition import RecogniseDialog, SendBackDialog
from tui.exported import Exported
from tui.screens.base import loading
from tui.screens.figures_asked import Wrong
from tui.screens.of_year import YearScreen
from tui.screens.recognition_rows import RecognitionLines
from tui.widgets.key_line import KeyLine
from tui.widgets.lines import Line, Lined, spread
from tui.widgets.list_and_page import ListAndPage, Telling
from tui.widgets.roll import Roll, Title
from tui.widgets.year_strip import YearStrip


@dataclass(frozen=True, slots=True)
class QueueRead:
    """What waits in a year, how it is found, and the indicators by key; `changes` is the state it was read at."""

    year: int
    changes: int
    facts: tuple[Awaiting, ...]
    keys: Mapping[FactKey, str]
    labels: Mapping[str, str]
    last_days: bool
    """Whether any of it has a last day for papers."""


def _key(fact: Awaiting) -> FactKey:
    return fact.code, fact.of


class RecognitionHead(Lined):
    """How many wait, how many are marked, and the names of the columns."""

    DEFAULT_CSS = """
    RecognitionHead { height: 2; background: $background; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="head")
        self._told = ("", "")
        self._lines: RecognitionLines | None = None

    def show(self, waits: str, marked: str, lines: RecognitionLines) -> None:
        """Takes the counts, and what knows the columns."""
        self._told, self._lines = (waits, marked), lines
        self.refresh()

    def line(self, y: int, width: int) -> Line:
        """The counts; the columns."""
        if self._lines is None:
            return [(loading(self.screen), "dim")] if y == 0 else []
        if y == 0:
            return spread([(self._told[0], "")], [(self._told[1], "key")], width)
        return self._lines.head(self.screen.query_one(Roll).scrollable_content_region.width)


class RecognitionScreen(YearScreen):
    """The queue of a year. What is marked, or else the line under the cursor, is recognised or sent back."""

    NAME = "recognition"
    ACTIONS = (
        *LOOK, *YEAR_KEYS, REFRESH, COPY,
        Action("recognise", ("f2",), "project", writes=True),
        Action("send_back", ("f3",), "project", writes=True),
        MARK, MARK_ALL, UNDO_LAST)
    FOOTER = ("recognise", "send_back", "mark", "mark_all", "open", "palette", "help", "back", "search", "year_back",
              "year_on", "undo", "export")

    def __init__(self) -> None:
        super().__init__()
        self._queue: QueueRead | None = None
        self._marked: set[FactKey] = set()
        self._body = ""
        """The body that recognised last: mostly it recognises what comes next too."""

    def compose(self) -> ComposeResult:
        """The strip, the counts with the names of the columns, the list with its page, the keys."""
        yield YearStrip()
        yield RecognitionHead()
        yield ListAndPage(Telling(
            line=lambda fact, width: self._lines.line(fact, width, marked=_key(fact) in self._marked), ident=_key,
            story=lambda fact, width: self._lines.story(fact, self._queue.labels if self._queue else {}, width),
        ), self.words.loading)
        yield KeyLine(self.FOOTER)

    def on_mount(self) -> None:
        """Reads for the first time."""
        self.arrived()

    @property
    def _lines(self) -> RecognitionLines:
        desk = self.office_app.desk
        assert desk is not None
        return RecognitionLines(self.words, self.terms, desk.today(),
                                last_days=self._queue is not None and self._queue.last_days)

    @property
    def listed(self) -> ListAndPage:
        """The list and its page."""
        return self.query_one(ListAndPage)

    # -- what is shown ------------------------------------------------------------------------------------------------

    def shown(self) -> tuple[int, int] | None:
        """The year read."""
        return None if self._queue is None else (self._queue.year, self._queue.changes)

    def _read(self) -> None:
        year, lang = self._year, self.words.lang
        if year is not None:
            self.ask(lambda desk: _queue_of(desk, year, lang), self._there, group="recognition",
                     otherwise=self._unread)

    def _tell_wrong(self, wrong: Wrong) -> None:
        self._queue = None
        self.listed.roll.show([], wrong.problems)

    def _there(self, queue: QueueRead) -> None:
        self._queue = queue
        self._marked &= queue.keys.keys()
        self._fill()

    def _fill(self) -> None:
        """Lists what fits under its states; the cursor stays on its fact."""
        queue = self._queue
        if queue is None:
            return
        says, sought = self.words.recognition, self.listed.sought
        self._count()
        self.listed.roll.show(self._rows(), (says.no_match.format(typed=sought),) if sought else says.none)

    def _count(self) -> None:
        if self._queue is not None:
            facts, says = self._queue.facts, self.words.recognition
            back = sum(fact.state is Waiting.SENT_BACK for fact in facts)
            waits = spoken(self.words.lang, RecognitionWords).waits.format(
                year=self._queue.year, count=len(facts), back=back)
            marked = says.marked.format(count=len(self._marked)) if self._marked else ""
            self.query_one(RecognitionHead).show(waits, marked, self._lines)
            self.listed.roll.renew()

    def _fitting(self) -> list[Awaiting]:
        queue, parts = self._queue, fold_search(self.listed.sought)
        return [fact for fact in queue.facts if all(part in queue.keys[_key(fact)] for part in parts)] if queue else []

    def _rows(self) -> list[Awaiting | Title]:
        names, facts = spoken(self.words.lang, RecognitionWords).state, self._fitting()
        rows: list[Awaiting | Title] = []
        for state in Waiting:
            if there := [fact for fact in facts if fact.state is state]:
                rows += [Title(names[state], str(len(there))), *there]
        return rows

    @on(ListAndPage.Narrowed)
    def narrowed(self) -> None:
        """The cursor stays on its fact, or goes to the first."""
        roll = self.listed.roll
        was = roll.row
        self._fill()
        if was is not None and roll.row is not None and _key(roll.row) != _key(was):
            roll.first_row()

    def on_resize(self, event: Resize) -> None:
        """The columns stand over the list, which has become wider or narrower."""
        self.call_after_refresh(self.query_one(RecognitionHead).refresh)

    def reword(self) -> None:
        """Shows the screen in the language that is spoken now; the indicators are named anew."""
        super().reword()
        self._read()

    def exported(self) -> Exported | str:
        """What is listed."""
        if self._queue is None:
            return self.words.lists.not_yet
        lang, sought, facts = self.words.lang, self.listed.sought, self._fitting()
        about = (self.words.lists.searched.format(typed=sought),) if sought else ()
        return Exported(self.NAME, lambda desk: [ListTable(awaiting_columns(lang), facts, sparse=True)], about,
                        narrowed=bool(sought), year=self._queue.year)

    # -- keys ---------------------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Narrows by projects, persons, stages."""
        self.listed.search(self.words.recognition.filter_hint)

    def action_back(self) -> None:
        """Clears the box, gives the keys back to the list, unmarks everything, or goes back to the board."""
        if self.listed.back():
            return
        if self._marked:
            self._marked.clear()
            self._count()
        else:
            self.office_app.action_go("board")

    def project_here(self) -> tuple[str, str] | None:
        """The project of the chosen fact."""
        fact = self.listed.roll.row
        if fact is None:
            self.tell(self.words.recognition.none[0], bad=True)
            return None
        return fact.code, fact.project

    @on(Roll.Opened)
    def action_open(self) -> None:
        """Opens the project of the chosen fact."""
        if project := self.project_here():
            self.office_app.open_project(*project)

    def action_mark(self) -> None:
        """Marks the fact under the cursor, or unmarks it, and goes on; what one reported oneself is not marked."""
        fact = self.listed.roll.row
        if fact is None:
            return
        if fact.own:
            self._refuse_own(fact)
            return
        self._marked ^= {_key(fact)}
        self._count()
        self.listed.roll.action_cursor_down()

    def action_mark_all(self) -> None:
        """Marks all that are shown and that another one reported; where they are marked already, unmarks them."""
        there = {_key(fact) for fact in self._fitting() if not fact.own}
        self._marked = self._marked - there if there <= self._marked else self._marked | there
        self._count()

    def _refuse_own(self, fact: Awaiting) -> None:
        self.tell(self.sentences(refused(Code.OWN_REPORT, who=fact.reported_by)), bad=True)

    def _chosen(self) -> list[Awaiting]:
        """What is marked, else the fact under the cursor; says so where that is none, or one's own."""
        marked = [fact for fact in self._queue.facts if _key(fact) in self._marked] if self._queue else []
        if marked:
            return marked
        fact = self.listed.roll.row
        if fact is None:
            self.tell(self.words.recognition.none[0], bad=True)
        elif fact.own:
            self._refuse_own(fact)
        return [] if fact is None or fact.own else [fact]

    def action_recognise(self) -> None:
        """Opens the form that recognises."""
        if facts := self._chosen():
            form = RecogniseDialog(facts, self._lines, self._body)
            self.app.push_screen(form, partial(self._recognised, form))

    def _recognised(self, form: RecogniseDialog, code: str | None) -> None:
        if code is not None:
            self._body = form.body
        self._said(code)

    def action_send_back(self) -> None:
        """Opens the form that sends back."""
        if facts := self._chosen():
            self.app.push_screen(SendBackDialog(facts, self._lines), self._said)

    def _said(self, code: str | None) -> None:
        if code is not None:
            self._marked.clear()
        self.done(code)


def _queue_of(desk: Desk, year: int, lang: Lang) -> QueueRead:
    """What waits in a year, with what each is found by and the names of the indicators."""
    changes = desk.store.changes()
    found = awaiting(desk, year)
    facts = () if isinstance(found, Refused) else found
    keys = {_key(fact): search_key(fact.project, fact.code, fact.reported_by, what_waits(fact, lang)) for fact in facts}
    labels = {indicator.key: indicator.called(lang) for indicator in rules_of(desk, year).indicators}
    return QueueRead(year, changes, facts, keys, labels, any(fact.papers_by for fact in facts))
