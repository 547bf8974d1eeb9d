"""Dated facts beside the milestones: money added to the contract, another investor or origin, signings, intents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tracker.domain.currency import Money
from tracker.domain.day import Day


class ChangeKind(StrEnum):
    """What a dated change is about; of a field of the profile its name."""

    INCREASE = "increase"
    """A capital increase (增资): the contract amount grows by it."""
    INVESTOR = "investor"
    INVESTOR_FROM = "investor_from"
    ORIGIN = "origin"
    SIGNING = "signing"
    """The project was terminated and is signed again; the first signing stays its milestone."""
    INTENT = "intent"
    """An intent or a framework agreement (意向, 框架): no signing, and counted nowhere."""

    @property
    def is_proved(self) -> bool:
        """Whether documents prove it: money that came to a contract has papers of its own, other changes have none."""
        return self is ChangeKind.INCREASE


FIELDS_CHANGED: tuple[ChangeKind, ...] = (ChangeKind.INVESTOR, ChangeKind.INVESTOR_FROM, ChangeKind.ORIGIN)
"""The fields that can become something else on a day; whatever else was wrong is corrected, as if never written."""


class DatedChange(NamedTuple):
    """One change: its day, and what the field said before it.

    `money` is what came with an increase; of a signing, the contract amount before it.
    """

    what: ChangeKind
    day: Day
    before: str = ""
    money: Money | None = None


def effective(day: Day, last: date) -> bool:
    """Whether what is of a day had come into effect by the end of another: of a period, once all of it had passed."""
    return day.last is not None and day.last <= last


def said_on(changes: Iterable[DatedChange], last: date) -> dict[ChangeKind, str]:
    """What fields said at the end of a day, where that is not what they say now: before the first change after it.

    The changes of each field stand in the order of their days.
    """
    said: dict[ChangeKind, str] = {}
    for one in changes:
        if one.what in FIELDS_CHANGED and not effective(one.day, last):
            said.setdefault(one.what, one.before)
    return said


def contract_on(changes: Iterable[DatedChange], now: Money | None, last: date) -> Money | None:
    """The contract amount at the end of a day: that of now, or before the next signing, less the increases until then.

    The changes stand in the order of their days.
    """
    added: list[Money] = []
    for one in changes:
        if effective(one.day, last):
            continue
        if one.what is ChangeKind.SIGNING:
            now = one.money
            break
        if one.what is ChangeKind.INCREASE and one.money:
            added.append(one.money)
    return grown(now, added, -1)


def grown(contract: Money | None, increases: Iterable[Money], times: int = 1) -> Money | None:
    """A contract amount with increases, or -1 times: without them. One in another currency is not of the contract."""
    if contract is None:
        return None
    return replace(contract, minor=contract.minor + times * sum(
        money.minor for money in increases if money.currency is contract.currency))
