"""What a form was filled from, and what others made of it since: asked in the unit that saves the form.

A version is a number. Of a fact it is that of the journal entry by which it stands, 0 where nothing stands; of a
project it counts the units that changed it (`Project.version`); of the whole office it is the last entry. Whoever
saves without one has read what stands in the same call.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, or_, select, union
from sqlmodel import Session, col
from sqlmodel import select as select_row

from tracker.domain.clock import to_the_minute
from tracker.domain.meanwhile import Meanwhile
from tracker.domain.reasons import Code, Reason
from tracker.office.outcome import Refused
from tracker.store.query import JOURNAL, AnyColumn
from tracker.store.tables import (
    Blocker,
    BlockerWord,
    Evidence,
    ExpectedDay,
    Fact,
    JournalEntry,
    Milestone,
    Profile,
    ProfileChange,
    Project,
    ProjectResult,
    Receipt,
    StatusChange,
)

Version = int | None
"""What a form was filled from; None where nobody could have changed it since it was read."""

MOST_TOLD = 5
"""Entries that one refusal tells of; the newest ones."""


def version_of(*rows: Fact | None) -> int:
    """The version of a thing by the rows that stand of it: the last entry that recorded one of them, 0 of none."""
    return max((row.entry_id for row in rows if row is not None), default=0)


def head_version(session: Session) -> int:
    """The version of the whole office."""
    return session.scalar(select(func.max(JOURNAL.c.id))) or 0


def changed_since(session: Session, version: Version, standing: Fact | None, kind: type[Fact],
                  said: Callable[[Any], object], **same: object) -> Refused | None:
    """The refusal where the one fact that is told by the columns `same` is another than the form was filled from.

    It names who changed it last and when, and what the form showed beside what stands, each as `said` tells a row.
    """
    if version is None or version == version_of(standing):
        return None
    ever = session.exec(select_row(kind).where(*_are(kind, same)).order_by(col(kind.id))).all()
    seen = next((row for row in reversed(ever) if row.entry_id == version), None)
    return _refused(session, [max(_touched(ever), default=0)], version_of(standing),
                    (said(seen) if seen else None, said(standing) if standing else None))


def added_since(session: Session, version: Version, standing: Iterable[Fact], kind: type[Fact], **same: object
                ) -> Refused | None:
    """The refusal where something was added to what a form showed, or its last taken away: who, when, what."""
    if version is None or version == (now := version_of(*standing)):
        return None
    ever = session.exec(select_row(kind).where(*_are(kind, same))).all()
    return told_since(session, _touched(ever), version, now)


def touched_since(session: Session, version: Version, kinds: Mapping[type[Fact], Sequence[Any]], now: Version = None
                  ) -> Refused | None:
    """The refusal where a fact of these kinds, each under its conditions, was recorded or superseded since.

    `now` is the version by which they stand; where none is given it is the last entry that touched one.
    """
    if version is None or version == now:
        return None
    touched: set[int] = set()
    for kind, conditions in kinds.items():
        for column in (col(kind.entry_id), col(kind.superseded_entry_id)):
            touched |= {one for one in session.exec(select_row(column).where(column > version, *conditions)) if one}
    if not touched and now is None:
        return None
    return told_since(session, touched, version, max(touched) if now is None else now)


def recorded_since(session: Session, version: Version) -> Refused | None:
    """The refusal where anything was recorded in the office since."""
    if version is None or version == (now := head_version(session)):
        return None
    newest = select(JOURNAL.c.id).order_by(JOURNAL.c.id.desc()).limit(MOST_TOLD)
    return told_since(session, session.scalars(newest).all(), version, now)


def project_changed(session: Session, project: Project, version: Version) -> Refused | None:
    """The refusal where a project is another than the form was filled from: the entries since."""
    if version is None or version == project.version:
        return None
    since = max(1, min(project.version - version, MOST_TOLD))
    entries = session.scalars(entries_of_project(since), params={"project": project.id}).all()
    return _refused(session, [one.id or 0 for one in entries], project.version)


def told_since(session: Session, touched: Collection[int], version: int, now: int) -> Refused:
    """The refusal that tells of the entries after a version; of the last one where there are none such."""
    after = sorted(entry for entry in touched if entry > version)[-MOST_TOLD:]
    return _refused(session, after or [max(touched, default=0)], now)


@cache
def entries_of_project(most: int) -> Any:
    """The question for the newest entries of a project, an import that touched it among them; written once.

    It is asked with the project's number as `project`.
    """
    asked: AnyColumn = bindparam("project")
    of_words = select(col(BlockerWord.entry_id)).join(Blocker, col(Blocker.id) == col(BlockerWord.blocker_id))
    of_facts = union(of_words.where(col(Blocker.project_id) == asked),
                     *(select(col(kind.entry_id)).where(col(kind.project_id) == asked)
                       for kind in (Profile, Milestone, ExpectedDay, StatusChange, Receipt, Blocker, Evidence,
                                    ProfileChange, ProjectResult)))
    query = select_row(JournalEntry).where(or_(col(JournalEntry.project_id) == asked,
                                               col(JournalEntry.id).in_(of_facts)))
    return query.order_by(col(JournalEntry.id).desc()).limit(most)


def _are(kind: type[Fact], same: dict[str, object]) -> list[Any]:
    return [getattr(kind, name) == value for name, value in same.items()]


def _touched(rows: Iterable[Fact]) -> list[int]:
    """Every entry that recorded or superseded one of the rows."""
    return [entry for row in rows for entry in (row.entry_id, row.superseded_entry_id) if entry is not None]


def _refused(session: Session, entries: Collection[int], now: int,
             values: tuple[object, object] | None = None) -> Refused:
    """What the entries did, oldest first; `now` is the version to save against once that was looked at."""
    rows = session.exec(select_row(JournalEntry).where(col(JournalEntry.id).in_(entries))
                        .order_by(col(JournalEntry.id))).all()
    if not rows:
        return Refused((Reason(Code.NO_SUCH_VERSION, params={"version": now}),))
    return Refused(tuple(Reason(Code.CHANGED_ELSEWHERE, params={
        "who": row.who, "at": to_the_minute(row.at), "action": row.action, "version": now,
        "told": Meanwhile(one_value=True, was=values[0], now=values[1]) if values else
        Meanwhile(row.subject, row.reason, row.detail)}) for row in rows))
