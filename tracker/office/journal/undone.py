"""Which journal entries are undone at present: an undo names the entry it took back, and can be undone itself."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session, col, select

from tracker.office.desk import UNDO
from tracker.office.records import number
from tracker.store.tables import JournalEntry


def taken_back(row: JournalEntry) -> int:
    """The number of the entry that an undo took back; 0 where its detail names no earlier one."""
    of = row.detail.get("of")
    return of if isinstance(of, int) and 0 < of < number(row) else 0


def undone_by(session: Session, since: int) -> dict[int, int]:
    """The numbers of the entries that were taken back after entry `since`, each with that of the last undo of it."""
    undos = session.exec(select(JournalEntry).where(
        JournalEntry.action == UNDO, col(JournalEntry.id) > since).order_by(col(JournalEntry.id)))
    return {taken_back(row): number(row) for row in undos}


def acting(entry_id: int, undone: Mapping[int, int]) -> int | None:
    """The entry by which an action holds now: its own, or the undo of its undo; None while it is undone."""
    holds = True
    while entry_id in undone:
        entry_id, holds = undone[entry_id], not holds
    return entry_id if holds else None
