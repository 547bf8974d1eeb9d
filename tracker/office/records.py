"""One project with all its standing facts, as a use case loads it, checks it and settles it again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from tracker.domain.blocking import BlockerState, hinders
from tracker.domain.currency import Currency
from tracker.domain.days import Day, Precision
from tracker.domain.guards import Obstacle, Standing
from tracker.domain.order import Declared
from tracker.domain.paid import Paid
from tracker.domain.pinyin import search_key
from tracker.domain.profile import FIELDS, Origin, Particulars
from tracker.domain.reasons import Code, Reason
from tracker.domain.replay import Projection, project
from tracker.domain.stages import Position, Stage
from tracker.office.desk import Unit
from tracker.office.naming import project_named
from tracker.office.outcome import Refused, refused
from tracker.office.versions import Version, project_changed
from tracker.store.at_hand import at_hand
from tracker.store.query import ColumnValues, known, read_columns, standing_by, standing_rows, table_of
from tracker.store.tables import (
    Blocker,
    Evidence,
    Fact,
    JournalEntry,
    Milestone,
    Profile,
    Project,
    ProjectFact,
    Receipt,
    StatusChange,
)

_F = TypeVar("_F", bound=ProjectFact)

SAME_RECEIPT = ("received_on", "amount_minor", "currency", "note")
"""Columns in which two receipts of a project do not agree unless they are one: a note tells two slips apart."""
SAME_ASSERTION = ("year", "indicator", "body", "said_on", "value", "unit", "number", "sha256")
"""Columns in which two figures of others do not agree unless they are one."""
SAME_LIST = ("year", "indicator", "body")
"""What tells the list of one body from those of others: of each only one stands."""
SAME_DIFFERENCE = ("year", "indicator", "body", "kind", "subject")
"""What a difference between a list of others and ours is told by, whatever the figures are."""
SAME_BUNDLE = ("county", "year", "head")
"""What a county's bundle is told by: another one of the same year with the same head brings nothing new."""
SAME_QUESTION = ("year", "kind", "subject")
"""What a question of the auditor's dry run is told by, whatever the figures are."""
SAME_UNIT_TARGET = ("year", "unit_number", "indicator", "period")
"""What the target of a unit is told by."""
SAME_MARK = ("year", "unit_number", "mark")
"""What the mark of a unit is told by."""
SAME_CREDIT = ("project_id", "unit_number", "from_on")
"""What the credit of a unit for a project is told by."""
_PROFILE = ("contract_minor", "credit_code", "origin")
"""The columns of a profile that the guards ask about."""


class HeldBlocker(NamedTuple):
    """A blocker as far as it bears on where its project stands."""

    blocking: bool
    state: BlockerState
    obstacle: Obstacle

    @classmethod
    def of(cls, row: Blocker) -> HeldBlocker:
        """A blocker by its row."""
        raised = day_of(row.raised_on, row.precision)
        return cls(row.blocking, row.state, Obstacle.of(row.category, row.description, raised))


@dataclass(slots=True)
class LifeFacts:
    """The standing facts of a project that decide where it stands and what the guards say of it.

    Receipts and blockers are held by their numbers. An import changes all of them while it plans.
    """

    milestones: dict[Stage, Day] = field(default_factory=dict)
    statuses: list[Declared] = field(default_factory=list)
    receipts: dict[int, Paid] = field(default_factory=dict)
    blockers: dict[int, HeldBlocker] = field(default_factory=dict)
    evidence: dict[Stage, frozenset[str]] = field(default_factory=dict)
    overridden: frozenset[Stage] = frozenset()
    recognised: dict[Stage, date] = field(default_factory=dict)
    contract_minor: int | None = None
    credit_code: str = ""
    origin: Origin | None = None

    @classmethod
    def of(cls, profile: Profile, milestones: Iterable[Milestone], statuses: Iterable[StatusChange],
           receipts: Iterable[Receipt], blockers: Iterable[Blocker], evidence: Iterable[Evidence]) -> LifeFacts:
        """The facts by their rows, each kind in the order it was recorded."""
        milestones = list(milestones)
        facts = cls(
            {row.stage: day_of(row.occurred_on, row.precision) for row in milestones},
            [Declared(row.status, day_of(row.changed_on, row.precision)) for row in statuses],
            {number(row): paid_of(row) for row in receipts},
            {number(row): HeldBlocker.of(row) for row in blockers},
            overridden=frozenset(row.stage for row in milestones if row.override),
            recognised={row.stage: row.recognised_on for row in milestones if row.recognised_on})
        for row in evidence:
            # A document that proves a receipt proves that money arrived; one of money that went back does not.
            paid = facts.receipts.get(row.receipt_id) if row.receipt_id else None
            if stage := row.stage or (Stage.FUNDED if paid and paid.arrived else None):
                facts.proven(stage, row.kind)
        facts.says({name: getattr(profile, name) for name in _PROFILE})
        return facts

    def says(self, profile: Mapping[str, object]) -> None:
        """Takes what the guards ask of a profile from its columns."""
        for name in _PROFILE:
            setattr(self, name, profile[name])

    def proven(self, stage: Stage, kind: str) -> None:
        """A document of a kind proves a stage."""
        self.evidence[stage] = self.evidence.get(stage, frozenset()) | {kind}

    def money(self) -> tuple[Paid, ...]:
        """The slices of money, each with its own origin, else the project's, as the figures count it."""
        origin = self.origin or None
        return tuple(paid if paid.origin else paid._replace(origin=origin) for paid in self.receipts.values())

    def projection(self) -> Projection:
        """Where the project stands."""
        held = [(blocker.blocking, blocker.state) for blocker in self.blockers.values()]
        return project(self.milestones, (declared.status for declared in self.statuses), held)

    def standing(self, today: date) -> Standing:
        """What the guards ask about."""
        now = self.projection()
        return Standing(
            Position(now.stage, now.status), today, self.milestones, self.contract_minor, self.credit_code or None,
            self.money(),
            tuple(held.obstacle for held in self.blockers.values() if hinders(held.blocking, held.state)),
            self.evidence, tuple(self.statuses), self.recognised, self.overridden)


def every_life(session: Session) -> dict[int, LifeFacts]:
    """The facts of every project by its number, each kind read once for all of them."""
    kinds: list[dict[int, list[Any]]] = [standing_by(session, kind, "project_id", content_only=True) for kind in (
        Milestone, StatusChange, Receipt, Blocker, Evidence)]
    return {profile.project_id: LifeFacts.of(profile, *(rows.get(profile.project_id, ()) for rows in kinds))
            for profile in standing_rows(session, Profile, content_only=True)}


def every_projection(session: Session) -> dict[int, Projection]:
    """Where each project with a profile stands by its facts: a fraction of what `every_life` reads."""
    days, statuses, held = (defaultdict[int, Any](kind) for kind in (dict, list, list))
    for project_id, stage, on, precision in _read_standing(
            session, Milestone, "project_id", "stage", "occurred_on", "precision"):
        days[project_id][stage] = day_of(on, precision)
    for project_id, status in _read_standing(session, StatusChange, "project_id", "status"):
        statuses[project_id].append(status)
    for project_id, *blocker in _read_standing(session, Blocker, "project_id", "blocking", "state"):
        held[project_id].append(blocker)
    return {number: project(days.get(number, {}), statuses.get(number, ()), held.get(number, ()))
            for number, in _read_standing(session, Profile, "project_id")}


def _read_standing(session: Session, kind: type[Fact], *columns: str) -> Iterator[tuple[Any, ...]]:
    table = table_of(kind)
    return read_columns(session, table, [table.c[name] for name in columns], known(table))


@dataclass(slots=True)
class Record:
    """A project and the facts that hold today, each list in the order it was recorded."""

    project: Project
    profile: Profile
    milestones: dict[Stage, Milestone]
    statuses: list[StatusChange]
    receipts: list[Receipt]
    blockers: list[Blocker]
    evidence: list[Evidence]

    @property
    def id(self) -> int:
        """The project's number."""
        return number(self.project)

    @property
    def subject(self) -> str:
        """How the journal names the project."""
        return f"{self.project.code} {self.profile.name}"

    @property
    def facts(self) -> LifeFacts:
        """The facts that decide where the project stands."""
        return LifeFacts.of(self.profile, self.milestones.values(), self.statuses, self.receipts, self.blockers,
                            self.evidence)

    @property
    def days(self) -> dict[Stage, Day]:
        """The day of each stage reached."""
        return self.facts.milestones

    def standing(self, today: date) -> Standing:
        """What the guards ask about."""
        return self.facts.standing(today)


def number(row: Fact | Project | JournalEntry) -> int:
    """The number of a row that has been written."""
    if row.id is None:
        raise ValueError("the row has not been written yet")
    return row.id


def content_of(row: Fact) -> ColumnValues:
    """What a fact says, column by column, without when and by whom it was recorded."""
    return {name: getattr(row, name) for name in type(row).model_fields if name not in Fact.model_fields}


@lru_cache(4_096, typed=True)
def day_of(on: date | None, precision: Precision) -> Day:
    """The day kept in two columns."""
    return Day(on, precision) if on is not None else Day.unknown()


def current(session: Session, kind: type[_F], project_id: int) -> list[_F]:
    """The standing facts of one kind of a project, in the order they were recorded."""
    there = at_hand(session)
    read_ahead = there.standing(kind, project_id) if there is not None else None
    return read_ahead if read_ahead is not None else list(session.exec(_standing(kind), params={"project": project_id}))


@cache
def _standing(kind: type[_F]) -> Any:
    """The question itself: written once, it is asked several times in every unit."""
    return select(kind).where(known(kind), col(kind.project_id) == bindparam("project")).order_by(col(kind.id))


def paid_of(row: Receipt) -> Paid:
    """A slice of money by its row, with the origin of its own."""
    return Paid(day_of(row.received_on, row.precision), row.amount_minor, Currency(row.currency),
                Origin(row.origin) if row.origin else None)


def recorded_already(row: Receipt) -> Reason:
    """That a receipt or withdrawal just like another one is on record already."""
    code = Code.DUPLICATE_RECEIPT if row.amount_minor > 0 else Code.DUPLICATE_WITHDRAWAL
    return Reason(code, params={"id": number(row)}, field="note")


def load(session: Session, row: Project) -> Record:
    """A project with its standing facts."""
    project_id = number(row)
    profile = current(session, Profile, project_id)[0]
    milestones = {milestone.stage: milestone for milestone in current(session, Milestone, project_id)}
    return Record(row, profile, milestones, current(session, StatusChange, project_id),
                  current(session, Receipt, project_id), current(session, Blocker, project_id),
                  current(session, Evidence, project_id))


def find(session: Session, text: str) -> Record | Refused:
    """The project with this code or name, all of it (`project_named`)."""
    row = project_named(session, text)
    return row if isinstance(row, Refused) else load(session, row)


def find_blocker(session: Session, blocker_id: int) -> Blocker | Refused:
    """The blocker of this number, unless it was superseded."""
    row = session.get(Blocker, blocker_id)
    if row is None or row.superseded_at is not None:
        return refused(Code.UNKNOWN_BLOCKER, field="blocker", value=blocker_id)
    return row


def load_of(session: Session, project_id: int) -> Record:
    """The project of this number with its standing facts."""
    return load(session, session.get_one(Project, project_id))


def find_at(session: Session, text: str, version: Version) -> Record | Refused:
    """The project, unless it has changed since the form of that `version` was opened."""
    record = find(session, text)
    return record if isinstance(record, Refused) else project_changed(session, record.project, version) or record


def load_at(session: Session, project_id: int, version: Version) -> Record | Refused:
    """The project of this number, as `find_at` answers: for a fact of it that is named by a number of its own."""
    record = load_of(session, project_id)
    return project_changed(session, record.project, version) or record


def settle(unit: Unit, project_id: int) -> Record:
    """Brings the projections of a project up to its facts, in the unit that changed them."""
    return brought_up(unit, load_of(unit.session, project_id))


def brought_up(unit: Unit, record: Record) -> Record:
    """Like `settle`, for a record loaded in this unit whose facts have not changed."""
    row, now = record.project, record.facts.projection()
    unit.there.change(row, stage=now.stage, status=now.status, blocked=now.blocked, since=now.since,
                      search=search_text(row.code, record.profile), touched_at=unit.at, version=row.version + 1)
    return record


def search_text(code: str, profile: Profile) -> str:
    """What the search box looks through: name and investor by pinyin too, and code, officer, park."""
    return search_key(profile.name, profile.investor, profile.officer, profile.park, code)


def particulars(row: Profile) -> Particulars:
    """A profile row as values."""
    return Particulars(**{name: field.from_columns([getattr(row, column) for column in field.columns])
                          for name, field in FIELDS.items()})


def columns(values: Particulars) -> ColumnValues:
    """A profile's values as the columns they are kept in."""
    return {column: kept for name, field in FIELDS.items()
            for column, kept in zip(field.columns, field.to_columns(getattr(values, name)), strict=True)}


def open_entry(unit: Unit, record: Record, action: str, reason: str = "", **detail: object) -> JournalEntry:
    """The journal entry of a use case on one project."""
    return unit.entry(action, project_id=record.id, subject=record.subject, reason=reason, detail=detail)
