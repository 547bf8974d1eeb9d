"""What counts whole and once: in the year in which money or results first came to an amount, or to a share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from pydantic import ValidationInfo, model_validator

from tracker.domain.money import Money
from tracker.domain.reasons import Fault
from tracker.domain.results import People, ResultKind
from tracker.domain.rules_problems import wrong
from tracker.domain.rules_promised import AmountOrShare
from tracker.domain.rules_values import Headcount, Table
from tracker.domain.rules_words import DateBasis
from tracker.domain.stages import Stage
from tracker.domain.threshold import Limit, Share

ARRIVING = "arrived"
"""Money that arrived, beside the results of which the sums so far can decide a year."""


@dataclass(frozen=True, slots=True)
class Once:
    """That all that came of a project so far reaches a limit: the day on which it first does is one of its days."""

    measure: str
    limit: Limit

    @property
    def result(self) -> ResultKind | None:
        """The results that are added up; None of money that arrived."""
        return None if self.measure == ARRIVING else ResultKind(self.measure)


Together = Stage | Once
"""What has to be reached beside a stage; the latest of the days decides the year."""


class OnceAtLeast(Table):
    """`once_at_least`: of one measure, what it has to come to for a project to count, in that year and in no other."""

    arrived: AmountOrShare | None = None
    invested: AmountOrShare | None = None
    output: AmountOrShare | None = None
    tax: AmountOrShare | None = None
    jobs: Headcount | None = None

    @model_validator(mode="after")
    def _of_one(self) -> Self:
        said = list(self._said())
        if not said:
            raise wrong(Fault.MISSING_KEY, ARRIVING)
        if len(said) > 1:
            raise wrong(Fault.OUT_OF_RANGE, ", ".join(said), ("1",))
        return self

    @property
    def once(self) -> Once:
        """The measure and its limit."""
        name, limit = next(iter(self._said().items()))
        return Once(name, People(limit) if isinstance(limit, int) else limit)

    def _said(self) -> dict[str, Money | Share | int]:
        every = {ARRIVING: self.arrived, ResultKind.INVESTED.value: self.invested, ResultKind.OUTPUT.value: self.output,
                 ResultKind.TAX.value: self.tax, ResultKind.JOBS.value: self.jobs}
        return {name: limit for name, limit in every.items() if limit is not None}


def by_its_day(once: OnceAtLeast | None, info: ValidationInfo) -> OnceAtLeast | None:
    """What is said, where the day on which things happened decides: nobody recognises that an amount is reached."""
    if once is not None and info.data.get("date") is DateBasis.RECOGNISED:
        raise wrong(Fault.BY_RECOGNITION, DateBasis.RECOGNISED)
    return once
