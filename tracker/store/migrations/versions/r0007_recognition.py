"""Recognition: who recognised a milestone or a receipt that another one reported, or sent it back."""

import sqlalchemy as sa
from alembic import op

from tracker.store.columns import BIG_ID, MINOR
from tracker.store.migrations.fact_columns import fact_columns

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is recognised by a second person yet; days of recognition that milestones hold stay as they are."""
    op.create_table(
        "recognition",
        *fact_columns(),
        sa.Column("project_id", BIG_ID, sa.ForeignKey("project.id"), nullable=False),
        sa.Column("verdict", sa.String(32), nullable=False),
        sa.Column("stage", sa.String(32)),
        sa.Column("happened_on", sa.Date()),
        sa.Column("precision", sa.String(32), nullable=False),
        sa.Column("amount_minor", MINOR),
        sa.Column("currency", sa.String(32)),
        sa.Column("slip", sa.String(), nullable=False),
        sa.Column("reported_by", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_index("recognition_project", "recognition", ["project_id"])
