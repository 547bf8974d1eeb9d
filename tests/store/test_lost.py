"""An office whose file was moved, deleted or replaced: no acknowledged fact is thrown away, and none is taken on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.store.rows import entry
from tests.store.test_units import entries, write
from tracker.store import sqlite
from tracker.store.engine import Store, StoreUnusable, open_store
from tracker.words import Lang
from tracker.words.store import unusable_sentence


@pytest.fixture
def killed(tmp_path: Path, sqlite_template: Path) -> Path:
    """An office whose program was killed: ten facts of it are still in the log alone."""
    (tmp_path / "running").mkdir()
    running, left = tmp_path / "running" / "office.db", tmp_path / "left"
    shutil.copyfile(sqlite_template, running)
    store = open_store(running)
    with store.writing():
        pass
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_autocheckpoint=0")
    for number in range(10):
        write(store, str(number))
    shutil.copytree(running.parent, left)
    store.close()
    assert (left / "office.db-wal").stat().st_size > 0
    return left / "office.db"


def refusal(path: Path, *, create: bool) -> StoreUnusable:
    before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    with pytest.raises(StoreUnusable) as caught:
        open_store(path, create=create)
    assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == before
    for lang in Lang:
        assert path.name in unusable_sentence(caught.value, lang)
    return caught.value


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("instead", ["nothing", "an empty file"])
def test_a_log_without_its_file_is_refused_and_opens_once_the_file_is_back(
        killed: Path, create: bool, instead: str) -> None:
    elsewhere = killed.with_name("elsewhere")
    killed.rename(elsewhere)
    if instead == "an empty file":
        killed.touch()
    problem = refusal(killed, create=create)
    assert (problem.code, problem.params["log"]) == ("log_without_file", "office.db-wal")
    elsewhere.replace(killed)
    store = open_store(killed)
    assert entries(store) == [str(number) for number in range(10)]
    store.close()


def test_an_older_kind_of_log_without_its_file_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "office.db-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" * 100)
    assert refusal(tmp_path / "office.db", create=True).code == "log_without_file"


def test_an_empty_log_is_no_log(tmp_path: Path) -> None:
    (tmp_path / "office.db-wal").touch()
    open_store(tmp_path / "office.db").close()


@pytest.fixture
def opened(sqlite_store: Store) -> Iterator[tuple[Store, Path]]:
    path = sqlite_store.location.path
    assert path is not None
    write(sqlite_store, "before")
    yield sqlite_store, path
    with suppress(FileNotFoundError):
        path.unlink()


def lost(store: Store) -> set[str]:
    """What every kind of unit says."""
    said = set()
    for unit in (store.reading, store.writing):
        with pytest.raises(StoreUnusable) as caught, unit() as session:
            session.connection().exec_driver_sql("SELECT 1")
        said.add(caught.value.code)
    with pytest.raises(StoreUnusable) as caught:
        store.changes()
    return {*said, caught.value.code}


def test_an_opened_file_that_was_deleted_takes_nothing_on(opened: tuple[Store, Path]) -> None:
    store, path = opened
    path.unlink()
    assert lost(store) == {"gone"}
    assert not path.exists(), "nothing may make an empty office there"


def test_an_opened_file_that_was_replaced_takes_nothing_on(opened: tuple[Store, Path], sqlite_template: Path) -> None:
    store, path = opened
    other = shutil.copyfile(sqlite_template, path.with_name("other.db"))
    Path(other).replace(path)
    assert lost(store) == {"replaced"}


def test_a_file_that_was_moved_and_brought_back_is_the_same(opened: tuple[Store, Path]) -> None:
    store, path = opened
    path.rename(path.with_name("moved.db"))
    assert lost(store) == {"gone"}
    path.with_name("moved.db").rename(path)
    write(store, "after")
    assert entries(store) == ["before", "after"]


def test_a_file_that_goes_while_a_unit_is_under_way_is_noticed_before_it_is_acknowledged(
        opened: tuple[Store, Path]) -> None:
    store, path = opened

    def goes_meanwhile() -> None:
        with store.writing() as session:
            entry(session, subject="lost")
            path.rename(path.with_name("moved.db"))

    with pytest.raises(StoreUnusable) as caught:
        goes_meanwhile()
    assert caught.value.code == "gone"
    path.with_name("moved.db").rename(path)
    assert entries(store) == ["before"]


@pytest.mark.skipif(sqlite.trusted_journal() != "wal", reason="the library is older: there is no such log")
def test_a_log_that_was_deleted_takes_nothing_on_and_what_it_held_is_kept(opened: tuple[Store, Path]) -> None:
    store, path = opened
    sqlite.logs_of(path)[0].unlink()
    with pytest.raises(StoreUnusable) as caught:
        write(store, "lost")
    assert caught.value.code == "log_gone"
    store.close()
    again = open_store(path)
    assert entries(again) == ["before"]
    again.close()
