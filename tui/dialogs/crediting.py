"""The forms of claims: for which unit a project counts; taking at once what profiles suggest, units or credits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from tracker.domain.assessed import CreditHow
from tracker.domain.money_form import WHOLE, share_text, share_typed
from tracker.domain.pinyin import search_key, search_query
from tracker.office.assessment.credits import withdraw_credit
from tracker.office.assessment.suggested_credits import SuggestedBy, take_suggested
from tracker.office.assessment.typed_credits import credit_typed, of_kinds, units_taken
from tracker.office.outcome import Done, Refused
from tracker.office.versions import Version
from tracker.words import spoken
from tracker.words.screens_assessment import AssessmentScreenWords
from tracker.words.units import UnitWords
from tui.dialogs.form import Field, FormDialog, QuestionForm, line_input
from tui.screens.assessment_claims import claim_told
from tui.text import drawn
from tui.widgets.choices import Choices
from tui.widgets.day_input import DayInput
from tui.widgets.text_box import TextBox
from tui.widgets.told import Told

if TYPE_CHECKING:
    from tracker.domain.assessed import UnitNamed
    from tracker.office.assessment.credits import CreditShown
    from tracker.office.assessment.suggested_credits import ClaimOpened, CreditSuggested
    from tracker.office.assessment.unit_figures import ProjectBeside
    from tracker.office.assessment.units import UnitSuggested
    from tracker.office.desk import Desk
    from tui.screens.assessment_asked import Suggestions

_FEW = 8
"""So many units are chosen from at a glance; of more those that fit what is typed."""
_NAMES = 4
"""Projects of a unit that are named."""
_PARKS, _BUREAUX = "parks", "bureaux"


class ClaimDialog(FormDialog):
    """The unit, since when, how, its share and the paper."""

    def __init__(self, of: ProjectBeside, units: Sequence[UnitNamed], suggested: str, opened: ClaimOpened,
                 claims: Sequence[CreditShown]) -> None:
        """`suggested` is the unit the profile names."""
        super().__init__()
        day = None if claims else opened.first_day
        self._version = opened.version
        self._of, self._suggested, self._day, self._claims = of, suggested, day, claims
        of_them = {one.unit for one in claims}
        self._names = sorted((one.name for one in units), key=lambda name: (name != suggested, name not in of_them))
        """The one the profile names first, then those that claim it."""

    @property
    def _says(self) -> AssessmentScreenWords:
        return spoken(self.words.lang, AssessmentScreenWords)

    def subject(self) -> str:
        """The project."""
        return self._of.code

    def filled_from(self) -> Version:
        """The project as it was when the form was opened."""
        return self._version

    def form_title(self) -> str:
        """Which project."""
        return self._says.claim_title.format(name=self._of.name)

    def commit_words(self) -> str:
        """What Enter does: records the claim."""
        return self._says.claim_commit

    def fields(self) -> Iterable[Widget]:
        """What is claimed already; the unit, typed in part where there are many."""
        says, forms, hows = self._says, self.words.forms, self.terms.terms.credit_how
        if self._claims:
            yield Told("\n".join(claim_told(one, self.words, self.terms) for one in self._claims))
        if self._many:
            yield Field(says.unit, line_input("named", hint=says.unit_hint))
        yield Field("" if self._many else says.unit, Choices(self._fitting(""), self._suggested, id="unit"))
        yield Field(says.from_day, DayInput("day", str(self._day or ""), forms.day_hint, meant="optional"))
        yield Field(says.how, Choices([(how.value, hows[how]) for how in CreditHow], id="how"))
        yield Field(says.share, line_input("share", hint=says.share_hint))
        yield Field(says.paper, line_input("number", hint=says.paper_hint))

    @property
    def _many(self) -> bool:
        return len(self._names) > _FEW

    def _fitting(self, typed: str) -> list[tuple[str, str]]:
        """The units that fit what was typed; none is chosen where the profile names none."""
        wanted = search_query(typed)
        fitting = [name for name in self._names if not wanted or wanted in search_key(name)]
        options = [(name, drawn(name)) for name in fitting[:_FEW]]
        if wanted:
            return options or [("", self._says.unit_unfit)]
        return options if self._suggested else [("", self._says.unit_none), *options]

    def filled(self) -> None:
        """The unit first; where the profile names it, only its day and paper are left."""
        if self._claims:  # one of those who claim it: how they share it, or that it moves
            self.query_one("#how", Choices).choose(CreditHow.SHARED)
        self.query_one("#named" if self._many else "#unit").focus()

    @on(Input.Changed, "#named")
    def narrowed(self, event: Input.Changed) -> None:
        """Offers the units that fit."""
        options = self._fitting(event.value)
        self.query_one("#unit", Choices).offer(options, options[0][0] if event.value.strip() else self._suggested)

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Records it."""
        code, unit, day, how = self._of.code, self.choice("unit"), self.text("day"), CreditHow(self.choice("how"))
        share, paper, version = self.text("share"), self.text("number"), self.version
        return lambda desk: credit_typed(desk, code, unit, day, how, share, paper, version)

    def done_words(self, done: Done[object]) -> str:
        """Which project for which unit, since when."""
        share = share_typed(self.text("share"))
        return spoken(self.words.lang, UnitWords).credited.format(
            project=self._of.name, unit=self.choice("unit"), day=self.day_read("day"), id=done.value,
            share=share_text(share if isinstance(share, int) else WHOLE))

    def draft_key(self) -> str:
        """One for each project."""
        return f"credit.add {self._of.code}"


class WithdrawDialog(FormDialog):
    """Which claim was wrong, and why."""

    def __init__(self, claims: Sequence[CreditShown]) -> None:
        """`claims` are those of one project."""
        super().__init__()
        self._claims = claims

    @property
    def _says(self) -> AssessmentScreenWords:
        return spoken(self.words.lang, AssessmentScreenWords)

    def subject(self) -> str:
        """The project."""
        return self._claims[0].code

    def filled_from(self) -> Version:
        """The project as it was when its claims were read."""
        return self._claims[0].version

    def form_title(self) -> str:
        """Which project."""
        return self._says.withdraw_title.format(name=self._claims[0].project)

    def commit_words(self) -> str:
        """What Enter does: withdraws it."""
        return self._says.withdraw_commit

    def fields(self) -> Iterable[Widget]:
        """The claims, and the reason."""
        yield Field(self._says.which_claim, Choices([
            (str(one.id), claim_told(one, self.words, self.terms)) for one in self._claims], id="credit"))
        yield Field(self.words.forms.reason, TextBox("reason", hint=self._says.withdraw_hint))

    def filled(self) -> None:
        """The arrows choose which."""
        self.query_one("#credit" if len(self._claims) > 1 else "#reason").focus()

    @property
    def _chosen(self) -> CreditShown:
        return next(one for one in self._claims if str(one.id) == self.choice("credit"))

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Withdraws it."""
        number, reason, version = self._chosen.id, self.text("reason"), self.version
        return lambda desk: withdraw_credit(desk, number, reason, version=version)

    def done_words(self, done: Done[object]) -> str:
        """Whose claim on which project."""
        return self._says.withdrawn.format(unit=self._chosen.unit, project=self._chosen.project)

    def draft_key(self) -> str:
        """One for each project."""
        return f"credit.withdraw {self.subject()}"


class TakeCreditsDialog(QuestionForm):
    """Which projects count for which unit by their profiles; Enter credits all of them."""

    def __init__(self, suggested: Suggestions) -> None:
        super().__init__()
        self._suggested = suggested

    @property
    def _says(self) -> AssessmentScreenWords:
        return spoken(self.words.lang, AssessmentScreenWords)

    def form_title(self) -> str:
        """What is to be done."""
        return self._says.credits_title

    def commit_words(self) -> str:
        """What Enter does: credits them."""
        return self._says.credits_commit

    def fields(self) -> Iterable[Widget]:
        """By which field of the profile, and what that comes to."""
        says, names = self._says, self.terms.terms.field
        bys = [by for by in SuggestedBy if self._takeable(by)]
        yield Field(says.credits_by, Choices([(by.value, f"{names[by.value]} {len(self._takeable(by))}")
                                              for by in bys], id="by"))
        yield Told(self._told(bys[0]), id="told")

    def _takeable(self, by: SuggestedBy) -> list[CreditSuggested]:
        return [one for one in self._suggested.credits.get(by, ()) if one.day.first is not None]

    def _told(self, by: SuggestedBy) -> str:
        """Unit by unit how many and which projects; then those without a day."""
        says, of_unit = self._says, dict[str, list[str]]()
        for one in self._takeable(by):
            of_unit.setdefault(one.unit, []).append(one.project)
        lines = [says.of_unit.format(unit=unit, count=len(names), names=_first_of(names, self))
                 for unit, names in sorted(of_unit.items(), key=lambda item: -len(item[1]))]
        without = [one.project for one in self._suggested.credits.get(by, ()) if one.day.first is None]
        return "\n".join([*lines, *([says.without_day.format(names=_first_of(without, self))] if without else [])])

    def filled(self) -> None:
        """The arrows choose the field."""
        self.query_one("#by").focus()

    @on(Choices.Changed, "#by")
    def chosen(self) -> None:
        """What the other field comes to."""
        self.query_one("#told", Told).update(self._told(SuggestedBy(self.choice("by"))))

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Credits all of them."""
        by = SuggestedBy(self.choice("by"))
        shown = self._takeable(by)
        return lambda desk: take_suggested(desk, by, shown)

    def done_words(self, done: Done[object]) -> str:
        """How many."""
        return self._says.credits_taken.format(count=done.value)


class TakeUnitsDialog(QuestionForm):
    """The names that profiles hold and no unit has; Enter takes them in as units of a group."""

    def __init__(self, found: Sequence[UnitSuggested]) -> None:
        super().__init__()
        self._found = found

    @property
    def _says(self) -> AssessmentScreenWords:
        return spoken(self.words.lang, AssessmentScreenWords)

    def form_title(self) -> str:
        """What is to be done."""
        return self._says.units_title

    def commit_words(self) -> str:
        """What Enter does: takes them in."""
        return self._says.units_commit

    def fields(self) -> Iterable[Widget]:
        """Which of them, in which group, and their names."""
        says = self._says
        kinds = [("", says.units_all), (_PARKS, says.units_parks), (_BUREAUX, says.units_bureaux)]
        yield Field(says.units_kinds, Choices([(kind, f"{called} {count}") for kind, called in kinds
                                               if (count := len(self._wanted(kind)))], id="kinds"))
        yield Field(says.group, line_input("group", hint=says.group_hint))
        yield Told(self._told(""), id="told")

    def _wanted(self, kind: str) -> tuple[UnitSuggested, ...]:
        return of_kinds(self._found, None if not kind else kind == _BUREAUX)

    def _told(self, kind: str) -> str:
        kinds = self.terms.terms.unit_kind
        return self.terms.terms.list_joint.join(self._says.unit_named.format(
            name=one.name, kind=kinds[one.kind], count=one.projects) for one in self._wanted(kind))

    def filled(self) -> None:
        """The arrows choose which."""
        self.query_one("#kinds").focus()

    @on(Choices.Changed, "#kinds")
    def chosen(self) -> None:
        """The names of those."""
        self.query_one("#told", Told).update(self._told(self.choice("kinds")))

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Takes them in."""
        found, group = self._wanted(self.choice("kinds")), self.text("group")
        return lambda desk: units_taken(desk, found, group)

    def done_words(self, done: Done[object]) -> str:
        """How many, and which."""
        wanted = self._wanted(self.choice("kinds"))
        return spoken(self.words.lang, UnitWords).taken.format(
            count=len(wanted), names=_first_of([one.name for one in wanted], self))


def _first_of(names: Sequence[str], form: FormDialog) -> str:
    """The first of some names; where there are more, how many in all."""
    told = form.terms.terms.list_joint.join(names[:_NAMES])
    if len(names) <= _NAMES:
        return told
    return f"{told} {spoken(form.words.lang, AssessmentScreenWords).and_more.format(count=len(names))}"
