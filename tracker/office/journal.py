"""Who did what, when and why: the journal of the office and of one project."""

from __future__ import annotations

from tracker.office.desk import Desk
from tracker.office.detail import Line, lines
from tracker.office.outcome import Refused
from tracker.office.records import find


def entries(desk: Desk, *, limit: int = 200) -> tuple[Line, ...]:
    """The office's newest journal entries, newest first."""
    with desk.reading() as session:
        return lines(session, limit=limit)


def history(desk: Desk, said: str) -> tuple[Line, ...] | Refused:
    """The journal of one project, newest first; an import that brought it in is part of it."""
    with desk.reading() as session:
        record = find(session, said)
        return record if isinstance(record, Refused) else lines(session, record.id)
