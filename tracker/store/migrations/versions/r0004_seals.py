"""A seal for each journal entry; entries that are there already are sealed when the tables have their new shape."""

import sqlalchemy as sa
from alembic import op

from tracker.store.columns import BIG_ID

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Entries are sealed by `tracker/store/shape.py`, with their rows as the newest tables hold them."""
    op.create_table(
        "seal",
        sa.Column("entry_id", BIG_ID, sa.ForeignKey("journal.id"), primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
    )
