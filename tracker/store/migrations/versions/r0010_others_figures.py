"""Others' figures: what somebody else recognised or published for an indicator of a year."""

import sqlalchemy as sa
from alembic import op

from tracker.store.columns import MINOR
from tracker.store.migrations.fact_columns import fact_columns

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody's figures are on record yet."""
    op.create_table(
        "assertion",
        *fact_columns(),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("sha256", sa.String()),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("size", MINOR),
    )
    op.create_index("assertion_year", "assertion", ["year"])
