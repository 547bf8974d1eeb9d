"""Projects that stand at a stage of no known day are found by an index: among them are those of older books alone."""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The rows stay as they are."""
    op.create_index("project_since", "project", ["since"])
