"""Whose each counted fact is: exact parts of a figure for units, for what two claim, for what nobody claims.

A fact belongs to the units in force on the day it counted (of a period, its last), each with its share; a share of a
project is an exact part of what it adds: 60% of one project are 0.6 of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from typing import NamedTuple

from sqlmodel import Session

from tracker.domain.claims import Claim, Claimed, claimed_on
from tracker.domain.money import exact_sum
from tracker.domain.money_form import WHOLE
from tracker.domain.rules import Indicator, Kind, Ruleset
from tracker.office.figures.composed import in_its_unit, parts_of, share_in_whole
from tracker.office.figures.counting import Frame
from tracker.office.figures.explain import of_indicator_key
from tracker.office.figures.explained import CountedFact, CountedProject
from tracker.office.figures.rollup import with_composed
from tracker.office.figures.subtotals import Within, parts_add_up
from tracker.office.figures.sums import FIGURE_DECIMALS, SHARE_DECIMALS, at_most

_DIGITS = 80
"""Wide enough that nothing is rounded here by chance."""


class Beside(StrEnum):
    """What is not one unit's."""

    TWICE = "twice"
    """What units have above the whole."""
    NOBODY = "nobody"


Holder = int | Beside
"""A unit by its number, or what is beside the units."""


class OfProject(NamedTuple):
    """What a project adds to a figure, exact, in the figure's unit."""

    code: str
    name: str
    adds: Decimal


@dataclass(slots=True)
class Held:
    """What one holder has: of each indicator of facts what it comes to, and the projects behind it by their code."""

    sums: dict[str, Decimal]
    projects: dict[str, dict[str, OfProject]]


@dataclass(slots=True)
class Attributed:
    """What every holder has of every indicator of facts; `claimants` are the units of what is claimed twice, by code.
    """

    held: dict[Holder, Held]
    claimants: dict[str, tuple[int, ...]] = field(default_factory=dict)


def attributed(session: Session, rules: Ruleset, frame: Frame, claims: Mapping[str, Sequence[Claim]],
               units: Iterable[int], within: Within | None = None) -> Attributed:
    """Every counted fact of the year, or of a part of it, held by units by their `claims` (by the code of the project).

    What counts is what `explain` lists: nothing is counted by rules of its own here.
    """
    leaves = [one for one in rules.indicators if not one.composed]
    holders: list[Holder] = [*units, Beside.TWICE, Beside.NOBODY]
    found = Attributed({holder: Held({one.key: Decimal(0) for one in leaves}, {one.key: {} for one in leaves})
                        for holder in holders})
    for one in leaves:
        counted = of_indicator_key(session, rules, one, frame, within).counted
        with localcontext(prec=_DIGITS):
            for project in counted:
                _divide(found, one.key, project, claims.get(project.code, ()), frame.last)
    return found


def _divide(found: Attributed, key: str, project: CountedProject, claims: Sequence[Claim], last: date) -> None:
    """Gives each holder its part of what a project adds to a figure, by arithmetic that is wide enough."""
    for fact in project.facts:
        claimed = claimed_on(claims, _day_of(fact, last))
        if claimed.twice:
            known = found.claimants.get(project.code, ())
            found.claimants[project.code] = tuple(sorted({*known, *claimed.shares}))
        for holder, share in _holders(claimed):
            held, adds = found.held[holder], _part_of(Decimal(fact.share), share)
            before = held.projects[key].get(project.code)
            held.sums[key] += adds
            held.projects[key][project.code] = OfProject(project.code, project.name,
                                                         before.adds + adds if before else adds)


def _part_of(number: Decimal, share: int) -> Decimal:
    """A share, in hundredths of a percent, of an exact number: exact, with four decimals more at most."""
    return number if share == WHOLE else number * share / WHOLE


def _holders(claimed: Claimed) -> Iterator[tuple[Holder, int]]:
    yield from claimed.shares.items()
    if claimed.twice:
        yield Beside.TWICE, claimed.twice
    if claimed.nobody:
        yield Beside.NOBODY, claimed.nobody


def _day_of(fact: CountedFact, last: date) -> date:
    """The day on which a fact counted: the last of its period; one of unknown day counts with the last day of all."""
    return min(fact.day.last or last, last)


class Part(NamedTuple):
    """One holder's part of a figure, as `unit_figures.UnitFigure` says it."""

    actual: Decimal
    adds: Decimal
    of: Decimal | None


def parts_of_place(rules: Ruleset, found: Attributed, place: Mapping[str, Decimal]
                   ) -> dict[Holder, dict[str, Part]]:
    """What each holder has of every indicator, so that all of them come to the `place`'s figures to the last digit.

    Where money was divided by a rate, figures are rounded at their last digit: there each part is told as the
    difference of two sums, as sub-totals are.
    """
    so_far = dict.fromkeys((one.key for one in rules.indicators if not one.composed), Decimal(0))
    rounded = {key for key in so_far
               if exact_sum(_sign(holder) * held.sums[key] for holder, held in found.held.items()) != place[key]}
    before, parts = with_composed(rules, so_far), dict[Holder, dict[str, Part]]()
    for holder, held in found.held.items():
        sign = _sign(holder)
        so_far = {key: exact_sum((number, sign * held.sums[key])) for key, number in so_far.items()}
        ended = holder is Beside.NOBODY
        after = dict(place) if ended else with_composed(rules, {
            key: _to_last_digit(number) if key in rounded else number for key, number in so_far.items()})
        own = {key: exact_sum((sign * after[key], -sign * before[key])) for key in after}
        alone = with_composed(rules, {key: own[key] for key in so_far})
        parts[holder] = {one.key: _part(one, rules, own, alone) for one in rules.indicators}
        before = after
    return parts


def _sign(holder: Holder) -> int:
    return -1 if holder is Beside.TWICE else 1


def _to_last_digit(number: Decimal) -> Decimal:
    with localcontext(prec=_DIGITS):
        return number.quantize(Decimal(1).scaleb(-FIGURE_DECIMALS), ROUND_HALF_UP)


def _part(indicator: Indicator, rules: Ruleset, own: Mapping[str, Decimal], alone: Mapping[str, Decimal]) -> Part:
    """A part of a figure: what adds up, and what a rollup of it alone would say."""
    key, into = indicator.key, parts_of(indicator, rules)
    if indicator.kind is Kind.RATIO:
        above, below = into
        return Part(alone[key], own[above.key], own[below.key])
    if indicator.kind is Kind.AVERAGE:
        adds = exact_sum(in_its_unit(part, own[part.key], indicator, rules) for part in into)
        return Part(alone[key], adds, Decimal(len(into)))
    return Part(own[key] if parts_add_up(indicator, rules) else alone[key], own[key], None)


def parts_alone(rules: Ruleset, held: Held) -> dict[str, Part]:
    """What a holder has of every indicator, as a rollup of it alone would say."""
    alone = with_composed(rules, {key: _to_last_digit(number) for key, number in held.sums.items()})
    return {one.key: _part(one, rules, alone, alone) for one in rules.indicators}


def place_parts(rules: Ruleset, place: Mapping[str, Decimal]) -> dict[str, Part]:
    """The place's own figures as parts of themselves."""
    return {one.key: _part(one, rules, place, place) for one in rules.indicators}


def projects_behind(indicator: Indicator, rules: Ruleset, held: Held) -> tuple[OfProject, ...]:
    """The projects behind what a holder adds to a figure, by code; of a ratio those of what is divided."""
    return tuple(found for _, found in sorted(_behind(indicator, rules, held).items()))


def _behind(indicator: Indicator, rules: Ruleset, held: Held) -> Mapping[str, OfProject]:
    if not indicator.composed:
        return held.projects[indicator.key]
    parts = parts_of(indicator, rules)
    if indicator.kind is Kind.RATIO:
        return _behind(parts[0], rules, held)
    found: dict[str, OfProject] = {}
    for part in parts:
        for code, one in _behind(part, rules, held).items():
            adds = at_most(share_in_whole(part, one.adds, indicator, rules), SHARE_DECIMALS)
            before = found.get(code)
            found[code] = one._replace(adds=exact_sum((before.adds, adds)) if before else adds)
    return found
