"""Money that arrived and money that went back: one slice each, those that went back below zero."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from tracker.domain.currency import Currency, Money
from tracker.domain.days import Day
from tracker.domain.reasons import Code, Reason


class Paid(NamedTuple):
    """One slice of a project's money in minor units (分, cents): above zero it arrived, below it went back."""

    day: Day
    minor: int = 1
    currency: Currency = Currency.CNY

    @property
    def arrived(self) -> bool:
        """Whether it arrived; else it is a withdrawal (资金退回)."""
        return self.minor > 0


def overdrawn(paid: Iterable[Paid]) -> Iterator[Reason]:
    """A reason for each day by which more has gone back than can have arrived, in each currency by itself.

    What arrived on a day that is not known, or known only by its month or year, can have arrived in time. Money that
    went back on a day that is not known is held against all that ever arrived.
    """
    slices = list(paid)
    gone = [one for one in slices if not one.arrived]
    for day, currency in sorted({(one.day, one.currency) for one in gone}, key=lambda of: (_end(of[0]), of[1])):
        same = [one for one in slices if one.currency is currency]
        by = _end(day)
        arrived = sum(one.minor for one in same if one.arrived and (one.day.on or date.min) <= by)
        back = -sum(one.minor for one in same if not one.arrived and _end(one.day) <= by)
        if back > arrived:
            params = {"day": day, "currency": currency, "amount": Money(back, currency),
                      "received": Money(arrived, currency)}
            yield Reason(Code.OVERDRAWN if arrived else Code.NOTHING_TO_WITHDRAW, params=params, field="amount")


def _end(day: Day) -> date:
    """The last day it can have been; of one that is not known, the end of all days."""
    return day.last or date.max
