"""Whether an office holds the sample ledger (published totals and names, invented details): all it prints says so."""

from __future__ import annotations

import hashlib
from functools import cache

from sqlalchemy import select
from sqlmodel import Session

from tracker.office.desk import Desk, Unit
from tracker.office.figures.counting import Frame
from tracker.shipped import shipped
from tracker.store.query import SETTING, known
from tracker.store.tables import JournalEntry, Setting

SAMPLE_LEDGER = ("ledgers", "yuanjiang-2023.xlsx")
"""Published totals and project names of 2023, mixed with invented details to make the totals come out."""
_KEY = "sample"
"""The setting of an office that has taken it in, by whatever way: a copy of the database keeps it."""


def is_sample(desk: Desk) -> bool:
    """Whether the sample ledger is among what the office knows now."""
    with desk.reading() as session:
        return _marked(session)


def sample_known(session: Session, frame: Frame) -> bool:
    """Whether it was, as far as was known then: a page of before does not change."""
    query = select(SETTING.c.id).where(SETTING.c.key == _KEY, frame.known(SETTING))
    return session.execute(query.limit(1)).first() is not None


def mark_sample(unit: Unit, entry: JournalEntry, sha256: str) -> None:
    """Marks the office whose import this is, where the file is the sample ledger to the byte."""
    if sha256 == _digest() and not _marked(unit.session):
        unit.append(Setting, entry, key=_KEY, value=entry.subject)


def _marked(session: Session) -> bool:
    query = select(SETTING.c.id).where(SETTING.c.key == _KEY, known(SETTING))
    return session.execute(query.limit(1)).first() is not None


@cache
def _digest() -> str:
    return hashlib.sha256(shipped(*SAMPLE_LEDGER).read_bytes()).hexdigest()
