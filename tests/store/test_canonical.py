"""The canonical form of a row: SQLite that can concatenate many texts at once writes the same bytes as older ones."""

from __future__ import annotations

from contextlib import closing
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite as dialect
from sqlmodel import SQLModel

from tracker.store import canonical
from tracker.store.query import PROJECT, table_of
from tracker.store.seals import MODELS
from tracker.store.sqlite import library

MOST_ARGUMENTS = 127
"""What a function takes at most in each SQLite that has `concat`."""

needs_concat = pytest.mark.skipif(not canonical.sqlite_concatenates(), reason="this SQLite has no concat")
texts = st.text(max_size=8) | st.sampled_from(
    ["", "{}", "day", "CNY", "bureau", "正文", "a\0b", "=1:2", "'", '"', "0", "1"])
values = st.none() | texts | st.integers(-2**40, 2**40) | st.binary(max_size=6) | st.floats(allow_nan=False)


def form(model: type[SQLModel], *, concatenated: bool) -> str:
    with patch.object(canonical, "sqlite_concatenates", lambda: concatenated):
        return canonical.written_form.__wrapped__(model, "sqlite")


def put(raw: Any, table: Any, row: dict[str, object]) -> None:
    """Makes a table of the same columns that takes any value in any of them, and puts one row there."""
    kinds = ", ".join(f'"{column.name}" {column.type.compile(dialect.dialect())}' for column in table.columns)
    raw.execute(f"CREATE TABLE {table.name} ({kinds})")
    raw.execute(f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(row))})", list(row.values()))


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=6)
@needs_concat
@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
@given(data=st.data())
def test_both_ways_to_write_a_row_give_the_same_bytes(model: type[SQLModel], data: st.DataObject) -> None:
    """Also where somebody put into a column what it cannot hold, or nothing where there must be something."""
    table = table_of(model)
    row = {column.name: data.draw(texts if data.draw(st.integers(0, 3)) else values) for column in table.columns}
    with closing(library().connect(":memory:")) as raw:
        if "project_id" in row:
            put(raw, PROJECT, {column.name: "P1" for column in PROJECT.columns} | {"id": row["project_id"]})
        put(raw, table, row)
        old, new = (form(model, concatenated=way) for way in (False, True))
        told = raw.execute(f"SELECT {old}, {new} FROM {table.name}").fetchone()
    assert told[0] == told[1]
    must_hold = [column.name for column in table.columns if not column.nullable and f'"{column.name}"' in new]
    assert (told[1] == b"") == any(row[name] is None for name in must_hold)


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_no_row_has_more_columns_than_can_be_concatenated(model: type[SQLModel]) -> None:
    outer = form(model, concatenated=True).partition(" ELSE concat(")[2]
    depth, arguments = 0, 1
    for sign in outer:
        depth += (sign == "(") - (sign == ")")
        arguments += sign == "," and depth == 0
        if depth < 0:
            break
    assert arguments < MOST_ARGUMENTS
