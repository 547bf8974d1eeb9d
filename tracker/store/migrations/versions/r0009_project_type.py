"""What type of project it is (extraction, housing, relocation …), which rules of real places leave out."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has said it of the projects that are there."""
    op.add_column("profile", sa.Column("project_type", sa.String(), nullable=False, server_default=""))
