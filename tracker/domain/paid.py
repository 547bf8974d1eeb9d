"""Money that arrived and money that went back: one slice each, those that went back below zero."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from tracker.domain.currency import Currency, Money
from tracker.domain.days import Day
from tracker.domain.profile import Origin
from tracker.domain.reasons import Code, Reason


class Paid(NamedTuple):
    """One slice of a project's money in minor units (分, cents): above zero it arrived, below it went back.

    `origin` is where the figures count it: its own, else the project's; None where neither says.
    """

    day: Day
    minor: int = 1
    currency: Currency = Currency.CNY
    origin: Origin | None = None

    @property
    def arrived(self) -> bool:
        """Whether it arrived; else it is a withdrawal (资金退回)."""
        return self.minor > 0


def overdrawn(paid: Iterable[Paid]) -> Iterator[Reason]:
    """A reason for each day by which more has gone back than can have arrived, in each currency and origin by itself.

    Money without an origin can only go back as money without one: else a figure of one origin would keep it. What
    arrived on a day that is not known, or known only by its month or year, can have arrived in time. Money that went
    back on a day that is not known is held against all that ever arrived.
    """
    slices = list(paid)
    gone = [one for one in slices if not one.arrived]
    pools = {(one.day, one.currency, one.origin) for one in gone}
    for day, currency, origin in sorted(pools, key=lambda pool: (_end(pool[0]), pool[1], pool[2] or "")):
        same = [one for one in slices if (one.currency, one.origin) == (currency, origin)]
        by = _end(day)
        arrived = sum(one.minor for one in same if _can_have_arrived(one, by))
        back = -sum(one.minor for one in same if not one.arrived and _end(one.day) <= by)
        if back > arrived:
            params = {"day": day, "currency": currency, "origin": origin, "amount": Money(back, currency),
                      "received": Money(arrived, currency)}
            yield Reason(Code.OVERDRAWN if arrived else Code.NOTHING_TO_WITHDRAW, params=params, field="amount")


def origins_arrived(paid: Iterable[Paid], day: Day, currency: Currency) -> set[Origin | None]:
    """The origins of what can have arrived by a day in a currency: where money that goes back on it can be from."""
    return {one.origin for one in paid if one.currency is currency and _can_have_arrived(one, _end(day))}


def _can_have_arrived(one: Paid, by: date) -> bool:
    return one.arrived and (one.day.on or date.min) <= by


def _end(day: Day) -> date:
    """The last day it can have been; of one that is not known, the end of all days."""
    return day.last or date.max
