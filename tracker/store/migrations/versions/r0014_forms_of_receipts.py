"""In what form money came (cash, equipment, land …), and how much of it is the outside investor's."""

import sqlalchemy as sa
from alembic import op

from tracker.store.columns import MINOR

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has said it of the receipts that are there: they are of no form, and wholly the investor's."""
    op.add_column("receipt", sa.Column("form", sa.String(32)))
    op.add_column("receipt", sa.Column("outside_share", MINOR))
