"""Many processes at one database lose nothing, and one that is killed leaves nothing half done."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func
from sqlmodel import select

from tests.store.crowd import address, crowd, lone
from tests.store.rows import MOMENT, entry, fact, fill
from tracker.store.engine import Store, open_store
from tracker.store.guardrails import check_guardrails
from tracker.store.tables import JournalEntry, Project, Receipt, Setting

pytestmark = pytest.mark.both_databases

TIMES = 25


def increment(number: int, where: str) -> int:
    store = open_store(where, create=False)
    for _ in range(TIMES):
        with store.writing() as session:
            project = session.exec(select(Project)).one()
            project.version += 1
            session.add(project)
            session.flush()
            entry(session, who=f"联络员{number}", at=datetime.now(UTC))
    store.close()
    return TIMES


def read_on(number: int, where: str) -> int:
    """Even members write pairs, odd ones look for half a pair."""
    store = open_store(where, create=False)
    for _ in range(TIMES):
        if number % 2:
            with store.reading() as session:
                entries, receipts = counted(session, JournalEntry), counted(session, Receipt)
            assert entries == receipts
        else:
            write_pair(store)
    store.close()
    return 0 if number % 2 else TIMES


def open_new(_number: int, where: str) -> list[str]:
    store = open_store(where, set_up=True)
    with store.reading() as session:
        missing = check_guardrails(session.connection())
    store.close()
    return missing


def stop_half_way(ready: Any, where: str) -> None:
    store = open_store(where)
    with store.writing() as session:
        fill(session)
        ready.set()
        time.sleep(60)


def write_for_ever(ready: Any, where: str) -> None:
    store = open_store(where)
    while True:
        write_pair(store)
        ready.set()


def write_pair(store: Store) -> None:
    with store.writing() as session:
        session.add(fact(Receipt, entry(session)))


def counted(session: Any, kind: Any) -> int:
    return int(session.exec(select(func.count()).select_from(kind)).one())


def add_project(store: Store) -> None:
    with store.writing() as session:
        session.add(Project(code="P1", recorded_at=MOMENT, touched_at=MOMENT, version=0))


@pytest.mark.story
@pytest.mark.long(database="postgresql")
def test_eight_processes_lose_nothing(store: Store) -> None:
    add_project(store)
    assert sum(crowd(increment, address(store))) == 8 * TIMES
    with store.reading() as session:
        assert session.exec(select(Project)).one().version == 8 * TIMES
        moments = session.exec(select(JournalEntry.at).order_by(JournalEntry.id)).all()
    assert len(moments) == 8 * TIMES
    assert moments == sorted(moments), "moments of recording run backwards"


@pytest.mark.story
def test_readers_never_see_half_a_unit(store: Store) -> None:
    add_project(store)
    assert sum(crowd(read_on, address(store), members=4)) == 2 * TIMES


def test_several_processes_make_the_same_new_database(tmp_path: Path) -> None:
    where = tmp_path / "new folder 100%" / "办公室.db"
    assert crowd(open_new, str(where), members=4) == [[], [], [], []]
    assert [path.name for path in where.parent.iterdir()] == [where.name]


@pytest.mark.story
def test_several_processes_make_the_same_new_database_on_a_server(pg_empty: str) -> None:
    assert crowd(open_new, pg_empty, members=4) == [[], [], [], []]


@pytest.mark.story(keep=1)
def test_a_unit_killed_half_way_leaves_nothing(store: Store) -> None:
    process, ready = lone(stop_half_way, address(store))
    assert ready.wait(60)
    process.kill()
    process.join()
    with store.writing() as session:
        assert [counted(session, kind) for kind in (JournalEntry, Project, Setting)] == [0, 0, 0]
        fill(session)


@pytest.mark.story
@pytest.mark.parametrize("milliseconds", [1, 17, 120])
def test_killed_at_any_moment_only_whole_units_are_there(sqlite_store: Store, milliseconds: int) -> None:
    add_project(sqlite_store)
    process, ready = lone(write_for_ever, address(sqlite_store))
    assert ready.wait(60)
    time.sleep(milliseconds / 1000)
    process.kill()
    process.join()
    again = open_store(address(sqlite_store))
    with again.reading() as session:
        assert counted(session, JournalEntry) == counted(session, Receipt) > 0
        assert session.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    again.close()
