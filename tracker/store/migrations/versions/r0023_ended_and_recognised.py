"""Facts are found by the entry that superseded them, milestones by the day they were recognised: few have either."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_ENDED = (("profile_ended", "profile"), ("milestone_ended", "milestone"), ("status_ended", "status_change"))


def upgrade() -> None:
    """The rows stay as they are."""
    for name, table in _ENDED:
        _some(name, table, ["superseded_entry_id", "project_id"], "superseded_entry_id IS NOT NULL")
    _some("milestone_stage_recognised", "milestone", ["stage", "recognised_on", "project_id", "superseded_at"],
          "recognised_on IS NOT NULL")


def _some(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
