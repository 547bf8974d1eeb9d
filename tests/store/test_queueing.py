"""The queue before the lock of a file: first come, first served, and whoever is killed in it stands in nobody's way."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from tests.store.crowd import lone
from tests.store.test_units import entries, write
from tracker.store import queueing
from tracker.store.engine import Store, StoreUnusable, open_store


def holds(ready: Any, path: str) -> None:
    """Holds the lock until it is killed."""
    with open_store(path).writing():
        ready.set()
        time.sleep(60)


def stands(ready: Any, path: str) -> None:
    """Stands in the queue until it is killed."""
    with queueing.in_line(Path(path), lambda: True):
        ready.set()
        time.sleep(60)


@pytest.fixture
def path(sqlite_store: Store) -> Path:
    assert sqlite_store.location.path is not None
    return sqlite_store.location.path


@pytest.mark.skipif(queueing._SET is None, reason="threads of a program queue by chance here")
def test_they_have_the_lock_in_the_order_in_which_they_came(sqlite_store: Store, path: Path) -> None:
    threads = []
    with sqlite_store.writing():
        for number in range(6):
            thread = threading.Thread(target=write, args=(sqlite_store, str(number)))
            thread.start()
            threads.append(thread)
            while _drawn(path) < number + 1:
                time.sleep(0.005)
    for thread in threads:
        thread.join()
    assert entries(sqlite_store) == [str(number) for number in range(6)]
    sqlite_store.close()
    assert not queueing.queue_of(path).exists()


def _drawn(path: Path) -> int:
    """How many places in the queue were taken so far."""
    try:
        written = queueing.queue_of(path).read_bytes()
    except FileNotFoundError:
        return 0
    return queueing._COUNTER.unpack(written)[0] - queueing._COUNTER.size if written else 0


@pytest.mark.parametrize("work", [holds, stands])
def test_one_who_is_killed_leaves_nothing_that_others_wait_for(sqlite_store: Store, path: Path, work: Any) -> None:
    process, ready = lone(work, str(path))
    assert ready.wait(30)
    waiter = threading.Thread(target=write, args=(sqlite_store, "after"))
    waiter.start()
    waiter.join(0.3)
    assert waiter.is_alive(), "it is the other one's turn"
    process.kill()
    waiter.join(10)
    assert entries(sqlite_store) == ["after"]


def test_one_who_waited_long_enough_gives_up_wherever_he_stands(sqlite_store: Store, path: Path) -> None:
    impatient = open_store(path, timeout=0.2)
    with sqlite_store.writing(), queueing.in_line(path, lambda: True):
        begun = time.monotonic()
        with pytest.raises(StoreUnusable) as told, impatient.writing():
            raise AssertionError("two writers at once")
        assert time.monotonic() - begun < 5
    assert told.value.code == "locked"
    write(impatient, "free again")
    impatient.close()


def test_without_a_place_for_a_queue_units_wait_for_the_lock_alone(
        sqlite_store: Store, path: Path) -> None:
    queueing.queue_of(path).mkdir()
    write(sqlite_store, "all the same")
    assert entries(sqlite_store) == ["all the same"]
    queueing.queue_of(path).rmdir()


@pytest.mark.parametrize("spoilt", [b"\xff" * 7 + b"\x7f", b"\xff" * 8, b"x"])
def test_a_queue_that_something_else_wrote_into_keeps_nobody_from_recording(
        sqlite_store: Store, path: Path, spoilt: bytes) -> None:
    queueing.queue_of(path).write_bytes(spoilt)
    write(sqlite_store, "written")
    assert entries(sqlite_store) == ["written"]
