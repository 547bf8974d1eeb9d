"""Journal entries with the token of the saving they are of."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

WITH_TOKEN = sa.text("token IS NOT NULL")


def upgrade() -> None:
    """Entries that are there have none."""
    op.add_column("journal", sa.Column("token", sa.String(), nullable=True))
    op.create_index("journal_token", "journal", ["token"], unique=True, sqlite_where=WITH_TOKEN,
                    postgresql_where=WITH_TOKEN)
