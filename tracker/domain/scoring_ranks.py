"""Ranks of units by their totals: in groups or all together, units with the same total as the rules say."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from tracker.domain.assessment_words import RankedIn, TieRule
from tracker.domain.rules_assessment import Assessment


class Placed(NamedTuple):
    """What decides the rank of a unit: its group, its total, what decides between equal totals, whether a veto puts it
    behind all others.
    """

    group: str
    total: Fraction
    deciding: Sequence[Fraction] = ()
    last: bool = False


def ranks_of(rules: Assessment, units: Sequence[Placed]) -> list[int]:
    """The rank of each unit, from 1, in the order given."""
    by_group: dict[str, list[int]] = {}
    for at, unit in enumerate(units):
        by_group.setdefault(unit.group if rules.ranked is RankedIn.GROUP else "", []).append(at)
    ranks = [0] * len(units)
    for together in by_group.values():
        for at, rank in zip(together, _ranks(rules.ties, [units[at] for at in together]), strict=True):
            ranks[at] = rank
    return ranks


def _ranks(ties: TieRule, units: Sequence[Placed]) -> list[int]:
    keys = [(not one.last, one.total, *(one.deciding if ties is TieRule.BY_LINES else ())) for one in units]
    if ties is TieRule.DENSE:
        better = sorted(set(keys), reverse=True)
        return [better.index(key) + 1 for key in keys]
    return [1 + sum(other > key for other in keys) for key in keys]
