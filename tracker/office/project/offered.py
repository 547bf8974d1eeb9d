"""Finds the documents that went with the fact they proved, and that are offered to another since."""

from __future__ import annotations

from sqlmodel import Session, col, select

from tracker.office.desk import UNDO
from tracker.office.records import number
from tracker.store.tables import Evidence, JournalEntry

_PARTED = frozenset({"project.correct", "project.revert", "receipt.void"})
"""Actions with which documents go because what they prove goes; such documents are offered again."""


def offered(session: Session, project_id: int) -> tuple[Evidence, ...]:
    """The documents that went with the fact they proved and that prove nothing since: they are offered again."""
    query = select(Evidence).where(Evidence.project_id == project_id).order_by(col(Evidence.id))
    rows = {number(row): row for row in session.exec(query)}
    if all(row.superseded_at is None for row in rows.values()):
        return ()
    ends = {row.superseded_entry_id for row in rows.values()}
    ended = dict(session.exec(select(JournalEntry.id, JournalEntry.action).where(col(JournalEntry.id).in_(ends))).all())
    last: dict[int, Evidence] = {}
    for row in rows.values():
        last[_first_of(row, rows)] = row
    found = (_left(row, rows, ended) for row in last.values() if row.superseded_at is not None)
    return tuple(sorted((row for row in found if row), key=number))


def _first_of(row: Evidence, rows: dict[int, Evidence]) -> int:
    """The number of the first row of a document that was recorded several times."""
    while row.supersedes_id in rows:
        row = rows[row.supersedes_id]
    return number(row)


def _left(row: Evidence, rows: dict[int, Evidence], ended: dict[int | None, str]) -> Evidence | None:
    """The row of a document that holds no more, if it went with its fact; what was undone never happened to it."""
    while ended[row.superseded_entry_id] == UNDO and row.supersedes_id in rows:
        row = rows[row.supersedes_id]
    return row if ended[row.superseded_entry_id] in _PARTED else None
