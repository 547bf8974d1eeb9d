"""`sanxin unit` and `sanxin credit`: units taken in, targets handed down, credits, and the figures of units."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import HOSTILE, Run
from tracker.words import Lang, spoken
from tracker.words.units import UnitWords


@pytest.fixture
def assessed(sanxin: Run, signed: str) -> Run:
    """An office with a project that two units claim in turn, one that nobody claims, and targets."""
    sanxin("project", "amend", signed, "园区/乡镇=新湾镇", "责任单位=工信局")
    sanxin("project", "add", "乙厂", "--origin", "境内省外", "--lead", "2023-02-01", "--contract-amount", "1亿元",
           "--park", "高新区")
    sanxin("project", "advance", "P0002", "--on", "2023-04-01")
    sanxin("receipt", "add", signed, "5000万元", "--on", "2023-03-01")
    sanxin("receipt", "add", signed, "1亿元", "--on", "2023-07-01")
    sanxin("unit", "suggest", "--take")
    sanxin("credit", "add", signed, "新湾镇", "--from", "2023-01-05", "--number", "认领表3号")
    sanxin("credit", "add", signed, "高新区", "--from", "2023-06-01", "--how", "划转", "--number", "政办函7号")
    sanxin("unit", "target", "2023", "高新区", "out_of_province", "2亿元")
    return sanxin


def test_units_are_suggested_taken_in_and_changed(sanxin: Run, signed: str) -> None:
    assert "都已是考核单位" in sanxin("unit", "suggest").out
    sanxin("project", "amend", signed, "园区/乡镇=新湾镇", "责任单位=工信局")
    assert "新湾镇  乡镇街道" in sanxin("unit", "suggest").out
    assert sanxin("unit", "suggest", "--json").json["suggested"] == [
        {"name": "工信局", "kind": "bureau", "projects": 1}, {"name": "新湾镇", "kind": "township", "projects": 1}]
    assert "已增加 2 个考核单位：工信局、新湾镇" in sanxin("unit", "suggest", "--take").out
    assert "没有任何改动" in sanxin("unit", "suggest", "--take", code=1).err
    assert "（第 3 号）" in sanxin("unit", "add", "新能源专班", "--kind", "专班", "--group", "专班组").out
    assert "已改名为“新能源产业专班”" in sanxin("unit", "rename", "新能源专班", "新能源产业专班").out
    assert "已归入“乡镇组”" in sanxin("unit", "group", "新湾镇", "乡镇组").out
    assert "不再属于任何一组" in sanxin("unit", "group", "新湾镇").out
    assert "自 2023-12-01 起不再认领新项目" in sanxin("unit", "retire", "工信局", "--on", "2023-12-01").out
    units = {one["name"]: one for one in sanxin("unit", "list", "--json").json["units"]}
    assert units["工信局"]["retired"] == "2023-12-01"
    assert "“工信局”恢复考核" in sanxin("unit", "resume", "工信局").out
    assert "没有任何改动" in sanxin("unit", "resume", "工信局", code=1).err
    assert sanxin("unit", "resume", "某局", "--json", code=1).codes[0].startswith("unit_unknown")
    assert "恢复考核" in sanxin("journal").out
    assert sanxin("unit", "list", "--json").json["units"][0]["retired"] is None
    sanxin("undo", "--reason", "按错了")
    assert units["新能源产业专班"]["kind"] == "task_force"
    told = sanxin("--lang", "en", "unit", "list").out
    assert "task force" in told
    assert "retired" in told
    assert "停止考核" in sanxin("journal").out


def test_targets_are_handed_down_listed_and_taken_back(assessed: Run) -> None:
    handed = assessed("unit", "target", "2023", "新湾镇", "new_signed", "2", "--in", "季度=1").out
    assert "已给“新湾镇”下达 2023 年" in handed
    assert "新签约" in handed
    assert "：2 个" in handed
    targets = assessed("unit", "target", "2023", "--json").json["targets"]
    assert {(one["unit"], one["key"], one.get("period")) for one in targets} == {
        ("新湾镇", "new_signed", 1), ("高新区", "out_of_province", None)}
    only = assessed("unit", "target", "2023", "新湾镇").out
    assert "1季度" in only
    assert "高新区" not in only
    assert assessed("unit", "target", "2023", "高新区", "out_of_province", "3亿元", "--json", code=1).codes == [
        "no_reason"]
    assert "已收回“高新区”2023 年“境内省外资金”的目标 2 亿元" in assessed(
        "unit", "target", "2023", "高新区", "out_of_province", "--drop", "--reason", "调整").out
    assert "缺少 UNIT KEY VALUE" in assessed("unit", "target", "2023", "高新区", "new_signed", code=2).err
    assert "没有考核单位“高新”，相近的有：高新区" in assessed(
        "unit", "target", "2023", "高新", "new_signed", "3", code=1).err


def test_credits_are_noted_withdrawn_and_listed(assessed: Run) -> None:
    again = assessed("credit", "add", "P0001", "工信局", "--from", "2023-07-01")
    assert "自 2023-07-01 起计入“工信局” 100%（第 3 号认领）" in again.out
    assert "几个单位共认领 200%：工信局 100%、高新区 100%" in again.err
    assert "共享认领没有写比例" in assessed("credit", "add", "P0002", "工信局", "--how", "共享", code=1).err
    shared = assessed("credit", "add", "P0002", "工信局", "--share", "40%", "--from", "2023-03", "--json").json
    assert (shared["credit"], shared["notes"]) == (4, [])
    rows = assessed("credit", "list", "--json").json["credits"]
    assert [(row["project"], row["unit"], row["how"], row["share"]) for row in rows] == [
        ("P0001", "新湾镇", "first_claim", 10000), ("P0001", "高新区", "moved", 10000),
        ("P0001", "工信局", "first_claim", 10000), ("P0002", "工信局", "shared", 4000)]
    assert "政办函7号" in assessed("credit", "list", "--project", "P0001").out
    assert "P0001" not in assessed("credit", "list", "--unit", "工信局", "--project", "乙厂").out
    assert "已撤回第 3 号认领" in assessed("credit", "withdraw", "3", "--reason", "认领表作废").out
    assert assessed("credit", "withdraw", "9", "--reason", "无", "--json", code=1).codes == ["credit_unknown"]
    assert "认领" in assessed("project", "history", "P0001").out


def test_figures_of_units_are_told_written_and_asked_of_the_past(assessed: Run, tmp_path: Path) -> None:
    data = assessed("unit", "figures", "2023", "--json").json
    actual = {one["name"]: one["figures"]["out_of_province"]["actual"] for one in data["units"]}
    assert actual == {"新湾镇": "0.5", "高新区": "1", "工信局": "0"}
    assert (data["place"]["out_of_province"]["actual"], data["unclaimed"]["new_signed"]["projects"][0]["name"]) == (
        "1.5", "乙厂")
    told = assessed("unit", "figures", "2023").out
    for line in ("减：重复认领", "加：无人认领", "全县（市、区）", "无人认领的项目", "下达的目标与完成率"):
        assert line in told
    assert "50%" in told
    early = assessed("unit", "figures", "2023", "--until", "2023-06-30", "--json").json
    assert {one["name"]: one["figures"]["out_of_province"]["actual"] for one in early["units"]}["高新区"] == "0"
    one = assessed("unit", "figures", "2023", "--unit", "高新 区").out
    assert "2023 年“高新区”完成情况" in one
    assert "乙厂" not in one
    only = assessed("unit", "figures", "2023", "--unit", "高新区", "--json").json
    assert ([unit["name"] for unit in only["units"]], "unclaimed" in only) == (["高新区"], False)
    out = tmp_path / "各单位.csv"
    assessed("unit", "figures", "2023", "-o", str(out))
    rows = [row for row in csv.reader(out.read_text("utf-8-sig").splitlines()) if row]
    assert next(row for row in rows if row[0] == "单位")[:2] == ["单位", "新签约（个）"]
    as_json = tmp_path / "各单位.json"
    assessed("unit", "figures", "2023", "-o", str(as_json))
    assert json.loads(as_json.read_text("utf-8"))["units"] == data["units"]
    assert "没有考核单位“某镇”" in assessed("unit", "figures", "2023", "--unit", "某镇", code=1).err


@pytest.mark.parametrize("text", HOSTILE)
def test_the_name_of_a_unit_is_only_ever_text(sanxin: Run, signed: str, tmp_path: Path, text: str) -> None:
    sanxin("unit", "add", text, "--group", text)
    sanxin("credit", "add", signed, text, "--note", text)
    assert text in sanxin("unit", "figures", "2023").out
    out = tmp_path / "单位.csv"
    sanxin("unit", "list", "-o", str(out))
    assert not any(cell.startswith(("=", "+", "@")) for row in csv.reader(out.read_text("utf-8-sig").splitlines())
                   for cell in row)


def test_a_sheet_goes_out_is_filled_in_and_comes_in(assessed: Run, tmp_path: Path) -> None:
    path = tmp_path / "考核任务.xlsx"
    assert "3 个单位、1 个目标" in assessed("unit", "export", str(path), "2023").out
    assert "没有任何改动" in assessed("unit", "import", str(path), "2023").out
    sheet = tmp_path / "考核任务.csv"
    sheet.write_text("单位,类别,组别,新签约（个）,境内省外资金（亿元）\n新湾镇,,乡镇组,2,\n四季红镇,乡镇,乡镇组,1,0.5\n"
                     "高新区,,,,3\n", "utf-8")
    assert assessed("unit", "import", str(sheet), "2023", "--json", code=1).codes == ["no_reason"]
    told = assessed("unit", "import", str(sheet), "2023", "--reason", "年中调整").out
    assert told == "已导入：新单位 1 个，下达目标 4 个，收回 0 个，改组别或类别 1 个\n"
    sheet.write_text("单位,新签约（个）\n新湾镇,两三个\n", "utf-8")
    wrong = assessed("unit", "import", str(sheet), "2023", code=1).err
    assert "B2：“两三个”不是以“个”计的数" in wrong
    assert "什么都没有写入" in wrong
    assert "找不到" in assessed("unit", "import", str(tmp_path / "没有.xlsx"), "2023", code=1).err


def test_what_nobody_claims_is_credited_by_the_profiles_at_once(sanxin: Run, signed: str) -> None:
    """By park and township, or by bureau; what is claimed already and what names no unit is left alone."""
    sanxin("project", "amend", signed, "园区/乡镇=新湾镇", "责任单位=工信局")
    sanxin("project", "add", "乙厂", "--lead", "2023-02-01", "--park", "高新区", "--bureau", "工信局")
    sanxin("project", "add", "丙厂", "--lead", "2023-03-01")
    assert "没有可以按资料计入的项目" in sanxin("credit", "suggest").out
    sanxin("unit", "suggest", "--take")
    assert sanxin("credit", "suggest", "--json").json["suggested"] == [
        {"code": "P0001", "name": "万骏船舶", "unit": "新湾镇", "day": "2023-01-05", "precision": "day"},
        {"code": "P0002", "name": "乙厂", "unit": "高新区", "day": "2023-02-01", "precision": "day"}]
    assert sanxin("credit", "suggest", "--bureau", "--json").json["suggested"][1]["unit"] == "工信局"
    sanxin("credit", "add", "P0002", "工信局", "--from", "2023-02-01")
    assert "已按资料把 1 个项目计入各自的单位" in sanxin("credit", "suggest", "--take").out
    listed = sanxin("credit", "list", "--json").json["credits"]
    assert [(one["project"], one["unit"], one["how"]) for one in listed] == [
        ("P0001", "新湾镇", "first_claim"), ("P0002", "工信局", "first_claim")]
    assert "没有任何改动" in sanxin("credit", "suggest", "--take", code=1).err
    assert sanxin("verify").code == 0


def test_a_unit_that_is_misspelt_is_answered_alike_by_every_command(assessed: Run) -> None:
    for asked in (("unit", "figures", "2023", "--unit", "新湾"), ("unit", "target", "2023", "新湾"),
                  ("credit", "list", "--unit", "新湾"), ("unit", "rename", "新湾", "新湾乡")):
        assert "新湾镇" in assessed(*asked, code=1).err, asked
    assessed("unit", "rename", "新湾镇", "新湾乡")
    assert "新湾乡" in assessed("unit", "figures", "2023", "--unit", "新湾乡").out


def test_the_journal_tells_credits_and_targets_of_units_in_words(assessed: Run) -> None:
    """A unit is named, never told by its number; ways, kinds, shares and fields are what an officer calls them."""
    assessed("unit", "target", "2023", "新湾镇", "new_signed", "3")
    assessed("unit", "retire", "工信局", "--on", "2023-12-01")
    told = assessed("journal").out
    assert "3 个" in told
    assert "划转、100%、政办函7号" in told
    assert "停止考核：—→2023-12-01" in told
    assert "乡镇街道" in told
    for code in ("moved", "first_claim", "township", "retired_on", "10000"):
        assert code not in told
    english = assessed("--lang", "en", "journal").out
    assert "3 " in english
    assert "retired_on" not in english


@pytest.mark.parametrize(("place", "whole"), [
    ("沅江市", "全市"), ("桃江县", "全县"), ("益阳市赫山区", "全区"), ("鄂托克旗", "全旗"), ("", "全县（市、区）")])
def test_the_whole_of_a_place_is_called_by_its_name(place: str, whole: str) -> None:
    assert spoken(Lang.ZH, UnitWords).whole(place) == whole
