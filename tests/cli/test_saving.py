"""A command whose line to the server breaks while it saves: it says what became of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.conftest import Run
from tests.embedded import Server
from tests.line import Fault, Line, line_to
from tests.office_roles import ROLES, manned
from tracker.store.engine import Store


@pytest.fixture
def line(pg_server: Server, pg_store: Store, monkeypatch: pytest.MonkeyPatch, sanxin: Run) -> Iterator[Line]:
    manned(pg_server, pg_store)
    with line_to(pg_server.uri) as line:
        address = line.address(pg_server.name(pg_store.location.server))
        monkeypatch.setenv("SANXIN_DB", address.replace("postgres@", "记的@"))
        yield line


def test_a_lost_answer_is_found_and_the_command_has_done_its_work(sanxin: Run, line: Line) -> None:
    line.fault = Fault.ANSWER_LOST
    assert f"已经记下（操作日志第 {len(ROLES) + 1} 号）" in sanxin("project", "add", "万骏船舶").out
    assert sanxin("project", "list").out.count("万骏船舶") == 1


def test_a_program_is_told_which_entry_it_was(sanxin: Run, line: Line) -> None:
    line.fault = Fault.ANSWER_LOST
    assert sanxin("project", "add", "万骏船舶", "--json").json == {"recorded": len(ROLES) + 1}


def test_a_line_cut_before_the_commit_is_an_error_that_recorded_nothing(sanxin: Run, line: Line) -> None:
    line.fault = Fault.NEVER_SENT
    assert "已查明这次没有记入" in sanxin("project", "add", "万骏船舶", code=5).err
    assert "万骏船舶" not in sanxin("project", "list").out


def test_where_the_server_stays_away_nobody_says_that_nothing_was_recorded(
        sanxin: Run, line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.office.desk.PATIENCE", 0.1)
    line.fault, line.dies = Fault.ANSWER_LOST, True
    assert "还查不到这次是否已经记入" in sanxin("project", "add", "万骏船舶", code=5).err
