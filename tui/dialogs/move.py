"""Moving a project on: the checklist lives while the form is typed, and what is missing is mended right here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.domain.reasons import Check
from tracker.domain.stages import STAGES, Stage
from tracker.office.outcome import Done, Refused
from tui.dialogs import way
from tui.dialogs.checklist import MENDED_HERE, Checklist
from tui.dialogs.form import Field, FormDialog, line_input
from tui.dialogs.receipt import ReceiptDialog
from tui.dialogs.say import SayDialog, next_word
from tui.dialogs.way import Stop, Typed
from tui.facts import open_in_full
from tui.text import marks
from tui.widgets.choices import Choices
from tui.widgets.day_input import DayInput
from tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.project.detail import Detail
    from tracker.office.project.route import Leg
    from tui.facts import Opened

PAUSE = 0.15
"""Seconds of silence at the keyboard before the checklist is asked for again."""


class MoveDialog(FormDialog):
    """Target stage, day, evidence; met and unmet requirements; Enter moves the project on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "receipt", show=False, id="receipt"),
        Binding("f5", "note", show=False, id="note"),
        Binding("f6", "one_more", show=False),
        Binding("f7", "one_less", show=False),
    ]

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._detail = opened.detail
        self._today = opened.today
        self._version = opened.detail.version
        self._stage = opened.detail.next_stage or Stage.PRODUCING
        self._far = 1
        self._asked: tuple[str, ...] = ()
        self._timer: Timer | None = None

    def form_title(self) -> str:
        """Which project, from which stage to which."""
        terms = self.terms.terms
        title = self.words.forms.move_title.format(name=self._detail.profile.name)
        return f" {marks().arrow} ".join([f"{title}   {terms.stage[self._detail.stage]}",
                                         *(terms.stage[stage] for stage in self._way)])

    def commit_words(self) -> str:
        """Where it goes."""
        return self.words.forms.move_commit.format(stage=self.terms.terms.stage[self._way[-1]])

    @property
    def _told(self) -> Checklist:
        return Checklist(self.words, self.terms)

    @property
    def _way(self) -> list[Stage]:
        """The stages the project goes through, one after the other."""
        return [self._stage, *self._later[:self._far - 1]]

    @property
    def _later(self) -> list[Stage]:
        """The stages after the next one."""
        return list(STAGES[STAGES.index(self._stage) + 1:])

    def fields(self) -> Iterable[Widget]:
        """The day; what mends a reason, shown only when it is one; the checklist."""
        forms, names = self.words.forms, self.terms.terms.field
        yield Field(forms.day, DayInput("day", str(self._today), forms.day_hint))
        for stage in STAGES:
            label = self.words.of_project.stage_day.format(stage=self.terms.terms.stage[stage])
            yield self._hidden(Field(label, DayInput(f"day-{stage}", str(self._today), forms.day_hint),
                                     id=f"field-day-{stage}"))
            yield self._hidden(Field(forms.evidence, Choices([("", forms.evidence_none)], id=f"evidence-{stage}"),
                                     id=f"field-evidence-{stage}"))
            yield self._hidden(Field(forms.number, line_input(f"number-{stage}", hint=forms.number_hint),
                                     id=f"field-number-{stage}"))
        for name in MENDED_HERE:
            reasons = self.terms.reasons
            hint = (reasons.no_credit_code if name == "credit_code" else reasons.no_contract_amount).todo
            yield self._hidden(Field(names[name] if name != "credit_code" else names[name][-4:],
                                     line_input(name, hint=hint), id=f"field-{name}"))
        yield self._hidden(Field(forms.evidence, Choices([("", forms.evidence_none)], id="evidence"),
                                 id="field-evidence"))
        yield self._hidden(Field(forms.number, line_input("number", hint=forms.number_hint), id="field-number"))
        yield self._hidden(Field(forms.override, TextBox("override", hint=forms.override_hint),
                                 id="field-override"))
        yield Static(forms.checking, id="checklist", markup=False)

    @staticmethod
    def _hidden(field: Field) -> Field:
        field.add_class("-hidden")
        return field

    def filled(self) -> None:
        """The checklist as of today."""
        self._check()
        self._reach(self._far)

    # -- several stages at once ---------------------------------------------------------------------------------------

    def action_one_more(self) -> None:
        """One more stage in the same move, with a day of its own."""
        if self._far > len(self._later):
            self.tell(self.words.of_project.no_more_stages, bad=True)
            return
        self._reach(self._far + 1)
        self.query_one(f"#day-{self._way[-1]}").focus()

    def action_one_less(self) -> None:
        """The last stage that was added is left out again."""
        if self._far > 1:
            self._reach(self._far - 1)
            self.query_one("#day").focus()

    def _reach(self, far: int) -> None:
        self._far = far
        for stage in STAGES:
            there = stage in self._way[1:]
            self.query_one(f"#field-day-{stage}").set_class(not there, "-hidden")
            shown = there and bool(self.choice(f"evidence-{stage}"))
            for name in ("evidence", "number"):
                self.query_one(f"#field-{name}-{stage}").set_class(not shown, "-hidden")
        self.query_one("#title", Static).update(self.title_drawn())
        self.show_keys()
        self._check()

    def fill(self, typed: Mapping[str, str]) -> None:
        """What was typed, with the stages it was typed for."""
        super().fill(typed)
        for name in MENDED_HERE:
            if typed.get(name):
                self._show(name)
        far = max((at for at, stage in enumerate(self._later, 2) if typed.get(f"day-{stage}", str(self._today)) !=
                   str(self._today)), default=self._far)
        self._reach(max(far, self._far))

    def _keys(self) -> Content:
        if self._far > len(self._later):
            return super()._keys()
        return Content.assemble(super()._keys(), "   ", *self._key("f6", self.words.of_project.more_stages, last=True))

    def _stops(self) -> list[Stop]:
        first, *more = self._way
        return [Stop(first, self.text("day"), self.choice("evidence"), self.text("number")),
                *(Stop(stage, self.text(f"day-{stage}"), self.choice(f"evidence-{stage}"),
                       self.text(f"number-{stage}")) for stage in more)]

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
        if self._far > 1:
            stops = self._stops()
            self.ask(lambda desk: way.checks_along(desk, code, stops, typed), self._along, group="checks")
        else:
            self.ask(lambda desk: way.checks(desk, code, stage, typed), self._checked, group="checks")

    def _along(self, found: tuple[Leg, ...] | Refused) -> None:
        checklist = self.query_one("#checklist", Static)
        if isinstance(found, Refused):
            checklist.update(self.reasons(found.reasons))
            return
        checklist.update(self._told.way(found, self.typed()))
        self.show_reasons(None)
        self._offer(found[0].checks)
        for leg in found[1:]:
            self._offer_later(leg)

    def _offer_later(self, leg: Leg) -> None:
        for check in leg.checks:
            field = check.reason.field if check.reason else None
            if field in MENDED_HERE:
                self._show(field)
            elif field == "evidence" and check.reason:
                kinds, names = check.reason.params.get("kinds", ()), self.terms.terms.evidence
                self.query_one(f"#evidence-{leg.stage}", Choices).offer(
                    [("", self.words.forms.evidence_none), *((kind, names.get(kind, kind)) for kind in kinds)])
                for name in (f"evidence-{leg.stage}", f"number-{leg.stage}", "override"):
                    self._show(name)

    def _checked(self, found: tuple[Check, ...] | Refused) -> None:
        checklist = self.query_one("#checklist", Static)
        if isinstance(found, Refused):
            checklist.update(self.reasons(found.reasons))
            return
        checklist.update(self._told.stage(found, self.typed()))
        self.show_reasons(None)
        self._offer(found)

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

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Moves the project on."""
        code, stage, typed, version = self._detail.code, self._stage, self._typed(), self._version
        if self._far > 1:
            stops = self._stops()
            return lambda desk: way.advance_along(desk, code, stops, typed, version)
        return lambda desk: way.advance(desk, code, stage, typed, version)

    def seen(self) -> Detail:
        """The project the form was opened on."""
        return self._detail

    def again(self, opened: Opened) -> None:
        """Enter moves the project on from where it is now."""
        self._again(opened)

    def _again(self, found: Opened | Refused) -> None:
        if isinstance(found, Refused) or found.detail.next_stage is None:
            return
        self._detail, self._version = found.detail, found.detail.version
        if self._stage is not found.detail.next_stage:
            self._stage, self._far = found.detail.next_stage, 1
            self._reach(1)

    def done_words(self, done: Done[object]) -> str:
        """Where it is now."""
        return self.words.forms.move_done.format(name=self._detail.profile.name,
                                                 stage=self.terms.terms.stage[self._way[-1]])

    def draft_key(self) -> str:
        """One for each project and the stage it goes to."""
        return f"project.advance {self._detail.code} {self._stage}"

    def subject(self) -> str:
        """The project moved."""
        return self._detail.code

    # -- what this form sends on to -----------------------------------------------------------------------------------

    def action_receipt(self) -> None:
        """Records a receipt, then comes back here."""
        self.ask(lambda desk: open_in_full(desk, self._detail.code), lambda found: None if isinstance(found, Refused)
                 else self.app.push_screen(ReceiptDialog(found), self._mended), group="job")

    def action_note(self) -> None:
        """Goes to the first open blocker, then comes back here."""
        held = [hold for hold in self._detail.blockers if hold.blocking and next_word(hold)]
        if held:
            word = next_word(held[0])
            assert word is not None
            self.app.push_screen(SayDialog(held[0], word), self._mended)

    def _mended(self, code: str | None) -> None:
        if code is None:
            return
        self.office_app.read_again()
        self.ask(lambda desk: open_in_full(desk, self._detail.code), self._refreshed, group="again")

    def _refreshed(self, found: Opened | Refused) -> None:
        self._again(found)
        self._check()
