"""Whose clock moments of recording are taken from: the server's where there is one, whatever the machine's says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select

from tests.conftest import Clock
from tracker.domain.clock import office_day
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.project.projects import add
from tracker.store.engine import Store
from tracker.store.tables import JournalEntry


def written(desk: Desk) -> list[datetime]:
    """The moments of the journal."""
    with desk.reading() as session:
        return list(session.exec(select(JournalEntry.at).order_by(col(JournalEntry.id))))


@pytest.fixture
def wrong(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Sets this machine's clock wrong."""

    def put_on(by: timedelta) -> None:
        monkeypatch.setattr("tracker.store.engine.now", lambda: datetime.now(UTC) + by)

    return put_on


def test_a_server_writes_by_its_own_clock(pg_store: Store, wrong: Callable[[timedelta], None]) -> None:
    """The officer's machine stands three days ahead: neither the journal nor the office's day follows it."""
    wrong(timedelta(days=3))
    desk = Desk(pg_store, "联络员01")
    before = datetime.now(UTC)
    add(desk, {"name": "甲"})
    assert before - timedelta(minutes=1) < written(desk)[0] < datetime.now(UTC) + timedelta(minutes=1)
    assert desk.today() == office_day(datetime.now(UTC))
    assert desk.written_ahead() is None


def test_a_file_is_written_by_the_machines_clock(sqlite_store: Store, wrong: Callable[[timedelta], None]) -> None:
    """Nothing else is there to ask; what was written ahead is said once the clock stands right again."""
    wrong(timedelta(days=3))
    desk = Desk(sqlite_store, "联络员01")
    add(desk, {"name": "甲"})
    assert written(desk)[0] > datetime.now(UTC) + timedelta(days=2)
    assert examine(desk).findings[0].code != "entry_ahead"
    wrong(timedelta(0))
    assert desk.written_ahead() == written(desk)[0]
    assert "entry_ahead" in [finding.code for finding in examine(desk).findings]


def test_entries_in_the_future_are_named_by_doctor(desk: Desk, clock: Clock) -> None:
    """The first of them, how many there are, and when the last was written; what came before is in order."""
    add(desk, {"name": "甲"})
    clock.at += timedelta(days=400)
    add(desk, {"name": "乙"})
    clock.at -= timedelta(days=400)
    add(desk, {"name": "丙"})
    found = next(finding for finding in examine(desk).findings if finding.code == "entry_ahead")
    assert not found.hard
    assert found.params == {"id": 2, "count": 2, "at": "2025-02-03 12:00"}
    assert desk.written_ahead() == written(desk)[-1]


def test_clocks_that_stand_a_little_apart_are_left_alone(desk: Desk, clock: Clock) -> None:
    """Two machines beside one office never agree to the second."""
    add(desk, {"name": "甲"})
    clock.at -= timedelta(minutes=4)
    assert desk.written_ahead() is None
    assert "entry_ahead" not in [finding.code for finding in examine(desk).findings]
