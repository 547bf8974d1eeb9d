"""Whose clock moments of recording are taken from: the server's where there is one, whatever the machine's says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import col, select

from tests.conftest import Clock
from tracker.domain.clock import office_day
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.figures.rollup import rollup
from tracker.office.outcome import Done
from tracker.office.past import past_desk
from tracker.office.project.projects import add, amend
from tracker.store.engine import Store
from tracker.store.query import known
from tracker.store.running import Running
from tracker.store.tables import JournalEntry, Profile
from tracker.store.unusable import StoreUnusable
from tracker.words import Lang
from tracker.words.store import unusable_sentence

UNTIL = date(2026, 1, 1)


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


def test_a_clock_that_jumps_while_the_machine_runs_is_asked_about(
        sqlite_store: Store, wrong: Callable[[timedelta], None]) -> None:
    """No more than a minute more than went by since the last entry; what was asked goes into the journal."""
    desk = Desk(sqlite_store, "联络员01")
    add(desk, {"name": "甲"})
    wrong(timedelta(seconds=50))
    add(desk, {"name": "乙"})
    wrong(timedelta(days=3))
    with pytest.raises(StoreUnusable) as caught:
        add(desk, {"name": "丙"})
    assert caught.value.code == "clock_jumped"
    assert "--clock" in unusable_sentence(caught.value, Lang.ZH)
    assert len(written(desk)) == 2
    sure = replace(desk, clock_reason="主板电池没电，刚校时")
    add(sure, {"name": "丙"})
    add(sure, {"name": "丁"})
    with desk.reading() as session:
        rows = list(session.exec(select(JournalEntry).order_by(col(JournalEntry.id))))
    assert [(row.action, row.reason) for row in rows[2:]] == [
        ("clock", "主板电池没电，刚校时"), ("project.add", ""), ("project.add", "")]


def test_another_start_of_the_machine_says_nothing_of_its_clock(desk: Desk, clock: Clock) -> None:
    """Only the same beginning can be counted from."""
    first, later = Running("a", 100.0), Running("b", 130.0)
    add(replace(desk, ticks=lambda: first), {"name": "甲"})
    clock.at += timedelta(days=2)
    add(replace(desk, ticks=lambda: later), {"name": "乙"})
    clock.at += timedelta(hours=2)
    with pytest.raises(StoreUnusable):
        add(replace(desk, ticks=lambda: Running("b", 190.0)), {"name": "丙"})
    add(replace(desk, ticks=lambda: Running("b", 130.0 + 7200)), {"name": "丙"})
    assert Running.read(str(later)) == later
    assert Running.read("x") is Running.read(None) is Running.read("x y") is None


@pytest.mark.story
@pytest.mark.both_databases
def test_entries_in_the_future_stop_recording_and_nothing_else(desk: Desk, clock: Clock) -> None:
    """Doctor names them. With a reason recording goes on by the clock; what stands before it was known before it."""
    add(desk, {"name": "甲"})
    clock.at += timedelta(days=400)
    ahead = add(desk, {"name": "乙"})
    assert isinstance(ahead, Done)
    clock.at -= timedelta(days=399)
    now = clock.at
    with pytest.raises(StoreUnusable) as caught:
        add(desk, {"name": "丙"})
    assert caught.value.code == "clock_behind"
    assert "2025-02-03 12:00" in unusable_sentence(caught.value, Lang.ZH)
    found = next(finding for finding in examine(desk).findings if finding.code == "entry_ahead")
    assert not found.hard
    assert found.params == {"id": 2, "count": 1, "at": "2025-02-03 12:00"}
    assert desk.written_ahead() == written(desk)[-1]
    before = rollup(desk, 2023, until=UNTIL, as_of=now).as_json()
    assert before["by_stage"]["lead"] == 1
    clock.at += timedelta(hours=1)
    add(replace(desk, clock_reason="当时快了一年"), {"name": "丙"})
    assert desk.written_ahead() is None
    assert rollup(desk, 2023, until=UNTIL, as_of=now).as_json() == before
    clock.at += timedelta(days=1)
    amend(desk, ahead.value, {"officer": "李四"})
    clock.at += timedelta(days=1)
    # What was recorded by the clock that stood ahead is known from then on, and gone once it is put right.
    assert rollup(desk, 2023, until=UNTIL, as_of=clock.at).by_stage["lead"] == 3
    assert rollup(desk, 2023, until=UNTIL, as_of=written(desk)[2] - timedelta(microseconds=1)).by_stage["lead"] == 1
    then = past_desk(desk, None, clock.at)
    with then.reading() as session:
        assert sorted(row.officer for row in session.exec(select(Profile).where(known(Profile)))) == ["", "", "李四"]
    then.store.close()
    assert "entry_ahead" not in [finding.code for finding in examine(desk).findings]


def test_clocks_that_stand_a_little_apart_are_left_alone(desk: Desk, clock: Clock) -> None:
    """Two machines beside one office never agree to the second."""
    add(desk, {"name": "甲"})
    clock.at -= timedelta(minutes=4)
    assert desk.written_ahead() is None
    assert "entry_ahead" not in [finding.code for finding in examine(desk).findings]
