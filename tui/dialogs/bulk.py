"""Changing many projects at once: one field or the stage, all of them or none, the reasons beside each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.domain.fields import ChoiceField, YesNoField
from tracker.domain.machines import stage_after
from tracker.domain.profile import FIELDS, usual_first
from tracker.domain.stages import STAGES, Stage
from tracker.office.outcome import Done, Refused, RefusedMany
from tracker.office.project.bulk import values_in_many, versions_of
from tracker.office.project.in_use import values_offered
from tracker.words.sentences import sentence
from tui.dialogs import many
from tui.dialogs.form import Field, FormDialog, line_input
from tui.text import clip, drawn, marks, wrap
from tui.widgets.choices import Choices
from tui.widgets.day_input import DayInput
from tui.widgets.intake_lines import Progress, Work
from tui.widgets.lines import Line
from tui.widgets.page import Page, Row
from tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from tracker.domain.reasons import Reason
    from tracker.office.desk import Desk

STAGE = "stage"
"""Stands among the fields for moving on."""
CHOSEN = tuple(name for name, field in FIELDS.items() if isinstance(field, ChoiceField | YesNoField))
_TYPED = usual_first((name for name, field in FIELDS.items() if field.shared and name not in CHOSEN),
                    ("officer", "park", "industry_chain", "chain_leader", "bureau", "channel"))
"""Fields of a profile that many projects can share: typed, or chosen."""
_NEVER_EMPTY = tuple(name for name in CHOSEN if isinstance(FIELDS[name], YesNoField))
"""Fields that say one thing or the other."""
_CLEAR = "clear"
_FEW = 6
"""Values that are named one by one where a field is emptied."""


@dataclass(frozen=True, slots=True)
class Target:
    """A project to be changed, as it was on the screen."""

    code: str
    name: str
    version: int


class BulkDialog(FormDialog):
    """What to change and to what; below, the projects, those that cannot on top with every reason."""

    SAYS_SLOW = False

    DEFAULT_CSS = """
    BulkDialog #rows { height: auto; min-height: 1; max-height: 30vh; background: $surface; margin-top: 1; }
    """

    def __init__(self, targets: Sequence[Target], stage: Stage) -> None:
        super().__init__()
        self._targets = targets
        self._versions: Mapping[str, int] = {target.code: target.version for target in targets}
        self._next = stage_after(stage) or stage
        self._standing: Mapping[str, int] = {}
        """What the chosen field says in these projects now, and in how many."""
        self._reasons: Mapping[str, tuple[Reason, ...]] = {}
        self._under_way = Work("", "write")
        self._known: Mapping[str, tuple[str, ...]] = {}

    # -- the form -----------------------------------------------------------------------------------------------------

    def form_title(self) -> str:
        """How many."""
        return self.words.ledger.many_title.format(count=len(self._targets))

    def commit_words(self) -> str:
        """What Enter does to the chosen field; while none is chosen, that one has to be."""
        words, terms, what = self.words.ledger, self.terms.terms, self.choice("what")
        if what == STAGE:
            return words.many_move.format(stage=terms.stage[self.choice("stage")])
        if what and self._clears:
            return words.many_clear.format(count=self._filled_in, field=terms.field[what])
        return words.many_commit if what else words.many_choose

    def fields(self) -> Iterable[Widget]:
        """What, and how; to what, typed or chosen; for a stage its day; a reason; the projects."""
        words, forms, terms = self.words.ledger, self.words.forms, self.terms.terms
        whats = [("", words.many_none), (_TYPED[0], terms.field[_TYPED[0]]), (STAGE, words.many_stage)]
        whats += [(name, terms.field[name]) for name in (*_TYPED[1:], *CHOSEN)]
        yield Field(words.many_what, Choices(whats, id="what"))
        yield Field(words.many_how, Choices([("", words.many_value), (_CLEAR, words.many_empty)], id="how"),
                    id="field-how")
        yield Field(words.many_value, line_input("value"), id="field-value")
        yield Field(words.many_value, Choices([], id="choice"), id="field-choice")
        yield Field(words.many_stage, Choices([(stage, terms.stage[stage]) for stage in STAGES[1:]], self._next,
                                              id="stage"), id="field-stage")
        yield Field(forms.day, DayInput("day", hint=forms.day_hint), id="field-day")
        yield Field(forms.override, TextBox("override", hint=forms.override_hint), id="field-override")
        yield Static("", id="clears", classes="told", markup=False)
        yield Field(forms.reason, TextBox("reason", hint=forms.reason_hint), id="field-reason")
        yield Page("rows")
        yield Progress()

    def filled(self) -> None:
        """The projects, today, and what is written elsewhere in the field."""
        if desk := self.office_app.desk:
            self.query_one("#day", DayInput).value = str(desk.today())
        self._fits()
        self.query_one("#rows", Page).show(self._rows)
        self.ask(values_offered, self._offered, group="values", quiet=True)
        self.query_one("#what").focus()

    def _offered(self, in_use: Mapping[str, tuple[str, ...]]) -> None:
        self._known = in_use
        self._suggest()

    def _suggest(self) -> None:
        offered = self._known.get(self.choice("what"), ())
        self.query_one("#value", Input).suggester = SuggestFromList(offered) if offered else None

    @on(Choices.Changed, "#what")
    def what_changed(self) -> None:
        """Shows the field that takes the new value; what stands there now is read."""
        codes, what = [target.code for target in self._targets], self.choice("what")
        self._standing = {}
        self._fits()
        self._suggest()
        if what in (*_TYPED, *CHOSEN):
            self.ask(lambda desk: values_in_many(desk, codes, what), self._stands, group="standing")

    def _stands(self, standing: Mapping[str, int]) -> None:
        self._standing = standing
        self._tell_clears()

    @on(Choices.Changed, "#how")
    def how_changed(self) -> None:
        """To change, or to empty."""
        self._fits()

    @on(Choices.Changed, "#stage")
    def stage_changed(self) -> None:
        """Enter says where they go."""
        self.show_keys()

    @property
    def _clears(self) -> bool:
        """Whether the field is to be emptied."""
        return self.choice("how") == _CLEAR and self.choice("what") in (*_TYPED, *CHOSEN)

    @property
    def _filled_in(self) -> int:
        """Projects in which the field says anything."""
        return sum(count for value, count in self._standing.items() if value)

    def _fits(self) -> None:
        what, clears = self.choice("what"), self._clears
        field = what in (*_TYPED, *CHOSEN)
        for name, there in (("how", field and what not in _NEVER_EMPTY), ("value", what in _TYPED and not clears),
                            ("choice", what in CHOSEN and not clears), ("stage", what == STAGE),
                            ("day", what == STAGE), ("override", what == STAGE), ("reason", field)):
            self.query_one(f"#field-{name}").set_class(not there, "-hidden")
        if what in CHOSEN:
            self.query_one("#choice", Choices).offer([("", self.words.ledger.many_none), *self._options(what)])
        self.show_reasons(None)
        self._tell_clears()

    def _tell_clears(self) -> None:
        """Which field of how many projects is emptied, and the values that are lost."""
        line, words, what = self.query_one("#clears", Static), self.words.ledger, self.choice("what")
        line.display = self._clears
        if self._clears:
            named = dict(self._options(what)) if what in CHOSEN else {}
            values = [words.many_said.format(value=named.get(value, value), count=count)
                      for value, count in self._standing.items() if value]
            more = [words.many_more.format(count=len(values) - _FEW)] if len(values) > _FEW else []
            line.update(drawn(words.many_clears.format(
                count=self._filled_in, field=self.terms.terms.field[what],
                values=self.words.joint.join([*values[:_FEW], *more]) or words.nothing)))
        self.show_keys()

    def _options(self, what: str) -> list[tuple[str, str]]:
        words, terms = self.words.ledger, self.terms.terms
        if isinstance(FIELDS[what], YesNoField):
            return [("是", words.yes), ("否", words.no)]
        return list(terms.names_of(what).items())

    # -- the projects -------------------------------------------------------------------------------------------------

    def _rows(self, width: int) -> list[Row]:
        words = self.words.ledger
        if not self._reasons:
            rows = [Row(([(words.many_rows, "dim")],), rest=False)]
            return rows + [Row((self._named(target, "", width),)) for target in self._targets]
        rows = [Row(([(words.many_refused.format(count=len(self._reasons)), "bad")],), rest=False)]
        rows += [self._refused(target, width) for target in self._targets if target.code in self._reasons]
        can_be = [target for target in self._targets if target.code not in self._reasons]
        return rows + [Row((self._named(target, "dim", width),)) for target in can_be]

    def _named(self, target: Target, style: str, width: int) -> Line:
        name = clip(drawn(target.name), width - 14)
        return [("  ", ""), (name, style or "name"), (f"  {drawn(target.code)}", "dim")]

    def _refused(self, target: Target, width: int) -> Row:
        lines = [[(f"{marks().unmet} ", "bad"), *self._named(target, "name", width)[1:]]]
        for reason in self._reasons[target.code]:
            lines += [[("    ", ""), (line, "bad" if reason.hard else "warn")]
                      for line in wrap(drawn(sentence(reason, self.terms)), width - 4)]
        return Row(tuple(lines))

    # -- doing --------------------------------------------------------------------------------------------------------

    def _value(self) -> str:
        if self._clears:
            return ""
        return self.choice("choice") if self.choice("what") in CHOSEN else self.text("value")

    def _nothing_to_do(self) -> tuple[str, str] | None:
        """What is missing where there is nothing to do yet, and the field it is typed into or chosen in."""
        words, what = self.words.ledger, self.choice("what")
        if not what:
            return words.many_no_field, "what"
        if what != STAGE and not self._clears and not self._value().strip():
            return words.many_no_value, "choice" if what in CHOSEN else "value"
        return None

    def action_commit(self) -> None:
        """Shows how far it is while it is being done; says what is missing where nothing is to be done."""
        if (missing := self._nothing_to_do()) is not None:
            self.show_reasons(Content.styled(missing[0], "$text-error"))
            self.query_one(f"#{missing[1]}").focus()
            return
        if not self._saving:
            self._under_way = Work("", "write")
            self.query_one(Progress).begin(self._under_way)
        super().action_commit()

    def action_cancel(self) -> None:
        """Stops what is being done, with nothing changed; else closes the form."""
        if self._saving:
            self.query_one(Progress).stop()
        else:
            super().action_cancel()

    def _rests(self) -> None:
        super()._rests()
        self.query_one(Progress).over()

    def _free(self, sentence: str) -> None:
        self._rests()
        super()._free(sentence)

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Changes all of them, or none."""
        codes, versions = [target.code for target in self._targets], self._versions
        what, value, reason, work = self.choice("what"), self._value(), self.text("reason"), self._under_way
        if what != STAGE:
            return lambda desk: many.amend_many(  # type: ignore[return-value]
                desk, codes, what, value, reason, versions, work)
        stage, day, override = Stage(self.choice("stage")), self.text("day"), self.text("override")
        return lambda desk: many.advance_many(  # type: ignore[return-value]
            desk, codes, stage, day, override, versions, work)

    def _finished(self, outcome: Done[object] | Refused | None) -> None:
        self._rests()
        if outcome is None:
            self.tell(self.words.intake.stopped)
            return
        if not isinstance(outcome, RefusedMany):
            super()._finished(outcome)
            return
        self._reasons = outcome.by_thing
        self.show_reasons(None)
        page = self.query_one("#rows", Page)
        page.show(self._rows)
        page.action_first()
        page.scroll_visible(animate=False)
        if outcome.conflict:
            codes = [target.code for target in self._targets]
            self.office_app.read_again()
            self.ask(lambda desk: versions_of(desk, codes), self._again, group="again")

    def _again(self, versions: Mapping[str, int]) -> None:
        """Somebody else was first: Enter once more changes them as they are now."""
        self._versions = versions

    def done_words(self, done: Done[object]) -> str:
        """How many were changed."""
        words, terms, what = self.words.ledger, self.terms.terms, self.choice("what")
        if what == STAGE:
            return words.many_moved.format(count=done.value, stage=terms.stage[self.choice("stage")])
        if self._clears:
            return words.many_cleared.format(count=done.value, field=terms.field[what])
        value = dict(self._options(what)).get(self._value(), "") if what in CHOSEN else self._value()
        return words.many_done.format(count=done.value, field=terms.field[what], value=value)

    def subject(self) -> str:
        """The first of them."""
        return self._targets[0].code

    def draft_key(self) -> str:
        """One for these projects."""
        codes = "\n".join(sorted(target.code for target in self._targets))
        return f"bulk {sha256(codes.encode()).hexdigest()[:16]}"
