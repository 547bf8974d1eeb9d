"""Which milestones and receipts a second person has recognised, as conditions of SQL."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import FromClause, and_, or_, select
from sqlmodel import Session

from tracker.domain.recognising import Verdict
from tracker.domain.stages import Stage
from tracker.store.query import RECOGNITION, AnyColumn, Condition, known


def milestone_confirmed(table: FromClause, as_of: datetime | None = None) -> Condition:
    """That the milestone of a row, with the day it has now, was recognised by a second person."""
    return _confirmed(table, as_of, RECOGNITION.c.stage == table.c.stage, _alike("happened_on", table.c.occurred_on))


def receipt_confirmed(table: FromClause, as_of: datetime | None = None) -> Condition:
    """That the receipt of a row was recognised by a second person."""
    return _confirmed(table, as_of, RECOGNITION.c.amount_minor == table.c.amount_minor,
                      RECOGNITION.c.currency == table.c.currency, _alike("happened_on", table.c.received_on),
                      RECOGNITION.c.slip == table.c.note)


def _confirmed(table: FromClause, as_of: datetime | None, *alike: Condition) -> Condition:
    rows = select(RECOGNITION.c.id).where(
        RECOGNITION.c.project_id == table.c.project_id, RECOGNITION.c.verdict == Verdict.RECOGNISED,
        RECOGNITION.c.precision == table.c.precision, *alike, known(RECOGNITION, as_of))
    return rows.correlate(table).exists()


def _alike(name: str, column: AnyColumn) -> Condition:
    own = RECOGNITION.c[name]
    return or_(own == column, and_(own.is_(None), column.is_(None)))


def stages_confirmed(session: Session, as_of: datetime | None = None) -> frozenset[Stage | None]:
    """The stages of which any milestone was recognised by a second person; None where any receipt was."""
    query = select(RECOGNITION.c.stage).where(
        RECOGNITION.c.verdict == Verdict.RECOGNISED, known(RECOGNITION, as_of)).distinct()
    return frozenset(session.scalars(query))
