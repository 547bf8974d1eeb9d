"""All rows of an office as lines of JSON, and back into an empty one: the same lines from either database."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Date, Enum, LargeBinary, Table, func, insert, select
from sqlalchemy.types import TypeEngine

from tracker.store.columns import Moment, stored_json
from tracker.store.copying import tables_of_office
from tracker.store.query import CHUNK

_Told = Callable[[Any], Any]
_REFUSED = (KeyError, TypeError, ValueError, AttributeError, RecursionError)


class NotRows(ValueError):
    """Lines that are no rows of an office's tables."""


def row_lines(connection: Connection) -> Iterator[bytes]:
    """Every row of every table, those that others refer to first: a line for each table with the names of its columns
    and how many rows follow, and a line for each row. Bytes of documents are not among them. The connection is in one
    consistent look at the database.
    """
    for table in tables_of_office():
        columns = list(table.columns)
        tell = [_told(column.type) for column in columns]
        count = connection.scalar(select(func.count()).select_from(table))
        if not count:
            continue
        yield _line({"table": table.name, "columns": [column.name for column in columns], "rows": count})
        rows = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=CHUNK)
        for row in connection.execute(rows):
            yield _line([None if value is None else told(value) for told, value in zip(tell, row, strict=True)])


def load_row_lines(connection: Connection, lines: Iterable[bytes]) -> dict[str, int]:
    """Writes rows into an office that has none, and answers how many of each table.

    Columns that tables did not have yet when the lines were written are left at their defaults. Raises NotRows for a
    table or a column there is not, for one that comes twice, for rows that are missing, and for a value that is none of
    its column.
    """
    tables = {table.name: table for table in tables_of_office()}
    loaded: dict[str, int] = {}
    follow = iter(lines)
    for line in follow:
        try:
            head = json.loads(line)
            table, names, count = tables.pop(head["table"]), list(head["columns"]), int(head["rows"])
            read = [_read(table.columns[name].type) for name in names]
        except _REFUSED as error:
            raise NotRows("table") from error
        loaded[table.name] = _load(connection, table, names, read, islice(follow, count))
        if loaded[table.name] != count:
            raise NotRows(table.name)
    return loaded


def _load(connection: Connection, table: Table, names: list[str], read: list[_Told], lines: Iterator[bytes]) -> int:
    count = 0
    while chunk := list(islice(lines, CHUNK)):
        try:
            rows = [{name: None if value is None else reads(value)
                     for name, reads, value in zip(names, read, json.loads(line), strict=True)} for line in chunk]
        except _REFUSED as error:
            raise NotRows(table.name) from error
        connection.execute(insert(table), rows)
        count += len(rows)
    return count


def _line(value: object) -> bytes:
    return stored_json(value).encode()


def _told(kind: TypeEngine[Any]) -> _Told:
    """How a value of a column is written in JSON."""
    if isinstance(kind, Moment):
        return lambda value: value.astimezone(UTC).isoformat()
    if isinstance(kind, Date):
        return lambda value: value.isoformat()
    if isinstance(kind, Enum):
        return str
    if isinstance(kind, LargeBinary):
        return lambda value: b64encode(value).decode()
    return lambda value: value


def _read(kind: TypeEngine[Any]) -> _Told:
    """What `_told` wrote. Raises ValueError, TypeError."""
    if isinstance(kind, Moment):
        return datetime.fromisoformat
    if isinstance(kind, Date):
        return date.fromisoformat
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return kind.enum_class
    if isinstance(kind, LargeBinary):
        return lambda value: b64decode(value, validate=True)
    return lambda value: value
