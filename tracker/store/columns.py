"""Column types that hold the same value on SQLite and PostgreSQL: aware moments, money, members of an enum."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Enum, Integer, String
from sqlalchemy.engine.processors import str_to_datetime
from sqlalchemy.types import TypeDecorator, TypeEngine

MINOR = BigInteger
"""Whole minor units (分, cents) of a currency."""

BIG_ID = BigInteger().with_variant(Integer, "sqlite")
"""A row's number; SQLite counts up by itself only for plain INTEGER."""

_written = json.JSONEncoder(ensure_ascii=False).encode
_FIXED = "%Y-%m-%dT%H:%M:%S.%fZ"


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment. SQLite keeps it as text of one width, so that comparing texts compares moments."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """TIMESTAMPTZ on PostgreSQL, 27 characters on SQLite."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(27))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | datetime | None:
        """Refuses a naive moment: nobody could say later which zone it meant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be kept")
        value = value.astimezone(UTC)
        return value.strftime(_FIXED) if dialect.name == "sqlite" else value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """Reads the text of SQLite without a detour: an office of a million facts holds millions of moments."""
        return str_to_datetime if dialect.name == "sqlite" else super().result_processor(dialect, coltype)

    def process_result_value(self, value: str | datetime | None, dialect: Dialect) -> datetime | None:
        """Always aware, always UTC."""
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return value.astimezone(UTC)


def member(kind: type[StrEnum]) -> Enum:
    """A member of `kind`, kept by its value (not its Python name) in a plain text column."""
    return Enum(kind, native_enum=False, create_constraint=False, length=32,
                values_callable=lambda members: [m.value for m in members])


def stored_json(value: object) -> str:
    """A value of JSON as it is kept on both databases: Chinese as itself, readable and a third of the size."""
    return _written(value)
