"""The first tables: the journal, projects, facts and the documents that prove them."""

import sqlalchemy as sa
from alembic import op

from tracker.store.columns import BIG_ID, MINOR, Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

CURRENT = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    _evidence_file()
    _journal()
    _project()
    _blocker()
    _evidence()
    _milestone()
    _profile()
    _receipt()
    _setting()
    _status_change()
    _target()
    _blocker_word()


def _fact() -> list[sa.Column[object]]:
    """The columns every fact carries."""
    return [
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("entry_id", BIG_ID, sa.ForeignKey("journal.id"), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("supersedes_id", BIG_ID),
        sa.Column("superseded_at", Moment()),
        sa.Column("superseded_entry_id", BIG_ID),
    ]


def _current_index(name: str, table: str, columns: list[str], *, unique: bool) -> None:
    """An index of the rows that hold today."""
    op.create_index(name, table, columns, unique=unique, sqlite_where=CURRENT, postgresql_where=CURRENT)


def _evidence_file() -> None:
    op.create_table(
        "evidence_file",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("project_id", BIG_ID),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
    )
    op.create_index("ix_journal_at", "journal", ["at"])
    op.create_index("ix_journal_project_id", "journal", ["project_id"])


def _project() -> None:
    op.create_table(
        "project",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("code", sa.String(), nullable=False, unique=True),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("stage", sa.String(32), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date()),
        sa.Column("touched_at", Moment(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("project_stage", "project", ["stage", "status"])


def _blocker() -> None:
    op.create_table(
        "blocker",
        *_fact(),
        sa.Column("project_id", BIG_ID, sa.ForeignKey("project.id"), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("blocking", sa.Boolean(), nullable=False),
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("raised_on", sa.Date()),
        sa.Column("precision", sa.String(32), nullable=False),
        sa.Column("permit", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("first_due_on", sa.Date()),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("due_on", sa.Date()),
    )
    _current_index("blocker_open", "blocker", ["state"], unique=False)
    op.create_index("ix_blocker_project_id", "blocker", ["project_id"])


def _evidence() -> None:
    op.create_table(
        "evidence",
        *_fact(),
        sa.Column("project_id", BIG_ID, sa.ForeignKey("project.id"), nullable=False),
        sa.Column("stage", sa.String(32)),
        sa.Column("receipt_id", BIG_ID),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date()),
        sa.Column("precision", sa.String(32), nullable=False),
        sa.Column("sha256", sa.String()),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("size", MINOR),
    )
    op.create_index("ix_evidence_project_id", "evidence", ["project_id"])
    op.create_index("ix_evidence_receipt_id", "evidence", ["receipt_id"])
    op.create_index("ix_evidence_sha256", "evidence", ["sha256"])


def _milestone() -> None:
    op.create_table(
        "milestone",
        *_fact(),
        sa.Column("project_id", BIG_ID, sa.ForeignKey("project.id"), nullable=False),
        sa.Column("stage", sa.String(32), nullable=False),
        sa.Column("occurred_on", sa.Date()),
        sa.Column("precision", sa.String(32), nullable=False),
        sa.Column("recognised_on", sa.Date()),
        sa.Column("recognised_by", sa.String(), nullable=False),
        sa.Column("override", sa.String(), nullable=False),
    )
    _current_index("milestone_current", "milestone", ["project_id", "stage"], unique=True)
    op.create_index("milestone_history", "milestone", ["project_id"])
    op.create_index("milestone_stage_day", "milestone", ["stage", "occurred_on", "project_id"])


def _profile() -> None:
    op.create_table(
        "profile",
        *_fact(),
        sa.Column("project_id", BIG_ID, sa.ForeignKey("project.id"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("investor", sa.String(), nullable=False),
        sa.Column("investor_from", sa.String(), nullable=False),
        sa.Column("origin", sa.String()),
        sa.Column("hunan_return", sa.Boolean(), nullable=False),
        sa.Column("top500", sa.String()),
        sa.Column("industry_chain", sa.String(), nullable=False),
        sa.Column("chain_role", sa.String()),
        sa.Column("contract_minor", MINOR),
        sa.Column("contract_currency", sa.String(32), nullable=False),
        sa.Column("contract_mark", sa.String(32), nullable=False),
        sa.Column("fixed_minor", MINOR),
        sa.Column("fixed_currency", sa.String(32), nullable=False),
        sa.Column("fixed_mark", sa.String(32), nullable=False),
        sa.Column("land_mu", sa.String(), nullable=False),
        sa.Column("output_minor", MINOR),
        sa.Column("tax_minor", MINOR),
        sa.Column("credit_code", sa.String(), nullable=False),
        sa.Column("park", sa.String(), nullable=False),
        sa.Column("bureau", sa.String(), nullable=False),
        sa.Column("chain_leader", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("phase_of", BIG_ID),
        sa.Column("notes", sa.JSON(), nullable=False),
    )
    _current_index("profile_current", "profile", ["project_id"], unique=True)
    op.create_index("profile_history", "profile", ["project_id"])
    _current_index("profile_name", "profile", ["name_key"], unique=False)


def _receipt() -> None:
    op.create_table(
        "receipt",
        *_fact(),
        sa.Column("project_id", BIG_ID, sa.ForeignKey("project.id"), nullable=False),
        sa.Column("received_on", sa.Date()),
        sa.Column("precision", sa.String(32), nullable=False),
        sa.Column("amount_minor", MINOR, nullable=False),
        sa.Column("currency", sa.String(32), nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("origin", sa.String()),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("receipt_day", "receipt", ["received_on"])
    op.create_index("receipt_project", "receipt", ["project_id"])


def _setting() -> None:
    op.create_table(
        "setting",
        *_fact(),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
    )
    _current_index("setting_current", "setting", ["key"], unique=True)


def _status_change() -> None:
    op.create_table(
        "status_change",
        *_fact(),
        sa.Column("project_id", BIG_ID, sa.ForeignKey("project.id"), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("changed_on", sa.Date()),
        sa.Column("precision", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
    )
    op.create_index("ix_status_change_project_id", "status_change", ["project_id"])


def _target() -> None:
    op.create_table(
        "target",
        *_fact(),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
    )
    _current_index("target_current", "target", ["year", "indicator"], unique=True)


def _blocker_word() -> None:
    op.create_table(
        "blocker_word",
        *_fact(),
        sa.Column("blocker_id", BIG_ID, sa.ForeignKey("blocker.id"), nullable=False),
        sa.Column("word", sa.String(32), nullable=False),
        sa.Column("said_on", sa.Date()),
        sa.Column("precision", sa.String(32), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_index("ix_blocker_word_blocker_id", "blocker_word", ["blocker_id"])
