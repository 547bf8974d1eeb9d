"""The daily jobs, the same from the board and from a project: each opens its form, or says why it cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.actions import shown_key
from tui.screens.undoing import Undoing

if TYPE_CHECKING:
    from tracker.domain.blocking import Word
    from tracker.office.outcome import Refused
    from tracker.office.project.detail import Detail, Hold
    from tui.office import Opened


class Jobs(Undoing):
    """What can be done to the project a screen has chosen."""

    def job_project(self) -> tuple[str, str] | None:
        """The code and name of the project a job is for; says so where there is none."""
        raise NotImplementedError

    def job_hold(self, word: Word) -> int | None:
        """The number of the blocker under the cursor, where a screen has one there."""
        return None

    def done(self, code: str | None) -> None:
        """A form has done something: the facts are read again."""
        if code is not None:
            self.office_app.read_again()

    # -- projects -----------------------------------------------------------------------------------------------------

    def action_move(self) -> None:
        """Opens the move dialog."""
        self._with_detail(self._move)

    def _move(self, opened: Opened) -> None:
        from tui.dialogs.move import MoveDialog

        detail, words = opened.detail, self.words
        if detail.next_stage is None:
            self.tell(words.no_next, bad=True)
        else:
            self.app.push_screen(MoveDialog(opened), self.done)

    def action_receipt(self) -> None:
        """Opens the receipt dialog."""
        from tui.dialogs.receipt import ReceiptDialog

        self._with_detail(lambda opened: self.app.push_screen(ReceiptDialog(opened), self.done))

    def action_status(self) -> None:
        """Opens the dialog that pauses, resumes, terminates, reopens, or moves back."""
        from tui.dialogs.status import StatusDialog

        self._with_detail(lambda opened: self.app.push_screen(StatusDialog(opened), self.done))

    def action_lead(self) -> None:
        """Opens the dialog for a new project."""
        from tui.dialogs.lead import LeadDialog

        self.app.push_screen(LeadDialog(), self.done)

    # -- blockers -----------------------------------------------------------------------------------------------------

    def action_raise_blocker(self) -> None:
        """Opens the dialog that raises a blocker."""
        from tui.dialogs.blocker import BlockerDialog

        if project := self.job_project():
            self.app.push_screen(BlockerDialog(*project), self.done)

    def action_note(self) -> None:
        """Notes a follow-up on a blocker."""
        self._say("note")

    def action_answer(self) -> None:
        """Records the bureau's answer."""
        self._say("answer")

    def action_verify(self) -> None:
        """Verifies a blocker."""
        self._say("verify")

    def action_correct_blocker(self) -> None:
        """Puts a blocker right that was raised wrongly."""
        self._with_detail(lambda opened: self._correct_on(opened.detail))

    def _correct_on(self, detail: Detail) -> None:
        """The open blocker under the cursor, else the only open one, else the one chosen."""
        from tracker.domain.blocking import BlockerState, Word

        standing = [hold for hold in detail.blockers if hold.state is not BlockerState.VERIFIED]
        under = self.job_hold(Word.NOTE)
        self._one_of([hold for hold in standing if hold.id == under] or standing, self._corrected,
                     self.words.no_blocker.format(key=shown_key("raise_blocker", self.words)))

    def _corrected(self, hold: Hold) -> None:
        from tui.dialogs.blocker import CorrectBlockerDialog

        self.app.push_screen(CorrectBlockerDialog(hold), self.done)

    def _one_of(self, fitting: list[Hold], then: Callable[[Hold], None], otherwise: str) -> None:
        """The only one there is, or the one that is chosen; says why where there is none."""
        if not fitting:
            self.tell(otherwise, bad=True)
        elif len(fitting) == 1:
            then(fitting[0])
        else:
            from tui.dialogs.pick import PickBlocker

            self.app.push_screen(PickBlocker(fitting), lambda hold: then(hold) if hold else None)

    def _say(self, word: str) -> None:
        from tracker.domain.blocking import Word

        self._with_detail(lambda opened: self._say_on(opened.detail, Word(word)))

    def _say_on(self, detail: Detail, word: Word) -> None:
        """On the blocker under the cursor, else on the only one it can be said of, else on the one chosen."""
        from tracker.domain.machines import BLOCKER_LIFE

        fitting = [hold for hold in detail.blockers if BLOCKER_LIFE.after(hold.state, word)]
        under = self.job_hold(word)
        if under is not None:
            fitting = [hold for hold in fitting if hold.id == under] or fitting
        self._one_of(fitting, lambda hold: self._said(hold, word), self._why_not(detail, word))

    def _said(self, hold: Hold, word: Word) -> None:
        from tui.dialogs.say import SayDialog

        self.app.push_screen(SayDialog(hold, word), self.done)

    def _why_not(self, detail: Detail, word: Word) -> str:
        from tracker.domain.blocking import BlockerState, Word

        waiting = any(hold.state is not BlockerState.VERIFIED for hold in detail.blockers)
        if word is Word.VERIFY and waiting:
            return self.words.no_answered.format(key=shown_key("answer", self.words))
        if word is Word.ANSWER and waiting:
            return self.words.no_open
        return self.words.no_blocker.format(key=shown_key("raise_blocker", self.words))

    # -- the year -----------------------------------------------------------------------------------------------------

    def action_year_back(self) -> None:
        """The strip shows the year before."""
        self._year(-1)

    def action_year_on(self) -> None:
        """The strip shows the next year."""
        self._year(1)

    def _year(self, by: int) -> None:
        app = self.office_app
        if app.facts is not None:
            app.year = (app.year or app.facts.strip.year) + by
            app.read_again()

    def action_refresh(self) -> None:
        """Reads everything again."""
        self.office_app.read_again()

    def _with_detail(self, then: Callable[[Opened], object]) -> None:
        project = self.job_project()
        if project is None:
            return

        def arrived(found: Opened | Refused) -> None:
            from tracker.office.outcome import Refused as Refusal

            if isinstance(found, Refusal):
                self.tell(self.sentences(found), bad=True)
            elif self.is_current:
                then(found)

        self.ask(lambda office: office.project(project[0]), arrived, group="job")
