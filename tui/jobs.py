"""The daily jobs, the same from every screen: each opens its form for what is under the cursor, or says why not."""

from __future__ import annotations

from collections.abc import Callable

from tracker.domain.blocking import BlockerState, Word
from tracker.domain.machines import BLOCKER_LIFE
from tracker.domain.reasons import Code
from tracker.office.desk import Desk
from tracker.office.journal.journal import Recorded, recorded
from tracker.office.journal.undo import Undoable, try_undo
from tracker.office.outcome import Refused, refused
from tracker.office.project.detail import Detail, Hold
from tracker.words.screens import ScreenWords
from tui.actions import shown_key
from tui.dialogs.blocker import BlockerDialog, CorrectBlockerDialog
from tui.dialogs.lead import LeadDialog
from tui.dialogs.move import MoveDialog
from tui.dialogs.pick import PickBlocker
from tui.dialogs.receipt import ReceiptDialog
from tui.dialogs.say import SayDialog
from tui.dialogs.status import StatusDialog
from tui.dialogs.undo import UndoDialog
from tui.facts import Opened, open_in_full
from tui.screens.base import OfficeScreen

STANDING = frozenset(BlockerState) - {BlockerState.VERIFIED}
"""The states of a blocker that still holds something up."""


class DailyJobs:
    """What can be done to what is under the cursor of a screen."""

    def __init__(self, screen: OfficeScreen) -> None:
        self.screen = screen

    @property
    def words(self) -> ScreenWords:
        """What screens say, in the language of the moment."""
        return self.screen.words

    def do(self, name: str) -> None:
        """Does the job of that name; the words on a blocker are jobs too."""
        if name in set(Word):
            self.say(Word(name))
        else:
            {"move": self.move, "receipt": self.receipt, "status": self.status, "lead": self.lead,
             "raise_blocker": self.raise_blocker, "correct_blocker": self.correct_blocker, "undo": self.undo}[name]()

    # -- projects -----------------------------------------------------------------------------------------------------

    def move(self) -> None:
        """Moves a project on; says so where there is no next stage."""
        def open_form(opened: Opened) -> None:
            if opened.detail.next_stage is None:
                self.screen.tell(self.words.no_next, bad=True)
            else:
                self.screen.app.push_screen(MoveDialog(opened), self.screen.done)

        self._with_project(open_form)

    def receipt(self) -> None:
        """Records money that arrived."""
        self._with_project(lambda opened: self.screen.app.push_screen(ReceiptDialog(opened), self.screen.done))

    def status(self) -> None:
        """Pauses, resumes, terminates, reopens, or moves back."""
        self._with_project(lambda opened: self.screen.app.push_screen(StatusDialog(opened), self.screen.done))

    def lead(self) -> None:
        """Takes in a new project."""
        self.screen.app.push_screen(LeadDialog(), self.screen.done)

    def raise_blocker(self) -> None:
        """Puts a blocker on a project."""
        self._with_project(lambda opened: self.screen.app.push_screen(BlockerDialog(opened.detail), self.screen.done))

    # -- blockers -----------------------------------------------------------------------------------------------------

    def say(self, word: Word) -> None:
        """Says something of a blocker: a follow-up, an answer, a verification …"""
        self._with_blocker(word, BLOCKER_LIFE.sources(word), lambda hold: self.said(hold, word), word)

    def correct_blocker(self) -> None:
        """Puts a blocker right that was raised wrongly; a verified one is not."""
        self._with_blocker(Word.NOTE, STANDING, self.corrected, "correct")

    def said(self, hold: Hold, word: Word) -> None:
        """Opens the form of a word on a blocker."""
        self.screen.app.push_screen(SayDialog(hold, word), self.screen.done)

    def corrected(self, hold: Hold) -> None:
        """Opens the form that puts a blocker right."""
        self.screen.app.push_screen(CorrectBlockerDialog(hold), self.screen.done)

    def _with_blocker(self, word: Word, states: frozenset[BlockerState], then: Callable[[Hold], None],
                      does: str) -> None:
        """The blocker under the cursor as it stands by now; else the only one it can be done to, or one chosen."""
        here = self.screen.blocker_here(word)

        def chosen(opened: Opened) -> None:
            detail = opened.detail
            fitting = [hold for hold in detail.blockers if hold.state in states]
            if here is not None:
                self._that_one(here, detail, states, then, does)
            elif not fitting:
                self.screen.tell(self._why_not(detail, does), bad=True)
            elif len(fitting) == 1:
                then(fitting[0])
            else:
                self.screen.app.push_screen(PickBlocker(fitting), lambda hold: then(hold) if hold else None)

        self._with_project(chosen)

    def _that_one(self, blocker: int, detail: Detail, states: frozenset[BlockerState],
                  then: Callable[[Hold], None], does: str) -> None:
        hold = next((hold for hold in detail.blockers if hold.id == blocker), None)
        if hold is None:
            self.refuse(refused(Code.UNKNOWN_BLOCKER, value=blocker))
        elif hold.state in states:
            then(hold)
        else:
            self.refuse(refused(Code.BLOCKER_STATE, state=hold.state, word=does))

    def _why_not(self, detail: Detail, does: str) -> str:
        standing = any(hold.state in STANDING for hold in detail.blockers)
        if does == Word.VERIFY and standing:
            return self.words.no_answered.format(key=shown_key("answer", self.words))
        if does == Word.ANSWER and standing:
            return self.words.no_open
        return self.words.no_blocker.format(key=shown_key("raise_blocker", self.words))

    # -- undo ---------------------------------------------------------------------------------------------------------

    def undo(self, entry_id: int | None = None) -> None:
        """Looks first: where it cannot be undone every reason is said, else the form is opened."""
        def looked(answer: tuple[Undoable, Recorded] | Refused) -> None:
            if isinstance(answer, Refused):
                self.refuse(answer)
            elif answer[0].reasons:
                self.refuse(Refused(answer[0].reasons))
            elif self.screen.is_current:
                self.screen.app.push_screen(UndoDialog(*answer), self.screen.done)

        self.screen.ask(lambda desk: _look(desk, entry_id), looked, group="undo")

    # -- the project --------------------------------------------------------------------------------------------------

    def _with_project(self, then: Callable[[Opened], object]) -> None:
        """Reads the project under the cursor."""
        project = self.screen.project_here()
        if project is None:
            return

        def arrived(answer: Opened | Refused) -> None:
            if isinstance(answer, Refused):
                self.refuse(answer)
            elif self.screen.is_current:
                then(answer)

        self.screen.ask(lambda desk: open_in_full(desk, project[0]), arrived, group="job")

    def refuse(self, reasons: Refused) -> None:
        """Says why something cannot be done."""
        self.screen.tell(self.screen.sentences(reasons), bad=True)


def _look(desk: Desk, entry_id: int | None) -> tuple[Undoable, Recorded] | Refused:
    """What an undo would take back, with the facts it is about, and why it cannot be."""
    undoable = try_undo(desk, entry_id)
    return undoable if isinstance(undoable, Refused) else (undoable, recorded(desk, undoable.line.id))
