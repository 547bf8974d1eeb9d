"""One project: the line of its life, what stands before the next stage, its blockers, money, facts and journal."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.dom import DOMNode
from textual.events import Resize, ScreenResume
from textual.geometry import Size
from textual.worker import WorkerError

from tracker.domain.blocking import BlockerState, Word
from tracker.office.outcome import Done, Refused
from tracker.office.project.changes import ChangeShown
from tracker.office.project.detail import Arrived, Hold, Reached
from tracker.office.project.evidence import fetch
from tracker.office.project.expected import Outlook
from tracker.office.project.offered import Document
from tracker.office.project.results import ResultShown
from tracker.report.lists.project import project_lists
from tracker.words.expected import next_line
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
)
from tui.dialogs.change import ChangeDialog, IncreaseDialog
from tui.dialogs.document import AttachDialog, MoveDocumentDialog, proof_choice
from tui.dialogs.expect import ExpectDialog
from tui.dialogs.field import FieldDialog
from tui.dialogs.milestone import CorrectDialog
from tui.dialogs.result import ResultDialog
from tui.dialogs.void import RevertDialog, VoidChangeDialog, VoidDialog, VoidResultDialog, WithdrawDialog
from tui.exported import Exported
from tui.facts import Opened, open_in_full
from tui.host import Host, host_of
from tui.jobs import DailyJobs
from tui.opener import Shown, look_at, until_the_end
from tui.screens.base import OfficeScreen
from tui.screens.counted import CountedScreen
from tui.screens.figures_asked import Known
from tui.screens.project_figures import Explains, FiguresHere, figures_here
from tui.screens.project_profile import Edits
from tui.screens.project_rows import Sections, standing
from tui.text import drawn, marks
from tui.widgets.key_line import KeyLine
from tui.widgets.lines import Line, Lined, spread
from tui.widgets.page import WIDE, Page
from tui.widgets.timeline import LINES, spans, timeline
from tui.widgets.year_strip import YearStrip

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.office.desk import Desk

_Figures = Callable[["Desk"], FiguresHere]
A_MOMENT = 0.1
"""Seconds a project is waited for, before its screen shows without it."""


class ProjectHead(Lined):
    """Name and standing, then the line of its life."""

    DEFAULT_CSS = f"""
    ProjectHead {{ dock: top; margin: 1 0 0 0; height: {LINES + 2}; background: $background; padding: 0 1; }}
    """

    def __init__(self, name: str) -> None:
        super().__init__(id="head")
        self._named = name
        self._opened: Opened | None = None

    def show(self, opened: Opened) -> None:
        """Takes the project."""
        self._opened = opened
        self.refresh()

    def line(self, y: int, width: int) -> Line:
        """The standing with who answers for it; the timeline; a rule."""
        if y == LINES + 1:
            return [(marks().across * width, "quiet")]
        if self._opened is None:
            return [(drawn(self._named), "name"), ("  ", ""), (self.words.loading, "dim")] if y == 0 else []
        detail, terms = self._opened.detail, self.office_app.terms
        if y == 0:
            return standing(detail, self.words, terms, width)
        life = spans(detail.milestones, self._opened.limits, terms)
        if not life:
            return [(self.words.timeline_none, "quiet")] if y == 1 else []
        line = timeline(life, width, self.words)[y - 1]
        ahead = self._ahead_told() if y == LINES else ""
        return spread(line, [(ahead, "dim")], width) if ahead else line

    def _ahead_told(self) -> str:
        """What is expected next, at the end of the line of life."""
        expected = self._opened.detail.expected if self._opened else ()
        return next((drawn(next_line(one, self.words.lang)) for one in expected if one.now and one.reached is None), "")


class ProjectScreen(OfficeScreen):
    """What an officer opens with Enter. Every unmet line says what to do, and Enter does it."""

    NAME = "project"
    ACTIONS = (
        *LOOK, *YEAR_KEYS, REFRESH,
        Action("all_fields", ("f8", "e"), "look"),
        COPY,
        *PROJECT_JOBS,
        Action("correct", ("ctrl+e",), "project", writes=True),
        Action("expect", ("ctrl+x",), "project", writes=True),
        Action("increase", ("ctrl+y",), "project", writes=True),
        Action("change", ("ctrl+a",), "project", writes=True),
        Action("result", ("ctrl+d",), "project", writes=True),
        Action("void_receipt", ("delete",), "project", writes=True),
        Action("attach", ("ctrl+o",), "project", writes=True),
        *BLOCKER_JOBS, CORRECT, UNDO_LAST)
    FOOTER = ("open", "move", "receipt", "raise_blocker", "note", "all_fields", "palette", "help", "back", "answer",
              "verify", "attach", "void_receipt", "undo", "year_back", "year_on", "search")
    DEFAULT_CSS = """
    ProjectScreen { background: $background; layout: horizontal; }
    ProjectScreen Page { scrollbar-gutter: stable; }
    ProjectScreen #knowing { display: none; }
    ProjectScreen.-wide #knowing { display: block; width: 2fr; border-left: solid $foreground 25%; }
    ProjectScreen.-wide.-plain #knowing { border-left: ascii $foreground 25%; }
    ProjectScreen.-wide #doing { width: 3fr; }
    """

    _sizes: ClassVar[dict[tuple[Size, str], Size]] = {}
    """How large the pages were last in a terminal of that size: made for it, they are laid out and painted once."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__()
        self._code, self._name_known = code, name
        self._ahead: Opened | Refused | None = None
        self._counted_ahead: FiguresHere | None = None
        self._opened: Opened | None = None
        self._figures: FiguresHere | None = None
        self._every_field: bool | None = None
        self._styled = self._laid_out = False

    def compose(self) -> ComposeResult:
        """The strip, the head, one page or two, the keys."""
        self.set_class(self.app.size.width >= WIDE, "-wide", update=False)
        yield YearStrip()
        yield ProjectHead(self._name_known)
        yield Page("doing")
        yield Page("knowing")
        yield KeyLine(self.FOOTER)

    def exported(self) -> Exported | str:
        """What is known of the project, a table for each kind of thing."""
        if self._opened is None:
            return self.words.lists.not_yet
        shown, lang = self._opened.detail, self.words.lang
        return Exported(self.NAME, lambda desk: project_lists(shown, lang), (shown.code,), label=shown.profile.name)

    async def look_ahead(self, by: DOMNode, desk: Desk) -> None:
        """Reads the project before its screen is there, so that it is painted once; where that takes longer than a
        moment, or breaks, the screen shows without and asks by itself.
        """
        reading = by.run_worker(partial(self._read_ahead, desk, self._asks_for(host_of(by))), thread=True,
                                exit_on_error=False)
        with suppress(TimeoutError, WorkerError):
            await asyncio.wait_for(reading.wait(), A_MOMENT)

    def _read_ahead(self, desk: Desk, figures: _Figures | None) -> None:
        """Reads in a thread; what has been read by the time the screen is there is shown at once."""
        opened = self._ahead = open_in_full(desk, self._code)
        if figures is not None and isinstance(opened, Opened):
            self._counted_ahead = figures(desk)

    def _asks_for(self, host: Host) -> _Figures | None:
        """What counts the figures of the year on top; nothing before the office was read."""
        if host.facts is None:
            return None
        return partial(figures_here, code=self._code, year=host.year or host.facts.strip.year, lang=host.words.lang)

    def on_mount(self) -> None:
        """Shows the project, or reads it first."""
        self.query_one("#doing", Page).focus()
        for page in self.query(Page):
            page.expected = self._sizes.get((self.app.size, str(page.id)))
        if self._ahead is None:
            self.arrived()
        else:
            super().arrived()
            self._shown(self._ahead, self._counted_ahead)

    def arrived(self) -> None:
        """The project is read again, and shown when it is there."""
        super().arrived()
        self.ask(partial(open_in_full, code=self._code), self._shown, group="project")

    def _shown(self, opened: Opened | Refused, figures: FiguresHere | None = None) -> None:
        if isinstance(opened, Refused):
            self.tell(self.words.gone, bad=True)
            self.dismiss(None)
            return
        self._opened = opened
        self._name_known = self._opened.detail.profile.name
        self.query_one(ProjectHead).show(self._opened)
        self.query_one(KeyLine).refresh()
        self._figures = figures or self._figures
        self._fill()
        if figures is None and (asked := self._asks_for(self.office_app)):
            self.ask(asked, self._counted, group="in_figures", quiet=True)

    def _counted(self, here: FiguresHere) -> None:
        self._figures = here
        self._fill("#doing")

    def offers(self, action_id: str) -> bool:
        """Words on a blocker only where one is open."""
        if self._opened is None or action_id not in ("note", "answer", "verify"):
            return True
        return any(hold.state is not BlockerState.VERIFIED for hold in self._opened.detail.blockers)

    def _fill(self, page: str = "Page") -> None:
        """Shows what was read, on both pages or on one of them."""
        if self._opened is None:
            return
        wide = self.has_class("-wide")
        every = wide if self._every_field is None else self._every_field
        sections = Sections(self._opened.detail, self.words, self.terms, first=" ".join(self._opened.first).strip(),
                            every_field=every, figures=self._figures)
        rows = {"doing": sections.doing, "knowing": sections.knowing} if wide else {"doing": sections.everything}
        for one in self.query(page).results(Page):
            one.show(rows.get(str(one.id), lambda width: []))

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Just mounted it has its styles: Textual would work them all out a second time."""
        event.refresh_styles, self._styled = self._styled, True

    def on_resize(self, event: Resize) -> None:
        """One page, or two side by side. Its first layout is not made and painted twice, as Textual would."""
        if not self._laid_out and event.size == self.size:
            event.prevent_default()
        self._laid_out = True
        self._sizes.update({(event.size, str(page.id)): page.scrollable_content_region.size for page in
                            self.query(Page)})
        wide = event.size.width >= WIDE
        if wide != self.has_class("-wide"):
            self.set_class(wide, "-wide")
            self.query_one("#doing", Page).focus()
            self.call_after_refresh(self._fill)

    # -- keys ---------------------------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Enter: does what the row under the cursor asks for."""
        if isinstance(self.focused, Page):
            self.focused.pick()

    @on(Page.Picked)
    async def picked(self, event: Page.Picked) -> None:
        """Does what a row does."""
        to = event.row.to
        if isinstance(to, Hold):
            self._say_next(to)
        elif event.row.does == "field" and isinstance(to, Edits):
            self._edit(to.field)
        elif event.row.does == "code":
            self.tell(self.words.of_project.code_stays, bad=True)
        elif event.row.does in ("milestone", "offered"):
            self.action_correct()
        elif isinstance(to, Arrived | ChangeShown | ResultShown):
            self._look_at_proof(to)
        elif isinstance(to, Explains):
            self.app.push_screen(CountedScreen(to.year, to.key, Known()))
        elif event.row.does == "document":
            self._look_at(to)  # type: ignore[arg-type]
        elif event.row.does:
            await self.run(event.row.does)

    def _say_next(self, hold: Hold) -> None:
        """What comes next on a blocker's way."""
        word = {BlockerState.ANSWERED: Word.VERIFY, BlockerState.VERIFIED: Word.REOPEN}.get(hold.state, Word.NOTE)
        DailyJobs(self).said(hold, word)

    @property
    def _under(self) -> object:
        """What the line under the cursor is about."""
        return self.focused.row.to if isinstance(self.focused, Page) and self.focused.row else None

    def _edit(self, name: str) -> None:
        """Edits a field of the profile where it stands."""
        page = self.focused
        if self._opened is not None and isinstance(page, Page):
            self.app.push_screen(FieldDialog(self._opened, name, self._opened.first[0], page.place), self.done)

    def action_all_fields(self) -> None:
        """Lists the fields that are empty, or folds them into one line."""
        was = self.has_class("-wide") if self._every_field is None else self._every_field
        self._every_field = not was
        self._fill()

    def action_correct(self) -> None:
        """Corrects the day of the milestone under the cursor, else of the last one; or what a document proves."""
        if self._opened is None:
            return
        if isinstance(self._under, Document):
            self.app.push_screen(MoveDocumentDialog(self._opened.detail, self._under), self.done)
            return
        under, reached = self._under, self._opened.detail.milestones
        milestone = under if isinstance(under, Reached) else reached[-1] if reached else None
        if milestone is None:
            self.tell(self.words.of_project.no_milestone, bad=True)
        else:
            self.app.push_screen(CorrectDialog(self._opened, milestone), self.done)

    def action_expect(self) -> None:
        """Asks for the day on which a stage is expected: that of the line under the cursor, else the next one."""
        if self._opened is not None:
            under = self._under
            self.app.push_screen(ExpectDialog(self._opened, under.what if isinstance(under, Outlook) else None),
                                 self.done)

    def action_increase(self) -> None:
        """Records a capital increase."""
        if self._opened is not None:
            self.app.push_screen(IncreaseDialog(self._opened), self.done)

    def action_result(self) -> None:
        """Records what came of the project."""
        if self._opened is not None:
            self.app.push_screen(ResultDialog(self._opened), self.done)

    def action_change(self) -> None:
        """Records another investor or origin from a day on, that the project is signed again, or an intent."""
        if self._opened is not None:
            self.app.push_screen(ChangeDialog(self._opened), self.done)

    def action_void_receipt(self) -> None:
        """Takes back what is under the cursor: a receipt, change, result, milestone or document; else says so."""
        if self._opened is None:
            return
        under, detail = self._under, self._opened.detail
        if isinstance(under, Arrived):
            self.app.push_screen(VoidDialog(detail, under), self.done)
        elif isinstance(under, ChangeShown):
            self.app.push_screen(VoidChangeDialog(detail, under), self.done)
        elif isinstance(under, ResultShown):
            self.app.push_screen(VoidResultDialog(detail, under), self.done)
        elif isinstance(under, Reached) and not under.missing:
            self.app.push_screen(RevertDialog(detail, under), self.done)
        elif isinstance(under, Document) and under in detail.documents:
            self.app.push_screen(WithdrawDialog(detail, under), self.done)
        else:
            self.tell(self.words.of_project.no_receipt_here, bad=True)

    def action_attach(self) -> None:
        """Attaches a document, to the milestone, receipt or increase under the cursor where it is on one."""
        match self._under:
            case Reached(stage=stage):
                to = proof_choice(stage)
            case Arrived(id=receipt):
                to = proof_choice(receipt_id=receipt)
            case ChangeShown(id=increase, what=what) if what.is_proved:
                to = proof_choice(change_id=increase)
            case _:
                to = proof_choice()
        if self._opened is not None:
            self.app.push_screen(AttachDialog(self._opened.detail, to), self.done)

    def _look_at_proof(self, fact: Arrived | ChangeShown | ResultShown) -> None:
        """Opens the file that proves a receipt or an increase; where there is none, a document can be attached. Of
        another change and of a result nothing can be opened, and what takes it back is told.
        """
        if isinstance(fact, ResultShown) or (isinstance(fact, ChangeShown) and not fact.what.is_proved):
            key = shown_key("void_receipt", self.words)
            self.tell(self.words.of_project.takes_back.format(key=key), bad=True)
            return
        kept = [document for document in fact.documents if document.sha256]
        if kept:
            self._look_at(kept[-1])
        else:
            self.action_attach()

    def _look_at(self, document: Document) -> None:
        self.ask(lambda desk: fetch(desk, document.id), self._fetched, group="file")

    def _fetched(self, outcome: Done[Path] | Refused) -> None:
        if isinstance(outcome, Refused):
            self.tell(self.sentences(outcome), bad=True)
            return
        until_the_end(outcome.value)
        of = self.words.of_project
        path = outcome.value
        told = {Shown.OPENED: of.opened_file, Shown.DELIVERED: of.delivered_file, Shown.NOT: of.file_at}
        sentence = told[look_at(path, self.app)]
        self.notify(drawn(sentence.format(path=path, name=path.name)), markup=False, timeout=20)

    def action_search(self) -> None:
        """Looks for another project: there is nothing to narrow here, so the search is the one that goes to it."""
        self.office_app.action_find()

    def action_back(self) -> None:
        """Back to where it was opened."""
        self.dismiss(None)

    def project_here(self) -> tuple[str, str] | None:
        """This project."""
        return self._code, self._name_known

    def blocker_here(self, word: Word) -> int | None:
        """The blocker under the cursor."""
        return self._under.id if isinstance(self._under, Hold) else None
