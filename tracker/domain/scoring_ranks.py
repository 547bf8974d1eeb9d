"""Ranks of units by their totals: in groups or all together, units with the same total as the rules say."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tracker.domain.assessment_words import RankedIn, TieRule
from tracker.domain.rules_assessment import Assessment

_Placed = tuple[str, Fraction, Sequence[Fraction]]
"""Group, total, and the points of the lines that decide between equal totals."""


def ranks_of(rules: Assessment, units: Sequence[_Placed]) -> list[int]:
    """The rank of each unit, from 1, in the order given."""
    by_group: dict[str, list[int]] = {}
    for at, (group, _, _) in enumerate(units):
        by_group.setdefault(group if rules.ranked is RankedIn.GROUP else "", []).append(at)
    ranks = [0] * len(units)
    for together in by_group.values():
        for at, rank in zip(together, _ranks(rules.ties, [units[at] for at in together]), strict=True):
            ranks[at] = rank
    return ranks


def _ranks(ties: TieRule, units: Sequence[_Placed]) -> list[int]:
    keys = [(total, *(deciding if ties is TieRule.BY_LINES else ())) for _, total, deciding in units]
    if ties is TieRule.DENSE:
        better = sorted(set(keys), reverse=True)
        return [better.index(key) + 1 for key in keys]
    return [1 + sum(other > key for other in keys) for key in keys]
