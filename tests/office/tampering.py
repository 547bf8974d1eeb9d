"""What the owner of a file could do: takes the guards down, changes one stored value, puts the guards back exactly."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Connection, Date, Enum, Integer, LargeBinary, Table, delete, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from tracker.office.desk import Desk
from tracker.store.columns import Moment
from tracker.store.engine import Store
from tracker.store.guardrails import put_up, take_down
from tracker.store.query import BLOCKER, JOURNAL, PROJECT, SEAL, table_of
from tracker.store.seals_checked import seal_unsealed
from tracker.store.tables import FACTS

TABLES = (JOURNAL, SEAL, PROJECT, *map(table_of, FACTS))
UNSEEN = {(PROJECT.name, "version")}
"""Columns that nobody can prove: how often a project was written is no fact."""
_MARKS = ("superseded_at", "superseded_entry_id", "known_at", "gone_at")


class _Inside:
    """A store whose readers look at what one connection has written and not committed."""

    def __init__(self, store: Store, connection: Connection) -> None:
        self._store, self._connection = store, connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with Session(self._connection) as session:
            yield session


@contextmanager
def past_the_guards(desk: Desk) -> Iterator[tuple[Connection, Desk]]:
    """A connection that may change anything, and a desk that sees it; all of it is taken back at the end."""
    with desk.store.engine.connect() as plain:
        if desk.store.is_sqlite:
            plain.detach()  # its foreign keys are off, so it must not go back to the pool
        with (plain.execution_options(unit="reshaping") as connection, connection.begin() as unit):
            take_down(connection)
            yield connection, replace(desk, store=_Inside(desk.store, connection))
            unit.rollback()


def change_one(connection: Connection, random: Random) -> str:
    """Changes, removes or adds one row somewhere and says which. Rows that the tables refuse are not counted."""
    while True:
        table = random.choice(TABLES)
        key = next(iter(table.primary_key))
        rows = connection.execute(select(table).order_by(key)).mappings().all()
        if not rows:
            continue
        row = dict(random.choice(rows))
        try:
            with connection.begin_nested():
                if made := _changed(connection, random, table, key, row):
                    return made
        except DBAPIError:  # a second row of what there can be one of, a row that others point at
            continue


def _changed(connection: Connection, random: Random, table: Table, key: Column[Any], row: dict[str, Any]) -> str:
    what = random.random()
    if what < 0.1:
        connection.execute(delete(table).where(key == row[key.name]))
        return f"{table.name} {row[key.name]} removed"
    if what < 0.2:
        new = {**row, key.name: row[key.name] + 1_000_000}
        if table is PROJECT:
            new["code"] = "P99999"
        connection.execute(table.insert().values(new))
        return f"{table.name} {row[key.name]} doubled"
    columns = [column for column in table.columns if (table.name, column.name) not in UNSEEN]
    marks = [column for column in columns if column.name in _MARKS]
    column = random.choice(marks if marks and what < 0.4 else columns)
    value = _another(random, column, row[column.name])
    if value == row[column.name] or _is_unproved(connection, table, column, row, value):
        return ""
    connection.execute(table.update().where(key == row[key.name]).values({column.name: value}))
    return f"{table.name} {row[key.name]} {column.name}: {row[column.name]!r} → {value!r}"


def _is_unproved(connection: Connection, table: Table, column: Column[Any], row: dict[str, Any], value: Any) -> bool:
    """Whether it is one of the changes that `docs/architecture.md` says nobody can prove, and no figure counts by."""
    if table is PROJECT and column.name == "touched_at":
        return connection.execute(select(JOURNAL.c.id).where(JOURNAL.c.at == value)).first() is not None
    return table is BLOCKER and column.name in ("state", "due_on") and row["superseded_at"] is not None


def _another(random: Random, column: Column[Any], value: Any) -> Any:
    """Another value that the column can hold; nothing, where it may hold nothing, one time in three."""
    if column.nullable and value is not None and random.random() < 1 / 3:
        return None
    match column.type:
        case Boolean():
            return not value
        case Enum() as kind:
            return random.choice(list(kind.enum_class or ()))
        case Moment():
            return (value or datetime.fromisoformat("2023-12-31T04:00:00+00:00")) + timedelta(
                microseconds=random.choice((1, -1, 3_600_000_000)))
        case Date():
            return (value or date(2023, 1, 1)) + timedelta(days=random.choice((1, -1, 365)))
        case JSON():
            return {**(value or {}), "另": "加"}
        case LargeBinary():
            at = random.randrange(len(value))
            return value[:at] + bytes([value[at] ^ 1 << random.randrange(8)]) + value[at + 1:]
        case Integer():
            return random.choice((2 * (value or 1), (value or 0) + 1, (value or 0) - 1))
    return random.choice((f"{value or ''}x", f" {value or ''}", (value or "x")[:-1]))


def seal_anew(connection: Connection) -> None:
    """What an owner does who knows how seals are made: every one of them computed again over what stands there now."""
    connection.execute(text("DELETE FROM seal"))
    seal_unsealed(connection)


def guards_back(connection: Connection) -> None:
    """Puts the guards up again, as they were."""
    put_up(connection)
