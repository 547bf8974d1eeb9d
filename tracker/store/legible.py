"""Finds stored values that the program cannot read: by table, column, row and project."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Connection, Enum, Integer, Table, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import SQLModel

from tracker.domain.fields import ChoiceField
from tracker.domain.profile import FIELDS, Origin
from tracker.store.query import CHUNK, table_of
from tracker.store.tables import FACTS, PROJECTED, JournalEntry, Project

_SHOWN = 60
"""Characters shown of a value that cannot be read."""
_NONE = "—"
_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)

_CHOICES: Mapping[tuple[str, str], type[StrEnum]] = {("receipt", "origin"): Origin, **{
    ("profile", column): field.kind
    for field in FIELDS.values() if isinstance(field, ChoiceField) for column in field.columns}}
"""Columns of plain texts, by table and name, that hold members of an enum and nothing else."""


@dataclass(frozen=True, slots=True)
class Illegible:
    """A value that cannot be read: where it stands, and what stands there."""

    table: str
    column: str
    row: int
    value: str
    project: str
    """The code of the project it belongs to; "—" where it belongs to none."""


def illegible(connection: Connection, *, sealed: bool = False) -> Iterator[Illegible]:
    """Every stored value that no reading of its table would survive, with the first row it stands in.

    With `sealed` every fact is known to say what was recorded: then only what no seal holds is read, and of the rest
    whether it is of the kind it was. A seal cannot tell a text from its bytes.
    """
    models: tuple[type[SQLModel], ...] = (JournalEntry, Project, *FACTS)
    for model in models:
        table = table_of(model)
        if connection.exec_driver_sql(f"SELECT 1 FROM {table.name} LIMIT 1").first() is None:
            continue  # looking through each column of an empty table would take as long as through a small one
        held = _held(model) if sealed else frozenset[str]()
        for column in _doubtful(connection, table, held):
            yield from _in_column(connection, table, column)


def _held(model: type[SQLModel]) -> frozenset[str]:
    """The columns that seals hold: all of a fact but projections, none of a project."""
    free = frozenset(name for kind, names in PROJECTED.items() if kind is model for name in names)
    return frozenset() if model is Project else frozenset(table_of(model).columns.keys()) - free


def may_come_of_a_value(error: BaseException) -> bool:
    """Whether an error can come of a stored value that cannot be read: Python or a driver raised it, not the program.

    `illegible` then says whether there is such a value. A table refuses what was to be written, not what it has.
    """
    if isinstance(error, IntegrityError):
        return False
    kinds = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, DBAPIError)
    return isinstance(error, kinds) and type(error).__module__.partition(".")[0] not in ("tracker", "tui")


def _doubtful(connection: Connection, table: Table, held: Collection[str]) -> list[Column[Any]]:
    """The columns in which something may stand that cannot be read; those `held` by sound seals are not read.

    A server keeps numbers, days, JSON and texts as what they are. In a file every value is looked at, in two readings
    of the table: to look for the rows of each value, column by column, takes three times as long.
    """
    columns = [column for column in table.columns if column.name != "id"]
    if connection.dialect.name != "sqlite":
        return [one for one in columns if one.name not in held
                and (isinstance(one.type, Enum) or (table.name, one.name) in _CHOICES)]
    texts = [column for column in columns if not _kept_as_number(connection, column)]
    doubtful = _of_another_kind(connection, table, columns, texts) | _of_texts(
        connection, table, [column for column in texts if column.name not in held])
    return [column for column in columns if column.name in doubtful]


def _kept_as_number(connection: Connection, column: Column[Any]) -> bool:
    return isinstance(column.type.dialect_impl(connection.dialect), (Integer, Boolean))


def _of_another_kind(connection: Connection, table: Table, columns: Sequence[Column[Any]],
                     texts: Collection[Column[Any]]) -> set[str]:
    """The columns of numbers and of texts that hold something else: each is looked for only where there is one."""
    strange = [f"(\"{column.name}\" IS NOT NULL AND typeof(\"{column.name}\") <> "
               f"'{'text' if column in texts else 'integer'}')" for column in columns]
    if connection.execute(text(f"SELECT 1 FROM {table.name} WHERE {' OR '.join(strange)} LIMIT 1")).first() is None:
        return set()
    row = connection.execute(text(f"SELECT {', '.join(f'max({one})' for one in strange)} FROM {table.name}")).one()
    return {column.name for column, is_strange in zip(columns, row, strict=True) if is_strange}


def _of_texts(connection: Connection, table: Table, texts: Sequence[Column[Any]]) -> set[str]:
    """The columns of texts in which one cannot be read. Each text is read once, however often it stands there."""
    doubtful: set[str] = set()
    if not texts:
        return doubtful
    readers = [_reader(connection, table, column) for column in texts]
    known: list[set[bytes]] = [set() for _ in texts]
    # As bytes, because SQLite would refuse to hand over a text that is no UTF-8.
    values = ", ".join(f'CAST("{column.name}" AS BLOB)' for column in texts)
    with connection.exec_driver_sql(f"SELECT {values} FROM {table.name}") as result:
        while chunk := result.cursor.fetchmany(CHUNK):
            for column, read, before, stored in zip(texts, readers, known, zip(*chunk, strict=True), strict=True):
                new = {*stored}.difference(before, (None,))
                try:
                    for value in new:
                        read(value.decode())
                except _UNREADABLE:
                    doubtful.add(column.name)
                if len(before) < CHUNK:
                    before |= new
    return doubtful


def _in_column(connection: Connection, table: Table, column: Column[Any]) -> Iterator[Illegible]:
    """Each value of a column that cannot be read, with the first row it stands in."""
    on_sqlite = connection.dialect.name == "sqlite"
    read, name = _reader(connection, table, column), f'"{column.name}"'
    # As bytes, because SQLite would refuse to hand over a text that is no UTF-8.
    value = f"CASE typeof({name}) WHEN 'text' THEN CAST({name} AS BLOB) ELSE {name} END" if on_sqlite else name
    is_text = f"typeof({name}) = 'text'" if on_sqlite else "true"
    query = f"SELECT {value}, {is_text}, min(id) FROM {table.name} WHERE {name} IS NOT NULL GROUP BY 1, 2 ORDER BY 3"
    for stored, as_text, row in connection.execute(text(query)):
        try:
            read(stored.decode() if as_text and isinstance(stored, bytes) else stored)
        except _UNREADABLE:
            shown = _text(stored)[:_SHOWN]
            yield Illegible(table.name, column.name, row, shown, _project(connection, table, row))


def _project(connection: Connection, table: Table, row: int) -> str:
    """The code of the project that a row belongs to, itself or through a blocker."""
    if table.name == "project":
        number = ":row"
    elif "project_id" in table.c:
        number = f"(SELECT project_id FROM {table.name} WHERE id = :row)"
    elif "blocker_id" in table.c:
        number = ("(SELECT project_id FROM blocker WHERE id = "
                  f"(SELECT blocker_id FROM {table.name} WHERE id = :row))")
    else:
        return _NONE
    code = "CAST(code AS BLOB)" if connection.dialect.name == "sqlite" else "code"
    found = connection.execute(text(f"SELECT {code} FROM project WHERE id = {number}"), {"row": row}).scalar()
    return _NONE if found is None else _text(found)


def _text(stored: object) -> str:
    """A stored value as text, whatever it is."""
    return stored.decode("utf-8", "replace") if isinstance(stored, bytes) else str(stored)


def _reader(connection: Connection, table: Table, column: Column[Any]) -> Callable[[Any], object]:
    """What makes a value of Python out of a stored one, and raises where it cannot."""
    if choice := _CHOICES.get((table.name, column.name)):
        return choice
    kind = column.type.dialect_impl(connection.dialect)
    made: Callable[[Any], object] | None = kind.result_processor(connection.dialect, None)
    wanted: type = dict if isinstance(kind, JSON) else int if isinstance(kind, Integer) else str

    def read(stored: Any) -> object:
        value = made(stored) if made else stored
        if (made is None or wanted is dict) and not isinstance(value, wanted):
            raise TypeError(wanted)
        return value

    return read
