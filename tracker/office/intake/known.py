"""What the office knows when a ledger comes in: standing facts by project, and what officers have put right since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session, SQLModel

from tracker.domain.stages import Stage
from tracker.ledger.checks import Known
from tracker.office.intake.bulk_rows import table_of
from tracker.office.records import IMPORT, stage_proven
from tracker.office.rules import place_of
from tracker.store.tables import (
    Blocker,
    BlockerWord,
    Evidence,
    Fact,
    JournalEntry,
    Milestone,
    Profile,
    Project,
    Receipt,
    StatusChange,
    Target,
)

Rows = dict[int, list[Row[Any]]]


@dataclass(slots=True)
class Office:
    """The standing facts of the whole office, and the ones officers (not ledgers) have superseded."""

    place: str = ""
    projects: dict[int, Row[Any]] = field(default_factory=dict)
    profiles: dict[int, Row[Any]] = field(default_factory=dict)
    by_code: dict[str, int] = field(default_factory=dict)
    by_key: dict[str, int] = field(default_factory=dict)
    milestones: dict[int, dict[Stage, Row[Any]]] = field(default_factory=dict)
    statuses: Rows = field(default_factory=dict)
    receipts: Rows = field(default_factory=dict)
    blockers: Rows = field(default_factory=dict)
    words: Rows = field(default_factory=dict)
    evidence: Rows = field(default_factory=dict)
    """Documents by the receipt they prove."""
    proofs: dict[int, dict[Stage, frozenset[str]]] = field(default_factory=dict)
    """By project, the kinds of document that prove each of its stages."""
    targets: dict[tuple[int, str], Row[Any]] = field(default_factory=dict)
    imports: frozenset[int] = frozenset()
    """Numbers of the journal entries of imports."""
    put_right: frozenset[tuple[Any, ...]] = frozenset()
    """Facts an officer has superseded: a ledger that still has them does not bring them back."""
    blockers_were: Rows = field(default_factory=dict)
    """By the number of a standing blocker, what it said before an officer put it right."""

    def known(self) -> Known:
        """As the checks of a ledger ask for it."""
        stages = {self.profiles[at].name_key: frozenset(found) for at, found in self.milestones.items()}
        codes = {self.projects[at].code: frozenset(found) for at, found in self.milestones.items()}
        return Known(frozenset(self.by_code), frozenset(self.by_key), stages, codes)

    def find(self, code: str, key: str) -> int | None:
        """The number of the project with this code or, without one, this folded name."""
        found = self.by_code.get(code) if code else None
        return found if found is not None else self.by_key.get(key)


def look(session: Session) -> Office:
    """The office as it stands now."""
    office = Office(place=place_of(session))
    project = table_of(Project)
    for row in session.execute(select(project)):
        office.projects[row.id] = row
        office.by_code[row.code] = row.id
    if office.projects:
        for row in _standing(session, Profile):
            office.profiles[row.project_id] = row
            office.by_key[row.name_key] = row.project_id
        for row in _standing(session, Milestone):
            office.milestones.setdefault(row.project_id, {})[row.stage] = row
        office.statuses = _grouped(session, StatusChange, "project_id")
        office.receipts = _grouped(session, Receipt, "project_id")
        office.blockers = _grouped(session, Blocker, "project_id")
        office.words = _grouped(session, BlockerWord, "blocker_id")
        office.evidence = _grouped(session, Evidence, "receipt_id")
        office.proofs = _proofs(office.evidence)
        _look_back(session, office)
    office.targets = {(row.year, row.indicator): row for row in _standing(session, Target)}
    return office


def _standing(session: Session, kind: type[Fact]) -> Iterator[Row[Any]]:
    table = table_of(kind)
    yield from session.execute(select(table).where(table.c.superseded_at.is_(None)).order_by(table.c.id))


def _grouped(session: Session, kind: type[SQLModel], by: str) -> Rows:
    found: Rows = defaultdict(list)
    for row in _standing(session, kind):  # type: ignore[arg-type]
        found[getattr(row, by)].append(row)
    return dict(found)


def _proofs(evidence: Rows) -> dict[int, dict[Stage, frozenset[str]]]:
    found: dict[int, dict[Stage, frozenset[str]]] = {}
    for rows in evidence.values():
        for row in rows:
            if stage := stage_proven(row):
                kinds = found.setdefault(row.project_id, {})
                kinds[stage] = kinds.get(stage, frozenset()) | {row.kind}
    return found


def _look_back(session: Session, office: Office) -> None:
    """Notes which facts an officer has corrected, reverted or made void since a ledger (or anybody) recorded them."""
    journal = table_of(JournalEntry)
    office.imports = frozenset(session.scalars(select(journal.c.id).where(journal.c.action == IMPORT)))
    found: set[tuple[Any, ...]] = set()
    for kind in (Milestone, Receipt, StatusChange, Profile):
        table = table_of(kind)
        query = select(table).where(table.c.superseded_at.is_not(None))
        for row in session.execute(query):
            if row.superseded_entry_id not in office.imports:
                found |= set(_signs(kind, row, office))
    office.blockers_were = _blockers_were(session, office)
    for rows in office.statuses.values():
        for row in rows[:-1]:  # reopened since: it stands on record, and does not hold
            found.add(status_sign(row.project_id, row.status, row.changed_on))
    office.put_right = frozenset(found)


def _blockers_were(session: Session, office: Office) -> Rows:
    table = table_of(Blocker)
    gone = session.execute(select(table).where(table.c.superseded_at.is_not(None)).order_by(table.c.id)).all()
    after = {row.supersedes_id: row.id for rows in (gone, *office.blockers.values()) for row in rows}
    standing = {row.id for rows in office.blockers.values() for row in rows}
    found: Rows = defaultdict(list)
    for row in gone:
        at = row.id
        while at in after:
            at = after[at]
        if at in standing and row.superseded_entry_id not in office.imports:
            found[at].append(row)
    return dict(found)


def _signs(kind: type[Fact], row: Row[Any], office: Office) -> Iterator[tuple[Any, ...]]:
    if kind is Milestone:
        yield milestone_sign(row.project_id, row.stage, row.occurred_on)
    elif kind is Receipt:
        yield receipt_sign(row.project_id, row.received_on, row.amount_minor, row.currency)
    elif kind is StatusChange:
        yield status_sign(row.project_id, row.status, row.changed_on)
    else:
        now = office.profiles[row.project_id]
        yield from (profile_sign(row.project_id, name, getattr(row, name)) for name in now._fields
                    if name not in Fact.model_fields and getattr(row, name) != getattr(now, name))


def milestone_sign(project: int, stage: str, day: object) -> tuple[Any, ...]:
    """What tells one milestone from another."""
    return ("milestone", project, str(stage), day)


def receipt_sign(project: int, day: object, minor: int, currency: str) -> tuple[Any, ...]:
    """What tells one receipt from another."""
    return ("receipt", project, day, minor, str(currency))


def status_sign(project: int, status: str, day: object) -> tuple[Any, ...]:
    """What tells one change of status from another."""
    return ("status", project, str(status), day)


def profile_sign(project: int, name: str, value: object) -> tuple[Any, ...]:
    """One value of one profile field."""
    return ("profile", project, name, repr(value))
