"""Reports of a month as county offices write them: several tables, notes and signatures below them, two units."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import Rows, found, read, write_xlsx
from tests.ledger.test_account import each
from tracker.domain.money import print_amount
from tracker.ledger.rows import Ledger
from tracker.words.ledger import note_line, problem_line

TODAY = date(2024, 11, 20)
HEAD = ["序号", "项目名称", "投资方", "投资额（万元）", "签约时间", "备注"]
ROW = [1, "甲厂", "甲公司", 5000, "2024-01-05", None]


def book(tmp_path: Path, rows: Rows, **more: Rows) -> Ledger:
    """A workbook as it is read, each of its cells accounted for."""
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"表": rows, **more}), today=TODAY)
    for account in ledger.accounts:
        assert account.counts() == each(account)
    return ledger


def names(ledger: Ledger) -> list[str]:
    return [row.name for row in ledger.projects]


@pytest.mark.parametrize("foot", [
    [["备注：1. 本表数据截至10月底；"], [None, "2. 乙厂已取消。"]],
    [["填表说明：1.每月25日前报送。"], ["2.总投资单位亿元。"], ["制表人：王五", None, None, None, "审核人：赵六"]],
    [["分管领导（签字）：", None, None, "主要领导（签字）：", None, "（公章）"]],
    [["制表人：王五", None, None, "审核人：赵六", date(2024, 11, 5)]],
    [[None, "填报人：王五", None, None, "2024年11月5日"]]])
def test_notes_and_signatures_at_the_foot_are_no_projects(tmp_path: Path, foot: list[list[Any]]) -> None:
    ledger = book(tmp_path, [HEAD, ROW, [], *foot])
    assert (names(ledger), found(ledger)) == (["甲厂"], set())
    rows = "、".join(str(number) for number in range(4, 4 + len(foot)))
    assert f"“表”表里表外的说明和没有内容的行，没有读（第 {rows} 行）" in map(note_line, ledger.notes)
    assert not any(note.code == "no_records" for note in ledger.notes)


def test_a_project_below_a_note_stays_one(tmp_path: Path) -> None:
    rows = [HEAD, ROW, ["备注：以下为乡镇项目"], [2, "2. 号厂房", "乙公司", 300, "2024-02-05"]]
    assert names(book(tmp_path, rows)) == ["甲厂", "2. 号厂房"]


def test_a_report_of_a_month_has_its_tables_each_in_its_own_unit(tmp_path: Path) -> None:
    ledger = book(tmp_path, [
        ["桃江县2024年10月招商引资情况"], ["一、新签约项目"],
        ["序号", "项目名称", "投资额（亿元）", "签约日期", "引资单位"],
        [1, "甲厂", 1.2, "10月8日", "商务局"], ["小计", None, 1.2], [],
        ["二、到位资金情况（单位：万元）"], ["序号", "项目名称", "本月到资", "1-10月累计"], [1, "甲厂", 300, 300],
        [2, "丙厂", 500, 2500]])
    assert found(ledger) == set()
    amounts = [row.profile.get("contract_amount") for row in ledger.projects]
    assert [print_amount(amount) if amount else "" for amount in amounts] == ["1.2亿元", ""]
    assert [(row.project, str(row.day), print_amount(row.amount)) for row in ledger.receipts] == [
        ("甲厂", "2024-10", "300万元"), ("丙厂", "2024-10", "500万元")]
    assert [str(day) for day in ledger.projects[0].milestones.values() if day.on and day.on.day == 8] == ["2024-10-08"]


@pytest.mark.parametrize(("cell", "reads"), [("10月8日", True), ("1月5日", True), ("11月8日", False), ("12月", False)])
def test_a_day_without_its_year_is_of_the_months_of_the_title(tmp_path: Path, cell: str, *, reads: bool) -> None:
    """What lies after them could be of the year before, and is asked about."""
    rows = [["2024年1-10月招商引资项目表"], HEAD, [*ROW[:4], cell, None]]
    assert (found(book(tmp_path, rows)) == set()) == reads


def test_a_table_below_that_nobody_knows_is_not_read_by_the_columns_of_the_first_one(tmp_path: Path) -> None:
    ledger = book(tmp_path, [
        ["2024年项目台账（万元）"], HEAD, ROW, [], ["二、能耗情况"], ["序号", "项目名称", "用电量", "用水量", "用气量"],
        [1, "甲厂", 300, 200, 50], [2, "丙厂", 500, 100, 30]])
    assert (names(ledger), found(ledger)) == (["甲厂"], set())
    assert any("还有一张表，表头认不出是哪一种，它下面的没有读" in line and "第 6 行" in line
               for line in map(note_line, ledger.notes))
    assert {"A5", "C7", "E8"} <= set(ledger.accounts[0].unread())


@pytest.mark.parametrize(("header", "asks"), [("其中：外资（万美元）", False), ("其中：外资", True)])
def test_two_units_above_a_table_are_told_apart_by_its_headers(tmp_path: Path, header: str, *, asks: bool) -> None:
    rows = [["重点项目表"], ["单位：亿元、万美元"], ["序号", "项目名称", "投资方", "总投资", header, "签约时间"],
            [1, "甲厂", "甲公司", 5, 500, "2024-01-05"]]
    ledger = book(tmp_path, rows)
    assert ("unknown_unit" in {problem.code for problem in ledger.problems}) == asks
    if not asks:
        assert print_amount(ledger.projects[0].profile["contract_amount"]) == "5亿元"


def test_money_in_its_own_currency_beside_what_it_comes_to(tmp_path: Path) -> None:
    rows = [["2024年外资到位明细"], ["序号", "项目名称", "到资时间", "到资金额", None],
            [None, None, None, "原币（万美元）", "折人民币（万元）"], [1, "甲厂", "2024.03.15", 100, 710]]
    ledger = book(tmp_path, [HEAD, ROW], 到资=rows)
    assert found(ledger) == set()
    assert [(print_amount(row.amount), row.note) for row in ledger.receipts] == [
        ("100万美元", "到资金额折人民币（万元）：710")]


def test_money_of_a_row_without_a_name_is_not_said_to_be_of_a_project_without_one(tmp_path: Path) -> None:
    rows = [["序号", "项目名称", "投资方", "投资额（万元）", "到账时间", "到账金额（万元）"],
            [1, "甲厂", "甲公司", 5000, "2024-02-01", 300], [2, None, "乙公司", 800, "2024-03-01", 200]]
    (problem,) = book(tmp_path, rows).problems
    assert problem_line(problem) == "没有项目名称；填写项目名称"
