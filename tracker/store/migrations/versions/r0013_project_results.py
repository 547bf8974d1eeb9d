"""What came of projects beside their stages: investment done, output, tax, statistics, scale, capacity."""

import sqlalchemy as sa
from alembic import op

from tracker.store.columns import BIG_ID, MINOR
from tracker.store.migrations.fact_columns import fact_columns

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing was recorded of them before; what ledgers said stands among the notes of profiles."""
    op.create_table(
        "project_result",
        *fact_columns(),
        sa.Column("project_id", BIG_ID, sa.ForeignKey("project.id"), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("precision", sa.String(32), nullable=False),
        sa.Column("amount_minor", MINOR),
        sa.Column("currency", sa.String(32), nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_project_result_project_id", "project_result", ["project_id"])
    op.create_index("result_day", "project_result", ["what", "happened_on"])
