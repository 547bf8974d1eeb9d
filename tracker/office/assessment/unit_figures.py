"""The figures of a year unit by unit: with what two claim taken off and what none claims put in, the place's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlmodel import Session

from tracker.domain.assessed import UnitNamed, has_retired
from tracker.domain.counting_year import YearSpan
from tracker.domain.parts import period_key
from tracker.domain.rules import Indicator, Kind, Ruleset
from tracker.office.assessment.attributing import (
    Beside,
    Held,
    Holder,
    OfProject,
    Part,
    attributed,
    parts_of_place,
    place_parts,
    projects_behind,
)
from tracker.office.assessment.credits import claims_known
from tracker.office.assessment.unit_targets import targets_of_units
from tracker.office.assessment.units import units_known
from tracker.office.desk import Desk
from tracker.office.figures.composed import parts_of
from tracker.office.figures.counting import Frame
from tracker.office.figures.rollup import FiguresAsked, actuals, count_facts, question
from tracker.office.figures.targets import targets_known, targets_of_periods
from tracker.store.query import PROJECT

Targets = Mapping[Holder | None, Mapping[str, Mapping[str, Decimal]]]
"""Of each unit, and of the place (None), by indicator, then by period; that of the whole year has an empty one."""


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """One indicator of one unit, or of what two units claim, of what none claims, or of the place.

    `actual` is what a rollup of the unit alone would say: exact in the indicator's unit, of a ratio rounded as the
    ruleset says. `adds` is what adds up: the same but of a ratio, where it is what is divided, and of an average, where
    it is the sum of its parts; `of` is what it is divided by there and None elsewhere.
    """

    actual: Decimal
    adds: Decimal
    of: Decimal | None = None
    target: Decimal | None = None
    """Of the whole year, in the indicator's unit; None where none is set."""
    targets: Mapping[str, Decimal] = field(default_factory=dict)
    """Of months and quarters, by `parts.period_key`: month.3, quarter.1."""
    projects: tuple[OfProject, ...] = ()
    """Those behind `adds`, by code; what they add comes to it, but for the last digit of money divided by a rate."""
    projects_of: tuple[OfProject, ...] = ()
    """Of a ratio those behind `of`."""

    @property
    def counted(self) -> int:
        """How many projects are behind it."""
        return len(self.projects)


@dataclass(frozen=True, slots=True)
class UnitOfYear:
    """A unit with its figures of the year, by the key of the indicator: every indicator of the ruleset is there."""

    unit: UnitNamed
    figures: Mapping[str, UnitFigure]


@dataclass(frozen=True, slots=True)
class ProjectBeside:
    """A project that several units claim or that none does, in whole or in part."""

    code: str
    name: str
    claimants: tuple[str, ...]
    """The units that have it twice; empty where none claims it."""
    indicators: tuple[Indicator, ...]
    """Those it counts in, as the ruleset orders them."""


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """The figures of all units of a year up to the end of `until`, by what was known at `as_of` and the ruleset named.

    For every indicator `adds` of all units, less that of `twice`, plus that of `unclaimed`, is that of `place`, to the
    last digit; so it is with `of`.
    """

    year: int
    span: YearSpan
    until: date
    as_of: datetime
    ruleset_id: str
    ruleset_digest: str
    indicators: tuple[Indicator, ...]
    units: tuple[UnitOfYear, ...]
    """Those of a group together; within it by kind, then as they came (`units.in_order`)."""
    twice: Mapping[str, UnitFigure]
    """What more than one unit has in full: by how much the shares of a project are above the whole."""
    unclaimed: Mapping[str, UnitFigure]
    """What no unit has: what the shares of a project leave of the whole."""
    place: Mapping[str, UnitFigure]
    """The place's own figures and targets, as `rollup` has them."""
    place_name: str
    claimants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The units that have a project twice, by its code."""

    def of_unit(self, name: str) -> UnitOfYear | None:
        """A unit by its name as it is written."""
        return next((one for one in self.units if one.unit.name == name), None)

    def projects_beside(self, which: Beside) -> tuple[ProjectBeside, ...]:
        """The projects that more than one unit has in full, or that no unit has in whole or in part, by code.

        Composed indicators are not told: what they are made of is.
        """
        figures = self.twice if which is Beside.TWICE else self.unclaimed
        names, counted = dict[str, str](), defaultdict[str, list[Indicator]](list)
        for one in self.indicators:
            for project in figures[one.key].projects if not one.composed else ():
                names[project.code] = project.name
                counted[project.code].append(one)
        return tuple(ProjectBeside(code, names[code], self.claimants.get(code, ()) if which is Beside.TWICE else (),
                                   tuple(counted[code])) for code in sorted(names))


def unit_figures(desk: Desk, year: int, *, until: date | None = None, as_of: datetime | None = None,
                 ruleset: Ruleset | None = None, by_now: bool = False) -> UnitFigures:
    """The figures of `rollup` with the same arguments, unit by unit; all is read at one moment.

    A unit that was retired before the year began is left out where it has neither a figure nor a target. Raises
    RulesetError where the ruleset in force is wrong.

    Raises NotTaken where only some parks are seen.
    """
    desk.need_sight_of_all()
    with desk.reading() as session:
        return figures_asked(session, question(session, desk, year, until, as_of, ruleset, by_now=by_now))


def figures_asked(session: Session, asked: FiguresAsked) -> UnitFigures:
    """What `unit_figures` answers, by a session that answers a question already."""
    frame, rules = asked.frame, asked.rules
    place = actuals(rules, count_facts(session, rules, frame).counts)
    units = units_known(session, frame.as_of)
    codes = {row.id: row.code for row in session.execute(select(PROJECT.c.id, PROJECT.c.code))}
    claims = {codes[project]: found for project, found in claims_known(session, frame.as_of).items()}
    found = attributed(session, rules, frame, claims, (unit.number for unit in units))
    targets = _targets(session, rules, frame)
    parts, names = parts_of_place(rules, found, place), {unit.number: unit.name for unit in units}
    figures = {holder: _figures(rules, parts[holder], targets.get(holder, {}), held)
               for holder, held in found.held.items()}
    told = (UnitOfYear(unit, figures[unit.number]) for unit in units)
    return UnitFigures(
        frame.year, frame.span, frame.until, asked.known_at, rules.id, rules.digest, rules.indicators,
        tuple(one for one in told if _is_of_year(one, frame.first)), figures[Beside.TWICE], figures[Beside.NOBODY],
        _figures(rules, place_parts(rules, place), targets.get(None, {}), None), asked.place or rules.place,
        {code: tuple(names[number] for number in numbers) for code, numbers in sorted(found.claimants.items())})


def _targets(session: Session, rules: Ruleset, frame: Frame) -> Targets:
    """The targets of every unit, and of the place."""
    found: defaultdict[Holder | None, defaultdict[str, dict[str, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    for one in targets_of_units(session, rules, frame):
        found[one.number][one.indicator][one.period] = one.value
    for key, value in targets_known(session, rules, frame).items():
        found[None][key][""] = value
    for key, part, value in targets_of_periods(session, rules, frame):
        found[None][key][period_key(part)] = value
    return found


def _figures(rules: Ruleset, parts: Mapping[str, Part], targets: Mapping[str, Mapping[str, Decimal]],
             held: Held | None) -> dict[str, UnitFigure]:
    """The figures of one holder; of the place (no `held`) without projects, which `explain` lists."""
    figures = {}
    for one in rules.indicators:
        own = targets.get(one.key, {})
        behind = projects_behind(one, rules, held) if held else ()
        below = projects_behind(parts_of(one, rules)[1], rules, held) if held and one.kind is Kind.RATIO else ()
        figures[one.key] = UnitFigure(
            *parts[one.key], own.get(""), {period: value for period, value in own.items() if period}, behind, below)
    return figures


def _is_of_year(one: UnitOfYear, first: date) -> bool:
    """Whether a unit has anything to do with a year that begins on a day."""
    return not has_retired(one.unit.retired_on, first) or any(
        figure.projects or figure.target is not None or figure.targets for figure in one.figures.values())
