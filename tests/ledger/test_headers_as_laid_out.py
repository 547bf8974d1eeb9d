"""Headers, sheets and columns of money as offices lay them out; names, persons and numbers are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.ledger.made import CODE, found, read, write_xlsx
from tests.ledger.test_tables import TODAY, by_name, made, notes
from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.profile import FIELDS
from tracker.domain.stages import Stage
from tracker.ledger.account import Fate
from tracker.ledger.families import NEEDS
from tracker.ledger.rows import Ledger, NoteCode
from tracker.words import Lang
from tracker.words.ledger import ledger_field

HEADER = ["序号", "项目名称", "投资方", "合同金额（万元）", "签约时间"]


def test_tables_side_by_side_are_read_each_by_itself(tmp_path: Path) -> None:
    ledger = made(tmp_path, [
        ["2024年签约项目", "", "", "", "", "", "2024年开工项目"],
        ["序号", "项目名称", "投资方", "合同金额（万元）", "签约时间", "", "序号", "项目名称", "投资方",
         "总投资（万元）", "开工时间"],
        [1, "甲项目", "甲公司", 1200, "2024-01-05", "", 1, "丙项目", "丙公司", 300, "2024-03-05"],
        [2, "乙项目", "乙公司", 800, "2024-02-05", "", 2, "甲项目", "甲公司", "若干", "2024-04-05"],
        ["合计", "", "", 2000]], ("A1:E1", "G1:K1"))
    rows = by_name(ledger)
    assert set(rows) == {"甲项目", "乙项目", "丙项目"}
    assert rows["甲项目"].milestones[Stage.STARTED] == Day(date(2024, 4, 5)), "both tables speak of it"
    assert Stage.STARTED not in rows["乙项目"].milestones
    assert [(one.row, one.column, one.name) for one in ledger.problems] == [(4, "J", "甲项目")]
    assert ledger.accounts[0].counts() == {Fate.TITLE: 2, Fate.HEADER: 10, Fate.FIELD: 19, Fate.UNREAD: 1, Fate.SUM: 2}
    assert list(ledger.accounts[0].unread()) == ["J4"]


def test_one_title_over_tables_side_by_side_counts_once_and_is_known_to_both(tmp_path: Path) -> None:
    header = ["项目名称", "投资方", "合同金额"]
    ledger = made(tmp_path, [["2024年三新项目（单位：亿元）"], [*header, "", *header],
                             ["甲项目", "甲公司", 1, "", "乙项目", "乙公司", 2]])
    assert [row.profile["contract_amount"] for row in ledger.projects] == [Money(10**10), Money(2 * 10**10)]
    assert ledger.accounts[0].counts() == {Fate.TITLE: 1, Fate.HEADER: 6, Fate.FIELD: 6}


def test_a_line_above_tables_side_by_side_that_is_no_title_is_named(tmp_path: Path) -> None:
    header = ["项目名称", "投资方", "合同金额（万元）", "签约时间", "责任单位"]
    ledger = made(tmp_path, [["编制", "审核", "签发", "打印", "归档"], [*header, "", *header],
                             ["甲项目", "甲公司", 1, "", "", "", "乙项目", "乙公司", 2]])
    assert [row.name for row in ledger.projects] == ["甲项目", "乙项目"]
    assert [note["rows"] for note in notes(ledger, NoteCode.ROW_SKIPPED)] == [(1,)]


def test_a_second_serial_in_the_middle_begins_no_table(tmp_path: Path) -> None:
    ledger = made(tmp_path, [[*HEADER, "序号", "预计产值（万元）"], [1, "甲项目", "甲公司", 1200, "", 1, 500]])
    assert ledger.projects[0].profile["expected_output"] == Money(5_000_000_00)


def test_a_row_of_units_belongs_to_the_header(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["项目名称", "投资方", "总投资", "用地", "用工", "签约时间"], ["", "", "亿元", "亩",
                                                                                            "人", "年/月/日"],
                             ["甲项目", "甲公司", 1.2, 30, 200, "2023/1/5"]])
    profile = ledger.projects[0].profile
    assert (found(ledger), profile["contract_amount"], profile["land_mu"]) == (set(), Money(120_000_000_00), "30")
    assert profile["notes"] == {"用工（人）": "200"}


@pytest.mark.parametrize("signs", [["甲", "乙", "丙", 1, 2], [1, 2, 3, 4, 5], ["栏次", 1, 2, 3, "4=2+3"],
                                   ["（1）", "（2）", "（3）", "（4）", "（5）"]])
def test_the_numbers_of_the_columns_are_no_project(signs: list[Any], tmp_path: Path) -> None:
    ledger = made(tmp_path, [HEADER, signs, [1, "甲项目", "甲公司", 1200, ""]])
    assert (found(ledger), [row.name for row in ledger.projects]) == (set(), ["甲项目"])


def test_new_signings_and_starts_as_groups_of_a_tick_and_a_day(tmp_path: Path) -> None:
    rows = [["项目名称", "投资方", "总投资（亿元）", "新签约", "", "新开工", ""],
            ["", "", "", "是否", "时间", "是否", "时间"],
            ["甲项目", "甲公司", 3, "是", "2024-01-05", "√", "2024-03"],
            ["乙项目", "乙公司", 2, "√", "", "否", ""]]
    first, second = made(tmp_path, rows).projects
    assert [str(first.milestones[stage]) for stage in (Stage.SIGNED, Stage.STARTED)] == ["2024-01-05", "2024-03"]
    assert (Stage.SIGNED in second.milestones, Stage.STARTED in second.milestones) == (True, False)


def test_short_words_mean_what_their_group_says(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["序号", "项目概况", "", "投资（万元）", "", "节点", ""],
                             ["", "名称", "地址", "计划", "已完成", "签约", "开工"],
                             [1, "甲项目", "高新区", 5000, 1200, "2023-01-05", "2023-06-01"]],
                  ("A1:A2", "B1:C1", "D1:E1", "F1:G1"))
    row = ledger.projects[0]
    assert (row.name, row.profile["park"], row.profile["contract_amount"]) == ("甲项目", "高新区", Money(50_000_000_00))
    assert row.profile["notes"] == {"投资（万元）已完成": "1200"}
    assert ledger.accounts[0].counts()[Fate.HEADER] == 10


def test_groups_without_merged_cells(tmp_path: Path) -> None:
    ledger = made(tmp_path, [[*HEADER, "2024年到位资金（万元）", "", ""], ["", "", "", "", "", "1月", "2月", "合计"],
                             [1, "甲项目", "甲公司", 1000, "2024-01-05", 100, 200, 300]])
    assert [(str(row.day), row.amount) for row in ledger.receipts] == [
        ("2024-01", Money(1_000_000_00)), ("2024-02", Money(2_000_000_00))]


def test_amounts_in_two_currencies_under_one_group(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["项目名称", "投资方", "合同金额", ""], ["", "", "人民币（万元）", "美元（万美元）"],
                             ["甲项目", "甲公司", 5000, ""], ["乙项目", "乙公司", "", 200]], ("A1:A2", "B1:B2",
                                                                                              "C1:D1"))
    assert found(ledger) == set()
    assert [(row.profile["contract_amount"].minor, row.profile["contract_amount"].currency.value)
            for row in ledger.projects] == [(50_000_000_00, "CNY"), (2_000_000_00, "USD")]


def test_a_part_of_an_amount_has_the_unit_beside_it(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["项目名称", "投资方", "合同金额（万元）", "其中：固定资产投资"], ["甲项目", "甲公司",
                                                                                                1200, 1000]])
    assert ledger.projects[0].profile["fixed_investment"] == Money(10_000_000_00)


def test_people_that_stand_there_twice_belong_to_the_party_beside_them(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["项目名称", "投资方", "联系人", "电话", "责任单位", "联系人", "电话"],
                             ["甲项目", "甲公司", "张三", "0737-1", "商务局", "李四", "0737-2"]])
    profile = ledger.projects[0].profile
    assert (profile["officer"], profile["notes"]) == ("李四", {
        "投资方联系人": "张三", "投资方电话": "0737-1", "责任单位电话": "0737-2"})


def test_of_two_remarks_none_is_lost(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["项目名称", "投资方", "合同金额（万元）", "备注", "备注"], ["甲项目", "甲公司", 1200,
                                                                                          "一", "二"]])
    assert ledger.projects[0].profile["notes"] == {"备注": "一", "备注（E）": "二"}


def test_a_hidden_column_is_said_to_have_been_read(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"台账": [[*HEADER, "内部评分"], [1, "甲项目", "甲公司", 1200, "", 88]]})
    book = openpyxl.load_workbook(path)
    book["台账"].column_dimensions["F"].hidden = True
    book.save(path)
    assert [one["headers"] for one in notes(read(path, today=TODAY), NoteCode.HIDDEN_COLUMNS)] == [("内部评分（F）",)]


def test_the_name_may_share_its_column_with_more(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["项目名称及建设内容", "投资主体", "总投资（亿元）"], ["甲项目：机械", "甲公司", 1.2]])
    assert [row.name for row in ledger.projects] == ["甲项目：机械"]


@pytest.mark.parametrize(("header", "row"), [
    (["序号", "企业名称", "投资额（万元）", "落户地点", "进展"], [1, "甲公司", 1200, "高新区", "在建"]),
    (["序号", "签约企业", "签约时间", "签约金额（亿元）"], [1, "甲公司", "2024-01-05", 1.5]),
    (["企业名称", "资金来源", "2024年1月到资（万元）", "2024年2月到资（万元）"], ["甲公司", "省外", 10, 20]),
    (["企业名称", "投资方", "计划总投资（万元）", "园区"], ["甲公司", "乙集团", 5000, "高新区"])])
def test_a_list_of_companies_that_invest_is_one_of_projects(tmp_path: Path, header: list[str], row: list[Any]) -> None:
    ledger = made(tmp_path, [header, row])
    assert found(ledger) == set()
    assert [project.name for project in ledger.projects] == ["甲公司"]
    assert ledger.projects[0].profile.get("investor", "") == ("乙集团" if "投资方" in header else "")


def test_a_sheet_of_companies_with_a_kind_of_its_own_keeps_it(tmp_path: Path) -> None:
    paid = made(tmp_path, [["企业名称", "到账时间", "到账金额（万元）"], ["甲公司", "2024-01-05", 500]])
    assert (len(paid.receipts), paid.projects) == (1, ())
    calls = made(tmp_path, [["企业名称", "诉求内容", "诉求类别", "提出时间", "责任单位"],
                            ["甲公司", "缺电", "用电", "2024-01-05", "电力公司"]])
    assert (len(calls.blockers), calls.projects) == (1, ())


@pytest.mark.parametrize(("title", "header", "row"), [
    ("规上企业名单", ["序号", "企业名称", "法人", "统一社会信用代码", "行业", "园区"],
     [1, "甲公司", "张三", CODE, "船舶", "高新区"]),
    ("规上企业名单", ["企业名称", "行业", "主营收入（万元）", "进展情况"], ["甲公司", "船舶", 1200, "正在申报"]),
    ("招商企业名单", ["企业名称", "行业", "产值（万元）", "固定资产投资（万元）", "阶段"],
     ["甲公司", "船舶", 1, 2, "投产"]),
    ("拟上市企业", ["企业名称", "所处阶段", "责任单位", "进展情况"], ["甲公司", "备案", "金融办", "已签约券商"]),
    ("重点企业帮扶", ["企业名称", "存在问题", "进展情况", "责任单位"], ["甲公司", "缺电", "已协调", "供电公司"])])
def test_a_list_of_companies_that_are_there_says_what_it_lacks(tmp_path: Path, title: str, header: list[str],
                                                               row: list[Any]) -> None:
    ledger = made(tmp_path, [[title], header, row])
    ((lacks),) = notes(ledger, NoteCode.SHEET_LACKS)
    assert (lacks["kind"], lacks["fields"]) == (
        "projects", ("name", "contract_amount", "investor", "signed", "started"))
    assert (ledger.projects, ledger.blockers) == ((), ())


def test_stages_of_companies_that_a_title_says_were_attracted_are_those_of_projects(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["招商引资企业进展表"], ["企业名称", "行业", "进展情况"], ["甲公司", "船舶", "已签约"]])
    assert [(row.name, Stage.SIGNED in row.milestones) for row in ledger.projects] == [("甲公司", True)]


def test_a_mapping_says_that_companies_are_projects(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"名单": [["企业名称", "行业", "园区"], ["甲公司", "船舶", "高新区"]]})
    mapping = tmp_path / "m.toml"
    mapping.write_text('[projects]\nsheet = "名单"\n', encoding="utf-8")
    assert [row.name for row in read(path, mapping, today=TODAY).projects] == ["甲公司"]


@pytest.mark.parametrize("lang", list(Lang))
def test_what_a_sheet_can_lack_has_a_name(lang: Lang) -> None:
    needed = {field for needs in NEEDS.values() for group in needs.all_of for field in group}
    assert [field for field in sorted(needed - FIELDS.keys()) if ledger_field(field, lang) == field and
            lang is Lang.ZH] == []


def test_a_sheet_with_a_header_alone_says_so(tmp_path: Path) -> None:
    assert [one["kind"] for one in notes(made(tmp_path, [["项目台账"], HEADER]), NoteCode.NO_RECORDS)] == ["projects"]


def test_a_list_of_all_is_held_against_the_last_month(tmp_path: Path) -> None:
    header = ["项目名称", "投资方", "合同金额（万元）", "目前进展"]

    def book(total: int) -> Any:
        return read(write_xlsx(tmp_path / "a.xlsx", {
            "总表": [header[:3], ["甲项目", "甲公司", total]],
            "9月": [header, ["甲项目", "甲公司", 1200, "平整"]],
            "10月": [header, ["甲项目", "甲公司", 1300, "施工"]]}), today=TODAY)
    ledger = book(1300)
    assert found(ledger) == set()
    assert ledger.projects[0].profile["notes"] == {"目前进展": "施工", "目前进展（9月）": "平整"}
    (problem,) = book(1400).problems
    assert (problem.sheet, problem.params["sheet"], problem.params["cell"]) == ("总表", "10月", "C2")


def test_the_money_of_this_month_is_that_of_the_month_in_the_title(tmp_path: Path) -> None:
    ledger = made(tmp_path, [
        ["某县2024年1-10月到位资金统计表"], ["项目名称", "投资方", "责任单位", "到位资金（万元）", "", ""],
        ["", "", "", "本月", "本年累计", "截至上年底累计"], ["甲项目", "甲公司", "商务局", 100, 600, 1000]],
        ("A2:A3", "B2:B3", "C2:C3", "D2:F2"))
    assert [(str(row.day), row.amount) for row in ledger.receipts] == [("2024-10", Money(1_000_000_00))]
    assert [span for one in ledger.projects[0].arrived for span in one.spans] == [
        (date(2024, 1, 1), date(2024, 10, 31)), (None, date(2023, 12, 31))]


def test_a_column_of_one_month_is_a_receipt_of_it(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["项目名称", "投资方", "责任单位", "2024年10月到位资金（万元）",
                              "2024年1-9月到位资金（万元）"],
                             ["甲项目", "甲公司", "商务局", 100, 700]])
    assert [(str(row.day), row.amount) for row in ledger.receipts] == [("2024-10", Money(1_000_000_00))]


@pytest.mark.parametrize(("months", "first", "last"), [
    ("1-2月", date(2024, 1, 1), date(2024, 2, 29)), ("1—1月", date(2024, 1, 1), date(2024, 1, 31)),
    ("1月至3月", date(2024, 1, 1), date(2024, 3, 31)), ("１～１１月", date(2024, 1, 1), date(2024, 11, 30))])
def test_a_column_of_several_months_is_no_receipt_of_one(months: str, first: date, last: date, tmp_path: Path) -> None:
    """Offices report January and February in one; what came over several months is held against receipts."""
    alone = made(tmp_path, [["项目名称", "投资方", "责任单位", f"2024年{months}到位资金（万元）"],
                            ["甲项目", "甲公司", "商务局", 700]])
    below = made(tmp_path, [["项目名称", "投资方", "责任单位", "2024年到位资金（万元）", ""],
                            ["", "", "", months, "12月"],
                            ["甲项目", "甲公司", "商务局", 700, 30]], ("A1:A2", "B1:B2", "C1:C2", "D1:E1"))
    assert alone.receipts == ()
    assert [str(row.day) for row in below.receipts] == ["2024-12"]
    for ledger in (alone, below):
        (arrived,) = ledger.projects[0].arrived
        assert (arrived.spans, arrived.amount) == (((first, last),), Money(7_000_000_00))


def test_a_sum_of_a_range_of_months_stands_over_those(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["项目名称", "投资方", "责任单位", "2024年到位资金（万元）", "", "", ""],
                             ["", "", "", "1月", "2月", "1-2月合计", "3月"],
                             ["甲项目", "甲公司", "商务局", 10, 20, 30, 5]],
                  ("A1:A2", "B1:B2", "C1:C2", "D1:G1"))
    assert [str(row.day) for row in ledger.receipts] == ["2024-01", "2024-02", "2024-03"]
    assert notes(ledger, NoteCode.CUMULATIVE_DIFFERS) == []


def quarters(tmp_path: Path, *columns: tuple[str, Any], title: str = "2024年到位资金（单位：万元）") -> Ledger:
    heads, cells = zip(*columns, strict=True)
    return made(tmp_path, [[title], ["项目名称", "投资方", *heads], ["甲项目", "甲公司", *cells]])


def money(ledger: Ledger) -> list[tuple[str, int]]:
    assert found(ledger) == set()
    return [(str(row.day), row.amount.minor // 10**6) for row in ledger.receipts]


@pytest.mark.parametrize("names", [("一季度", "二季度", "三季度", "四季度"), ("1-3月", "4-6月", "7-9月", "10-12月"),
                                   ("Q1", "Q2", "Q3", "Q4"), ("第1季度到位资金", "第2季度到位资金", "第3季度到位资金",
                                                              "第4季度到位资金")])
def test_money_by_quarters_is_receipts_of_those_quarters(tmp_path: Path, names: tuple[str, ...]) -> None:
    ledger = quarters(tmp_path, *zip(names, (10, 20, 30, None), strict=True), ("全年合计", 60))
    assert money(ledger) == [("2024Q1", 10), ("2024Q2", 20), ("2024Q3", 30)]
    assert notes(ledger, NoteCode.CUMULATIVE_DIFFERS) == []


def test_halves_of_a_year_are_receipts_where_no_quarter_stands_beside_them(tmp_path: Path) -> None:
    assert money(quarters(tmp_path, ("上半年", 10), ("下半年", 20))) == [("2024H1", 10), ("2024H2", 20)]
    beside = quarters(tmp_path, ("一季度", 10), ("二季度", 20), ("上半年", 31), ("三季度", 5))
    assert money(beside) == [("2024Q1", 10), ("2024Q2", 20), ("2024Q3", 5)]
    ((differs),) = notes(beside, NoteCode.CUMULATIVE_DIFFERS)
    assert (differs["said"], differs["read"]) == ("31", "30")


def test_a_quarter_beside_its_months_is_their_sum(tmp_path: Path) -> None:
    ledger = quarters(tmp_path, ("1月", 10), ("2月", 20), ("3月", None), ("一季度", 30), ("4月", 7))
    assert money(ledger) == [("2024-01", 10), ("2024-02", 20), ("2024-04", 7)]
    assert notes(ledger, NoteCode.CUMULATIVE_DIFFERS) == []


@pytest.mark.parametrize("names", [("1-3月", "1-6月", "1-9月"), ("一季度累计", "二季度累计", "三季度累计")])
def test_how_far_the_money_had_come_each_quarter_is_no_receipt(tmp_path: Path, names: tuple[str, ...]) -> None:
    ledger = quarters(tmp_path, *zip((f"{name}到位资金" for name in names), (10, 30, 60), strict=True))
    assert money(ledger) == []
    assert [(*row.spans[0], row.amount.minor // 10**6) for row in ledger.projects[0].arrived] == [
        (date(2024, 1, 1), date(2024, 3, 31), 10), (date(2024, 1, 1), date(2024, 6, 30), 30),
        (date(2024, 1, 1), date(2024, 9, 30), 60)]


def test_the_money_of_this_quarter_is_that_of_the_quarter_in_the_title(tmp_path: Path) -> None:
    ledger = quarters(tmp_path, ("本季度到位资金", 10), ("计划三季度到位", 30),
                      title="2024年第三季度到位资金（单位：万元）")
    assert money(ledger) == [("2024Q3", 10)]


def test_money_by_quarter_and_by_day_is_counted_once(tmp_path: Path) -> None:
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {
        "季报": [["2024年到位资金（单位：万元）"], ["项目名称", "投资方", "一季度", "二季度"],
                 ["甲项目", "甲公司", 100, 200]],
        "到资明细": [["项目名称", "到账时间", "到账金额（万元）"], ["甲项目", "2024-01-15", 40],
                     ["甲项目", "2024年2月", 50]]}),
        today=TODAY)
    assert money(ledger) == [("2024-01-15", 40), ("2024-02", 50), ("2024Q2", 200)]
    (differs,) = notes(ledger, NoteCode.MONTHS_DIFFER)
    assert (differs["month"], differs["said"], differs["read"]) == (
        "2024Q1", Money(1_000_000_00), Money(900_000_00))


def test_investment_done_by_months_is_no_money_that_arrived(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["2024年到位资金情况"], ["项目名称", "投资方", "责任单位", "完成投资（万元）", ""],
                             ["", "", "", "1月", "2月"], ["甲项目", "甲公司", "商务局", 100, 200]],
                  ("A2:A3", "B2:B3", "C2:C3", "D2:E2"))
    assert ledger.receipts == ()


def test_the_months_of_two_years_are_compared_with_the_total_of_their_own(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["项目名称", "投资方", "园区", "2023年到位资金（万元）", "2024年到位资金（万元）", "", ""],
                             ["", "", "", "12月", "1月", "2月", "小计"], ["甲项目", "甲公司", "东镇", 50, 10, 20, 30]],
                  ("A1:A2", "B1:B2", "C1:C2", "E1:G1"))
    assert len(ledger.receipts) == 3
    assert notes(ledger, NoteCode.CUMULATIVE_DIFFERS) == []


def test_months_that_are_days_in_the_header(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["到位资金明细（万元）"], ["项目名称", "投资方", "责任单位", date(2024, 1, 1),
                                                        date(2024, 2, 1)],
                             ["甲项目", "甲公司", "商务局", 10, 20]])
    assert [(str(row.day), row.amount) for row in ledger.receipts] == [
        ("2024-01", Money(100_000_00)), ("2024-02", Money(200_000_00))]


def test_money_by_month_and_by_day_is_counted_once(tmp_path: Path) -> None:
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {
        "月报": [["2024年到位资金（单位：万元）"], ["项目名称", "投资方", "责任单位", "1月", "2月"],
                 ["甲项目", "甲公司", "商务局", 100, 200], ["乙项目", "乙公司", "商务局", 30, ""]],
        "到资明细": [["项目名称", "到账时间", "到账金额（万元）"], ["甲项目", "2024-01-15", 100],
                     ["甲项目", "2024-02-10", 150]]}), today=TODAY)
    assert [(row.project, str(row.day)) for row in ledger.receipts] == [
        ("甲项目", "2024-01-15"), ("甲项目", "2024-02-10"), ("乙项目", "2024-01")]
    (differs,) = notes(ledger, NoteCode.MONTHS_DIFFER)
    assert (differs["month"], differs["said"], differs["read"]) == (
        "2024-02", Money(2_000_000_00), Money(1_500_000_00))


def test_money_by_day_stands_for_that_of_its_own_month_only(tmp_path: Path) -> None:
    """A receipt known by its year tells no month, and a month nobody lists by days has its money from its column."""
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {
        "月报": [["2024年到位资金（单位：万元）"], ["项目名称", "投资方", "责任单位", "1月", "2月", "3月"],
                 ["甲项目", "甲公司", "商务局", 100, 200, 500]],
        "到资明细": [["项目名称", "到账时间", "到账金额（万元）"], ["甲项目", "2024年", 40],
                     ["甲项目", "2024-02-10", 200], ["甲项目", "2024年3月", 500]]}), today=TODAY)
    assert [(str(row.day), row.amount.minor // 10**6) for row in ledger.receipts] == [
        ("2024", 40), ("2024-02-10", 200), ("2024-03", 500), ("2024-01", 100)]
    assert notes(ledger, NoteCode.MONTHS_DIFFER) == []


def test_names_and_money_by_months_alone_are_a_list_of_projects(tmp_path: Path) -> None:
    ledger = made(tmp_path, [["2024年项目到位资金（单位：万元）"],
                             ["序号", "项目名称", "投资方", "1月", "2月", "3月", "一季度小计", "累计"],
                             [1, "甲项目", "甲公司", 100, 0, 200, 300, 300],
                             [2, "乙项目", "乙公司", "", 50, "", 50, 60],
                             ["合计", "", "", 100, 50, 200, 350, 350]])
    assert [(row.project, str(row.day), row.amount.minor // 10**6) for row in ledger.receipts] == [
        ("甲项目", "2024-01", 100), ("甲项目", "2024-03", 200), ("乙项目", "2024-02", 50)]
    assert [(one["header"], one["said"], one["read"], one["rows"])
            for one in notes(ledger, NoteCode.CUMULATIVE_DIFFERS)] == [("累计", "60", "50", (4,))]
    assert [(one["header"], one["said"], one["read"]) for one in notes(ledger, NoteCode.SUM_DIFFERS)] == [
        ("累计", "350", "360")]


def test_parts_of_years_below_a_title_of_money_are_receipts_and_their_total_is_of_all_years(tmp_path: Path) -> None:
    ledger = made(tmp_path, [
        ["项目到位资金情况（万元）"], ["项目名称", "投资方", "2023年", "", "2024年", "累计"],
        ["", "", "三季度", "四季度", "上半年", ""], ["甲项目", "甲公司", 10, 20, 40, 75]],
        ("C2:D2", "A2:A3", "B2:B3", "F2:F3"))
    assert [(str(row.day), row.amount.minor // 10**6) for row in ledger.receipts] == [
        ("2023Q3", 10), ("2023Q4", 20), ("2024H1", 40)]
    ((differs),) = notes(ledger, NoteCode.CUMULATIVE_DIFFERS)
    assert (differs["said"], differs["read"]) == ("75", "70")


def test_the_place_below_an_investor_is_where_that_is_from_and_no_park(tmp_path: Path) -> None:
    ledger = made(tmp_path, [
        ["序号", "项目概况", "", "", "", "服务机制", ""], ["", "项目名称", "投资方", "", "总投资（亿元）",
                                                           "责任单位", ""],
        ["", "", "名称", "所在地", "", "名称", "地址"], [1, "甲项目", "甲公司", "日本", 1.5, "商务局", "前进路1号"]],
        ("A1:A3", "B1:E1", "F1:G1", "B2:B3", "C2:D2", "E2:E3", "F2:G2"))
    profile = ledger.projects[0].profile
    assert (profile["investor"], profile["investor_from"], profile["bureau"]) == ("甲公司", "日本", "商务局")
    assert "park" not in profile
    assert list(profile["notes"].values()) == ["前进路1号"]


def test_targets_beside_projects_are_no_notes_of_them(tmp_path: Path) -> None:
    ledger = made(tmp_path, [
        ["2024年招商项目", "", "", "", "", "2024年目标任务"],
        ["项目名称", "投资方", "总投资（万元）", "签约时间", "", "指标", "目标"],
        ["甲项目", "甲公司", 500, "2024-01-05", "", "新签约", 36], ["乙项目", "乙公司", 500, "", "", "新开工", 30]])
    assert [(row.indicator, int(row.value)) for row in ledger.targets] == [("new_signed", 36), ("new_started", 30)]
    assert [row.profile.get("notes") for row in ledger.projects] == [None, None]


@pytest.mark.parametrize(("title", "money"), [("惠企资金兑现表", False), ("到位资金明细", True)])
def test_what_a_place_pays_to_companies_is_no_receipt(tmp_path: Path, title: str, money: bool) -> None:
    ledger = made(tmp_path, [[title], ["企业名称", "事项", "金额（万元）", "日期"], ["甲公司", "贴息", 100,
                                                                                     "2024-01-05"]])
    assert (bool(ledger.receipts), ledger.blockers) == (money, ())
    assert bool(notes(ledger, NoteCode.SHEET_UNKNOWN)) is not money


def slices(tmp_path: Path, *row: Any) -> Ledger:
    """A project with columns for two slices of money, each with its day."""
    return made(tmp_path, [["到资情况"], ["项目名称", "投资方", "第一笔", "", "第二笔", "", "备注"],
                           ["", "", "到账时间", "金额（万元）", "到账时间", "金额（万元）", ""], ["甲项目", "甲公司",
                                                                                                  *row]],
                ("C2:D2", "E2:F2", "A2:A3", "B2:B3", "G2:G3"))


def test_slices_of_money_side_by_side_are_receipts_each_on_its_day(tmp_path: Path) -> None:
    ledger = slices(tmp_path, "2024-01-03", 100, "2024年3月", -20, "投资方撤回")
    assert found(ledger) == set()
    assert [(str(row.day), row.amount.minor // 10**6) for row in ledger.receipts] == [("2024-01-03", 100),
                                                                                      ("2024-03", -20)]
    assert "contract_amount" not in ledger.projects[0].profile
    assert ledger.accounts[0].counts()[Fate.FIELD] == 6


def test_a_slice_without_its_day_or_its_amount_is_a_problem(tmp_path: Path) -> None:
    assert found(slices(tmp_path, "", 100, "2024-03-01", "")) == {
        ("台账", 4, "C", "not_a_date"), ("台账", 4, "F", "not_an_amount")}
    assert found(slices(tmp_path, "2024-01-03", 100, "", "")) == set()


def test_of_a_month_what_came_is_a_receipt_and_what_was_planned_a_note(tmp_path: Path) -> None:
    ledger = made(tmp_path, [
        ["2024年到位资金调度表（万元）"], ["项目名称", "投资方", "1月", "", "2月", ""],
        ["", "", "计划", "完成", "计划", "完成"], ["甲项目", "甲公司", 100, 90, 100, 110]],
        ("A2:A3", "B2:B3", "C2:D2", "E2:F2"))
    assert [(str(row.day), row.amount.minor // 10**6) for row in ledger.receipts] == [("2024-01", 90), ("2024-02", 110)]
    assert ledger.projects[0].profile["notes"] == {"1月计划": "100", "2月计划": "100"}


@pytest.mark.parametrize(("tick", "day", "signed", "kept"), [
    ("是", "2024-01-05", "2024-01-05", {}), ("√", "", "不详", {}), ("否", "", None, {}),
    ("否", "2024-01-05", "2024-01-05", {"是否签约": "否"}), ("签了框架", "", None, {"是否签约": "签了框架"})])
def test_a_stage_that_is_ticked_beside_its_day(tmp_path: Path, tick: str, day: str, signed: str | None,
                                               kept: dict[str, str]) -> None:
    ledger = made(tmp_path, [["项目名称", "投资方", "是否签约", "签约时间"], ["甲项目", "甲公司", tick, day]])
    (row,) = ledger.projects
    found_day = row.milestones.get(Stage.SIGNED)
    assert (found_day if found_day is None else str(found_day) or "不详") == signed
    assert row.profile.get("notes", {}) == kept
