"""The weekly review: what is done in its meetings, and permit numbers that become known later."""

import sqlalchemy as sa
from alembic import op

from tracker.store.columns import BIG_ID, Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review_word",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("entry_id", BIG_ID, sa.ForeignKey("journal.id"), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("supersedes_id", BIG_ID),
        sa.Column("superseded_at", Moment()),
        sa.Column("superseded_entry_id", BIG_ID),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("word", sa.String(32), nullable=False),
        sa.Column("blocker_id", BIG_ID, sa.ForeignKey("blocker.id")),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.add_column("blocker_word", sa.Column("permit", sa.String()))
    op.add_column("blocker_word", sa.Column("authority", sa.String()))
    op.create_index("review_week", "review_word", ["week"])
