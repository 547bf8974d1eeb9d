"""The two forms of a second person: recognising what another one reported, and sending it back with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tracker.office.outcome import Done, Refused, RefusedMany
from tracker.office.recognition.many import FactKey, recognise_typed, send_back_many
from tui.dialogs.form import MUTED, Field, FormDialog, line_input
from tui.text import drawn
from tui.widgets.day_input import DayInput
from tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from tracker.domain.reasons import Reason
    from tracker.office.desk import Desk
    from tracker.office.recognition.queue import Awaiting
    from tui.screens.recognition_rows import RecognitionLines

_FEW = 6
"""Facts that are named one by one."""


class _SecondPerson(FormDialog):
    """What both forms share: the facts they are about, and the reasons beside those that stand in the way."""

    def __init__(self, facts: Sequence[Awaiting], lines: RecognitionLines) -> None:
        super().__init__()
        self._facts, self._lines = facts, lines

    def titled(self, of_one: str, of_many: str, **more: str) -> str:
        """A sentence about the one fact, or about how many there are."""
        if len(self._facts) == 1:
            return of_one.format(name=self._lines.name(self._facts[0]), **more)
        return of_many.format(count=len(self._facts), **more)

    def told(self) -> Iterable[Widget]:
        """The facts one by one, where there are several."""
        if len(self._facts) > 1:
            names = [self._lines.name(fact) for fact in self._facts]
            yield Static("\n".join(map(drawn, self._few(names))), classes="told", markup=False)

    def _few(self, names: list[str]) -> list[str]:
        more = len(names) - _FEW
        return names if more <= 0 else [*names[:_FEW], self.words.recognition.more.format(count=more)]

    def refused(self, outcome: Refused) -> None:
        """Every reason with the facts it is about; what changed elsewhere is read again behind the form."""
        if not isinstance(outcome, RefusedMany):
            super().refused(outcome)
            return
        self.show_reasons(self._why(outcome.by_thing))
        self.mends({reason.field for reason in outcome.reasons})
        if outcome.conflict:
            self._looked_at(outcome.by_thing)
            self.office_app.read_again()

    def _looked_at(self, found: Mapping[FactKey, tuple[Reason, ...]]) -> None:
        """What became of the facts is told: Enter is against that."""
        told = {key: Refused(reasons).version for key, reasons in found.items()}
        self._facts = [replace(fact, version=now) if (now := told.get((fact.code, fact.of))) is not None else fact
                       for fact in self._facts]

    def mends(self, fields: set[str | None]) -> None:
        """The first of these fields takes the typing."""
        for control in self.controls():
            if control.id in fields:
                control.focus()
                return

    def _why(self, found: Mapping[FactKey, tuple[Reason, ...]]) -> Content:
        """Every reason once, below the facts it is about where it is not about all of them."""
        names_by: list[tuple[Reason, list[str]]] = []
        for fact in self._facts:
            for reason in found.get((fact.code, fact.of), ()):
                names = next((names for known, names in names_by if known == reason), None)
                if names is None:
                    names_by.append((reason, names := []))
                names.append(self._lines.name(fact))
        lines: list[Content] = []
        for reason, names in names_by:
            if len(names) < len(self._facts):
                lines.append(Content.styled(drawn(self.words.joint.join(self._few(names))), MUTED))
            lines.append(self.reasons([reason]))
        return Content("\n").join(lines)

    def subject(self) -> str:
        """The first project."""
        return self._facts[0].code

    def kept_under(self, word: str) -> str:
        """The name of a draft about these facts."""
        facts = "\n".join(sorted(f"{fact.code} {fact.of}" for fact in self._facts))
        return f"{word} {sha256(facts.encode()).hexdigest()[:16]}"


class RecogniseDialog(_SecondPerson):
    """For which body, on which day, by which paper; where evidence is missing, why all the same."""

    def __init__(self, facts: Sequence[Awaiting], lines: RecognitionLines, body: str) -> None:
        super().__init__(facts, lines)
        self.body = body
        """The body it was recognised for; before that, the one that is offered."""

    def form_title(self) -> str:
        """What is recognised."""
        says = self.words.recognition
        return self.titled(says.recognise_one, says.recognise_many)

    def commit_words(self) -> str:
        """What Enter does: recognises."""
        return self.words.recognition.recognise_commit

    def fields(self) -> Iterable[Widget]:
        """The body first; what is missing is asked about where anything is."""
        says, forms = self.words.recognition, self.words.forms
        yield from self.told()
        yield Field(self.words.of_project.recognised_by, line_input("by", self.body, says.body_hint))
        yield Field(forms.day, DayInput("day", hint=forms.optional, meant="optional"))
        yield Static(says.day_hint, classes="told", markup=False)
        yield Field(says.number, line_input("number", hint=says.number_hint))
        override = Field(forms.override, TextBox("override", hint=says.override_hint), id="field-override")
        yield override.set_class(not any(fact.lacks for fact in self._facts), "-hidden")

    def filled(self) -> None:
        """The typing begins with the body."""
        self.query_one("#by").focus()

    def mends(self, fields: set[str | None]) -> None:
        """Missing evidence is set aside by a reason."""
        if "evidence" in fields:
            self.query_one("#field-override").set_class(False, "-hidden")
        super().mends({"override" if field == "evidence" else "day" if field == "recognised_on" else field
                       for field in fields})

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Recognises all of them, or none."""
        facts, day, number, override = self._facts, self.text("day"), self.text("number"), self.text("override")
        body = self.body = self.text("by")
        return lambda desk: recognise_typed(desk, facts, body, day, number, override)

    def done_words(self, done: Done[object]) -> str:
        """What was recognised, and for which body."""
        says = self.words.recognition
        return self.titled(says.recognised_one, says.recognised_many, by=self.body.strip())

    def draft_key(self) -> str:
        """One for these facts."""
        return self.kept_under("recognise")


class SendBackDialog(_SecondPerson):
    """Why it is sent back."""

    def form_title(self) -> str:
        """What is sent back."""
        says = self.words.recognition
        return self.titled(says.send_back_one, says.send_back_many)

    def commit_words(self) -> str:
        """What Enter does: sends back."""
        return self.words.recognition.send_back_commit

    def fields(self) -> Iterable[Widget]:
        """The reason."""
        yield from self.told()
        yield Field(self.words.forms.reason, TextBox("reason", hint=self.words.recognition.reason_hint))

    def filled(self) -> None:
        """The typing begins with the reason."""
        self.query_one("#reason").focus()

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Sends all of them back, or none."""
        facts, reason = self._facts, self.text("reason")
        return lambda desk: send_back_many(desk, facts, reason)

    def done_words(self, done: Done[object]) -> str:
        """What was sent back."""
        says = self.words.recognition
        return self.titled(says.sent_back_one, says.sent_back_many)

    def draft_key(self) -> str:
        """One for these facts."""
        return self.kept_under("recognise.send_back")
