"""Copies every row of one office into an empty one, whichever database each of them is."""

from __future__ import annotations

from sqlalchemy import Connection, Table, func, insert, select, text
from sqlmodel import SQLModel

from tracker.store.tables import EvidenceFile
from tracker.store.turn import SCHEMA

_AT_ONCE = 2_000
"""Rows that are read and written at once."""


def tables_of_office() -> list[Table]:
    """Every table, those that others refer to first; without the bytes of documents, which lie beside a file."""
    return [table for table in SQLModel.metadata.sorted_tables if table.name != EvidenceFile.__tablename__]


def rows_in(connection: Connection) -> dict[str, int]:
    """How many rows each table has, by its name; tables without any are left out."""
    counted = {table.name: connection.scalar(select(func.count()).select_from(table)) or 0
               for table in tables_of_office()}
    return {name: count for name, count in counted.items() if count}


def copy_rows(source: Connection, target: Connection) -> dict[str, int]:
    """Writes every row as it is, numbers and moments included; answers how many of each table.

    `target` is in a unit of work and has no rows. No guard stands in the way: they hold off changes, not new rows.
    """
    copied: dict[str, int] = {}
    for table in tables_of_office():
        rows = source.execution_options(yield_per=_AT_ONCE).execute(select(table))
        for part in rows.mappings().partitions(_AT_ONCE):
            target.execute(insert(table), [dict(row) for row in part])
            copied[table.name] = copied.get(table.name, 0) + len(part)
        _go_on_counting(target, table)
    return copied


def _go_on_counting(target: Connection, table: Table) -> None:
    """On a server the next row gets the number after the last one; a file finds it by itself."""
    if target.dialect.name == "postgresql" and "id" in table.columns:
        target.execute(text(
            f"SELECT setval({SCHEMA}.sequence('{table.name}'), (SELECT max(id) FROM \"{table.name}\"))"
            f" WHERE EXISTS (SELECT 1 FROM \"{table.name}\")"))
