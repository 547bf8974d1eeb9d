"""Examines an office: is what is kept beside the facts what the facts come to, and is every proof still there."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from tracker.domain.clock import STRAY, to_the_minute
from tracker.domain.days import Day
from tracker.domain.reasons import Code, Reason
from tracker.domain.replay import Projection, project
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.project.evidence import content_of
from tracker.office.records import day_of
from tracker.office.rules import place_of
from tracker.store.access import Access, access_of, closed_to_group
from tracker.store.guardrails import check_guardrails
from tracker.store.legible import illegible
from tracker.store.query import known
from tracker.store.sqlite import library_name
from tracker.store.tables import Blocker, Evidence, JournalEntry, Milestone, Project, StatusChange


@dataclass(frozen=True, slots=True)
class Examination:
    """What the examination found; an office in good health has no findings."""

    findings: tuple[Reason, ...]
    facts: dict[str, object]


def examine(desk: Desk) -> Examination:
    """Replays every project, looks for the guards of the facts, and reads every kept file against its digest.

    A stored value that cannot be read is named; what would have to read it is then left out.
    """
    with desk.reading() as session:
        findings = [*_guardrails(session), *_integrity(session), *_illegible(session)]
        legible = not any(finding.code is Code.VALUE_UNREADABLE for finding in findings)
        if legible:
            findings += [*_projections(session), *_files(desk, session), *_ahead(desk, session)]
        place = place_of(session) if legible else ""
        facts = {"place": place, "database": str(desk.store.url), **_kept_how(desk, session),
                 "projects": _count(session, Project), "journal": _count(session, JournalEntry),
                 "documents": _count(session, Evidence)}
    findings += _access(desk)
    if legible and facts["projects"] and not place:
        findings.append(Reason(Code.UNKNOWN_PLACE, hard=False))
    return Examination(tuple(findings), facts)


def replayed(session: Session) -> dict[int, Projection]:
    """Where every project stands by its facts alone."""
    milestones: dict[int, dict[Stage, Day]] = defaultdict(dict)
    for row in session.execute(_standing(Milestone, "project_id", "stage", "occurred_on", "precision")):
        milestones[row.project_id][row.stage] = day_of(row.occurred_on, row.precision)
    statuses = defaultdict(list)
    for row in session.execute(_standing(StatusChange, "project_id", "status").order_by(col(StatusChange.id))):
        statuses[row.project_id].append(row.status)
    blockers = defaultdict(list)
    for row in session.execute(_standing(Blocker, "project_id", "blocking", "state")):
        blockers[row.project_id].append((bool(row.blocking), row.state))
    return {at: project(milestones[at], statuses[at], blockers[at])
            for (at,) in session.execute(_columns(Project.id))}


def _columns(*wanted: Any) -> Any:
    return select(*wanted)


def _standing(kind: Any, *names: str) -> Any:
    return select(*(getattr(kind, name) for name in names)).where(known(kind))


def _count(session: Session, kind: Any) -> int:
    return int(session.scalar(select(func.count()).select_from(kind)) or 0)


def _guardrails(session: Session) -> Iterator[Reason]:
    for name in check_guardrails(session.connection()):
        yield Reason(Code.GUARD_MISSING, params={"value": name})


def _integrity(session: Session) -> Iterator[Reason]:
    if session.get_bind().dialect.name != "sqlite":
        return
    for (line,) in session.connection().exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield Reason(Code.DATABASE_DAMAGED, params={"value": line})


def _ahead(desk: Desk, session: Session) -> Iterator[Reason]:
    """Entries that lie in the future: later ones stand behind them, so every moment of recording since is wrong."""
    late = col(JournalEntry.at) > desk.now() + STRAY
    first, count, last = session.execute(select(
        func.min(col(JournalEntry.id)), func.count(), func.max(col(JournalEntry.at))).where(late)).one()
    if count:
        yield Reason(Code.ENTRY_AHEAD, params={"id": first, "count": count, "at": to_the_minute(last)}, hard=False)


def _projections(session: Session) -> Iterator[Reason]:
    truth = replayed(session)
    for row in session.execute(_columns(Project.id, Project.code, Project.stage, Project.status, Project.blocked,
                                        Project.since)):
        if Projection(row.stage, row.status, bool(row.blocked), row.since) != truth[row.id]:
            yield Reason(Code.PROJECTION_OFF, params={"code": row.code})


def _illegible(session: Session) -> Iterator[Reason]:
    for one in illegible(session.connection()):
        yield Reason(Code.VALUE_UNREADABLE, params={"table": one.table, "column": one.column, "row": one.row,
                                                 "value": one.value})


def _files(desk: Desk, session: Session) -> Iterator[Reason]:
    kept = select(col(Evidence.id), col(Evidence.sha256)).where(col(Evidence.sha256).is_not(None))
    for number, digest in session.execute(kept):
        if content_of(desk, session, digest) is None:
            yield Reason(Code.FILE_ALTERED, params={"value": number})


def _kept_how(desk: Desk, session: Session) -> dict[str, Any]:
    """Of an office in a file: which SQLite, in which journal mode, and who may read it."""
    path = desk.store.location.path
    if path is None:
        return {}
    mode = str(session.connection().exec_driver_sql("PRAGMA journal_mode").scalar())
    more = {"library": library_name(), "journal_mode": mode.upper()}
    return more if os.name == "nt" else {**more, "access": access_of(path).value}


def _access(desk: Desk) -> Iterator[Reason]:
    """Files open to every account of the machine; files closed to the group whose folder they lie in."""
    path, folder = desk.store.location.path, desk.store.folder
    if path is None or folder is None or os.name == "nt":
        return
    for place in (path, folder):
        if not place.exists():
            continue
        if access_of(place) is Access.EVERYONE:
            yield Reason(Code.OPEN_TO_EVERYONE, params={"value": str(place)}, hard=False)
        if closed_to_group(place):
            yield Reason(Code.CLOSED_TO_GROUP, params={"value": str(place)}, hard=False)
