"""What the page of a review is made from, as it lies in the database: of 20,000 blockers few are ever looked at."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, String, and_, bindparam, func, select, type_coerce
from sqlmodel import Session

from tracker.domain.blocking import BlockerState, Word
from tracker.domain.stages import Stage
from tracker.office.figures.counting import MILESTONE, PROFILE, PROJECT, Frame, known, walked
from tracker.office.review.first import BLOCKER, WORD, first_recorded, standing_for


def _as_they_lie(*columns: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    """Columns whose values are not turned into days, moments and members of enums until somebody wants them."""
    return [type_coerce(one, String) for one in columns]


@lru_cache(maxsize=65536)
def day(value: Any) -> date | None:
    """A day as it lies: SQLite keeps text, PostgreSQL days."""
    return date.fromisoformat(value) if isinstance(value, str) else value


@lru_cache(maxsize=65536)
def moment(value: Any) -> datetime:
    """A moment as it lies: SQLite keeps text, PostgreSQL moments."""
    found: datetime = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found.astimezone(UTC)


Only = Collection[int] | None
"""The projects that are asked about; None for all."""


def _asked(only: Only, last: datetime | None = None) -> dict[str, Any]:
    """What a question that was written once is asked with."""
    return {**({} if only is None else {"only": list(only)}), **({} if last is None else {"last": last})}


_ONLY: BindParameter[Any] = bindparam("only", expanding=True)
_LAST: BindParameter[Any] = bindparam("last", type_=BLOCKER.c.recorded_at.type)


def rows_of(session: Session, frame: Frame, last: datetime, only: Only) -> Sequence[Any]:
    """Blockers known at the cut with their projects. Of the present, those closed before the last page are left out."""
    return session.execute(_rows(frame.as_of, only is not None), _asked(only, None if frame.as_of else last)).all()


@lru_cache(maxsize=8)
def _rows(as_of: datetime | None, some: bool) -> Any:
    columns = [BLOCKER.c[name] for name in (
        "id", "project_id", "category", "description", "blocking", "bureau", "person", "level", "permit", "authority",
        "raised_on", "precision", "first_due_on", "recorded_at")]
    query = select(*_as_they_lie(*columns, PROJECT.c.code, PROJECT.c.stage, PROFILE.c.name, PROFILE.c.contract_minor,
                                 PROFILE.c.contract_currency, PROFILE.c.contract_mark)).join(
        PROJECT, PROJECT.c.id == BLOCKER.c.project_id).join(
        PROFILE, and_(PROFILE.c.project_id == PROJECT.c.id, known(PROFILE, as_of))).where(known(BLOCKER, as_of))
    if some:
        query = query.where(BLOCKER.c.project_id.in_(_ONLY))
    if as_of is not None:
        return query
    recent = select(WORD.c.blocker_id).where(known(WORD), WORD.c.word == Word.VERIFY, WORD.c.recorded_at > _LAST)
    return query.where((BLOCKER.c.state != BlockerState.VERIFIED) | BLOCKER.c.id.in_(recent))


def words_of(session: Session, frame: Frame, last: datetime, only: Only) -> dict[int, list[Any]]:
    """By blocker, the words that bear on where it stands, and all that were said since the last page, as they lie."""
    found: dict[int, list[Any]] = {}
    for row in session.execute(_words(frame.as_of, only is not None), _asked(only, last)).all():
        found.setdefault(row[1], []).append(row)
    return found


@lru_cache(maxsize=8)
def _words(as_of: datetime | None, some: bool) -> Any:
    bears = (WORD.c.word != Word.NOTE) | (WORD.c.recorded_at > _LAST) | (
        WORD.c.permit.is_not(None)) | WORD.c.authority.is_not(None)
    return select(*_as_they_lie(*(WORD.c[name] for name in (
        "id", "blocker_id", "word", "said_on", "due_on", "level", "permit", "authority", "recorded_at")))).where(
        known(WORD, as_of), bears, *_words_on(some)).order_by(WORD.c.id)


def _words_on(some: bool) -> tuple[ColumnElement[bool], ...]:
    return (WORD.c.blocker_id.in_(select(BLOCKER.c.id).where(BLOCKER.c.project_id.in_(_ONLY))),) if some else ()


def first_said_of(session: Session, only: Only) -> Mapping[int, datetime]:
    """When words that were put right since were first recorded."""
    return first_recorded(session, _first_said(only is not None), _asked(only))


@lru_cache
def _first_said(some: bool) -> Any:
    return standing_for(WORD, *_words_on(some))


def first_of(session: Session, only: Only) -> Mapping[int, datetime]:
    """When blockers that were put right since were first recorded."""
    return first_recorded(session, _first(only is not None), _asked(only))


@lru_cache
def _first(some: bool) -> Any:
    return standing_for(BLOCKER, *((BLOCKER.c.project_id.in_(_ONLY),) if some else ()))


def stages_of(session: Session, frame: Frame, only: Only) -> Mapping[int, Stage]:
    """For the past, the furthest stage each project with a blocker was known to have reached."""
    if frame.as_of is None:
        return {}
    blocked = select(BLOCKER.c.project_id).where(frame.known(BLOCKER))
    query = select(MILESTONE.c.project_id, MILESTONE.c.stage).where(
        frame.known(MILESTONE), MILESTONE.c.project_id.in_(blocked if only is None else only))
    found: dict[int, Stage] = {}
    for project_id, stage in session.execute(query):
        if project_id not in found or stage.rank > found[project_id].rank:
            found[project_id] = stage
    return found


def moved_of(session: Session, frame: Frame, last: datetime, only: Only) -> Mapping[int, list[Stage]]:
    """By project, the stages recorded since the last page; of projects that were known on it."""
    found: dict[int, list[Stage]] = {}
    for project_id, stage in session.execute(_moved(frame.as_of, only is not None), _asked(only, last)):
        found.setdefault(project_id, []).append(stage)
    return found


@lru_cache(maxsize=8)
def _moved(as_of: datetime | None, some: bool) -> Any:
    earlier = MILESTONE.alias("earlier")
    had = select(func.count()).where(
        earlier.c.project_id == MILESTONE.c.project_id, earlier.c.stage == MILESTONE.c.stage,
        earlier.c.recorded_at <= _LAST).scalar_subquery()
    since = MILESTONE.c.recorded_at > _LAST
    return select(MILESTONE.c.project_id, MILESTONE.c.stage).join(
        PROJECT, PROJECT.c.id == MILESTONE.c.project_id).where(
        and_(since, MILESTONE.c.project_id.in_(_ONLY)) if some else walked(since), known(MILESTONE, as_of),
        PROJECT.c.recorded_at <= _LAST, had == 0).order_by(MILESTONE.c.id)
