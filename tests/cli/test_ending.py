"""How every call ends: exit codes, pipes, locales, databases that cannot be used; each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import HOSTILE, Run, process


@pytest.mark.story
def test_without_a_terminal_the_overview_is_printed(sanxin: Run) -> None:
    assert "There are no projects yet" in sanxin("--lang", "en").out
    assert sanxin("--json").json["projects"] == 0
    empty = process()
    assert empty.returncode == 0
    for way in ("sanxin import", "sanxin project add", "sanxin demo"):
        assert way in empty.stdout


def test_the_overview_tells_figures_blocked_projects_and_what_is_next(sanxin: Run, signed: str) -> None:
    sanxin("blocker", "raise", signed, "岸线许可未批", "--category", "河湖岸线", "--on", "2023-03-01")
    page = sanxin().out
    for part in ("2023 年 · 项目 1 个", "新签约", "被卡住的项目", "岸线许可未批", "接下来", "下一步 注册"):
        assert part in page
    shown = sanxin("--json", "--lang", "en").json
    assert shown["year"] == 2023
    assert shown["blocked"][0]["stuck"]["category"] == "河湖岸线"


@pytest.mark.story
def test_exit_codes(sanxin: Run, office: Path, tmp_path: Path) -> None:
    sanxin("project", "add", "甲")
    assert process("project", "list").returncode == 0
    assert process("project", "show", "乙").returncode == 1
    assert process("project", "show").returncode == 2
    assert process("project", "pause", "甲", "--reason", "等", "--version", "9").returncode == 4


@pytest.mark.story
def test_a_database_that_cannot_be_used_is_left_alone(sanxin: Run, tmp_path: Path) -> None:
    not_ours = tmp_path / "not.db"
    not_ours.write_bytes(b"this is no database, and it stays as it is" * 100)
    before = not_ours.read_bytes()
    refused = process("project", "list", "--db", str(not_ours))
    assert (refused.returncode, refused.stdout) == (5, "")
    assert refused.stderr.startswith("错误：")
    assert "not.db" in refused.stderr
    assert not_ours.read_bytes() == before
    assert sanxin("project", "list", "--db", str(not_ours), "--json", code=5).codes == ["not_a_database"]
    assert sanxin("--lang", "en", "--db", "mysql://nowhere/x", "journal", code=5).err.startswith("error: ")
    assert sanxin("--db", str(tmp_path), code=5).err


def test_a_wrong_ruleset_is_told_without_a_traceback(sanxin: Run, tmp_path: Path,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "mine.toml").write_text("id = 3\n[[indicators]]\nkey = 'x'\n", encoding="utf-8")
    monkeypatch.setenv("SANXIN_RULES", str(tmp_path / "rules"))
    assert "mine.toml" in sanxin("rollup", "2023", code=3).err
    assert sanxin("rollup", "2023", "--json", code=3).codes == ["ruleset"]


@pytest.mark.story
@pytest.mark.long(keep=1)
@pytest.mark.parametrize("environment", [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "latin-1:strict"}])
def test_chinese_is_printed_wherever_the_machine_stands(sanxin: Run, environment: dict[str, str]) -> None:
    sanxin("project", "add", "万骏船舶𬭎")
    listed = process("project", "list", **environment)
    assert listed.returncode == 0
    assert "万骏船舶𬭎" in listed.stdout


@pytest.mark.story
def test_an_encoding_that_was_asked_for_is_kept(sanxin: Run) -> None:
    sanxin("project", "add", "万骏船舶\U0001f6a2")
    done = subprocess.run([sys.executable, "-m", "tracker.cli", "project", "list"], capture_output=True, check=True,
                          env={**os.environ, "PYTHONIOENCODING": "gbk"})
    assert "万骏船舶?" in done.stdout.decode("gbk")


@pytest.mark.long(keep=1)
@pytest.mark.parametrize("command", ["project list", "--help"])
def test_a_reader_that_goes_away_is_no_error(sanxin: Run, command: str) -> None:
    sanxin("project", "add", "甲")
    with subprocess.Popen([sys.executable, "-m", "tracker.cli", *command.split()], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        assert started.stderr.read() == b""


@pytest.mark.story
def test_a_pipe_gets_whole_values_and_no_borders(sanxin: Run, office: Path) -> None:
    name = "很长的项目名称" * 12
    sanxin("project", "add", name, "--investor", "投资方" * 20)
    line = process("project", "list", COLUMNS="40").stdout.splitlines()[1]
    assert name in line
    assert "投资方" * 20 in line
    assert not set("│─┃━|") & set(line)


@pytest.mark.story
def test_hostile_names_go_out_and_come_back_through_a_shell(office: Path) -> None:
    name = HOSTILE[0]
    assert process("project", "add", name).returncode == 0
    (listed,) = json.loads(process("project", "list", "--json").stdout)["projects"]
    assert listed["name"] == name


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=2)
@pytest.mark.parametrize("line", [
    [b"project", b"add", b"\xff"], [b"project", b"show", b"\xff\xfe\x80"], [b"journal", b"--user", b"\xd5\xd0"],
    [b"project", b"pause", "甲".encode(), b"--reason", "停工".encode("gbk")]])
def test_bytes_that_are_no_utf8_are_refused_with_a_sentence(sanxin: Run, line: list[bytes]) -> None:
    sanxin("project", "add", "甲")
    done = subprocess.run([sys.executable.encode(), b"-m", b"tracker.cli", *line], capture_output=True, check=False)
    assert done.returncode == 2
    assert "不是 UTF-8 文字" in done.stderr.decode()
    assert "\\x" in done.stderr.decode(), "the officer sees which bytes"
    assert len(sanxin("project", "list", "--json").json["projects"]) == 1


@pytest.mark.story
def test_what_is_typed_in_utf8_is_taken_in_any_locale(office: Path) -> None:
    added = process("project", "add", "万骏船舶", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert added.returncode == 0, added.stderr
    assert "万骏船舶" in process("project", "list").stdout


@pytest.mark.story
def test_a_book_with_the_name_of_an_older_system_is_taken_in(sanxin: Run, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/" + "招商.csv".encode("gbk")
    with open(name, "wb") as file:  # noqa: PTH123 - bytes are no Path
        file.write("项目名称,资金来源,计划总投资（亿元）,签约时间\n甲,境内省外,0.5,2021-10-14\n".encode())
    done = subprocess.run([sys.executable.encode(), b"-m", b"tracker.cli", b"import", name], capture_output=True,
                          check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert "招商.csv" in done.stdout.decode()
    assert "招商.csv" in sanxin("journal").out
