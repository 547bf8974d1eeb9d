"""When a fact was first recorded: one put right, or brought back after an undo, is no news of the day that was done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import Session

from tracker.store.tables import Blocker, BlockerWord

BLOCKER, WORD = Blocker.__table__, BlockerWord.__table__  # type: ignore[attr-defined]
_EARLIER = {table: table.alias("earlier") for table in (BLOCKER, WORD)}


def first_recorded(session: Session, table: Any, *where: ColumnElement[bool]) -> Mapping[int, datetime]:
    """Of blockers or words that stand in the place of others, the moment the first of those was recorded.

    An import that corrects a blocker records it and its words once more.
    """
    earlier = _EARLIER[table]
    query = select(table.c.id, table.c.supersedes_id, earlier.c.recorded_at).join(
        earlier, earlier.c.id == table.c.supersedes_id).where(*where)
    found: dict[int, datetime] = {}
    for at, instead_of, recorded_at in session.execute(query.order_by(table.c.id)):
        found[at] = found.get(instead_of, recorded_at)
    return found
