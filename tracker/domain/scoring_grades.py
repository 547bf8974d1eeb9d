"""The grade of a unit by its total or rank, and the promotions that lift it (桐庐 2022)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tracker.domain.rules_assessment import Assessment, Promotion
from tracker.domain.scoring_working import Exact, Measures, MissingInput, Wanting


@dataclass(frozen=True, slots=True)
class Lifted:
    """A promotion that is met, by its number in the rules (from 1), and by how many grades it lifts."""

    number: int
    grades: int


@dataclass(frozen=True, slots=True)
class Graded:
    """The grade by its number in the rules (from 1; 0 where none is reached), before and after promotions.

    `waits_for`: what a promotion asks about that is not known.
    """

    earned: int = 0
    grade: int = 0
    by: Lifted | None = None
    waits_for: tuple[MissingInput, ...] = ()


def lifted(rules: Assessment, of: Measures) -> tuple[Lifted | None, tuple[MissingInput, ...]]:
    """The promotion that lifts a unit most, the first of equal ones; and what is missing to tell about others."""
    best, missing = None, []
    for number, promotion in enumerate(rules.promotions, start=1):
        is_met, lacks = _meets(rules, promotion, of)
        missing += lacks
        if is_met and (best is None or promotion.grades > best.grades):
            best = Lifted(number, promotion.grades)
    return best, tuple(dict.fromkeys(missing))


def grade_of(rules: Assessment, total: Fraction, rank: int,
             promoted: tuple[Lifted | None, tuple[MissingInput, ...]]) -> Graded:
    """The grade of a total and rank. A unit that reached none is lifted from below the last."""
    if not rules.grades:
        return Graded()
    by, waits_for = promoted
    below = len(rules.grades) + 1
    earned = next((number for number, grade in enumerate(rules.grades, start=1)
                   if (grade.at_least is None or total >= grade.at_least)
                   and (grade.first is None or rank <= grade.first)), below)
    grade = max(1, earned - by.grades) if by else earned
    return Graded(earned % below, grade % below, by if grade != earned else None, waits_for)


def _meets(rules: Assessment, promotion: Promotion, of: Measures) -> tuple[bool, list[MissingInput]]:
    is_met, missing = True, []
    for key, least in promotion.actual.items():
        value = _known(rules, key, of)
        if value is None:
            missing.append(MissingInput(Wanting.MARK if rules.mark(key) else Wanting.FIGURE, key))
        is_met = is_met and value is not None and value >= least
    for key, least in promotion.over.items():
        value, target = _known(rules, key, of), of.targets.get(key)
        if value is None:
            missing.append(MissingInput(Wanting.MARK if rules.mark(key) else Wanting.FIGURE, key))
        elif target is None:
            missing.append(MissingInput(Wanting.TARGET, key))
        is_met = is_met and value is not None and target is not None and (
            Fraction(value) - Fraction(target) >= Fraction(least))
    return is_met, missing


def _known(rules: Assessment, key: str, of: Measures) -> Exact | None:
    mark = rules.mark(key)
    return of.actuals.get(key) if mark is None else of.marks.get(key, mark.usual)
