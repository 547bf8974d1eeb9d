"""`sanxin journal` and `sanxin doctor`: who did what, and whether all of it still holds."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tracker.office.desk import Desk
from tracker.office.outcome import Done
from tracker.office.project.bulk import amend_many
from tracker.store.engine import open_store


def test_the_journal_says_who_did_what_and_why(sanxin: Run, signed: str) -> None:
    sanxin("--user", "李四", "project", "pause", signed, "--on", "2023-06-01", "--reason", "市场变化")
    newest = sanxin("journal", "--json").json["journal"][0]
    assert (newest["who"], newest["action"], newest["reason"]) == ("李四", "project.pause", "市场变化")
    page = sanxin("journal").out
    assert "联络员01" in page
    assert "签约 2023-02-01" in page
    assert len(sanxin("journal", "--limit", "1", "--json").json["journal"]) == 1
    assert "pause" in sanxin("--lang", "en", "project", "history", signed).out
    sanxin("journal", "--limit", "-1", code=2)


def test_a_change_to_many_projects_is_one_line_that_opens(sanxin: Run, signed: str, office: Path) -> None:
    for name in ("乙", "丙"):
        sanxin("project", "add", name)
    desk = Desk(open_store(office), "联络员01")
    assert amend_many(desk, ["P0001", "P0002", "P0003"], {"officer": "李四"}) == Done(3)
    desk.store.close()
    newest, second, *_ = sanxin("journal", "--json").json["journal"]
    assert newest["many"] == {"projects": 3, "fields": ["officer"], "stages": []}
    assert (second["action"], second["many"]) == ("project.add", None)
    page = sanxin("journal")
    assert "3 个项目的联络员" in page.out
    assert page.out.count("李四") == 0
    assert "用 sanxin journal 序号 打开" in page.out
    opened = sanxin("journal", str(newest["id"])).out
    assert [name in opened for name in ("P0001 万骏船舶", "乙", "丙")] == [True, True, True]
    assert opened.count("李四") == 3
    assert len(sanxin("journal", str(second["id"]), "--json").json["journal"]) == 1
    assert sanxin("journal", "99", "--json", code=1).codes == ["unknown_entry"]
    assert "不是编号" in sanxin("journal", "新的", code=2).err


def test_an_empty_journal_is_no_mistake(sanxin: Run) -> None:
    assert sanxin("journal").out == "没有符合的记录\n"


def test_a_healthy_office_is_told_so(sanxin: Run, signed: str) -> None:
    answer = sanxin("doctor")
    assert "一切正常" in answer.out or "所在地" in answer.err
    assert sanxin("doctor", "--json").json["facts"]["projects"] == 1


def test_a_projection_that_does_not_replay_is_found(sanxin: Run, signed: str, office: Path) -> None:
    with sqlite3.connect(office) as connection:
        connection.execute("UPDATE project SET stage = 'producing'")
    connection.close()
    assert "P0001" in sanxin("doctor", code=1).err
    assert "projection_off" in [one["code"] for one in sanxin("doctor", "--json", code=1).json["findings"]]


def test_the_journal_tells_roles_and_remarks_as_they_are_read(sanxin: Run, signed: str) -> None:
    """No braces of a program, and a rare character of a name whole."""
    sanxin("project", "amend", signed, "备注=甲\U00031350", "六个一=领导=链长乙")
    page = sanxin("journal").out
    assert "→甲\U00031350" in page
    assert "→领导：链长乙" in page
    assert "{" not in page


def test_keys_of_ones_own_are_read_and_what_is_wrong_is_told_by_line(sanxin: Run, signed: str, tmp_path: Path,
                                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANXIN_CONFIG", str(tmp_path))
    assert "没有，按键照程序的" in sanxin("doctor").out
    file = tmp_path / "keys.toml"
    file.write_text('[keys]\nmove = ["f14"]\nfly = ["f7"]\nreceipt = ["没有这个键"]\n', encoding="utf-8")
    answer = sanxin("doctor")
    assert f"按键文件 {file}：1 个动作改了按键" in answer.out
    assert "第 3 行：keys.toml 里的“fly”" in answer.err
    assert "第 4 行：" in answer.err
    assert "一切正常" not in answer.out
    keys = sanxin("doctor", "--json").json["keys"]
    assert (keys["actions"], [one["line"] for one in keys["wrong"]]) == (["move"], [3, 4])
    file.write_text('[keys]\nmove = ["f14"]\nreceipt = ["f3\n', encoding="utf-8")
    assert "line 3:" in sanxin("--lang", "en", "doctor").err


def test_the_journal_tells_results_and_targets_in_words(sanxin: Run, signed: str) -> None:
    sanxin("result", "add", signed, "jobs", "5", "--on", "2023-03")
    sanxin("target", "set", "2023", "new_signed", "9", "--in", "quarter=1")
    sanxin("target", "set", "2023", "new_signed", "8", "--in", "quarter=1", "--reason", "调减")
    page = sanxin("journal").out
    assert "用工、2023-03、5 人" in page
    assert "9→8 个" in page
    assert not any(word in page for word in ("jobs", "new_signed", "quarter.1"))
