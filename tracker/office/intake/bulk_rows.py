"""Writes many rows at once: facts numbered beforehand, values bound once per column, a pause between the chunks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import repeat

from sqlalchemy import JSON, Connection, String, Table, func, select, text
from sqlmodel import AutoString, SQLModel

from tracker.office.desk import cleaned
from tracker.store.query import CHUNK, ColumnValues, RawRow, table_of

Tick = Callable[[int], None]
"""Called with the number of rows just written; may raise to stop."""

Bind = Callable[[object], object]

REMEMBERED = 50_000
"""Distinct values of a column of which the bound form is kept; days and amounts repeat far more often than that."""


class Batch:
    """Rows of one table on their way in, each a tuple of the `named` columns; other columns hold a default."""

    def __init__(self, model: type[SQLModel], named: Iterable[str]) -> None:
        self.model = model
        self.named = tuple(named)
        self.rows: list[RawRow] = []

    def write(self, connection: Connection, tick: Tick, **shared: object) -> None:
        """Writes the rows in chunks and forgets them; the `shared` columns hold the same in every row."""
        table, dialect = table_of(self.model), connection.dialect
        everywhere = {**_defaults(self.model, {*self.named, *shared}), **shared}
        named, same = list(self.named), list(everywhere)
        mark = "?" if dialect.paramstyle == "qmark" else "%s"
        columns = ", ".join(f'"{name}"' for name in named + same)
        statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({", ".join([mark] * len(named + same))})'
        columns_bound = [_binder(connection, table, name) for name in named]
        tail = [repeat(_bound(connection, table, name, value)) for name, value in everywhere.items()]
        for start in range(0, len(self.rows), CHUNK):
            chunk = self.rows[start:start + CHUNK]
            # Column by column: most of them hold a few values again and again.
            held = zip(columns_bound, zip(*chunk, strict=True), strict=True)
            handed = [map(bind, values) if bind else values for bind, values in held]
            connection.exec_driver_sql(statement, list(zip(*handed, *tail)))  # noqa: B905 (the tail has no end)
            tick(len(chunk))
        if self.rows and "id" in named:
            _move_sequence(connection, table.name, max(row[named.index("id")] for row in self.rows))
        self.rows = []


def next_id(connection: Connection, model: type[SQLModel]) -> int:
    """The first number that no row of a table has; only one unit writes at a time, so they stay free."""
    table = table_of(model)
    return int(connection.scalar(select(func.max(table.c.id))) or 0) + 1


def _defaults(model: type[SQLModel], given: set[str]) -> ColumnValues:
    """What the other columns hold by the model; the number is left to the database."""
    fields = model.model_fields
    return {name: fields[name].get_default(call_default_factory=True) for name in fields
            if name not in given and name != "id" and not name.startswith("superseded_")}


class _Bound(dict[object, object]):
    """What the driver is handed for the values of a column, each worked out once."""

    def __init__(self, process: Bind) -> None:
        super().__init__()
        self._process = process

    def __missing__(self, value: object) -> object:
        handed = self._process(value)
        if len(self) < REMEMBERED:
            self[value] = handed
        return handed


def _binder(connection: Connection, table: Table, name: str) -> Bind | None:
    """How the values of a column are handed to the driver; texts are cleaned. None where as they are."""
    kind = table.c[name].type
    convert: Bind | None = kind.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    # A search text is made by the program, of texts that are clean, and is long.
    if convert is None and (not isinstance(kind, AutoString | String) or name == "search"):
        return None
    process: Bind = (lambda value: convert(cleaned(value))) if convert else cleaned
    if isinstance(kind, JSON):
        nothing = process({})
        return lambda value: nothing if value == {} else process(value)
    return _Bound(process).__getitem__


def _bound(connection: Connection, table: Table, name: str, value: object) -> object:
    bind = _binder(connection, table, name)
    return bind(value) if bind else value


def _move_sequence(connection: Connection, table: str, last: int) -> None:
    """PostgreSQL counts by itself only from where its sequence stands; SQLite looks at the rows."""
    if connection.dialect.name == "postgresql":
        sequence = connection.scalar(text("SELECT pg_get_serial_sequence(:table, 'id')"), {"table": table})
        if sequence:
            further = f"greatest(:last, (SELECT last_value FROM {sequence}))"
            connection.execute(text(f"SELECT setval('{sequence}', {further})"), {"last": last})
