"""Changes of a profile that have a day of effect: capital increases, another investor, another origin."""

import sqlalchemy as sa
from alembic import op

from tracker.store.columns import BIG_ID, MINOR
from tracker.store.migrations.fact_columns import fact_columns

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was changed in profiles before stands as a correction of the whole time."""
    op.create_table(
        "profile_change",
        *fact_columns(),
        sa.Column("project_id", BIG_ID, sa.ForeignKey("project.id"), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("precision", sa.String(32), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("amount_minor", MINOR),
        sa.Column("currency", sa.String(32), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_profile_change_project_id", "profile_change", ["project_id"])
