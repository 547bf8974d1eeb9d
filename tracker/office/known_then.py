"""What was known at a moment of the past: since when anything was, and from which older ledger it comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlmodel import Session

from tracker.domain.clock import end_of_day, to_the_minute
from tracker.domain.reasons import Code, Reason
from tracker.office.desk import IMPORT, Desk
from tracker.office.rules import span_of
from tracker.store.query import JOURNAL, PROFILE

KNOWN_ON = "known_on"
"""Where the journal's entry of an older ledger keeps the day it was known on."""


@dataclass(frozen=True, slots=True)
class PastLedger:
    """An older ledger in the journal: its file, the day it was known on, and its bytes by their SHA-256."""

    file: str
    on: date
    sha256: str


def past_ledgers(session: Session) -> list[PastLedger]:
    """Every older ledger that was taken in."""
    entries = session.execute(select(JOURNAL.c.subject, JOURNAL.c.detail).where(JOURNAL.c.action == IMPORT))
    return [PastLedger(subject, date.fromisoformat(detail[KNOWN_ON]), detail.get("sha256", ""))
            for subject, detail in entries if detail.get(KNOWN_ON)]


def ledger_known(session: Session, moment: datetime) -> PastLedger | None:
    """The older ledger that was the last one known at a moment; None where there is none."""
    known = (one for one in past_ledgers(session) if end_of_day(one.on) <= moment)
    return max(known, key=lambda one: one.on, default=None)


def first_known(desk: Desk) -> datetime | None:
    """The first moment at which any project was known; None where the office knows none at all."""
    with desk.reading() as session:
        return _first_known(session)


def _first_known(session: Session) -> datetime | None:
    first: datetime | None = session.scalar(select(func.min(PROFILE.c.known_at)))
    return first


def outside_year(desk: Desk, year: int | None, until: date | None) -> Reason | None:
    """Why the figures of a year cannot go up to a day: it lies before the first or after the last day of it. None where
    it does not.

    Raises RulesetError where the ruleset in force is wrong.
    """
    if year is None or until is None:
        return None
    span = span_of(desk, year)
    if until < span.first:
        return Reason(Code.YEAR_NOT_BEGUN, params={"year": year, "until": until, "first": span.first}, field="until")
    if until > span.last:
        return Reason(Code.YEAR_ENDED, params={"year": year, "until": until, "last": span.last}, field="until")
    return None


def nothing_known(desk: Desk, moment: datetime | None) -> Reason | None:
    """Why a moment cannot be asked about: nothing was known of any project yet. None where something was, or where
    the office knows no project at all.
    """
    if moment is None:
        return None
    with desk.reading() as session:
        return unknown_at(session, moment)


def unknown_at(session: Session, moment: datetime, field: str = "as_of") -> Reason | None:
    """Why a moment, asked for in a `field`, cannot be asked about; None where it can."""
    first = _first_known(session)
    if first is None or first <= moment:
        return None
    params = {"at": to_the_minute(moment), "first": to_the_minute(first)}
    return Reason(Code.NOTHING_KNOWN, params=params, field=field)
