"""A file that may be read and not written: what reads works, what records says so at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tracker.store import inspecting


def test_it_is_read_and_nothing_is_written(sanxin: Run, signed: str, office: Path, monkeypatch: pytest.MonkeyPatch
                                           ) -> None:
    monkeypatch.setattr(inspecting, "_may", lambda path, mode: not mode & os.W_OK)
    before = office.read_bytes()
    assert "万骏船舶" in sanxin("project", "list").out
    assert sanxin("rollup", "2023").out
    assert sanxin("project", "add", "乙", "--json", code=1).codes == ["file_read_only"]
    assert sanxin("blocker", "verify", "7", "--json", code=1).codes == ["file_read_only"]
    assert sanxin("recognise", signed, "signed", "--by", "市局", "--json", code=1).codes == ["file_read_only"]
    assert sanxin("db", "grant", "viewer", "看的", "--json", code=1).codes == ["needs_server"]
    assert [file.name for file in office.parent.iterdir()] == [office.name]
    assert office.read_bytes() == before
