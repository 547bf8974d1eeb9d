"""Finds stored values that the program cannot read: by table, column and row, for the doctor to name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Column, Connection, Enum, Integer, text
from sqlmodel import SQLModel

from tracker.store.tables import FACTS, JournalEntry, Project

_SHOWN = 60
"""Characters shown of a value that cannot be read."""


@dataclass(frozen=True, slots=True)
class Illegible:
    """A value that cannot be read: where it stands, and what stands there."""

    table: str
    column: str
    row: int
    value: str


def illegible(connection: Connection) -> Iterator[Illegible]:
    """Every stored value that no reading of its table would survive, with the first row it stands in."""
    models: tuple[type[SQLModel], ...] = (JournalEntry, Project, *FACTS)
    for model in models:
        table = model.__table__  # type: ignore[attr-defined]
        for column in table.columns:
            if column.name != "id":
                yield from _in_column(connection, table.name, column)


def _in_column(connection: Connection, table: str, column: Column[Any]) -> Iterator[Illegible]:
    on_sqlite = connection.dialect.name == "sqlite"
    if not on_sqlite and not isinstance(column.type, Enum):
        return  # a server keeps numbers, days, JSON and texts as what they are
    read, name = _reader(connection, column), f'"{column.name}"'
    # As bytes, because SQLite would refuse to hand over a text that is no UTF-8.
    value = f"CASE typeof({name}) WHEN 'text' THEN CAST({name} AS BLOB) ELSE {name} END" if on_sqlite else name
    is_text = f"typeof({name}) = 'text'" if on_sqlite else "true"
    query = f"SELECT {value}, {is_text}, min(id) FROM {table} WHERE {name} IS NOT NULL GROUP BY 1, 2 ORDER BY 3"
    for stored, as_text, row in connection.execute(text(query)):
        try:
            read(stored.decode() if as_text and isinstance(stored, bytes) else stored)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            shown = stored.decode("utf-8", "replace") if isinstance(stored, bytes) else str(stored)
            yield Illegible(table, column.name, row, shown[:_SHOWN])


def _reader(connection: Connection, column: Column[Any]) -> Callable[[Any], object]:
    """What makes a value of Python out of a stored one, and raises where it cannot."""
    kind = column.type.dialect_impl(connection.dialect)
    made: Callable[[Any], object] | None = kind.result_processor(connection.dialect, None)
    wanted: type = dict if isinstance(kind, JSON) else int if isinstance(kind, Integer) else str

    def read(stored: Any) -> object:
        value = made(stored) if made else stored
        if (made is None or wanted is dict) and not isinstance(value, wanted):
            raise TypeError(wanted)
        return value

    return read
