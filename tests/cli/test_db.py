"""`sanxin db`: where the office lies, and moving all of it elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tracker.store.engine import Store


@pytest.mark.story
def test_an_office_is_moved_to_a_server_and_told_so(sanxin: Run, signed: str, pg_store: Store) -> None:
    server = pg_store.location.server
    told = sanxin("db", "move", server).out
    assert "逐条核对一致" in told
    assert "2023" in told
    here, there = sanxin("db", "status", "--json").json, sanxin("--db", server, "db", "status", "--json").json
    assert here["head"] == there["head"]
    assert here["rows"] == there["rows"] > 0
    assert "PostgreSQL" in sanxin("--db", server, "db", "status").out
    assert sanxin("--db", server, "project", "list").out == sanxin("project", "list").out


def test_into_an_office_that_holds_something_nothing_is_moved(sanxin: Run, signed: str, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    assert sanxin("db", "move", str(other), "--json").json["years"] == [2023]
    sanxin("--db", str(other), "project", "add", "另一个")
    assert sanxin("db", "move", str(other), "--json", code=1).codes == ["office_not_empty"]
    assert "已经有记录" in sanxin("--db", str(other), "db", "move", str(other), code=1).err


def test_what_cannot_be_opened_is_told(sanxin: Run, signed: str, tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"PK" * 999)
    assert "不是数据库文件" in sanxin("db", "move", str(tmp_path / "book.xlsx"), code=5).err
    assert "连不上" in sanxin("db", "move", "postgresql://nobody@127.0.0.1:1/office", code=5).err
    assert sanxin("db", "move", code=2).err
