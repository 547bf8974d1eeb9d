"""Reads the register: every project of the office in one reading unit, or only those touched since the last read."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from sys import intern
from typing import NamedTuple

from sqlalchemy import and_, func, select
from sqlmodel import Session

from tracker.domain.day import BEGINNINGS
from tracker.domain.days import Day, Precision
from tracker.domain.fields import AmountField, AnyField, ChoiceField, CreditCodeField, NameField, YesNoField
from tracker.domain.money import Currency, Mark
from tracker.domain.profile import in_register
from tracker.domain.stages import STAGES, Stage, Status
from tracker.office.project.cards import blocking_now
from tracker.office.register.columns import NONE, Column, Days, Flags, Named, Numbers, Ordinals, Packed
from tracker.office.register.texts import Texts
from tracker.store.query import (
    BLOCKER,
    MILESTONE,
    PROFILE,
    PROJECT,
    RECEIPT,
    AnyColumn,
    Query,
    RawRow,
    known,
    raw_chunks,
)

ASKED_AT_ONCE = 500
"""Numbers in one condition; up to so many changed projects are asked for by number."""


def _or_none(value: str | None) -> str | None:
    return value or None


def _holders(field: AnyField) -> tuple[Callable[[], Column], ...]:
    """How the columns of a field are held, in their order."""
    if isinstance(field, AmountField):
        return lambda: Numbers("q"), lambda: Named(Currency), lambda: Named(Mark)
    if isinstance(field, ChoiceField):
        return (lambda: Named(_or_none),)
    if isinstance(field, YesNoField):
        return (Flags,)
    return (Packed if isinstance(field, NameField | CreditCodeField) else Named,)


KEPT_COLUMNS: tuple[tuple[str, AnyColumn, Callable[[], Column]], ...] = (
    ("id", PROJECT.c.id, lambda: Numbers("q")),
    ("code", PROJECT.c.code, Packed),
    ("stage", PROJECT.c.stage, lambda: Named(Stage)),
    ("status", PROJECT.c.status, lambda: Named(Status)),
    ("blocked", PROJECT.c.blocked, Flags),
    ("since", PROJECT.c.since, Days),
    ("touched", PROJECT.c.touched_at, Days),
    ("search", PROJECT.c.search, Texts),
    ("version", PROJECT.c.version, lambda: Numbers("i")),
    *((name, PROFILE.c[column], holder) for field in in_register().values()
      for name, column, holder in zip(field.register, field.columns, _holders(field), strict=False)),
)
"""Each column: its name, where it is kept, how it is held."""
_WHAT = [name for name, _, _ in KEPT_COLUMNS]


class StuckOn(NamedTuple):
    """The oldest open blocking blocker of a project. `raised` and `due` are numbers of days, NONE where not known.

    `raised` is the last day it can have been.
    """

    category: str
    description: str
    level: str
    raised: int
    due: int


@dataclass(slots=True)
class RegisterData:
    """What was read: the columns, and beside them what few projects have."""

    columns: dict[str, Column]
    stuck: dict[int, StuckOn]
    """By row, the oldest open blocking blocker."""
    vague: dict[int, Day]
    """By row, the period in which its stage was reached, where the day itself is not known."""
    last: datetime | None
    """When the latest change was recorded; None in an empty office."""

    @classmethod
    def nothing(cls) -> RegisterData:
        """No project."""
        columns = {name: make() for name, _, make in KEPT_COLUMNS}
        return cls({**columns, "arrived": Numbers("q")}, {}, {}, None)

    def copied(self) -> RegisterData:
        """A copy, to be changed."""
        columns = {name: column.copied() for name, column in self.columns.items()}
        return RegisterData(columns, dict(self.stuck), dict(self.vague), self.last)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def ids(self) -> array[int]:
        """The numbers of the projects, in order."""
        found: array[int] = self.columns["id"].held  # type: ignore[attr-defined]
        return found


def read_all(session: Session) -> RegisterData:
    """Every project."""
    held = RegisterData.nothing()
    held.last = last_touch(session)
    _take_all(session, held, _query())
    _rest(session, held, None)
    return held


_KNOWN = select(PROFILE.c.id).where(PROFILE.c.project_id == PROJECT.c.id, known(PROFILE)).exists()
"""That the office knows of a project now: some were only in ledgers of the past."""


def read_page(session: Session, each: int) -> RegisterData:
    """The first projects of each stage, blocked and longest waiting first: what a screen can show at once."""
    held = RegisterData.nothing()
    first: list[int] = []
    for stage in STAGES:
        query = (select(PROJECT.c.id).where(PROJECT.c.stage == stage, PROJECT.c.status != Status.TERMINATED, _KNOWN)
                 .order_by(PROJECT.c.blocked.desc(), func.coalesce(PROJECT.c.since, date.max), PROJECT.c.code))
        first += session.execute(query.limit(each)).scalars()
    _take_all(session, held, _query().where(PROJECT.c.id.in_(first)))
    _rest(session, held, first)
    return held


def read_some(session: Session, numbers: Sequence[int]) -> RegisterData:
    """The projects of these numbers, up to ASKED_AT_ONCE; one that the office knows no more as it was known last."""
    held = RegisterData.nothing()
    _take_all(session, held, _query().where(PROJECT.c.id.in_(numbers)))
    if len(held) < len(numbers):
        held = RegisterData.nothing()
        last = select(func.max(PROFILE.c.id)).where(PROFILE.c.project_id.in_(numbers)).group_by(PROFILE.c.project_id)
        _take_all(session, held, _columns().where(PROFILE.c.id.in_(last)))
    _rest(session, held, numbers)
    return held


def read_changed(session: Session, before: RegisterData) -> RegisterData | None:
    """`before` with what was touched since; None where nothing was. What was shown of `before` stays as it is."""
    latest = last_touch(session)
    if latest == before.last:
        return None
    if before.last is None:
        return read_all(session)
    touched = touched_after(session, before.last)
    if len(touched) > max(len(before) // 4, ASKED_AT_ONCE):
        return read_all(session)
    held = before.copied()
    held.last = latest
    ids = held.columns["id"]
    for at in range(0, len(touched), ASKED_AT_ONCE):
        some = touched[at:at + ASKED_AT_ONCE]
        found = [row for chunk in raw_chunks(session, _query().where(PROJECT.c.id.in_(some))) for row in chunk]
        places = [row_of(ids, number, len(held)) for number, *_ in found]
        there = _turned([row for row, place in zip(found, places, strict=True) if place is not None])
        new = [row for row, place in zip(found, places, strict=True) if place is None]
        for (name, _, _), old, fresh in zip(KEPT_COLUMNS, there, _turned(new), strict=True):
            held.columns[name].put([place for place in places if place is not None], old)
            held.columns[name].take(fresh)
        held.columns["arrived"].take([0] * len(new))
        _rest(session, held, some)
    return held


def row_of(ids: Sequence[int], number: int, count: int) -> int | None:
    """The row of a project's number among the first `count`, which are in order."""
    at = bisect_left(ids, number, 0, count)
    return at if at < count and ids[at] == number else None


def last_touch(session: Session) -> datetime | None:
    """When a project was touched last; None in an empty office."""
    return session.execute(select(func.max(PROJECT.c.touched_at))).scalar()


def touched_after(session: Session, moment: datetime) -> list[int]:
    """The numbers of the projects touched after a moment, in order."""
    query = select(PROJECT.c.id).where(PROJECT.c.touched_at > moment).order_by(PROJECT.c.id)
    return list(session.execute(query).scalars())


def _query() -> Query:
    """The columns as the database keeps them: what they mean is found out once for each different value."""
    return _columns().where(known(PROFILE))


def _columns() -> Query:
    return select(*(column for _, column, _ in KEPT_COLUMNS)).join(
        PROFILE, PROFILE.c.project_id == PROJECT.c.id).order_by(PROJECT.c.id)


def _turned(rows: Sequence[RawRow]) -> list[Sequence[object]]:
    """Rows as columns; the search texts with whose and where the project is, which they share."""
    if not rows:
        return [()] * len(KEPT_COLUMNS)
    found: list[Sequence[object]] = list(zip(*rows, strict=True))
    search, officer, park = _WHAT.index("search"), _WHAT.index("officer"), _WHAT.index("park")
    found[search] = list(zip(found[search], found[officer], found[park], strict=True))
    return found


def _take_all(session: Session, held: RegisterData, query: Query) -> None:
    for chunk in raw_chunks(session, query):
        for (name, _, _), values in zip(KEPT_COLUMNS, _turned(chunk), strict=True):
            held.columns[name].take(values)
        held.columns["arrived"].take([0] * len(chunk))


def _rows(held: RegisterData, only: Sequence[int] | None) -> dict[int, int]:
    """The rows of some projects, or all, by the projects' numbers."""
    ids = held.ids
    if only is None:
        return dict(zip(ids, range(len(held)), strict=True))
    numbered = ((number, row_of(ids, number, len(held))) for number in only)
    return {number: row for number, row in numbered if row is not None}


def _rest(session: Session, held: RegisterData, only: Sequence[int] | None) -> None:
    """What is not in the row of a project: its receipts, its blockers, and how precisely its last day is known."""
    rows = _rows(held, only)
    _arrived(session, held, rows, only)
    _stuck(session, held, rows, only)
    _vague(session, held, rows)


def money_by_project() -> Query:
    """The standing receipts added up: project, currency, minor units."""
    return select(RECEIPT.c.project_id, RECEIPT.c.currency, func.sum(RECEIPT.c.amount_minor)).where(
        known(RECEIPT)).group_by(RECEIPT.c.project_id, RECEIPT.c.currency)


def stages_reached() -> Query:
    """The stages projects are in, where their day is known only by a longer period: project, precision."""
    reached = and_(MILESTONE.c.project_id == PROJECT.c.id, MILESTONE.c.stage == PROJECT.c.stage)
    return select(PROJECT.c.id, MILESTONE.c.precision).join(MILESTONE, reached).where(
        known(MILESTONE), MILESTONE.c.precision != Precision.DAY)


def _arrived(session: Session, held: RegisterData, rows: dict[int, int], only: Sequence[int] | None) -> None:
    """Adds up the standing receipts that are in the currency of the contract."""
    query = money_by_project()
    if only is not None:
        query = query.where(RECEIPT.c.project_id.in_(only))
    currencies, arrived = held.columns["currency"], held.columns["arrived"]
    sums = dict.fromkeys(rows.values(), 0) if only is not None else {}
    for chunk in raw_chunks(session, query):
        sums.update((row, int(total)) for number, currency, total in chunk
                    if (row := rows.get(number)) is not None and currencies[row] == currency)
    arrived.put(list(sums), list(sums.values()))


def _stuck(session: Session, held: RegisterData, rows: dict[int, int], only: Sequence[int] | None) -> None:
    """Finds the oldest open blocking blocker of each project that has one."""
    days = Ordinals()
    for row in rows.values():
        held.stuck.pop(row, None)
    query = blocking_now()
    if only is not None:
        query = query.where(BLOCKER.c.project_id.in_(only))
    for chunk in raw_chunks(session, query):
        for number, category, description, level, raised, precision, due in chunk:
            if (at := rows.get(number)) is not None:
                held.stuck[at] = StuckOn(intern(category), description, intern(level), _last(days[raised], precision),
                                         days[due])


def _vague(session: Session, held: RegisterData, rows: dict[int, int]) -> None:
    """Finds the days known only by a longer period: they lie among those on which one can begin."""
    since: array[int] = held.columns["since"].held  # type: ignore[attr-defined]
    for row in rows.values():
        held.vague.pop(row, None)
    every = {since[row] for row in rows.values()} - {NONE}
    firsts = {day for day in every if date.fromordinal(day).day in BEGINNINGS}
    asked = [number for number, row in rows.items() if since[row] in firsts]
    query = stages_reached()
    for at in range(0, len(asked), ASKED_AT_ONCE):
        for number, precision in session.execute(query.where(PROJECT.c.id.in_(asked[at:at + ASKED_AT_ONCE]))):
            held.vague[rows[number]] = Day(date.fromordinal(since[rows[number]]), Precision(precision))


def _last(day: int, precision: str) -> int:
    """The number of the last day it can have been; none stays none."""
    if day == NONE or precision == Precision.DAY:
        return day
    last = Day(date.fromordinal(day), Precision(precision)).last
    return last.toordinal() if last else NONE
