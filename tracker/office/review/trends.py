"""The weeks behind a review: open blockers by category, their median age, and which bureaus were verified in time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session

from tracker.domain import pace
from tracker.domain.blocking import Word
from tracker.domain.clock import office_day
from tracker.domain.days import Precision
from tracker.domain.week import Week
from tracker.domain.workdays import WorkingDays
from tracker.office.project.first import first_recorded, standing_for
from tracker.office.records import day_of
from tracker.office.review.items import PageBasis
from tracker.store.query import BLOCKER, WORD

PAGES_BACK = 12
"""How many pages are looked back at, this one among them."""


@dataclass(frozen=True, slots=True)
class Point:
    """One week's page: how many were open, of each category, and their median age in working days."""

    week: Week
    count: int
    categories: Mapping[str, int]
    """The most frequent first."""
    age: WorkingDays | None
    """Rounded half up; None where no age is known."""


@dataclass(frozen=True, slots=True)
class InTime:
    """Of a bureau's blockers verified in these weeks that had a due day: how many by that day."""

    bureau: str
    in_time: int
    verified: int


@dataclass(frozen=True, slots=True)
class Trends:
    """The weeks, oldest first, and the bureaus, the one with most verified first."""

    points: tuple[Point, ...]
    bureaus: tuple[InTime, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    """A time a blocker was open; `ended` None where it still is. Verified on `on` against `due`.

    `raised` is the last day it can have been raised on.
    """

    category: str
    bureau: str
    raised: date | None
    since: datetime
    ended: datetime | None
    on: date | None = None
    due: date | None = None


def trends(session: Session, basis: PageBasis) -> Trends:
    """The last twelve pages, each by what was open when it was closed; weeks before the office began are left out."""
    pages = _pages(basis)
    spans = list(_spans(session, basis))
    return Trends(tuple(_point(week, at, on, spans) for week, at, on in pages),
                  tuple(_bureaus(spans, pages[0][1] if pages else basis.cut.at)))


def _pages(basis: PageBasis) -> list[tuple[Week, datetime, date]]:
    found, week = [(basis.meeting.week, basis.cut.at, basis.cut.on)], basis.meeting.week.before
    while len(found) < PAGES_BACK and basis.held.first and week.end >= basis.held.first:
        at = basis.held.closing(week)
        found.append((week, at, office_day(at)))
        week = week.before
    return found[::-1]


def _point(week: Week, at: datetime, on: date, spans: list[_Span]) -> Point:
    there = [span for span in spans if span.since <= at and (span.ended is None or span.ended > at)]
    ages = [age for span in there if (age := pace.age(span.raised, on))]
    # Half up: the middle of two ages may lie between two days.
    age = WorkingDays(int(median(days.count for days in ages) + 0.5), any(days.provisional for days in ages)
                      ) if ages else None
    # Equal counts by name: the order a database answers in is not the same twice.
    categories = sorted(Counter(span.category for span in there).items(), key=lambda counted: (-counted[1], counted[0]))
    return Point(week, len(there), dict(categories), age)


def _bureaus(spans: list[_Span], since: datetime) -> list[InTime]:
    in_time: dict[str, list[bool]] = defaultdict(list)
    for span in spans:
        if span.ended and span.ended > since and span.on and span.due:
            in_time[span.bureau].append(pace.overdue(span.due, span.on) is None)
    named = [InTime(bureau, sum(held), len(held)) for bureau, held in in_time.items()]
    return sorted(named, key=lambda bureau: (-bureau.verified, bureau.bureau))


def _spans(session: Session, basis: PageBasis) -> Iterator[_Span]:
    frame = basis.frame
    blockers, words = (first_recorded(session, standing_for(table)) for table in (BLOCKER, WORD))
    turns: dict[int, list[_Turn]] = {}
    query = select(*(WORD.c[name] for name in _Turn._fields)).where(
        frame.known(WORD), WORD.c.word.in_((Word.VERIFY, Word.REOPEN, Word.DUE))).order_by(WORD.c.id)
    for turn in map(_Turn._make, session.execute(query)):
        turns.setdefault(turn.blocker_id, []).append(turn)
    rows = select(*(BLOCKER.c[name] for name in _Raised._fields)).where(frame.known(BLOCKER))
    for row in map(_Raised._make, session.execute(rows)):
        yield from _of(row, turns.get(row.id, ()), blockers.get(row.id, row.known_at), words)


class _Raised(NamedTuple):
    """A blocker as it was raised."""

    id: int
    category: str
    bureau: str
    raised_on: date | None
    precision: Precision
    first_due_on: date | None
    known_at: datetime


class _Turn(NamedTuple):
    """A word that ends a time a blocker was open, begins another, or sets its due day."""

    id: int
    blocker_id: int
    word: Word
    said_on: date | None
    due_on: date | None
    known_at: datetime


def _of(row: _Raised, turns: Iterable[_Turn], since: datetime | None, first: Mapping[int, datetime]
        ) -> Iterator[_Span]:
    due, raised = row.first_due_on, day_of(row.raised_on, row.precision).last
    for turn in turns:
        due, at = turn.due_on or due, first.get(turn.id, turn.known_at)
        if turn.word is Word.VERIFY and since is not None:
            yield _Span(row.category, row.bureau, raised, since, at, turn.said_on or office_day(at), due)
            since = None
        elif turn.word is Word.REOPEN and since is None:
            since = at
    if since is not None:
        yield _Span(row.category, row.bureau, raised, since, None)
