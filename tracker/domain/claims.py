"""Which units a project counts for on a day, for how much of it, what is claimed twice and what nobody claims.

A unit claims a project from a day on, in whole or for a share. What it said last holds; another unit's claim does not
end it: two that have one project in full both keep it, and that is told. `MOVED` alone ends what others had before its
day, and what counted before that day stays where it was (泗水 2011: 一个项目一个单位, continued ones do not move).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from tracker.domain.assessed import CreditHow
from tracker.domain.money_form import WHOLE


class Claim(NamedTuple):
    """That a project counts for a unit from a day on; `share` is in hundredths of a percent."""

    unit: int
    since: date
    how: CreditHow
    share: int


class Claimed(NamedTuple):
    """The shares of a project on a day, in hundredths of a percent: of each unit, claimed twice, claimed by nobody.

    The units' shares, less `twice`, plus `nobody`, are the whole.
    """

    shares: Mapping[int, int]
    twice: int
    nobody: int


def claimed_on(claims: Iterable[Claim], day: date) -> Claimed:
    """What units have of a project on a day. Of one unit the claim of the latest day holds.

    On the day of a move claims of that very day stand beside it.
    """
    begun = [claim for claim in claims if claim.since <= day]
    moved = max((claim.since for claim in begun if claim.how is CreditHow.MOVED), default=date.min)
    latest: dict[int, Claim] = {}
    for claim in begun:
        before = latest.get(claim.unit)
        if claim.since >= moved and (before is None or claim.since > before.since):
            latest[claim.unit] = claim
    shares = {unit: latest[unit].share for unit in sorted(latest)}
    total = sum(shares.values())
    return Claimed(shares, max(total - WHOLE, 0), max(WHOLE - total, 0))
