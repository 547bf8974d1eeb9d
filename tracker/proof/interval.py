"""The interval a printed number was rounded from, exact, and what such intervals come to when reckoned with."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`, both taken in; `high` is None where nothing bounds it (超过100亿元)."""

    low: Fraction
    high: Fraction | None

    def meets(self, other: Interval) -> bool:
        """Whether one number lies in both."""
        return ((other.high is None or self.low <= other.high) and (self.high is None or other.low <= self.high))

    def plus(self, other: Interval) -> Interval:
        """All sums of a number of this and one of the other."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(self.low + other.low, high)

    def minus(self, other: Interval) -> Interval:
        """All differences; below, a number that nothing bounds takes all away."""
        low = self.low - other.high if other.high is not None else Fraction(-(10**30))
        return Interval(low, None if self.high is None else self.high - other.low)

    def over(self, other: Interval) -> Interval | None:
        """All quotients; None where the other reaches 0 or either is below it: no rate can be stated of those."""
        if self.low < 0 or other.low <= 0:
            return None
        low = Fraction(0) if other.high is None else self.low / other.high
        return Interval(low, None if self.high is None else self.high / other.low)

    def times(self, factor: Fraction | int) -> Interval:
        """Every number times one above 0."""
        return Interval(self.low * factor, None if self.high is None else self.high * factor)


def rounded_from(value: Fraction, step: Fraction) -> Interval:
    """The interval that is printed as `value` where the last digit stands for `step`; 0 for an exact one."""
    return Interval(value - step / 2, value + step / 2)


def total_of(intervals: list[Interval]) -> Interval:
    """What all of them come to."""
    found = Interval(Fraction(0), Fraction(0))
    for one in intervals:
        found = found.plus(one)
    return found
