"""Whether a ledger that is to be taken in as of now says of itself that it is older than what the office knows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import func, select
from sqlmodel import Session

from tracker.ledger.rows import Ledger
from tracker.office.book.kept import kept_shapes
from tracker.office.desk import IMPORT, Desk
from tracker.office.intake.books import day_in, day_in_titles
from tracker.office.intake.older import known_then
from tracker.office.known_then import past_ledgers
from tracker.office.outcome import Refused
from tracker.store.query import BLOCKER, JOURNAL, MILESTONE, RECEIPT, WORD, known

_DAYS = (MILESTONE.c.occurred_on, RECEIPT.c.received_on, BLOCKER.c.raised_on, WORD.c.said_on)


def older_day(desk: Desk, path: Path, ledger: Ledger) -> date | None:
    """The day that the name or the titles of a ledger state, where the office knows of later things and the ledger can
    be taken in as what was known on that day; else None.
    """
    day = day_in(path.stem) or day_in_titles(ledger)
    if day is None or isinstance(known_then(desk, day), Refused):
        return None
    with desk.reading() as session:
        return day if _known_until(session, desk.today()) > day else None


def _known_until(session: Session, today: date) -> date:
    """The last day that the office knows of: of what happened, and of the ledgers it took in."""
    happened = [session.scalar(select(func.max(day)).where(known(day.table), day <= today)) for day in _DAYS]
    files = session.scalars(select(JOURNAL.c.subject).where(JOURNAL.c.action == IMPORT))
    told = [day_in(Path(file).stem) for file in files]
    told += [day_in(title) for shape in kept_shapes(session) for title in shape.titles]
    told += [ledger.on for ledger in past_ledgers(session)]
    return max((day for day in (*happened, *told) if day is not None and day <= today), default=date.min)
