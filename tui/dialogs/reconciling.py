"""Takes another office's list in, and says why differences between it and ours are there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from tracker.domain.reasons import Reason
from tracker.domain.typed import whole_day_typed
from tracker.office.outcome import Done, Refused
from tracker.office.reconciling.answering import answer
from tracker.office.reconciling.taking import ListTaken, take_list
from tracker.office.versions import Version
from tracker.words import spoken
from tracker.words.reconciling import ReconcilingWords, our_side, their_side
from tui.dialogs.form import Field, FormDialog, line_input
from tui.files import typed_path
from tui.kept_in import first_folder
from tui.widgets.choices import Choices, Option
from tui.widgets.day_input import DayInput
from tui.widgets.text_box import TextBox
from tui.widgets.told import Told

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.reconciling.reconciled import DifferenceSeen

_FEW = 5
"""Differences that are named in the form."""


class _OfLists(FormDialog):
    """A form about lists of other offices, of no project."""

    @property
    def _says(self) -> ReconcilingWords:
        return spoken(self.words.lang, ReconcilingWords)

    def subject(self) -> str:
        """Of no project."""
        return ""


class TakeListDialog(_OfLists):
    """Which file, of which indicator of a year, whose list it is, of which day."""

    def __init__(self, year: int, indicators: Sequence[Option], version: int) -> None:
        """`version` is the last entry by which a list of the year stands."""
        super().__init__()
        self._year, self._indicators, self._version = year, indicators, version

    def filled_from(self) -> Version:
        """The lists of the year as they stood when the form was opened."""
        return self._version

    def form_title(self) -> str:
        """Of which year."""
        return self._says.take_title.format(year=self._year)

    def commit_words(self) -> str:
        """What Enter does: takes the list in."""
        return self._says.take_commit

    def fields(self) -> Iterable[Widget]:
        """The file, the indicator, whose list, its day."""
        says = self._says
        yield Field(says.path, line_input("path", hint=says.path_hint))
        yield Field(says.indicator, Choices(list(self._indicators), id="indicator"))
        yield Field(says.body, line_input("by", hint=says.body_hint))
        yield Field(self.words.forms.day, DayInput("on", hint=says.day_hint, meant="optional"))

    def filled(self) -> None:
        """The typing begins with the file."""
        self.query_one("#path").focus()

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Takes it in."""
        path, key = typed_path(self.text("path"), first_folder()), self.choice("indicator")
        body, day, year, version = self.text("by"), self.text("on"), self._year, self.version

        def take(desk: Desk) -> Done[ListTaken] | Refused:
            on = whole_day_typed(day, desk.today(), field="on")
            return Refused((on,)) if isinstance(on, Reason) else take_list(
                desk, path, key, year=year, body=body, on=on, version=version)

        return take

    def done_words(self, done: Done[object]) -> str:
        """Whose list, how many lines; that it was there already."""
        assert isinstance(done.value, ListTaken)
        told = self._says.taken if done.value.is_new else self._says.taken_again
        return told.format(body=done.value.body, lines=done.value.lines)

    def draft_key(self) -> str:
        """One for each year."""
        return f"list.take {self._year}"


class AnswerDialog(_OfLists):
    """The differences with both sides, and why they are there."""

    def __init__(self, differences: Sequence[DifferenceSeen]) -> None:
        super().__init__()
        self._differences = differences

    def filled_from(self) -> Version:
        """The last answer to any of them that stood."""
        return max((said.entry_id for one in self._differences if (said := one.answer or one.before)), default=0)

    def form_title(self) -> str:
        """What is asked."""
        return self._says.answer_title

    def commit_words(self) -> str:
        """What Enter does: records the reason."""
        return self._says.answer_commit

    def fields(self) -> Iterable[Widget]:
        """The first of the differences, and the reason."""
        says, lang, differs = self._says, self.words.lang, self.terms.terms.differs
        told = [f"{differs[one.of.kind]}\n  {says.column['theirs']}{self.words.colon}{their_side(one, lang)}\n"
                f"  {says.column['ours']}{self.words.colon}{our_side(one, lang)}" for one in self._differences[:_FEW]]
        more = len(self._differences) - _FEW
        told += [self.words.recognition.more.format(count=more)] if more > 0 else []
        yield Told("\n".join(told))
        yield Field(self.words.forms.reason, TextBox("reason", hint=says.answer_hint))

    def filled(self) -> None:
        """What was said before stands there, where there is one difference."""
        box, said = self.query_one("#reason", TextBox), self._differences[0].answer or self._differences[0].before
        if len(self._differences) == 1 and said is not None:
            box.text = said.reason
            box.move_cursor(box.document.end)
        box.focus()

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Records it."""
        ids, reason, version = [one.id for one in self._differences], self.text("reason"), self.version
        return lambda desk: answer(desk, ids, reason, version=version)

    def done_words(self, done: Done[object]) -> str:
        """How many."""
        return self._says.answered.format(count=done.value)

    def draft_key(self) -> str:
        """One for each difference that is answered first."""
        return f"difference.answer {self._differences[0].id}"
