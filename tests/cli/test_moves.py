"""The moves of a project on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tracker.shipped import shipped

TO_STARTED = ("注册=2023-03-01", "funded=2023.4.1", "--step", "开工=2023年5月1日")


def _stage(sanxin: Run, project: str) -> str:
    return str(sanxin("project", "show", project, "--json").json["stage"])


def test_a_project_moves_to_its_next_stage(sanxin: Run, signed: str) -> None:
    line = sanxin("project", "advance", signed, "--on", "2023-03-01").out
    assert line == "P0001 万骏船舶：已推进到“注册”（2023-03-01）\n"
    done = sanxin("--lang", "en", "receipt", "add", signed, "100万元", "--on", "2023-03-05")
    assert done.out == "P0001 万骏船舶: recorded CNY 1 million (2023-03-05) as receipt 1\n"
    answer = sanxin("project", "advance", "万骏船舶", "到资", "--on", "2023-03-08", "--json").json
    assert answer["project"]["stage"] == "funded"
    assert answer["notes"] == []


def test_several_stages_are_all_or_nothing(sanxin: Run, signed: str) -> None:
    refused = sanxin("project", "advance", signed, *TO_STARTED, "--json", code=1)
    assert "no_receipt" in refused.codes
    assert _stage(sanxin, signed) == "signed"
    sanxin("receipt", "add", signed, "100万元", "--on", "2023-03-05")
    sanxin("project", "advance", signed, *TO_STARTED)
    assert _stage(sanxin, signed) == "started"
    days = {one["stage"]: one["day"] for one in sanxin("project", "show", signed, "--json").json["milestones"]}
    assert days["funded"] == "2023-04-01"
    assert days["started"] == "2023-05-01"


def test_every_reason_is_told_with_what_to_do(sanxin: Run) -> None:
    sanxin("project", "add", "甲", "--lead", "2023-01-05")
    refused = sanxin("project", "advance", "甲", "--on", "2022-12-31", code=1).err.splitlines()
    assert len(refused) == 2
    assert any("没有合同金额；填写合同金额" in line for line in refused)
    reasons = sanxin("project", "advance", "甲", "--on", "2022-12-31", "--json", code=1).json["refused"]
    assert [set(one) for one in reasons] == [{"code", "hard", "message", "todo", "field"}] * 2
    assert {one["code"] for one in reasons} == {"order", "no_contract_amount"}


@pytest.mark.parametrize(("args", "told"), [
    (("--to", "奠基"), "started 开工"),
    (("注册", "开工"), "每个阶段写日期"),
    (("注册=2023-03-01", "--on", "2023-03-01"), "--to"),
    (("--to", "注册", "--step", "注册=2023-03-01", "--on", "2023-03-02"), "两个日期"),
    (("--step", "2023-03-01"), "名称=内容"),
    (("--evidence", "照相"), "可用：contract 正式合同"),
    (("--version", "x"), "不是编号"),
])
def test_a_line_that_cannot_be_understood_is_a_usage_error(sanxin: Run, signed: str, args: tuple[str, ...],
                                                           told: str) -> None:
    assert told in sanxin("project", "advance", signed, *args, code=2).err
    assert _stage(sanxin, signed) == "signed"


def test_days_that_are_none_are_refused_together(sanxin: Run, signed: str) -> None:
    codes = sanxin("project", "advance", signed, "注册=2023-02-30", "到资=昨天吧", "--json", code=1).codes
    assert codes == ["no_such_date", "not_a_date", "no_receipt"]
    assert sanxin("project", "advance", signed, "注册=", "--json", code=1).codes == ["day_missing"]
    assert sanxin("project", "advance", signed, "--on", "2999-01-01", "--json", code=1).codes == ["future_date"]


def test_evidence_comes_with_a_move(sanxin: Run, signed: str, tmp_path: Path) -> None:
    licence = tmp_path / "执照.pdf"
    licence.write_bytes(b"%PDF-1.4 licence")
    sanxin("project", "advance", signed, "--on", "2023-03-01", "--evidence", f"营业执照:ZZ-1:{licence}",
           "--recognised-on", "2023-03-05", "--recognised-by", "市招商局")
    registered = sanxin("project", "show", signed, "--json").json["milestones"][-1]
    assert registered["recognised_on"] == "2023-03-05"
    assert registered["recognised_by"] == "市招商局"
    assert [(one["kind"], one["number"], one["filename"]) for one in registered["evidence"]] == [
        ("licence", "ZZ-1", "执照.pdf")]
    sanxin("project", "correct", signed, "注册", "--recognised-by", "市商务局", "--reason", "单位写错")
    registered = sanxin("project", "show", signed, "--json").json["milestones"][-1]
    assert (registered["recognised_on"], registered["recognised_by"]) == ("2023-03-05", "市商务局")
    sanxin("project", "correct", signed, "注册", "--recognised-on", "", "--recognised-by", "", "--reason", "认定被撤")
    registered = sanxin("project", "show", signed, "--json").json["milestones"][-1]
    assert (registered["recognised_on"], registered["recognised_by"], registered["day"]) == (None, "", "2023-03-01")
    assert sanxin("project", "correct", signed, "注册", "--recognised-on", "", "--reason", "再撤", "--json",
                  code=1).codes == ["nothing_changes"]
    assert sanxin("project", "correct", signed, "注册", "--evidence", "照片::没有的.jpg", "--reason", "补", "--json",
                  code=3).codes == ["no_file"]


def test_what_can_be_set_aside_is_set_aside_with_a_reason(sanxin: Run, signed: str, tmp_path: Path,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    rules = shipped("rules", "default.toml").read_text(encoding="utf-8")
    (tmp_path / "mine.toml").write_text(f'{rules}\n[evidence]\nregistered = [["licence"]]\n', encoding="utf-8")
    monkeypatch.setenv("SANXIN_RULES", str(tmp_path))
    refused = sanxin("project", "advance", signed, "--on", "2023-03-01", code=1).err
    assert "没有要求的凭证：营业执照" in refused
    assert "--override" in refused
    (reason,) = sanxin("project", "advance", signed, "--on", "2023-03-01", "--json", code=1).json["refused"]
    assert (reason["code"], reason["hard"], reason["field"]) == ("no_evidence", False, "evidence")
    sanxin("project", "advance", signed, "--on", "2023-03-01", "--override", "执照下周补交")
    assert sanxin("project", "show", signed, "--json").json["milestones"][-1]["override"] == "执照下周补交"
    assert "执照下周补交" in sanxin("project", "show", signed).out


def test_a_blocked_project_does_not_start(sanxin: Run, signed: str) -> None:
    sanxin("receipt", "add", signed, "100万元", "--on", "2023-03-05")
    sanxin("blocker", "raise", signed, "岸线许可未批", "--category", "河湖岸线", "--on", "2023-03-01")
    refused = sanxin("project", "advance", signed, *TO_STARTED, code=1)
    assert "河湖岸线：岸线许可未批" in refused.err


def test_a_milestone_is_corrected_and_taken_back(sanxin: Run, signed: str) -> None:
    assert sanxin("project", "correct", signed, "签约", "--on", "2023-01-20", "--json", code=1).codes == ["no_reason"]
    line = sanxin("project", "correct", signed, "signed", "--on", "2023-01-20", "--reason", "合同上的日期").out
    assert line == "P0001 万骏船舶：“签约”已更正为 2023-01-20\n"
    assert sanxin("project", "correct", signed, "开工", "--on", "2023-01-20", "--reason", "错", "--json",
                  code=1).codes == ["not_reached"]
    assert sanxin("project", "revert", signed, code=1).err.startswith("未办理：没有写理由")
    assert sanxin("project", "revert", signed, "--reason", "只是意向").out == "P0001 万骏船舶：已退回到“线索”\n"
    assert "只是意向" in sanxin("project", "history", signed).out


def test_a_project_is_set_aside_ended_and_taken_up_again(sanxin: Run, signed: str) -> None:
    def status(*args: str) -> str:
        return sanxin("project", *args, signed, "--on", "2023-06-01", "--reason", "市场变化").out

    assert status("pause") == "P0001 万骏船舶：状态已改为“暂缓”（2023-06-01）\n"
    assert sanxin("project", "advance", signed, "--json", code=1).codes[0] == "not_active"
    assert "正常" in status("resume")
    assert "终止" in status("terminate")
    assert sanxin("project", "pause", signed, "--reason", "再等", "--json", code=1).codes == ["cannot_pause"]
    assert "正常" in status("reopen")
    (active,) = sanxin("project", "list", "--status", "active", "--json").json["projects"]
    assert active["code"] == signed


def test_a_producing_project_goes_no_further(sanxin: Run, signed: str) -> None:
    sanxin("receipt", "add", signed, "100万元", "--on", "2023-03-05")
    sanxin("project", "advance", signed, *TO_STARTED, "投产=2023-09-01")
    assert sanxin("project", "advance", signed, "--json", code=1).codes == ["already_producing"]


def test_a_start_before_the_money_is_said_and_told(sanxin: Run, signed: str) -> None:
    early = ("project", "advance", signed, "注册=2023-03-01", "开工=2023-05-01")
    refused = sanxin(*early, code=1).err
    assert "开工时“到资”还没有记录" in refused
    assert "--override" in refused
    done = sanxin(*early, "--override", "企业垫资先建")
    assert "已推进到“开工”（2023-05-01）" in done.out
    assert "开工时“到资”还没有记录" in done.err
    assert "资金到位前开工" in sanxin("project", "show", signed).out
    milestones = sanxin("project", "show", signed, "--json").json["milestones"]
    assert [one["stage"] for one in milestones if one["before_money"]] == ["started"]


def test_an_expected_day_is_told_with_its_project(sanxin: Run, signed: str) -> None:
    assert sanxin("project", "expect", signed, "开工", "2098-05").out.startswith("P0001 万骏船舶  预计 2098-05 开工")
    assert sanxin("project", "expect", signed, "开工", "2098-06", "--json").json["project"]["code"] == signed
