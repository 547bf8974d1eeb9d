"""When a fact was first known, and what stands for it: a corrected or restored fact counts from then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Select, Table, case, select
from sqlmodel import Session

from tracker.store.query import BLOCKER, WORD, Condition, Query

_EARLIER = {table: table.alias("earlier") for table in (BLOCKER, WORD)}


def standing_for(table: Table, *where: Condition) -> Query:
    """Asks for the blockers or words that stand in the place of others.

    An import that corrects a blocker records it and its words once more.
    """
    earlier = _EARLIER[table]
    return select(table.c.id, table.c.supersedes_id, earlier.c.known_at).join(
        earlier, earlier.c.id == table.c.supersedes_id).where(*where).order_by(table.c.id)


def first_recorded(session: Session, query: Query, params: Mapping[str, object] | None = None) -> Mapping[
        int, datetime]:
    """Of blockers or words that stand in the place of others, the moment the first of those was known."""
    found: dict[int, datetime] = {}
    for at, instead_of, known_at in session.execute(query, params):
        found[at] = found.get(instead_of, known_at)
    return found


def stand_ins(session: Session, those: Select[tuple[int]], known: Condition) -> Mapping[int, int]:
    """Of blockers (`those` selects their numbers) that were put right since, the row `known` to stand in their place.

    One that was taken back stands nowhere and is not in the answer.
    """
    gone = session.execute(select(BLOCKER.c.id, BLOCKER.c.project_id).where(BLOCKER.c.id.in_(those), ~known)).all()
    if not gone:
        return {}
    query = select(BLOCKER.c.id, BLOCKER.c.supersedes_id, case((known, 1), else_=0)).where(
        BLOCKER.c.project_id.in_({project_id for _, project_id in gone}))
    after: dict[int, int] = {}
    standing = set()
    for at, instead_of, stands in session.execute(query):
        if instead_of is not None:
            after[instead_of] = at
        if stands:
            standing.add(at)
    return {at: now for at, _ in gone if (now := _standing(at, after, standing)) is not None}


def _standing(at: int | None, after: Mapping[int, int], standing: set[int]) -> int | None:
    """The first row in the line behind one that stands."""
    while at is not None and at not in standing:
        at = after.get(at)
    return at
