"""Has figures counted by profiles as they were on the last day that counts, where something changed after it."""

from __future__ import annotations

from typing import cast

from sqlalchemy import Alias, ColumnElement, Executable, FromClause, SelectBase, Subquery, event, func, not_, select
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.sql.visitors import ExternallyTraversible, replacement_traverse
from sqlmodel import Session

from tracker.domain.changed import FIELDS_CHANGED, ChangeKind
from tracker.office.figures.counting import Frame, over_by
from tracker.store.query import CHANGE, PROFILE, AnyColumn, Condition, table_of
from tracker.store.tables import Profile


def by_their_day(session: Session, frame: Frame) -> None:
    """From now on every question of this session about `PROFILE` is put to the profiles of the frame's last day.

    Mostly nothing changed after it, and then nothing is done. Else each statement is given another table in the place
    of that one before it runs: no condition has to know of days of effect, and none can forget to ask for them.
    """
    ahead = _ahead(frame)
    if session.execute(select(CHANGE.c.id).where(ahead).limit(1)).first() is None:
        return
    then = _profiles_then(ahead)

    def instead(element: ExternallyTraversible, **_: object) -> ExternallyTraversible | None:
        if element is PROFILE:
            return then
        if isinstance(element, ColumnElement) and getattr(element, "table", None) is PROFILE:
            column: AnyColumn = then.c[str(element.key)]
            return column
        # A second look at profiles under another name asks which projects there are, not what they say.
        return element if isinstance(element, Alias) else None

    @event.listens_for(session, "do_orm_execute")
    def ask_of_then(state: ORMExecuteState) -> None:
        if isinstance(state.statement, SelectBase):
            state.statement = cast("Executable", replacement_traverse(state.statement, {}, instead))


def _ahead(frame: Frame) -> Condition:
    """The changes that were known, and had not come into effect by the last day that counts."""
    return frame.known(CHANGE) & not_(over_by(CHANGE, CHANGE.c.changed_on, frame.last))


def _profiles_then(ahead: Condition) -> Subquery:
    """The profiles, with what changed after the last day as it was before."""
    stood = table_of(Profile).alias("stood")
    then: dict[str, AnyColumn] = {"contract_minor": stood.c.contract_minor - func.coalesce(_added(stood, ahead), 0)}
    for what in FIELDS_CHANGED:
        said = func.coalesce(_before(stood, what, ahead), stood.c[what])
        then[what] = func.nullif(said, "") if what is ChangeKind.ORIGIN else said
    return select(*(then.get(column.name, column).label(column.name) for column in stood.c)).subquery(PROFILE.name)


def _added(stood: FromClause, ahead: Condition) -> AnyColumn:
    return select(func.sum(CHANGE.c.amount_minor)).where(
        CHANGE.c.project_id == stood.c.project_id, CHANGE.c.what == ChangeKind.INCREASE,
        CHANGE.c.currency == stood.c.contract_currency, ahead).correlate(stood).scalar_subquery()


def _before(stood: FromClause, what: ChangeKind, ahead: Condition) -> AnyColumn:
    return select(CHANGE.c.before).where(
        CHANGE.c.project_id == stood.c.project_id, CHANGE.c.what == what, ahead).order_by(
        CHANGE.c.changed_on, CHANGE.c.id).limit(1).correlate(stood).scalar_subquery()
