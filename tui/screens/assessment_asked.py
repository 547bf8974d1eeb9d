"""What the screens of the assessment ask the office: figures, scores, claims and marks of a year, by then or by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.domain.rules_problems import RulesetError
from tracker.office.assessment.assess import Assessed, UnitAssessed, assess
from tracker.office.assessment.attributing import Beside
from tracker.office.assessment.credits import CreditShown, list_credits
from tracker.office.assessment.marks import MarkShown, marks_given, marks_of
from tracker.office.assessment.suggested_credits import CreditSuggested, SuggestedBy, suggested_credits
from tracker.office.assessment.unit_figures import ProjectBeside, UnitFigures, UnitOfYear, unit_figures
from tracker.office.assessment.units import UnitSuggested, suggested_units
from tracker.office.known_then import outside_year
from tracker.office.outcome import Refused
from tracker.words import Lang
from tracker.words.catalogue import words
from tracker.words.sentences import sentence
from tui.screens.figures_asked import Known, Wrong, wrong_rules

if TYPE_CHECKING:
    from tracker.domain.reasons import Reason
    from tracker.office.desk import Desk


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
    marks: tuple[MarkShown, ...]
    """Those of all units; none where there is no score."""
    changes: int

    @property
    def has_units(self) -> bool:
        """Whether there is anything to assess."""
        return bool(self.figures.units)

    def unit(self, number: int) -> UnitSeen:
        """The unit with a number."""
        of_year = next((one for one in self.figures.units if one.unit.number == number), None)
        scored = self.assessed.numbered(number) if self.assessed else None
        return UnitSeen(self, of_year, scored, marks_of(number, self.marks))


@dataclass(frozen=True, slots=True)
class UnitSeen:
    """One unit of the assessment of a year; `of_year` is None where it has nothing to do with the year."""

    whole: AssessmentSeen
    of_year: UnitOfYear | None
    scored: UnitAssessed | None
    marks: tuple[MarkShown, ...]


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
    twice, unclaimed = figures.projects_beside(Beside.TWICE), figures.projects_beside(Beside.NOBODY)
    suggested = Suggestions() if known.as_of else Suggestions(
        suggested_units(desk), {by: suggested_credits(desk, by) for by in SuggestedBy})
    scored, why = (None, found.reasons) if isinstance(found, Refused) else (found, ())
    marks = marks_given(desk, year, known.as_of) if scored else ()
    return AssessmentSeen(year, known, figures, scored, why, twice, unclaimed,
                          _claims(desk, known, {one.code for one in (*twice, *unclaimed)}), suggested, marks, changes)


def _claims(desk: Desk, known: Known, codes: set[str]) -> Mapping[str, Sequence[CreditShown]]:
    found: dict[str, list[CreditShown]] = {}
    shown = list_credits(desk, as_of=known.as_of) if codes else ()
    for one in () if isinstance(shown, Refused) else shown:
        if one.code in codes:
            found.setdefault(one.code, []).append(one)
    return found
