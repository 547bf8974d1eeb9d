"""Making a receipt void: it stays on record with the reason, and counts no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from tracker.office.outcome import Done, Refused
from tracker.office.project.receipts import void_receipt
from tracker.words.amounts import amount_text
from tracker.words.days import day_text
from tui.dialogs.form import Field, ProjectForm
from tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.project.detail import Arrived, Detail


class VoidDialog(ProjectForm):
    """The receipt, and why it is void."""

    def __init__(self, detail: Detail, receipt: Arrived) -> None:
        super().__init__(detail)
        self._receipt = receipt

    def form_title(self) -> str:
        """Which receipt of which project."""
        receipt = self._receipt
        return self.words.of_project.void_title.format(
            name=self._detail.profile.name, day=day_text(receipt.day, self.words.lang, self.terms.terms.unknown_day),
            amount=amount_text(receipt.amount, self.words.lang))

    def commit_words(self) -> str:
        """What Enter does: makes the receipt void."""
        return self.words.of_project.void_commit

    def fields(self) -> Iterable[Widget]:
        """The reason."""
        forms = self.words.forms
        yield Field(forms.reason, TextBox("reason", hint=forms.reason_hint))

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Makes it void."""
        receipt, reason = self._receipt.id, self.text("reason")
        return lambda desk: void_receipt(desk, receipt, reason)

    def done_words(self, done: Done[object]) -> str:
        """How much counts no more."""
        return self.words.of_project.void_done.format(name=self._detail.profile.name,
                                                      amount=amount_text(self._receipt.amount, self.words.lang))

    def draft_key(self) -> str:
        """One for each receipt."""
        return f"receipt.void {self._receipt.id}"
