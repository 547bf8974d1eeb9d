"""The pace of things: age, overdue and waiting in working days; held, over a limit and untouched in calendar days.

Board, ledger, project, review, health check and commands ask here, so that a figure is the same wherever it stands.
A day known only to the month or year counts from its last day: nothing is called late before it certainly is.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from tracker.domain.clock import days_between
from tracker.domain.stages import STAGES
from tracker.domain.workdays import WorkingDays, working_days


def age(raised: date | None, on: date) -> WorkingDays | None:
    """Working days a blocker has stood on a day: 0 on the day it was raised, None where that day is not known.

    `raised` is the last day it can have been raised on.
    """
    return None if raised is None else working_days(raised, max(on, raised))


def overdue(due: date | None, on: date) -> WorkingDays | None:
    """Working days gone by since a deadline that has passed; None without one, and on the day itself.

    A deadline on a Friday has passed on Saturday, and is overdue by 0 working days until Monday.
    """
    return working_days(due, on) if due and due < on else None


def lateness(late: WorkingDays | None) -> int:
    """What puts the most overdue last: its working days, and -1 for what is not overdue at all."""
    return late.count if late else -1


def held(since: date | None, until: date | None) -> int | None:
    """Calendar days a stage has certainly lasted; None where either end is not known.

    `since` is the last day its milestone can have been on, `until` the first day the next one can have, or today.
    """
    return None if since is None or until is None else max(days_between(since, until), 0)


def over(days: int | None, limit: int | None) -> int:
    """Calendar days by which `days` is longer than a limit, 0 where it is not: "over 365 days" begins on the 366th."""
    return 0 if days is None or limit is None else max(days - limit, 0)


def untouched_since(today: date, limit: int) -> date:
    """The last day of a record or receipt for which there has been "none for `limit` days" (calendar days) today.

    "No record touched for 30 days" is true once 30 days have gone by, so on the 30th day after the last one.
    """
    return today - timedelta(days=limit)


def months_gone(since: date, on: date) -> int:
    """Whole calendar months from one day to another that is not before it: from 31 January one has gone by on the last
    day of February."""
    last_of_month = monthrange(on.year, on.month)[1]
    short = on.day < min(since.day, last_of_month)
    return (on.year - since.year) * 12 + on.month - since.month - short


GOING_ON = frozenset(STAGES[:-1])
"""Stages that are on their way: one that produces has arrived, and is neither untouched nor held too long."""
