"""Indexes that hold all that a year's figures ask of a milestone or a receipt, so that no row has to be looked up."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_WHAT_IS_COUNTED = (
    ("milestone_stage_day", "milestone", ("stage", "occurred_on", "project_id", "superseded_at", "precision")),
    ("receipt_project", "receipt", ("project_id", "received_on", "superseded_at", "precision", "currency",
                                    "amount_minor", "origin", "mark", "form", "outside_share")),
    ("receipt_day", "receipt", ("received_on", "project_id", "superseded_at", "precision", "mark")),
)


def upgrade() -> None:
    """The rows stay as they are."""
    for name, table, columns in _WHAT_IS_COUNTED:
        op.drop_index(name, table)
        op.create_index(name, table, list(columns))
    op.create_index("status_day", "status_change", ["changed_on"])
