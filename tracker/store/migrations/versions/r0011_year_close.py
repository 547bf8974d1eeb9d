"""Years that were closed: figures, lists, ruleset and head, as a fact."""

import sqlalchemy as sa
from alembic import op

from tracker.store.columns import Moment
from tracker.store.migrations.fact_columns import fact_columns

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

CURRENT = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """No year was closed before."""
    op.create_table(
        "year_close",
        *fact_columns(),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=False),
        sa.Column("closed_by", sa.String(), nullable=False),
        sa.Column("as_of", Moment(), nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
        sa.Column("rules_id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("counted", sa.JSON(), nullable=False),
        sa.Column("accepted", sa.JSON(), nullable=False),
        sa.Column("despite", sa.Text(), nullable=False),
    )
    op.create_index("year_close_current", "year_close", ["year", "number"], unique=True, sqlite_where=CURRENT,
                    postgresql_where=CURRENT)
