"""Recording what came of a project: investment done, output or tax of a period, statistics, scale, capacity."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from tracker.domain.reasons import Reason
from tracker.domain.results import ResultKind
from tracker.domain.typed import how_much_typed
from tracker.office.project.typed import result_typed
from tracker.words import spoken
from tracker.words.results import ResultWords, result_told
from tui.dialogs.form import Field, ProjectForm, line_input
from tui.widgets.choices import Choices
from tui.widgets.day_input import DayInput
from tui.widgets.text_box import TextBox
from tui.widgets.told import Told

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.outcome import Done, Refused
    from tui.facts import Opened


class ResultDialog(ProjectForm):
    """What, how much, of which day or period, and a note."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened.detail)
        self._today = opened.today
        self._day_given = str(opened.today)
        """What the form itself put in as the day."""

    @property
    def _says(self) -> ResultWords:
        return spoken(self.words.lang, ResultWords)

    def form_title(self) -> str:
        """Which project."""
        return self._says.form_title.format(name=self._detail.profile.name)

    def commit_words(self) -> str:
        """What Enter does: records it."""
        return self._says.form_commit

    def fields(self) -> Iterable[Widget]:
        """The kind first: whether there is an amount depends on it."""
        forms, names = self.words.forms, self.terms.terms.result
        yield Field(self._says.what, Choices([(kind.value, names[kind]) for kind in ResultKind], id="what"))
        yield Told(self._hint(), id="read")
        yield Field(forms.amount, line_input("amount", hint=forms.amount_hint), id="how_much")
        yield Field(forms.day, DayInput("day", self._day_given, forms.day_hint))
        yield Field(forms.note, TextBox("note", hint=forms.note_hint))

    def _hint(self, kind: ResultKind = ResultKind.INVESTED) -> str:
        if kind.of_people:
            return self._says.of_people
        if kind.of_period_only:
            return self._says.of_period
        return self._says.of_day_or_period if kind.of_money else self._says.of_a_day

    @on(Choices.Changed, "#what")
    def what_chosen(self) -> None:
        """Says whether it has an amount, and of what; a day is there only where it can be of one."""
        kind, day = ResultKind(self.choice("what")), self.query_one("#day", DayInput)
        self.query_one("#read", Told).update(self._hint(kind))
        forms = self.words.forms
        self.query_one("#how_much", Field).rename(self._says.people if kind.of_people else forms.amount)
        self.query_one("#amount", Input).placeholder = self._says.people_hint if kind.of_people else forms.amount_hint
        given, self._day_given = self._day_given, "" if kind.of_period_only else str(self._today)
        if day.value == given:
            day.value = self._day_given
        if self._blank:
            self._blank["day"] = self._day_given
        day.placeholder = self._says.period_hint if kind.of_period_only else forms.day_hint
        day.mean("optional" if kind.of_period_only else "day")

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Records it."""
        code, version, what = self._detail.code, self.version, ResultKind(self.choice("what"))
        day, amount, note = self.text("day"), self.text("amount"), self.text("note")
        return lambda desk: result_typed(desk, code, what, day, amount, note, version)

    def done_words(self, done: Done[object]) -> str:
        """What of which day."""
        kind = ResultKind(self.choice("what"))
        amount = how_much_typed(kind, self.text("amount"))
        told = result_told(kind, None if isinstance(amount, Reason) else amount, self.words.lang)
        return self._says.form_done.format(project=self._detail.profile.name, day=self.day_read("day"), told=told)

    def draft_key(self) -> str:
        """One for each project."""
        return f"result.add {self._detail.code}"
