"""Changing many projects at once: one field or the stage, all of them or none, the reasons beside each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input

from tracker.domain.stages import STAGES, Stage
from tracker.office.outcome import Done, Refused
from tracker.office.project.bulk import RefusedMany, versions_of
from tracker.office.project.in_use import values_offered
from tracker.words.reasons import sentence
from tui.dialogs import many
from tui.dialogs.form import Field, FormDialog, line_input
from tui.text import clip, drawn, marks, wrap
from tui.widgets.choices import Choices
from tui.widgets.intake_lines import Progress, Work
from tui.widgets.lines import Line
from tui.widgets.page import Page, Row

if TYPE_CHECKING:
    from tracker.domain.reasons import Reason
    from tracker.office.desk import Desk

STAGE = "stage"
"""Stands among the fields for moving on."""
TYPED = ("officer", "park", "industry_chain", "chain_leader", "bureau", "channel", "investor", "investor_from", "notes")
CHOSEN = ("origin", "hunan_return", "top500", "chain_role")
"""Fields of a profile that many projects can share: typed, or chosen."""


@dataclass(frozen=True, slots=True)
class Target:
    """A project to be changed, as it was on the screen."""

    code: str
    name: str
    version: int


class BulkDialog(FormDialog):
    """What to change and to what; below, the projects, those that cannot on top with every reason."""

    DEFAULT_CSS = """
    BulkDialog #rows { height: auto; min-height: 1; max-height: 9; background: $surface; margin-top: 1; }
    """

    def __init__(self, targets: Sequence[Target], at: Stage) -> None:
        super().__init__()
        self._targets = targets
        self._versions: Mapping[str, int] = {one.code: one.version for one in targets}
        self._next = at.following or at
        self._reasons: Mapping[str, tuple[Reason, ...]] = {}
        self._under_way = Work("", "write")
        self._known: Mapping[str, tuple[str, ...]] = {}

    # -- the form -----------------------------------------------------------------------------------------------------

    def form_title(self) -> str:
        """How many."""
        return self.words.ledger.many_title.format(count=len(self._targets))

    def commit_words(self) -> str:
        """What Enter does."""
        words = self.words.ledger
        if self.is_mounted and self.choice("what") == STAGE:
            return words.many_move.format(stage=self.terms.terms.stage[self.choice("stage")])
        return words.many_commit

    def fields(self) -> Iterable[Widget]:
        """What; to what, typed or chosen; for a stage its day and a reason; the projects."""
        words, forms, terms = self.words.ledger, self.words.forms, self.terms.terms
        whats = [(TYPED[0], terms.field[TYPED[0]]), (STAGE, words.many_stage)]
        whats += [(name, terms.field[name]) for name in (*TYPED[1:], *CHOSEN)]
        yield Field(words.many_what, Choices(whats, id="what"))
        yield Field(words.many_value, line_input("value", hint=words.many_empties), id="field-value")
        yield Field(words.many_value, Choices([], id="choice"), id="field-choice")
        yield Field(words.many_stage, Choices([(stage, terms.stage[stage]) for stage in STAGES[1:]], self._next,
                                              id="stage"), id="field-stage")
        yield Field(forms.day, line_input("day", hint=forms.day_hint), id="field-day")
        yield Field(forms.override, line_input("override", hint=forms.override_hint), id="field-override")
        yield Page("rows")
        yield Progress()

    def filled(self) -> None:
        """The projects, today, and what is written elsewhere in the field."""
        if desk := self.office_app.desk:
            self.query_one("#day", Input).value = str(desk.today())
        self._fits()
        self.query_one("#rows", Page).show(self._rows)
        self.ask(values_offered, self._offered, group="values", quiet=True)
        self.query_one("#what").focus()

    def _offered(self, found: Mapping[str, tuple[str, ...]]) -> None:
        self._known = found
        self._suggest()

    def _suggest(self) -> None:
        offered = self._known.get(self.choice("what"), ())
        self.query_one("#value", Input).suggester = SuggestFromList(offered) if offered else None

    @on(Choices.Changed, "#what")
    def what_changed(self) -> None:
        """Shows the field that takes the new value."""
        self._fits()
        self._suggest()

    @on(Choices.Changed, "#stage")
    def stage_changed(self) -> None:
        """Enter says where they go."""
        self.show_keys()

    def _fits(self) -> None:
        what = self.choice("what")
        for name, there in (("value", what in TYPED), ("choice", what in CHOSEN), ("stage", what == STAGE),
                            ("day", what == STAGE), ("override", what == STAGE)):
            self.query_one(f"#field-{name}").set_class(not there, "-hidden")
        if what in CHOSEN:
            self.query_one("#choice", Choices).offer(self._options(what))
        self.show_keys()

    def _options(self, what: str) -> list[tuple[str, str]]:
        words, terms = self.words.ledger, self.terms.terms
        if what == "hunan_return":
            return [("是", words.yes), ("否", words.no)]
        table: Mapping[str, str] = getattr(terms, what)
        return [*table.items(), ("", words.nothing)]

    # -- the projects -------------------------------------------------------------------------------------------------

    def _rows(self, width: int) -> list[Row]:
        words = self.words.ledger
        if not self._reasons:
            rows = [Row(([(words.many_rows, "dim")],), rest=False)]
            return rows + [Row((self._named(one, "", width),)) for one in self._targets]
        rows = [Row(([(words.many_refused.format(count=len(self._reasons)), "bad")],), rest=False)]
        rows += [self._refused(one, width) for one in self._targets if one.code in self._reasons]
        return rows + [Row((self._named(one, "dim", width),)) for one in self._targets if one.code not in self._reasons]

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
        return self.choice("choice") if self.choice("what") in CHOSEN else self.text("value")

    def action_commit(self) -> None:
        """Shows how far it is while it is being done."""
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
        """Nothing is being done any more."""
        self._saving = False
        self.query_one(Progress).over()

    def _free(self, sentence: str) -> None:
        self._rests()
        super()._free(sentence)

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Changes all of them, or none."""
        codes, versions = [one.code for one in self._targets], self._versions
        what, value, work = self.choice("what"), self._value(), self._under_way
        if what != STAGE:
            return lambda desk: many.amend_many(  # type: ignore[return-value]
                desk, codes, what, value, versions, work)
        stage, day, override = Stage(self.choice("stage")), self.text("day"), self.text("override")
        return lambda desk: many.advance_many(  # type: ignore[return-value]
            desk, codes, stage, day, override, versions, work)

    def _finished(self, outcome: Done[object] | Refused | RefusedMany | None) -> None:
        self._rests()
        if outcome is None:
            self.tell(self.words.intake.stopped)
            return
        if not isinstance(outcome, RefusedMany):
            super()._finished(outcome)
            return
        self._reasons = outcome.reasons
        self.show_reasons(None)
        page = self.query_one("#rows", Page)
        page.show(self._rows)
        page.action_first()
        page.scroll_visible(animate=False)
        if outcome.conflict:
            codes = [one.code for one in self._targets]
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
        value = dict(self._options(what)).get(self._value(), "") if what in CHOSEN else self._value()
        return words.many_done.format(count=done.value, field=terms.field[what], value=value or words.nothing)

    def subject(self) -> str:
        """The first of them."""
        return self._targets[0].code

    def draft_name(self) -> str:
        """One draft for all."""
        return type(self).__name__
