"""What changes in a profile with a day of effect: money is added to the contract, another investor, another origin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tracker.domain.currency import Currency
from tracker.domain.day import Day


class ChangeKind(StrEnum):
    """What a change of a profile is about; but for an increase the name of its field."""

    INCREASE = "increase"
    """A capital increase (增资): the contract amount grows by it."""
    INVESTOR = "investor"
    INVESTOR_FROM = "investor_from"
    ORIGIN = "origin"


FIELDS_CHANGED: tuple[ChangeKind, ...] = (ChangeKind.INVESTOR, ChangeKind.INVESTOR_FROM, ChangeKind.ORIGIN)
"""The fields that can become something else on a day; whatever else was wrong is corrected, as if never written."""


class DatedChange(NamedTuple):
    """One change: its day, and what the field said before it, or the money (minor units) that came with it."""

    what: ChangeKind
    day: Day
    before: str = ""
    minor: int = 0
    currency: Currency = Currency.CNY


def effective(day: Day, last: date) -> bool:
    """Whether what is of a day had come into effect by the end of another: of a period, once all of it had passed."""
    return day.last is not None and day.last <= last


def said_on(changes: Iterable[DatedChange], last: date) -> dict[ChangeKind, str]:
    """What fields said at the end of a day, where that is not what they say now: before the first change after it.

    The changes of each field stand in the order of their days.
    """
    said: dict[ChangeKind, str] = {}
    for one in changes:
        if one.what is not ChangeKind.INCREASE and not effective(one.day, last):
            said.setdefault(one.what, one.before)
    return said


def added_since(changes: Iterable[DatedChange], currency: Currency, last: date) -> int:
    """The money (minor units) in the currency of a contract by which it grew after the end of a day."""
    return sum(one.minor for one in changes if one.what is ChangeKind.INCREASE and one.currency is currency
               and not effective(one.day, last))
