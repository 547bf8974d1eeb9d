"""The text of each ruleset that is in force where something is recorded; how long the machine had been running then."""

import sqlalchemy as sa
from alembic import op

from tracker.store.migrations.fact_columns import fact_columns

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

CURRENT = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """Nothing is kept of the rules before: figures of then say so."""
    op.create_table(
        "rules_kept",
        *fact_columns(),
        sa.Column("folder", sa.String(32), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("rules_id", sa.String(), nullable=False),
        sa.Column("year", sa.Integer()),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
    )
    op.create_index("rules_current", "rules_kept", ["folder", "file"], unique=True, sqlite_where=CURRENT,
                    postgresql_where=CURRENT)
    op.add_column("journal", sa.Column("running", sa.String()))
