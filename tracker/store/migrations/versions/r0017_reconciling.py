"""Lists of other offices behind a figure, and why they differ from ours."""

import sqlalchemy as sa
from alembic import op

from tracker.store.migrations.fact_columns import fact_columns

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

CURRENT = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """Nobody's list is on record yet."""
    op.create_table(
        "others_list",
        *fact_columns(),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
    )
    op.create_index("others_list_current", "others_list", ["year", "indicator", "body"], unique=True,
                    sqlite_where=CURRENT, postgresql_where=CURRENT)
    op.create_table(
        "difference_answer",
        *fact_columns(),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
    )
    op.create_index("difference_answer_current", "difference_answer",
                    ["year", "indicator", "body", "kind", "subject"], unique=True,
                    sqlite_where=CURRENT, postgresql_where=CURRENT)
