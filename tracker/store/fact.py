"""What every fact carries, the journal entry and seal it belongs to, and how columns and indexes of tables are said."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from tracker.store.columns import BIG_ID, Moment, member

CURRENT = text("superseded_at IS NULL")
"""The rows that hold today; `superseded_at` is set once, by the later entry that put them right.

An index of these rows alone says so here for SQLite, and in `postgres.connect` for PostgreSQL: naming the condition
here would import that dialect, 30 ms and 2 MB, into every office that lies in a file.
"""


def number_column() -> Any:
    """The number of a row."""
    return Field(default=None, primary_key=True, sa_type=BIG_ID)


def reference(table: str, **more: Any) -> Any:
    """A reference to another row by its number."""
    return Field(sa_type=BIG_ID, foreign_key=f"{table}.id", **more)


def kind_column(kind: Any, **more: Any) -> Any:
    """A word of a vocabulary."""
    return Field(sa_type=member(kind), **more)


class JournalEntry(SQLModel, table=True):
    """One use case carried out: who, when, what, why. Never changed."""

    __tablename__ = "journal"

    id: int | None = number_column()
    at: datetime = Field(sa_type=Moment, index=True)
    who: str
    action: str
    project_id: int | None = Field(default=None, sa_type=BIG_ID, index=True)
    subject: str = ""
    reason: str = ""
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    running: str | None = None
    """How long the machine had been running, as `tracker.store.running` writes it: it tells whether a clock jumped."""
    token: str | None = None
    """Of which saving of which form it is: by it a saving whose answer was lost is found, and made only once."""

    __table_args__ = (Index("journal_token", "token", unique=True, sqlite_where=text("token IS NOT NULL")),)


class Seal(SQLModel, table=True):
    """What proves a journal entry: a hash of the seal before it, of the entry and of all it recorded. Never changed."""

    __tablename__ = "seal"

    entry_id: int = Field(primary_key=True, sa_type=BIG_ID, foreign_key="journal.id")
    hash: str = Field(max_length=64)
    """SHA-256 in hexadecimal digits; the first sixteen are shown as the head of the journal."""
    facts: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    """Which facts are sealed, each with a digest of its own that tells which of them was changed."""


class Fact(SQLModel):
    """What every fact carries: the entry that recorded it and, when it was wrong, the entry that superseded it.

    A fact is known from `known_at` up to `gone_at`, which is no moment any more. These are the moments it was recorded
    and superseded, but for a ledger that was loaded as what was known on an earlier day.
    """

    id: int | None = number_column()
    entry_id: int = reference("journal")
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: str
    supersedes_id: int | None = Field(default=None, sa_type=BIG_ID)
    superseded_at: datetime | None = Field(default=None, sa_type=Moment)
    superseded_entry_id: int | None = Field(default=None, sa_type=BIG_ID)
    known_at: datetime = Field(sa_type=Moment)
    gone_at: datetime | None = Field(default=None, sa_type=Moment)


class ProjectFact(Fact):
    """What every fact about one project carries beside that: which project."""

    project_id: int
