"""Documents: they go with the fact they proved; those that went so are found, and offered to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from tracker.domain.days import Day
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import Stage
from tracker.office.desk import UNDO, Unit
from tracker.office.records import content_of, day_of, number
from tracker.store.tables import Evidence, JournalEntry

_PARTED = frozenset({"project.correct", "project.revert", "receipt.void", "project.unchange"})
"""Actions with which documents go because what they prove goes; such documents are offered again."""


@dataclass(frozen=True, slots=True)
class Document:
    """A piece of evidence; its bytes, if they are kept, are found by `sha256`."""

    id: int
    kind: str
    number: str
    day: Day
    stage: Stage | None
    receipt_id: int | None
    change_id: int | None
    """The capital increase it proves."""
    filename: str
    sha256: str | None


def document(row: Evidence) -> Document:
    """A row of evidence as screens and commands show it."""
    return Document(number(row), row.kind, row.number, day_of(row.issued_on, row.precision), row.stage,
                    row.receipt_id, row.change_id, row.filename, row.sha256)


def let_go(unit: Unit, entry: JournalEntry, papers: Iterable[Evidence], *, keep: bool = False) -> tuple[Reason, ...]:
    """Supersedes the documents of a fact that is superseded in this unit; the answer names those that went.

    With `keep` they prove the corrected fact: each is recorded once more for it.
    """
    went = list(papers)
    for paper in went:
        if keep:
            unit.append(Evidence, entry, instead_of=paper, **content_of(paper))
        else:
            unit.supersede(paper, entry)
    if keep or not went:
        return ()
    params = {"kinds": tuple(paper.kind for paper in went), "ids": tuple(number(paper) for paper in went)}
    return (Reason(Code.EVIDENCE_GONE, hard=False, params=params, field="evidence"),)


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
