"""On a server units of work wait for a row of their own, and the database says who records: put up with the guards."""

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No table of the office changes; one on a server is to be upgraded all the same (`sanxin db upgrade`)."""
