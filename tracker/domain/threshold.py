"""What a threshold of a ruleset can be: an amount, a number of people, or a share of what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tracker.domain.results import HowMuch


@dataclass(frozen=True, slots=True)
class Share:
    """A share of what a project promised, such as 30% of its contract amount."""

    percent: Fraction
    of: str
    """The amount of the profile that is all of it."""

    @property
    def part(self) -> Fraction:
        """As a part of one."""
        return self.percent / 100


Limit = HowMuch | Share
"""What a threshold on money that arrived or on results can be."""
