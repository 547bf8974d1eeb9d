"""Has figures counted by profiles as they were on the last day that counts, and by the signing that rules count."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import cast

from sqlalchemy import (
    Alias,
    ColumnElement,
    Executable,
    FromClause,
    SelectBase,
    Subquery,
    and_,
    case,
    event,
    func,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.sql.visitors import ExternallyTraversible, replacement_traverse
from sqlmodel import Session

from tracker.domain.changed import FIELDS_CHANGED, ChangeKind
from tracker.domain.rules_words import SignedAgain
from tracker.domain.stages import Stage
from tracker.office.figures.counting import SIGNED, Frame, over_by
from tracker.store.query import CHANGE, LATER, MILESTONE, PROFILE, AnyColumn, Condition, table_of
from tracker.store.tables import Milestone, Profile, ProfileChange


def by_their_day(session: Session, frame: Frame) -> None:
    """From now on every question of this session about `PROFILE` is put to the profiles of the frame's last day.

    Where a later signing than the first counts, every question about `MILESTONE` is put to that one. Mostly nothing
    changed after that day, and nothing was signed again; then nothing is done. Else each statement is given another
    table in the place of those before it runs: no condition has to know of days of effect, and none can forget them.
    """
    instead_of: dict[FromClause, Subquery] = {}
    ahead = _ahead(frame)
    if _any(session, ahead):
        instead_of[PROFILE] = _profiles_then(ahead)
    again = _signed_again(frame)
    if frame.signed is not SignedAgain.FIRST and _any(session, again):
        for table in (MILESTONE, LATER[Stage.SIGNED]):
            instead_of[table] = _milestones_signed(cast("Alias", table).name, again)
    if instead_of:
        _put_instead(session, instead_of)


def _any(session: Session, which: Condition) -> bool:
    return session.execute(select(CHANGE.c.id).where(which).limit(1)).first() is not None


def _put_instead(session: Session, instead_of: Mapping[FromClause, Subquery]) -> None:
    """Has each statement of a session ask other tables in the place of some.

    One that asks by the first signing (`Frame.by_signing`) is asked of the milestones themselves.
    """
    of_first: dict[FromClause, Subquery] = {table: then for table, then in instead_of.items() if table is PROFILE}

    @event.listens_for(session, "do_orm_execute")
    def ask_of_then(state: ORMExecuteState) -> None:
        if isinstance(state.statement, SelectBase):
            by_first = state.execution_options.get(SIGNED) is SignedAgain.FIRST
            state.statement = cast("Executable", replacement_traverse(
                state.statement, {}, partial(_instead, of_first if by_first else instead_of)))


def _instead(of: Mapping[FromClause, Subquery], element: ExternallyTraversible, **_: object
             ) -> ExternallyTraversible | None:
    """What stands in the place of a table, or of a column of one; None where it stays and what is in it is looked at.
    """
    if isinstance(element, FromClause) and element in of:
        return of[element]
    table = getattr(element, "table", None)
    if isinstance(element, ColumnElement) and isinstance(table, FromClause) and table in of:
        column: AnyColumn = of[table].c[str(element.key)]
        return column
    # A second look at the same table under another name asks what is there, not what it says.
    return element if isinstance(element, Alias) else None


def _ahead(frame: Frame) -> Condition:
    """The changes that were known, and had not come into effect by the last day that counts."""
    return frame.known(CHANGE) & not_(over_by(CHANGE, CHANGE.c.changed_on, frame.last))


def _profiles_then(ahead: Condition) -> Subquery:
    """The profiles, with what changed after the last day as it was before."""
    stood = table_of(Profile).alias("stood")
    signed = table_of(ProfileChange).alias("signed")
    anew = signed.c.id == first_change(stood, ChangeKind.SIGNING, ahead, CHANGE.c.id)
    minor, currency, mark = contract_before(stood, signed, ahead)
    then: dict[str, AnyColumn] = {"contract_minor": minor, "contract_currency": currency, "contract_mark": mark}
    for what in FIELDS_CHANGED:
        said = func.coalesce(first_change(stood, what, ahead, CHANGE.c.before), stood.c[what])
        then[what] = func.nullif(said, "") if what is ChangeKind.ORIGIN else said
    return select(*(then.get(column.name, column).label(column.name) for column in stood.c)).select_from(
        stood.outerjoin(signed, anew)).subquery(PROFILE.name)


def contract_before(stood: FromClause, signed: FromClause, ahead: Condition, *beside: FromClause
                    ) -> tuple[AnyColumn, AnyColumn, AnyColumn]:
    """The amount, currency and mark of a contract before some changes: those `ahead`, which may be asked of what stands
    `beside`. `signed` is the first signing among them, joined with the profile.
    """
    minor, currency, mark = (case((signed.c.id.is_not(None), kept), else_=column) for kept, column in (
        (signed.c.amount_minor, stood.c.contract_minor), (signed.c.currency, stood.c.contract_currency),
        (signed.c.mark, stood.c.contract_mark)))
    added = select(func.sum(CHANGE.c.amount_minor)).where(
        CHANGE.c.project_id == stood.c.project_id, CHANGE.c.what == ChangeKind.INCREASE, ahead,
        CHANGE.c.currency == currency, or_(signed.c.id.is_(None), CHANGE.c.changed_on < signed.c.changed_on),
    ).correlate(stood, signed, *beside).scalar_subquery()
    return minor - func.coalesce(added, 0), currency, mark


def first_change(stood: FromClause, what: ChangeKind, ahead: Condition, says: AnyColumn, *beside: FromClause
                 ) -> AnyColumn:
    """What the first of the changes of a kind `ahead` says."""
    return select(says).where(
        CHANGE.c.project_id == stood.c.project_id, CHANGE.c.what == what, ahead).order_by(
        CHANGE.c.changed_on, CHANGE.c.id).limit(1).correlate(stood, *beside).scalar_subquery()


def _signed_again(frame: Frame) -> Condition:
    """The later signings that count in the place of the first, where there are several the last of them."""
    in_year = [CHANGE.c.changed_on >= frame.first] if frame.signed is SignedAgain.BOTH else []
    return and_(frame.known(CHANGE), CHANGE.c.what == ChangeKind.SIGNING, *in_year,
                over_by(CHANGE, CHANGE.c.changed_on, frame.last))


def _milestones_signed(name: str, again: Condition) -> Subquery:
    """The milestones, "signed" with the day of the later signing that counts. It is recognised by the first one."""
    stone, later = table_of(Milestone).alias("stone"), table_of(ProfileChange).alias("signed")
    last = select(CHANGE.c.id).where(CHANGE.c.project_id == stone.c.project_id, again).order_by(
        CHANGE.c.changed_on.desc(), CHANGE.c.id.desc()).limit(1).correlate(stone).scalar_subquery()
    then = {kept: case((later.c.id.is_not(None), said), else_=stone.c[kept]) for kept, said in (
        ("occurred_on", later.c.changed_on), ("precision", later.c.precision))}
    return select(*(then.get(column.name, column).label(column.name) for column in stone.c)).select_from(
        stone.outerjoin(later, and_(stone.c.stage == Stage.SIGNED, later.c.id == last))).subquery(name)
