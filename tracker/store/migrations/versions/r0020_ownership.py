"""Whether an investor is private, of the state or from abroad."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has said it of the projects that are there."""
    op.add_column("profile", sa.Column("ownership", sa.String()))
