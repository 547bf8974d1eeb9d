"""On a server every row is of a region, which begins each key: the tables are given it after the revisions."""

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No table of a file changes; those on a server are divided by `tracker.store.regions`, whenever they were made."""
