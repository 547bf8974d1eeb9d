"""`sanxin project`: from a lead to the end, with every refusal told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import CREDIT_CODE, HOSTILE, Run
from tests.office.cards import cards
from tracker.office.open import open_desk
from tracker.office.register import register as opening
from tracker.office.register.paged import PagedRegister


def test_a_lead_is_taken_in_with_its_profile(sanxin: Run) -> None:
    line = sanxin("project", "add", "恒瑞管桩二期", "--contract-amount", "5.2亿元", "--origin", "境内省外", "--lead",
                  "2023-01-05", "--role", "领导=链长乙", "--role", "专班=建材专班", "--hunan-return", "--chain", "建材",
                  "--set", "联络员=李四", "--set", "bureau=发改局").out
    assert line == "P0001 恒瑞管桩二期：已新增（2023-01-05）\n"
    shown = sanxin("project", "show", "恒瑞管桩二期", "--json").json
    profile = shown["profile"]
    assert profile["contract_amount"] == {"minor": 52_000_000_000, "currency": "CNY", "mark": "", "text": "5.2亿元"}
    assert profile["origin"] == "out_of_province"
    assert profile["roles"] == {"领导": "链长乙", "专班": "建材专班"}
    assert (profile["officer"], profile["bureau"], profile["industry_chain"]) == ("李四", "发改局", "建材")
    assert shown["tags"] == ["hunan_return"]
    assert shown["milestones"][0]["day"] == "2023-01-05"


def test_every_field_that_cannot_be_read_is_told_at_once(sanxin: Run) -> None:
    refused = sanxin("project", "add", "甲", "--contract-amount", "5.2贯", "--origin", "天上", "--credit-code", "12",
                     code=1)
    assert refused.out == ""
    assert len(refused.err.splitlines()) == 3
    assert all(line.startswith("未办理：") for line in refused.err.splitlines())
    codes = sanxin("project", "add", "甲", "--contract-amount", "5.2贯", "--origin", "天上", "--json", code=1).codes
    assert codes == ["unknown_unit", "unknown_choice"]


def test_a_second_project_of_one_name_is_refused(sanxin: Run) -> None:
    sanxin("project", "add", "甲（一期）")
    assert sanxin("project", "add", "甲(一期)", "--json", code=1).codes == ["duplicate_project"]
    assert sanxin("project", "add", "乙", "--code", "P0001", "--json", code=1).codes == ["duplicate_code"]
    sanxin("project", "add", "甲（二期）", "--phase-of", "甲（一期）", "--code", "QZ-2")
    assert sanxin("project", "show", "QZ-2", "--json").json["profile"]["phase_of"] == 1


def test_hostile_names_come_back_unharmed(sanxin: Run) -> None:
    for name in HOSTILE:
        assert name in sanxin("project", "add", name, "--investor", name, "--note", name).out
    assert [one["name"] for one in sanxin("project", "list", "--json").json["projects"]] == list(HOSTILE)
    for page in (sanxin("project", "list").out, sanxin("journal").out, sanxin().out):
        assert all(name in page for name in HOSTILE[:5])


@pytest.mark.parametrize("name", HOSTILE[:4])
def test_a_hostile_name_finds_its_project(sanxin: Run, name: str) -> None:
    sanxin("project", "add", name, "--note", name)
    assert name in sanxin("project", "show", name).out
    assert sanxin("project", "show", name, "--json").json["profile"]["notes"] == {"备注": name}
    assert name in sanxin("project", "add", name, code=1).err


def test_no_control_character_reaches_the_terminal(sanxin: Run) -> None:
    sanxin("project", "add", "甲\x1b[31m红\u202e乙\u200b")
    listed = sanxin("project", "list")
    assert "\x1b" not in listed.out
    assert sanxin("project", "list", "--json").json["projects"][0]["name"] == "甲[31m红乙"
    assert "\x1b" not in sanxin("project", "show", "没有\x1b[2J", code=1).err
    assert "\x1b" not in sanxin("project", "list", "--stage", "\x1b[2J", code=2).err


def test_the_list_is_filtered(sanxin: Run, signed: str) -> None:
    sanxin("project", "add", "草尾风电", "--officer", "李四", "--park", "草尾镇", "--chain", "新能源")
    sanxin("blocker", "raise", signed, "岸线许可未批", "--category", "河湖岸线", "--on", "2023-03-01")

    def names(*filters: str) -> list[str]:
        return [one["name"] for one in sanxin("project", "list", "--json", *filters).json["projects"]]

    assert names() == ["草尾风电", "万骏船舶"]
    assert names("--stage", "签约") == names("--stage", "Signed") == names("--blocked") == ["万骏船舶"]
    assert names("--not-blocked") == names("--officer", "李四") == names("--park", "草尾") == ["草尾风电"]
    assert names("--chain", "新能源") == names("--search", "cwfd") == ["草尾风电"]
    assert names("--status", "终止") == []
    assert "河湖岸线" in sanxin("project", "list").out
    assert sanxin("project", "list", "--status", "paused").out == "没有符合的记录\n"
    assert "可用：lead 线索" in sanxin("project", "list", "--stage", "天上", code=2).err


def test_the_list_holds_what_a_script_needs(sanxin: Run, signed: str) -> None:
    (card,) = sanxin("project", "list", "--json").json["projects"]
    assert card["code"] == signed
    assert (card["stage"], card["status"], card["blocked"]) == ("signed", "active", False)
    assert card["amount"]["minor"] == 52_000_000_000
    assert card["since"] == "2023-02-01"
    assert card["version"] == 2
    assert {"investor", "days", "origin", "tags", "chain", "park", "officer"} <= card.keys()


def test_a_profile_is_amended_and_the_old_one_kept(sanxin: Run, signed: str) -> None:
    line = sanxin("project", "amend", signed, "合同金额=6亿元", "officer=李四", "--reason", "增资扩产").out
    assert line == "P0001 万骏船舶：已修改 合同金额、联络员\n"
    history = sanxin("project", "history", signed).out
    assert "合同金额：5.2亿元→6亿元" in history
    assert "增资扩产" in history
    assert sanxin("project", "amend", signed, "officer=李四", "--json", code=1).codes == ["nothing_changes"]
    assert "contract_amount 合同金额" in sanxin("project", "amend", signed, "天气=晴", code=2).err
    assert "名称=内容" in sanxin("project", "amend", signed, "天气", code=2).err


def test_who_comes_second_is_told_so(sanxin: Run, signed: str) -> None:
    sanxin("project", "amend", signed, "officer=李四", "--version", "2")
    refused = sanxin("project", "amend", signed, "officer=王五", "--version", "2", code=4)
    assert "刚被改过：" in refused.err
    assert "修改资料：联络员 （空） → 李四" in refused.err
    assert sanxin("project", "pause", signed, "--reason", "等", "--version", "2", "--json", code=4).codes == [
        "changed_elsewhere"]


def test_english_is_spoken_throughout(sanxin: Run) -> None:
    added = sanxin("--lang", "en", "project", "add", "Pile works", "--contract-amount", "5.2亿元", "--lead",
                   "2023-01-05")
    assert added.out == "P0001 Pile works: added (2023-01-05)\n"
    assert "projects: 1" in sanxin("--lang", "en", "project", "list").out
    assert "contract amount: CNY 520 million" in sanxin("--lang", "en", "project", "show", "P0001").out
    refused = sanxin("--lang", "en", "project", "show", "nobody", code=1)
    assert refused.err == "refused: there is no project “nobody”; use its code or full name; search for it first\n"


def test_a_project_is_shown_with_all_that_belongs_to_it(sanxin: Run, signed: str) -> None:
    sanxin("receipt", "add", signed, "5000万元", "--on", "2023-03-08", "--evidence", "银行进账单:88")
    sanxin("blocker", "raise", signed, "岸线许可未批", "--category", "河湖岸线", "--on", "2023-03-01")
    sanxin("blocker", "note", "1", "水利局", "已受理", "--on", "2023-03-02")
    page = sanxin("project", "show", signed).out
    for part in ("P0001 万骏船舶", "签约、正常、被卡住", "投资方：万骏集团", "历程", "5000万元", "银行进账单 88",
                 "岸线许可未批", "水利局 已受理", "推进到“注册”之前", f"[√] 统一社会信用代码有效：{CREDIT_CODE}"):
        assert part in page


def test_the_list_is_that_of_the_board_whatever_it_is_narrowed_by(sanxin: Run, office: Path) -> None:
    """Same projects, same order as the cards of the board, for every filter and for several of them at once."""
    sanxin("project", "add", "万骏船舶", "--park", "船舶产业园", "--officer", "李四", "--chain", "船舶制造")
    sanxin("project", "add", "草尾风电", "--park", "草尾镇", "--officer", "李四光", "--chain", "新能源",
           "--lead", "2023-01-05")
    sanxin("project", "add", "云帆船舶", "--park", "船舶产业园", "--officer", "王五", "--contract-amount", "1亿元",
           "--lead", "2023-01-05")
    sanxin("project", "advance", "云帆船舶", "signed", "--on", "2023-02-10", "--override", "补录")
    sanxin("blocker", "raise", "万骏船舶", "林地调规未批", "--category", "用地")
    sanxin("project", "pause", "草尾风电", "--on", "2023-12-01", "--reason", "市场原因")
    desk = open_desk(str(office), who="联络员01")
    for options, fits in {
        (): lambda card: card.code in ("P0001", "P0002", "P0003"),
        ("--stage", "lead"): lambda card: card.stage == "lead",
        ("--status", "paused"): lambda card: card.status == "paused",
        ("--blocked",): lambda card: card.blocked,
        ("--not-blocked",): lambda card: not card.blocked,
        ("--officer", "李四"): lambda card: card.officer.startswith("李四"),
        ("--park", "船舶"): lambda card: card.park == "船舶产业园",
        ("--chain", "新能源"): lambda card: card.chain == "新能源",
        ("--search", "cb"): lambda card: "船舶" in card.name,
        ("--park", "船舶", "--stage", "lead", "--search", "wj"): lambda card: card.name == "万骏船舶",
        ("--officer", "赵六"): lambda card: False,
    }.items():
        wanted = [card.code for card in cards(desk) if fits(card)]
        listed = sanxin("project", "list", *options, "--json").json["projects"]
        assert [one["code"] for one in listed] == wanted, options
        assert bool(wanted) is ("赵六" not in options), options
    desk.store.close()


def test_a_project_much_like_another_is_asked_about(sanxin: Run) -> None:
    sanxin("project", "add", "湘北管桩产业园项目", "--investor", "南洲控股")
    again = ("project", "add", "湘北管桩产业园项目部", "--investor", "南洲控股")
    refused = sanxin(*again, code=1).err
    assert "与“湘北管桩产业园项目”（P0001）名称很像" in refused
    assert "--override" in refused
    assert "P0002" in sanxin(*again, "--override", "部里另立的项目").out


def test_a_name_that_is_nearly_right_names_the_nearest(sanxin: Run) -> None:
    """Those that hold it are named; of one that is like no other nothing is guessed."""
    for name in ("三新造船", "三新造船二期", "[/]甲 & <乙>"):
        sanxin("project", "add", name, "--contract-amount", "1亿元", "--lead", "2023-01-05")
    assert "没有找到项目“三新造传”；是不是“三新造船”？" in sanxin("project", "show", "三新造传", code=1).err
    assert "按它能查到 2 个：P0001 三新造船、P0002 三新造船二期；" in sanxin("project", "show", "三新造", code=1).err
    assert "只查到 P0003 [/]甲 & <乙>，" in sanxin("project", "show", "[/]甲").err
    told = sanxin("project", "show", "明珠食品", code=1).err
    assert "没有找到项目“明珠食品”" in told
    assert "是不是" not in told


def test_a_project_that_ended_is_signed_again_and_an_intent_is_kept(sanxin: Run) -> None:
    sanxin("project", "add", "甲", "--set", "contract_amount=1亿元", "--set", "investor=甲公司", "--lead", "2023-01-05")
    assert "不算签约" in sanxin("project", "intent", "甲", "--on", "2023-01-20", "--note", "框架协议").out
    sanxin("project", "advance", "甲", "--on", "2023-02-01")
    again = ("project", "sign-again", "甲", "投资方=乙公司", "contract_amount=3亿元", "--on", "2023-06-18", "--reason",
             "乙公司接手")
    assert sanxin(*again, "--json", code=1).codes == ["not_ended"]
    sanxin("project", "terminate", "甲", "--on", "2023-05-01", "--reason", "撤资")
    answer = sanxin(*again, "--json").json
    assert answer["project"]["status"] == "active"
    shown = sanxin("project", "show", "甲")
    assert "再次签约：乙公司（此前 甲公司，合同金额 1亿元）" in shown.out
    assert "意向（框架）协议" in shown.out
    assert [one["what"] for one in sanxin("project", "show", "甲", "--json").json["changes"]] == [
        "intent", "signing", "investor"]
    assert "再次签约" in sanxin("project", "history", "甲").out


def test_a_part_of_a_name_shows_the_only_project_that_has_it(sanxin: Run) -> None:
    sanxin("project", "add", "湘北光伏支架", "--investor", "[/]甲能源")
    sanxin("project", "add", "宝乐光电")
    for command in (("project", "show", "光伏"), ("project", "history", "能源"), ("evidence", "list", "p0001"),
                    ("blocker", "list", "光伏"), ("recognise", "光伏")):
        told = sanxin(*command, "--json")
        assert told.json is not None
        assert told.err == f"“{command[-1]}”只查到 P0001 湘北光伏支架，以下是它\n", command
    assert sanxin("project", "show", "光伏", "--json").json["code"] == "P0001"
    assert sanxin("project", "show", "湘北光伏支架").err == ""
    several = sanxin("project", "show", "光", code=1)
    assert "按它能查到 2 个：P0001 湘北光伏支架、P0002 宝乐光电" in several.err
    written = sanxin("receipt", "add", "光伏", "1万元", code=1)
    assert "按它能查到 1 个：P0001 湘北光伏支架；写其中一个的编号或全称" in written.err
    assert sanxin("--lang", "en", "project", "advance", "光伏", "--json", code=1).codes == ["project_in_part"]


def test_a_large_office_is_listed_page_by_page_as_a_small_one_is(
        sanxin: Run, signed: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("湘北储能", "洞庭数控", "南洲管桩"):
        sanxin("project", "add", name, "--park", "高新区")
    asked = (("--json",), (), ("--park", "高新区"), ("--search", "xbcn"), ("--stage", "signed"), ("--search", "无"))
    expected = [sanxin("project", "list", *options).out for options in asked]
    sanxin("project", "list", "-o", str(tmp_path / "small.csv"))
    pages: list[int] = []
    real = PagedRegister.bring

    def brings(self: PagedRegister, rows: Sequence[int]) -> None:
        pages.append(len(rows))
        real(self, rows)
    monkeypatch.setattr(PagedRegister, "bring", brings)
    monkeypatch.setattr(opening, "HELD_IN_MEMORY", 0)
    assert [sanxin("project", "list", *options).out for options in asked] == expected
    assert pages[0] == 4
    assert 1 not in pages[:2]
    sanxin("project", "list", "-o", str(tmp_path / "large.csv"))
    assert (tmp_path / "large.csv").read_bytes() == (tmp_path / "small.csv").read_bytes()
