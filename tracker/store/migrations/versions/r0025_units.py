"""Units that are assessed, their targets, and for which of them a project counts."""

import sqlalchemy as sa
from alembic import op

from tracker.store.columns import BIG_ID
from tracker.store.migrations.fact_columns import fact_columns

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

CURRENT = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """There is no unit yet."""
    op.create_table(
        "assessed_unit",
        *fact_columns(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("ranked_in", sa.String(), nullable=False),
        sa.Column("retired_on", sa.Date()),
    )
    _only_one("assessed_unit_current", "assessed_unit", "number")
    _only_one("assessed_unit_name", "assessed_unit", "name_key")
    op.create_table(
        "unit_target",
        *fact_columns(),
        sa.Column("unit_number", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
    )
    _only_one("unit_target_current", "unit_target", "year", "unit_number", "indicator", "period")
    op.create_table(
        "credit",
        *fact_columns(),
        sa.Column("project_id", BIG_ID, sa.ForeignKey("project.id"), nullable=False),
        sa.Column("unit_number", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("precision", sa.String(32), nullable=False),
        sa.Column("how", sa.String(32), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_credit_project_id", "credit", ["project_id"])
    _only_one("credit_current", "credit", "project_id", "unit_number", "from_on")


def _only_one(name: str, table: str, *columns: str) -> None:
    """Of the rows that stand, one alone may have these values."""
    op.create_index(name, table, list(columns), unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT)
