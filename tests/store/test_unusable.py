"""Every database that cannot be used is refused in a clear sentence, with not a byte of it touched."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import sys
import tempfile
from collections import namedtuple
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.store.rows import fill
from tracker.store import inspecting, shares, sqlite
from tracker.store.engine import Store, StoreUnusable, open_store
from tracker.store.shares import Mount
from tracker.words import Lang
from tracker.words.store import unusable_sentence

Hashes = dict[str, str]


def hashes(folder: Path) -> Hashes:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        for path in sorted(folder.iterdir())
    }


def refusal(where: Path | str, **more: Any) -> StoreUnusable:
    """What opening says; whatever lies in the file's folder is the same afterwards."""
    folder = where.parent if isinstance(where, Path) and where.parent.is_dir() else None
    before = hashes(folder) if folder else {}
    with pytest.raises(StoreUnusable) as caught:
        open_store(where, **more)
    assert (hashes(folder) if folder else {}) == before
    for lang in Lang:
        assert str(caught.value.params["where"]) in unusable_sentence(caught.value, lang)
    return caught.value


def raw(path: Path, *statements: str) -> None:
    connection = sqlite.library().connect(str(path), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


@pytest.fixture
def path(tmp_path: Path, sqlite_template: Path) -> Path:
    """A file of ours with something in it, closed."""
    path = tmp_path / "office.db"
    shutil.copyfile(sqlite_template, path)
    store = open_store(path)
    with store.writing() as session:
        fill(session)
    store.close()
    return path


def test_a_newer_database(path: Path) -> None:
    raw(path, "UPDATE sanxin_version SET version_num = '9999'")
    problem = refusal(path)
    assert (problem.code, problem.params["version"]) == ("newer", "9999")


def test_a_newer_database_on_a_server(pg_store: Store) -> None:
    pg_store.close()
    run(pg_store, "UPDATE sanxin_version SET version_num = '9999'")
    assert refusal(pg_store.location.server).code == "newer"


@pytest.mark.parametrize("content", [b"PK\x03\x04" * 999, b"x", "项目名称,投资方\n".encode() * 99])
def test_not_a_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(content)
    assert refusal(path).code == "not_a_database"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this platform")
def test_not_even_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StoreUnusable) as caught:
        open_store(tmp_path / "pipe")
    assert caught.value.code == "not_a_database"


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "office.db").mkdir()
    assert refusal(tmp_path / "office.db").code == "directory"


def test_a_file_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert refusal(str(tmp_path / "file" / "office.db")).code == "unwritable_folder"


def test_nothing_there_and_nothing_to_be_made(tmp_path: Path) -> None:
    assert refusal(tmp_path / "office.db", create=False).code == "no_store"
    (tmp_path / "empty.db").touch()
    assert refusal(tmp_path / "empty.db", create=False).code == "no_store"


def test_nothing_on_the_server_and_nothing_to_be_made(pg_empty: str) -> None:
    assert refusal(pg_empty, create=False).code == "not_set_up"
    assert refusal(pg_empty).code == "not_set_up"


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
@pytest.mark.parametrize("more", ["PRAGMA user_version = 7", "PRAGMA application_id = 252006673"])
def test_another_programs_database(tmp_path: Path, journal: str, more: str) -> None:
    path = tmp_path / "other.db"
    raw(path, more, f"PRAGMA journal_mode = {journal}", "CREATE TABLE project (x)", "INSERT INTO project VALUES (1)")
    assert refusal(path).code == "foreign"


def test_another_programs_database_while_it_is_running(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    running = sqlite.library().connect(str(path), isolation_level=None)
    for statement in ("PRAGMA journal_mode = WAL", "CREATE TABLE t (x)", "PRAGMA wal_checkpoint", "DROP TABLE t"):
        running.execute(statement)
    assert refusal(path).code == "foreign"
    running.close()


@pytest.mark.story
def test_another_programs_tables_on_the_server(pg_empty: str) -> None:
    run(pg_empty, "CREATE TABLE project (x int)")
    assert refusal(pg_empty, set_up=True).code == "foreign"
    assert run(pg_empty, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 1
    run(pg_empty, "ALTER TABLE project RENAME TO theirs")
    open_store(pg_empty, set_up=True).close()


def test_a_file_cut_short(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert refusal(path).code == "corrupt"


def test_a_damaged_first_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:1000] = b"\xff" * 900
    path.write_bytes(content)
    assert refusal(path).code == "corrupt"


def test_damage_found_later(path: Path) -> None:
    content = bytearray(path.read_bytes())
    page = sqlite.library().connect(str(path)).execute("SELECT rootpage FROM sqlite_master WHERE name = 'receipt'")
    start = (page.fetchone()[0] - 1) * 4096
    content[start : start + 4096] = b"\xff" * 4096
    path.write_bytes(content)
    store = open_store(path)
    with pytest.raises(StoreUnusable) as caught, store.reading() as session:
        session.connection().exec_driver_sql("SELECT * FROM receipt").all()
    assert caught.value.code == "corrupt"
    store.close()


def test_locked_by_a_program_that_does_not_let_go(path: Path) -> None:
    holder = sqlite.library().connect(str(path), isolation_level=None)
    for statement in ("PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE"):
        holder.execute(statement)
    assert refusal(path, timeout=0.1).code == "locked"
    holder.close()


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "smbfs"])
def test_a_network_share(path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(shares, "_mounts", lambda: [Mount("/", "ext4"), Mount(str(path.parent), kind)])
    problem = refusal(path)
    assert (problem.code, problem.params["kind"]) == ("network_share", kind)
    assert refusal(path.parent / "new folder" / "office.db").code == "network_share"
    assert not (path.parent / "new folder").exists()


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")(10**9, 10**9 - 5, 5)
    monkeypatch.setattr(inspecting.shutil, "disk_usage", lambda _folder: usage)
    assert refusal(tmp_path / "office.db").code == "disk_full"


@pytest.fixture
def guarded(sqlite_template: Path) -> Iterator[Path]:
    """A file of ours in a folder that other accounts can reach."""
    folder = Path(tempfile.mkdtemp(prefix="sanxin-test-"))
    shutil.copyfile(sqlite_template, folder / "office.db")
    yield folder / "office.db"
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def without_rights() -> Iterator[None]:
    """Root may write anything, so as root the test becomes an account that may not."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


needs_permissions = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")


@needs_permissions
def test_a_file_that_cannot_be_written(guarded: Path) -> None:
    guarded.parent.chmod(0o777)
    guarded.chmod(0o444)
    with without_rights():
        read_and_not_written(guarded)
    guarded.chmod(0o200)
    with without_rights(), pytest.raises(StoreUnusable) as caught:
        open_store(guarded)
    assert caught.value.code == "unwritable_file"


def read_and_not_written(path: Path) -> None:
    """A file of ours is opened all the same where it can be read; nothing is made beside it, and nothing written."""
    before = hashes(path.parent)
    store = open_store(path)
    assert store.read_only
    with store.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM project").scalar() == 0
    seen = store.changes()
    assert store.changes() == seen
    with pytest.raises(StoreUnusable) as caught, store.writing() as session:
        fill(session)
    assert caught.value.code == "unwritable_file"
    store.close()
    assert hashes(path.parent) == before


@needs_permissions
def test_what_is_written_into_a_file_that_can_only_be_read_is_seen(guarded: Path) -> None:
    """Another one, who may write it, records while it is being read, and after he has closed it."""
    guarded.chmod(0o644)
    guarded.parent.chmod(0o755)
    with without_rights():
        reader = open_store(guarded)
    seen = reader.changes()
    writer = open_store(guarded)
    with writer.writing() as session:
        fill(session)
    for open_still in (True, False):
        with without_rights():
            assert reader.changes() != seen
            with reader.reading() as session:
                assert session.connection().exec_driver_sql("SELECT count(*) FROM project").scalar() == 1
        if open_still:
            writer.close()
    reader.close()


@needs_permissions
def test_an_older_file_that_can_only_be_read_is_not_brought_up_to_date(guarded: Path) -> None:
    raw(guarded, "UPDATE sanxin_version SET version_num = '0027'")
    guarded.parent.chmod(0o755)
    guarded.chmod(0o444)
    with without_rights():
        assert refusal(guarded).code == "older"


@needs_permissions
def test_a_folder_that_cannot_be_written(guarded: Path) -> None:
    guarded.chmod(0o666)
    guarded.parent.chmod(0o555)
    with without_rights():
        read_and_not_written(guarded)
        assert refusal(guarded.with_name("new.db")).code == "unwritable_folder"
        assert refusal(guarded.parent / "new" / "office.db").code == "unwritable_folder"


@needs_permissions
def test_a_folder_that_cannot_be_entered(guarded: Path) -> None:
    guarded.parent.chmod(0o000)
    with without_rights(), pytest.raises(StoreUnusable) as caught:
        open_store(guarded)
    assert caught.value.code in ("unwritable_file", "unwritable_folder")


def test_an_account_that_may_not_write_on_the_server(pg_empty: str) -> None:
    run(pg_empty, "DO 'BEGIN CREATE ROLE guest LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END'")
    assert refusal(pg_empty.replace("postgres:@", "guest@"), set_up=True).code == "not_granted"
    assert run(pg_empty, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0


def test_no_such_server_and_no_password_shown() -> None:
    problem = refusal("postgresql://officer:geheim@127.0.0.1:1/office?connect_timeout=2")
    assert problem.code == "unreachable"
    shown = f"{problem} {problem!r} {problem.params} {problem.__cause__}"
    assert "geheim" not in shown + unusable_sentence(problem, Lang.ZH) + unusable_sentence(problem, Lang.EN)


def test_no_such_database_on_the_server(pg_empty: str) -> None:
    assert refusal(pg_empty.replace("/office_", "/none_")).code == "unreachable"


def test_no_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    problem = refusal("postgres://officer:geheim@localhost/office")
    assert problem.code == "no_driver"
    assert "geheim" not in str(problem)


def test_a_server_that_goes_away(pg_store: Store) -> None:
    with pytest.raises(StoreUnusable) as caught, pg_store.writing() as session:
        session.connection().exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
    assert caught.value.code == "unreachable"
    with pg_store.reading() as session:
        assert session.connection().exec_driver_sql("SELECT 1").scalar() == 1


def test_an_empty_file_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "office.db").touch()
    raw(tmp_path / "empty.db", "PRAGMA user_version = 0", "VACUUM")
    for name in ("office.db", "empty.db"):
        open_store(tmp_path / name).close()


def test_a_database_rebuilt_from_a_dump_is_still_ours(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        dump = list(connection.iterdump())
    raw(tmp_path / "restored.db", *(line for line in dump if line not in ("BEGIN TRANSACTION;", "COMMIT;")))
    store = open_store(tmp_path / "restored.db")
    with store.reading() as session:
        assert sqlite.is_marked(session.connection())
    store.close()


def run(where: Store | str, statement: str) -> Any:
    import psycopg

    address = where if isinstance(where, str) else where.location.server.replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None
