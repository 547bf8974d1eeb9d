"""What is expected of a project and has a day: the stages ahead, and the completion of its building."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.day import Day, Precision, coarser
from tracker.domain.stages import Stage


class Awaited(StrEnum):
    """What an expected day can be the day of, in the order in which it comes."""

    SIGNED = "signed"
    REGISTERED = "registered"
    FUNDED = "funded"
    STARTED = "started"
    COMPLETED = "completed"
    """竣工: the building stands. No stage of its own; production can begin before or after it."""
    PRODUCING = "producing"

    @property
    def stage(self) -> Stage | None:
        """The stage it is the day of, None for the completion."""
        return None if self is Awaited.COMPLETED else Stage(self.value)


@dataclass(frozen=True, slots=True)
class Expectation:
    """A day as it is expected, and how that was written where it says more than the day does (6月中旬)."""

    day: Day
    text: str = ""


def months_moved(before: Day, after: Day) -> int | None:
    """By how many months an expectation moved, as far as the less precise of the two days tells: above 0 later, below
    0 earlier, 0 within the month. From 2024Q1 to June 2024 it is 3: by one quarter.

    None where either day is not known, or known to the year only.
    """
    precision = coarser(before, after)
    if precision in (Precision.YEAR, Precision.UNKNOWN):
        return None
    first, then = before.widened(precision).first, after.widened(precision).first
    assert first is not None, before
    assert then is not None, after
    return (then.year - first.year) * 12 + then.month - first.month


def years_moved(before: Day, after: Day) -> int | None:
    """By how many years an expectation moved, where one of the two days is known to the year only."""
    if before.first is None or after.first is None:
        return None
    return after.first.year - before.first.year
