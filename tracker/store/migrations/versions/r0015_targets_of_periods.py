"""Targets of months and quarters beside those of years."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_STANDING = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """The targets that are there are of whole years."""
    op.add_column("target", sa.Column("period", sa.String(), nullable=False, server_default=""))
    op.drop_index("target_current", "target")
    op.create_index("target_current", "target", ["year", "indicator", "period"], unique=True,
                    sqlite_where=_STANDING, postgresql_where=_STANDING)
