"""The assessment of a year: what units reached and were marked with, scored by the rules in force, ranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session

from tracker.domain.assessed import UnitNamed
from tracker.domain.assessment_words import RankedIn
from tracker.domain.counting_year import YearSpan
from tracker.domain.reasons import Code
from tracker.domain.rules import Indicator, Kind, Ruleset
from tracker.domain.rules_assessment import Assessment
from tracker.domain.scoring import UnitScore, scores_of
from tracker.domain.scoring_goals import Goal, goals_of, score_with
from tracker.domain.scoring_working import Measures
from tracker.office.assessment.attributing import Part
from tracker.office.assessment.credits import claims_known
from tracker.office.assessment.marks import marks_of_units
from tracker.office.assessment.unit_figures import UnitFigures, UnitOfYear, figures_asked
from tracker.office.assessment.unit_periods import PeriodParts, periods_of_units
from tracker.office.assessment.unit_rates import RateOfUnit, rates_of_units
from tracker.office.desk import Desk
from tracker.office.figures.composed import PERCENT
from tracker.office.figures.rollup import FiguresAsked, question
from tracker.office.outcome import Refused, refused
from tracker.store.query import PROJECT

_SMALLEST = 10_000
"""Goals of money are told to a whole 万 of its currency at most, of units below 亿 to a hundredth of the unit."""


@dataclass(frozen=True, slots=True)
class UnitAssessed:
    """A unit with its score, what it was scored by, and what would lift it next."""

    unit: UnitNamed
    score: UnitScore
    measures: Measures
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class Assessed:
    """The assessment of a year up to the end of `until`, by what was known at `as_of` and the ruleset.

    Units stand by group, then rank, then as they were listed. `figures` has the projects behind
    each figure, what two units claim and what none does.
    """

    year: int
    span: YearSpan
    until: date
    as_of: datetime
    rules: Ruleset
    assessment: Assessment
    units: tuple[UnitAssessed, ...]
    figures: UnitFigures

    def of_unit(self, name: str) -> UnitAssessed | None:
        """A unit by its name as it is written."""
        return next((one for one in self.units if one.unit.name == name), None)

    def numbered(self, number: int) -> UnitAssessed | None:
        """A unit by its number, which stays when it is renamed."""
        return next((one for one in self.units if one.unit.number == number), None)

    @property
    def waiting(self) -> int:
        """How many units have a score that is not final: it waits for a target, a figure or a mark."""
        return sum(not one.score.is_whole for one in self.units)

    @property
    def groups_of_nobody(self) -> tuple[str, ...]:
        """Groups that lines are for and no unit is in: a name written otherwise, or units still to be grouped."""
        there = {one.unit.group for one in self.units}
        return tuple(dict.fromkeys(group for line in self.assessment.lines for group in line.groups
                                   if group not in there))

    def ranked_with(self, one: UnitAssessed) -> int:
        """How many units one is ranked with, itself among them."""
        if self.assessment.ranked is RankedIn.ALL:
            return len(self.units)
        return sum(other.unit.group == one.unit.group for other in self.units)

    def with_more(self, name: str, more: Mapping[str, Fraction]) -> UnitScore:
        """The score of a unit, had it so much more of some indicators and all others what they have. Raises KeyError
        for a unit that is not there.
        """
        return score_with(self.assessment, [one.measures for one in self.units], name, more)


def assess(desk: Desk, year: int, *, until: date | None = None, as_of: datetime | None = None,
           ruleset: Ruleset | None = None, by_now: bool = False) -> Assessed | Refused:
    """Scores every unit by the figures of `unit_figures` with the same arguments and the marks known then.

    Refused where the rules have no assessment, and where there is no unit. Raises NotTaken where only some parks are
    seen, and RulesetError where the ruleset in force is wrong.
    """
    desk.need_sight_of_all()
    with desk.reading() as session:
        asked = question(session, desk, year, until, as_of, ruleset, by_now=by_now)
        rules = asked.rules
        if rules.assessment is None:
            return refused(Code.NO_ASSESSMENT, field="year", year=year)
        figures = figures_asked(session, asked)
        beside = _beside(session, asked, rules.assessment, [one.unit.number for one in figures.units])
        marks = marks_of_units(session, asked.frame)
    if not figures.units:
        return refused(Code.NO_UNITS)
    measures = [_measures(one, rules, marks.get(one.unit.number, {}), beside) for one in figures.units]
    grains = {one.key: grain for one in rules.indicators if (grain := grain_of(one)) is not None}
    found = [UnitAssessed(one.unit, score, of, goals_of(rules.assessment, of, grains))
             for one, score, of in zip(figures.units, scores_of(rules.assessment, measures), measures, strict=True)]
    found.sort(key=lambda one: (not one.unit.group, one.unit.group, one.score.rank))
    return Assessed(year, figures.span, figures.until, figures.as_of, rules, rules.assessment, tuple(found), figures)


class _Beside(NamedTuple):
    """What lines ask about beside the figures of the year: conversion rates, and figures of months and quarters."""

    rates: Mapping[int, Mapping[str, RateOfUnit]]
    periods: Mapping[str, PeriodParts]


def _beside(session: Session, asked: FiguresAsked, assessment: Assessment, units: Sequence[int]) -> _Beside:
    if not assessment.rates and not assessment.periods:
        return _Beside({}, {})
    frame, rules = asked.frame, asked.rules
    codes = {row.id: row.code for row in session.execute(select(PROJECT.c.id, PROJECT.c.code))}
    claims = {codes[project]: found for project, found in claims_known(session, frame.as_of).items()}
    return _Beside(rates_of_units(session, rules, frame, claims, units, assessment.rates),
                   periods_of_units(session, rules, frame, claims, units, assessment.periods))


def grain_of(indicator: Indicator) -> Fraction | None:
    """By how much a figure grows at least: one project, a round amount of money; of a ratio or average nothing can be
    said.
    """
    if indicator.kind in (Kind.RATIO, Kind.AVERAGE):
        return None
    if indicator.money is None:
        return Fraction(1)
    factor = Fraction(indicator.money.factor)
    return min(Fraction(_SMALLEST), factor / 100) / factor


def _measures(of: UnitOfYear, rules: Ruleset, marks: Mapping[str, Decimal], beside: _Beside) -> Measures:
    """What is known of a unit, by which it is scored."""
    number = of.unit.number
    whole = _figures_known(of, rules, {key: Part(one.actual, one.adds, one.of) for key, one in of.figures.items()},
                           marks, "")
    projects = {one.key: {project.code: project.adds for project in of.figures[one.key].projects}
                for one in rules.indicators if not one.composed}
    periods = {key: _figures_known(of, rules, parts[number], marks, key) for key, parts in beside.periods.items()}
    return replace(whole, projects=projects, rates=beside.rates.get(number, {}), periods=periods)


def _figures_known(of: UnitOfYear, rules: Ruleset, parts: Mapping[str, Part], marks: Mapping[str, Decimal],
                   period: str) -> Measures:
    """The figures of a year, or of a month or quarter of it, with the targets of the same."""
    exact = {one.key: _exact(one, parts[one.key]) for one in rules.indicators}
    found = {one.key: of.figures[one.key] for one in rules.indicators}
    targets = {key: target for key, figure in found.items()
               if (target := figure.targets.get(period) if period else figure.target) is not None}
    return Measures(of.unit.name, of.unit.group, {key: value for key, value in exact.items() if value is not None},
                    targets, marks, no_ratio=frozenset(key for key, value in exact.items() if value is None))


def _exact(indicator: Indicator, part: Part) -> Fraction | None:
    """A figure before it is rounded; None for a ratio of which nothing is divided by."""
    if part.of is None:
        return Fraction(part.actual)
    if not part.of:
        return None
    return Fraction(part.adds) / Fraction(part.of) * (100 if indicator.unit == PERCENT else 1)
