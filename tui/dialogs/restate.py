"""Asks why a closed year is restated, where something was refused for want of it: a class, and a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from tracker.domain.reasons import Code
from tracker.domain.restating import Restates, Restating
from tracker.domain.text import clean_lines
from tracker.office.outcome import Done, Refused, refused
from tracker.words import spoken
from tracker.words.sentences import parts
from tracker.words.yearend import YearendWords
from tui.dialogs.form import Field, QuestionForm
from tui.widgets.choices import Choices
from tui.widgets.text_box import TextBox
from tui.widgets.told import Told

if TYPE_CHECKING:
    from tracker.office.desk import Desk


class RestateDialog(QuestionForm):
    """What was said is in `restating` once it is dismissed with Enter; what was refused is then done with it."""

    def __init__(self, refusal: Refused) -> None:
        super().__init__()
        self._refusal = refusal
        self.restating: Restating | None = None

    @property
    def _says(self) -> YearendWords:
        return spoken(self.words.lang, YearendWords)

    def form_title(self) -> str:
        """That a closed year is concerned."""
        return self._says.restate_title

    def commit_words(self) -> str:
        """What Enter does: records it."""
        return self._says.restate_commit

    def fields(self) -> Iterable[Widget]:
        """What is refused without it, the class, the reason."""
        told = "\n".join(parts(reason, self.terms)[0] for reason in self._refusal.reasons)
        yield Told(f"{told}\n")
        rules = any(reason.code is Code.RULES_CLOSED for reason in self._refusal.reasons)
        kinds = (Restates.RULES,) if rules else tuple(Restates)
        yield Field(self._says.kind, Choices([(kind.value, self._says.restates[kind]) for kind in kinds], id="kind"))
        yield Field(self.words.forms.reason, TextBox("because", hint=self._says.restate_hint))

    def filled(self) -> None:
        """The typing begins with the class."""
        self.query_one("#kind").focus()

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Reads both; refused without a reason."""
        kind, because = Restates(self.choice("kind")), clean_lines(self.text("because"))
        if not because:
            return lambda desk: refused(Code.NO_REASON, field="because")
        return lambda desk: Done(Restating(kind, because))

    def done_words(self, done: Done[object]) -> str:
        """Nothing: what is done next says so itself."""
        assert isinstance(done.value, Restating)
        self.restating = done.value
        return ""
