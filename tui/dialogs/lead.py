"""Taking in a new lead: a name is enough; the rest can come when it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from tracker.domain.fields import ChoiceField
from tracker.domain.profile import FIELDS
from tracker.office.outcome import Done, Refused
from tracker.office.project.typed import lead_typed
from tui.dialogs.form import Field, FormDialog, line_input
from tui.widgets.choices import Choices
from tui.widgets.day_input import DayInput
from tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from tracker.office.desk import Desk

ASKED = {name: field for name, field in FIELDS.items() if field.lead}
"""The fields of a profile that a lead has."""


class LeadDialog(FormDialog):
    """Name, investor, origin, amount, park, officer, day."""

    def __init__(self) -> None:
        super().__init__()
        self._made = ""

    def form_title(self) -> str:
        """What it is."""
        return self.words.forms.lead_title

    def commit_words(self) -> str:
        """What Enter does: takes the new project in."""
        return self.words.forms.lead_commit

    def fields(self) -> Iterable[Widget]:
        """The fields, the name first."""
        forms, terms = self.words.forms, self.terms.terms
        hints = {"name": forms.name_hint, "contract_amount": self.terms.reasons.no_contract_amount.todo}
        for name, field in ASKED.items():
            yield Field(terms.field[name].replace("招商", ""),
                        Choices([("", forms.evidence_none), *terms.names_of(name).items()], id=name)
                        if isinstance(field, ChoiceField) else line_input(name, hint=hints.get(name, forms.optional)))
        yield Field(forms.day, DayInput("day", hint=forms.day_hint))
        override = Field(forms.override, TextBox("override", hint=forms.reason_hint), id="field-override")
        override.add_class("-hidden")
        yield override

    def filled(self) -> None:
        """Today, filled in."""
        if desk := self.office_app.desk:
            self.query_one("#day").value = str(desk.today())  # type: ignore[attr-defined]

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Takes it in."""
        typed = {name: self.choice(name) if isinstance(field, ChoiceField) else self.text(name)
                 for name, field in ASKED.items()}
        day, override = self.text("day"), self.text("override")
        return lambda desk: lead_typed(desk, typed, day, override)

    def refused(self, outcome: Refused) -> None:
        """Every reason; where one can be set aside, the field for why."""
        if any(not reason.hard for reason in outcome.reasons):
            self.query_one("#field-override").remove_class("-hidden")
        super().refused(outcome)

    def done_words(self, done: Done[object]) -> str:
        """Its name and code."""
        self._made = str(done.value)
        return self.words.forms.lead_done.format(name=self.text("name").strip(), code=self._made)

    def draft_key(self) -> str:
        """One for all leads: none of them is there yet."""
        return "project.add"

    def subject(self) -> str:
        """The new project."""
        return self._made
