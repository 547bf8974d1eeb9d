"""Reads the register: every project of the office in one reading unit, or only those touched since the last read."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from sys import intern
from typing import Any, cast

from sqlalchemy import Select, func, select, type_coerce
from sqlalchemy.types import NullType
from sqlmodel import Session, col

from tracker.domain.blocking import BlockerState
from tracker.domain.money import Currency, Mark
from tracker.domain.stages import STAGES, Stage, Status
from tracker.office.register.columns import Column, Days, Flags, Named, Numbers, Ordinals, Packed
from tracker.office.register.texts import Texts
from tracker.store.query import known
from tracker.store.tables import Blocker, Profile, Project, Receipt

CHUNK = 5_000
"""Rows on their way from the database at a time."""
FEW = 500
"""Numbers in one condition; up to so many changed projects are asked for by number."""


def _or_none(said: Any) -> Any:
    return said or None


_HELD: tuple[tuple[str, Any, Callable[[], Column]], ...] = (
    ("id", Project.id, lambda: Numbers("q")),
    ("code", Project.code, Packed),
    ("name", Profile.name, Packed),
    ("investor", Profile.investor, Named),
    ("stage", Project.stage, lambda: Named(Stage)),
    ("status", Project.status, lambda: Named(Status)),
    ("blocked", Project.blocked, Flags),
    ("amount", Profile.contract_minor, lambda: Numbers("q")),
    ("currency", Profile.contract_currency, lambda: Named(Currency)),
    ("mark", Profile.contract_mark, lambda: Named(Mark)),
    ("since", Project.since, Days),
    ("origin", Profile.origin, lambda: Named(_or_none)),
    ("hunan_return", Profile.hunan_return, Flags),
    ("top500", Profile.top500, lambda: Named(_or_none)),
    ("chain", Profile.industry_chain, Named),
    ("chain_role", Profile.chain_role, lambda: Named(_or_none)),
    ("chain_leader", Profile.chain_leader, Named),
    ("park", Profile.park, Named),
    ("officer", Profile.officer, Named),
    ("touched", Project.touched_at, Days),
    ("search", Project.search, Texts),
    ("credit_code", Profile.credit_code, Packed),
    ("version", Project.version, lambda: Numbers("i")),
)
"""Each column: its name, where it is kept, how it is held."""
_WHAT = [name for name, _, _ in _HELD]


@dataclass(slots=True)
class Held:
    """What was read: the columns, and beside them what few projects have."""

    columns: dict[str, Column]
    stuck: dict[int, tuple[str, str, str, int | None, int | None]]
    """By row, the oldest open blocking blocker: category, description, level, numbers of the days raised and due."""
    last: datetime | None
    """When the latest change was recorded; None in an empty office."""

    @classmethod
    def nothing(cls) -> Held:
        """No project."""
        columns = {name: make() for name, _, make in _HELD}
        return cls({**columns, "arrived": Numbers("q")}, {}, None)

    def copied(self) -> Held:
        """The same once more, to be changed."""
        return Held({name: column.copied() for name, column in self.columns.items()}, dict(self.stuck), self.last)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def ids(self) -> array[int]:
        """The numbers of the projects, in order."""
        found: array[int] = self.columns["id"].held  # type: ignore[attr-defined]
        return found


def read_all(session: Session) -> Held:
    """Every project."""
    held = Held.nothing()
    held.last = _latest(session)
    _take_all(session, held, _query())
    _rest(session, held, None)
    return held


def read_page(session: Session, each: int) -> Held:
    """The first projects of each stage, blocked and longest waiting first: what a screen can show at once."""
    held = Held.nothing()
    first: list[int] = []
    for stage in STAGES:
        query = (select(col(Project.id)).where(col(Project.stage) == stage, col(Project.status) != Status.TERMINATED)
                 .order_by(col(Project.blocked).desc(), func.coalesce(col(Project.since), date.max), col(Project.code)))
        first += session.execute(query.limit(each)).scalars()
    _take_all(session, held, _query().where(col(Project.id).in_(first)))
    _rest(session, held, first)
    return held


def read_changed(session: Session, before: Held) -> Held | None:
    """`before` with what was touched since; None where nothing was. What was shown of `before` stays as it is."""
    latest = _latest(session)
    if latest == before.last:
        return None
    if before.last is None:
        return read_all(session)
    query = select(col(Project.id)).order_by(col(Project.id))
    touched = list(session.execute(query.where(col(Project.touched_at) > before.last)).scalars())
    if len(touched) > max(len(before) // 4, FEW):
        return read_all(session)
    held = before.copied()
    held.last = latest
    ids = held.columns["id"]
    for at in range(0, len(touched), FEW):
        some = touched[at:at + FEW]
        found = session.execute(_query().where(col(Project.id).in_(some))).all()
        places = [row_of(ids, row[0], len(held)) for row in found]
        there = _turned([row for row, place in zip(found, places, strict=True) if place is not None])
        new = [row for row, place in zip(found, places, strict=True) if place is None]
        for (name, _, _), old, fresh in zip(_HELD, there, _turned(new), strict=True):
            held.columns[name].put([place for place in places if place is not None], old)
            held.columns[name].take(fresh)
        held.columns["arrived"].take([0] * len(new))
        _rest(session, held, some)
    return held


def row_of(ids: Sequence[int], number: int, count: int) -> int | None:
    """The row of a project's number among the first `count`, which are in order."""
    at = bisect_left(ids, number, 0, count)
    return at if at < count and ids[at] == number else None


def _latest(session: Session) -> datetime | None:
    return session.execute(select(func.max(col(Project.touched_at)))).scalar()


def _query() -> Select[Any]:
    """The columns as the database keeps them: what they mean is found out once for each different value."""
    kept: list[Any] = [type_coerce(column, NullType) for _, column, _ in _HELD]
    return (select(*kept).join(Profile, col(Profile.project_id) == col(Project.id))
            .where(known(Profile)).order_by(col(Project.id)))


def _turned(rows: Sequence[Any]) -> list[Sequence[Any]]:
    """Rows as columns; the search texts with whose and where the project is, which they share."""
    if not rows:
        return [()] * len(_HELD)
    found: list[Sequence[Any]] = list(zip(*rows, strict=True))
    search, officer, park = _WHAT.index("search"), _WHAT.index("officer"), _WHAT.index("park")
    found[search] = list(zip(found[search], found[officer], found[park], strict=True))
    return found


def _take_all(session: Session, held: Held, query: Select[Any]) -> None:
    for chunk in _chunks(session, query):
        for (name, _, _), values in zip(_HELD, _turned(chunk), strict=True):
            held.columns[name].take(values)
        held.columns["arrived"].take([0] * len(chunk))


def _chunks(session: Session, query: Select[Any]) -> Iterator[Sequence[Any]]:
    """The rows as the driver gives them: made into SQLAlchemy's own they would take twice as long."""
    with session.connection().execute(query) as result:
        while chunk := result.cursor.fetchmany(CHUNK):
            yield chunk


def _rows(held: Held, only: Sequence[int] | None) -> dict[int, int]:
    """The rows of some projects, or all, by the projects' numbers."""
    ids = held.ids
    if only is None:
        return dict(zip(ids, range(len(held)), strict=True))
    found = ((number, row_of(ids, number, len(held))) for number in only)
    return {number: row for number, row in found if row is not None}


def _rest(session: Session, held: Held, only: Sequence[int] | None) -> None:
    """What is not in the row of a project: its receipts and its blockers."""
    rows = _rows(held, only)
    _arrived(session, held, rows, only)
    _stuck(session, held, rows, only)


def _arrived(session: Session, held: Held, rows: dict[int, int], only: Sequence[int] | None) -> None:
    """Adds up the standing receipts that are in the currency of the contract."""
    query = cast("Select[Any]", (
        select(col(Receipt.project_id), type_coerce(col(Receipt.currency), NullType), func.sum(Receipt.amount_minor))
        .where(known(Receipt)).group_by(col(Receipt.project_id), col(Receipt.currency))))
    if only is not None:
        query = query.where(col(Receipt.project_id).in_(only))
    currencies, arrived = held.columns["currency"], held.columns["arrived"]
    sums = dict.fromkeys(rows.values(), 0) if only is not None else {}
    for chunk in _chunks(session, query):
        sums.update((row, int(total)) for number, currency, total in chunk
                    if (row := rows.get(number)) is not None and currencies[row] == currency)
    arrived.put(list(sums), list(sums.values()))


def _stuck(session: Session, held: Held, rows: dict[int, int], only: Sequence[int] | None) -> None:
    """Finds the oldest open blocking blocker of each project that has one."""
    days = Ordinals()
    for row in rows.values():
        held.stuck.pop(row, None)
    query = cast("Select[Any]", (
        select(col(Blocker.project_id), col(Blocker.category), col(Blocker.description), col(Blocker.level),
               type_coerce(col(Blocker.raised_on), NullType), type_coerce(col(Blocker.due_on), NullType))
        .where(known(Blocker), col(Blocker.blocking).is_(True),
               col(Blocker.state) != BlockerState.VERIFIED)
        .order_by(func.coalesce(col(Blocker.raised_on), date.max).desc(), col(Blocker.id).desc())
    ))
    if only is not None:
        query = query.where(col(Blocker.project_id).in_(only))
    for chunk in _chunks(session, query):
        for number, category, description, level, raised, due in chunk:
            if (at := rows.get(number)) is not None:
                held.stuck[at] = (intern(category), description, intern(level), days[raised], days[due])
