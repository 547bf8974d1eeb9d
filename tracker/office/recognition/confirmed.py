"""Which milestones and receipts a second person has recognised, and for which body, as conditions of SQL."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import FromClause, or_, select
from sqlmodel import Session

from tracker.domain.names import fold_name
from tracker.domain.recognising import Verdict
from tracker.domain.stages import Stage
from tracker.store.folding import Folded
from tracker.store.query import RECOGNITION, AnyColumn, Condition


def milestone_confirmed(table: FromClause, held: Condition, bodies: Collection[str] = ()) -> Condition:
    """That the milestone of a row, with the day it has now, was recognised by a second person.

    `held` says which recognitions held. Where `bodies` are named, it was recognised for one of them.
    """
    return _confirmed(table, held, bodies, RECOGNITION.c.stage == table.c.stage,
                      _alike("happened_on", table.c.occurred_on))


def receipt_confirmed(table: FromClause, held: Condition, bodies: Collection[str] = ()) -> Condition:
    """That the receipt of a row was recognised by a second person; `held` and `bodies` as of a milestone."""
    return _confirmed(table, held, bodies, RECOGNITION.c.amount_minor == table.c.amount_minor,
                      RECOGNITION.c.currency == table.c.currency, _alike("happened_on", table.c.received_on),
                      RECOGNITION.c.slip == table.c.note)


def _confirmed(table: FromClause, held: Condition, bodies: Collection[str], *alike: Condition) -> Condition:
    by = [Folded(RECOGNITION.c.body).in_(sorted({fold_name(body) for body in bodies}))] if bodies else []
    rows = select(RECOGNITION.c.id).where(
        RECOGNITION.c.project_id == table.c.project_id, RECOGNITION.c.verdict == Verdict.RECOGNISED,
        RECOGNITION.c.precision == table.c.precision, *alike, *by, held)
    return rows.correlate(table).exists()


def _alike(name: str, column: AnyColumn) -> Condition:
    own = RECOGNITION.c[name]
    return or_(own == column, own.is_(None) & column.is_(None))


def stages_confirmed(session: Session, held: Condition) -> frozenset[Stage | None]:
    """The stages of which any milestone was recognised by a second person; None where any receipt was."""
    query = select(RECOGNITION.c.stage).where(RECOGNITION.c.verdict == Verdict.RECOGNISED, held).distinct()
    return frozenset(session.scalars(query))
