"""How exact the contract amount was before a project was signed again: a change keeps its mark too."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The money of the increases that are there is exact."""
    op.add_column("profile_change", sa.Column("mark", sa.String(32), nullable=False, server_default=""))
