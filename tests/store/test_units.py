"""The settings of a connection, and what a reading and a writing unit promise."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlmodel import Session, select

from tests.store.crowd import address
from tests.store.rows import MOMENT, entry
from tracker.store import sqlite
from tracker.store.engine import Store, StoreUnusable, open_store
from tracker.store.tables import JournalEntry

pytestmark = pytest.mark.both_databases


def pragmas(session: Session, *names: str) -> list[object]:
    return [session.connection().exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]


def entries(store: Store) -> list[str]:
    with store.reading() as session:
        return list(session.exec(select(JournalEntry.subject).order_by(JournalEntry.id)).all())


def write(store: Store, subject: str, problem: type[BaseException] | None = None) -> None:
    with store.writing() as session:
        entry(session, subject=subject)
        if problem:
            raise problem


@pytest.fixture
def impatient(store: Store) -> Iterator[Store]:
    """The same database, opened by somebody who waits a tenth of a second."""
    other = open_store(address(store), timeout=0.1)
    yield other
    other.close()


@pytest.mark.usefixtures("power_cuts")
def test_settings_are_those_that_lose_nothing(sqlite_store: Store) -> None:
    assert sqlite.library().sqlite_version_info >= sqlite.WAL_IS_SAFE
    names = ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "busy_timeout", "application_id")
    for unit, query_only in ((sqlite_store.reading, 1), (sqlite_store.writing, 0)):
        with unit() as session:
            assert pragmas(session, *names) == ["wal", 2, 1, 1, 30_000, sqlite.APPLICATION_ID]
            assert pragmas(session, "query_only") == [query_only]


@pytest.mark.usefixtures("power_cuts")
def test_an_older_library_gets_a_journal_it_can_be_trusted_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "office.db"
    for first_safe, journal, synchronous in (((3, 0, 0), "wal", 2), ((99,), "delete", 3), ((3, 0, 0), "wal", 2)):
        monkeypatch.setattr(sqlite, "WAL_IS_SAFE", first_safe)
        store = open_store(path)
        for unit in (store.reading, store.writing):
            with unit() as session:
                assert pragmas(session, "journal_mode", "synchronous") == [journal, synchronous]
        store.close()


def test_a_unit_is_committed_at_its_end(store: Store) -> None:
    write(store, "一")
    with store.writing() as session:
        row = entry(session, subject="二")
    assert row.subject == "二", "a row must stay readable after its unit"
    assert entries(store) == ["一", "二"]


@pytest.mark.parametrize("problem", [ValueError, KeyboardInterrupt])
def test_a_unit_that_fails_leaves_nothing(store: Store, problem: type[BaseException]) -> None:
    with pytest.raises(problem):
        write(store, "never", problem=problem)
    assert entries(store) == []
    write(store, "after")


def test_what_a_table_refuses_is_no_reason_to_look_through_the_office(
        store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Connection] = []
    monkeypatch.setattr("tracker.store.engine.illegible", lambda connection: looked.append(connection) or iter(()))
    write(store, "once")
    with pytest.raises(IntegrityError), store.writing() as session:
        session.execute(insert(JournalEntry), session.exec(select(JournalEntry)).one().model_dump())
    assert not looked
    with pytest.raises(LookupError), store.reading() as session:
        raise LookupError
    assert len(looked) == 1


def test_reading_sees_one_moment(store: Store) -> None:
    write(store, "before")
    with store.reading() as session:
        query = select(JournalEntry.subject)
        assert session.exec(query).all() == ["before"]
        write(store, "meanwhile")
        assert session.exec(query).all() == ["before"]
    assert entries(store) == ["before", "meanwhile"]


def test_reading_cannot_write(store: Store) -> None:
    for _ in range(2):
        with pytest.raises(DBAPIError, match=r"(?i)read-?only"), store.reading() as session:
            entry(session)
    assert entries(store) == []
    write(store, "a writing unit after that can")


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="time zone"), store.writing() as session:
        entry(session, at=datetime(2023, 6, 18))  # noqa: DTZ001
    with store.writing() as session:
        entry(session, at=MOMENT)
    with store.reading() as session:
        (at,) = session.exec(select(JournalEntry.at)).all()
    assert (at, at.tzinfo) == (MOMENT, UTC)


def test_another_unit_is_waited_for_and_then_given_up(store: Store, impatient: Store) -> None:
    with store.writing() as session:
        entry(session)
        with pytest.raises(StoreUnusable) as caught, impatient.writing():
            raise AssertionError("two writers at once")
        assert entries(impatient) == [], "readers need not wait"
    assert caught.value.code == "locked"
    write(impatient, "free again")


@pytest.mark.story
def test_opening_a_file_twice_keeps_its_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing a file drops all POSIX locks a process has on it, unless SQLite does the closing."""
    monkeypatch.setattr(sqlite, "WAL_IS_SAFE", (99,))
    path = tmp_path / "office.db"
    store = open_store(path)
    with store.writing() as session:
        entry(session)
        open_store(path, timeout=0).close()
        assert not can_write_from_elsewhere(path)
    assert can_write_from_elsewhere(path)
    store.close()


def can_write_from_elsewhere(path: Path) -> bool:
    import subprocess
    import sys

    script = (
        "import sys; from tracker.store.sqlite import library; db = library().connect(sys.argv[1], timeout=0);"
        "db.isolation_level = None; db.execute('BEGIN IMMEDIATE')"
    )
    answer = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False)
    assert answer.returncode == 0 or "locked" in answer.stderr
    return answer.returncode == 0


def test_changes_tells_that_anybody_committed(store: Store, impatient: Store) -> None:
    seen = store.changes()
    assert store.changes() == seen
    for writer in (store, impatient):
        write(writer, "change")
        assert store.changes() != seen
        seen = store.changes()
        with pytest.raises(KeyError):
            write(writer, "never", problem=KeyError)
        assert store.changes() == seen


def test_threads_share_a_store(store: Store) -> None:
    def work() -> None:
        for number in range(5):
            write(store, str(number))
            store.changes()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(entries(store)) == 30


def test_a_full_disk_is_said_and_nothing_is_kept(sqlite_store: Store) -> None:
    with sqlite_store.writing() as session:
        (pages,) = pragmas(session, "page_count")
        pragmas(session, f"max_page_count = {pages}")
    with pytest.raises(StoreUnusable) as caught:
        write(sqlite_store, "长" * 100_000)
    assert caught.value.code == "disk_full"
    assert entries(sqlite_store) == []
    with sqlite_store.writing() as session:
        pragmas(session, "max_page_count = 1000000")
    write(sqlite_store, "there is room again")


def test_documents_go_beside_the_file(sqlite_store: Store, pg_store: Store, tmp_path: Path) -> None:
    assert sqlite_store.folder == (tmp_path / "office.evidence").resolve()
    assert not sqlite_store.folder.exists()
    assert pg_store.folder is None
    assert (sqlite_store.is_sqlite, pg_store.is_sqlite) == (True, False)


def test_closing_leaves_one_file(sqlite_store: Store, tmp_path: Path) -> None:
    write(sqlite_store, "kept")
    sqlite_store.changes()
    assert (tmp_path / "office.db-wal").exists()
    sqlite_store.close()
    assert [path.name for path in tmp_path.iterdir()] == ["office.db"]
    assert entries(open_store(tmp_path / "office.db")) == ["kept"]
