"""The tables come from migrations, equal the models, and are brought up to date in one piece."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, select

from tests.embedded import BEFORE_BUNDLES
from tests.store.crowd import address
from tests.store.rows import MOMENT, entry, fact, fill, fill_older
from tracker.domain.blocking import Word
from tracker.domain.meeting import Minute
from tracker.domain.money import Currency, Mark
from tracker.store import actor, engine, guardrails, migrations, postgres, shape
from tracker.store.engine import Store, open_store
from tracker.store.guardrails import check_guardrails
from tracker.store.location import locate
from tracker.store.regions import TABLES
from tracker.store.seals_checked import check_seals
from tracker.store.tables import (
    FACTS,
    Assertion,
    AssessedUnit,
    AuditAnswer,
    BlockerWord,
    BundleTaken,
    Credit,
    DifferenceAnswer,
    ExpectedDay,
    GivenMark,
    OthersList,
    Profile,
    ProfileChange,
    Project,
    ProjectResult,
    Receipt,
    Recognition,
    ReviewWord,
    RulesKept,
    Seal,
    UnitTarget,
    YearClose,
)

pytestmark = pytest.mark.both_databases

NEXT = '''
"""Projects get a colour, by making the table anew, as SQLite needs for most changes."""

import sqlalchemy as sa
from alembic import op

revision = "{next}"
down_revision = "{head}"


def upgrade() -> None:
    anew = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("project", recreate=anew) as batch:
        batch.add_column(sa.Column("colour", sa.String(), server_default="red", nullable=False))
    op.execute("UPDATE receipt SET note = 'rewritten'")
    {more}
'''

HEAD, NEXT_HEAD = migrations.HEAD, f"{int(migrations.HEAD) + 1:04}"

SINCE = frozenset({BlockerWord, ReviewWord, ExpectedDay, RulesKept, Recognition, ProfileChange, Assertion, YearClose,
                   ProjectResult, OthersList, DifferenceAnswer, AuditAnswer, AssessedUnit, UnitTarget, Credit,
                   GivenMark, BundleTaken})
"""What the first version had no table for, or another one."""
NEW = SINCE - {BlockerWord}
NEW_COLUMNS = frozenset({"change_id", "project_type", "output_currency", "output_mark", "tax_currency", "tax_mark",
                         "form", "outside_share", "period", "phase_scope", "people", "ownership"})
"""Columns that the first version's tables lack."""
TURN_OF_BEFORE = (
    "CREATE SCHEMA sanxin", "CREATE TABLE sanxin.turn (region integer PRIMARY KEY)",
    "INSERT INTO sanxin.turn VALUES (0)",
    "CREATE TABLE sanxin.unit (one boolean PRIMARY KEY DEFAULT true CHECK (one), xid xid8 NOT NULL)",
    "CREATE POLICY own ON blocker_word USING (blocker_id IN (SELECT id FROM blocker))")
"""What a server kept of turns and roles before there were regions."""
OLD_WORD = """
INSERT INTO blocker_word
    (entry_id, recorded_at, recorded_by, blocker_id, word, said_on, precision, said_by, level, text)
VALUES (:entry, :at, '联络员01', 1, 'note', '2023-06-18', 'day', '', '', '已上会')
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of the next version: its revisions, of which the last is for the test to write."""
    folder = tmp_path / "100% program" / "migrations"
    shutil.copytree(shape.FOLDER, folder)
    monkeypatch.setattr(shape, "FOLDER", folder)
    for module in (shape, engine):
        monkeypatch.setattr(module, "HEAD", NEXT_HEAD)
    monkeypatch.setattr(shape, "KNOWN", (*migrations.KNOWN, NEXT_HEAD))
    return folder


@pytest.fixture(params=["sqlite", "postgresql"])
def first(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An office as the first version of the program left it: no table of the weekly review, all else filled."""
    where = tmp_path / "office.db" if request.param == "sqlite" else request.getfixturevalue("pg_empty")
    folder = tmp_path / "first" / "migrations"
    shutil.copytree(shape.FOLDER, folder)
    for path in (folder / "versions").glob("r[0-9]*.py"):
        if not path.name.startswith("r0001"):
            path.unlink()
    with monkeypatch.context() as then:
        then.setattr(shape, "FOLDER", folder)
        then.setattr(guardrails, "FACTS", tuple(kind for kind in FACTS if kind not in SINCE))
        then.setattr(guardrails, "BESIDE_FACTS", tuple(kind for kind in guardrails.BESIDE_FACTS if kind is not Seal))
        then.setattr(guardrails, "_KNOWN", "1 = 0")
        then.setattr(actor, "triggers_for", lambda model: iter(()))
        then.setattr(guardrails, "MARKS", guardrails.MARKS | NEW_COLUMNS)
        if request.param == "postgresql":
            return _first_on_server(where)
        for module in (shape, engine):
            then.setattr(module, "HEAD", "0001")
        store = open_store(where, set_up=True)
        with store.writing() as session:
            source = fill_older(session, without=SINCE)
            session.execute(text(OLD_WORD), {"entry": source.id, "at": "2023-06-18T01:02:03.456789Z"})
        with store.reading() as session:
            assert shape.version_of(session.connection()) == "0001"
            assert not inspect(session.connection()).has_table("review_word")
            columns = inspect(session.connection()).get_columns("blocker_word")
            assert "permit" not in {column["name"] for column in columns}
    store.close()
    return store


def _first_on_server(where: str) -> Store:
    """Of before there were regions: the tables themselves lie where the program looks for them, and have no guards."""
    location = locate(where)
    server = postgres.connect(location, 5)
    with server.execution_options(unit="writing").begin() as connection:
        shape._upgrade(connection, version_schema="public")
        for statement in TURN_OF_BEFORE:
            connection.exec_driver_sql(statement)
        with Session(connection) as session:
            source = fill_older(session, without=SINCE)
            session.execute(text(OLD_WORD), {"entry": source.id, "at": "2023-06-18T01:02:03.456789Z"})
            session.commit()
    server.dispose()
    return Store(server, location)


@pytest.fixture
def older(store: Store) -> Store:
    with store.writing() as session:
        fill(session)
    store.close()
    return store


def next_revision(folder: Path, more: str = "") -> None:
    written = NEXT.format(more=more, head=HEAD, next=NEXT_HEAD)
    (folder / "versions" / f"r{NEXT_HEAD}_colour.py").write_text(written, encoding="utf-8")


def copies(store: Store) -> list[Path]:
    """Copies made before a migration; on PostgreSQL that is the administrator's business."""
    return sorted(store.location.path.parent.glob("*.before-*")) if store.location.path else []


def test_the_migrations_make_the_tables_of_the_models(store: Store) -> None:
    options = {"version_table": migrations.VERSION_TABLE, "compare_type": True}
    with store.reading() as session:
        if not store.is_sqlite:
            session.execute(text(f"SET LOCAL search_path = {TABLES}, public"))
            options["include_object"] = _apart_from_regions
        context = MigrationContext.configure(session.connection(), opts=options)
        assert compare_metadata(context, SQLModel.metadata) == []


def _apart_from_regions(_thing: object, name: str | None, kind: str, *_: object) -> bool:
    """On a server region begins each table and key, which no model says: that is asked of the server itself below."""
    return (kind, name) != ("column", "region") and kind not in ("index", "unique_constraint", "foreign_key_constraint")


def test_region_begins_every_table_and_every_key_and_index_on_a_server(pg_store: Store) -> None:
    ours = f"c.relnamespace = to_regnamespace('{TABLES}') AND c.relkind = 'p'"
    keys = ("SELECT c.relname, i.relname, a.attname FROM pg_index AS x JOIN pg_class AS c ON c.oid = x.indrelid"
            " JOIN pg_class AS i ON i.oid = x.indexrelid JOIN pg_attribute AS a"
            f" ON a.attrelid = c.oid AND a.attnum = x.indkey[0] WHERE {ours}")
    references = ("SELECT c.relname, k.conname, a.attname, b.attname FROM pg_constraint AS k"
                  " JOIN pg_class AS c ON c.oid = k.conrelid JOIN pg_attribute AS a"
                  " ON a.attrelid = c.oid AND a.attnum = k.conkey[1] JOIN pg_attribute AS b"
                  f" ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1] WHERE {ours} AND k.contype = 'f'"
                  " AND k.conparentid = 0")
    firsts = ("SELECT c.relname, a.attname FROM pg_class AS c JOIN pg_attribute AS a"
              f" ON a.attrelid = c.oid AND a.attnum = 1 WHERE {ours}")
    with pg_store.reading() as session:
        run = session.connection().exec_driver_sql
        assert dict(run(firsts).all()) == dict.fromkeys(SQLModel.metadata.tables, "region")
        indexes, foreign = run(keys).all(), run(references).all()
    assert {first for *_, first in indexes} == {"region"}
    assert {table for table, *_ in indexes} == set(SQLModel.metadata.tables)
    assert {(here, there) for *_, here, there in foreign} == {("region", "region")}
    assert len(foreign) == sum(len(table.foreign_keys) for table in SQLModel.metadata.tables.values())


def test_indexes_of_some_rows_are_partial(store: Store) -> None:
    query = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        if store.is_sqlite
        else f"SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = '{TABLES}'"
    )
    with store.reading() as session:
        indexes = dict(session.connection().exec_driver_sql(query).all())
    for table in SQLModel.metadata.tables.values():
        for index in table.indexes:
            where = index.dialect_options[session.connection().dialect.name]["where"]
            _, *only = re.sub(r'[()"]', "", indexes[str(index.name)]).split(" WHERE ")
            assert only == ([] if where is None else [str(where)])
            assert ("UNIQUE" in indexes[str(index.name)]) == bool(index.unique)


def test_the_constants_name_every_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(shape.FOLDER))
    script = ScriptDirectory.from_config(config)
    revisions = [revision.revision for revision in script.walk_revisions()]
    assert tuple(reversed(revisions)) == migrations.KNOWN
    assert script.get_current_head() == migrations.HEAD == migrations.KNOWN[-1]


@pytest.mark.story
def test_an_up_to_date_database_opens_without_alembic(sqlite_store: Store) -> None:
    script = (
        "import sys; from tracker.store.engine import open_store; store = open_store(sys.argv[1]); store.changes();"
        "assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script, address(sqlite_store)], check=True)


def test_an_older_database_is_brought_up_to_date(older: Store, folder: Path) -> None:
    next_revision(folder)
    newer = open_store(address(older), set_up=True)
    with newer.reading() as session:
        connection = session.connection()
        assert shape.version_of(connection) == NEXT_HEAD
        assert connection.exec_driver_sql("SELECT colour FROM project").scalars().all() == ["red"]
        assert session.exec(select(Receipt.note)).all() == ["rewritten"]
        assert check_guardrails(connection) == []
        if newer.is_sqlite:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert "REFERENCES project" in str(
                connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'receipt'").scalar()
            )
    newer.close()


def test_a_copy_of_the_older_file_is_kept(sqlite_store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite_store.writing() as session:
        fill(session)
    # Not closed: what the log holds must be in the copy too.
    next_revision(folder)
    newer = open_store(address(sqlite_store))
    newer.close()
    (copy,) = copies(sqlite_store)
    assert copy.name == f"office.before-{NEXT_HEAD}.db"
    monkeypatch.undo()
    old = open_store(copy)
    with old.reading() as session:
        assert shape.version_of(session.connection()) == HEAD
        assert session.exec(select(Project.code)).all() == ["P1"]
    old.close()


def test_a_migration_that_fails_changes_nothing(older: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    next_revision(folder, more="raise LookupError")
    for _ in range(2):
        with pytest.raises(LookupError):
            open_store(address(older), set_up=True)
    assert len(copies(older)) == (2 if older.is_sqlite else 0)
    monkeypatch.undo()
    again = open_store(address(older))
    with again.reading() as session:
        assert shape.version_of(session.connection()) == HEAD
        assert check_guardrails(session.connection()) == []
        assert session.exec(select(Receipt.note)).all() == [""]
    again.close()


def test_a_database_of_the_first_version_is_brought_up_to_date(first: Store) -> None:
    """From before there were weekly reviews: every fact stays, the new table is there and guarded."""
    now = open_store(address(first), set_up=True)
    with now.reading() as session:
        connection = session.connection()
        assert shape.version_of(connection) == HEAD
        assert check_guardrails(connection) == []
        (word,) = session.exec(select(BlockerWord)).all()
        assert (word.text, word.word, word.recorded_at, word.permit) == ("已上会", Word.NOTE, MOMENT, None)
        counts = {kind.__name__: len(session.exec(select(kind)).all()) for kind in FACTS}
        rows = [row for kind in FACTS for row in session.exec(select(kind))]
        moments = {(row.known_at == row.recorded_at, row.gone_at) for row in rows}
        seals = check_seals(connection)
        assert (seals.broken, seals.entries, seals.sealed) == ((), 1, len(rows))
    assert counts == {kind.__name__: int(kind not in NEW) for kind in FACTS}
    assert moments == {(True, None)}
    (profile,) = (row for row in rows if isinstance(row, Profile))
    assert (profile.output_currency, profile.tax_mark) == (Currency.CNY, Mark.EXACT)
    with now.writing() as session:
        session.add(fact(ReviewWord, entry(session), blocker_id=None, word=Minute.START))
    with pytest.raises(IntegrityError), now.writing() as session:
        session.execute(text("DELETE FROM review_word"))
    with now.reading() as session:
        assert [row.week.isoformat() for row in session.exec(select(ReviewWord))] == ["2023-06-12"]
    now.close()
    assert [copy.name for copy in copies(first)] == ([f"office.before-{HEAD}.db"] if first.is_sqlite else [])


def test_a_table_that_comes_later_refers_to_tables_that_are_divided(pg_store: Store) -> None:
    """As on a server that was set up before there were bundles of counties."""
    with pg_store.writing() as session:
        fill(session)
    with pg_store.engine.execution_options(unit="reshaping").begin() as connection:
        for statement in BEFORE_BUNDLES:
            connection.exec_driver_sql(statement)
    pg_store.close()
    again = open_store(address(pg_store), set_up=True)
    test_region_begins_every_table_and_every_key_and_index_on_a_server(again)
    with again.writing() as session:
        session.add(fact(BundleTaken, entry(session)))
    with again.reading() as session:
        assert check_guardrails(session.connection()) == []
        assert len(session.exec(select(BundleTaken)).all()) == 1
        assert len(session.exec(select(Receipt)).all()) == 1
    again.close()
