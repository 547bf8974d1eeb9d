"""What the screens of the assessment ask the office: figures, scores, claims and marks of a year, by then or by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tracker.domain.rules_problems import RulesetError
from tracker.office.assessment.assess import Assessed, UnitAssessed, assess
from tracker.office.assessment.credits import CreditShown, list_credits
from tracker.office.assessment.marks import MarkShown, marks_given
from tracker.office.assessment.suggested_credits import CreditSuggested, SuggestedBy, suggested_credits
from tracker.office.assessment.unit_figures import UnitFigures, UnitOfYear, unit_figures
from tracker.office.assessment.units import UnitSuggested, suggested_units
from tracker.office.known_then import outside_year
from tracker.office.outcome import Refused
from tracker.report.lists.units import unit_figures_tables
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.sentences import sentence
from tracker.words.units import UnitWords
from tui.screens.figures_asked import Known, Wrong, wrong_rules

if TYPE_CHECKING:
    from tracker.domain.reasons import Reason
    from tracker.office.desk import Desk
    from tracker.report.lists.shape import ListTable


@dataclass(frozen=True, slots=True)
class ProjectBeside:
    """A project that several units claim or none does, with the names of the indicators it counts in."""

    code: str
    name: str
    figures: str
    claimants: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What profiles suggest now: units that there are not yet, and of which unit projects nobody claims are."""

    units: tuple[UnitSuggested, ...] = ()
    credits: Mapping[SuggestedBy, tuple[CreditSuggested, ...]] = field(default_factory=dict)

    def of(self, code: str) -> tuple[SuggestedBy, CreditSuggested] | None:
        """Which field of a project names a unit, and what that suggests; the park before the bureau."""
        return next(((by, one) for by, found in self.credits.items() for one in found if one.code == code), None)

    @property
    def takeable(self) -> int:
        """How many projects can be credited by one of the fields, or by the other."""
        return max((sum(one.day.first is not None for one in found) for found in self.credits.values()), default=0)


@dataclass(frozen=True, slots=True)
class AssessmentSeen:
    """The assessment of a year, as it was read; `assessed` is None where there is no score, and `why_none` says why."""

    year: int
    known: Known
    figures: UnitFigures
    assessed: Assessed | None
    why_none: tuple[Reason, ...]
    twice: tuple[ProjectBeside, ...]
    unclaimed: tuple[ProjectBeside, ...]
    claims: Mapping[str, Sequence[CreditShown]]
    """What is claimed of those, by code; of what nobody claims in part."""
    suggested: Suggestions
    changes: int

    @property
    def has_units(self) -> bool:
        """Whether there is anything to assess."""
        return bool(self.figures.units)


def assessment_seen(desk: Desk, year: int, known: Known, lang: Lang) -> AssessmentSeen | Wrong:
    """Reads it. Of the past nothing is suggested: what is recorded is so now."""
    changes = desk.store.changes()
    try:
        if (reason := outside_year(desk, year, known.until)) is not None:
            return Wrong((sentence(reason, words(lang)),), of_rules=False)
        found = assess(desk, year, until=known.until, as_of=known.as_of)
        figures = (unit_figures(desk, year, until=known.until, as_of=known.as_of) if isinstance(found, Refused)
                   else found.figures)
    except RulesetError as error:
        return wrong_rules(error, lang)
    says, tables = spoken(lang, UnitWords), unit_figures_tables(figures, lang)
    twice, unclaimed = _beside(tables, says.projects_twice), _beside(tables, says.projects_unclaimed)
    suggested = Suggestions() if known.as_of else Suggestions(
        suggested_units(desk), {by: suggested_credits(desk, by) for by in SuggestedBy})
    scored, why = (None, found.reasons) if isinstance(found, Refused) else (found, ())
    return AssessmentSeen(year, known, figures, scored, why, twice, unclaimed,
                          _claims(desk, known, {one.code for one in (*twice, *unclaimed)}), suggested, changes)


def _beside(tables: Sequence[ListTable[Any]], title: str) -> tuple[ProjectBeside, ...]:
    """The projects of the table with a title, as the list of units has them."""
    table = next((table for table in tables if table.title == title), None)
    if table is None:
        return ()
    value = {column.name: column.value for column in table.columns}
    return tuple(ProjectBeside(str(value["code"](row)), str(value["name"](row)), str(value["in_figures"](row)),
                               str(value["claimants"](row))) for row in table.rows)


def _claims(desk: Desk, known: Known, codes: set[str]) -> Mapping[str, Sequence[CreditShown]]:
    found: dict[str, list[CreditShown]] = {}
    shown = list_credits(desk, as_of=known.as_of) if codes else ()
    for one in () if isinstance(shown, Refused) else shown:
        if one.code in codes:
            found.setdefault(one.code, []).append(one)
    return found


@dataclass(frozen=True, slots=True)
class UnitSeen:
    """One unit of the assessment of a year; `of_year` is None where it has nothing to do with the year."""

    whole: AssessmentSeen
    of_year: UnitOfYear | None
    scored: UnitAssessed | None
    marks: tuple[MarkShown, ...]

    @property
    def year(self) -> int:
        """The year."""
        return self.whole.year

    @property
    def changes(self) -> int:
        """How many changes there were when it was read."""
        return self.whole.changes


def unit_seen(desk: Desk, year: int, number: int, known: Known, lang: Lang) -> UnitSeen | Wrong:
    """Reads the assessment once more, and the marks of the unit with a number."""
    whole = assessment_seen(desk, year, known, lang)
    if isinstance(whole, Wrong):
        return whole
    of_year = next((one for one in whole.figures.units if one.unit.number == number), None)
    scored = next((one for one in whole.assessed.units if one.unit.number == number), None) if whole.assessed else None
    name = of_year.unit.name if of_year else ""
    marks = marks_given(desk, year, known.as_of) if of_year and whole.assessed else ()
    return UnitSeen(whole, of_year, scored, tuple(one for one in marks if one.assessed == name))
