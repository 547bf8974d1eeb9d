"""Writes many rows at once: facts numbered beforehand, values bound once per column, a pause between the chunks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat

from sqlalchemy import JSON, Connection, String, Table, func, select, text
from sqlmodel import AutoString, SQLModel

from tracker.office.desk import cleaned
from tracker.store.query import CHUNK, ColumnValues, RawRow, table_of
from tracker.store.together import placeholder
from tracker.store.turn import SCHEMA

Tick = Callable[[int], None]
"""Called with the number of rows just written; may raise to stop."""

Bind = Callable[[object], object]

REMEMBERED = 50_000
"""Distinct values of a column of which the bound form is kept; days and amounts repeat far more often than that."""
_HARMLESS = re.compile(r"[\w:.{} -]{0,40}")
"""Texts without a sign that could end them, or mean anything else, inside a statement."""


class Batch:
    """Rows of one table on their way in, each a tuple of the `named` columns; other columns hold a default."""

    def __init__(self, model: type[SQLModel], named: Iterable[str]) -> None:
        self.model = model
        self.named = tuple(named)
        self.rows: list[RawRow] = []

    def write(self, connection: Connection, tick: Tick, **shared: object) -> None:
        """Writes the rows in chunks and forgets them; the `shared` columns hold the same in every row."""
        table = table_of(self.model)
        everywhere = {**_defaults(self.model, {*self.named, *shared}), **shared}
        binders = [_binder(connection, table, name) for name in self.named]
        tail = [(name, _bound(connection, table, name, value)) for name, value in everywhere.items()]
        for start in range(0, len(self.rows), CHUNK):
            chunk = self.rows[start:start + CHUNK]
            # Column by column: most of them hold a few values again and again.
            held = zip(self.named, binders, zip(*chunk, strict=True), strict=True)
            columns = [(name, list(map(bind, values)) if bind else values) for name, bind, values in held]
            _insert(connection, table.name, columns, tail)
            tick(len(chunk))
        if self.rows and "id" in self.named:
            _move_sequence(connection, table.name, max(row[self.named.index("id")] for row in self.rows))
        self.rows = []


def _insert(connection: Connection, table: str, columns: Sequence[tuple[str, Sequence[object]]],
            tail: Sequence[tuple[str, object]]) -> None:
    """Writes rows given by column; the `tail` columns hold one value.

    What is the same in all rows stands in the statement, if it can: a driver hands each value over for each row, which
    takes half of the time. The first column is always handed over, so that there are as many rows as it has values.
    """
    mark = placeholder(is_sqlite=connection.dialect.name == "sqlite")
    written: dict[str, str] = {}
    handed: list[Iterable[object]] = []
    for place, (name, values) in enumerate(columns):
        literal = _literal(values[0]) if place and values[0] == values[-1] and _all_same(values) else None
        written[name] = literal or mark
        if literal is None:
            handed.append(values)
    for name, value in tail:
        literal = _literal(value)
        written[name] = literal or mark
        if literal is None:
            handed.append(repeat(value))
    names = ", ".join(f'"{name}"' for name in written)
    rows = list(zip(*handed))  # noqa: B905 (what is repeated has no end)
    connection.exec_driver_sql(f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(written.values())})', rows)


def _all_same(values: Sequence[object]) -> bool:
    return values.count(values[0]) == len(values)


def _literal(value: object) -> str | None:
    """A value as it stands in a statement; None for one that has to be handed over, such as a text with a quote."""
    if value is None:
        return "NULL"
    if type(value) is int:
        return str(value)
    return f"'{value}'" if type(value) is str and _HARMLESS.fullmatch(value) else None


def last_id(connection: Connection, model: type[SQLModel]) -> int:
    """The greatest number of a row that is seen; 0 where there is none."""
    return int(connection.scalar(select(func.max(table_of(model).c.id))) or 0)


def next_id(connection: Connection, model: type[SQLModel]) -> int:
    """The first number that no row of a table has; only one unit writes at a time, so they stay free.

    A server is asked for it: an account that sees some parks only does not see every number.
    """
    table = table_of(model)
    if connection.dialect.name == "postgresql":
        given = connection.exec_driver_sql(
            f"SELECT {SCHEMA}.last_number('{table.name}')").scalar_one()
        return max(int(given or 0), last_id(connection, model)) + 1
    return last_id(connection, model) + 1


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
        # Number by number: to set it takes a right by which anybody could stop the office.
        connection.execute(text(
            f"SELECT max({SCHEMA}.next_number(:table)) FROM generate_series("
            f"(SELECT coalesce({SCHEMA}.last_number(:table), 0)) + 1, :last)"), {"table": table, "last": last})
