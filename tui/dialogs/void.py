"""Taking back what is wrong: it stays on record with the reason, and counts no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.widget import Widget

from tracker.office.outcome import Done, Refused
from tracker.office.project.changes import void_change
from tracker.office.project.moves import revert
from tracker.office.project.proofs import withdraw
from tracker.office.project.receipts import void_receipt
from tracker.office.project.results import void_result
from tracker.words import spoken
from tracker.words.amounts import amount_text
from tracker.words.changed import ChangedWords, dated_change_line
from tracker.words.days import day_text
from tracker.words.results import ResultWords, result_line
from tui.dialogs.document import OfDocument
from tui.dialogs.form import Field, ProjectForm
from tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from tracker.domain.day import Day
    from tracker.office.desk import Desk
    from tracker.office.project.changes import ChangeShown
    from tracker.office.project.detail import Arrived, Detail, Reached
    from tracker.office.project.results import ResultShown


class _TakeBack(ProjectForm):
    """What is taken back, and why."""

    def fields(self) -> Iterable[Widget]:
        """The reason."""
        forms = self.words.forms
        yield Field(forms.reason, TextBox("reason", hint=forms.reason_hint))

    def _titled(self, title: str, day: Day, **more: str) -> str:
        """A title with the project's name and the day of what is taken back."""
        return title.format(name=self._detail.profile.name, **more,
                            day=day_text(day, self.words.lang, self.terms.terms.unknown_day))


_Fact = TypeVar("_Fact", "Arrived", "ChangeShown", "ResultShown")


class _TakeBackNumbered(_TakeBack, Generic[_Fact]):
    """A fact that is taken back by its own number."""

    ACTION: ClassVar[str]
    """That of its entry in the journal."""
    _take_back: Callable[..., Done[int] | Refused]

    def __init__(self, detail: Detail, fact: _Fact) -> None:
        super().__init__(detail)
        self._fact: _Fact = fact

    def commit_words(self) -> str:
        """What Enter does: makes it void."""
        return self.words.of_project.void_commit

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Takes it back."""
        take_back, number, reason, version = self._take_back, self._fact.id, self.text("reason"), self.version
        return lambda desk: take_back(desk, number, reason, version=version)

    def draft_key(self) -> str:
        """One for each such fact."""
        return f"{self.ACTION} {self._fact.id}"


class VoidDialog(_TakeBackNumbered["Arrived"]):
    """The receipt, and why it is void."""

    ACTION = "receipt.void"
    _take_back = staticmethod(void_receipt)

    @property
    def _amount(self) -> str:
        return amount_text(self._fact.amount, self.words.lang)

    def form_title(self) -> str:
        """Which receipt of which project."""
        return self._titled(self.words.of_project.void_title, self._fact.day, amount=self._amount)

    def done_words(self, done: Done[object]) -> str:
        """How much counts no more."""
        return self.words.of_project.void_done.format(name=self._detail.profile.name, amount=self._amount)


class VoidChangeDialog(_TakeBackNumbered["ChangeShown"]):
    """The increase or change, and why it is taken back."""

    ACTION = "project.unchange"
    _take_back = staticmethod(void_change)

    @property
    def _says(self) -> ChangedWords:
        return spoken(self.words.lang, ChangedWords)

    def form_title(self) -> str:
        """Which change of which project, and its day."""
        return self._titled(self._says.void_title, self._fact.day,
                            change=dated_change_line(self._fact, self.words.lang))

    def commit_words(self) -> str:
        """What Enter does: takes the change back."""
        return self._says.void_commit

    def done_words(self, done: Done[object]) -> str:
        """Which change it was."""
        return self._says.void_done.format(id=self._fact.id)


class VoidResultDialog(_TakeBackNumbered["ResultShown"]):
    """The result, and why it is void."""

    ACTION = "result.void"
    _take_back = staticmethod(void_result)

    @property
    def _says(self) -> ResultWords:
        return spoken(self.words.lang, ResultWords)

    def form_title(self) -> str:
        """Which result of which project, and its day."""
        return self._titled(self._says.void_title, self._fact.day, told=result_line(self._fact, self.words.lang))

    def done_words(self, done: Done[object]) -> str:
        """Which result it was."""
        return self._says.voided.format(id=self._fact.id)


class RevertDialog(_TakeBack):
    """The milestone, whatever stages came after it, and why it is taken back."""

    def __init__(self, detail: Detail, reached: Reached) -> None:
        super().__init__(detail)
        self._reached = reached

    @property
    def _stage(self) -> str:
        return self.terms.terms.stage[self._reached.stage]

    def form_title(self) -> str:
        """Which stage of which project, and its day."""
        return self._titled(self.words.of_project.revert_title, self._reached.day, stage=self._stage)

    def commit_words(self) -> str:
        """What Enter does: takes the milestone back."""
        return self.words.of_project.revert_commit

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Takes it back."""
        code, stage, version = self._detail.code, self._reached.stage, self.version
        reason = self.text("reason")
        return lambda desk: revert(desk, code, reason, stage=stage, version=version)

    def done_words(self, done: Done[object]) -> str:
        """Which stage is not on record any more."""
        return self.words.of_project.revert_done.format(name=self._detail.profile.name, stage=self._stage)

    def draft_key(self) -> str:
        """One for each stage of each project."""
        return f"project.revert {self._detail.code} {self._reached.stage}"


class WithdrawDialog(_TakeBack, OfDocument):
    """The document, and why it proves nothing."""

    def form_title(self) -> str:
        """Which document of which project."""
        return self.named(self.words.of_project.withdraw_title)

    def commit_words(self) -> str:
        """What Enter does: withdraws the document."""
        return self.words.of_project.withdraw_commit

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Withdraws it."""
        document, reason, version = self._document.id, self.text("reason"), self.version
        return lambda desk: withdraw(desk, document, reason, version=version)

    def done_words(self, done: Done[object]) -> str:
        """What proves nothing any more."""
        return self.named(self.words.of_project.withdraw_done)

    def draft_key(self) -> str:
        """One for each document."""
        return f"evidence.withdraw {self._document.id}"
