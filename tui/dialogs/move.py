"""Moving a project on: the checklist lives while the form is typed, and what is missing is mended right here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.domain.reasons import Code
from tracker.domain.stages import STAGES, Stage
from tracker.domain.typed import Stop
from tracker.office.outcome import Done, Refused
from tracker.office.project.route import advance_typed, checks_typed
from tui.dialogs.checklist import MENDED_HERE, Checklist
from tui.dialogs.form import Field, ProjectForm, line_input
from tui.dialogs.receipt import ReceiptDialog
from tui.dialogs.say import SayDialog, mending_word
from tui.facts import open_in_full
from tui.text import marks
from tui.widgets.choices import Choices
from tui.widgets.day_input import DayInput
from tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.project.moves import Leg
    from tui.facts import Opened

PAUSE = 0.15
"""Seconds of silence at the keyboard before the checklist is asked for again."""


class MoveDialog(ProjectForm):
    """Target stage, day, evidence; met and unmet requirements; Enter moves the project on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "receipt", show=False, id="receipt"),
        Binding("f4", "money_later", show=False, id="money_later"),
        Binding("f5", "note", show=False, id="note"),
        Binding("f6", "one_more", show=False),
        Binding("f7", "one_less", show=False),
    ]

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened.detail)
        self._today = opened.today
        self._stage = opened.detail.next_stage or Stage.PRODUCING
        self._far = 1
        self._asked: dict[str, tuple[str, ...]] = {}
        self._timer: Timer | None = None

    def form_title(self) -> str:
        """Which project, from which stage to which."""
        terms = self.terms.terms
        title = self.words.forms.move_title.format(name=self._detail.profile.name)
        return f" {marks().arrow} ".join([f"{title}   {terms.stage[self._detail.stage]}",
                                         *(terms.stage[stage] for stage in self._way)])

    def commit_words(self) -> str:
        """What Enter does: moves the project on, and to which stage."""
        return self.words.forms.move_commit.format(stage=self.terms.terms.stage[self._way[-1]])

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
        yield Field(self._day_of(self._stage), DayInput("day", str(self._today), forms.day_hint), id="field-day")
        for stage in STAGES:
            yield self._hidden(Field(self._day_of(stage), DayInput(f"day-{stage}", str(self._today), forms.day_hint),
                                     id=f"field-day-{stage}"))
            yield self._hidden(Field(forms.evidence, Choices([("", forms.evidence_none)], id=f"evidence-{stage}"),
                                     id=f"field-evidence-{stage}"))
            yield self._hidden(Field(forms.number, line_input(f"number-{stage}", hint=forms.number_hint),
                                     id=f"field-number-{stage}"))
        for name in MENDED_HERE:
            reasons = self.terms.reasons
            hint = (reasons.no_credit_code if name == "credit_code" else reasons.no_contract_amount).todo
            yield self._hidden(Field(self.words.ledger.column.get(name, names[name]),
                                     line_input(name, hint=hint), id=f"field-{name}"))
        yield self._hidden(Field(forms.evidence, Choices([("", forms.evidence_none)], id="evidence"),
                                 id="field-evidence"))
        yield self._hidden(Field(forms.number, line_input("number", hint=forms.number_hint), id="field-number"))
        yield self._hidden(Field(forms.override, TextBox("override", hint=forms.override_hint),
                                 id="field-override"))
        yield Static(forms.checking, id="checklist", markup=False)

    def _day_of(self, stage: Stage) -> str:
        return self.words.of_project.stage_day.format(stage=self.terms.terms.stage[stage])

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

    def action_money_later(self) -> None:
        """Goes to "started" without "funded", and back to it."""
        following, past = self._detail.next_stage, self._detail.without_money
        if following is None or past is None:
            self.tell(self.words.of_project.nothing_to_leave, bad=True)
            return
        self._stage = past if self._stage is following else following
        self._reach(1)
        self.query_one("#day").focus()

    def _reach(self, far: int) -> None:
        self._far = far
        for stage in STAGES:
            there = stage in self._way[1:]
            self.query_one(f"#field-day-{stage}").set_class(not there, "-hidden")
            shown = there and bool(self.choice(f"evidence-{stage}"))
            for name in ("evidence", "number"):
                self.query_one(f"#field-{name}-{stage}").set_class(not shown, "-hidden")
        self.query_one("#field-day", Field).rename(self._day_of(self._stage))
        self.show_title()
        self.show_keys()
        self._check()

    def fill(self, typed: Mapping[str, str]) -> None:
        """What was typed, with the stages it was typed for."""
        super().fill(typed)
        for name in MENDED_HERE:
            if typed.get(name):
                self._show(name)
        far = max((place for place, stage in enumerate(self._later, 2) if typed.get(f"day-{stage}", str(self._today)) !=
                   str(self._today)), default=self._far)
        self._reach(max(far, self._far))

    def _keys(self) -> list[Content]:
        of, keys = self.words.of_project, super()._keys()
        if past := self._detail.without_money:
            keys.append(self._key("f4", of.take_money if self._stage is past else of.leave_money))
        if self._far <= len(self._later):
            keys.append(self._key("f6", of.more_stages))
        return keys

    def _stops(self) -> list[Stop]:
        first, *more = self._way
        return [Stop(first, self.text("day").strip() or None, self.choice("evidence"), self.text("number")),
                *(Stop(stage, self.text(f"day-{stage}").strip() or None, self.choice(f"evidence-{stage}"),
                       self.text(f"number-{stage}"), suffix=f"-{stage}") for stage in more)]

    def _mend(self) -> dict[str, str]:
        return {name: self.text(name) for name in MENDED_HERE}

    # -- the checklist ------------------------------------------------------------------------------------------------

    @on(Input.Changed)
    @on(Choices.Changed)
    def changed(self) -> None:
        """Asks again once the typing rests; what was refused before is no longer what stands there."""
        if self._blank:
            self.show_reasons(None)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._check)

    def _check(self) -> None:
        code, stops, mend = self._detail.code, self._stops(), self._mend()
        self.ask(lambda desk: checks_typed(desk, code, stops, mend), self._checked, group="checks")

    def _checked(self, legs: tuple[Leg, ...] | Refused) -> None:
        checklist = self.query_one("#checklist", Static)
        if isinstance(legs, Refused):
            checklist.update(self.reasons(legs.reasons))
            return
        mends = mending_word(self._detail.blockers)
        made = Checklist(self.words, self.terms, mends[1] if mends else "")
        checklist.update(made.way(legs, self.typed()))
        for place, leg in enumerate(legs):
            self._offer(leg, f"-{leg.stage}" if place else "")

    def _offer(self, leg: Leg, suffix: str) -> None:
        """Shows the fields that mend what is unmet; once shown, a field stays."""
        for reason in (check.reason for check in leg.checks if check.reason):
            if reason.field in MENDED_HERE:
                self._show(reason.field)
            elif reason.code == Code.BEFORE_MONEY:
                self._show("override")
            elif reason.code == Code.NO_EVIDENCE:
                self._offer_evidence(tuple(reason.params["kinds"]), suffix)

    def _offer_evidence(self, kinds: tuple[str, ...], suffix: str) -> None:
        names, choices = self.terms.terms.evidence, self.query_one(f"#evidence{suffix}", Choices)
        if choices.value:
            return
        if self._asked.get(suffix) != kinds:
            self._asked[suffix] = kinds
            choices.offer([("", self.words.forms.evidence_none), *((kind, names.get(kind, kind)) for kind in kinds)])
        for name in (f"evidence{suffix}", f"number{suffix}", "override"):
            self._show(name)

    def _show(self, name: str) -> None:
        self.query_one(f"#field-{name}").remove_class("-hidden")

    # -- doing --------------------------------------------------------------------------------------------------------

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Moves the project on."""
        code, stops, mend, override = self._detail.code, self._stops(), self._mend(), self.text("override")
        version = self.version
        return lambda desk: advance_typed(desk, code, stops, override=override, mend=mend, version=version)

    def again(self, opened: Opened) -> None:
        """Enter moves the project on from where it is now."""
        if opened.detail.next_stage is None:
            return
        super().again(opened)
        if self._stage not in (opened.detail.next_stage, opened.detail.without_money):
            self._stage, self._far = opened.detail.next_stage, 1
            self._reach(1)

    def done_words(self, done: Done[object]) -> str:
        """Where it is now."""
        return self.words.forms.move_done.format(name=self._detail.profile.name,
                                                 stage=self.terms.terms.stage[self._way[-1]])

    def draft_key(self) -> str:
        """One for each project and the stage it goes to."""
        return f"project.advance {self._detail.code} {self._stage}"

    # -- what this form sends on to -----------------------------------------------------------------------------------

    def action_receipt(self) -> None:
        """Records a receipt, then comes back here."""
        self.ask(lambda desk: open_in_full(desk, self._detail.code), lambda opened: None if isinstance(opened, Refused)
                 else self.app.push_screen(ReceiptDialog(opened), self._mended), group="job")

    def action_note(self) -> None:
        """Goes to the first open blocker, then comes back here."""
        if mends := mending_word(self._detail.blockers):
            self.app.push_screen(SayDialog(*mends), self._mended)

    def _mended(self, code: str | None) -> None:
        if code is None:
            return
        self.office_app.read_again()
        self.ask(lambda desk: open_in_full(desk, self._detail.code), self._refreshed, group="again")

    def _refreshed(self, opened: Opened | Refused) -> None:
        self.show_reasons(None)
        if not isinstance(opened, Refused):
            self.again(opened)
        self._check()
