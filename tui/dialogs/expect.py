"""The day on which a stage, or the completion, is expected: entered, moved, or taken back with an empty day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from textual.widget import Widget

from tracker.domain.day import Day
from tracker.domain.expected import Awaited
from tracker.domain.reasons import Code
from tracker.office.outcome import Done, Refused, refused
from tracker.office.project.typed import expected_typed
from tracker.words.days import day_text
from tui.dialogs.form import Field, ProjectForm
from tui.widgets.choices import Choices
from tui.widgets.day_input import DayInput
from tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tui.facts import Opened


class ExpectDialog(ProjectForm):
    """What is expected, for when, and why it moved. The stages that are reached are not offered.

    Opened on an expectation it shows its day, and an emptied one takes it back.
    """

    def __init__(self, opened: Opened, what: Awaited | None = None) -> None:
        super().__init__(opened.detail)
        reached = {milestone.stage for milestone in self._detail.milestones}
        self._ahead = [one for one in Awaited if one.stage not in reached]
        self._what = what if what in self._ahead else None
        self._day = self._stood(self._what)

    def form_title(self) -> str:
        """Which project."""
        return self.words.of_project.expect_title.format(name=self._detail.profile.name)

    def commit_words(self) -> str:
        """What Enter does: keeps the day."""
        return self.words.of_project.expect_commit

    def fields(self) -> Iterable[Widget]:
        """What, when, why."""
        forms, of, names = self.words.forms, self.words.of_project, self.terms.terms.awaited
        first = [one for one in self._ahead if one is self._what]
        offered = [*first, *(one for one in self._ahead if one is not self._what)]
        yield Field(of.expect_what, Choices([(str(one), names[one]) for one in offered], id="what"))
        yield Field(forms.day, DayInput("day", self._day, of.expect_day_hint, "due"))
        yield Field(forms.reason, TextBox("reason", hint=of.expect_reason_hint))

    def again(self, opened: Opened) -> None:
        """What is expected by now."""
        super().again(opened)
        self._day = self._stood(self._what)

    def _stood(self, what: Awaited | None) -> str:
        """The day on which something is expected; empty where it is not."""
        day = next((one.now.day for one in self._detail.expected if one.now and one.what is what), None)
        return day_text(day, self.words.lang) if day else ""

    def filled_by_now(self) -> Mapping[str, str]:
        """The day of the expectation the form was opened on."""
        return {"day": self._day} if self._what else {}

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Keeps it."""
        code, what, version = self._detail.code, Awaited(self.choice("what")), self.version
        day, reason = self.text("day"), self.text("reason")
        if not day.strip() and not self._day:
            return lambda desk: refused(Code.DAY_MISSING, field="day")
        return lambda desk: expected_typed(desk, code, what, day, reason, version)

    def done_words(self, done: Done[object]) -> str:
        """The day now, or that none is expected any more."""
        of = self.words.of_project
        sentence = of.expect_done if done.value is not None else of.expect_withdrawn
        day = day_text(done.value, self.words.lang) if isinstance(done.value, Day) else ""
        return sentence.format(name=self._detail.profile.name, day=day,
                               awaited=self.terms.terms.awaited[self.choice("what")])

    def draft_key(self) -> str:
        """One for each project."""
        return f"project.expect {self._detail.code}"
