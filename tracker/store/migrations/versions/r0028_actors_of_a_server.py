"""On a server the database itself says who records and when: its functions and triggers are put up with the guards."""

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No table changes; an office on a server is asked to be brought up to date all the same (`sanxin db upgrade`)."""
