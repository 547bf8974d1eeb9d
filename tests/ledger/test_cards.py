"""Sheets that are cards of projects: labels beside or above their values, one or more on a sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import found, read, write_xlsx
from tracker.domain.money import print_amount
from tracker.ledger.account import Fate
from tracker.ledger.cards import OnSheets, card_on
from tracker.ledger.layout import WantedColumn
from tracker.ledger.raw import BookSheet, Merge
from tracker.ledger.reading import ledger_of
from tracker.ledger.rows import Ledger, NoteCode, Problem, ProblemCode
from tracker.words.ledger import note_line

Rows = list[list[Any]]
BESIDE: Rows = [
    ["重点招商项目卡片", "", "", ""], ["填报单位：沅江市商务局", "", "", "单位：亿元"],
    ["项目名称", "甲厂", "投资方", "乙公司"], ["总投资", "3.2", "建设地点", "高新区"],
    ["签约时间", "2023-05-01", "掌门", "张三"], ["建设内容", "年产一百万件", "", ""], ["存在问题", "", "", ""],
    ["填表人：李四", "", "", ""]]
BELOW: Rows = [["项目名称", "投资方", "总投资（亿元）"], ["甲厂", "乙公司", 3.2], ["建设地点", "责任单位", "签约时间"],
               ["高新区", "发改局", "2023-05-01"]]
INLINE: Rows = [["项目情况"], ["项目名称：甲厂"], ["投资方：乙公司"], ["总投资：3.2亿元"], ["建设地点：高新区"],
                ["签约时间：2023-05-01"]]
APART: Rows = [["项目名称", "甲厂", "丙厂"], ["投资方", "乙公司", "丁公司"], ["总投资（亿元）", 3.2, 2],
               ["建设地点", "高新区", ""], ["签约时间", "2023-05-01", "2023-06"]]
GROUPED: Rows = [
    ["招商项目情况表", "", "", ""], ["基本情况", "项目名称", "甲厂", ""], ["", "总投资", 3.2, "亿元"],
    ["", "建设地点", "高新区", ""], ["投资方", "名称", "乙公司", ""], ["", "联系人", "张三", "电话：138"],
    ["签约时间", "2023-05-01", "开工时间", ""], ["存在问题", "", "", ""], ["用地指标没有落实", "", "", ""]]
MERGES: list[Merge] = [((0, 0), (0, 3)), ((1, 0), (3, 0)), ((4, 0), (5, 0)), ((7, 0), (7, 3)), ((8, 0), (8, 3))]


def book(tmp_path: Path, **sheets: Rows) -> Ledger:
    return read(write_xlsx(tmp_path / "a.xlsx", sheets))


def said(ledger: Ledger) -> list[tuple[str, ...]]:
    return [(row.name, row.profile["investor"], print_amount(row.profile["contract_amount"]),
             row.profile.get("park", ""), ",".join(map(str, row.milestones.values()))) for row in ledger.projects]


@pytest.mark.parametrize("rows", [BESIDE, BELOW, INLINE, APART])
def test_a_card_is_one_project(tmp_path: Path, rows: Rows) -> None:
    ledger = book(tmp_path, 卡片=rows)
    assert found(ledger) == set()
    assert said(ledger)[0][:4] == ("甲厂", "乙公司", "3.2亿元", "高新区")
    assert said(ledger)[0][4].endswith("2023-05-01")
    assert len(ledger.projects) == (2 if rows is APART else 1)
    account = ledger.accounts[0]
    filled = [(number, column) for number, row in enumerate(account.sheet.rows) for column, cell in enumerate(row)
              if cell not in ("", None)]
    assert sum(account.counts().values()) == len(filled)
    named = {row for note in ledger.notes if note.code is NoteCode.CARD_CELLS_SKIPPED for row in note.params["rows"]}
    assert {row + 1 for row, _ in account.unread_cells()} == named == ({8} if rows is BESIDE else set())


def test_what_a_card_says_has_its_place_on_the_sheet(tmp_path: Path) -> None:
    rows = [list(row) for row in BESIDE]
    rows[4][1] = "2023-02-30"
    ledger = book(tmp_path, 卡片=rows)
    (problem,) = OnSheets(ledger.accounts).problems(ledger.problems)
    assert (problem.code, problem.row, problem.column, problem.name) == ("no_such_date", 5, "B", "甲厂")
    account = ledger.accounts[0]
    assert [account.of(*place) for place in ((0, 0), (2, 0), (2, 1), (4, 1), (4, 3), (7, 0))] == [
        Fate.TITLE, Fate.HEADER, Fate.FIELD, Fate.UNREAD, Fate.NOTE, Fate.UNREAD]
    assert ledger.projects[0].profile["notes"] == {"掌门": "张三", "建设内容": "年产一百万件"}
    assert any("掌门（C5）" in note_line(note) for note in ledger.notes)
    assert ledger.place == "沅江市"


def test_labels_in_groups_and_above_their_values() -> None:
    card = card_on(BookSheet("卡", rows=GROUPED, merges=MERGES), WantedColumn())
    assert card is not None
    assert dict(zip(card.laid.rows[1], card.laid.rows[2], strict=False)) == {
        "项目名称": "甲厂", "总投资（亿元）": 3.2, "建设地点": "高新区", "投资方名称": "乙公司",
        "投资方联系人": "张三", "电话": "138", "签约时间": "2023-05-01", "开工时间": "",
        "存在问题": "用地指标没有落实"}
    assert card.rows_apart() == ()


def test_a_sheet_for_each_project_and_several_on_one(tmp_path: Path) -> None:
    other = [[{"甲厂": "丙厂", "乙公司": "丁公司"}.get(cell, cell) for cell in row] for row in BESIDE]
    both = [("甲厂", "乙公司", "3.2亿元", "高新区"), ("丙厂", "丁公司", "3.2亿元", "高新区")]
    apart = book(tmp_path, 甲厂=BESIDE, 丙厂=other)
    assert [row[:4] for row in said(apart)] == both
    together = book(tmp_path, 卡片=[*BESIDE, ["", "", "", ""], *other[2:]])
    assert [row[:4] for row in said(together)] == both
    assert (found(apart), found(together)) == (set(), set())


@pytest.mark.parametrize("rows", [
    [["项目名称", "投资方", "总投资（亿元）", "园区"], ["甲厂", "乙公司", 3, "高新区"],
     ["丙厂", "丁公司", 2, "临港区"]],
    [["项目名称", "掌门", "投资方", "内部评分", "园区"], ["甲厂", "张", "乙公司", 3, "高新区"]],
    [["项目名称", "投资方", "园区"], ["甲厂", "乙公司", "高新区"], ["项目名称", "投资方", "签约时间"],
     ["丙厂", "丁公司", "2023-01-01"], ["项目名称", "投资方", "开工时间"], ["戊厂", "己公司", "2023-01-01"]],
    [["你好", "再见"], [1, 2]], []])
def test_a_table_is_no_card(rows: Rows) -> None:
    assert card_on(BookSheet("表", rows=rows), WantedColumn()) is None


def card(name: str, number: int, *more: list[Any]) -> Rows:
    """One card, label by label."""
    return [["项目名称", name], ["投资方", f"公司{number}"], ["总投资（万元）", number], ["签约时间", "2023-05-01"],
            *more]


def beside(*cards: Rows) -> Rows:
    """Cards beside each other."""
    return [[cell for row in rows for cell in row] for rows in zip(*cards, strict=True)]


CODE, BLANK = ["项目编号", "2"], ["", ""]
FIRST, SECOND = card("甲厂", 1000), card("丙厂", 2000)


@pytest.mark.parametrize("rows", [
    beside(FIRST, SECOND), beside(card("甲厂", 1000, BLANK, *SECOND), card("戊厂", 3000, BLANK, *[BLANK] * 4)),
    beside([CODE, *FIRST], [["项目编号", "3"], *SECOND]), [CODE, *FIRST, *SECOND], [CODE, *FIRST, BLANK, *SECOND],
    [["项目编号", 1, "项目名称", "甲厂", "项目编号", 2, "项目名称", "丙厂"],
     *([*left, "", "", *right, "", ""] for left, right in zip(FIRST[1:], SECOND[1:], strict=True))]])
def test_every_card_of_a_sheet_has_its_own_facts(tmp_path: Path, rows: Rows) -> None:
    ledger = book(tmp_path, 卡片=rows)
    assert found(ledger) == set()
    said_of = {row.name: (row.profile["investor"], print_amount(row.profile["contract_amount"])) for row in
               ledger.projects}
    expected = {"甲厂": ("公司1000", "1000万元"), "丙厂": ("公司2000", "2000万元"), "戊厂": ("公司3000", "3000万元")}
    assert said_of == {name: expected[name] for name in said_of}
    assert said_of.keys() >= {"甲厂", "丙厂"}
    assert len(said_of) == (3 if any("戊厂" in row for row in rows) else 2)


@pytest.mark.parametrize("rows", [
    beside(card("甲厂", 1000, ["园区", "东园"]), card("丙厂", 2000, BLANK)),
    beside([*FIRST, BLANK], [BLANK, *SECOND]), [*FIRST, CODE, *SECOND], [*FIRST, BLANK, CODE, *SECOND],
    [*FIRST, ["项目全称", "甲厂新建"], ["园区", "东园"]], [*FIRST, *FIRST], [*FIRST, *card("", 2000)],
    beside(FIRST, card("", 2000)), [["项目名称", "甲厂", "", ""], *beside(FIRST, SECOND)[1:]]])
def test_cards_that_cannot_be_told_apart_are_not_read_and_this_is_said(tmp_path: Path, rows: Rows) -> None:
    ledger = book(tmp_path, 卡片=rows)
    assert ledger.projects == ()
    assert [note.code for note in ledger.notes] == [NoteCode.SHEET_CARDS_UNCLEAR]


def test_a_cell_across_two_cards_is_of_neither() -> None:
    rows: Rows = [*beside(FIRST, SECOND), ["建设内容", "两家共用", "", ""]]
    assert card_on(BookSheet("卡", rows=rows, merges=[((4, 1), (4, 3))]), WantedColumn()) is None
    card = card_on(BookSheet("卡", rows=rows), WantedColumn())
    assert card is not None
    assert [row[4:] for row in card.laid.rows] == [["建设内容"], ["两家共用"], []]


def test_hidden_rows_and_columns_of_a_card_are_read_and_named() -> None:
    sheet = BookSheet("卡片", rows=BESIDE, hidden_rows=frozenset({4, 7}), hidden_columns=frozenset({3}))
    ledger = ledger_of([sheet], Path("a.xlsx"), today=date(2025, 3, 1))
    told = {note.code: note for note in OnSheets(ledger.accounts).notes(ledger.notes)}
    assert told[NoteCode.HIDDEN_ROWS].params["rows"] == (5,)
    assert told[NoteCode.HIDDEN_COLUMNS].params["headers"] == ("投资方（D）", "建设地点（D）", "掌门（D）")
    assert ledger.projects[0].milestones


def test_what_is_said_of_another_row_and_of_a_column_has_its_place_on_the_sheet(tmp_path: Path) -> None:
    twice = book(tmp_path, 卡片=[*BESIDE, ["", "", "", ""], *BESIDE[2:]], 表=[
        ["项目名称", "投资方", "签约时间"], ["甲厂", "丙公司", "2023-05-01"]])
    assert "卡片" in {sheet.name for sheet in twice.sheets}
    shown = OnSheets(book(tmp_path, 卡片=BESIDE).accounts)
    problem = Problem(ProblemCode.DUPLICATE_PROJECT, "表", 9, "A", "甲厂", {"sheet": "卡片", "first": 4}, "name")
    assert [one.params["first"] for one in shown.problems([problem])] == [3]
    rows = [list(row) for row in BESIDE]
    rows[4][2:] = ["累计完成投资（万元）", 900]
    ledger = book(tmp_path, 卡片=rows)
    (note,) = [note for note in OnSheets(ledger.accounts).notes(ledger.notes) if note.code is NoteCode.RESULT_SO_FAR]
    assert note.params["column"] == "C"


WITH_LISTS: Rows = [
    ["项目名称", "甲厂", "投资方", "乙公司", ""], ["合同金额（万元）", 25000, "签约时间", "2023-03-12", ""],
    ["到资情况", "", "", "", ""], ["到资日期", "到资金额（万元）", "资金来源", "凭证号", ""],
    ["2023-04-01", 3000, "境内省外", "A1", ""], ["2023-06-15", "很多", "境内省外", "A2", ""],
    ["合计", 5000, "", "", ""], ["问题", "责任单位", "完成时限", "进展", ""],
    ["用地指标未落实", "自然资源局", "2024-09-30", "在报批", ""], ["电力不足", "供电公司", "2024-10-30", "", ""],
    ["年份", "完成投资（万元）", "产值（万元）", "税收（万元）", ""], ["2022年", 5000, 0, 0, ""],
    ["2023年", 8000, 3000, 120, ""], ["备注", "重点", "", "", ""]]


def test_the_lists_of_a_card_are_money_blockers_and_results_of_its_project(tmp_path: Path) -> None:
    rows = [list(row) for row in WITH_LISTS]
    rows[5][1] = 2000
    ledger = book(tmp_path, 卡片=rows)
    assert found(ledger) == set()
    assert [(row.project, str(row.day), print_amount(row.amount)) for row in ledger.receipts] == [
        ("甲厂", "2023-04-01", "3000万元"), ("甲厂", "2023-06-15", "2000万元")]
    assert [(row.project, row.description) for row in ledger.blockers] == [
        ("甲厂", "用地指标未落实"), ("甲厂", "电力不足")]
    assert {(row.project, row.what.value, str(row.day)) for row in ledger.results} == {
        ("甲厂", "invested", "2022"), ("甲厂", "invested", "2023"), ("甲厂", "output", "2023"), ("甲厂", "tax", "2023")}
    assert ledger.projects[0].profile["notes"] == {"备注": "重点"}
    account = ledger.accounts[0]
    assert not list(account.unread_cells())
    assert [account.of(*place) for place in ((2, 0), (3, 0), (4, 1), (6, 1), (8, 0), (11, 0), (11, 1))] == [
        Fate.TITLE, Fate.HEADER, Fate.FIELD, Fate.SUM, Fate.FIELD, Fate.HEADER, Fate.FIELD]
    (agrees,) = (note for note in OnSheets(ledger.accounts).notes(ledger.notes) if note.code is NoteCode.SUM_AGREES)
    assert (agrees.params["rows"], agrees.params["over"]) == ((7,), ("5-6",))


def test_what_is_wrong_in_a_list_of_a_card_is_named_at_its_cell(tmp_path: Path) -> None:
    ledger = book(tmp_path, 卡片=WITH_LISTS)
    problems = OnSheets(ledger.accounts).problems(ledger.problems)
    assert [(one.row, one.column, one.value) for one in problems] == [(6, "B", "很多")]


def test_each_card_of_a_sheet_keeps_its_own_list(tmp_path: Path) -> None:
    money = [["到资日期", "到资金额（万元）"], ["2023-06-01", 100], ["2023-07-01", 200]]
    ledger = book(tmp_path, 卡片=[*FIRST, *money, BLANK, *SECOND, *[[row[0], row[1]] for row in money]])
    assert found(ledger) == set()
    assert [(row.project, str(row.day)) for row in ledger.receipts] == [
        ("甲厂", "2023-06-01"), ("甲厂", "2023-07-01"), ("丙厂", "2023-06-01"), ("丙厂", "2023-07-01")]


def test_two_labels_with_days_in_a_row_and_a_bureau_beside_them(tmp_path: Path) -> None:
    ledger = book(tmp_path, 卡片=[
        ["填报单位：商务局", "填报日期：2024.1.5"], ["项目名称：甲厂", "投资方：乙公司"],
        ["合同金额：2.5亿元", "责任单位：县工信局"], ["签约时间：2023.5.1", "开工时间：2023.8.2"]])
    (project,) = ledger.projects
    assert project.profile["bureau"] == "县工信局"
    assert [str(day) for day in project.milestones.values()][-1] == "2023-08-02"
    assert [ledger.accounts[0].of(*place) for place in ((0, 0), (2, 1), (3, 1))] == [Fate.TITLE, Fate.FIELD, Fate.FIELD]


@pytest.mark.parametrize(("said", "day"), [
    ("是（2023.6.1）", "2023-06-01"), ("√2023年6月", "2023-06"), ("2023年6月入规", "2023-06"), ("是", "日期不详")])
def test_a_yes_keeps_its_day(tmp_path: Path, said: str, day: str) -> None:
    for rows in ([["项目名称", "甲厂", "投资方", "乙公司"], ["签约时间", "2023-05-01", "是否入规", said]],
                 [["项目名称", "投资方", "签约时间", "是否入规"], ["甲厂", "乙公司", "2023-05-01", said]]):
        (result,) = book(tmp_path, 表=rows).results
        assert (result.what.value, str(result.day) or "日期不详") == ("above_scale", day)


def test_a_planned_day_and_a_no_are_no_result(tmp_path: Path) -> None:
    for said in ("否（2027.6.1前）", "拟2027年6月", "预计是（2027年6月）"):
        ledger = book(tmp_path, 表=[["项目名称", "投资方", "签约时间", "是否入规"],
                                   ["甲厂", "乙公司", "2023-05-01", said]])
        assert ledger.results == ()
        assert ledger.projects[0].profile["notes"] == {"是否入规": said}


def test_a_log_of_days_is_no_list_of_blockers_and_a_word_beside_a_problem_is_what_is_wanting(tmp_path: Path) -> None:
    ledger = book(tmp_path, 卡片=[*FIRST, ["工作进展", ""], ["时间", "内容"], ["2023-05-01", "完成选址"],
                                ["2023-06-01", "完成环评"], ["困难问题", "用地"]])
    assert [row.description for row in ledger.blockers] == ["用地"]


def test_blockers_called_by_a_word_that_is_a_label_elsewhere_stay_in_their_list() -> None:
    rows: Rows = [["项目名称", "甲厂", "投资方", "乙公司"], ["合同金额（万元）", 100, "签约时间", "2023-03-12"],
                  ["存在问题", "问题", "责任单位", "完成时限"], ["", "用地", "自规局", "2024-01-01"],
                  ["", "用电", "供电局", "2024-02-01"], ["备注", "重点项目", "", ""]]
    card = card_on(BookSheet("卡", rows=rows, merges=[((2, 0), (4, 0))]), WantedColumn())
    assert card is not None
    assert [row[:2] for row in card.laid.rows[-2:]] == [["甲厂", "用地"], ["甲厂", "用电"]]
    assert card.rows_apart() == ()


def test_a_table_of_shareholders_on_a_card_is_kept_line_by_line(tmp_path: Path) -> None:
    ledger = book(tmp_path, 卡片=[
        ["项目名称", "甲厂", "投资方", "乙公司"], ["合同金额（万元）", 100, "签约时间", "2023-03-12"],
        ["股东", "出资比例", "出资额（万元）", "所在地"], ["乙公司", "60%", 60, "广东"], ["丙公司", "40%", 40, "湖南"],
        ["年度", "完成投资（万元）", "税收（万元）", ""], [2022, 5, "—", ""], ["2023", 8, 1, ""], ["合计", 13, 1, ""]])
    (project,) = ledger.projects
    assert "park" not in project.profile
    assert project.profile["notes"]["股东、出资比例、出资额（万元）、所在地"].splitlines()[1] == (
        "股东：丙公司；出资比例：40%；出资额（万元）：40；所在地：湖南")
    assert list(ledger.accounts[0].unread_cells()) == []
    assert sorted((row.what.value, str(row.day)) for row in ledger.results) == [
        ("invested", "2022"), ("invested", "2023"), ("tax", "2023")]
