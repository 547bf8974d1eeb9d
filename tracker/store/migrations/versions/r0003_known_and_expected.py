"""From when to when each fact was known, beside when it was recorded; and the days on which stages are expected."""

import sqlalchemy as sa
from alembic import op

from tracker.store.columns import BIG_ID, Moment
from tracker.store.migrations.fact_columns import fact_columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FACTS = ("blocker", "blocker_word", "evidence", "milestone", "profile", "receipt", "review_word", "setting",
         "status_change", "target")
CURRENT = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """The guards that stand when this is done are those of this program, the one of documents' bytes among them."""
    for table in FACTS:
        _known(table)
    op.create_index("profile_known", "profile", ["known_at"])
    op.create_table(
        "expected_day",
        *fact_columns(),
        sa.Column("project_id", BIG_ID, sa.ForeignKey("project.id"), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("expected_on", sa.Date()),
        sa.Column("precision", sa.String(32), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
    )
    op.create_index("expected_current", "expected_day", ["project_id", "what"], unique=True, sqlite_where=CURRENT,
                    postgresql_where=CURRENT)
    op.create_index("expected_history", "expected_day", ["project_id"])


def _known(table: str) -> None:
    """What was recorded so far was known as long as it stood."""
    # SQLite adds a column that must not be empty only with a default; every writer fills it in.
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    more = {"nullable": False, "server_default": ""} if on_sqlite else {"nullable": True}
    op.add_column(table, sa.Column("known_at", Moment(), **more))
    op.add_column(table, sa.Column("gone_at", Moment()))
    op.execute(f"UPDATE {table} SET known_at = recorded_at, gone_at = superseded_at")
    if not on_sqlite:
        op.alter_column(table, "known_at", nullable=False)
