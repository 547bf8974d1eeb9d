"""What is different at a terminal: the app opens, tables are ruled, files are opened."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import typer

import tui
from tests.cli.conftest import HOSTILE, Run
from tracker.cli import evidence, overview, printing


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Pretends that a person sits there; answers with the calls of the app."""
    calls: list[Any] = []

    def run(where: str | None, **more: Any) -> int:
        calls.append((where, more))
        return 0

    for module in (printing, overview, evidence):
        monkeypatch.setattr(module, "on_terminal", lambda stream=None: True)
    monkeypatch.setattr(tui, "run", run)
    return calls


def test_the_app_opens_on_the_officers_office(sanxin: Run, at_terminal: list[Any], tmp_path: Path) -> None:
    sanxin()
    sanxin("--lang", "en", "--db", str(tmp_path / "other.db"), "--user", "李四")
    sanxin("demo")
    assert at_terminal == [
        (None, {"demo": False, "lang": "zh", "who": None}),
        (str(tmp_path / "other.db"), {"demo": False, "lang": "en", "who": "李四"}),
        (None, {"demo": True, "lang": "zh", "who": None}),
    ]


def test_json_is_printed_at_a_terminal_too(sanxin: Run, at_terminal: list[Any]) -> None:
    assert sanxin("--json").json["projects"] == 0
    assert at_terminal == []


def test_tables_draw_text_as_it_is(sanxin: Run, at_terminal: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    for name in HOSTILE:
        sanxin("project", "add", name)
    page = sanxin("project", "list").out
    assert all(name in page for name in HOSTILE)


def test_a_narrow_terminal_folds_and_loses_nothing(sanxin: Run, at_terminal: list[Any],
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    sanxin("project", "add", "很长的项目名称" * 6)
    shown = sanxin("project", "list").out.replace("\n", "").replace(" ", "")
    assert shown.count("长") == 6


def test_a_document_is_opened(sanxin: Run, signed: str, at_terminal: list[Any], tmp_path: Path,
                              monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(typer, "launch", opened.append)
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.4")
    sanxin("evidence", "attach", signed, "contract", str(file))
    sanxin("evidence", "open", "1")
    assert Path(opened[0]).read_bytes() == b"%PDF-1.4"


def test_a_closed_stream_is_no_terminal() -> None:
    closed = io.StringIO()
    closed.close()
    assert not printing.on_terminal(closed)


def test_the_demonstration_says_that_it_is_one(sanxin: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database of its own in the platform's data folder, filled on the first run."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    page = sanxin("demo").out
    assert "虚构" in page.splitlines()[0]
    assert "沅江市 2023 年" in page
    assert "129.8295" in page
    assert "万骏船舶" in page
    shown = sanxin("demo", "--json").json
    assert shown["demo"] is True
    assert shown["projects"] == 89
    assert "invented" in sanxin("demo", "--lang", "en").out
    assert sanxin("--json").json["projects"] == 0
