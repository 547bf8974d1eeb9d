"""Expected output and tax keep their currency and mark; those there are were all exact yuan."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two columns for each of the two amounts."""
    for name in ("output", "tax"):
        op.add_column("profile", sa.Column(f"{name}_currency", sa.String(32), nullable=False, server_default="CNY"))
        op.add_column("profile", sa.Column(f"{name}_mark", sa.String(32), nullable=False, server_default=""))
