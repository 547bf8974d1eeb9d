"""What an app on a server hears: each commit at once, that the server is away, and that it is back."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue

import pytest

from tests.embedded import Server
from tests.line import Line
from tests.store.test_units import write
from tracker.store import hearing
from tracker.store.engine import Store, open_store


@pytest.fixture
def far(pg_server: Server, pg_store: Store, line: Line) -> Iterator[Store]:
    store = open_store(line.address(pg_server.name(pg_store.location.server)), who="officer05")
    yield store
    store.close()


@pytest.fixture
def heard(far: Store) -> Iterator[Callable[[], int | None]]:
    """What is heard next."""
    told: SimpleQueue[int | None] = SimpleQueue()
    listens = far.hearing()
    assert listens is not None
    thread = threading.Thread(target=listens.listen, args=(told.put,))
    thread.start()
    yield lambda: told.get(timeout=20)
    listens.close()
    thread.join(5)
    assert not thread.is_alive()
    with pytest.raises(Empty):
        told.get_nowait()


def test_each_commit_is_heard_and_nothing_else_is_asked_or_told(
        heard: Callable[[], int | None], pg_store: Store, line: Line) -> None:
    assert heard() == 0
    before = line.trips
    for number in (1, 2):
        write(pg_store, "change")
        assert heard() == number == pg_store.changes()
    assert line.trips == before + 2
    with pytest.raises(KeyError):
        write(pg_store, "never", problem=KeyError)
    with pg_store.writing():
        pass
    time.sleep(0.2)
    assert line.trips == before + 2


def test_a_server_that_goes_away_and_comes_back_is_heard(
        heard: Callable[[], int | None], pg_store: Store, line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "AGAIN", 0.05)
    assert heard() == 0
    line.cut()
    assert heard() == 0, "a line that only broke is drawn anew"
    line.dead = True
    line.cut()
    assert heard() is None
    write(pg_store, "meanwhile")
    line.dead = False
    assert heard() == 1, "what was recorded meanwhile is not missed"


def test_a_file_is_asked(sqlite_store: Store) -> None:
    assert sqlite_store.hearing() is None


def test_a_server_shows_which_program_of_whom_is_connected(far: Store, pg_store: Store, pg_server: Server) -> None:
    def shown(store: Store) -> object:
        with store.engine.connect() as connection:
            return connection.exec_driver_sql("SHOW application_name").scalar()

    assert shown(far) == "sanxin officer05"
    chinese = open_store(pg_store.location.server, who="联络员05")
    assert str(shown(chinese)).startswith("sanxin")
    assert str(shown(chinese)).isascii()
    chinese.close()


def test_what_is_recorded_while_the_office_is_being_asked_is_heard_too(
        heard: Callable[[], int | None], pg_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert heard() == 0
    monkeypatch.setattr(hearing, "CHANGES", "SELECT coalesce(max(id), 0), pg_sleep(0.6) FROM journal")
    write(pg_store, "first")
    time.sleep(0.2)
    write(pg_store, "while it is asked")
    assert (heard(), heard()) == (1, 2)
