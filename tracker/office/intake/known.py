"""What the office knows when a ledger comes in: standing facts by project, and what officers have put right since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlmodel import Session

from tracker.domain.blocker_story import left_at
from tracker.domain.blocking import BlockerState
from tracker.domain.day import Day
from tracker.domain.matching import by_code_or_name
from tracker.domain.replay import project as replayed
from tracker.domain.results import HowMuch, measure_of, size_of
from tracker.domain.stages import Stage, Status
from tracker.ledger.checks import Known
from tracker.office.desk import IMPORT
from tracker.office.project.results import amount_of
from tracker.office.records import day_of, number
from tracker.office.rules_kept import place_of
from tracker.store.query import JOURNAL, gone, plain_rows, standing_by, standing_rows, table_of
from tracker.store.tables import (
    Blocker,
    BlockerWord,
    Evidence,
    ExpectedDay,
    Fact,
    Milestone,
    Profile,
    ProfileChange,
    Project,
    ProjectResult,
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

    as_of: datetime | None = None
    """The moment at which they stood; None for now."""
    place: str = ""
    projects: dict[int, Project] = field(default_factory=dict)
    profiles: dict[int, Profile] = field(default_factory=dict)
    by_code: dict[str, int] = field(default_factory=dict)
    by_key: dict[str, int] = field(default_factory=dict)
    elsewhere: dict[int, Project] = field(default_factory=dict)
    """Projects that were not known then, and are at another time."""
    elsewhere_by_key: dict[str, int] = field(default_factory=dict)
    milestones: dict[int, dict[Stage, Milestone]] = field(default_factory=dict)
    expected: dict[tuple[int, str], ExpectedDay] = field(default_factory=dict)
    statuses: dict[int, list[StatusChange]] = field(default_factory=dict)
    changes: dict[int, list[ProfileChange]] = field(default_factory=dict)
    receipts: dict[int, list[Receipt]] = field(default_factory=dict)
    results: dict[int, list[ProjectResult]] = field(default_factory=dict)
    blockers: dict[int, list[Blocker]] = field(default_factory=dict)
    words: dict[int, list[BlockerWord]] = field(default_factory=dict)
    evidence: dict[int, list[Evidence]] = field(default_factory=dict)
    """Documents by project."""
    vouchers: dict[int, list[Evidence]] = field(default_factory=dict)
    """Documents by the receipt they prove."""
    targets: dict[tuple[int, str], Target] = field(default_factory=dict)
    targets_later: dict[tuple[int, str], datetime] = field(default_factory=dict)
    """Since when targets of the same year and indicator are known that were not known then."""
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
        return by_code_or_name(code, key, self.by_code, self.by_key)

    def find_elsewhere(self, code: str, key: str) -> int | None:
        """The number of a project that was not known then by this code or, without one, this folded name."""
        coded = (at for at, project in self.elsewhere.items() if code and project.code == code)
        return next(coded, None) or self.elsewhere_by_key.get(key)

    def state_of(self, blocker: Blocker) -> BlockerState:
        """Where a blocker stood then, by the words on it: its row says where it stands now."""
        if self.as_of is None:
            return blocker.state
        words = self.words.get(number(blocker), ())
        return left_at(None, "", ((word.word, word.due_on, word.level) for word in words)).state

    def stands(self, project_id: int) -> str:
        """The stage of a project then; its status where that was not active."""
        row = self.projects[project_id]
        stage, status = row.stage, row.status
        if self.as_of is not None:
            days = {stage: day_of(kept.occurred_on, kept.precision)
                    for stage, kept in self.milestones.get(project_id, {}).items()}
            then = replayed(days, [change.status for change in self.statuses.get(project_id, ())], ())
            stage, status = then.stage, then.status
        return stage.value if status is Status.ACTIVE else status.value

    def codes(self) -> Iterator[str]:
        """Every code there is."""
        yield from self.by_code
        yield from (project.code for project in self.elsewhere.values())


def office_known(session: Session, as_of: datetime | None = None) -> KnownOffice:
    """The office as it stood at a moment, or stands now."""
    office = KnownOffice(as_of, place_of(session))
    _projects(session, office)
    if office.projects:
        for milestone in standing_rows(session, Milestone, as_of):
            office.milestones.setdefault(milestone.project_id, {})[milestone.stage] = milestone
        for expected in standing_rows(session, ExpectedDay, as_of):
            office.expected[expected.project_id, expected.what] = expected
        office.statuses = standing_by(session, StatusChange, "project_id", as_of)
        office.changes = standing_by(session, ProfileChange, "project_id", as_of)
        office.receipts = standing_by(session, Receipt, "project_id", as_of)
        office.results = standing_by(session, ProjectResult, "project_id", as_of)
        office.blockers = standing_by(session, Blocker, "project_id", as_of)
        office.words = standing_by(session, BlockerWord, "blocker_id", as_of)
        office.evidence = standing_by(session, Evidence, "project_id", as_of)
        for paper in (paper for papers in office.evidence.values() for paper in papers):
            if paper.receipt_id is not None:
                office.vouchers.setdefault(paper.receipt_id, []).append(paper)
        _look_back(session, office)
    office.targets = {(target.year, target.indicator): target for target in standing_rows(session, Target, as_of)
                      if not target.period}
    if as_of is not None:
        for target in plain_rows(session, Target, table_of(Target).c.known_at > as_of,
                                 table_of(Target).c.period == ""):
            key = (target.year, target.indicator)
            office.targets_later[key] = min(office.targets_later.get(key, target.known_at), target.known_at)
    return office


def _projects(session: Session, office: KnownOffice) -> None:
    """The projects that were known then, and those that are known at another time alone."""
    for profile in standing_rows(session, Profile, office.as_of):
        office.profiles[profile.project_id] = profile
        office.by_key[profile.name_key] = profile.project_id
    for project in plain_rows(session, Project):
        (office.projects if project.id in office.profiles else office.elsewhere)[number(project)] = project
    office.by_code = {project.code: at for at, project in office.projects.items()}
    _elsewhere(session, office)


def _elsewhere(session: Session, office: KnownOffice) -> None:
    """The names of projects that were not known then: what they were called last."""
    if office.elsewhere:
        then = () if office.as_of else (gone(table_of(Profile)),)
        for profile in plain_rows(session, Profile, *then):
            if profile.project_id in office.elsewhere:
                office.elsewhere_by_key[profile.name_key] = profile.project_id


def _look_back(session: Session, office: KnownOffice) -> None:
    """Notes which facts an officer has corrected, reverted or made void since a ledger (or anybody) recorded them."""
    office.imports = frozenset(session.scalars(select(JOURNAL.c.id).where(JOURNAL.c.action == IMPORT)))
    signs: set[Sign] = set()
    for milestone in _corrected(session, office, Milestone):
        signs.add(milestone_sign(milestone.project_id, milestone.stage, milestone.occurred_on))
    for receipt in _corrected(session, office, Receipt):
        signs.add(receipt_sign(receipt.project_id, receipt.received_on, receipt.amount_minor, receipt.currency))
    for result in _corrected(session, office, ProjectResult):
        signs.add(result_sign(result.project_id, result.what, day_of(result.happened_on, result.precision),
                              amount_of(result)))
    for profile in _corrected(session, office, Profile):
        now = office.profiles.get(profile.project_id)
        if now is None:
            continue
        signs.update(profile_sign(profile.project_id, name, getattr(profile, name)) for name in Profile.model_fields
                     if name not in Fact.model_fields and getattr(profile, name) != getattr(now, name))
    # One that was reopened since stands on record, and does not hold.
    reopened = (row for rows in office.statuses.values() for row in rows[:-1])
    for change in (*_corrected(session, office, StatusChange), *reopened):
        signs.add(status_sign(change.project_id, change.status, change.changed_on))
    office.put_right = frozenset(signs)
    office.blockers_were = _blockers_were(session, office)


def _gone(session: Session, kind: type[_F], as_of: datetime | None) -> Iterator[_F]:
    return plain_rows(session, kind, gone(table_of(kind), as_of))


def _corrected(session: Session, office: KnownOffice, kind: type[_F]) -> Iterator[_F]:
    """The facts of a kind that were superseded by something else than an import."""
    return (row for row in _gone(session, kind, office.as_of) if row.superseded_entry_id not in office.imports)


def _blockers_were(session: Session, office: KnownOffice) -> dict[int, list[Blocker]]:
    were = list(_gone(session, Blocker, office.as_of))
    after = {row.supersedes_id: number(row) for rows in (were, *office.blockers.values()) for row in rows}
    standing = {row.id for rows in office.blockers.values() for row in rows}
    found: dict[int, list[Blocker]] = defaultdict(list)
    for row in were:
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


def result_sign(project: int, what: str, day: Day, amount: HowMuch | None) -> Sign:
    """What tells one result from another."""
    return ("result", project, str(what), day, None if amount is None else size_of(amount), measure_of(amount))


def status_sign(project: int, status: str, day: object) -> Sign:
    """What tells one change of status from another."""
    return ("status", project, str(status), day)


def profile_sign(project: int, name: str, value: object) -> Sign:
    """One value of one profile field."""
    return ("profile", project, name, repr(value))
