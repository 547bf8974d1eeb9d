"""Says what the office answers to questions of the auditor's dry run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from tracker.office.auditing.answering_audit import answer_audit
from tracker.office.outcome import Done, Refused
from tracker.office.versions import Version
from tracker.words import spoken
from tracker.words.audit import AuditWords, facts_text, question_text
from tui.dialogs.form import Field, FormDialog
from tui.widgets.text_box import TextBox
from tui.widgets.told import Told

if TYPE_CHECKING:
    from tracker.office.auditing.audited import QuestionSeen
    from tracker.office.desk import Desk

_FEW = 3
"""Questions, and projects of each, that are named in the form."""


class AnswerQuestionsDialog(FormDialog):
    """The questions with their projects, and the answer."""

    def __init__(self, year: int, questions: Sequence[QuestionSeen]) -> None:
        super().__init__()
        self._year, self._questions = year, questions

    @property
    def _says(self) -> AuditWords:
        return spoken(self.words.lang, AuditWords)

    def subject(self) -> str:
        """Of no one project."""
        return ""

    def filled_from(self) -> Version:
        """The last answer to any of them that stood."""
        return max((said.entry_id for one in self._questions if (said := one.answer or one.before)), default=0)

    def form_title(self) -> str:
        """What is to be done."""
        return self._says.answer_title

    def commit_words(self) -> str:
        """What Enter does: records the answer."""
        return self._says.answer_commit

    def fields(self) -> Iterable[Widget]:
        """The first of the questions, and the answer."""
        lang, more = self.words.lang, len(self._questions) - _FEW
        told = [f"{question_text(one.of, lang)}\n  {facts_text(one.of, lang, _FEW)}" for one in self._questions[:_FEW]]
        told += [self.words.recognition.more.format(count=more)] if more > 0 else []
        yield Told("\n".join(told))
        yield Field(self.words.forms.reason, TextBox("reason", hint=self._says.answer_hint))

    def filled(self) -> None:
        """What was said before stands there, where there is one question."""
        box, said = self.query_one("#reason", TextBox), self._questions[0].answer or self._questions[0].before
        if len(self._questions) == 1 and said is not None:
            box.text = said.reason
            box.move_cursor(box.document.end)
        box.focus()

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Records it."""
        year, ids, reason = self._year, [one.id for one in self._questions], self.text("reason")
        version = self.version
        return lambda desk: answer_audit(desk, year, ids, reason, version=version)

    def done_words(self, done: Done[object]) -> str:
        """How many."""
        return self._says.answered.format(count=done.value)

    def draft_key(self) -> str:
        """One for each question that is answered first."""
        return f"audit.answer {self._questions[0].id}"
