"""Conversion rates unit by unit: of what a unit has at the end, how much has reached a stage, or arrived."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from sqlmodel import Session

from tracker.domain.claims import Claim, claimed_on
from tracker.domain.money_form import WHOLE
from tracker.domain.rules import Ruleset
from tracker.office.figures.counting import Frame
from tracker.office.figures.explain import rate_behind
from tracker.office.figures.explained import CountedProject


class RateOfUnit(NamedTuple):
    """Both parts of a conversion rate of one unit, exact: projects, or amounts in the unit of the table."""

    part: Fraction
    whole: Fraction


def rates_of_units(session: Session, rules: Ruleset, frame: Frame, claims: Mapping[str, Sequence[Claim]],
                   keys: Iterable[str]) -> Mapping[int, Mapping[str, RateOfUnit]]:
    """The rates that are asked for by their keys (conversion.started), by the number of each unit that has a project.

    A project is in both parts of the units that have it on the last day that counts, each with its share: a rate is of
    the same projects above and below, whatever became of them before.
    """
    found: dict[int, dict[str, RateOfUnit]] = {}
    for key in keys:
        behind = rate_behind(session, rules, frame, key)
        parts, wholes = (_divided(projects, claims, frame) for projects in (behind.counted, behind.whole))
        for number in {*parts, *wholes}:
            found.setdefault(number, {})[key] = RateOfUnit(parts.get(number, Fraction(0)),
                                                           wholes.get(number, Fraction(0)))
    return found


def _divided(projects: Iterable[CountedProject], claims: Mapping[str, Sequence[Claim]], frame: Frame
             ) -> Mapping[int, Fraction]:
    """What the projects of each unit come to."""
    sums: dict[int, Fraction] = {}
    for project in projects:
        for number, share in claimed_on(claims.get(project.code, ()), frame.last).shares.items():
            sums[number] = sums.get(number, Fraction(0)) + Fraction(Decimal(project.share)) * share / WHOLE
    return sums
