"""Reads the standing facts of an office for its book: in chunks, as the driver gives them, a project at a time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import FromClause, func, select
from sqlmodel import Session

from tracker.domain.profile import FIELD_COLUMNS
from tracker.domain.stages import Status
from tracker.ledger.rows import Ending
from tracker.office.book.cells import kept_day
from tracker.store.query import (
    BLOCKER,
    EVIDENCE,
    EXPECTED,
    MILESTONE,
    PROFILE,
    PROJECT,
    RECEIPT,
    RESULT,
    STATUS,
    TARGET,
    WORD,
    RawRow,
    known,
    raw_chunks,
    raw_rows,
)

_D = TypeVar("_D")
PLACES = {name: place for place, name in enumerate(FIELD_COLUMNS)}
"""Where each column of a profile stands among the values of a project."""


class _Reached(NamedTuple):
    """A milestone: first day and precision as they are kept, and the day of recognition."""

    on: str | date | None
    precision: str
    recognised: str | date | None


class _Expected(NamedTuple):
    """A day that is expected: first day and precision as they are kept, and the words that say more than the day."""

    on: str | date | None
    precision: str
    text: str


@dataclass(slots=True)
class ProjectFacts:
    """A project with what a row of the book says of it."""

    number: int
    code: str
    values: tuple[Any, ...]
    """The columns of its profile, in the order of `PLACES`."""
    notes: Mapping[str, str]
    roles: Mapping[str, str]
    milestones: Mapping[str, _Reached] = field(default_factory=dict)
    expected: Mapping[str, _Expected] = field(default_factory=dict)
    """Days that are expected by now, by what they are the day of."""
    ending: Ending | None = None
    results: Sequence[ResultFacts] = ()

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.values[PLACES["name"]])


class ReceiptFacts(NamedTuple):
    """A receipt, as the driver gives it."""

    number: int
    code: str
    project: str
    on: str | date | None
    precision: str
    minor: int
    currency: str
    mark: str
    origin: str | None
    note: str
    form: str | None
    outside: int | None
    """The outside investor's share, in hundredths of a percent."""


class BlockerFacts(NamedTuple):
    """A blocker, as the driver gives it."""

    number: int
    code: str
    project: str
    category: str
    description: str
    blocking: bool
    bureau: str
    person: str
    level: str
    on: str | date | None
    precision: str
    permit: str
    authority: str
    first_due: str | date | None
    state: str
    due: str | date | None


class WordFacts(NamedTuple):
    """A word on a blocker, as the driver gives it."""

    blocker: int
    word: str
    on: str | date | None
    precision: str
    by: str
    due: str | date | None
    level: str
    text: str
    permit: str | None
    authority: str | None


class ResultFacts(NamedTuple):
    """A result, as the driver gives it."""

    number: int
    """Of its project."""
    code: str
    project: str
    what: str
    on: str | date
    precision: str
    minor: int | None
    currency: str
    mark: str
    people: int | None
    note: str


class TargetFacts(NamedTuple):
    """A target, as the driver gives it."""

    year: int
    indicator: str
    value: str
    unit: str


def projects_of(session: Session) -> Iterator[ProjectFacts]:
    """Every project in the order it was taken in, with its milestones, what is expected of it, and its ending."""
    endings = _endings(session)
    query = (select(PROJECT.c.id, PROJECT.c.code, *(PROFILE.c[name] for name in FIELD_COLUMNS))
             .join(PROFILE, PROFILE.c.project_id == PROJECT.c.id).where(known(PROFILE)).order_by(PROJECT.c.id))
    roles, notes = PLACES["roles"], PLACES["notes"]
    for chunk in raw_chunks(session, query):
        reached = _days_of(session, _Reached, MILESTONE, ("stage", "occurred_on", "precision", "recognised_on"), chunk)
        expected = _days_of(session, _Expected, EXPECTED, ("what", "expected_on", "precision", "text"), chunk)
        came = _results_in(session, chunk)
        for number, code, *values in chunk:
            yield ProjectFacts(number, code, tuple(values), _mapping(values[notes]), _mapping(values[roles]),
                               reached.get(number, {}), expected.get(number, {}), endings.get(number),
                               came.get(number, ()))


def _results_in(session: Session, chunk: Sequence[RawRow]) -> dict[int, list[ResultFacts]]:
    """The results of the projects of a chunk."""
    found: dict[int, list[ResultFacts]] = defaultdict(list)
    for result in raw_rows(session, _RESULTS.where(RESULT.c.project_id.between(chunk[0][0], chunk[-1][0])),
                           ResultFacts._make):
        found[result.number].append(result)
    return found


def _days_of(session: Session, made: Callable[..., _D], table: FromClause, columns: tuple[str, ...],
             chunk: Sequence[RawRow]) -> dict[int, dict[str, _D]]:
    """The days of the projects of a chunk, by project and by what they are the day of, the first of the columns."""
    query = select(table.c.project_id, *(table.c[name] for name in columns)).where(
        known(table), table.c.project_id.between(chunk[0][0], chunk[-1][0]))
    found: dict[int, dict[str, _D]] = defaultdict(dict)
    for rows in raw_chunks(session, query):
        for number, what, *values in rows:
            found[number][what] = made(*values)
    return found


def _endings(session: Session) -> dict[int, Ending]:
    """How projects ended or were set aside, as far as they still are."""
    query = select(STATUS.c.project_id, STATUS.c.status, STATUS.c.changed_on, STATUS.c.precision,
                   STATUS.c.reason).where(known(STATUS)).order_by(STATUS.c.id)
    last = {number: (status, on, precision, reason) for chunk in raw_chunks(session, query)
            for number, status, on, precision, reason in chunk}
    return {number: Ending(Status(status), kept_day(on, precision), reason)
            for number, (status, on, precision, reason) in last.items() if status != Status.ACTIVE}


def _mapping(kept: Any) -> Mapping[str, str]:
    """A column of JSON, which SQLite gives as text."""
    if kept in ("{}", "", None):
        return {}
    found: Mapping[str, str] = json.loads(kept) if isinstance(kept, str | bytes) else kept
    return found


def receipts_of(session: Session) -> Iterator[ReceiptFacts]:
    """Every receipt in the order it was recorded."""
    table = RECEIPT
    query = (select(table.c.id, PROJECT.c.code, PROFILE.c.name, table.c.received_on, table.c.precision,
                    table.c.amount_minor, table.c.currency, table.c.mark, table.c.origin, table.c.note, table.c.form,
                    table.c.outside_share)
             .join(PROJECT, PROJECT.c.id == table.c.project_id)
             .join(PROFILE, PROFILE.c.project_id == table.c.project_id)
             .where(known(table), known(PROFILE)).order_by(table.c.id))
    return raw_rows(session, query, ReceiptFacts._make)


def vouchers_of(session: Session) -> dict[int, list[tuple[str, str]]]:
    """Kind and number of the documents that prove each receipt, by its number."""
    query = select(EVIDENCE.c.receipt_id, EVIDENCE.c.kind, EVIDENCE.c.number).where(
        known(EVIDENCE), EVIDENCE.c.receipt_id.is_not(None)).order_by(EVIDENCE.c.id)
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for chunk in raw_chunks(session, query):
        for receipt, kind, number in chunk:
            found[receipt].append((kind, number))
    return found


def blockers_of(session: Session) -> Iterator[BlockerFacts]:
    """Every blocker in the order it was raised."""
    table = BLOCKER
    query = (select(table.c.id, PROJECT.c.code, PROFILE.c.name, table.c.category, table.c.description, table.c.blocking,
                    table.c.bureau, table.c.person, table.c.level, table.c.raised_on, table.c.precision,
                    table.c.permit, table.c.authority, table.c.first_due_on, table.c.state, table.c.due_on)
             .join(PROJECT, PROJECT.c.id == table.c.project_id)
             .join(PROFILE, PROFILE.c.project_id == table.c.project_id)
             .where(known(table), known(PROFILE)).order_by(table.c.id))
    return raw_rows(session, query, BlockerFacts._make)


def words_of(session: Session) -> dict[int, list[WordFacts]]:
    """The words on each blocker in the order they were recorded, by its number."""
    query = select(WORD.c.blocker_id, WORD.c.word, WORD.c.said_on, WORD.c.precision, WORD.c.said_by, WORD.c.due_on,
                   WORD.c.level, WORD.c.text, WORD.c.permit, WORD.c.authority).where(known(WORD)).order_by(WORD.c.id)
    found: dict[int, list[WordFacts]] = defaultdict(list)
    for word in raw_rows(session, query, WordFacts._make):
        found[word.blocker].append(word)
    return found


def targets_of(session: Session) -> Iterator[TargetFacts]:
    """Every target, year by year in the order they were set."""
    query = select(TARGET.c.year, TARGET.c.indicator, TARGET.c.value, TARGET.c.unit).where(
        known(TARGET), TARGET.c.period == "").order_by(TARGET.c.year, TARGET.c.id)
    return raw_rows(session, query, TargetFacts._make)


def results_of(session: Session) -> Iterator[ResultFacts]:
    """Every result in the order it was recorded."""
    return raw_rows(session, _RESULTS, ResultFacts._make)


_RESULTS = (select(RESULT.c.project_id, PROJECT.c.code, PROFILE.c.name, RESULT.c.what, RESULT.c.happened_on,
                   RESULT.c.precision, RESULT.c.amount_minor, RESULT.c.currency, RESULT.c.mark, RESULT.c.people,
                   RESULT.c.note)
            .join(PROJECT, PROJECT.c.id == RESULT.c.project_id)
            .join(PROFILE, PROFILE.c.project_id == RESULT.c.project_id)
            .where(known(RESULT), known(PROFILE)).order_by(RESULT.c.id))


def row_count(session: Session) -> int:
    """How many rows a book of the office has."""
    counts = (select(func.count()).select_from(table).where(known(table)) for table in (
        PROFILE, RECEIPT, BLOCKER, TARGET, RESULT))
    return sum(int(session.execute(count).scalar_one()) for count in counts)

