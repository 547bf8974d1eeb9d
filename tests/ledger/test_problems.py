"""Each problem alone: one cell wrong, one problem, in its place."""

from __future__ import annotations

import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import CODE, PROJECTS, RECEIPTS, found, read, with_cell, write_xlsx
from tracker.domain.stages import Stage
from tracker.ledger.checks import Known
from tracker.words import Lang
from tracker.words.ledger import note_line, place_line, problem_line

P, R = "项目台账", "到资明细"
MANY = 3000


def ledger(tmp_path: Path, projects: Any = PROJECTS, receipts: Any = RECEIPTS, **more: Any) -> Any:
    return read(write_xlsx(tmp_path / "a.xlsx", {P: projects, R: receipts}), **more)


@pytest.mark.long
def test_rows_that_are_wrong_hold_little(tmp_path: Path) -> None:
    """A hundred thousand of them are read in 300 MB: what many have alike is held once."""
    rows = [["项目名称", "投资方", "合同金额（万元）", "签约时间"],
            *([f"项目{number}", f"公司{number}", "若干", "2023-02-30"] for number in range(MANY))]
    path = write_xlsx(tmp_path / "a.xlsx", {P: rows})
    read(path)  # once before, for what is kept for all books
    tracemalloc.start(1)
    held = read(path)
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(held.problems) == 2 * MANY
    assert size / MANY < 1_750, "bytes a row; the cells themselves among them"


@pytest.mark.story(keep=1)
@pytest.mark.parametrize(("row", "header", "value", "column", "code"), [
    (2, "签约时间", "2021-02-30", "E", "no_such_date"), (2, "签约时间", "2021年13月5日", "E", "no_such_date"),
    (3, "开工时间", "年底", "I", "not_a_date"), (3, "开工时间", "待定", "I", "not_a_date"),
    (3, "开工时间", "4.18", "I", "not_a_date"),
    (3, "开工时间", date(2099, 5, 1), "I", "future_date"), (3, "开工时间", "2024-01-01", "I", "future_date"),
    (3, "签约时间", "2023-12-30", "E", "order"), (3, "注册时间", None, "F", "gap"),
    (3, "首笔到资时间", "/", "H", "gap"),
    (2, "计划总投资（亿元）", "若干", "D", "not_an_amount"), (2, "计划总投资（亿元）", -3, "D", "not_an_amount"),
    (2, "计划总投资（亿元）", "3万贯", "D", "unknown_unit"), (2, "资金来源", "火星", "C", "unknown_origin"),
    (2, "统一社会信用代码", CODE[:-1] + "0", "G", "credit_code"),
    (2, "统一社会信用代码", CODE[:-1], "G", "credit_code"),
    (2, "项目名称", None, "A", "no_name"), (2, "项目名称", "   ", "A", "no_name"),
    (2, "项目名称", "恒瑞管桩二期", "A", "duplicate_project"),
    (2, "备注", "2023年2月30日终止：解约", "K", "no_such_date"),
])
def test_one_cell_of_the_projects(tmp_path: Path, row: int, header: str, value: Any, column: str, code: str) -> None:
    seen = ledger(tmp_path, with_cell(PROJECTS, row, header, value))
    assert found(seen) == {(P, row, column, code)}
    for lang in Lang:
        assert problem_line(seen.problems[0], lang)
    assert place_line(seen.problems[0]) == f"{P} {column}{row}"


@pytest.mark.parametrize(("header", "value", "column", "code"), [
    ("到资日期", "2023.11.31", "B", "no_such_date"), ("到资日期", "去年", "B", "not_a_date"),
    ("到资日期", None, "B", "not_a_date"),
    ("到资日期", "2024-05-01", "B", "future_date"), ("到资金额", "一大笔", "C", "not_an_amount"),
    ("到资金额", -500, "C", "not_an_amount"),
    ("到资金额", None, "C", "not_an_amount"), ("到资金额", 0, "C", "not_an_amount"),
    ("单位", "万贯", "D", "unknown_unit"),
    ("单位", None, "C", "unknown_unit"), ("项目名称", "查无此项目", "A", "unknown_project"),
    ("项目名称", None, "A", "no_name"),
])
def test_one_cell_of_the_receipts(tmp_path: Path, header: str, value: Any, column: str, code: str) -> None:
    assert found(ledger(tmp_path, receipts=with_cell(RECEIPTS, 2, header, value))) == {(R, 2, column, code)}


def test_the_same_receipt_twice_unless_a_number_tells_them_apart(tmp_path: Path) -> None:
    assert found(ledger(tmp_path, receipts=[*RECEIPTS, RECEIPTS[1]])) == {(R, 3, "A", "duplicate_receipt")}
    numbered = [[*row, number] for row,
                number in zip([*RECEIPTS, RECEIPTS[1]], ("凭证号", "0017", "0018"), strict=True)]
    assert found(ledger(tmp_path, receipts=numbered)) == set()


def test_an_accepted_gap_is_an_unknown_day(tmp_path: Path) -> None:
    rows = with_cell(PROJECTS, 3, "注册时间", None)
    seen = ledger(tmp_path, rows, accept=["gap"])
    assert found(seen) == set()
    assert not seen.projects[1].milestones[Stage.REGISTERED].known
    assert any("注册" in note_line(note) for note in seen.notes)


def test_what_the_office_has_on_record_is_no_gap(tmp_path: Path) -> None:
    known = Known(keys=frozenset({"恒瑞管桩二期"}), stages_by_key={"恒瑞管桩二期": frozenset({Stage.REGISTERED})})
    assert found(ledger(tmp_path, with_cell(PROJECTS, 3, "注册时间", None), known=known)) == set()
    receipts = with_cell(RECEIPTS, 2, "项目名称", "旧项目")
    assert found(ledger(tmp_path, receipts=receipts, known=Known(keys=frozenset({"旧项目"})))) == set()


@pytest.mark.parametrize(("days", "blamed"), [
    (("2023-12-30", "2021-06-17", "2021-09-05", "2022-12-15"), "E"),
    (("2021-01-01", "2020-06-17", "2021-09-05", None), "F"),
    (("2021-01-01", "2021-06-17", "2020-09-05", "2022-12-15"), "H"),
    (("2021-01-01", "2021-06-17", "2021-09-05", "2020-12-15"), "I"),
])
def test_the_fewest_cells_are_blamed_for_the_order(tmp_path: Path, days: tuple[Any, ...], blamed: str) -> None:
    rows = PROJECTS
    for header, day in zip(("签约时间", "注册时间", "首笔到资时间", "开工时间"), days, strict=True):
        rows = with_cell(rows, 3, header, day)
    assert found(ledger(tmp_path, rows)) == {(P, 3, blamed, "order")}


def test_a_bad_day_makes_neither_gap_nor_order(tmp_path: Path) -> None:
    rows = with_cell(PROJECTS, 3, "注册时间", "不详待查")
    assert found(ledger(tmp_path, rows)) == {(P, 3, "F", "not_a_date")}


def test_the_same_month_is_in_order(tmp_path: Path) -> None:
    rows = with_cell(with_cell(PROJECTS, 3, "签约时间", "2023年2月"), 3, "注册时间", "2023-02-01")
    assert found(ledger(tmp_path, rows)) == set()


def test_a_doubled_name_keeps_its_orphans(tmp_path: Path) -> None:
    third = ["芦苇项目", "别家公司", "外资", 1, "2023-01-01", "2023-01-02", None, "2023-05-05", None, None, None]
    receipts = [*RECEIPTS, ["芦苇项目", "2023-05-05", 10, "万元", None], ["芦苇项目", "2023-06-05", 10, "万元", None]]
    assert found(ledger(tmp_path, [*PROJECTS, third], receipts)) == set()
    third[0] = "万骏船舶"
    assert found(ledger(tmp_path, [*PROJECTS, third], receipts)) == {(P, 4, "A", "duplicate_project")}
    third[0] = None
    assert found(ledger(tmp_path, [*PROJECTS, third], receipts)) == {(P, 4, "A", "no_name")}


def test_what_is_worth_a_look_stops_nothing(tmp_path: Path) -> None:
    rows = [[*row, extra] for row, extra in zip(PROJECTS, ("风向", "东南", None), strict=True)]
    receipts = with_cell(RECEIPTS, 2, "到资金额", "3亿元")
    seen = ledger(tmp_path, rows, receipts)
    assert found(seen) == set()
    assert {"columns_kept", "above_contract"} <= {note.code for note in seen.notes}
    assert seen.projects[0].profile["notes"] == {"风向": "东南"}
    assert all(note_line(note, lang) for note in seen.notes for lang in Lang)


def test_blockers_problems(tmp_path: Path) -> None:
    head = ["项目名称", "卡点类别", "卡点描述", "提出日期", "办结时限", "销号日期", "状态"]
    rows = [head, ["万骏船舶", "用地", "指标", "2023-03-01", "2024-12-31", None, "推进中"],
            ["没有的项目", "用地", "指标", "2023-03-01", None, None, None],
            ["万骏船舶", "用电", "线路", "2023-03-01", None, "2023-02-01", "已销号"],
            ["万骏船舶", "用水", "水厂", "2025-03-01", None, None, None]]
    seen = read(write_xlsx(tmp_path / "a.xlsx", {P: PROJECTS, "卡点": rows}))
    assert found(seen) == {("卡点", 3, "A", "unknown_project"), ("卡点", 4, "F", "order"),
                           ("卡点", 5, "D", "future_date")}


def test_of_two_with_one_name_the_receipts_tell_which_is_wrong(tmp_path: Path) -> None:
    renamed = with_cell(PROJECTS, 2, "项目名称", "恒瑞管桩二期")
    assert found(ledger(tmp_path, renamed)) == {(P, 2, "A", "duplicate_project")}
    assert found(ledger(tmp_path, [renamed[0], renamed[2], renamed[1]])) == {(P, 3, "A", "duplicate_project")}


def test_where_either_day_may_be_wrong_the_far_one_is(tmp_path: Path) -> None:
    head = ["项目名称", "投资方", "线索时间", "签约时间", "注册时间"]
    rows = [head, ["甲", "a", "2020-05-18", "2023-12-30", "2021-06-17"], ["乙", "b", None, "2023-12-30", "2021-06-17"]]
    assert found(read(write_xlsx(tmp_path / "a.xlsx", {P: rows}))) == {(P, 2, "D", "order"), (P, 3, "E", "order")}


def test_labels_below_a_table_are_no_projects(tmp_path: Path) -> None:
    rows = [["项目名称", "投资方", "合同金额（亿元）", "签约时间"], ["壬厂", "壬公司", 2, "2023-02-03"],
            ["投资方", "癸公司", None, None], ["合同金额", "1.1亿元", None, None],
            ["签约时间", "2023-03-05", None, None]]
    found_in = read(write_xlsx(tmp_path / "a.xlsx", {P: rows}))
    assert [(one.code, one.row) for one in found_in.problems if one.code == "name_is_label"] == [
        ("name_is_label", 3), ("name_is_label", 4), ("name_is_label", 5)]
    alone = read(write_xlsx(tmp_path / "b.xlsx", {P: rows[:3]}))
    assert [one.code for one in alone.problems] == []
