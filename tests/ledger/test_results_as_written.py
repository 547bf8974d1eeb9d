"""What came of projects as ledgers write it: columns with their time, and sheets with a row for each result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.test_account import each
from tracker.domain.money import print_amount
from tracker.domain.results import SUMMED, People, ResultKind, print_how_much
from tracker.ledger.account import Fate
from tracker.ledger.families_results import RESULT_WORDS, result_said
from tracker.ledger.mapping import mapping_of
from tracker.ledger.reading import ledger_of
from tracker.ledger.rows import Ledger, NoteCode
from tracker.ledger.workbook import BookSheet
from tracker.words.ledger import note_line, problem_line

TODAY = date(2024, 11, 20)
HEAD = ["项目名称", "投资方", "签约时间"]


def read(*sheets: BookSheet, name: str = "a.xlsx", mapping: Mapping[str, Any] | None = None) -> Ledger:
    """What sheets say, each of their cells accounted for; `mapping` is what a mapping file says."""
    ledger = ledger_of([BookSheet(one.name, rows=[list(row) for row in one.rows]) for one in sheets], Path(name),
                       today=TODAY, mapping=mapping_of(mapping) if mapping else None)
    for account in ledger.accounts:
        assert account.counts() == each(account)
    return ledger


def with_columns(headers: Sequence[str], *rows: Sequence[Any], title: str = "", name: str = "a.xlsx") -> Ledger:
    """A list of projects with further columns."""
    projects = [[f"项目{number}", "甲公司", "2021-01-02", *row] for number, row in enumerate(rows, 1)]
    return read(BookSheet("项目", rows=[*([[title]] if title else []), [*HEAD, *headers], *projects]), name=name)


def said(ledger: Ledger) -> list[tuple[str, str, str]]:
    """Each result: its kind, its day or period, its amount."""
    return [(row.what.value, str(row.day), print_how_much(row.amount) if row.amount else "") for row in ledger.results]


def codes(ledger: Ledger) -> set[str]:
    """The codes of the notes on results."""
    return {note.code.value for note in ledger.notes if note.code.value.startswith("result")}


def test_every_kind_of_result_has_its_words_and_is_read_by_them() -> None:
    assert {kind: result_said(words.name) for kind,
            words in RESULT_WORDS.items()} == {kind: kind for kind in ResultKind}


@pytest.mark.parametrize("text", [
    "完成投资额", "投资完成额", "完成固定资产投资额", "固定资产投资完成额", "实际投资完成", "项目完成投资情况"])
def test_investment_done_has_many_names(text: str) -> None:
    assert result_said(text) is ResultKind.INVESTED


@pytest.mark.parametrize(("title", "whole", "part", "period"), [
    ("2023年1-6月项目情况表", "全年产值（万元）", "1-6月产值（万元）", "2023H1"),
    ("2023年1-6月项目情况表", "年度产值（万元）", "1-6月产值（万元）", "2023H1"),
    ("2023年上半年项目情况表", "2023年全年完成投资（万元）", "1-6月完成投资（万元）", "2023H1"),
    ("2023年9月项目情况表", "全年产值（万元）", "2023年三季度产值（万元）", "2023Q3"),
    ("2023年项目情况表", "全年产值（万元）", "1-6月产值（万元）", "2023"),
    ("2023年1月以来新签约项目情况表", "全年产值（万元）", "1-6月产值（万元）", "2023")])
def test_a_whole_year_is_never_a_part_of_one(title: str, whole: str, part: str, period: str) -> None:
    amounts = {whole: 1000, part: 400}
    ledger = with_columns([*amounts], [*amounts.values()], title=title)
    assert [one[1:] for one in said(ledger)] == [(period, "1000万元" if period == "2023" else "400万元")]
    assert codes(ledger) >= {"result_instead"}


@pytest.mark.parametrize(("header", "what", "period"), [
    ("2023年产值（万元）", "output", "2023"), ("2023年1-6月税收（万元）", "tax", "2023H1"),
    ("2023年第三季度完成投资（万元）", "invested", "2023Q3"), ("2023年Q2产值（万元）", "output", "2023Q2"),
    ("2023年10月完成投资（万元）", "invested", "2023-10"), ("2023年上半年纳税额（万元）", "tax", "2023H1"),
    ("2022年工业总产值（万元）", "output", "2022"), ("2023年度实缴税收（万元）", "tax", "2023"),
    ("完成投资（2023年）（万元）", "invested", "2023"), ("2023年完成固定资产投资（万元）", "invested", "2023")])
def test_a_header_names_the_time(header: str, what: str, period: str) -> None:
    ledger = with_columns([header], [3000], [None], ["—"])
    assert said(ledger) == [(what, period, "3000万元")]
    assert (ledger.problems, codes(ledger), ledger.receipts) == ((), set(), ())


@pytest.mark.parametrize(("title", "header", "period"), [
    ("甲县2023年项目台账（单位：万元）", "本年完成投资", "2023"), ("甲县2023年项目台账（单位：万元）", "完成投资",
                                                                   "2023"),
    ("甲县2023年项目台账（单位：万元）", "上年税收", None), ("甲县2023年1-6月项目台账（单位：万元）", "本年完成投资",
                                                             "2023H1"),
    ("甲县2023年第三季度项目台账（单位：万元）", "实际税收", "2023Q3"), ("2023年企业税收情况（单位：万元）", "税收",
                                                                         "2023"),
    ("截至2023年12月31日（单位：万元）", "本年完成投资", "2023")])
def test_the_title_names_the_time_where_the_header_does_not(title: str, header: str, period: str | None) -> None:
    ledger = with_columns([header], [3000], title=title)
    assert [day for _, day, _ in said(ledger)] == [period or "2022"]
    assert [str(column.time) for column in ledger.sheets[0].columns if column.time] == [period or "2022"]
    assert codes(ledger) == {"result_of_title"}


def test_the_name_of_the_file_names_the_year() -> None:
    assert said(with_columns(["完成投资（万元）"], [3000], name="2023年台账.xlsx")) == [("invested", "2023",
                                                                                         "3000万元")]


def test_groups_of_years_and_months() -> None:
    months = [f"{month}月" for month in range(1, 13)]
    sheet = BookSheet("项目", rows=[
        [*HEAD, "税收（万元）", "", "2023年完成投资（万元）", *[""] * 12], ["", "", "", "2022年", "2023年", *months,
                                                                            "合计"],
        ["甲项目", "甲公司", "2021-01-02", 10, 20, *[5] * 12, 60]],
        merges=[((0, 3), (0, 4)), ((0, 5), (0, 17)), *(((0, at), (1, at)) for at in range(3))])
    ledger = ledger_of([sheet], Path("a.xlsx"), today=TODAY)
    assert said(ledger)[:2] == [("tax", "2022", "10万元"), ("tax", "2023", "20万元")]
    assert said(ledger)[2:] == [("invested", f"2023-{month:02}", "5万元") for month in range(1, 13)]


@pytest.mark.parametrize(("title", "headers"), [
    ("", ["累计完成投资（万元）"]), ("甲县2023年台账", ["截至2023年底累计完成投资（万元）"]),
    ("甲县2024年台账", ["本年完成投资（万元）"]), ("甲县2023年10月台账", ["本年完成投资（万元）"]),
    ("", ["2023年1-9月产值（万元）"]), ("", ["2024年产值（万元）"]), ("", ["自开工以来完成投资（万元）"])])
def test_how_far_something_had_come_is_compared_and_kept_as_a_note(title: str, headers: list[str]) -> None:
    ledger = with_columns(headers, [3000], title=title)
    assert (said(ledger), ledger.problems, codes(ledger)) == ([], (), {"result_so_far"})
    assert ledger.projects[0].profile["notes"] == {headers[0]: "3000"}
    assert [one.amount.minor for one in ledger.projects[0].came_to] == [3000_0000_00]
    assert ledger.accounts[0].of(len(ledger.accounts[0].sheet.rows) - 1, 3) is Fate.NOTE


def test_a_year_beside_its_half_is_read_and_the_half_compared_and_all_years_beside_this_one_are_no_year() -> None:
    ledger = with_columns(["2023年税收（万元）", "2023年上半年税收（万元）", "完成投资（万元）",
                           "其中：2023年完成投资（万元）"],
                          [100, 40, 900, 300], title="甲县2023年台账")
    assert said(ledger) == [("tax", "2023", "100万元"), ("invested", "2023", "300万元")]
    assert [(one.header, one.spans) for one in ledger.projects[0].came_to] == [
        ("完成投资（万元）", ((None, None),)),
        ("2023年上半年税收（万元）", ((date(2023, 1, 1), date(2023, 6, 30)),))]


def test_a_result_of_which_nothing_says_the_year_is_asked_about_and_kept() -> None:
    ledger = with_columns(["完成投资（万元）", "1-6月实际税收（万元）"], [3000, 5])
    assert (said(ledger), codes(ledger)) == ([], {"result_undated"})
    assert [note.params["column"] for note in ledger.notes if note.code is NoteCode.RESULT_UNDATED] == ["D", "E"]
    assert ledger.projects[0].profile["notes"] == {"完成投资（万元）": "3000", "1-6月实际税收（万元）": "5"}


@pytest.mark.parametrize(("headers", "row"), [
    (["产值（万元）"], [100]), (["年产值（万元）"], [100]), (["税收（万元）"], [100]), (["达产后年税收（万元）"],
                                                                                        [100])])
def test_output_and_tax_without_a_time_are_hoped_for_as_before(headers: list[str], row: list[int]) -> None:
    ledger = with_columns(headers, row, title="甲县2023年台账")
    assert said(ledger) == []
    assert {"expected_output", "expected_tax"} & ledger.projects[0].profile.keys()


def test_output_beside_what_is_hoped_for_is_what_came() -> None:
    ledger = with_columns(["预计产值（万元）", "产值（万元）"], [900, 100], title="甲县2023年台账")
    assert said(ledger) == [("output", "2023", "100万元")]
    assert ledger.projects[0].profile["expected_output"].minor == 900_0000_00


@pytest.mark.parametrize("header", ["完成投资占年计划%", "投资完成率", "计划完成投资（万元）", "亩均税收（万元）",
                                    "完成投资时间",
                                    "税收返还（万元）"])
def test_what_is_no_result_stays_a_note(header: str) -> None:
    ledger = with_columns([header], [90], title="甲县2023年台账")
    assert (said(ledger), codes(ledger)) == ([], set())


def test_investment_done_is_no_money_that_arrived_and_the_other_way_round() -> None:
    ledger = with_columns(["2023年完成投资（万元）", "2023年10月到位资金（万元）", "累计完成投资（万元）"], [3000,
                                                                                                             500, 9000],
                          title="甲县2023年到位资金台账")
    assert said(ledger) == [("invested", "2023", "3000万元")]
    assert [print_amount(one.amount) for one in ledger.receipts] == ["500万元"]
    assert ledger.projects[0].arrived == ()


@pytest.mark.parametrize(("header", "cell", "what", "day"), [
    ("入统时间", "2023-06-18", "in_statistics", "2023-06-18"), ("是否入统", "2023年6月", "in_statistics", "2023-06"),
    ("纳统时间", "2023.6", "in_statistics", "2023-06"), ("入规时间", "2023年", "above_scale", "2023"),
    ("2023年入规时间", "6月", "above_scale", "2023-06"), ("达产时间", "2023年12月", "at_capacity", "2023-12"),
    ("是否入规上", "是", "above_scale", ""), ("是否入统", "√", "in_statistics", ""), ("入统情况", "已入统",
                                                                                      "in_statistics", "")])
def test_what_happens_once(header: str, cell: str, what: str, day: str) -> None:
    ledger = with_columns([header], [cell])
    assert said(ledger) == [(what, day, "")]
    assert (ledger.problems, codes(ledger)) == ((), set())
    assert ledger.projects[0].profile.get("notes", {}) == ({} if day else {header: cell})


@pytest.mark.parametrize(("header", "cell", "asked"), [
    ("是否入统", "否", False), ("入统时间", "未入统", False), ("达产时间", "2026年", True), ("达产时间",
                                                                                             "预计2026年", False),
    ("入统时间", "资料待报", True), ("入规时间", "/", False)])
def test_what_has_not_happened_is_kept_as_a_note(header: str, cell: str, asked: bool) -> None:
    ledger = with_columns([header], [cell])
    assert (said(ledger), ledger.problems) == ([], ())
    assert ledger.projects[0].profile["notes"] == {header: cell}
    assert codes(ledger) == ({"result_unread"} if asked else set())


def test_a_tick_beside_its_day_is_the_same() -> None:
    ledger = with_columns(["是否入统", "入统时间"], ["是", "2023-06-18"], ["是", None], ["否", None])
    assert said(ledger) == [("in_statistics", "2023-06-18", ""), ("in_statistics", "", "")]
    assert [row.profile.get("notes", {}) for row in ledger.projects] == [{}, {"是否入统": "是"}, {"是否入统": "否"}]


RESULTS = ["项目名称", "成效", "时间", "金额（万元）", "备注"]


def sheet_of(*rows: Sequence[Any], name: str = "项目成效", mapping: Mapping[str, Any] | None = None) -> Ledger:
    """A sheet with a row for each result, beside the projects."""
    projects = BookSheet("项目", rows=[HEAD, ["甲项目", "甲公司", "2021-01-02"]])
    return read(projects, BookSheet(name, rows=[RESULTS, *rows]), mapping=mapping)


@pytest.mark.parametrize(("header", "sheet", "title"), [
    ("指标", "Sheet2", ""), ("事项", "Sheet2", ""), ("事项名称", "2023年完成情况", "2023年到资项目完成情况表")])
def test_cells_that_name_results_make_a_sheet_of_results(header: str, sheet: str, title: str) -> None:
    rows = [["项目名称", header, "时间", "数值", "单位"], ["甲项目", "完成投资", "2023年", 300, "万元"],
            ["甲项目", "产值", "2023年", 200, "万元"], ["甲项目", "满意度", "2023年", 95, "%"]]
    projects = BookSheet("项目", rows=[HEAD, ["甲项目", "甲公司", "2021-01-02"]])
    ledger = read(projects, BookSheet(sheet, rows=[*([[title]] if title else []), *rows]))
    assert said(ledger) == [("invested", "2023", "300万元"), ("output", "2023", "200万元")]
    assert [(one.code.value, one.row, one.column) for one in ledger.problems] == [
        ("unknown_result", len(rows) + bool(title), "B")]
    tasks = read(projects, BookSheet(sheet, rows=[rows[0], ["甲项目", "办理立项", "2023年", 1, "件"]]))
    assert (tasks.results, tasks.problems) == ((), ())


def test_a_result_nobody_knows_is_left_out_or_read_as_what_the_mapping_says() -> None:
    rows = [["甲项目", "完成投资", "2023年", 300, ""], ["甲项目", "满意度（%）", "2023年", 95, "好"],
            ["甲项目", "工业增长", "2023年", 80, ""]]
    asked = sheet_of(*rows)
    assert [(one.code.value, one.row) for one in asked.problems] == [("unknown_result", 3), ("unknown_result", 4)]
    assert '在映射文件的 [values.result] 下面写明是哪一项："满意度（%）" = "完成投资"；不记就写 "skip"' in problem_line(
        asked.problems[0])
    ledger = sheet_of(*rows, mapping={"values": {"result": {"满意度（%）": "skip", "工业增长": "产值"}}})
    assert ledger.problems == ()
    assert said(ledger) == [("invested", "2023", "300万元"), ("output", "2023", "80万元")]
    (note,) = [note for note in ledger.notes if note.code is NoteCode.RESULT_LEFT_OUT]
    assert note_line(note) == "“项目成效”表里的成效“满意度（%）”按要求没有记（第 3 行）"
    assert list(ledger.accounts[1].unread()) == ["A3", "B3", "C3", "D3", "E3"]


def test_a_sheet_with_a_row_for_each_result() -> None:
    ledger = sheet_of(
        ["甲项目", "完成投资", "2023-06-18", 300, "设备"], ["同上", "完成投资", "2023年", "0.9亿元", None],
        ["甲项目", "实缴税收", 2023, 20, None], ["甲项目", "工业总产值", "2023年上半年", 80, None],
        ["甲项目", "入统", "2023年6月", None, "省库"], ["甲项目", "达产", "2023-12-01", None, None], ["合计", "", "",
                                                                                                     9400, ""])
    assert ledger.problems == ()
    assert said(ledger) == [
        ("invested", "2023-06-18", "300万元"), ("invested", "2023", "9000万元"), ("tax", "2023", "20万元"),
        ("output", "2023H1", "80万元"), ("in_statistics", "2023-06", ""), ("at_capacity", "2023-12-01", "")]
    assert [row.note for row in ledger.results] == ["设备", "", "", "", "省库", ""]
    assert [note.code.value for note in ledger.notes if note.code.value.startswith("sum")] == ["sum_agrees"]


@pytest.mark.parametrize(("row", "problem"), [
    (["甲项目", "税收", None, 20], ("not_a_date", "result", "C")), (["甲项目", "税收", "2023-05-01", 20],
                                                                    ("not_a_date", "period", "C")),
    (["甲项目", "好事", "2023年", 20], ("unknown_result", "", "B")), (["甲项目", "产值", "2023年", None],
                                                                      ("not_an_amount", "result", "D")),
    (["甲项目", "产值", "2023年", -5], ("not_an_amount", "", "D")), (["甲项目", "入统", "2025-01-01", None],
                                                                     ("future_date", "", "C"))])
def test_a_result_that_cannot_be_told_is_a_problem_in_its_cell(row: list[Any], problem: tuple[str, str, str]) -> None:
    ledger = sheet_of(["甲项目", "入规", "2023年", None], row)
    assert [(one.code, one.variant, one.column, one.sheet, one.row) for one in ledger.problems] == [
        (*problem, "项目成效", 3)]
    assert said(ledger) == [("above_scale", "2023", "")]


def test_sheets_of_receipts_and_targets_are_what_they_were() -> None:
    ledger = read(BookSheet("项目", rows=[HEAD, ["甲项目", "甲公司", "2021-01-02"]]),
                  BookSheet("到资", rows=[["项目名称", "到账时间", "金额（万元）"], ["甲项目", "2023-05-06", 10]]),
                  BookSheet("目标", rows=[["税收和产值目标"], ["指标", "单位", "年度目标"], ["新签约项目", "个", 3]]))
    assert (len(ledger.receipts), ledger.results) == (1, ())
    money = read(BookSheet("到资", rows=[["2023年到位资金和税收情况"], ["项目名称", "类型", "时间", "金额（万元）"],
                                       ["甲项目", "内资", "2023-05-06", 10]]))
    assert (len(money.receipts), money.results, money.problems) == (1, (), ())
    assert [sheet.kind for sheet in ledger.sheets] == ["projects", "receipts", "targets"]


def test_summed_kinds_are_those_with_a_column_of_amounts() -> None:
    for kind in SUMMED:
        ledger = with_columns([f"2023年{RESULT_WORDS[kind].name}（{'人' if kind.of_people else '万元'}）"], [1])
        assert [row.what for row in ledger.results] == [kind]
        assert ledger.problems == ()


@pytest.mark.parametrize(("title", "header", "period"), [
    ("", "2023年用工人数（人）", "2023"), ("", "2023年上半年带动就业", "2023H1"), ("", "2023年第三季度就业人数",
                                                                                   "2023Q3"),
    ("", "2023年10月新增就业（人）", "2023-10"), ("甲县2023年台账", "本年新增就业人数", "2023"),
    ("甲县2023年台账", "新增就业岗位（个）", "2023"), ("甲县2023年台账", "实际用工", "2023"),
    ("2023年企业用工情况", "用工人数", "2023"), ("甲县2023年台账", "上年带动就业（人）", "2022")])
def test_people_who_found_work_are_read_with_their_time(title: str, header: str, period: str) -> None:
    ledger = with_columns([header], [120], ["86人"], [None], ["0人"], ["约1,200名"], title=title)
    assert said(ledger) == [("jobs", period, "120人"), ("jobs", period, "86人"), ("jobs", period, "1200人")]
    assert [row.note for row in ledger.results] == ["", "", f"{header}：约1,200名"]
    assert (ledger.problems, ledger.receipts) == ((), ())


def test_people_below_groups_of_years_and_beside_what_is_planned() -> None:
    sheet = BookSheet("项目", rows=[[*HEAD, "2022年", "", "2023年", ""],
                                    ["", "", "", "税收（万元）", "用工人数（人）", "税收（万元）", "用工人数（人）"],
                                    ["甲项目", "甲公司", "2021-01-02", 10, 30, 20, 45]],
                      merges=[((0, 3), (0, 4)), ((0, 5), (0, 6)), *(((0, at), (1, at)) for at in range(3))])
    assert said(read_merged(sheet)) == [("tax", "2022", "10万元"), ("jobs", "2022", "30人"), ("tax", "2023", "20万元"),
                                        ("jobs", "2023", "45人")]
    ledger = with_columns(["计划用工（人）", "用工人数（人）"], [200, 120], title="甲县2023年台账")
    assert said(ledger) == [("jobs", "2023", "120人")]
    assert ledger.projects[0].profile["notes"] == {"计划用工（人）": "200"}


def read_merged(sheet: BookSheet) -> Ledger:
    """What a sheet with merged cells says."""
    return ledger_of([sheet], Path("a.xlsx"), today=TODAY)


@pytest.mark.parametrize("header", ["预计用工（人）", "用工人数（人）", "带动就业", "达产后用工人数",
                                    "可带动就业（人）",
                                    "用工需求", "就业率", "用工缺口（人）"])
def test_people_who_are_expected_and_what_is_about_work_stay_notes(header: str) -> None:
    ledger = with_columns([header], [120], title="甲县2023年台账")
    assert (said(ledger), codes(ledger), ledger.problems) == ([], set(), ())
    assert ledger.projects[0].profile["notes"] == {header: "120"}


def test_how_many_had_found_work_by_some_time_is_compared() -> None:
    ledger = with_columns(["2023年新增就业", "累计新增就业（人）"], [120, 300])
    assert said(ledger) == [("jobs", "2023", "120人")]
    assert [one.amount for one in ledger.projects[0].came_to] == [People(300)]


def test_what_is_no_number_of_people_is_a_problem() -> None:
    ledger = with_columns(["2023年用工人数"], ["若干"], [-3], [2.5])
    assert [(one.code, one.variant, one.value) for one in ledger.problems] == [
        ("not_a_count", "people", value) for value in ("若干", -3, 2.5)]


def test_what_came_of_projects_makes_a_list_of_projects() -> None:
    months = [BookSheet(f"{month}月", rows=[
        [f"2023年{month}月项目运行情况"], ["项目名称", "投资方", "本月产值（万元）", "本月新增就业（人）"],
        ["甲项目", "甲公司", month * 10, month]]) for month in (9, 10)]
    assert sorted(said(read(*months))) == [("jobs", "2023-09", "9人"), ("jobs", "2023-10", "10人"),
                                           ("output", "2023-09", "90万元"), ("output", "2023-10", "100万元")]
    ticks = read(BookSheet("高新区", rows=[["序号", "企业（项目）名称", "入统", "入规", "升规时间"],
                                           [1, "甲项目", "√", "√", "2023.12"], [2, "乙项目", "√", "×", ""]]))
    assert said(ticks) == [("in_statistics", "", ""), ("above_scale", "2023-12", ""), ("in_statistics", "", "")]
    companies = ledger_of([BookSheet("规上企业名单", rows=[["企业名称", "2023年产值（万元）", "2023年税收（万元）"],
                                                         ["甲公司", 100, 10]])], Path("a.xlsx"), today=TODAY)
    assert (companies.projects, [sheet.kind for sheet in companies.sheets]) == ((), [None])


def test_a_group_of_another_year_than_the_title_is_of_its_own_year() -> None:
    sheet = BookSheet("项目", rows=[["甲县2023年项目完成情况"], ["项目名称", "投资方", "2022年", "", "2023年", ""],
                                    ["", "", "产值（万元）", "用工人数", "产值（万元）", "用工人数"],
                                    ["甲项目", "甲公司", 10, 30, 20, 45]],
                      merges=[((1, 2), (1, 3)), ((1, 4), (1, 5)), *(((1, at), (2, at)) for at in range(2))])
    assert said(read_merged(sheet)) == [("output", "2022", "10万元"), ("jobs", "2022", "30人"),
                                        ("output", "2023", "20万元"), ("jobs", "2023", "45人")]


@pytest.mark.parametrize(("headers", "read_instead", "compared"), [
    (["2023年税收（万元）", "2023年上半年税收（万元）"], 0, 1), (["2023年规上产值（万元）",
                                                                  "2023年工业总产值（万元）"], 0, 1),
    (["预计用工", "实际用工（人）", "带动就业（人）"], 1, 2)])
def test_a_column_of_the_time_of_another_one_is_said_to_be_so(headers: list[str], read_instead: int,
                                                              compared: int) -> None:
    ledger = with_columns(headers, [100] * len(headers), title="甲县2023年台账")
    (note,) = [note for note in ledger.notes if note.code is NoteCode.RESULT_INSTEAD]
    assert (note.params["header"], note.params["others"]) == (headers[compared], (headers[read_instead],))
    assert "result_so_far" not in codes(ledger)
    assert [row.column for row in ledger.results] == ["ABCDEF"[3 + read_instead]]


def test_years_that_are_spelt_out_are_years() -> None:
    ledger = with_columns(["二〇二三年产值（万元）", "二○二二年上半年税收（万元）", "本年新增就业"], [300, 20, 8],
                          title="甲县二〇二三年度项目台账")
    assert said(ledger) == [("output", "2023", "300万元"), ("tax", "2022H1", "20万元"), ("jobs", "2023", "8人")]
    money = with_columns(["二〇二三年三月到位资金（万元）", "二〇二三年3月到位资金（万元）"], ["", 5])
    assert [str(row.day) for row in money.receipts] == ["2023-03"]
    assert ledger.year == 2023


@pytest.mark.parametrize(("text", "period"), [
    ("2023年1-6月", "2023H1"), ("2023年4月至6月", "2023Q2"), ("2023年1—12月", "2023"), ("2023年7-12月份", "2023H2")])
def test_months_that_are_a_part_of_a_year_are_that_part(text: str, period: str) -> None:
    ledger = sheet_of(["甲项目", "产值", text, 80, None])
    assert said(ledger) == [("output", period, "80万元")]
    assert [one.code for one in sheet_of(["甲项目", "产值", "2023年2-4月", 80, None]).problems] == ["not_a_date"]


def test_a_row_of_people_has_them_as_its_unit() -> None:
    head = ["项目名称", "成效", "时间", "数量", "单位"]
    ledger = read(BookSheet("项目", rows=[HEAD, ["甲项目", "甲公司", "2021-01-02"]]), BookSheet("成效", rows=[
        head, ["甲项目", "带动就业", "2023年", 120, "人"], ["甲项目", "税收", "2023年", 8, "万元"],
        ["甲项目", "用工", "2022年", 5, "万元"], ["甲项目", "用工", "2022-05-01", 5, "人"]]))
    assert said(ledger) == [("jobs", "2023", "120人"), ("tax", "2023", "8万元")]
    none = sheet_of(["甲项目", "用工", "2023年", 0, None], ["甲项目", "产值", "2023年", "约120", None],
                    ["甲项目", "用工", "2022年", "约120", None])
    assert said(none) == [("output", "2023", "约120万元"), ("jobs", "2022", "120人")]
    assert [row.note for row in none.results] == ["", "金额（万元）：约120"]
    assert [(one.code, one.variant, one.row, one.column) for one in ledger.problems] == [
        ("not_a_count", "people", 4, "E"), ("not_a_date", "period", 5, "C")]
