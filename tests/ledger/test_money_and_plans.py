"""Lists of projects that hold more than profiles: money with its day beside it, and days of stages still to come."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import Rows, found, read, write_xlsx
from tracker.domain.expected import Awaited
from tracker.domain.money import print_amount
from tracker.domain.profile import Origin
from tracker.domain.stages import Stage
from tracker.ledger.rows import Ledger, NoteCode

LIST = ["项目名称", "投资方", "合同金额（万元）", "签约时间", "注册时间"]
ROW = ["甲项目", "甲公司", 5000, "2023-01-02", "2023-01-05"]
PLAN = ["序号", "项目名称", "投资方", "合同金额（万元）", "签约时间", "开工时间"]
RECEIPTS: Rows = [["项目名称", "到资日期", "到资金额（万元）"], ["甲项目", "2023-02-01", 500],
                  ["甲项目", "2023-03-01", 300]]


def book(tmp_path: Path, headers: list[str], cells: list[Any], **more: Rows) -> Ledger:
    return read(write_xlsx(tmp_path / "a.xlsx", {"表": [[*LIST, *headers], [*ROW, *cells]], **more}))


def money(ledger: Ledger) -> list[tuple[str, str]]:
    assert found(ledger) == set()
    return [(str(row.day), print_amount(row.amount)) for row in ledger.receipts]


@pytest.mark.parametrize("headers", [
    ["到账金额（万元）", "到账时间"], ["实际到资（万元）", "到资时间"], ["到位资金（万元）", "到位时间"],
    ["首笔到资金额（万元）", "首笔到资时间"], ["首笔到资金额（万元）", "到资日期"]])
def test_money_with_its_day_beside_it_is_a_receipt(tmp_path: Path, headers: list[str]) -> None:
    ledger = book(tmp_path, headers, [800, "2023-03-01"])
    assert money(ledger) == [("2023-03-01", "800万元")]
    assert str(ledger.projects[0].milestones[Stage.FUNDED]) == "2023-03-01"
    assert NoteCode.MONEY_WITHOUT_DAY not in {note.code for note in ledger.notes}


def test_its_currency_and_the_origin_of_its_project(tmp_path: Path) -> None:
    ledger = book(tmp_path, ["资金来源", "到资金额（万美元）", "到资日期"], ["外资", 100, "2023-03-01"])
    assert money(ledger) == [("2023-03-01", "100万美元")]
    assert ledger.projects[0].profile["origin"] == "foreign"


@pytest.mark.parametrize(("header", "origin", "told"), [
    ("实际到位外资（万美元）", Origin.FOREIGN, "100万美元"), ("实际利用外资（万美元）", Origin.FOREIGN, "100万美元"),
    ("实到外资（万美元）", Origin.FOREIGN, "100万美元"), ("境外资金到账额（万元）", Origin.FOREIGN, "100万元"),
    ("省外到位资金（万元）", Origin.OUT_OF_PROVINCE, "100万元"), ("域外省内到位资金（万元）", Origin.IN_PROVINCE,
                                                                  "100万元"),
    ("实际到位内资（万元）", None, "100万元"), ("县内到位资金（万元）", None, "100万元")])
def test_whose_money_came_is_said_by_its_header(tmp_path: Path, header: str, origin: Origin | None, told: str) -> None:
    ledger = book(tmp_path, [header, "到资时间"], [100, "2023-03-01"])
    assert (money(ledger), [row.origin for row in ledger.receipts]) == ([("2023-03-01", told)], [origin])
    head = ["项目名称", "到资时间", header, "资金来源"]
    rows: Rows = [head, ["甲项目", "2023-03-01", 100], ["甲项目", "2023-03-02", 5, "本地"]]
    listed = book(tmp_path, [], [], 到资=rows)
    assert [row.origin for row in listed.receipts] == [origin, Origin.LOCAL]
    assert money(listed)[0] == ("2023-03-01", told)
    months = book(tmp_path, [f"2023年1月{header}"], [100])
    assert {row.origin for row in months.receipts} <= {origin}


@pytest.mark.parametrize("headers", [["累计实际到位外资（万美元）", "到资时间"], ["2023年实际利用外资（万美元）",
                                                                                  "到资时间"],
                                     ["实际到位外资（万美元）", "到位资金（万元）", "到资时间"]])
def test_money_of_which_nothing_says_that_it_came_that_day_is_said_to_be_so(tmp_path: Path, headers: list[str]) -> None:
    ledger = book(tmp_path, headers, [100, *([800] if len(headers) > 2 else []), "2023-03-01"])
    (note,) = [note for note in ledger.notes if note.code is NoteCode.MONEY_OF_WHICH_DAY]
    assert (note.params["header"], note.params["day"]) == (headers[0], "到资时间")
    assert NoteCode.MONEY_WITHOUT_DAY not in {note.code for note in ledger.notes}
    assert ledger.projects[0].profile["notes"] == {headers[0]: "100"}
    assert [str(row.day) for row in ledger.receipts] == ["2023-03-01"] * (len(headers) - 2)


@pytest.mark.parametrize("day", [None, "√", "拟2024年3月"])
def test_money_without_a_day_is_a_note(tmp_path: Path, day: str | None) -> None:
    ledger = book(tmp_path, ["到账金额（万元）", "到账时间"], [800, day])
    assert money(ledger) == []
    assert ledger.projects[0].profile["notes"]["到账金额（万元）"] == "800"
    assert NoteCode.MONEY_WITHOUT_DAY in {note.code for note in ledger.notes}


def test_the_day_of_the_first_money_is_not_that_of_all_of_it(tmp_path: Path) -> None:
    ledger = book(tmp_path, ["到位资金（万元）", "首笔到资时间"], [800, "2023-03-01"])
    assert money(ledger) == []
    assert ledger.projects[0].profile["notes"] == {"到位资金（万元）": "800"}


def test_further_money_below_a_project_is_its_own(tmp_path: Path) -> None:
    rows = [["序号", "项目名称", "投资方", "总投资（万元）", "到位资金（万元）", "到位时间"],
            [1, "甲项目", "甲公司", 3000, 500, "2024-01-02"], ["", "", "", "", 300, "2024-02-02"],
            ["", "", "", "", 200, "2024-03-05"], [2, "乙项目", "乙公司", 1000, 100, "2024-02-03"]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"台账": rows}), today=date(2025, 1, 1))
    assert ledger.problems == ()
    assert [(receipt.project, str(receipt.day), print_amount(receipt.amount)) for receipt in ledger.receipts] == [
        ("甲项目", "2024-01-02", "500万元"), ("甲项目", "2024-02-02", "300万元"), ("甲项目", "2024-03-05", "200万元"),
        ("乙项目", "2024-02-03", "100万元")]
    assert [str(row.milestones[Stage.FUNDED]) for row in ledger.projects] == ["2024-01-02", "2024-02-03"]


@pytest.mark.parametrize(("cell", "day", "differs"), [(300, "2023-03-01", False), (800, "2023-03-01", False),
                                                      (900, "2023-03-01", True), (900, "2023-04-01", True)])
def test_money_that_is_listed_is_not_counted_twice(tmp_path: Path, cell: int, day: str, differs: bool) -> None:
    ledger = book(tmp_path, ["到账金额（万元）", "到账时间"], [cell, day], 到资明细=RECEIPTS)
    assert money(ledger) == [("2023-02-01", "500万元"), ("2023-03-01", "300万元")]
    assert (NoteCode.MONTHS_DIFFER in {note.code for note in ledger.notes}) is differs


@pytest.mark.parametrize("rows", [
    [["二、2023年计划开工项目"], PLAN], [["二、2023年计划开工项目"]], [["二", "拟新开工项目"]],
    [["二、2023年开工计划"]]])
@pytest.mark.parametrize("day", ["2023年3月", "2023-03-01"])
def test_days_below_a_section_of_plans_are_expected(tmp_path: Path, rows: Rows, day: str) -> None:
    sheet = [["一、已开工项目"], PLAN, [1, "甲项目", "甲", 1000, "2022-01-01", "2022-02-01"], *rows,
             [1, "乙项目", "乙", 1000, "2022-03-01", day]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"表": sheet}))
    assert found(ledger) == set()
    begun, planned = ledger.projects
    assert (str(begun.milestones[Stage.STARTED]), begun.expected) == ("2022-02-01", {})
    assert (Stage.STARTED not in planned.milestones, str(planned.milestones[Stage.SIGNED])) == (True, "2022-03-01")
    assert str(planned.expected[Awaited.STARTED].day)[:7] == "2023-03"


def test_a_title_can_say_that_all_rows_are_plans(tmp_path: Path) -> None:
    sheet = [["某县2024年计划开工项目"], PLAN, [1, "甲项目", "甲", 1000, "2022-01-01", "2024-05-01"],
             [2, "乙项目", "乙", 1000, "2022-01-01", "待定"]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"表": sheet}))
    assert found(ledger) == set()
    assert [str(row.expected[Awaited.STARTED].day) if row.expected else "" for row in ledger.projects] == [
        "2024-05-01", ""]
    assert ledger.projects[1].profile["notes"]["开工时间"] == "待定"
    assert not any(Stage.STARTED in row.milestones for row in ledger.projects)


@pytest.mark.parametrize(("headers", "cells", "arrived"), [
    (["1-2月", "3月"], [50, 3], [("2023-02", "50万元"), ("2023-03", "3万元")]),
    (["1—2月份", "3月份", "4-5月"], [50, 3, 4], [("2023-02", "50万元"), ("2023-03", "3万元"), ("2023-05", "4万元")]),
    (["1-2月", "1-3月", "1-4月"], [5, 6, 7], []), (["1月", "2月", "1-2月"], [1, 2, 3], [
        ("2023-01", "1万元"), ("2023-02", "2万元")]),
    (["一季度", "二季度", "6月"], [5, 9, 4], [("2023Q1", "5万元"), ("2023Q2", "9万元")]),
    (["二季度", "其中：4月"], [9, 4], [("2023Q2", "9万元")]),
    (["4月", "5月", "二季度"], [4, 5, 9], [("2023-04", "4万元"), ("2023-05", "5万元")])])
def test_money_of_two_months_together_is_of_the_last_one(tmp_path: Path, headers: list[str], cells: list[Any],
                                                         arrived: list[tuple[str, str]]) -> None:
    sheet = [["2023年到位资金（万元）"], [*LIST, *headers], [*ROW, *cells]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"表": sheet}))
    assert money(ledger) == arrived
    said = [note.params["header"] for note in ledger.notes if note.code is NoteCode.MONTHS_AS_LAST]
    assert said == [header for header in headers if "-" in header or "—" in header][:len(said)]
    assert bool(said) is ("50" in str(cells))


@pytest.mark.parametrize("day", ["2023-01-05", "2023-02-20"])
def test_money_of_two_months_that_is_listed_is_not_counted_twice(tmp_path: Path, day: str) -> None:
    sheet = [["2023年到位资金（万元）"], [*LIST, "1-2月", "3月"], [*ROW, 50, None]]
    listed: Rows = [RECEIPTS[0], ["甲项目", day, 50]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"表": sheet, "到资明细": listed}))
    assert money(ledger) == [(day, "50万元")]
