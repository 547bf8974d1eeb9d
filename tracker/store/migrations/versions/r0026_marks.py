"""Marks that people give units for a year."""

import sqlalchemy as sa
from alembic import op

from tracker.store.migrations.fact_columns import fact_columns

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

CURRENT = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """There is no mark yet."""
    op.create_table(
        "given_mark",
        *fact_columns(),
        sa.Column("unit_number", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
    )
    op.create_index("given_mark_current", "given_mark", ["year", "unit_number", "mark"], unique=True,
                    sqlite_where=CURRENT, postgresql_where=CURRENT)
