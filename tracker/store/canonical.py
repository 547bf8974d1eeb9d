"""One form of text for each recorded row, alike on SQLite and PostgreSQL: what a digest of it is taken of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import JSON, Boolean, Column, Date, LargeBinary, Table
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlmodel import SQLModel

from tracker.store.columns import Moment
from tracker.store.query import table_of
from tracker.store.sqlite import library
from tracker.store.tables import PROJECTED, Fact, Profile

MARKS = frozenset({"superseded_at", "superseded_entry_id", "known_at", "gone_at"})
"""Columns of a fact that may change after it was recorded, each in one direction only."""
_MOMENT = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
"""How PostgreSQL writes a moment as the text that SQLite keeps."""


@cache
def written_form(model: type[SQLModel], dialect: str) -> str:
    """An expression for the bytes of what a row says: `name=length:value` of each column that is not at its default.

    Columns stand in the order of their names; lengths are in bytes. A column that a later migration adds, nullable or
    with a default, leaves the form of earlier rows as it was.
    """
    table = table_of(model)
    free = MARKS | PROJECTED.get(model, frozenset()) if issubclass(model, Fact) else frozenset()
    columns = [column for column in sorted(table.columns, key=lambda one: str(one.name)) if column.name not in free]
    if dialect == "sqlite" and sqlite_concatenates():
        said = _concatenated(table, columns)
    else:
        said = " || ".join(_column(table, column, dialect) for column in columns)
    return _bytes(f"{said} || 'project=' || {_project(dialect)}" if model is Profile else said, dialect)


def sqlite_concatenates() -> bool:
    """Whether SQLite has `concat` and `octet_length` (since 3.44): the same bytes in little over half the time."""
    return bool(library().sqlite_version_info >= (3, 44))


def _concatenated(table: Table, columns: Sequence[Column[object]]) -> str:
    """What the columns say, by `concat`. It passes over nothing, so what must hold something is asked for first."""
    parts = []
    for column in columns:
        name, is_default = f'"{column.name}"', _is_default(table, column, f'"{column.name}"')
        value = f"'{column.name}=', octet_length({name}), ':', {name}"
        parts.append(value if is_default == "FALSE" else f"CASE WHEN {is_default} THEN '' ELSE concat({value}) END")
    nothing = " OR ".join(f'"{column.name}" IS NULL' for column in columns if not column.nullable)
    return f"CASE WHEN {nothing} THEN NULL ELSE concat({', '.join(parts)}) END"


def _project(dialect: str) -> str:
    """Which project a profile is of, by code and moment: the row of a project is no fact, and belongs to no entry."""
    recorded = _text("recorded_at", Moment(), dialect)
    return f"(SELECT code || ' ' || {recorded} FROM project WHERE project.id = profile.project_id)"


def ended_form(dialect: str) -> str:
    """An expression for the bytes of when a row was superseded."""
    return _bytes(_text("superseded_at", Moment(), dialect), dialect)


def known_form(dialect: str) -> str:
    """An expression for the bytes of from when to when a row was known."""
    known, gone = (_text(name, Moment(), dialect) for name in ("known_at", "gone_at"))
    return _bytes(f"{known} || '/' || coalesce({gone}, '')", dialect)


def _column(table: Table, column: Column[object], dialect: str) -> str:
    name, value = column.name, _text(column.name, column.type, dialect)
    length = f"length(CAST({value} AS BLOB))" if dialect == "sqlite" else f"octet_length({value})"
    return f"CASE WHEN {_is_default(table, column, value)} THEN '' ELSE '{name}=' || {length} || ':' || {value} END"


def _is_default(table: Table, column: Column[object], value: str) -> str:
    if column.nullable:
        return f'"{column.name}" IS NULL'
    if isinstance(column.type, JSON):
        return f"{value} = '{{}}'"
    default = column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None
    if default is None:
        return "FALSE"
    if isinstance(default, bool | int):
        return f"{value} = '{int(default)}'"
    return f"{value} = '{default}'"


def _text(name: str, kind: object, dialect: str) -> str:
    if dialect == "sqlite":
        return f'"{name}"'
    if isinstance(kind, Boolean):
        return f'"{name}"::int::text'
    if isinstance(kind, Moment):
        return f"to_char(\"{name}\" AT TIME ZONE 'UTC', '{_MOMENT}')"
    if isinstance(kind, Date):
        return f"to_char(\"{name}\", 'YYYY-MM-DD')"
    return f"encode(\"{name}\", 'hex')" if isinstance(kind, LargeBinary) else f'"{name}"::text'


def _bytes(text: str, dialect: str) -> str:
    """An expression for the bytes of a text; where a column that must hold something holds nothing, there are none."""
    if dialect == "sqlite":
        return f"coalesce(CAST({text} AS BLOB), x'')"
    return f"convert_to(coalesce({text}, ''), 'UTF8')"
