"""On a server units of work wait for a row of their own: it is put up with the guards."""

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No table of the office changes."""
