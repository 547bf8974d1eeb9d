"""What was done to many projects at once: each has an entry of its own in the journal, and they are told as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from tracker.office.project.detail import JournalLine, Many
from tracker.office.records import number
from tracker.store.tables import Blocker, BlockerWord, Fact, JournalEntry, ProjectFact

Together = tuple[datetime, str, str]
"""Moment, officer and action: no two units of work share a moment, so these are the entries of one of them."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How many projects some entries are about, and the first of these entries."""

    projects: int
    first: int


def together(row: JournalEntry) -> Together:
    """With which other entries an entry belongs together."""
    return row.at, row.who, row.action


def extents(session: Session, rows: Iterable[JournalEntry]) -> dict[Together, Extent]:
    """The entries among `rows` that were written together with those of other projects, and all that belong to them."""
    entry = JournalEntry
    query = sql_select(col(entry.at), col(entry.who), col(entry.action), func.count(col(entry.project_id).distinct()),
                       func.min(col(entry.id))).where(
        col(entry.at).in_({row.at for row in rows})).group_by(col(entry.at), col(entry.who), col(entry.action))
    return {(at, who, action): Extent(projects, first)
            for at, who, action, projects, first in session.execute(query) if projects > 1}


def written_with(row: JournalEntry) -> tuple[ColumnElement[bool], ...]:
    """The conditions of the entries that belong together with one, itself among them."""
    at, who, action = together(row)
    return col(JournalEntry.at) == at, col(JournalEntry.who) == who, col(JournalEntry.action) == action


def of_projects(kind: type[Fact], projects: Iterable[int] | Select[Any]) -> tuple[ColumnElement[bool], ...]:
    """The condition of facts of a kind about these projects, by which an index finds them; none of the office's own."""
    if kind is BlockerWord:
        return (col(BlockerWord.blocker_id).in_(select(Blocker.id).where(col(Blocker.project_id).in_(projects))),)
    return (col(kind.project_id).in_(projects),) if issubclass(kind, ProjectFact) else ()


def entry_line(row: JournalEntry, extent: Extent | None = None) -> JournalLine:
    """An entry as a line; with `extent` it stands for all that were written together with it."""
    many = None if extent is None else Many(extent.projects, tuple(_named(row.detail, "changes")),
                                            tuple(_named(row.detail, "steps")))
    return JournalLine(number(row), row.at, row.who, row.action, row.subject, row.reason, row.detail, many)


def _named(detail: Mapping[str, Any], what: str) -> Iterable[str]:
    """The fields changed (changes: field -> [before, after]) or the stages reached (steps: [[stage, day]])."""
    found = detail.get(what)
    if isinstance(found, dict):
        return found
    return [str(step[0]) for step in found] if isinstance(found, list) else ()
