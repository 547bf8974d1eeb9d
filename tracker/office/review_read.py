"""What the page of a review is made from, as it lies in the database: of 20,000 blockers few are ever looked at."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, String, and_, func, select, type_coerce
from sqlmodel import Session

from tracker.domain.blocking import BlockerState, Word
from tracker.domain.stages import Stage
from tracker.office.counting import MILESTONE, PROFILE, PROJECT, Frame, walked
from tracker.office.review_first import BLOCKER, WORD, first_recorded


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


def rows_of(frame: Frame, last: datetime, only: Collection[int] | None) -> Any:
    """Blockers known at the cut with their projects. Of the present, those closed before the last page are left out."""
    columns = [BLOCKER.c[name] for name in (
        "id", "project_id", "category", "description", "blocking", "bureau", "person", "level", "permit", "authority",
        "raised_on", "precision", "first_due_on", "recorded_at")]
    query = select(*_as_they_lie(*columns, PROJECT.c.code, PROJECT.c.stage, PROFILE.c.name, PROFILE.c.contract_minor,
                                 PROFILE.c.contract_currency, PROFILE.c.contract_mark)).join(
        PROJECT, PROJECT.c.id == BLOCKER.c.project_id).join(
        PROFILE, and_(PROFILE.c.project_id == PROJECT.c.id, frame.known(PROFILE))).where(frame.known(BLOCKER))
    if only is not None:
        query = query.where(BLOCKER.c.project_id.in_(only))
    if frame.as_of is not None:
        return query
    recent = select(WORD.c.blocker_id).where(frame.known(WORD), WORD.c.word == Word.VERIFY,
                                             WORD.c.recorded_at > last)
    return query.where((BLOCKER.c.state != BlockerState.VERIFIED) | BLOCKER.c.id.in_(recent))


def words_of(session: Session, frame: Frame, last: datetime, only: Collection[int] | None) -> dict[int, list[Any]]:
    """By blocker, the words that bear on where it stands, and all that were said since the last page, as they lie."""
    bears = (WORD.c.word != Word.NOTE) | (WORD.c.recorded_at > last) | (
        WORD.c.permit.is_not(None)) | WORD.c.authority.is_not(None)
    query = select(*_as_they_lie(*(WORD.c[name] for name in (
        "id", "blocker_id", "word", "said_on", "due_on", "level", "permit", "authority", "recorded_at")))).where(
        frame.known(WORD), bears, *_words_of(only))
    found: dict[int, list[Any]] = {}
    for row in session.execute(query.order_by(WORD.c.id)).all():
        found.setdefault(row[1], []).append(row)
    return found


def _words_of(only: Collection[int] | None) -> tuple[ColumnElement[bool], ...]:
    if only is None:
        return ()
    return (WORD.c.blocker_id.in_(select(BLOCKER.c.id).where(BLOCKER.c.project_id.in_(only))),)


def first_said_of(session: Session, only: Collection[int] | None) -> Mapping[int, datetime]:
    """When words that were put right since were first recorded."""
    return first_recorded(session, WORD, *_words_of(only))


def first_of(session: Session, only: Collection[int] | None) -> Mapping[int, datetime]:
    """When blockers that were put right since were first recorded."""
    return first_recorded(session, BLOCKER, *(() if only is None else (BLOCKER.c.project_id.in_(only),)))


def stages_of(session: Session, frame: Frame, only: Collection[int] | None) -> Mapping[int, Stage]:
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


_EARLIER = MILESTONE.alias("earlier")


def moved_of(session: Session, frame: Frame, last: datetime, only: Collection[int] | None) -> Mapping[int, list[Stage]]:
    """By project, the stages recorded since the last page; of projects that were known on it."""
    earlier = _EARLIER
    had = select(func.count()).where(
        earlier.c.project_id == MILESTONE.c.project_id, earlier.c.stage == MILESTONE.c.stage,
        earlier.c.recorded_at <= last).scalar_subquery()
    since = MILESTONE.c.recorded_at > last
    query = select(MILESTONE.c.project_id, MILESTONE.c.stage).join(
        PROJECT, PROJECT.c.id == MILESTONE.c.project_id).where(
        walked(since) if only is None else and_(since, MILESTONE.c.project_id.in_(only)), frame.known(MILESTONE),
        PROJECT.c.recorded_at <= last, had == 0)
    found: dict[int, list[Stage]] = {}
    for project_id, stage in session.execute(query.order_by(MILESTONE.c.id)):
        found.setdefault(project_id, []).append(stage)
    return found
