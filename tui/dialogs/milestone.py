"""Putting a milestone right: its day, its recognition, its document. What was wrong stays on record, with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from textual.widget import Widget

from tracker.office.outcome import Done, Refused
from tracker.office.project.typed import MilestoneTyped, milestone_typed
from tracker.words.days import day_text
from tui.dialogs.form import Field, ProjectForm, line_input
from tui.widgets.choices import Choices
from tui.widgets.day_input import DayInput
from tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.project.detail import Reached
    from tui.facts import Opened


class CorrectDialog(ProjectForm):
    """The day as it is on record, to be typed over, and the reason; below, the recognition and a document."""

    def __init__(self, opened: Opened, reached: Reached) -> None:
        super().__init__(opened.detail)
        self._reached = reached

    def form_title(self) -> str:
        """Which stage of which project, and its day so far."""
        terms, of = self.terms.terms, self.words.of_project
        return (of.missing_title if self._reached.missing else of.correct_title).format(
            name=self._detail.profile.name, stage=terms.stage[self._reached.stage],
            day=day_text(self._reached.day, self.words.lang, terms.unknown_day))

    @property
    def _day(self) -> str:
        return day_text(self._reached.day, self.words.lang)

    def commit_words(self) -> str:
        """What Enter does: corrects the milestone."""
        return self.words.of_project.correct_commit

    def fields(self) -> Iterable[Widget]:
        """Day and reason; then what is put right less often."""
        forms, of, was = self.words.forms, self.words.of_project, self._reached
        yield Field(forms.day, DayInput("day", self._day, forms.day_hint))
        yield Field(forms.reason, TextBox("reason", hint=forms.reason_hint))
        if was.documents:
            yield Field(of.papers, Choices([("", of.papers_go), ("keep", of.papers_kept)], id="papers"))
        yield Field(of.recognised_on, DayInput(
            "recognised_on", str(was.recognised_on or ""), of.recognised_on_hint, "optional"))
        yield Field(of.recognised_by, line_input("recognised_by", was.recognised_by, of.recognised_by_hint))
        yield Field(forms.evidence, Choices([("", forms.evidence_none), *self.terms.terms.evidence.items()],
                                            id="evidence"))
        yield Field(forms.number, line_input("number", hint=forms.number_hint))

    def again(self, opened: Opened) -> None:
        """The milestone as it is now; one that was taken back meanwhile is put on record anew."""
        super().again(opened)
        stage = self._reached.stage
        self._reached = next((one for one in opened.detail.milestones if one.stage is stage), self._reached)
        self.show_title()

    def filled_by_now(self) -> Mapping[str, str]:
        """Its day and its recognition as they are on record."""
        now = self._reached
        return {"day": self._day, "recognised_on": str(now.recognised_on or ""), "recognised_by": now.recognised_by}

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Corrects it."""
        code, stage, version = self._detail.code, self._reached.stage, self.version
        right = MilestoneTyped(self.text("day"), self.text("recognised_on"), self.text("recognised_by"),
                               self.choice("evidence"), self.text("number"),
                               keep_evidence=bool(self._reached.documents and self.choice("papers")))
        reason = self.text("reason")
        return lambda desk: milestone_typed(desk, code, stage, right, reason, version)

    def done_words(self, done: Done[object]) -> str:
        """Its day now, or that the rest of it was put right."""
        of, stage = self.words.of_project, self.terms.terms.stage[self._reached.stage]
        sentence = of.correct_kept if self.day_read("day") == self._day else of.correct_done
        return sentence.format(name=self._detail.profile.name, stage=stage, day=self.day_read("day"))

    def draft_key(self) -> str:
        """One for each stage of each project."""
        return f"project.correct {self._detail.code} {self._reached.stage}"
