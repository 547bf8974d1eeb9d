"""A disk without room, a real one: it is called full, nothing half done is left, and with room the work goes on."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from tests.store.test_units import entries, write
from tracker.files import write_whole
from tracker.office.desk import Desk
from tracker.office.outcome import Done
from tracker.office.project.evidence import Paper, attach
from tracker.office.project.projects import add
from tracker.store import sqlite
from tracker.store.engine import Store, StoreUnusable, open_store
from tracker.words import Lang
from tracker.words.store import unusable_sentence


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes; only an administrator of Linux can make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if not sys.platform.startswith("linux") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def store(small_disk: Path, sqlite_template: Path) -> Iterator[Store]:
    """An office on it."""
    path = small_disk / "office.db"
    path.write_bytes(sqlite_template.read_bytes())
    store = open_store(path)
    yield store
    store.close()


def fill(folder: Path, leave: int = 0) -> Path:
    """Takes all room but some bytes."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            file.truncate(max(0, file.tell() - leave))
    return filler


@pytest.mark.parametrize("leave", [0, 4096, 32768])
def test_a_fact_that_finds_no_room_is_not_taken_and_the_disk_is_named(store: Store, small_disk: Path,
                                                                      leave: int) -> None:
    write(store, "before")
    filler = fill(small_disk, leave)

    def goes_on() -> None:
        for number in range(20):
            write(store, f"{number}" * 50_000)

    with pytest.raises(StoreUnusable) as caught:
        goes_on()
    assert caught.value.code == "disk_full"
    filler.unlink()
    write(store, "after")
    assert (entries(store)[0], entries(store)[-1]) == ("before", "after")


@pytest.mark.parametrize(("leave", "code"), [(0, "disk_full_reading"), (4096, "disk_full_reading"),
                                             (32768, "disk_full")])
def test_an_office_opened_on_a_full_disk(store: Store, small_disk: Path, leave: int, code: str) -> None:
    """Where there is no room to open it nothing was to be written, and nothing is said of writing."""
    path = small_disk / "office.db"
    write(store, "before")
    store.close()
    filler = fill(small_disk, leave)
    with pytest.raises(StoreUnusable) as caught:
        write(open_store(path), "长" * 100_000)
    assert caught.value.code == code
    filler.unlink()
    again = open_store(path)
    assert entries(again) == ["before"]
    again.close()


def test_a_look_that_finds_no_room_says_nothing_of_writing(sqlite_store: Store) -> None:
    """A sum over many rows takes a temporary file, which stands on another disk than the office."""
    full = sqlite.library().OperationalError("database or disk is full")
    full.sqlite_errorcode = 13
    with pytest.raises(StoreUnusable) as caught, sqlite_store.reading():
        raise OperationalError("SELECT", {}, full)
    assert caught.value.code == "disk_full_reading"
    assert "读不了" in unusable_sentence(caught.value, Lang.ZH)
    assert "written" not in unusable_sentence(caught.value, Lang.EN)
    file = OSError(errno.ENOSPC, "No space left on device", "甲.xlsx")
    with pytest.raises(OSError, match="No space") as unwritten, sqlite_store.reading():
        raise file
    assert unwritten.value is file, "a page that was being made is what was not written"


def test_a_document_that_finds_no_room_leaves_nothing(store: Store, small_disk: Path, tmp_path: Path) -> None:
    desk = Desk(store, "联络员01")
    add(desk, {"name": "甲"})
    slip = tmp_path / "slip.pdf"
    slip.write_bytes(b"%PDF" * 100_000)
    filler = fill(small_disk, 200_000)
    with pytest.raises(StoreUnusable) as caught:
        attach(desk, "甲", Paper("contract", path=slip))
    assert caught.value.code == "disk_full"
    assert store.folder is not None
    assert [path for path in store.folder.rglob("*") if path.is_file()] == []
    filler.unlink()
    assert isinstance(attach(desk, "甲", Paper("contract", path=slip)), Done)


def test_a_page_and_a_setting_that_find_no_room_leave_the_old_ones(small_disk: Path) -> None:
    path = small_disk / "会商.md"
    path.write_text("旧", "utf-8")
    fill(small_disk)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"x" * 10_000)
    assert path.read_text("utf-8") == "旧"
    assert sorted(one.name for one in small_disk.iterdir()) == ["filler", "会商.md"]
