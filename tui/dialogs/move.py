"""Moving a project on: the checklist lives while the form is typed, and what is missing is mended right here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.domain.reasons import Check
from tracker.domain.stages import Stage
from tracker.office.outcome import Done, Refused
from tracker.words.reasons import check_line, parts
from tui.actions import shown_key
from tui.dialogs.form import MUTED, Field, FormDialog, line_input
from tui.office import Typed
from tui.text import drawn, marks
from tui.widgets.choices import Choices

if TYPE_CHECKING:
    from tui.office import Office, Opened

MENDED_HERE = ("credit_code", "contract_amount")
"""Fields of the profile that a move asks for and that are typed into this form."""
PAUSE = 0.15
"""Seconds of silence at the keyboard before the checklist is asked for again."""


class MoveDialog(FormDialog):
    """Target stage, day, evidence; met and unmet requirements; Enter moves the project on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "receipt", show=False),
        Binding("f5", "note", show=False),
    ]

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._detail = opened.detail
        self._today = opened.today
        self._version = opened.detail.version
        self._stage = opened.detail.next_stage or Stage.PRODUCING
        self._checks: tuple[Check, ...] | None = None
        self._asked: tuple[str, ...] = ()
        self._timer: Timer | None = None

    def form_title(self) -> str:
        """Which project, from which stage to which."""
        terms = self.terms.terms
        title = self.words.forms.move_title.format(name=self._detail.profile.name)
        return f"{title}   {terms.stage[self._detail.stage]} {marks().arrow} {terms.stage[self._stage]}"

    def commit_words(self) -> str:
        """Where it goes."""
        return self.words.forms.move_commit.format(stage=self.terms.terms.stage[self._stage])

    def fields(self) -> Iterable[Widget]:
        """The day; what mends a reason, shown only when it is one; the checklist."""
        forms, names = self.words.forms, self.terms.terms.field
        yield Field(forms.day, line_input("day", str(self._today), forms.day_hint))
        for name in MENDED_HERE:
            hint = self._hint(name)
            yield self._hidden(Field(names[name] if name != "credit_code" else names[name][-4:],
                                     line_input(name, hint=hint), id=f"field-{name}"))
        yield self._hidden(Field(forms.evidence, Choices([("", forms.evidence_none)], id="evidence"),
                                 id="field-evidence"))
        yield self._hidden(Field(forms.number, line_input("number", hint=forms.number_hint), id="field-number"))
        yield self._hidden(Field(forms.override, line_input("override", hint=forms.override_hint),
                                 id="field-override"))
        yield Static(forms.checking, id="checklist", markup=False)

    def _hint(self, name: str) -> str:
        reasons = self.terms.reasons
        says = reasons.no_credit_code if name == "credit_code" else reasons.no_contract_amount
        return says.todo

    @staticmethod
    def _hidden(field: Field) -> Field:
        field.add_class("-hidden")
        return field

    def on_mount(self) -> None:
        """The checklist as of today."""
        self._check()

    # -- the checklist ------------------------------------------------------------------------------------------------

    @on(Input.Changed)
    @on(Choices.Changed)
    def changed(self) -> None:
        """Asks again once the typing rests."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._check)

    def _typed(self) -> Typed:
        return Typed(self.text("day"), self.choice("evidence"), self.text("number"), self.text("override"),
                     {name: self.text(name) for name in MENDED_HERE})

    def _check(self) -> None:
        code, stage, typed = self._detail.code, self._stage, self._typed()
        self.ask(lambda office: office.checks(code, stage, typed), self._checked, group="checks")

    def _checked(self, found: tuple[Check, ...] | Refused) -> None:
        checklist = self.query_one("#checklist", Static)
        if isinstance(found, Refused):
            self._checks = None
            checklist.update(self.reasons(found.reasons))
            return
        self._checks = found
        checklist.update(self._lines(found))
        self.show_reasons(None)
        self._offer(found)

    def _lines(self, checks: Sequence[Check]) -> Content:
        lines: list[Content] = []
        for check in checks:
            if check.reason is None:
                lines.append(Content.assemble((f"{marks().met} ", "$text-success"), drawn(self._met(check))))
                continue
            what, todo = parts(check.reason, self.terms)
            mark, style = (marks().unmet, "$text-error") if check.reason.hard else (marks().blocked, "$text-warning")
            lines.append(Content.assemble((f"{mark} {drawn(what)}", style),
                                          (f"\n  {self._todo(check, drawn(todo))}", MUTED)))
        lines.append(self._summary(checks))
        return Content("\n").join(lines)

    def _met(self, check: Check) -> str:
        """A field typed just now is read as valid, and saved along with the move."""
        if check.code == "credit_code" and not check.params.get("value"):
            return self.terms.terms.field["credit_code"]
        line = check_line(check, self.terms)
        typed = check.code in MENDED_HERE and self.text(check.code).strip()
        return f"{line}{self.words.joint}{self.words.forms.saved_along}" if typed else line

    def _todo(self, check: Check, todo: str) -> str:
        field = check.reason.field if check.reason else None
        key = {"receipt": "receipt", "blocker": "note"}.get(field or "")
        return f"{todo}  [{shown_key(key, self.words)}]" if key else todo

    def _summary(self, checks: Sequence[Check]) -> Content:
        forms = self.words.forms
        hard = sum(1 for check in checks if check.reason and check.reason.hard)
        soft = any(check.reason and not check.reason.hard for check in checks)
        if hard:
            return Content.assemble((forms.move_unready.format(count=hard), "bold $text-error"))
        if soft and not self.text("override").strip():
            return Content.assemble((forms.move_soft, "bold $text-warning"))
        return Content.assemble((forms.move_ready, "bold $text-success"))

    def _offer(self, checks: Sequence[Check]) -> None:
        """Shows the fields that mend what is unmet; once shown, a field stays."""
        for check in checks:
            field = check.reason.field if check.reason else None
            if field in MENDED_HERE:
                self._show(field)
            elif field == "evidence" and check.reason:
                self._offer_evidence(tuple(check.reason.params.get("kinds", ())))

    def _offer_evidence(self, kinds: tuple[str, ...]) -> None:
        names = self.terms.terms.evidence
        if self.choice("evidence"):
            return
        if kinds != self._asked:
            self._asked = kinds
            options = [("", self.words.forms.evidence_none), *((kind, names.get(kind, kind)) for kind in kinds)]
            self.query_one("#evidence", Choices).offer(options)
        for name in ("evidence", "number", "override"):
            self._show(name)

    def _show(self, name: str) -> None:
        self.query_one(f"#field-{name}").remove_class("-hidden")

    # -- doing --------------------------------------------------------------------------------------------------------

    def job(self) -> Callable[[Office], Done[object] | Refused]:
        """Moves the project on."""
        code, stage, typed, version = self._detail.code, self._stage, self._typed(), self._version
        return lambda office: office.advance(code, stage, typed, version)

    def refused(self, outcome: Refused) -> None:
        """The reasons; where somebody else was first, the project is read again so that Enter can be repeated."""
        super().refused(outcome)
        if outcome.conflict:
            self.ask(lambda office: office.project(self._detail.code), self._again, group="again")

    def _again(self, found: Opened | Refused) -> None:
        if isinstance(found, Refused) or found.detail.next_stage is None:
            return
        self._detail, self._version, self._stage = found.detail, found.detail.version, found.detail.next_stage
        self.query_one("#title", Static).update(drawn(self.form_title()))
        self.show_keys()

    def done_words(self, done: Done[object]) -> str:
        """Where it is now."""
        return self.words.forms.move_done.format(name=self._detail.profile.name,
                                                 stage=self.terms.terms.stage[self._stage])

    def subject(self) -> str:
        """The project moved."""
        return self._detail.code

    # -- what this form sends on to -----------------------------------------------------------------------------------

    def action_receipt(self) -> None:
        """Records a receipt, then comes back here."""
        from tui.dialogs.receipt import ReceiptDialog

        self.ask(lambda office: office.project(self._detail.code), lambda found: None if isinstance(found, Refused)
                 else self.app.push_screen(ReceiptDialog(found), self._mended), group="job")

    def action_note(self) -> None:
        """Goes to the first open blocker, then comes back here."""
        from tui.dialogs.say import SayDialog, next_word

        held = [hold for hold in self._detail.blockers if hold.blocking and next_word(hold)]
        if held:
            word = next_word(held[0])
            assert word is not None
            self.app.push_screen(SayDialog(held[0], word), self._mended)

    def _mended(self, code: str | None) -> None:
        if code is None:
            return
        self.office_app.read_again()
        self.ask(lambda office: office.project(self._detail.code), self._refreshed, group="again")

    def _refreshed(self, found: Opened | Refused) -> None:
        self._again(found)
        self._check()
