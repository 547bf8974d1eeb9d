"""Every project of an office as a card, read the plain way: what lists and boards are held against."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, select
from sqlmodel import Session, col

from tracker.domain import pace
from tracker.domain.clock import office_day
from tracker.domain.money import Money
from tracker.office.desk import Desk
from tracker.office.project.cards import Card, OldestBlocker, blocking_now
from tracker.office.records import day_of
from tracker.store.query import known
from tracker.store.tables import Milestone, Profile, Project

_COLUMNS: tuple[Any, ...] = (
    Project.id, Project.code, Profile.name, Profile.investor, Project.stage, Project.status, Project.blocked,
    Profile.contract_minor, Profile.contract_currency, Profile.contract_mark, Project.since, Profile.origin,
    Profile.hunan_return, Profile.top500, Profile.industry_chain, Profile.chain_leader, Profile.park,
    Profile.officer, Project.touched_at, Project.search, Project.version, Milestone.precision,
)


def cards(desk: Desk) -> list[Card]:
    """The projects of the office, blocked and longest waiting first within each stage."""
    with desk.reading() as session:
        stuck = _stuck(session, desk.today())
        found = [_card(row, stuck, desk.today()) for row in session.execute(_query())]
    return sorted(found, key=lambda card: (card.stage.rank, not card.blocked, card.since or date.max, card.code))


def _query() -> Select[Any]:
    reached = and_(col(Milestone.project_id) == col(Project.id), col(Milestone.stage) == col(Project.stage),
                   known(Milestone))
    return select(*_COLUMNS).join(Profile, col(Profile.project_id) == col(Project.id)).outerjoin(
        Milestone, reached).where(known(Profile))


def _card(row: Row[Any], stuck: dict[int, OldestBlocker], today: date) -> Card:
    amount = None if row.contract_minor is None else Money(row.contract_minor, row.contract_currency,
                                                           row.contract_mark)
    day = day_of(row.since, row.precision)
    return Card(
        code=row.code, name=row.name, investor=row.investor, stage=row.stage, status=row.status,
        blocked=bool(row.blocked), amount=amount, day=day,
        days=pace.held(day.last, today), origin=row.origin,
        hunan_return=bool(row.hunan_return), top500=row.top500, chain=row.industry_chain,
        chain_leader=row.chain_leader, park=row.park, officer=row.officer, touched=office_day(row.touched_at),
        stuck=stuck.get(row.id), search=row.search, version=row.version,
    )


def _stuck(session: Session, today: date) -> dict[int, OldestBlocker]:
    """The oldest open blocking blocker of each project that has one."""
    found: dict[int, OldestBlocker] = {}
    for project_id, category, description, level, raised, precision, due in session.execute(blocking_now()):
        found[project_id] = OldestBlocker(category, description, level, day_of(raised, precision).last, due, today)
    return found
