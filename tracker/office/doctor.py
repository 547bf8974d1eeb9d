"""Examines an office: is what is kept beside the facts what the facts come to, and is every proof still there."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from tracker.domain.days import Day
from tracker.domain.reasons import Code, Reason
from tracker.domain.replay import Projection, project
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.records import day_of
from tracker.office.rules import place_of
from tracker.store.guardrails import check_guardrails
from tracker.store.tables import Blocker, Evidence, EvidenceFile, JournalEntry, Milestone, Project, StatusChange


@dataclass(frozen=True, slots=True)
class Health:
    """What the examination found; an office in good health has no findings."""

    findings: tuple[Reason, ...]
    facts: dict[str, Any]


def examine(desk: Desk) -> Health:
    """Replays every project, looks for the guards of the facts, and reads every kept file against its digest."""
    with desk.reading() as session:
        findings = [*_guardrails(session), *_integrity(session), *_projections(session), *_files(desk, session)]
        place = place_of(session)
        facts = {"place": place, "database": str(desk.store.url), "projects": _count(session, Project),
                 "journal": _count(session, JournalEntry), "documents": _count(session, Evidence)}
    if facts["projects"] and not place:
        findings.append(Reason(Code.UNKNOWN_PLACE, hard=False))
    return Health(tuple(findings), facts)


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
    return select(*(getattr(kind, name) for name in names)).where(kind.superseded_at.is_(None))


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


def _projections(session: Session) -> Iterator[Reason]:
    truth = replayed(session)
    for row in session.execute(_columns(Project.id, Project.code, Project.stage, Project.status, Project.blocked,
                                        Project.since)):
        if Projection(row.stage, row.status, bool(row.blocked), row.since) != truth[row.id]:
            yield Reason(Code.PROJECTION_OFF, params={"code": row.code})


def _files(desk: Desk, session: Session) -> Iterator[Reason]:
    kept = select(col(Evidence.id), col(Evidence.sha256)).where(col(Evidence.sha256).is_not(None))
    for number, digest in session.execute(kept):
        if _digest(desk, session, digest) != digest:
            yield Reason(Code.FILE_ALTERED, params={"value": number})


def _digest(desk: Desk, session: Session, digest: str) -> str | None:
    folder = desk.store.folder
    if folder is None:
        row = session.get(EvidenceFile, digest)
        return hashlib.sha256(row.content).hexdigest() if row else None
    try:
        with (folder / digest[:2] / digest).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
