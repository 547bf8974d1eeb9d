"""What the office knows when a ledger comes in: standing facts by project, and what officers have put right since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import select
from sqlmodel import Session

from tracker.domain.stages import Stage
from tracker.ledger.checks import Known
from tracker.office.records import IMPORT, number
from tracker.office.rules import place_of
from tracker.store.query import JOURNAL, known, plain_rows, standing_by, standing_rows, table_of
from tracker.store.tables import (
    Blocker,
    BlockerWord,
    Evidence,
    Fact,
    Milestone,
    Profile,
    Project,
    Receipt,
    StatusChange,
    Target,
)

_F = TypeVar("_F", bound=Fact)
Sign = tuple[object, ...]
"""What tells one fact from another, whoever recorded it and however often."""


@dataclass(slots=True)
class KnownOffice:
    """The standing facts of the whole office, and the ones officers (not ledgers) have superseded."""

    place: str = ""
    projects: dict[int, Project] = field(default_factory=dict)
    profiles: dict[int, Profile] = field(default_factory=dict)
    by_code: dict[str, int] = field(default_factory=dict)
    by_key: dict[str, int] = field(default_factory=dict)
    milestones: dict[int, dict[Stage, Milestone]] = field(default_factory=dict)
    statuses: dict[int, list[StatusChange]] = field(default_factory=dict)
    receipts: dict[int, list[Receipt]] = field(default_factory=dict)
    blockers: dict[int, list[Blocker]] = field(default_factory=dict)
    words: dict[int, list[BlockerWord]] = field(default_factory=dict)
    evidence: dict[int, list[Evidence]] = field(default_factory=dict)
    """Documents by project."""
    vouchers: dict[int, list[Evidence]] = field(default_factory=dict)
    """Documents by the receipt they prove."""
    targets: dict[tuple[int, str], Target] = field(default_factory=dict)
    imports: frozenset[int] = frozenset()
    """Numbers of the journal entries of imports."""
    put_right: frozenset[Sign] = frozenset()
    """Facts an officer has superseded: a ledger that still has them does not bring them back."""
    blockers_were: dict[int, list[Blocker]] = field(default_factory=dict)
    """By the number of a standing blocker, what it said before an officer put it right."""

    def as_checked(self) -> Known:
        """As the checks of a ledger ask for it."""
        stages = {self.profiles[at].name_key: frozenset(found) for at, found in self.milestones.items()}
        codes = {self.projects[at].code: frozenset(found) for at, found in self.milestones.items()}
        return Known(frozenset(self.by_code), frozenset(self.by_key), stages, codes)

    def find(self, code: str, key: str) -> int | None:
        """The number of the project with this code or, without one, this folded name."""
        number = self.by_code.get(code) if code else None
        return number if number is not None else self.by_key.get(key)


def office_known(session: Session) -> KnownOffice:
    """The office as it stands now."""
    office = KnownOffice(place=place_of(session))
    for project in plain_rows(session, Project):
        office.projects[number(project)] = project
        office.by_code[project.code] = number(project)
    if office.projects:
        for profile in standing_rows(session, Profile):
            office.profiles[profile.project_id] = profile
            office.by_key[profile.name_key] = profile.project_id
        for milestone in standing_rows(session, Milestone):
            office.milestones.setdefault(milestone.project_id, {})[milestone.stage] = milestone
        office.statuses = standing_by(session, StatusChange, "project_id")
        office.receipts = standing_by(session, Receipt, "project_id")
        office.blockers = standing_by(session, Blocker, "project_id")
        office.words = standing_by(session, BlockerWord, "blocker_id")
        office.evidence = standing_by(session, Evidence, "project_id")
        for papers in office.evidence.values():
            for paper in papers:
                if paper.receipt_id is not None:
                    office.vouchers.setdefault(paper.receipt_id, []).append(paper)
        _look_back(session, office)
    office.targets = {(target.year, target.indicator): target for target in standing_rows(session, Target)}
    return office


def _look_back(session: Session, office: KnownOffice) -> None:
    """Notes which facts an officer has corrected, reverted or made void since a ledger (or anybody) recorded them."""
    office.imports = frozenset(session.scalars(select(JOURNAL.c.id).where(JOURNAL.c.action == IMPORT)))
    signs: set[Sign] = set()
    for milestone in _corrected(session, office, Milestone):
        signs.add(milestone_sign(milestone.project_id, milestone.stage, milestone.occurred_on))
    for receipt in _corrected(session, office, Receipt):
        signs.add(receipt_sign(receipt.project_id, receipt.received_on, receipt.amount_minor, receipt.currency))
    for profile in _corrected(session, office, Profile):
        now = office.profiles[profile.project_id]
        signs.update(profile_sign(profile.project_id, name, getattr(profile, name)) for name in Profile.model_fields
                     if name not in Fact.model_fields and getattr(profile, name) != getattr(now, name))
    # One that was reopened since stands on record, and does not hold.
    reopened = (row for rows in office.statuses.values() for row in rows[:-1])
    for change in (*_corrected(session, office, StatusChange), *reopened):
        signs.add(status_sign(change.project_id, change.status, change.changed_on))
    office.put_right = frozenset(signs)
    office.blockers_were = _blockers_were(session, office)


def _gone(session: Session, kind: type[_F]) -> Iterator[_F]:
    return plain_rows(session, kind, ~known(table_of(kind)))


def _corrected(session: Session, office: KnownOffice, kind: type[_F]) -> Iterator[_F]:
    """The facts of a kind that were superseded by something else than an import."""
    return (row for row in _gone(session, kind) if row.superseded_entry_id not in office.imports)


def _blockers_were(session: Session, office: KnownOffice) -> dict[int, list[Blocker]]:
    gone = list(_gone(session, Blocker))
    after = {row.supersedes_id: number(row) for rows in (gone, *office.blockers.values()) for row in rows}
    standing = {row.id for rows in office.blockers.values() for row in rows}
    found: dict[int, list[Blocker]] = defaultdict(list)
    for row in gone:
        at = number(row)
        while at in after:
            at = after[at]
        if at in standing and row.superseded_entry_id not in office.imports:
            found[at].append(row)
    return dict(found)


def milestone_sign(project: int, stage: str, day: object) -> Sign:
    """What tells one milestone from another."""
    return ("milestone", project, str(stage), day)


def receipt_sign(project: int, day: object, minor: int, currency: str) -> Sign:
    """What tells one receipt from another."""
    return ("receipt", project, day, minor, str(currency))


def status_sign(project: int, status: str, day: object) -> Sign:
    """What tells one change of status from another."""
    return ("status", project, str(status), day)


def profile_sign(project: int, name: str, value: object) -> Sign:
    """One value of one profile field."""
    return ("profile", project, name, repr(value))
