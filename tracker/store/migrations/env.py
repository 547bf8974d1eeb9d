"""What Alembic runs: the revisions, on the connection and in the transaction that `tracker/store/shape.py` holds."""

from alembic import context
from sqlmodel import SQLModel

import tracker.store.tables  # noqa: F401
from tracker.store.migrations import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    version_table=VERSION_TABLE,
    version_table_schema=context.config.attributes["version_schema"],
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
