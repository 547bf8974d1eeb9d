"""Labels on cards as they are written: several in a cell, numbered lines, a column of remarks, labels above values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.ledger.made import found
from tests.ledger.test_card_lists import CARD, card, money, notes_of, unread
from tests.ledger.test_cards import book
from tracker.ledger.account import Fate

Rows = list[list[Any]]
DAYS = {"signed": "2023-05-01", "registered": "2023-06-10", "started": "2023-08-02"}


def days(project: Any) -> dict[str, str]:
    return {stage.value: str(day) for stage, day in project.milestones.items() if day.known}


def test_several_labels_with_their_values_in_one_cell(tmp_path: Path) -> None:
    for rows in ([["项目名称：甲厂    投资方：乙公司"], ["合同金额：2.5亿元   责任单位：工信局"],
                  ["签约时间：2023.5.1 注册时间：2023.6.10；开工时间：2023.8.2"]],
                 [["项目名称", "甲厂"], ["投资方", "乙公司"], ["合同金额", "2.5亿元"], ["责任单位", "工信局"],
                  ["重要节点", "签约时间：2023.5.1\n注册时间：2023.6.10\n开工时间：2023.8.2"]]):
        ledger = book(tmp_path, 卡片=rows)
        (project,) = ledger.projects
        assert found(ledger) == set()
        assert (project.name, project.profile["investor"], project.profile["bureau"]) == ("甲厂", "乙公司", "工信局")
        assert days(project) == DAYS
        assert unread(ledger) == []


def test_numbered_lines_below_a_header_of_their_own(tmp_path: Path) -> None:
    ledger = book(tmp_path, 卡片=[
        ["序号", "内容", "情况"], [1, "项目名称", "甲厂"], [2, "投资方", "乙公司"], [3, "合同金额（万元）", 25000],
        [4, "签约时间", "2023-05-01"], ["5", "掌门", "张三"]])
    (project,) = ledger.projects
    assert (project.profile["investor"], days(project)) == ("乙公司", {"signed": "2023-05-01"})
    assert notes_of(ledger) == {"掌门": "张三"}
    account = ledger.accounts[0]
    assert [account.of(*place) for place in ((0, 0), (0, 1), (1, 0), (5, 0), (5, 2))] == [
        Fate.TITLE, Fate.TITLE, Fate.HEADER, Fate.HEADER, Fate.NOTE]


def test_a_column_of_remarks_beside_the_values(tmp_path: Path) -> None:
    ledger = book(tmp_path, 卡片=[
        ["项目名称", "甲厂", "备注"], ["投资方", "乙公司", "老客商"], ["合同金额", "2.5亿元", ""],
        ["签约时间", "2023-05-01", "正式合同"]])
    assert ledger.projects[0].profile["investor"] == "乙公司"
    assert notes_of(ledger) == {"投资方备注": "老客商", "签约时间备注": "正式合同"}
    assert unread(ledger) == []


def test_labels_in_a_row_above_their_values(tmp_path: Path) -> None:
    ledger = card(tmp_path, ["本年计划投资（万元）", "本年完成投资（万元）", "累计完成投资（万元）", "备注"],
                  [5000, 3000, 12000, "正常"])
    assert notes_of(ledger) == {"本年计划投资（万元）": "5000", "本年完成投资（万元）": "3000",
                                "累计完成投资（万元）": "12000", "备注": "正常"}
    assert unread(ledger) == []


def test_a_part_with_its_amount_in_one_cell(tmp_path: Path) -> None:
    ledger = card(tmp_path, ["开工时间：2021-06-01", "其中：固定资产投资（万元）：18000"])
    assert ledger.projects[0].profile["fixed_investment"].minor == 18_000 * 1_000_000
    assert unread(ledger) == []


def test_a_label_that_comes_twice_has_two_notes(tmp_path: Path) -> None:
    ledger = card(tmp_path, ["掌门", "张三"], ["掌门", "李四"], ["是否入规", "说不清"], ["是否入规", "再看"])
    assert notes_of(ledger) == {"掌门": "张三", "掌门（2）": "李四", "是否入规": "说不清", "是否入规（2）": "再看"}


def test_two_lists_side_by_side_each_below_its_own_title(tmp_path: Path) -> None:
    ledger = card(tmp_path, ["到资情况", "", "存在问题", ""], ["到资日期", "到资金额（万元）", "问题", "完成时限"],
                  ["2024-04-01", 3000, "用地未落实", "2025-09-30"], ["2024-05-01", 1000, "", ""], top=CARD)
    assert [amount for _, _, amount in money(ledger)] == ["3000万元", "1000万元"]
    assert [(row.description, str(row.due)) for row in ledger.blockers] == [("用地未落实", "2025-09-30")]
    assert unread(ledger) == []


def test_the_unit_of_years_stands_in_the_title_of_their_list(tmp_path: Path) -> None:
    ledger = card(tmp_path, ["近年经营情况（单位：万元）"], ["年度", "产值", "用工人数"], [2022, 1000, 30])
    assert found(ledger) == set()
    assert [(row.what.value, str(row.day)) for row in ledger.results] == [("output", "2022"), ("jobs", "2022")]


def test_a_card_whose_stages_are_ticked_beside_their_days(tmp_path: Path) -> None:
    ledger = card(tmp_path, ["节点", "是否完成", "完成时间"], ["注册", "√", "2021-04-02"], ["开工", "√", "2021-06-20"],
                  ["投产", "×", ""])
    assert days(ledger.projects[0]) == {"signed": "2021-03-12", "registered": "2021-04-02", "started": "2021-06-20"}


def test_what_was_done_when_may_be_told_in_two_columns(tmp_path: Path) -> None:
    ledger = card(tmp_path, ["时间", "进展情况"], ["2024-02-01", "完成场平"], ["2024-03-01", "主体封顶"])
    assert notes_of(ledger) == {"时间、进展情况": "时间：2024-02-01；进展情况：完成场平\n"
                                           "时间：2024-03-01；进展情况：主体封顶"}
