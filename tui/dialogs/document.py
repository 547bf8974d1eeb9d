"""Attaching a document to a milestone, a receipt or the whole project, with its file or with its number alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from tracker.domain.stages import Stage
from tracker.office.outcome import Done, Refused
from tracker.office.project.typed import document_typed
from tracker.words.amounts import amount_text
from tracker.words.days import day_text
from tui.dialogs.form import Field, ProjectForm, line_input
from tui.widgets.choices import Choices, Option
from tui.widgets.day_input import DayInput

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.project.detail import Detail


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
        yield Field(of.kind, Choices(list(self.terms.terms.evidence.items()), id="kind"))
        yield Field(of.attach_to, Choices(self._provable(), self._to, id="to"))
        yield Field(of.path, line_input("path", hint=of.path_hint))
        yield Field(forms.number, line_input("number", hint=forms.number_hint))
        yield Field(forms.day, DayInput("day", hint=forms.optional, meant="optional"))

    def _provable(self) -> list[Option]:
        """The project as a whole, its milestones, its receipts."""
        of, stages, lang = self.words.of_project, self.terms.terms.stage, self.words.lang
        return [("", of.attach_project), *((str(one.stage), stages[one.stage]) for one in self._detail.milestones),
                *((f"receipt {one.id}", of.attach_receipt.format(day=day_text(one.day, lang),
                                                                 amount=amount_text(one.amount, lang)))
                  for one in self._detail.receipts)]

    def filled(self) -> None:
        """The typing begins with the kind."""
        self.query_one("#kind").focus()

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Attaches it."""
        code, kind, number, day = self._detail.code, self.choice("kind"), self.text("number"), self.text("day")
        path, to = self.text("path"), self.choice("to")
        receipt = int(to.split()[1]) if to.startswith("receipt ") else None
        stage = Stage(to) if to and receipt is None else None
        return lambda desk: document_typed(desk, code, kind, number, day, path, stage=stage, receipt_id=receipt)

    def done_words(self, done: Done[object]) -> str:
        """What was attached."""
        return self.words.of_project.attach_done.format(name=self._detail.profile.name,
                                                        kind=self.terms.terms.evidence[self.choice("kind")])

    def draft_key(self) -> str:
        """One for each thing a document can be put to."""
        return f"evidence.attach {self._detail.code} {self._to}"
