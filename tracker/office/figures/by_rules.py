"""A question together with the rules it is counted by, under which the SQL that was built for it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.rules import Indicator, Kind, Ruleset
from tracker.office.figures.counting import Frame

QUERIES_KEPT = 16
"""For how many questions the SQL is kept: building it anew takes longer than a small office takes to answer it."""


@dataclass(frozen=True, slots=True, eq=False)
class RulesFrame:
    """A ruleset and a frame; equal for the very same ruleset, which is never changed, and an equal frame."""

    rules: Ruleset
    frame: Frame

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RulesFrame) and self.rules is other.rules and self.frame == other.frame

    def __hash__(self) -> int:
        return hash((id(self.rules), self.frame))


def of_money(rules: Ruleset) -> list[Indicator]:
    """The indicators of money that arrived."""
    return [one for one in rules.indicators if one.kind is Kind.RECEIPTS]
