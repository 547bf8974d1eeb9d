"""Sheets as offices lay them out: sections and sums, several tables, groups of columns, one project on many sheets.

The workbooks were rebuilt after real forms; names, persons and numbers in them are invented.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import found, read, write_xlsx
from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.profile import Origin
from tracker.domain.stages import Stage
from tracker.ledger.account import Fate
from tracker.ledger.rows import Ledger, NoteCode, ProjectRow

BOOKS = Path(__file__).parent / "books"
TODAY = date(2026, 11, 26)


def book(number: str, name: str = "input.xlsx") -> Ledger:
    """One of the workbooks, read."""
    (folder,) = BOOKS.glob(f"{number}-*")
    return read(folder / name, today=TODAY)


def made(tmp_path: Path, rows: list[list[Any]], merges: tuple[str, ...] = (), sheet: str = "台账") -> Ledger:
    """A workbook of one sheet, read."""
    return read(write_xlsx(tmp_path / "a.xlsx", {sheet: rows}, [(sheet, where) for where in merges]), today=TODAY)


def by_name(ledger: Ledger) -> dict[str, ProjectRow]:
    return {row.name: row for row in ledger.projects}


def notes(ledger: Ledger, code: NoteCode) -> list[dict[str, Any]]:
    return [dict(note.params) for note in ledger.notes if note.code is code]


def agreeing(ledger: Ledger) -> dict[int, Any]:
    """The row of each sum that agrees, with the rows it was compared with."""
    return {note["rows"][0]: note["over"] for code in (NoteCode.SUM_AGREES, NoteCode.COUNTS_AGREE)
            for note in notes(ledger, code)}


def test_section_and_sum_rows_are_no_projects() -> None:
    ledger = book("14")
    assert found(ledger) == set()
    assert [row.name for row in ledger.projects] == ["捷达齿轮项目", "晶辉玻纤项目", "绿野菌菇项目"]
    assert by_name(ledger)["捷达齿轮项目"].profile["notes"]["所在分组"] == "工业项目（2个） / 装备制造"
    assert agreeing(ledger) == {3: ("5", "7"), 8: ("9",), 10: ("5", "7", "9")}
    whole = notes(ledger, NoteCode.SUM_AGREES)[-1]
    assert (whole["count"], whole["figures"]) == (3, ("总投资（亿元） 9.4",))
    (sections,) = notes(ledger, NoteCode.SECTIONS)
    assert sections["rows"] == (3, 4, 6, 8)


def test_a_sum_that_differs_is_named_with_both_figures(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["序号", "项目名称", "投资方", "合同金额（万元）", "签约时间"],
                             [1, "甲项目", "甲公司", 1200, "2023-01-05"], [2, "乙项目", "乙公司", 800, "2023-02-05"],
                             ["合计（3个）", "", "", 2500]])
    assert [(one["header"], one["said"], one["read"], one["rows"]) for one in notes(ledger, NoteCode.SUM_DIFFERS)] == [
        ("合同金额（万元）", "2500", "2000", (4,)), ("", "3", "2", (4,))]


def test_a_project_of_a_sum_like_name_is_a_project(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["序号", "项目名称", "投资方", "合同金额（万元）"], [1, "标准厂房（3项）", "甲公司", 1200],
                             [2, "合计科技园", "乙公司", 800]])
    assert [row.name for row in ledger.projects] == ["标准厂房（3项）", "合计科技园"]


def test_projects_numbered_in_chinese_are_projects(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["序号", "项目名称", "投资方", "合同金额（万元）"], ["一", "甲项目", "甲公司", 1200],
                             ["二", "乙项目", "乙公司", 800]])
    assert [row.name for row in ledger.projects] == ["甲项目", "乙项目"]


def test_a_sum_may_stand_above_its_rows() -> None:
    ledger = book("46")
    rows = by_name(ledger)
    assert set(rows) == {"★腾新化工年产20万吨新材料项目", "运动器材生产项目", "海滨度假酒店项目"}
    first = rows["★腾新化工年产20万吨新材料项目"].profile
    assert (first["investor"], first["bureau"], first["officer"], first["chain_leader"]) == (
        "腾新化工有限公司", "某港开发区管委会", "辰某", "巳某")
    assert first["notes"]["项目性质"] == "续建"
    assert first["notes"]["建设起止时间"] == "2022-2025"
    assert agreeing(ledger) == {4: ("6-7", "9"), 5: ("6-7",), 8: ("9",)}


def test_sections_that_say_more_than_was_read_are_named() -> None:
    ledger = book("51")
    assert [(row.name, row.profile["contract_amount"].minor // 10**10) for row in ledger.projects] == [
        ("环城高速连接线工程", 26), ("竹产业园标准厂房", 4), ("水库旅游开发项目", 3)]
    assert ("100", "3") in [(one["said"], one["read"]) for one in notes(ledger, NoteCode.SUM_DIFFERS)]


def test_a_row_that_repeats_a_header_starts_another_table() -> None:
    ledger = book("16")
    rows = by_name(ledger)
    assert rows["山水矿泉水项目"].milestones[Stage.SIGNED] == Day(date(2023, 3, 1))
    assert rows["宏远钢构项目"].milestones[Stage.STARTED] == Day(date(2023, 5, 6))
    assert not rows["宏远钢构项目"].milestones[Stage.SIGNED].known
    assert rows["佳美服装项目"].milestones[Stage.PRODUCING] == Day(date(2023, 8, 8))
    assert ledger.accounts[0].counts() == {Fate.TITLE: 4, Fate.HEADER: 18, Fate.FIELD: 15, Fate.NOTE: 2}


def test_tables_of_two_kinds_on_one_sheet(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["2024年台账"], ["项目名称", "投资方", "合同金额（万元）"], ["甲项目", "甲公司", 1200], [],
                             ["到资明细"], ["项目名称", "到资日期", "到资金额（万元）"], ["甲项目", "2024-03-01", 300]])
    assert found(ledger) == set()
    assert [row.name for row in ledger.projects] == ["甲项目"]
    assert [(row.project, row.amount) for row in ledger.receipts] == [("甲项目", Money(3_000_000_00))]


def test_the_same_header_on_a_second_page_is_a_header(tmp_path: Path) -> None:
    header = ["序号", "项目名称", "投资方", "合同金额（万元）"]
    ledger = made(tmp_path, [header, [1, "甲项目", "甲公司", 1200], header, [2, "乙项目", "乙公司", 800]])
    assert [row.name for row in ledger.projects] == ["甲项目", "乙项目"]
    assert ledger.accounts[0].counts()[Fate.HEADER] == 8


def test_the_three_sheets_of_a_year_say_one_project_once() -> None:
    rows = by_name(book("15"))
    assert set(rows) == {"光明阀门项目", "瀚海数控项目", "旧港码头项目"}
    row = rows["光明阀门项目"]
    assert [row.milestones[stage] for stage in (Stage.SIGNED, Stage.STARTED, Stage.PRODUCING)] == [
        Day(date(2023, 2, 3)), Day(date(2023, 6, 18)), Day(date(2023, 12, 1))]
    assert (row.profile["park"], row.profile["origin"]) == ("高新区", Origin.OUT_OF_PROVINCE)
    assert row.profile["expected_output"] == Money(80_000_000_00)


def test_a_list_of_all_and_a_sheet_for_each_park() -> None:
    ledger = book("62")
    assert {row.name: row.profile["park"] for row in ledger.projects} == {"甲项目": "高新区", "乙项目": "临港区"}


def test_what_two_sheets_contradict_is_named_with_both_cells(tmp_path: Path) -> None:
    header = ["项目名称", "投资方", "合同金额（万元）", "签约时间"]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {
        "总表": [header, ["甲项目", "甲公司", 1200, "2024-01-05"]],
        "开工": [header, ["甲项目", "甲公司", 1500, "2024年1月"]]}), today=TODAY)
    assert found(ledger) == {("开工", 2, "C", "contradiction")}
    assert ledger.problems[0].params["cell"] == "C2"
    assert ledger.problems[0].params["sheet"] == "总表"


def test_of_monthly_sheets_the_later_one_holds(tmp_path: Path) -> None:
    header = ["项目名称", "投资方", "合同金额（万元）", "开工时间"]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {
        "10月": [header, ["甲项目", "甲公司", 1500, "2024-09-05"]],
        "9月": [header, ["甲项目", "甲公司", 1200, None]]}), today=TODAY)
    (row,) = ledger.projects
    assert row.profile["contract_amount"] == Money(15_000_000_00)
    assert row.milestones[Stage.STARTED] == Day(date(2024, 9, 5))


@pytest.mark.parametrize(("first", "second"), [("一季度", "二季度"), ("2024年第三季度", "2024年第四季度"),
                                              ("项目Q1", "项目Q2"), ("上半年", "下半年"), ("一季度", "5月")])
def test_of_sheets_by_quarter_the_later_one_holds_and_says_what_it_changed(tmp_path: Path, first: str,
                                                                          second: str) -> None:
    header = ["序号", "项目名称", "投资方", "合同金额（万元）"]
    ledger = read(write_xlsx(tmp_path / "2024年.xlsx", {
        second: [header, [1, "甲项目", "甲公司", 1500], [2, "丙项目", "丙公司", 1]],
        first: [header, [1, "甲项目", "甲公司", 1200], [2, "乙项目", "乙公司", 1]]}), today=TODAY)
    assert found(ledger) == set()
    assert [row.profile["contract_amount"] for row in ledger.projects if row.name == "甲项目"] == [Money(15_000_000_00)]
    assert [one["names"] for one in notes(ledger, NoteCode.MONTH_OVERRULES)] == [
        (f"甲项目 1200万元（{first} D2）→ 1500万元（D2）",)]
    assert [one["names"] for one in notes(ledger, NoteCode.MONTH_LACKS)] == [("乙项目（B3）",)]


def test_what_a_later_month_changes_is_named_with_both_cells(tmp_path: Path) -> None:
    header = ["序号", "项目名称", "投资方", "合同金额（万元）", "开工时间", "拟投产时间"]
    ledger = read(write_xlsx(tmp_path / "2024年.xlsx", {
        "8月": [header, [1, "甲项目", "甲公司", 1200, "2024-07-01", "2025-03"], [2, "乙项目", "乙公司", 800],
               [3, "丙项目", "丙公司", 500]],
        "9月": [header, [1, "甲项目", "甲公司", 1500, "2024-07-05", "2025-06"], [2, "丙项目", "丙公司", 500]],
        "10月": [header, [1, "甲项目", "甲公司", 1800, "2024-07-05", "2025-06"], [2, "丙项目", "丙公司", 500]]}),
        today=TODAY)
    assert found(ledger) == set()
    assert [(one["sheet"], one["field"], one["names"], one["rows"])
            for one in notes(ledger, NoteCode.MONTH_OVERRULES)] == [
        ("9月", "contract_amount", ("甲项目 1200万元（8月 D2）→ 1500万元（D2）",), (2,)),
        ("9月", "started", ("甲项目 2024-07-01（8月 E2）→ 2024-07-05（E2）",), (2,)),
        ("9月", "expected_producing", ("甲项目 2025-03（8月 F2）→ 2025-06（F2）",), (2,)),
        ("10月", "contract_amount", ("甲项目 1500万元（9月 D2）→ 1800万元（D2）",), (2,))]
    assert [(one["sheet"], one["other"], one["names"]) for one in notes(ledger, NoteCode.MONTH_LACKS)] == [
        ("9月", "8月", ("乙项目（B3）",))]
    assert [one["rows"] for one in notes(ledger, NoteCode.ROWS_JOINED)] == [(3,), (3,)]
    assert {row.name for row in ledger.projects} == {"甲项目", "乙项目", "丙项目"}


def test_months_that_list_what_was_new_in_each_lack_nothing(tmp_path: Path) -> None:
    header = ["项目名称", "投资方", "合同金额（万元）"]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {
        "1月": [header, ["甲项目", "甲公司", 1200]], "2月": [header, ["乙项目", "乙公司", 800]]}), today=TODAY)
    assert notes(ledger, NoteCode.MONTH_LACKS) == []


@pytest.mark.parametrize("sheets", [("九月", "十月"), ("1-9月", "1-10月"), ("2024-09", "2024-10"), ("202409", "202410"),
                                    ("9月15日", "9月30日"), ("截至9月", "截至10月"), ("2024年9月", "2024年10月")])
def test_sheets_are_months_by_many_names(sheets: tuple[str, str], tmp_path: Path) -> None:
    header = ["项目名称", "投资方", "合同金额（万元）"]
    first, last = sheets
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {last: [header, ["甲项目", "甲公司", 1500]],
                                                   first: [header, ["甲项目", "甲公司", 1200]]}), today=TODAY)
    assert (found(ledger), ledger.projects[0].profile["contract_amount"]) == (set(), Money(15_000_000_00))


def test_two_sheets_of_one_month_may_not_contradict_each_other(tmp_path: Path) -> None:
    header = ["项目名称", "投资方", "合同金额（万元）"]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {
        "9月": [header, ["甲项目", "甲公司", 1200]], "10月签约": [header, ["甲项目", "甲公司", 1500]],
        "10月开工": [header, ["甲项目", "甲公司", 1800]]}), today=TODAY)
    assert found(ledger) == {("10月开工", 2, "C", "contradiction")}
    assert [one["sheet"] for one in notes(ledger, NoteCode.MONTH_OVERRULES)] == ["10月签约"]


def test_a_project_twice_on_a_later_month_is_twice_there(tmp_path: Path) -> None:
    header = ["项目名称", "投资方", "合同金额（万元）"]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {
        "9月": [header, ["甲项目", "甲公司", 1200]],
        "10月": [header, ["甲项目", "甲公司", 1500], ["甲项目", "甲公司", 1800]]}), today=TODAY)
    assert found(ledger) == {("10月", 3, "A", "duplicate_project")}


def test_expected_days_that_two_sheets_contradict_are_named(tmp_path: Path) -> None:
    header = ["项目名称", "投资方", "拟投产时间"]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {
        "总表": [header, ["甲项目", "甲公司", "2025-03"]], "高新区": [header, ["甲项目", "甲公司", "2025-06"]]}),
        today=TODAY)
    assert found(ledger) == {("高新区", 2, "C", "contradiction")}
    assert ledger.problems[0].params["cell"] == "C2"


@pytest.mark.parametrize(("title", "name"), [("2024年招商项目", "a.xlsx"), ("招商项目", "2024年台账.xlsx")])
def test_the_month_of_a_sheet_is_of_the_year_in_its_title_or_of_the_book(title: str, name: str,
                                                                         tmp_path: Path) -> None:
    header = ["项目名称", "投资方", "合同金额（万元）"]
    ledger = read(write_xlsx(tmp_path / name, {
        "2023年12月": [["2023年招商项目"], header, ["甲项目", "甲公司", 1000]],
        "1月": [[title], header, ["甲项目", "甲公司", 1200]],
        "2月": [[title], header, ["甲项目", "甲公司", 1500]]}), today=TODAY)
    assert found(ledger) == set()
    (row,) = ledger.projects
    assert row.profile["contract_amount"] == Money(15_000_000_00)


def test_of_months_whose_year_only_some_say_none_holds_over_the_others(tmp_path: Path) -> None:
    """Which of them is the last nobody can tell, so that what they contradict is named."""
    header = ["项目名称", "投资方", "合同金额（万元）"]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {
        "2023年12月": [header, ["甲项目", "甲公司", 1000]], "1月": [header, ["甲项目", "甲公司", 1200]]}), today=TODAY)
    assert found(ledger) == {("1月", 2, "C", "contradiction")}


def test_a_park_that_only_the_sheet_names() -> None:
    ledger = book("11")
    assert {row.name: row.profile["park"] for row in ledger.projects} == {
        "星火传感器项目": "高新区", "瑞丰包装项目": "高新区", "海联仓储项目": "临港区", "恒达水产加工项目": "临港区"}
    assert [one["sheet"] for one in notes(ledger, NoteCode.SHEET_UNKNOWN)] == ["汇总"]
    assert ledger.place == ""


def test_a_title_names_no_park_as_the_place(tmp_path: Path) -> None:
    for title, place in (("高新区招商引资项目台账", ""), ("沅江市高新区2023年招商项目", "沅江市"),
                         ("雨花区2023年招商项目", "雨花区")):
        assert made(tmp_path, [[title], ["项目名称", "投资方", "签约时间"], ["甲", "乙", "2023-01-05"]]).place == place


def test_money_by_months_is_receipts_of_those_months() -> None:
    ledger = book("17")
    assert [(row.project, str(row.day), row.amount.minor // 10**6) for row in ledger.receipts] == [
        ("银杏生物项目", "2023-01", 100), ("银杏生物项目", "2023-03", 350), ("银杏生物项目", "2023-06", 600),
        ("银杏生物项目", "2023-12", 80), ("金穗粮油项目", "2023-03", 200), ("金穗粮油项目", "2023-10", 300)]


def test_a_total_of_the_months_that_differs_is_named(tmp_path: Path) -> None:
    ledger = made(tmp_path, [
        ["2023年到位资金月报表（单位：万元）"], ["项目名称", "投资方", "责任单位", "2023年到位资金", "", ""],
        ["", "", "", "1月", "2月", "累计"], ["甲项目", "甲公司", "商务局", 100, 200, 350],
        ["乙项目", "乙公司", "商务局", 100, "", 100]], ("A2:A3", "B2:B3", "C2:C3", "D2:F2"))
    assert [(one["said"], one["read"], one["rows"]) for one in notes(ledger, NoteCode.CUMULATIVE_DIFFERS)] == [
        ("350", "300", (4,))]


def test_months_without_a_year_are_asked_about(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["项目名称", "投资方", "责任单位", "到位资金（万元）", ""], ["", "", "", "1月", "2月"],
                             ["甲项目", "甲公司", "商务局", 100, 200]], ("A1:A2", "B1:B2", "C1:C2", "D1:E1"), "月报")
    assert ledger.receipts == ()
    assert len(notes(ledger, NoteCode.MONTH_WITHOUT_YEAR)) == 1
    assert ledger.accounts[0].counts()[Fate.UNREAD] == 2


def test_a_column_without_a_header_is_kept_under_its_letter() -> None:
    (row,) = book("20").projects
    assert row.profile["notes"] == {"J": "已到资3000万元"}


def test_what_a_row_without_a_name_says_is_kept_with_the_project_above(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["序号", "项目名称", "投资方", "合同金额（万元）", "资金来源说明"],
                             [1, "甲项目", "甲公司", 1200, "自有"], ["", "", "乙公司", 300, "银行贷款"],
                             [2, "丙项目", "丙公司", 800, ""]])
    assert [row.name for row in ledger.projects] == ["甲项目", "丙项目"]
    assert ledger.projects[0].profile["contract_amount"] == Money(12_000_000_00)
    assert ledger.projects[0].profile["notes"] == {"投资方": "乙公司", "合同金额（万元）": "300",
                                                   "资金来源说明": "自有\n银行贷款"}
    assert [one["rows"] for one in notes(ledger, NoteCode.ROW_CONTINUES)] == [(3,)]


def test_a_row_that_lost_its_name_is_no_continuation(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["序号", "项目名称", "投资方", "签约时间"], [1, "甲项目", "甲公司", "2023-01-05"],
                             [2, "", "乙公司", "2023-02-05"], ["", "", "丙公司", "2023-03-05"]])
    assert found(ledger) == {("台账", 3, "B", "no_name"), ("台账", 4, "B", "no_name")}


def test_one_amount_merged_over_two_projects_is_named(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["项目名称", "投资方", "合同金额（万元）"], ["甲项目", "甲公司", 1200], ["乙项目",
                                                                                                      "甲公司", None]],
                  ("C2:C3",))
    assert "contract_amount" not in ledger.projects[1].profile
    assert [one["rows"] for one in notes(ledger, NoteCode.AMOUNT_MERGED)] == [(2,)]


def test_the_plainest_lists() -> None:
    ledger = book("71")
    assert [(row.name, row.profile["contract_amount"].minor // 10**6, row.profile["bureau"])
            for row in ledger.projects] == [("甲项目", 15000, "工信局"), ("乙项目", 8000, "发改局")]
    assert [(row.project, row.description) for row in ledger.blockers] == [("甲项目", "缺电")]
    (card,) = book("55").projects
    assert (card.profile["park"], card.profile["investor"], card.profile["bureau"], card.profile["chain_leader"]) == (
        "滨海工业园", "滨铝科技有限公司", "发改委", "寅某")


@pytest.mark.parametrize("headers", [
    ["项目名称", "总投资（亿元）", "责任单位"], ["项目名称", "投资方", "存在问题"], ["项目名称", "进展情况",
                                                                                     "责任领导"],
    ["项目名称", "建设地点", "联系人"]])
def test_a_name_and_any_two_more_are_a_list_of_projects(tmp_path: Path, headers: list[str]) -> None:
    ledger = made(tmp_path, [["某县2024年重点项目表"], headers, ["甲项目", "1", "用电"], ["乙项目", "2", "无"]],
                  sheet="Sheet1")
    assert [row.name for row in ledger.projects] == ["甲项目", "乙项目"]


def test_stages_in_words() -> None:
    ledger = book("09")
    reached = {row.profile["contract_amount"].minor // 10**9: max(row.milestones, key=lambda stage: stage.rank)
               for row in ledger.projects}
    lead, signed, started = Stage.LEAD, Stage.SIGNED, Stage.STARTED
    assert list(reached.values()) == [lead, signed, Stage.REGISTERED, Stage.FUNDED, started, started, Stage.PRODUCING,
                                      started, lead, lead, signed, lead, lead, started, lead]
    assert [row.ending.status.value for row in ledger.projects if row.ending] == ["terminated", "paused"]


def test_two_columns_of_one_header_are_two_notes(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["项目名称", "投资方", "合同金额（万元）", "其他", "其他"], ["甲项目", "甲公司", 1200,
                                                                                          "一", "二"]])
    assert ledger.projects[0].profile["notes"] == {"其他": "一", "其他（E）": "二"}


def test_a_title_in_the_first_cell_is_no_group(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["到位资金情况"], ["名称", "投资方", "合同金额（万元）"], ["甲项目", "甲公司", 1200]])
    assert [row.name for row in ledger.projects] == ["甲项目"]
    assert ledger.accounts[0].counts()[Fate.TITLE] == 1


def test_a_second_column_of_a_field_fills_what_the_first_leaves_empty(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["项目名称", "投资方", "园区", "镇街"], ["甲项目", "甲公司", "高新区", "东城街道"],
                             ["乙项目", "乙公司", "", "戴南镇"]])
    assert [row.profile["park"] for row in ledger.projects] == ["高新区", "戴南镇"]
    assert ledger.projects[0].profile["notes"] == {"镇街": "东城街道"}


def test_an_amount_counts_to_the_last_digit_of_the_sum(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["序号", "项目名称", "投资方", "总投资（亿元）"]]
    rows += [[number, f"第{number}号项目", "甲公司", 0.1] for number in range(1, 11)]
    ledger = made(tmp_path, [*rows, ["合计", "", "", 1]])
    assert notes(ledger, NoteCode.SUM_DIFFERS) == []
    (agrees,) = notes(ledger, NoteCode.SUM_AGREES)
    assert (agrees["count"], agrees["figures"]) == (10, ("总投资（亿元） 1",))


def test_what_a_sheet_lacks_is_named(tmp_path: Path) -> None:
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {
        "项目": [["项目名称", "投资方", "签约时间"], ["甲项目", "甲公司", "2023-01-05"]],
        "到资": [["项目名称", "到资日期"], ["甲项目", "2023-01-05"]]}), today=TODAY)
    ((lacks),) = notes(ledger, NoteCode.SHEET_LACKS)
    assert (lacks["sheet"], lacks["kind"], lacks["fields"]) == ("到资", "receipts", ("amount",))


def test_error_cells_and_formulas_without_a_result_are_problems() -> None:
    assert found(book("23")) == {("台账", 3, "D", "error_cell"), ("台账", 4, "C", "error_cell"),
                                 ("台账", 4, "E", "error_cell"), ("台账", 5, "B", "error_cell")}


def test_hidden_rows_are_said_to_have_been_read() -> None:
    assert [one["rows"] for one in notes(book("26"), NoteCode.HIDDEN_ROWS)] == [(4,)]
    assert len(book("26").projects) == 3


def test_a_month_of_a_number_format_stays_a_month() -> None:
    ledger = book("25")
    assert found(ledger) == set()
    assert ledger.projects[0].milestones[Stage.REGISTERED] == Day.month(2023, 6)


@pytest.mark.parametrize("name", ["input.xlsx", "extlst.xlsx", "general.xlsx"])
def test_days_of_1904(name: str) -> None:
    assert book("21", name).projects[0].milestones[Stage.SIGNED] == Day(date(2023, 1, 5))


def test_the_cell_above_stands_for_ditto_and_is_said(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["项目名称", "投资方", "园区", "责任单位"], ["甲项目", "甲公司", "高新区", "商务局"],
                             ["乙项目", "同上", "〃", "″"], ["丙项目", "同上", "", ""]])
    assert [(row.profile["investor"], row.profile.get("park")) for row in ledger.projects] == [
        ("甲公司", "高新区"), ("甲公司", "高新区"), ("甲公司", None)]
    assert [one["rows"] for one in notes(ledger, NoteCode.DITTO)] == [(3, 4)]


def test_a_row_of_blanks_and_zeros_is_passed_over(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["序号", "项目名称", "投资方", "合同金额（万元）"], [1, "甲项目", "甲公司", 1200],
                             ["", " ", "  ", 0], [2, "乙项目", "乙公司", 800]])
    assert [row.name for row in ledger.projects] == ["甲项目", "乙项目"]
    assert notes(ledger, NoteCode.ROW_SKIPPED) == []
    assert ledger.accounts[0].counts()[Fate.UNREAD] == 0


def test_a_record_with_a_word_of_a_header_begins_no_table(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["项目名称", "投资方", "责任单位", "情况甲", "情况乙", "情况丙", "情况丁"],
                             ["甲项目", "甲公司", "商务局", "在办", "钢构", "好", "是"],
                             ["乙项目", "项目名称", "责任单位", "投资方", "某甲", "某乙", "某丙"]])
    assert [row.name for row in ledger.projects] == ["甲项目", "乙项目"]


def test_the_sheets_of_two_years_come_in_their_order(tmp_path: Path) -> None:
    header = ["项目名称", "投资方", "合同金额（万元）"]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {
        "2024年1月": [header, ["甲项目", "甲公司", 1500]],
        "2023年12月": [header, ["甲项目", "甲公司", 1200]]}), today=TODAY)
    assert [row.profile["contract_amount"] for row in ledger.projects] == [Money(15_000_000_00)]


def monthly(*cells: int) -> list[list[Any]]:
    """A sheet of money by month."""
    months = [f"{month}月" for month in range(1, len(cells) + 1)]
    return [["2023年到位资金", "单位：万元"], ["项目名称", "投资方", "责任单位", *months],
            ["甲项目", "甲公司", "商务局", *cells]]


def test_money_that_two_monthly_sheets_say_is_counted_once(tmp_path: Path) -> None:
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"9月": monthly(100, 200), "10月": monthly(100, 250, 300)}),
                  today=TODAY)
    assert found(ledger) == set()
    assert [(str(row.day), row.amount.minor // 10**6) for row in ledger.receipts] == [
        ("2023-01", 100), ("2023-02", 250), ("2023-03", 300)]


def test_money_of_one_month_that_two_sheets_contradict_is_named(tmp_path: Path) -> None:
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"总表": monthly(100, 200), "园区表": monthly(100, 250)}),
                  today=TODAY)
    assert found(ledger) == {("园区表", 3, "E", "contradiction")}
    assert ledger.problems[0].params["cell"] == "E3"


def test_the_unit_of_months_is_that_of_their_group(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["项目名称", "投资方", "责任单位", "2023年到位资金万元", ""], ["", "", "", "1月", "2月"],
                             ["甲项目", "甲公司", "商务局", 100, 200]], ("A1:A2", "B1:B2", "C1:C2", "D1:E1"))
    assert [row.amount for row in ledger.receipts] == [Money(1_000_000_00), Money(2_000_000_00)]


def test_what_stands_above_the_titles_is_named_as_not_read(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["园区", "个数", "金额", "备注"], ["高新区", 2, 15500, "合"], ["2023年招商台账"],
                             ["项目名称", "投资方", "签约时间"], ["甲项目", "甲公司", "2023-01-05"]])
    assert ledger.accounts[0].counts()[Fate.UNREAD] == 8
    assert [one["rows"] for one in notes(ledger, NoteCode.ROW_SKIPPED)] == [(1, 2)]


def test_a_record_of_few_texts_above_another_header_is_no_title(tmp_path: Path) -> None:
    ledger = made(tmp_path, [
        ["项目名称", "投资方", "签约时间"], ["甲项目", "甲公司", "2023-01-05"], ["丁项目", "丁公司", "2023-02-05"],
        ["乙项目", "乙公司", ""],
        ["项目名称", "投资方", "开工时间", "责任单位"], ["丙项目", "丙公司", "2023-06-05", "商务局"]])
    assert [row.name for row in ledger.projects] == ["甲项目", "丁项目", "乙项目", "丙项目"]


def test_every_column_is_shown_with_what_it_is_read_as() -> None:
    (sheet,) = book("17").sheets
    assert len(sheet.columns) == 19
    assert [column.field for column in sheet.columns[:5]] == ["serial", "name", "investor", "origin", "contract_amount"]


@pytest.mark.parametrize("header", ["链条定位", "是否湘商回归", "用地（亩）", "当前状态", "预计开工时间"])
def test_a_long_text_that_no_field_holds_is_kept_whole(header: str, tmp_path: Path) -> None:
    text = "长" * 300
    ledger = made(tmp_path, [["项目名称", "投资方", "签约时间", header], ["甲项目", "甲公司", "2023-01-05", text]])
    assert ledger.projects[0].profile["notes"] == {header: text}
    assert not notes(ledger, NoteCode.TEXT_CUT)
