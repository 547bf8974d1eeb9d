"""What becomes so on a day: money that comes to the contract amount, another investor, a signing again, an intent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget

from tracker.domain.changed import FIELDS_CHANGED, ChangeKind
from tracker.domain.money import Money
from tracker.domain.typed import money_typed
from tracker.office.project.typed import change_typed, increase_typed, intent_typed, signing_typed
from tracker.words import spoken
from tracker.words.amounts import amount_text
from tracker.words.changed import ChangedWords
from tui.dialogs.form import Field, ProjectForm, line_input
from tui.text import drawn
from tui.widgets.choices import Choices
from tui.widgets.day_input import DayInput
from tui.widgets.text_box import TextBox
from tui.widgets.told import Told

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.outcome import Done, Refused
    from tui.facts import Opened


class _FromADay(ProjectForm):
    """A form about one project whose words are those of changes."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened.detail)
        self._today = opened.today

    @property
    def _says(self) -> ChangedWords:
        return spoken(self.words.lang, ChangedWords)


class IncreaseDialog(_FromADay):
    """How much came to the contract amount, on which day, and a note. The amount of now stands below."""

    def form_title(self) -> str:
        """Which project."""
        return self._says.increase_title.format(name=self._detail.profile.name)

    def commit_words(self) -> str:
        """What Enter does: records the increase."""
        return self._says.increase_commit

    def fields(self) -> Iterable[Widget]:
        """The amount, the day, a note."""
        forms, contract = self.words.forms, self._detail.profile.contract_amount
        yield Field(forms.amount, line_input("amount", hint=forms.amount_hint))
        told = f"{self.terms.terms.field['contract_amount']} {amount_text(contract, self.words.lang, '—')}"
        yield Told(told)
        yield Field(forms.day, DayInput("day", str(self._today), forms.day_hint))
        yield Field(forms.note, TextBox("note", hint=forms.note_hint))

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Records it."""
        code, version, day = self._detail.code, self.version, self.text("day")
        amount, note = self.text("amount"), self.text("note")
        return lambda desk: increase_typed(desk, code, day, amount, note, version)

    def done_words(self, done: Done[object]) -> str:
        """How much, from which day on."""
        typed = money_typed(self.text("amount"))
        money = typed if isinstance(typed, Money) else None
        return self._says.increase_done.format(project=self._detail.profile.name, day=self.text("day"),
                                               amount=amount_text(money, self.words.lang))

    def draft_key(self) -> str:
        """One for each project."""
        return f"project.increase {self._detail.code}"


_SIGNING, _INTENT = ChangeKind.SIGNING, ChangeKind.INTENT


class ChangeDialog(_FromADay):
    """Which field, what it became, on which day, and why; or that the project is signed again, or an intent was."""

    def form_title(self) -> str:
        """Which project."""
        return self._says.change_title.format(name=self._detail.profile.name)

    def commit_words(self) -> str:
        """What Enter does: records the change."""
        return self._says.change_commit

    def fields(self) -> Iterable[Widget]:
        """What, what it is now, what it became, when, why."""
        forms, names = self.words.forms, self.terms.terms.field
        yield Field(self._says.change_what, Choices([
            *((what.value, names[what]) for what in FIELDS_CHANGED), *self._says.kind.items()], id="what"))
        yield Told(self._now(FIELDS_CHANGED[0]), id="read")
        yield Field(self._says.change_to, line_input("value"), id="field-value")
        contract = Field(names["contract_amount"], line_input("contract_amount", hint=forms.amount_hint),
                         id="field-contract")
        contract.add_class("-hidden")
        yield contract
        yield Field(forms.day, DayInput("day", str(self._today), forms.day_hint))
        yield Field(forms.reason, TextBox("reason", hint=self.words.of_project.expect_reason_hint))

    @on(Choices.Changed, "#what")
    def what_chosen(self) -> None:
        """Says what the field says now, and what it can be; shows the fields that are asked for."""
        what = ChangeKind(self.choice("what"))
        self.query_one("#read", Told).update(self._now(what))
        self.query_one("#field-value").set_class(what is _INTENT, "-hidden")
        self.query_one("#field-contract").set_class(what is not _SIGNING, "-hidden")

    def _now(self, what: ChangeKind) -> str:
        terms, profile = self.terms.terms, self._detail.profile
        if what is _INTENT:
            return ""
        if what is _SIGNING:
            contract = amount_text(profile.contract_amount, self.words.lang, "—")
            return "  ".join((drawn(profile.investor) or self._says.nobody, contract))
        text, choices = getattr(self._detail.profile, what) or "", terms.names_of(what)
        return "  ".join(drawn(part) for part in (choices.get(text, text) or self._says.nobody, *choices.values()))

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Records it."""
        what, value = self.choice("what"), self.text("value").strip()
        value = {name: key for key, name in self.terms.terms.names_of(what).items()}.get(value, value)
        code, version, day, reason = self._detail.code, self.version, self.text("day"), self.text("reason")
        if what == _INTENT:
            return lambda desk: intent_typed(desk, code, day, reason, version)
        if what == _SIGNING:
            signed = {"investor": value, "contract_amount": self.text("contract_amount")}
            return lambda desk: signing_typed(desk, code, signed, day, reason, version)
        return lambda desk: change_typed(desk, code, {what: value}, day, reason, version)

    def done_words(self, done: Done[object]) -> str:
        """Which field, from which day on; or what was recorded."""
        what, told = self.choice("what"), {"project": self._detail.profile.name, "day": self.text("day")}
        if what in (_SIGNING, _INTENT):
            says = self._says.signed_done if what == _SIGNING else self._says.intent_done
            return says.format(id=done.value, **told)
        return self._says.change_done.format(project=self._detail.profile.name, day=self.text("day"),
                                             fields=self.terms.terms.field[self.choice("what")])

    def draft_key(self) -> str:
        """One for each project."""
        return f"project.change {self._detail.code}"
