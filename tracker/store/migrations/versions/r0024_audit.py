"""What an office answers to the questions of the auditor's dry run."""

import sqlalchemy as sa
from alembic import op

from tracker.store.migrations.fact_columns import fact_columns

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

CURRENT = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """Nothing was answered yet."""
    op.create_table(
        "audit_answer",
        *fact_columns(),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_index("audit_answer_current", "audit_answer", ["year", "kind", "subject"], unique=True,
                    sqlite_where=CURRENT, postgresql_where=CURRENT)
