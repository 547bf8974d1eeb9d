"""Whether a later phase of a project lies inside what was signed with the first."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has said it of the projects that are there."""
    op.add_column("profile", sa.Column("phase_scope", sa.String()))
