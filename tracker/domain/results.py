"""What came of a project beside its stages: investment done, statistics, scale, output, tax, jobs, each dated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from tracker.domain.day import Day, Precision
from tracker.domain.money import Currency, Money, print_amount
from tracker.domain.text import clean, fold_width


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


_PEOPLE = re.compile(r"(约|近|共)?((?![0-9,]{12})[0-9]+(?:,[0-9]{3})*)(?:\.0+)?([余多])?[人名个]?(左右|以上)?")
_MOST_PEOPLE = 10**7


def read_people(text: str) -> tuple[People | None, bool]:
    """A number of people as it is written (120, 120人, 约120名), and whether the text says more than the number (约,
    120余人). None for what is no number of people, and for more than ten million.
    """
    match = _PEOPLE.fullmatch("".join(fold_width(clean(text)).split()))
    if match is None or (count := int(match[2].replace(",", ""))) > _MOST_PEOPLE:
        return None, False
    return People(count), bool(match[1] or match[3] or match[4])


HowMuch = Money | People
"""What a result comes to."""
PEOPLE_UNIT = "人"
"""What people are counted in."""


def size_of(amount: HowMuch) -> int:
    """An amount as a whole number: minor units (分) of its currency, or people."""
    return amount.minor if isinstance(amount, Money) else amount.count


def measure_of(amount: HowMuch | None) -> Currency | None:
    """The currency in which amounts are added up; None of people, which are added up by themselves."""
    return amount.currency if isinstance(amount, Money) else None


def print_how_much(amount: HowMuch) -> str:
    """An amount as books and journals write it: 3000万元, 120人."""
    return print_amount(amount) if isinstance(amount, Money) else f"{amount.count}{PEOPLE_UNIT}"


class Compared(StrEnum):
    """How a result stands to another one of its kind and its project.

    Three ask it, each for its own end. Whoever enters a result is told of what is there already (`again`): a second
    amount of one day is another slice, and any other note tells two apart. An import plans by it: a second amount of
    one day may correct one that the book has no more, and notes tell two apart only where both have one, for columns
    have none. The sheets of one book are held against each other by it: they are of one moment and have no notes, so
    two amounts of one time contradict each other.
    """

    ONE = "one"
    """Of one time and one amount; what only happens, happens once, whatever days are given for it."""
    OTHER_AMOUNT = "other_amount"
    """Of one period with another amount: both would be added up."""
    OTHER_SLICE = "other_slice"
    """Of one single day with another amount: a second slice of it, or the first one corrected."""
    OVERLAPS = "overlaps"
    """Of times that overlap: what came in both would be added up twice."""
    APART = "apart"
    """Of other times, or in another currency."""

    @property
    def of_one_time(self) -> bool:
        """Whether both are of one day or one period, and added up together."""
        return self in (Compared.ONE, Compared.OTHER_AMOUNT, Compared.OTHER_SLICE)


class ResultSaid(Protocol):
    """A result as far as it is compared with another."""

    @property
    def day(self) -> Day:
        """Its day or period."""

    @property
    def amount(self) -> HowMuch | None:
        """Its amount; None of one that only happens."""


def once_of(result: ResultSaid) -> tuple[object, ...]:
    """What there is once of one kind and one project: results of one time have it in common, others do not."""
    return () if result.amount is None else (result.day, measure_of(result.amount))


def compared(one: ResultSaid, other: ResultSaid) -> Compared:
    """How two results of one kind and one project stand to each other."""
    if one.amount is None or other.amount is None:
        return Compared.ONE
    if once_of(one) == once_of(other):
        if one.amount == other.amount:
            return Compared.ONE
        return Compared.OTHER_SLICE if one.day.precision is Precision.DAY else Compared.OTHER_AMOUNT
    if measure_of(one.amount) is not measure_of(other.amount):
        return Compared.APART
    apart = one.day.certainly_before(other.day) or other.day.certainly_before(one.day)
    return Compared.APART if apart or not (one.day.known and other.day.known) else Compared.OVERLAPS


class DatedResult(NamedTuple):
    """A result on record: its number, its day or period, its amount (None of one that only happens), its note."""

    id: int
    day: Day
    amount: HowMuch | None
    note: str


def again(new: DatedResult, others: Iterable[DatedResult]) -> Iterable[int]:
    """The numbers of results of the same kind that are the same as a new one, or hold part of it, so that both would be
    added up; those that a note tells from it are not.
    """
    for one in others:
        told_apart = new.amount is not None and one.note != new.note
        if not told_apart and compared(new, one) not in (Compared.OTHER_SLICE, Compared.APART):
            yield one.id
