"""Results that are a number of people."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """None of those that are there is one."""
    op.add_column("project_result", sa.Column("people", sa.Integer()))
