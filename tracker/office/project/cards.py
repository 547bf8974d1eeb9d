"""What lists and boards show of projects: one card each, read without loading the facts behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, func, select
from sqlmodel import Session, col

from tracker.domain import pace
from tracker.domain.clock import office_day
from tracker.domain.money import Money
from tracker.domain.pinyin import fold_search
from tracker.domain.stages import Stage, Status
from tracker.domain.workdays import WorkingDays
from tracker.office.desk import Desk
from tracker.office.records import day_of
from tracker.store.query import BLOCKER, HINDERS, Query, known
from tracker.store.tables import Milestone, Profile, Project


@dataclass(frozen=True, slots=True)
class OldestBlocker:
    """The oldest open blocking blocker of a project, as of the day `on`. `raised` is the last day that can have been.

    Its days are counted when they are asked for: few of a long list are ever looked at.
    """

    category: str
    description: str
    level: str
    raised: date | None
    due: date | None
    on: date

    @property
    def age(self) -> WorkingDays | None:
        """How long it has stood."""
        return pace.age(self.raised, self.on)

    @property
    def overdue(self) -> WorkingDays | None:
        """How long its deadline has gone by; None where it has not."""
        return pace.overdue(self.due, self.on)


@dataclass(frozen=True, slots=True)
class Card:
    """One project at a glance. `days` are the calendar days its stage has lasted, None when the day is not known."""

    code: str
    name: str
    investor: str
    stage: Stage
    status: Status
    blocked: bool
    amount: Money | None
    since: date | None
    days: int | None
    origin: str | None
    hunan_return: bool
    top500: str | None
    chain: str
    chain_leader: str
    park: str
    officer: str
    touched: date
    stuck: OldestBlocker | None
    search: str
    version: int

    def fits(self, typed: str) -> bool:
        """Whether what was typed into the search box is found on this card: part of a name, or pinyin."""
        return all(part in self.search for part in fold_search(typed))


_COLUMNS: tuple[Any, ...] = (
    Project.id, Project.code, Profile.name, Profile.investor, Project.stage, Project.status, Project.blocked,
    Profile.contract_minor, Profile.contract_currency, Profile.contract_mark, Project.since, Profile.origin,
    Profile.hunan_return, Profile.top500, Profile.industry_chain, Profile.chain_leader, Profile.park,
    Profile.officer, Project.touched_at, Project.search, Project.version, Milestone.precision,
)


def cards(desk: Desk, *, stage: Stage | None = None, status: Status | None = None,
          blocked: bool | None = None) -> list[Card]:
    """The projects of the office, blocked and longest waiting first within each stage."""
    query = _query()
    if stage is not None:
        query = query.where(col(Project.stage) == stage)
    if status is not None:
        query = query.where(col(Project.status) == status)
    if blocked is not None:
        query = query.where(col(Project.blocked) == blocked)
    with desk.reading() as session:
        stuck = _stuck(session, desk.today())
        found = [_card(row, stuck, desk.today()) for row in session.execute(query)]
    return sorted(found, key=lambda card: (card.stage.rank, not card.blocked, card.since or date.max, card.code))


def _query() -> Select[Any]:
    reached = and_(col(Milestone.project_id) == col(Project.id), col(Milestone.stage) == col(Project.stage),
                   known(Milestone))
    return select(*_COLUMNS).join(Profile, col(Profile.project_id) == col(Project.id)).outerjoin(
        Milestone, reached).where(known(Profile))


def _card(row: Row[Any], stuck: dict[int, OldestBlocker], today: date) -> Card:
    amount = None if row.contract_minor is None else Money(row.contract_minor, row.contract_currency,
                                                           row.contract_mark)
    return Card(
        code=row.code, name=row.name, investor=row.investor, stage=row.stage, status=row.status,
        blocked=bool(row.blocked), amount=amount, since=row.since,
        days=pace.held(day_of(row.since, row.precision).last, today), origin=row.origin,
        hunan_return=bool(row.hunan_return), top500=row.top500, chain=row.industry_chain,
        chain_leader=row.chain_leader, park=row.park, officer=row.officer, touched=office_day(row.touched_at),
        stuck=stuck.get(row.id), search=row.search, version=row.version,
    )


def blocking_now() -> Query:
    """What holds projects up, the oldest of each project last: a list that is read to its end keeps that one.

    Columns: project, category, description, level, day raised, its precision, due day.
    """
    return (
        select(BLOCKER.c.project_id, BLOCKER.c.category, BLOCKER.c.description, BLOCKER.c.level,
               BLOCKER.c.raised_on, BLOCKER.c.precision, BLOCKER.c.due_on)
        .where(known(BLOCKER), HINDERS)
        .order_by(func.coalesce(BLOCKER.c.raised_on, date.max).desc(), BLOCKER.c.id.desc())
    )


def _stuck(session: Session, today: date) -> dict[int, OldestBlocker]:
    """The oldest open blocking blocker of each project that has one."""
    found: dict[int, OldestBlocker] = {}
    for project_id, category, description, level, raised, precision, due in session.execute(blocking_now()):
        found[project_id] = OldestBlocker(category, description, level, day_of(raised, precision).last, due, today)
    return found
