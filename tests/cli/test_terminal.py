"""What is different at a terminal: the app opens, tables are ruled, files are opened."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import HOSTILE, Run
from tracker.cli import evidence, overview, printing
from tracker.store.location import demo_location


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Pretends that a person sits there; answers with the calls of the app."""
    calls: list[Any] = []

    def run(where: str | None, **more: Any) -> int:
        calls.append((where, more))
        return 0

    for module in (printing, overview, evidence):
        monkeypatch.setattr(module, "on_terminal", lambda stream=None: True)
    monkeypatch.setattr(overview, "run", run)
    return calls


def test_the_app_opens_on_the_officers_office(sanxin: Run, at_terminal: list[Any], tmp_path: Path) -> None:
    sanxin()
    sanxin("--lang", "en", "--db", str(tmp_path / "other.db"), "--user", "李四")
    sanxin("demo")
    assert at_terminal == [
        (None, {"demo": False, "lang": "zh", "who": "联络员01", "clock_reason": "", "user": ""}),
        (str(tmp_path / "other.db"), {"demo": False, "lang": "en", "who": "李四", "clock_reason": "", "user": "李四"}),
        (None, {"demo": True, "lang": "zh", "who": "联络员01", "clock_reason": "", "user": ""}),
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


def test_one_long_name_widens_its_own_line_alone_and_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    name = "很长的项目名称" * 20
    printing.table(["名称", "日期"], [["甲厂", "2023-01-01"], [name, "2023-02-01"]])
    head, short, long = capsys.readouterr().out.splitlines()
    assert max(map(len, (head, short))) < 80
    assert long == f"{name}  2023-02-01"


def test_a_document_is_opened(sanxin: Run, signed: str, at_terminal: list[Any], tmp_path: Path,
                              monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("tui.opener.opened_here", opened.append)
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.4")
    sanxin("evidence", "attach", signed, "contract", str(file))
    sanxin("evidence", "open", "1")
    assert opened[0].read_bytes() == b"%PDF-1.4"


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


@pytest.mark.story
def test_a_copy_of_the_demonstration_says_it_too_whatever_is_asked_of_it(
        sanxin: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    sanxin("demo")
    copy = tmp_path / "copy.db"
    shutil.copyfile(demo_location(), copy)
    here = ("--db", str(copy))
    for asked in ((), ("rollup", "2023"), ("explain", "2023", "new_signed"), ("project", "list"), ("blocker", "list"),
                  ("journal",), ("review", "show"), ("review", "show", "--minutes")):
        assert "其余细节为虚构" in sanxin(*asked, *here).out.splitlines()[0], asked
        assert "all other details invented" in sanxin(*asked, *here, "--lang", "en").out.splitlines()[0], asked
    for asked in (("rollup", "2023"), ("review", "show")):
        answer = sanxin(*asked, "--json", *here)
        assert answer.json["sample"] is True
        assert "虚构" in answer.err
    page = tmp_path / "page.md"
    sanxin("review", "show", "-o", str(page), *here)
    assert "其余细节为虚构" in page.read_text("utf-8")


def test_an_office_of_ones_own_says_nothing_of_samples(sanxin: Run, signed: str) -> None:
    for asked in ((), ("rollup", "2023"), ("project", "show", signed), ("review", "show")):
        assert "虚构" not in sanxin(*asked).out
    assert sanxin("rollup", "2023", "--json").json["sample"] is False
    assert sanxin("rollup", "2023", "--json").err == ""


def test_the_demonstration_and_ones_own_office_are_two(sanxin: Run, tmp_path: Path,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    sanxin("demo")
    assert sanxin("--json").json["projects"] == 0
