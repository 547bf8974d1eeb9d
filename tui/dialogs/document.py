"""Attaching a document to a milestone, a receipt or the whole project; and letting it prove another of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from textual.widget import Widget

from tracker.domain.stages import USUAL_PROOF, Stage
from tracker.office.outcome import Done, Refused
from tracker.office.project.proofs import move
from tracker.office.project.typed import document_typed
from tracker.words.amounts import amount_text
from tracker.words.days import day_text
from tui.dialogs.form import Field, ProjectForm, line_input
from tui.files import typed_path
from tui.kept_in import first_folder
from tui.widgets.choices import Choices, Option
from tui.widgets.day_input import DayInput

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.project.detail import Detail
    from tracker.office.project.offered import Document


def _provable(form: ProjectForm) -> list[Option]:
    """What a document of the form's project can prove: the project as a whole, its milestones, receipts, increases."""
    of, stages, lang, detail = form.words.of_project, form.terms.terms.stage, form.words.lang, form.detail
    return [(proof_choice(), of.attach_project),
            *((proof_choice(one.stage), stages[one.stage]) for one in detail.milestones),
            *((proof_choice(receipt_id=one.id),
               of.attach_receipt.format(day=day_text(one.day, lang), amount=amount_text(one.amount, lang)))
              for one in detail.receipts),
            *((proof_choice(change_id=one.id),
               of.attach_increase.format(day=day_text(one.day, lang), amount=amount_text(one.amount, lang)))
              for one in detail.changes if one.what.is_proved)]


class _Proves(NamedTuple):
    """The milestone, the receipt or the increase that was chosen; none of them for the project as a whole."""

    stage: Stage | None = None
    receipt_id: int | None = None
    change_id: int | None = None


def proof_choice(stage: Stage | None = None, receipt_id: int | None = None, change_id: int | None = None) -> str:
    """The choice that stands for what a document proves; for the project as a whole an empty one."""
    if stage:
        return str(stage)
    return f"receipt {receipt_id}" if receipt_id else f"change {change_id}" if change_id else ""


def _proves(choice: str) -> _Proves:
    """What a choice stands for."""
    what, _, number = choice.partition(" ")
    if number:
        return _Proves(receipt_id=int(number)) if what == "receipt" else _Proves(change_id=int(number))
    return _Proves(Stage(choice) if choice else None)


def first_kind(choice: str) -> str:
    """The kind of document that most often proves what was chosen; none for the project as a whole, or for a lead."""
    stage, receipt_id, _ = _proves(choice)
    if receipt_id:
        stage = Stage.FUNDED
    return USUAL_PROOF.get(stage, "") if stage else ""


class AttachDialog(ProjectForm):
    """What it is, what it proves, its number, its day, where its file lies."""

    def __init__(self, detail: Detail, to: str = "") -> None:
        super().__init__(detail)
        self._to = to

    def form_title(self) -> str:
        """Which project."""
        return self.words.of_project.attach_title.format(name=self._detail.profile.name)

    def commit_words(self) -> str:
        """What Enter does: attaches the document."""
        return self.words.of_project.attach_commit

    def fields(self) -> Iterable[Widget]:
        """Kind, what it proves, file, number, day."""
        of, forms = self.words.of_project, self.words.forms
        yield Field(of.kind, Choices(list(self.terms.terms.evidence.items()), first_kind(self._to), id="kind"))
        yield Field(of.attach_to, Choices(_provable(self), self._to, id="to"))
        yield Field(of.path, line_input("path", hint=of.path_hint))
        yield Field(forms.number, line_input("number", hint=forms.number_hint))
        yield Field(forms.day, DayInput("day", hint=forms.optional, meant="optional"))

    def filled(self) -> None:
        """The typing begins with the kind."""
        self.query_one("#kind").focus()

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Attaches it."""
        code, kind, number, day = self._detail.code, self.choice("kind"), self.text("number"), self.text("day")
        path, to, version = self.text("path"), _proves(self.choice("to")), self.version
        if path.strip():
            path = str(typed_path(path, first_folder()))
        return lambda desk: document_typed(desk, code, kind, number, day, path, **to._asdict(), version=version)

    def done_words(self, done: Done[object]) -> str:
        """What was attached."""
        return self.words.of_project.attach_done.format(name=self._detail.profile.name,
                                                        kind=self.terms.terms.evidence[self.choice("kind")])

    def draft_key(self) -> str:
        """One for each thing a document can be put to."""
        return f"evidence.attach {self._detail.code} {self._to}"


class OfDocument(ProjectForm):
    """About one document of a project."""

    def __init__(self, detail: Detail, document: Document) -> None:
        super().__init__(detail)
        self._document = document

    def named(self, sentence: str, **more: str) -> str:
        """A sentence about the document: its project, its kind, its number."""
        kind = self.terms.terms.evidence.get(self._document.kind, self._document.kind)
        return sentence.format(name=self._detail.profile.name, kind=kind, number=self._document.number, **more).rstrip()


class MoveDocumentDialog(OfDocument):
    """What a document proves from now on. One that is offered again stands at the stage it proved, if that is there."""

    def form_title(self) -> str:
        """Which document of which project."""
        return self.named(self.words.of_project.move_title)

    def commit_words(self) -> str:
        """What Enter does: lets it prove what is chosen."""
        return self.words.of_project.move_commit

    def fields(self) -> Iterable[Widget]:
        """What it proves."""
        choices = _provable(self)
        paper = self._document
        there = proof_choice(paper.stage, paper.receipt_id, paper.change_id)
        yield Field(self.words.of_project.attach_to, Choices(
            choices, there if there in dict(choices) else choices[-1][0], id="to"))

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Moves it."""
        document, version, to = self._document.id, self.version, _proves(self.choice("to"))
        return lambda desk: move(desk, document, **to._asdict(), version=version)

    def done_words(self, done: Done[object]) -> str:
        """What it proves now."""
        to = dict(_provable(self))[self.choice("to")]
        return self.named(self.words.of_project.move_done, to=to)

    def draft_key(self) -> str:
        """None: there is nothing to type."""
        return ""
