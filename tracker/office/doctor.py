"""Examines an office: is what is kept beside the facts what the facts come to, and is every proof still there."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from tracker.domain.blocking import BlockerState
from tracker.domain.clock import STRAY, to_the_minute
from tracker.domain.days import Day
from tracker.domain.guards import Asked, Obstacle, Standing, unmet
from tracker.domain.reasons import Code, Reason
from tracker.domain.replay import Projection, project
from tracker.domain.rules_problems import Problem, RulesetError
from tracker.domain.stages import Position, Stage
from tracker.office.desk import Desk
from tracker.office.project.evidence import content_of
from tracker.office.records import day_of, stage_proven
from tracker.office.rules import Requirements, place_of
from tracker.store.access import Access, access_of, closed_to_group
from tracker.store.guardrails import check_guardrails
from tracker.store.legible import illegible
from tracker.store.query import known
from tracker.store.sqlite import library_name
from tracker.store.tables import (
    Blocker,
    Evidence,
    JournalEntry,
    Milestone,
    Profile,
    Project,
    Receipt,
    StatusChange,
)


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
            findings += [*_projections(session), *_lives(desk, session), *_files(desk, session), *_ahead(desk, session)]
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


def _lives(desk: Desk, session: Session) -> Iterator[Reason]:
    """Each project in whose life something does not hold, whoever recorded it and however; and wrong ruleset files.

    What a wrong file would ask for is not looked for, everything else is.
    """
    required, faults = Requirements(desk, session), dict[Problem, None]()

    def asked(milestones: Mapping[Stage, Day]) -> Asked:
        try:
            return required.of(milestones)
        except RulesetError as error:
            faults.update(dict.fromkeys(error.problems))
            return {}

    for code, name, standing in _standings(session, desk.today()):
        if reasons := unmet(standing, asked(standing.milestones)):
            yield Reason(Code.LIFE_UNMET, hard=False, params={"code": code, "name": name, "reasons": tuple(reasons)})
    asked({Stage.LEAD: Day(desk.today())})  # this year's ruleset, also where no project has come so far
    if faults:
        yield Reason(Code.RULES_WRONG, params={"faults": tuple(faults)})


def _standings(session: Session, today: date) -> Iterator[tuple[str, str, Standing]]:
    """Code, name and standing of every project, each kind of fact read once for all of them."""
    milestones: dict[int, dict[Stage, Day]] = defaultdict(dict)
    overridden: dict[int, set[Stage]] = defaultdict(set)
    for row in session.execute(_standing(Milestone, "project_id", "stage", "occurred_on", "precision", "override")):
        milestones[row.project_id][row.stage] = day_of(row.occurred_on, row.precision)
        if row.override:
            overridden[row.project_id].add(row.stage)
    statuses, receipts, blockers = (defaultdict(list) for _ in range(3))
    for row in session.execute(_standing(StatusChange, "project_id", "status").order_by(col(StatusChange.id))):
        statuses[row.project_id].append(row.status)
    for row in session.execute(_standing(Receipt, "project_id", "received_on", "precision")):
        receipts[row.project_id].append(day_of(row.received_on, row.precision))
    for row in session.execute(_standing(Blocker, "project_id", "blocking", "state", "category", "description",
                                         "raised_on", "precision")):
        if row.blocking and row.state is not BlockerState.VERIFIED:
            blockers[row.project_id].append(Obstacle.of(row.category, row.description,
                                                        day_of(row.raised_on, row.precision)))
    evidence: dict[int, dict[Stage, frozenset[str]]] = defaultdict(dict)
    for row in session.execute(_standing(Evidence, "project_id", "stage", "receipt_id", "kind")):
        if stage := stage_proven(row.stage, row.receipt_id):
            kinds = evidence[row.project_id]
            kinds[stage] = kinds.get(stage, frozenset()) | {row.kind}
    profiles = _standing(Profile, "project_id", "name", "contract_minor", "credit_code").subquery()
    for row in session.execute(select(profiles, col(Project.code), col(Project.stage), col(Project.status)).join(
            Project, col(Project.id) == profiles.c.project_id).order_by(col(Project.id))):
        at = row.project_id
        yield row.code, row.name, Standing(
            Position(row.stage, row.status), today, milestones[at], row.contract_minor, row.credit_code or None,
            tuple(receipts[at]), tuple(blockers[at]), evidence[at], tuple(statuses[at]), frozenset(overridden[at]))


def _illegible(session: Session) -> Iterator[Reason]:
    for value in illegible(session.connection()):
        yield Reason(Code.VALUE_UNREADABLE, params=asdict(value))


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
