"""`sanxin import`: a ledger goes in whole or not at all, and every cell in the way is named."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import HOSTILE, Run
from tracker.cli import imports
from tracker.office.desk import Desk
from tracker.office.intake.look import look_at, take_in
from tracker.shipped import shipped
from tracker.store.engine import open_store

LEDGER = str(shipped("ledgers", "yuanjiang-2023.xlsx"))
BOOKS = Path(__file__).parents[1] / "ledger" / "books"
HEAD = "项目名称,投资方,合同金额（亿元）,签约时间,注册时间"


def _csv(folder: Path, *rows: str) -> str:
    path = folder / "台账.csv"
    path.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
    return str(path)


def _projects(sanxin: Run) -> list[str]:
    return [one["name"] for one in sanxin("project", "list", "--json").json["projects"]]


def test_a_ledger_is_tried_taken_in_and_known_again(sanxin: Run, tmp_path: Path) -> None:
    ledger = _csv(tmp_path, "甲项目,甲公司,1.5,2023-02-01,", "乙项目,乙公司,3,2023年3月1日,")
    tried = sanxin("import", ledger, "--dry-run").out
    assert "没有写入" in tried
    assert "项目：新增 2，更正 0，不变 0" in tried
    assert _projects(sanxin) == []
    assert "已导入 台账.csv" in sanxin("import", ledger).out
    assert sorted(_projects(sanxin)) == ["乙项目", "甲项目"]
    again = sanxin("import", ledger, "--json").json
    assert again["projects"] == {"added": 0, "corrected": 0, "unchanged": 2}
    assert again["problems"] == []
    assert "导入台账" in sanxin("journal").out


def test_every_cell_is_counted_in_one_line_and_control_totals_stand_beside_it(sanxin: Run) -> None:
    book = str(BOOKS / "11-sheet-per-park-subtotals" / "input.xlsx")
    told = sanxin("import", book, "--dry-run").out
    assert "61 格：4 标题，16 表头，23 读入，4 合计与分组行，14 未读（见下）" in told
    assert "没有读“汇总”表" in told
    assert "没有读（第 7 行）" in told
    assert "相符：合同金额（万元） 15500（第 6 行）" in told
    answer = sanxin("import", book, "--json").json
    assert sum(answer["cells"].values()) == 61
    assert {one["sheet"]: one["unread"][:2] for one in answer["sheets"]} == {
        "高新区": ["A7"], "临港区": [], "汇总": ["A1", "A2"]}
    assert {(one["ledger"], one["before"]) for one in answer["totals"] if one["what"] in ("项目", "合同金额合计")} == {
        ("4", "0"), ("2.61亿元", "0")}
    again = sanxin("import", book, "--json").json["totals"]
    assert all(one["ledger"] == one["before"] for one in again)


def test_every_problem_is_named_and_nothing_is_written(sanxin: Run, tmp_path: Path) -> None:
    ledger = _csv(tmp_path, "甲项目,甲公司,1.5,2023-02-30,", "乙项目,乙公司,若干,2023-03-01,",
                  "[/]丙,丙公司,1,2023-01-01,")
    refused = sanxin("import", ledger, code=3)
    assert "2 个问题" in refused.err
    assert "“问题”一列的代码供 --accept 使用；能这样放行的只有 gap" in refused.out
    assert [line.split()[1:4] for line in refused.out.splitlines()[1:3]] == [
        ["2", "D", "no_such_date"], ["3", "C", "not_an_amount"]]
    problems = sanxin("import", ledger, "--json", code=3).json["problems"]
    assert [set(one) for one in problems] == [{"sheet", "row", "column", "code", "value", "project", "message"}] * 2
    assert [one["project"] for one in problems] == ["甲项目", "乙项目"]
    assert "write" in sanxin("--lang", "en", "import", ledger, code=3).out
    assert _projects(sanxin) == []


def test_a_gap_can_be_accepted(sanxin: Run, tmp_path: Path) -> None:
    ledger = _csv(tmp_path, "甲项目,甲公司,1.5,,2023-03-01")
    assert [one["code"] for one in sanxin("import", ledger, "--json", code=3).json["problems"]] == ["gap"]
    sanxin("import", ledger, "--accept", "gap")
    assert _projects(sanxin) == ["甲项目"]
    assert "--accept" in sanxin("import", ledger, "--accept", "gap,order", code=2).err


def test_what_is_no_ledger_is_refused(sanxin: Run, tmp_path: Path) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 not really")
    for path in (broken, tmp_path / "没有.xlsx"):
        assert [one["code"] for one in sanxin("import", str(path), "--json", code=3).json["problems"]] == ["unreadable"]


@pytest.mark.skipif(os.name == "nt", reason="no pipes and devices among files")
def test_what_is_no_file_is_called_what_it_is(sanxin: Run, tmp_path: Path) -> None:
    os.mkfifo(pipe := tmp_path / "管道.xlsx")
    assert "是管道或设备，不是文件" in sanxin("import", str(pipe), code=3).out
    assert "是管道或设备，不是文件" in sanxin("import", "/dev/zero", code=3).out
    assert "看不出“管道.xlsx”是哪一天的台账" in sanxin("import", str(tmp_path), code=1).err


@pytest.mark.parametrize(("content", "code", "sentence"), [
    (None, "mapping_missing", "找不到映射文件“列.toml”；核对文件名和位置"),
    (b'[projects]\n"\xbd\xd7" = "investor"\n', "mapping_not_text", "映射文件“列.toml”第 2 行不是 UTF-8 文字"),
    ('[projects]\n“甲方” = "investor"\n'.encode(), "mapping_not_toml",
     "映射文件“列.toml”第 2 行第 1 列起不合 TOML 格式"),
    (b'[projects]\n"a" = """b', "mapping_not_toml", "映射文件“列.toml”第 2 行第 11 列起不合 TOML 格式"),
    (b"a = " + b"[" * 5000, "mapping_beyond", "套得太深"), (b"a = " + b"9" * 5000, "mapping_beyond", "位数太多的整数"),
    (b"#" * 300_000, "mapping_too_large", "超过 256 KB"),
])
def test_a_mapping_that_cannot_be_used_is_told_in_the_officers_words(
        sanxin: Run, tmp_path: Path, content: bytes | None, code: str, sentence: str) -> None:
    """No message of a library is passed on: each kind has its sentence, with line and column."""
    ledger, mapping = _csv(tmp_path, "甲项目,甲公司,1.5,2023-02-01,"), tmp_path / "列.toml"
    if content is not None:
        mapping.write_bytes(content)
    told = sanxin("import", ledger, "--mapping", str(mapping), code=3).err
    assert sentence in told
    assert not re.search("[a-z]{4,}", told.replace("sanxin", "").replace("toml", ""))
    assert sanxin("import", ledger, "--mapping", str(mapping), "--json", code=3).codes == [code]
    assert "folder, a pipe" in sanxin("--lang", "en", "import", ledger, "--mapping", str(tmp_path), code=3).err


def test_a_mapping_names_the_columns(sanxin: Run, tmp_path: Path) -> None:
    ledger = _csv(tmp_path, "甲项目,甲公司,1.5,2023-02-01,")
    Path(ledger).write_text("项目名称,甲方乙方,签约时间\n甲项目,某公司,2023-02-01", encoding="utf-8")
    mapping = tmp_path / "列.toml"
    mapping.write_text('[projects.columns]\n"甲方乙方" = "investor"\n', encoding="utf-8")
    sanxin("import", ledger, "--mapping", str(mapping))
    assert sanxin("project", "show", "甲项目", "--json").json["profile"]["investor"] == "某公司"


def test_hostile_names_come_through_a_ledger(sanxin: Run, tmp_path: Path) -> None:
    rows = [f'"{name.replace(chr(34), chr(34) * 2)}",甲公司,1,2023-02-01,' for name in HOSTILE]
    sanxin("import", _csv(tmp_path, *rows))
    assert sorted(_projects(sanxin)) == sorted(HOSTILE)
    listed = sanxin("project", "list").out
    assert all(name in listed for name in HOSTILE)


@pytest.mark.parametrize("step", ["read", "write"])
def test_stopping_leaves_nothing_half_done(sanxin: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                           step: str) -> None:
    """Ctrl-C while rows are being read, and while they are being written."""

    def press(done: int, whole: int, at: str) -> None:
        if at == step:
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(imports, "watched", lambda call, quiet: nullcontext(press))
    before = signal.getsignal(signal.SIGINT)
    stopped = sanxin("import", _csv(tmp_path, "甲项目,甲公司,1.5,2023-02-01,"), code=130)
    assert "没有写入任何内容" in stopped.err
    assert stopped.out == ""
    assert signal.getsignal(signal.SIGINT) is before
    assert _projects(sanxin) == []
    assert sanxin("journal", "--json").json["journal"] == []


@pytest.mark.story
def test_progress_is_shown_at_a_terminal_only(office: Path, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    ledger = _csv(tmp_path, *(f"项目{number},甲公司,1,2023-02-01," for number in range(200)))
    ours, theirs = pty.openpty()
    done = subprocess.run([sys.executable, "-m", "tracker.cli", "import", ledger], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=theirs, check=True, encoding="utf-8",
                          env={**os.environ, "TERM": "xterm"})
    os.close(theirs)
    drawn = os.read(ours, 65536).decode()
    os.close(ours)
    assert "%" in drawn
    assert "#" in drawn
    assert "新增 200" in done.stdout
    assert "%" not in done.stdout


def test_the_published_year_comes_out_of_the_demonstration_ledger(sanxin: Run) -> None:
    """The whole job: the ledger in, the figures of 2023 out, each provable."""
    sanxin("import", LEDGER)
    indicators = sanxin("rollup", "2023", "--json").json["indicators"]
    figures = {one["key"]: (one["actual"], one["rate"]) for one in indicators}
    assert figures["out_of_province"] == ("129.8295", "104.7%")
    assert figures["in_province"] == ("7.429", "101.77%")
    assert [figures[key][0] for key in ("new_signed", "new_started", "new_producing", "hunan_return", "foreign",
                                        "top500")] == ["44", "31", "26", "47.4635", "21.4", "5"]
    behind = sanxin("explain", "2023", "实际使用外资", "--json").json
    assert [one["code"] for one in behind["counted"]] != []
    assert len(behind["counted"]) + len(behind["not_counted"]) == 89
    page = sanxin("explain", "2023", "top500").out
    assert "计入 5 个" in page
    assert "未计入 84 个" in page
    assert sanxin("explain", "2023", "weather", "--json", code=1).codes == ["unknown_indicator"]
    assert "39" in sanxin("explain", "2023", "conversion.registered", "--lang", "en").out
    stuck = {one["name"]: one["stuck"] for one in sanxin("project", "list", "--blocked", "--json").json["projects"]}
    for shipyard in ("万骏船舶", "桃花江二期", "云帆船舶"):
        assert stuck[shipyard]["category"] == "河湖岸线"
    assert "万骏船舶" in sanxin("project", "list", "--search", "wjcb").out


def test_what_does_not_hold_in_a_life_is_said_and_taken_in(sanxin: Run, tmp_path: Path) -> None:
    """On the report, in JSON, and by doctor, who names every project and ends well all the same."""
    ledger = _csv(tmp_path, "甲项目,甲公司,,2023-02-01,2023-03-01", "乙项目,乙公司,3,2023-02-01,2023-03-01")
    lacking = ["1 个项目的注册缺合同金额：甲项目", "2 个项目的注册缺统一社会信用代码：甲项目、乙项目"]
    tried = sanxin("import", ledger, "--dry-run").out
    assert all(line in tried for line in lacking)
    assert sanxin("import", ledger, "--json").json["notes"][-2:] == lacking
    told = sanxin("doctor").err
    assert "P0001 甲项目：没有合同金额、没有统一社会信用代码" in told
    assert "P0002 乙项目：没有统一社会信用代码" in told


def test_a_text_that_had_to_be_cut_is_told(sanxin: Run, tmp_path: Path) -> None:
    long = "某某高新技术产业投资有限公司" * 20
    told = sanxin("import", _csv(tmp_path, f"甲项目,{long},1.5,2023-02-01,")).out
    assert f"1 处文字超过 200 字，只记下前面的，以“…”结尾：{long[:20]}…" in told
    assert sanxin("project", "show", "甲项目", "--json").json["profile"]["investor"] == long[:199] + "…"
    assert "超过 200 字" not in sanxin("import", _csv(tmp_path, "甲项目,甲公司,1.5,2023-02-01,")).out


def test_problems_are_marked_in_a_workbook(sanxin: Run, tmp_path: Path) -> None:
    ledger = _csv(tmp_path, "甲项目,甲公司,1.5,2023-02-30,", "乙项目,乙公司,若干,2023-03-01,")
    refused = sanxin("import", ledger, "--problems", str(tmp_path / "问题.xlsx"), code=3)
    assert "问题已标在 问题.xlsx" in refused.err
    assert openpyxl.load_workbook(tmp_path / "问题.xlsx").worksheets[0]["D2"].comment.text
    assert "要以 .xlsx 结尾" in sanxin("import", ledger, "--problems", "问题.csv", code=2).err
    copy = shutil.copy(LEDGER, tmp_path / "库.xlsx")
    assert "就是台账本身" in sanxin("import", str(copy), "--problems", str(copy), code=2).err
    sanxin("import", str(copy), "--problems", str(tmp_path / "没有.xlsx"), "--dry-run")
    assert not (tmp_path / "没有.xlsx").exists()


def test_many_problems_are_summed_up(sanxin: Run, tmp_path: Path) -> None:
    ledger = _csv(tmp_path, *(f"项目{number},公司,1,某天," for number in range(250)))
    refused = sanxin("import", ledger, code=3)
    assert "另有 150 处同样的问题（not_a_date）" in refused.out
    assert "250 个问题" in refused.err
    answer = sanxin("import", ledger, "--json", code=3).json
    assert (len(answer["problems"]), answer["more_problems"]) == (100, {"not_a_date": 150})


def test_decisions_are_listed_shown_as_a_file_and_taken_back(sanxin: Run, tmp_path: Path) -> None:
    ledger = tmp_path / "台账.csv"
    ledger.write_text("项目名称,掌门,合同金额（亿元）,开工时间\n甲项目,甲公司,1.5,2023-02-01\n", "utf-8")
    assert "没有符合的记录" in sanxin("mapping", "list").out
    store = open_store(os.environ["SANXIN_DB"])
    desk = Desk(store, "联络员05")
    take_in(desk, look_at(desk, ledger, mapping={"projects": {"columns": {"掌门": "investor"}}}))
    (kept,) = sanxin("mapping", "list", "--json").json["mappings"]
    assert "掌门" in sanxin("mapping", "list").out
    sanxin("mapping", "list", "-o", str(tmp_path / "选择.csv"))
    assert "掌门" in (tmp_path / "选择.csv").read_text("utf-8-sig")
    shown = sanxin("mapping", "show", kept["shape"]).out
    assert '"掌门" = "investor"' in shown
    (tmp_path / "m.toml").write_text(shown, "utf-8")
    assert sanxin("import", str(ledger), "--mapping", str(tmp_path / "m.toml"), "--json").json["projects"][
        "unchanged"] == 1
    assert "约定读" in sanxin("import", str(ledger)).out
    assert "已收回" in sanxin("mapping", "drop", kept["shape"]).out
    assert "没有编号" in sanxin("mapping", "show", kept["shape"], code=1).err
    assert "收回台账约定" in sanxin("journal").out


def test_a_ledger_that_says_it_is_older_is_asked_about(sanxin: Run, tmp_path: Path) -> None:
    """Taken in as of now, last year's ledger would put back what has been corrected since."""
    for month, amount in (("2026年1月", 2), ("2025年12月", 1)):
        (tmp_path / f"{month}台账.csv").write_text(f"{HEAD}\n甲项目,甲公司,{amount},2025-02-01,", encoding="utf-8")
    sanxin("import", str(tmp_path / "2026年1月台账.csv"))
    older = str(tmp_path / "2025年12月台账.csv")
    assert "--known-on 2025-12-31" in sanxin("import", older, "--dry-run").err
    assert sanxin("import", older, "--json", code=1).codes == ["known_on_asked"]
    assert sanxin("import", str(tmp_path / "2026年1月台账.csv"), "--json").json["projects"]["unchanged"] == 1
    sanxin("import", older, "--known-on", "2025-12-31")
    assert sanxin("import", str(tmp_path / "2026年1月台账.csv"), "--json").json["projects"]["unchanged"] == 1
    assert sanxin("import", older, "--known-on", "现在", "--json").json["projects"]["corrected"] == 1


def test_a_folder_without_ledgers_is_named(sanxin: Run, tmp_path: Path) -> None:
    empty = tmp_path / "空的"
    empty.mkdir()
    told = sanxin("import", str(empty), code=1).err
    assert "文件夹“空的”里没有台账" in told
    assert ".xlsx" in told
