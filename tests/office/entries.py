"""The entries of the office's journal, read the plain way: each by itself, the newest first."""

from __future__ import annotations

from sqlmodel import col, select

from tracker.office.desk import Desk
from tracker.office.journal.together import entry_line
from tracker.office.project.detail import JournalLine
from tracker.store.tables import JournalEntry


def entries(desk: Desk, *, limit: int = 200) -> tuple[JournalLine, ...]:
    """The newest entries."""
    with desk.reading() as session:
        return tuple(map(entry_line, session.exec(
            select(JournalEntry).order_by(col(JournalEntry.id).desc()).limit(limit))))
