"""What is written in the profiles of an office: the values a field has, and the project a later phase belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlmodel import col

from tracker.domain.profile import FIELDS, OFFERED
from tracker.office.desk import Desk
from tracker.office.rules import rules_now
from tracker.store.query import known
from tracker.store.tables import Profile, Project

_MOST = 60
"""Values of one field that are offered at most, the most frequent first."""


def values_in_use(desk: Desk, names: Iterable[str] = OFFERED) -> dict[str, tuple[str, ...]]:
    """The values in use of each field, the most frequent first."""
    values = {}
    with desk.reading() as session:
        for name in names:
            column = getattr(Profile, name)
            query = (select(column).where(known(Profile), column != "").group_by(column)
                     .order_by(func.count().desc(), column).limit(_MOST))
            values[name] = tuple(str(value) for value in session.execute(query).scalars())
    return values


def values_offered(desk: Desk) -> dict[str, tuple[str, ...]]:
    """The values each field is offered: the place's own list first, then what is written elsewhere."""
    lists = rules_now(desk).lists
    return {name: tuple(dict.fromkeys([*getattr(lists, FIELDS[name].listed, ()), *used]))
            for name, used in values_in_use(desk).items()}


def code_and_name(desk: Desk, project_id: int) -> tuple[str, str] | None:
    """The code and name of a project by its number."""
    query = (select(col(Project.code), col(Profile.name)).join(Profile, col(Profile.project_id) == col(Project.id))
             .where(col(Project.id) == project_id, known(Profile)))
    with desk.reading() as session:
        row = session.execute(query).first()
    return (row[0], row[1]) if row else None
