"""Documents that prove a capital increase."""

import sqlalchemy as sa
from alembic import op

from tracker.store.columns import BIG_ID

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """None of those that are there proves one."""
    op.add_column("evidence", sa.Column("change_id", BIG_ID))
