"""Bundles that counties handed in."""

import sqlalchemy as sa
from alembic import op

from tracker.store.columns import Moment
from tracker.store.migrations.fact_columns import fact_columns

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

CURRENT = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """There is no bundle yet."""
    op.create_table(
        "bundle_taken",
        *fact_columns(),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("last_entry", sa.Integer(), nullable=False),
        sa.Column("last_at", Moment(), nullable=False),
        sa.Column("rules_id", sa.String(), nullable=False),
        sa.Column("rules_digest", sa.String(), nullable=False),
        sa.Column("signer", sa.String(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
    )
    op.create_index("bundle_taken_current", "bundle_taken", ["county", "year", "head"], unique=True,
                    sqlite_where=CURRENT, postgresql_where=CURRENT)
