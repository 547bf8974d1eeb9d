"""The grade of a unit by its total or rank, what lifts it (桐庐 2022), what lowers it, and what vetoes do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tracker.domain.assessment_words import GradeChanges, VetoEffect
from tracker.domain.rules_assessment import Assessment
from tracker.domain.rules_unit_conditions import AskedOfUnit
from tracker.domain.scoring_conditions import LinePoints, meets
from tracker.domain.scoring_working import Measures, MissingInput


@dataclass(frozen=True, slots=True)
class Lifted:
    """A promotion or demotion that is met, by its number in the rules (from 1), and by how many grades it moves.

    Where several are added up it is the first of them with all their grades.
    """

    number: int
    grades: int


@dataclass(frozen=True, slots=True)
class Graded:
    """The grade by its number in the rules (from 1; 0 where none is reached), before and after what moves it.

    `by` is the promotion and `lowered` the demotion, where they move it; `at_best` the demotion that keeps it from
    better grades; `waits_for`: what any of them asks about that is not known.
    """

    earned: int = 0
    grade: int = 0
    by: Lifted | None = None
    waits_for: tuple[MissingInput, ...] = ()
    lowered: Lifted | None = None
    at_best: int = 0
    vetoed: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """What moves the grade of a unit, and what is missing to tell."""

    up: Lifted | None
    down: Lifted | None
    best: int
    """No grade better than this number; 1 where nothing keeps it from the best."""
    best_by: int
    """The demotion that says so, 0 for none."""
    missing: tuple[MissingInput, ...]


def vetoes_of(rules: Assessment, of: Measures, lines: LinePoints) -> tuple[tuple[int, ...], tuple[MissingInput, ...]]:
    """The vetoes that are met, by their numbers in the rules (from 1), and what is missing to tell about others."""
    return _met(rules, rules.vetoes, of, lines)


def moved(rules: Assessment, of: Measures, lines: LinePoints) -> Moved:
    """What lifts and what lowers a unit."""
    ups, lacks_up = _met(rules, rules.promotions, of, lines)
    downs, lacks_down = _met(rules, rules.demotions, of, lines)
    labels = [grade.label.zh for grade in rules.grades]
    by_grades = [(at, grades) for at in downs if (grades := rules.demotions[at - 1].grades) is not None]
    bests = [(labels.index(at_best) + 1, at) for at in downs if (at_best := rules.demotions[at - 1].at_best)]
    best, best_by = max(bests, key=lambda one: one[0], default=(1, 0))
    return Moved(_together(rules, [(at, rules.promotions[at - 1].grades) for at in ups]), _together(rules, by_grades),
                 best, best_by, tuple(dict.fromkeys((*lacks_up, *lacks_down))))


def grade_of(rules: Assessment, total: Fraction, rank: int, moves: Moved, vetoes: Sequence[int] = ()) -> Graded:
    """The grade of a total and rank, lifted and lowered by the difference of both; then what it is at best, then
    vetoes. A unit that reached none is lifted from below the last, and lowered to there, but not where the last grade
    is of all others.
    """
    if not rules.grades:
        return Graded()
    below = len(rules.grades) + 1
    last = rules.grades[-1]
    lowest = len(rules.grades) if last.at_least is None and last.first is None else below
    earned = next((number for number, grade in enumerate(rules.grades, start=1)
                   if (grade.at_least is None or total >= grade.at_least)
                   and (grade.first is None or rank <= grade.first)), below)
    by = (moves.down.grades if moves.down else 0) - (moves.up.grades if moves.up else 0)
    moved_to = min(max(1, earned + by), max(lowest, earned))
    shows = moved_to != earned or (moves.up is not None and moves.down is not None)
    kept = moves.best_by if moved_to < moves.best else 0
    vetoed = any(rules.vetoes[at - 1].effect is VetoEffect.LAST_GRADE for at in vetoes)
    grade = len(rules.grades) if vetoed else max(moved_to, moves.best)
    return Graded(0 if earned == below else earned, 0 if grade == below else grade, moves.up if shows else None,
                  moves.missing, moves.down if shows else None, kept, vetoed)


def _met(rules: Assessment, asked: Sequence[AskedOfUnit], of: Measures, lines: LinePoints
         ) -> tuple[tuple[int, ...], tuple[MissingInput, ...]]:
    met, missing = [], list[MissingInput]()
    for number, one in enumerate(asked, start=1):
        is_met, lacks = meets(rules, one, of, lines)
        missing += lacks
        if is_met:
            met.append(number)
    return tuple(met), tuple(dict.fromkeys(missing))


def _together(rules: Assessment, found: Sequence[tuple[int, int]]) -> Lifted | None:
    """Of several that are met the greatest, the first of equal ones; or all of them added up."""
    if not found:
        return None
    if rules.grade_changes is GradeChanges.ADDED:
        return Lifted(found[0][0], sum(grades for _, grades in found))
    return Lifted(*max(found, key=lambda one: one[1]))
