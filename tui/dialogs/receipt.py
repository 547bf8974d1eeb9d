"""Recording money that arrived or went back: how the amount is read stands below it while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.domain.reasons import Reason
from tracker.domain.typed import money_typed
from tracker.office.outcome import Done, Refused
from tracker.office.project.typed import receipt_typed
from tracker.words import spoken
from tracker.words.amounts import amount_text
from tracker.words.money_form import MoneyFormWords
from tracker.words.sentences import sentence
from tui.dialogs.form import Field, ProjectForm, line_input
from tui.screens.project_rows import running
from tui.text import drawn
from tui.widgets.choices import Choices
from tui.widgets.day_input import DayInput
from tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tui.facts import Opened

_BACK = "back"
"""The choice of money that went back."""
PROOFS = ("bank_slip", "verification_report", "invoice", "land_fee")
"""Kinds of evidence that prove money, the most frequent first."""


class ReceiptDialog(ProjectForm):
    """Amount, day, origin, form and outside share, proof, note or reason, and whether it arrived or went back."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened.detail)
        self._today = opened.today

    @property
    def _says(self) -> MoneyFormWords:
        return spoken(self.words.lang, MoneyFormWords)

    def form_title(self) -> str:
        """Which project, and whether money arrived or went back."""
        forms = self.words.forms
        back = bool(self.choice("kind"))
        return (forms.withdrawal_title if back else forms.receipt_title).format(name=self._detail.profile.name)

    def commit_words(self) -> str:
        """What Enter does: records the receipt."""
        return self.words.forms.receipt_commit

    def fields(self) -> Iterable[Widget]:
        """The amount first: the day is nearly always today's."""
        forms, terms = self.words.forms, self.terms.terms
        yield Field(forms.amount, line_input("amount", hint=forms.amount_hint))
        yield Static(self._so_far(), id="read", classes="told", markup=False)
        yield Field(forms.day, DayInput("day", str(self._today), forms.day_hint))
        own = terms.origin.get(self._detail.profile.origin or "", "")
        project = f"{forms.origin_project}{own and self.words.aside.format(text=own)}"
        yield Field(forms.origin, Choices([("", project), *terms.origin.items()], id="origin"))
        yield Field(self._says.form, Choices([("", self._says.unsaid), *terms.money_form.items()], id="made_of"))
        yield Field(self._says.share, line_input("outside", hint=self._says.share_hint))
        proofs = [(kind, terms.evidence[kind]) for kind in PROOFS]
        yield Field(forms.evidence, Choices([("", forms.evidence_none), *proofs], id="evidence"))
        yield Field(forms.number, line_input("number", hint=forms.number_hint))
        yield Field(forms.note, TextBox("note", hint=forms.note_hint), id="words")
        arrived, back = forms.receipt_kinds
        yield Field(forms.receipt_kind, Choices([("", arrived), (_BACK, back)], id="kind"))

    @on(Choices.Changed, "#kind")
    def kind_chosen(self) -> None:
        """Of money that went back the note is the reason."""
        forms, back = self.words.forms, bool(self.choice("kind"))
        self.query_one("#words", Field).rename(forms.withdrawal_reason if back else forms.note)
        self.query_one("#note", TextBox).placeholder = forms.withdrawal_hint if back else forms.note_hint
        self.show_title()

    def _so_far(self) -> str:
        lang, sums = self.words.lang, running(self._detail.receipts)
        return self.words.forms.receipt_total.format(
            total=amount_text(sums[-1] if sums else None, lang, "0"),
            contract=amount_text(self._detail.profile.contract_amount, lang, self.words.no_amount))

    @on(Input.Changed, "#amount")
    def amount_typed(self, event: Input.Changed) -> None:
        """Says how the amount is read."""
        text = self._so_far()
        if event.value.strip():
            money = money_typed(event.value)
            text = drawn(sentence(money, self.terms)) if isinstance(money, Reason) else (
                f"{self.words.forms.amount_read.format(amount=amount_text(money, self.words.lang))}    {text}")
        self.query_one("#read", Static).update(text)

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Records it."""
        code, day, amount = self._detail.code, self.text("day"), self.text("amount")
        more: dict[str, Any] = {"origin": self.choice("origin"), "note": self.text("note"),
                                "kind": self.choice("evidence"),
                "number": self.text("number"), "form": self.choice("made_of"),
                                "outside": self.text("outside"), "back": bool(self.choice("kind")),
                                "version": self.version}
        return lambda desk: receipt_typed(desk, code, day, amount, **more)

    def done_words(self, done: Done[object]) -> str:
        """How much."""
        money = money_typed(self.text("amount"))
        amount = "" if isinstance(money, Reason) else amount_text(money, self.words.lang)
        forms = self.words.forms
        said = forms.withdrawal_done if self.choice("kind") else forms.receipt_done
        return said.format(name=self._detail.profile.name, amount=amount)

    def draft_key(self) -> str:
        """One for each project."""
        return f"receipt.add {self._detail.code}"
