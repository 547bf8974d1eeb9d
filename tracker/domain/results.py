"""What came of a project beside its stages: investment done, statistics, scale, output, tax, jobs, each dated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from tracker.domain.day import Day, Precision
from tracker.domain.money import Money


class ResultKind(StrEnum):
    """What a result is about."""

    INVESTED = "invested"
    """Investment done (完成投资), of a day or a period."""
    IN_STATISTICS = "in_statistics"
    """Taken into the statistics of fixed investment (入统)."""
    ABOVE_SCALE = "above_scale"
    """Taken among the enterprises above scale (入规)."""
    AT_CAPACITY = "at_capacity"
    """Producing at the designed capacity (达产)."""
    OUTPUT = "output"
    """Output (产值) of a period."""
    TAX = "tax"
    """Tax paid (税收) in a period."""
    JOBS = "jobs"
    """People who found work there (用工) in a period."""

    @property
    def of_money(self) -> bool:
        """Whether it has an amount of money."""
        return self in (ResultKind.INVESTED, ResultKind.OUTPUT, ResultKind.TAX)

    @property
    def of_people(self) -> bool:
        """Whether it is a number of people."""
        return self is ResultKind.JOBS

    @property
    def is_summed(self) -> bool:
        """Whether it says how much, slice by slice; the others happen once, on a day."""
        return self.of_money or self.of_people

    @property
    def of_period_only(self) -> bool:
        """Whether it is of a month, a quarter or a year, and never of one day."""
        return self in (ResultKind.OUTPUT, ResultKind.TAX, ResultKind.JOBS)


SUMMED: tuple[ResultKind, ...] = tuple(kind for kind in ResultKind if kind.is_summed)
"""The results that are added up."""


@dataclass(frozen=True, slots=True)
class People:
    """A number of people."""

    count: int


HowMuch = Money | People
"""What a result comes to."""


class DatedResult(NamedTuple):
    """A result on record: its number, its day or period, its amount (None of one that only happens), its note."""

    id: int
    day: Day
    amount: HowMuch | None
    note: str


def again(new: DatedResult, others: Iterable[DatedResult]) -> Iterable[int]:
    """The numbers of results of the same kind that are the same as a new one, or hold part of it.

    What only happens, happens once. An amount is the same where day, currency, amount and note are. Where either is of
    a period longer than a day and the two overlap, both would be added up, unless a note tells them apart.
    """
    for one in others:
        once = new.amount is None or one.amount is None
        if once or (one.note == new.note and _meets(new, one)):
            yield one.id


def _measure(amount: HowMuch | None) -> object:
    """What amounts are added up in: a currency, people."""
    return amount.currency if isinstance(amount, Money) else type(amount)


def _meets(new: DatedResult, one: DatedResult) -> bool:
    if _measure(new.amount) is not _measure(one.amount):
        return False
    if new.day.precision is Precision.DAY and one.day.precision is Precision.DAY:
        return new.day == one.day and new.amount == one.amount
    if new.day.first is None or new.day.last is None or one.day.first is None or one.day.last is None:
        return False
    return new.day.first <= one.day.last and one.day.first <= new.day.last
