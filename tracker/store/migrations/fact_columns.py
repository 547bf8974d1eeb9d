"""The columns that every table of facts begins with, as they have been since facts have known times (0003)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from tracker.store.columns import BIG_ID, Moment


def fact_columns() -> list[sa.Column[Any]]:
    """New columns for one table. Should facts begin with other columns one day, those get a function of their own."""
    return [
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("entry_id", BIG_ID, sa.ForeignKey("journal.id"), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("supersedes_id", BIG_ID),
        sa.Column("superseded_at", Moment()),
        sa.Column("superseded_entry_id", BIG_ID),
        sa.Column("known_at", Moment(), nullable=False),
        sa.Column("gone_at", Moment()),
    ]
