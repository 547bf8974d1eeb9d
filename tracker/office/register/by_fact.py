"""Finds projects by facts the register has no column for: the bureau answering for them, a stage reached in a year."""

from __future__ import annotations

from sqlalchemy import select

from tracker.domain.names import fold_name
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.rules import span_of
from tracker.store.query import MILESTONE, PROFILE, PROJECT, known


def of_bureau(desk: Desk, part: str) -> frozenset[str]:
    """The codes of the projects whose bureau has `part` in its name, width and blanks aside."""
    query = select(PROJECT.c.code, PROFILE.c.bureau).join(PROFILE, PROFILE.c.project_id == PROJECT.c.id).where(
        known(PROFILE), PROFILE.c.bureau != "")
    with desk.reading() as session:
        return frozenset(code for code, bureau in session.execute(query) if fold_name(part) in fold_name(bureau))


def reached_in(desk: Desk, stage: Stage, year: int) -> frozenset[str]:
    """The codes of the projects that reached a stage in a year; where the day is not known they did in none."""
    _, first, last = span_of(desk, year)
    query = select(PROJECT.c.code).join(MILESTONE, MILESTONE.c.project_id == PROJECT.c.id).where(
        known(MILESTONE), MILESTONE.c.stage == stage, MILESTONE.c.occurred_on.between(first, last))
    with desk.reading() as session:
        return frozenset(session.execute(query).scalars())
