"""Reads what the page of a review is made from, as the database keeps it: of 20,000 blockers few are looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import BindParameter, and_, bindparam, func, select
from sqlmodel import Session

from tracker.domain.blocking import Word
from tracker.domain.stages import Stage
from tracker.office.figures.counting import Frame, walked
from tracker.office.project.first import first_recorded, standing_for
from tracker.store.query import (
    BLOCKER,
    MILESTONE,
    OPEN_BLOCKER,
    PROFILE,
    PROJECT,
    WORD,
    Condition,
    Query,
    known,
    raw_rows,
)

RawDay = date | str | None
"""A day as the database keeps it: text in SQLite, a day in PostgreSQL."""
RawMoment = datetime | str
"""A moment as the database keeps it: text in SQLite, a moment in PostgreSQL."""


class RawBlocker(NamedTuple):
    """A blocker with its project, as the database keeps them: level, stage, currency and mark are text."""

    id: int
    project_id: int
    category: str
    description: str
    blocking: bool | int
    bureau: str
    person: str
    level: str
    permit: str
    authority: str
    raised_on: RawDay
    precision: str
    first_due_on: RawDay
    known_at: RawMoment
    entry_id: int
    code: str
    stage: str
    name: str
    contract_minor: int | None
    contract_currency: str
    contract_mark: str


class RawWord(NamedTuple):
    """A word on a blocker, as the database keeps it."""

    id: int
    blocker_id: int
    word: str
    said_on: RawDay
    due_on: RawDay
    level: str
    permit: str | None
    authority: str | None
    known_at: RawMoment


@lru_cache(maxsize=65536)
def raw_to_day(value: RawDay) -> date | None:
    """The day that the database keeps."""
    return date.fromisoformat(value) if isinstance(value, str) else value


@lru_cache(maxsize=65536)
def raw_to_moment(value: RawMoment) -> datetime:
    """The moment that the database keeps: aware, in UTC."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.astimezone(UTC)


SomeProjects = Collection[int] | None
"""The numbers of the projects that are asked about; None for all."""


def _params(only: SomeProjects, last: datetime | None = None) -> dict[str, object]:
    """What a question that was written once is asked with."""
    return {**({} if only is None else {"only": list(only)}), **({} if last is None else {"last": last})}


_ONLY: BindParameter[int] = bindparam("only", expanding=True)
_LAST = bindparam("last", type_=BLOCKER.c.known_at.type)


def raw_blockers(session: Session, frame: Frame, last: datetime, only: SomeProjects) -> Iterator[RawBlocker]:
    """Blockers known at the cut with their projects. Of the present, those closed before the last page are left out."""
    query, params = _blockers(frame.as_of, only is not None), _params(only, None if frame.as_of else last)
    return raw_rows(session, query, RawBlocker._make, params)


@lru_cache(maxsize=8)
def _blockers(as_of: datetime | None, some: bool) -> Query:
    own = (BLOCKER.c[name] for name in RawBlocker._fields[:RawBlocker._fields.index("code")])
    query: Query = select(*own, PROJECT.c.code, PROJECT.c.stage, PROFILE.c.name, PROFILE.c.contract_minor,
                          PROFILE.c.contract_currency, PROFILE.c.contract_mark).join(
        PROJECT, PROJECT.c.id == BLOCKER.c.project_id).join(
        PROFILE, and_(PROFILE.c.project_id == PROJECT.c.id, known(PROFILE, as_of))).where(known(BLOCKER, as_of))
    if some:
        query = query.where(BLOCKER.c.project_id.in_(_ONLY))
    if as_of is not None:
        return query
    recent = select(WORD.c.blocker_id).where(known(WORD), WORD.c.word == Word.VERIFY, WORD.c.known_at > _LAST)
    return query.where(OPEN_BLOCKER | BLOCKER.c.id.in_(recent))


def raw_words(session: Session, frame: Frame, last: datetime, only: SomeProjects) -> dict[int, list[RawWord]]:
    """By blocker, the words that bear on where it stands, and all that were said since the last page."""
    found: dict[int, list[RawWord]] = {}
    for word in raw_rows(session, _words(frame.as_of, only is not None), RawWord._make, _params(only, last)):
        found.setdefault(word.blocker_id, []).append(word)
    return found


@lru_cache(maxsize=8)
def _words(as_of: datetime | None, some: bool) -> Query:
    bears = (WORD.c.word != Word.NOTE) | (WORD.c.known_at > _LAST) | (
        WORD.c.permit.is_not(None)) | WORD.c.authority.is_not(None)
    return select(*(WORD.c[name] for name in RawWord._fields)).where(
        known(WORD, as_of), bears, *_words_on(some)).order_by(WORD.c.id)


def _words_on(some: bool) -> tuple[Condition, ...]:
    return (WORD.c.blocker_id.in_(select(BLOCKER.c.id).where(BLOCKER.c.project_id.in_(_ONLY))),) if some else ()


def first_said_of(session: Session, only: SomeProjects) -> Mapping[int, datetime]:
    """When words that were put right since were first recorded."""
    return first_recorded(session, _first_said(only is not None), _params(only))


@lru_cache
def _first_said(some: bool) -> Query:
    return standing_for(WORD, *_words_on(some))


def first_of(session: Session, only: SomeProjects) -> Mapping[int, datetime]:
    """When blockers that were put right since were first recorded."""
    return first_recorded(session, _first(only is not None), _params(only))


@lru_cache
def _first(some: bool) -> Query:
    return standing_for(BLOCKER, *((BLOCKER.c.project_id.in_(_ONLY),) if some else ()))


def stages_of(session: Session, frame: Frame, only: SomeProjects) -> Mapping[int, Stage]:
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


def moved_of(session: Session, frame: Frame, last: datetime, only: SomeProjects) -> Mapping[int, list[Stage]]:
    """By project, the stages recorded since the last page; of projects that were known on it."""
    found: dict[int, list[Stage]] = {}
    for project_id, stage in session.execute(_moved(frame.as_of, only is not None), _params(only, last)):
        found.setdefault(project_id, []).append(stage)
    return found


@lru_cache(maxsize=8)
def _moved(as_of: datetime | None, some: bool) -> Query:
    earlier, before = MILESTONE.alias("earlier"), PROFILE.alias("before")
    had = select(func.count()).where(
        earlier.c.project_id == MILESTONE.c.project_id, earlier.c.stage == MILESTONE.c.stage,
        earlier.c.known_at <= _LAST).scalar_subquery()
    since = MILESTONE.c.known_at > _LAST
    on_it = select(before.c.id).where(before.c.project_id == MILESTONE.c.project_id, before.c.known_at <= _LAST)
    return select(MILESTONE.c.project_id, MILESTONE.c.stage).where(
        and_(since, MILESTONE.c.project_id.in_(_ONLY)) if some else walked(since), known(MILESTONE, as_of),
        on_it.exists(), had == 0).order_by(MILESTONE.c.id)
