"""Ledgers in English or in both languages, lists that lie on their side, and stages that are still to come."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import found, read, write_xlsx
from tracker.domain.expected import Awaited
from tracker.domain.money import print_amount
from tracker.ledger.account import Fate
from tracker.ledger.english import header_in_chinese
from tracker.ledger.family import Kind
from tracker.ledger.headers import fits
from tracker.ledger.rows import Ledger, NoteCode
from tracker.words.ledger import note_line

Rows = list[list[Any]]


def book(tmp_path: Path, **sheets: Rows) -> Ledger:
    return read(write_xlsx(tmp_path / "a.xlsx", sheets))


def said(ledger: Ledger) -> list[str]:
    return ["|".join((row.name, row.profile.get("investor", ""), print_amount(row.profile["contract_amount"]),
                      str(row.milestones.get("signed", "")))) for row in ledger.projects]


@pytest.mark.parametrize(("header", "field"), [
    ("Project Name", "name"), ("Name of Project", "name"), ("Investor", "investor"), ("Investing Company", "investor"),
    ("Contract amount (RMB 10,000)", "contract_amount"), ("Contract amount SGD million", "contract_amount"),
    ("Total investment USD", "contract_amount"), ("Contract amount RMB 5,000", "contract_amount"),
    ("Total Investment", "contract_amount"),
    ("Signed date", "signed"), ("Date of Signing", "signed"), ("Start of Construction", "started"),
    ("Groundbreaking Date", "started"), ("Production Date", "producing"), ("Planned Start Date", "expected_started"),
    ("Expected Completion Date", "expected_completed"), ("Location", "park"), ("Country / Region", "investor_from"),
    ("Contact Person", "officer"), ("Lead Department", "bureau"), ("Status", "status"), ("Progress", "progress"),
    ("Key Issues", "problems"), ("Remarks", "remarks"), ("No.", "serial"), ("项目名称 Project", "name"),
    ("投资方/Investor", "investor"), ("签约时间\n(Signing Date)", "signed"), ("序号 No.", "serial"),
    ("联系电话 Tel", ""), ("Project A", ""), ("500强", "top500"), ("PPP项目", "")])
def test_english_headers(header: str, field: str) -> None:
    best = max(fits(Kind.PROJECTS, (header,)), key=lambda fit: fit[1], default=("", 0.0))
    assert best[0] == field


def test_a_header_that_nobody_knows_stays_as_it_is() -> None:
    assert header_in_chinese("Satisfaction") == "Satisfaction"
    assert header_in_chinese("A级景区") == "A级景区"


def test_a_list_in_english_with_its_unit_above_and_its_total_below(tmp_path: Path) -> None:
    ledger = book(tmp_path, Projects=[
        ["Unit: RMB 10,000"], ["No.", "Project Name", "Investor", "Total Investment", "Signed Date", "Status"],
        [1, "Plant A", "Alpha", 52000, date(2023, 3, 5), "Under construction"],
        [2, "Plant B", "Beta", 8000, date(2023, 5, 9), "Terminated"], ["", "Total", "", 60000, "", ""]])
    assert found(ledger) == set()
    assert said(ledger) == ["Plant A|Alpha|5.2亿元|2023-03-05", "Plant B|Beta|8000万元|2023-05-09"]
    assert "started" in ledger.projects[0].milestones
    assert ledger.projects[1].ending is not None
    assert [note.code for note in ledger.notes if "sum" in note.code] == [NoteCode.SUM_AGREES]


@pytest.mark.parametrize(("header", "amount"), [
    ("Investment (RMB million)", "1.2亿元"), ("Investment (10,000 yuan)", "120万元"),
    ("Investment (USD 10k)", "120万美元"), ("投资额 Investment (RMB'000)", "12万元")])
def test_amounts_below_english_units(tmp_path: Path, header: str, amount: str) -> None:
    ledger = book(tmp_path, 表=[["Project", "Investor", header], ["甲厂", "甲公司", 120]])
    assert [print_amount(row.profile["contract_amount"]) for row in ledger.projects] == [amount]


@pytest.mark.parametrize("header", ["Investment (RMB 5,000)", "合同金额（万元）Contract amount (RMB million)"])
def test_a_unit_nobody_has_and_two_units_are_asked_about(tmp_path: Path, header: str) -> None:
    ledger = book(tmp_path, 表=[["Project", "Investor", header], ["甲厂", "甲公司", 120]])
    assert found(ledger) == {("表", 2, "C", "unknown_unit")}


def test_a_row_of_headers_in_each_language(tmp_path: Path) -> None:
    ledger = book(tmp_path, 项目表=[
        ["序号", "项目名称", "投资方", "总投资（万元）", "签约时间"],
        ["No.", "Project Name", "Investor", "Total Investment (RMB 10,000)", "Signing Date"],
        [1, "甲厂", "甲公司", 1200, "2023-02-01"]])
    assert said(ledger) == ["甲厂|甲公司|1200万元|2023-02-01"]
    assert ledger.accounts[0].counts()[Fate.HEADER] == 10


def test_receipts_in_english(tmp_path: Path) -> None:
    ledger = book(tmp_path, A=[["Project", "Investor", "Signed"], ["甲厂", "甲公司", "2023-02-01"]], B=[
        ["Project", "Date Received", "Amount Received (RMB 10,000)"], ["甲厂", "2023-05-01", 300]])
    assert [(one.project, print_amount(one.amount), str(one.day)) for one in ledger.receipts] == [
        ("甲厂", "300万元", "2023-05-01")]


def test_a_list_on_its_side(tmp_path: Path) -> None:
    ledger = book(tmp_path, 一览=[
        ["2023年重点招商项目一览（单位：亿元）", "", "", "", ""], ["类别", "指标", "甲电子项目", "乙船舶项目", "合计"],
        ["基本情况", "投资方", "甲集团", "乙公司", ""], ["", "合同金额", 3.2, 1.5, 4.7],
        ["进展", "签约时间", date(2023, 2, 1), "2023-03-08", ""], ["", "开工时间", "√", "2024年5月", ""],
        ["", "存在问题", "", "用电容量不足", ""]])
    assert found(ledger) == set()
    assert said(ledger) == ["甲电子项目|甲集团|3.2亿元|2023-02-01", "乙船舶项目|乙公司|1.5亿元|2023-03-08"]
    assert [one.description for one in ledger.blockers] == ["用电容量不足"]
    assert str(ledger.projects[1].expected[Awaited.STARTED].day) == "2024-05"
    (apart,) = (note for note in ledger.notes if note.code is NoteCode.CARD_CELLS_SKIPPED)
    assert apart.params["rows"] == (2, 4), "the column of the sum"


def test_labels_with_several_projects_beside_them(tmp_path: Path) -> None:
    ledger = book(tmp_path, 卡片=[
        ["重点项目情况表"], ["项目", "内容", "项目一", "项目二"], ["基本情况", "项目名称", "甲厂", "乙厂"],
        ["", "投资方", "甲公司", "乙公司"], ["", "总投资（亿元）", 2.5, 1.2], ["进展", "签约时间", "2023-03-01", ""],
        ["填表人：某某"]])
    assert said(ledger) == ["甲厂|甲公司|2.5亿元|2023-03-01", "乙厂|乙公司|1.2亿元|"]
    assert ledger.accounts[0].of(1, 2) is Fate.HEADER
    assert [note.params["rows"] for note in ledger.notes if note.code is NoteCode.CARD_CELLS_SKIPPED] == [(7,)]


@pytest.mark.parametrize("names", [
    ["1月", "2月"], ["高新区", "草尾镇"], ["2022年", "2023年"], ["目标值", "完成值"], [3, 4], ["商务局", "工信局"],
    ["甲街道办事处", "乙街道办事处"]])
def test_figures_in_columns_of_something_else_are_no_projects(tmp_path: Path, names: list[Any]) -> None:
    ledger = book(tmp_path, 表=[["指标", *names], ["投资方", 3, 4], ["合同金额（亿元）", 1.2, 3.4], ["签约", 2, 3],
                                ["开工", 1, 2]])
    assert ledger.projects == ()
    assert found(ledger)


def test_a_month_still_to_come_below_a_stage_is_when_it_is_expected(tmp_path: Path) -> None:
    ledger = book(tmp_path, 进度=[
        ["项目名称", "投资方", "总投资（万元）", "签约", "开工", "投产"],
        ["甲", "甲公司", 12, "√", "2023年5月", "2027年3月"],
        ["乙", "乙公司", 8, "2023-02-10", "2024年", "已于2025年6月投产"], ["丙", "丙公司", 8, "2023-02-10", "", ""]])
    assert found(ledger) == set()
    assert [{what.value: str(one.day) for what, one in row.expected.items()} for row in ledger.projects] == [
        {"producing": "2027-03"}, {"started": "2024", "producing": "2025-06"}, {}]
    assert "producing" not in ledger.projects[0].milestones
    lines = [note_line(note) for note in ledger.notes if note.code is NoteCode.STAGE_AHEAD]
    assert lines[0] == ("“投产”里的“2027年3月”还没有到，是计划，记为预计，不算已到这一阶段；"
                        "写错了就改正后再导入（第 2 行）")


def test_a_day_still_to_come_is_asked_about(tmp_path: Path) -> None:
    ledger = book(tmp_path, 进度=[["项目名称", "投资方", "签约", "开工"], ["甲", "甲公司", "√", "2032-05-01"]])
    assert found(ledger) == {("进度", 2, "D", "future_date")}


def test_a_header_of_three_rows_with_groups(tmp_path: Path) -> None:
    rows: Rows = [
        ["项目基本情况", "", "", "业主单位", "", "", "责任单位", "", ""],
        ["名称", "建设", "投资", "名称", "联系", "", "单位", "责任人", ""],
        ["", "地点", "（亿元）", "", "姓名", "电话", "", "姓名", "电话"],
        ["甲厂", "高新区", 2.5, "甲公司", "某某", "1", "商务局", "何某", "2"]]
    merges = [("表", where) for where in ("A1:C1", "D1:F1", "G1:I1", "A2:A3", "D2:D3", "E2:F2", "G2:G3", "H2:I2")]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"表": rows}, merges))
    (row,) = ledger.projects
    assert (row.name, row.profile["investor"], row.profile["park"], row.profile["bureau"], row.profile["officer"]) == (
        "甲厂", "甲公司", "高新区", "商务局", "何某")
    assert ledger.accounts[0].counts()[Fate.TITLE] == 0


def test_a_text_in_brackets_alone_in_its_row_is_about_the_project_above(tmp_path: Path) -> None:
    ledger = book(tmp_path, 表=[["项目名称", "投资方", "签约时间"], ["甲厂", "甲公司", "2023-02-01"],
                                ["（甲厂含二期用地30亩）", "", ""], ["乙厂", "乙公司", "2023-03-01"]])
    assert [row.name for row in ledger.projects] == ["甲厂", "乙厂"]
    assert ledger.projects[0].profile["notes"]["项目名称"] == "（甲厂含二期用地30亩）"
    sectioned = book(tmp_path, 表=[["项目名称", "投资方", "签约时间"], ["甲厂", "甲公司", "2023-02-01"],
                                   ["（新开工项目）", "", ""], ["乙厂", "乙公司", "2023-03-01"]])
    assert [row.profile.get("notes") for row in sectioned.projects] == [None, {"所在分组": "（新开工项目）"}]


def test_sections_numbered_by_capital_numerals_name_their_park(tmp_path: Path) -> None:
    ledger = book(tmp_path, 表=[
        ["序号", "项目名称", "投资单位", "投资额（万元）"], ["壹", "高新区（1个）", "", 1200],
        [1, "甲厂", "甲公司", 1200],
        ["贰", "船舶产业园（1个）", "", 800], [1, "乙厂", "乙公司", 800], ["", "总  计", "2个", 2000]])
    assert [row.profile.get("park") for row in ledger.projects] == ["高新区", "船舶产业园"]
    assert NoteCode.SUM_DIFFERS not in {note.code for note in ledger.notes}


def test_further_money_below_a_project_may_repeat_its_origin(tmp_path: Path) -> None:
    ledger = book(tmp_path, 表=[
        ["序号", "项目名称", "投资方", "总投资（万元）", "签约时间", "到资日期", "到资金额（万元）", "资金来源"],
        [1, "甲厂", "甲公司", 5000, "2023-03-01", "2023-05-01", 1000, "境内省外"],
        ["", "", "", "", "", "2023-08-01", 500, "境内省外"], ["", "", "", "", "", "2023-09-01", 500, "外资"]])
    assert [print_amount(one.amount) for one in ledger.receipts][:2] == ["1000万元", "500万元"]
    assert ("表", 4, "B", "no_name") in found(ledger), "money of another origin is no further one of that project"
