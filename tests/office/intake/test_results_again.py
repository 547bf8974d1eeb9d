"""Results, forms of money and outside shares out of a ledger: once each, corrected, compared, and in the book again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.ledger.made import write_xlsx
from tests.office.taken import everything
from tracker.domain.days import Day, read_day
from tracker.domain.money import Money
from tracker.domain.money_form import MoneyForm
from tracker.domain.results import ResultKind, print_how_much
from tracker.office.book.export import book_of
from tracker.office.book.left_out import left_out_of
from tracker.office.desk import Desk
from tracker.office.intake.intake import Imported, intake
from tracker.office.intake.look import look_at
from tracker.office.intake.older import Then, known_then
from tracker.office.outcome import Done
from tracker.office.project.detail import Detail, detail
from tracker.office.project.results import add_result, void_result
from tracker.office.verify import verify
from tracker.words import Lang
from tracker.words.control import total_rows
from tracker.words.ledger import note_line, value_text

HEAD = ["项目名称", "投资方", "签约时间"]
RESULTS = ["项目名称", "成效", "时间", "金额（万元）", "备注"]


def book(folder: Path, columns: Sequence[str] = (), row: Sequence[Any] = (), results: Sequence[Sequence[Any]] = (),
         receipts: Sequence[Sequence[Any]] = (), name: str = "in.xlsx") -> Path:
    """A ledger of one project."""
    sheets: dict[str, list[list[Any]]] = {"项目": [[*HEAD, *columns], ["甲项目", "甲公司", "2021-01-02", *row]]}
    if results:
        sheets["项目成效"] = [RESULTS, *map(list, results)]
    if receipts:
        sheets["到资"] = [list(one) for one in receipts]
    return write_xlsx(folder / name, sheets)


def shown(desk: Desk) -> Detail:
    """The project as its page shows it."""
    found = detail(desk, "甲项目")
    assert isinstance(found, Detail)
    return found


def came(desk: Desk) -> list[tuple[str, str, str, str]]:
    """What stands of the project: kind, day, amount, note."""
    return sorted((one.what.value, str(one.day), print_how_much(one.amount) if one.amount else "", one.note)
                  for one in shown(desk).results)


def counted(answer: Imported) -> tuple[int, int, int]:
    """Added, corrected and unchanged results."""
    assert answer.problems == ()
    counts = answer.every_count()["results"]
    return counts["added"], counts["corrected"], counts["unchanged"]


def noted(answer: Imported) -> list[str]:
    """The codes of the notes on results."""
    return [note.code.value for note in answer.notes if note.code.value.startswith("result")]


def day(text: str) -> Day:
    """A day or a period."""
    return read_day(text) or Day.unknown()


def wan(number: int) -> Money:
    """So many 万元."""
    return Money(number * 10_000_00)


@pytest.mark.story(keep=1)
@pytest.mark.both_databases
def test_columns_and_rows_are_taken_in_once_sealed_and_come_out_again(desk: Desk, tmp_path: Path) -> None:
    columns = ["2023年产值（万元）", "入统时间", "2023年上半年税收（万元）", "2023年新增就业（人）"]
    row = [3000, "2023-06-18", 20, 86]
    results = [["甲项目", "产值", "2023年", 3000, None], ["甲项目", "完成投资", "2023-05-01", 100, "设备"],
               ["甲项目", "入统", "2023年6月", None, None], ["甲项目", "用工", "2022年", "120人", None]]
    path = book(tmp_path, columns, row, results)
    new = {(dict(one.what).get("result"), value_text(dict(one.what).get("amount"), Lang.ZH))
           for one in look_at(desk, path).new}
    assert {("jobs", "120 人"), ("tax", "20万元")} <= new
    answer = intake(desk, path)
    assert counted(answer) == (6, 0, 2)
    assert (answer.book.results, answer.office.results) == (6, 0)
    assert ("成效", "6", "0") in list(total_rows(answer.book, answer.office, Lang.ZH))
    stands = [("in_statistics", "2023-06-18", "", ""), ("invested", "2023-05-01", "100万元", "设备"),
              ("jobs", "2022", "120人", ""), ("jobs", "2023", "86人", ""), ("output", "2023", "3000万元", ""),
              ("tax", "2023H1", "20万元", "")]
    assert came(desk) == stands
    assert counted(intake(desk, path)) == (0, 0, 8)
    assert verify(desk).is_sound
    out, before = tmp_path / "out.xlsx", everything(desk)
    out.write_bytes(book_of(desk).content)
    sheets = load_workbook(out)
    assert [cell.value for cell in sheets["项目成效"][1]][:5] == RESULTS
    assert [cell.value for cell in sheets["项目"][1]][3:7] == columns
    cells = [sheets["项目"][place].value for place in ("D2", "E2", "F2", "G2")]
    assert cells == [3000, datetime(2023, 6, 18), 20, 86]  # noqa: DTZ001 - cells know no zone
    answer = intake(desk, out)
    assert (counted(answer)[:2], everything(desk)) == ((0, 0), before)
    with desk.reading() as session:
        assert not {"forms", "results"} & left_out_of(session).keys()


@pytest.mark.parametrize(("before", "after", "kept", "changed"), [
    (["2023年产值（万元）", 3000], ["2023年产值（万元）", 3200], ("output", "2023", "3200万元", ""),
     {"amount": ("3000万元", "3200万元")}),
    (["入统时间", "2023年6月"], ["入统时间", "2023-06-18"], ("in_statistics", "2023-06-18", "", ""),
     {"happened_on": ("2023-06", "2023-06-18")}),
    (["2023年上半年产值（万元）", 900], ["2023年产值（万元）", 3000], ("output", "2023", "3000万元", ""),
     {"amount": ("2023H1 900万元", "2023 3000万元")}),
    (["2023年用工人数", 90], ["2023年用工人数", "120人"], ("jobs", "2023", "120人", ""),
     {"amount": ("90人", "120人")})])
def test_a_later_ledger_puts_right_what_one_before_it_said(desk: Desk, tmp_path: Path, before: list[Any],
                                                           after: list[Any],
                                                           kept: tuple[str, ...], changed: dict[str, Any]) -> None:
    intake(desk, book(tmp_path, before[:1], before[1:]))
    answer = intake(desk, book(tmp_path, after[:1], after[1:]))
    assert counted(answer) == (0, 1, 0)
    assert [dict(change.what) for change in answer.changes] == [changed]
    assert came(desk) == [kept]
    assert counted(intake(desk, book(tmp_path, after[:1], after[1:]))) == (0, 0, 1)


def test_what_an_officer_entered_stands_and_the_difference_is_named(desk: Desk, tmp_path: Path) -> None:
    intake(desk, book(tmp_path))
    for what, when, amount in ((ResultKind.OUTPUT, "2023年", wan(3000)), (ResultKind.TAX, "2023年上半年", wan(20)),
                               (ResultKind.IN_STATISTICS, "2023-06-18", None)):
        assert isinstance(add_result(desk, "甲项目", what, day(when), amount), Done)
    stands = came(desk)
    columns = ["2023年产值（万元）", "2023年税收（万元）", "入统时间", "是否入统"]
    answer = intake(desk, book(tmp_path, columns, [3200, 60, "2023-07-01", "是"]))
    assert (counted(answer), noted(answer)) == ((0, 0, 3), ["result_differs", "result_overlaps", "result_differs"])
    assert came(desk) == stands
    answer = intake(desk, book(tmp_path, columns, [3000, 20, "2023年6月", None]))
    assert (counted(answer), noted(answer)) == ((0, 0, 3), [])


def test_what_was_made_void_here_is_not_brought_back(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path, ["2023年产值（万元）", "入统时间"], [3000, "2023-06-18"])
    intake(desk, path)
    for result in shown(desk).results:
        assert isinstance(void_result(desk, result.id, "记错"), Done)
    answer = intake(desk, path)
    assert (counted(answer), noted(answer), came(desk)) == ((0, 0, 2), ["result_void", "result_void"], [])


@pytest.mark.parametrize("results", [
    [["甲项目", "产值", "2023年", 3000, None], ["甲项目", "产值", "2023年", 3200, None]],
    [["甲项目", "入统", "2023-06-18", None, None], ["甲项目", "入统", "2023-07-18", None, None]]])
def test_two_values_of_one_result_in_a_book_are_a_problem(desk: Desk, tmp_path: Path, results: list[list[Any]]) -> None:
    answer = intake(desk, book(tmp_path, results=results))
    assert [(one.code.value, one.sheet, one.row, one.params["cell"][1:]) for one in answer.problems] == [
        ("result_twice", "项目成效", 3, "2")]
    told_apart = [[*results[0][:4], "一期"], [*results[1][:4], "二期"]]
    if results[0][3]:
        assert counted(intake(desk, book(tmp_path, results=told_apart))) == (2, 0, 0)


def test_what_was_made_void_in_one_currency_is_taken_in_in_another(desk: Desk, tmp_path: Path) -> None:
    columns = ["2023年产值（万元）"]
    intake(desk, book(tmp_path, columns, ["3000万美元"]))
    assert isinstance(void_result(desk, shown(desk).results[0].id, "记错币种"), Done)
    assert counted(intake(desk, book(tmp_path, columns, [3000]))) == (1, 0, 0)
    assert came(desk) == [("output", "2023", "3000万元", "")]


def test_a_result_of_a_project_nobody_knows_is_a_problem(desk: Desk, tmp_path: Path) -> None:
    answer = intake(desk, book(tmp_path, results=[["查无此项目", "产值", "2023年", 3000, None]]))
    assert [(one.code.value, one.sheet, one.row, one.column, one.value) for one in answer.problems] == [
        ("unknown_project", "项目成效", 2, "A", "查无此项目")]


def test_a_column_and_a_row_that_differ_are_a_problem_with_both_cells(desk: Desk, tmp_path: Path) -> None:
    results = [["甲项目", "入统", "2023-01-02", None, None], ["甲项目", "产值", "2023年", 3000, None]]
    answer = intake(desk, book(tmp_path, ["园区", "2023年产值（万元）"], ["高新区", 3200], results))
    assert [(one.code.value, one.sheet, one.row, one.column, one.params["sheet"], one.params["cell"])
            for one in answer.problems] == [("result_twice", "项目", 2, "E", "项目成效", "D3")]


@pytest.mark.parametrize(("header", "cell", "what"), [("2023年用工人数", 50, "用工"), ("2023年产值（万元）", 3000,
                                                                                       "产值")])
def test_a_column_says_the_same_as_a_row_with_a_note(desk: Desk, tmp_path: Path, header: str, cell: int,
                                                     what: str) -> None:
    path = book(tmp_path, [header], [cell], [["甲项目", what, "2023年", cell, "约数"]])
    assert [counted(intake(desk, path)) for _ in range(2)] == [(1, 0, 1), (0, 0, 2)]
    again = intake(desk, path, dry_run=True)
    assert (again.book, again.book.results) == (again.office, 1)
    assert [one[3] for one in came(desk)] == ["约数"]


def test_months_and_their_year_are_not_added_up_twice(desk: Desk, tmp_path: Path) -> None:
    months = [["甲项目", "税收", f"2023年{month}月", 10, None] for month in range(1, 13)]
    assert counted(intake(desk, book(tmp_path, results=months))) == (12, 0, 0)
    answer = intake(desk, book(tmp_path, ["2023年税收（万元）"], [120], months))
    assert (counted(answer), noted(answer)) == ((0, 0, 13), [])
    assert (answer.book, answer.book.results) == (answer.office, 12)
    answer = intake(desk, book(tmp_path, ["2023年税收（万元）"], [150]))
    assert (counted(answer), noted(answer), len(came(desk))) == ((0, 0, 1), ["result_overlaps"], 12)


@pytest.mark.parametrize(("header", "cell", "results", "held"), [
    ("2023年税收（万元）", 20, [["税收", "2023年上半年", 5, None], ["税收", "2023年下半年", 15, None]], 2),
    ("2023年税收（万元）", 30, [["税收", "2023年上半年", 5, None]], 1),
    ("入统时间", "2023-06-18", [["入统", "2023年6月", None, None]], 1),
    ("2023年完成投资（万元）", 300, [["完成投资", "2023-05-03", 100, None], ["完成投资", "2023-05-03", 100, None]], 1)])
def test_control_totals_agree_right_after_an_import(desk: Desk, tmp_path: Path, header: str, cell: object,
                                                    results: list[list[Any]], held: int) -> None:
    path = book(tmp_path, [header], [cell], [["甲项目", *row] for row in results])
    intake(desk, path)
    again = intake(desk, path, dry_run=True)
    assert (again.book, again.book.results, len(came(desk))) == (again.office, held, held)


def test_how_far_it_had_come_is_held_against_the_results(desk: Desk, tmp_path: Path) -> None:
    columns = ["2022年完成投资（万元）", "2023年完成投资（万元）", "累计完成投资（万元）"]
    assert "results_agree" in noted(intake(desk, book(tmp_path, columns, [100, 200, 300])))
    answer = intake(desk, book(tmp_path, columns, [100, 200, 350]))
    (note,) = [note for note in answer.notes if note.code == "results_differ"]
    assert note.params["names"] == ("甲项目 350万元（300万元）",)
    assert counted(answer) == (0, 0, 2)
    people = ["2022年新增就业", "2023年新增就业", "累计新增就业（人）"]
    assert "results_agree" in noted(intake(desk, book(tmp_path, people, [100, 20, 120])))
    (note,) = [note for note in intake(desk, book(tmp_path, people, [100, 20, 130])).notes
               if note.code == "results_differ"]
    assert note.params["names"] == ("甲项目 130人（120人）",)


def test_two_columns_of_one_time_are_told_by_both_their_names(desk: Desk, tmp_path: Path) -> None:
    columns = ["2023年规上产值（万元）", "2023年工业总产值（万元）"]
    answer = intake(desk, book(tmp_path, columns, [100, 120]))
    (note,) = [note for note in answer.notes if note.code.value.startswith("results_")]
    assert note_line(note) == (
        "“项目”表“2023年工业总产值（万元）”与“2023年规上产值（万元）”是同一段时间的，写的不同的项目 1 个，"
        "按“2023年规上产值（万元）”记（括号里是“2023年规上产值（万元）”写的）：甲项目 120万元（100万元）")
    assert [one[:3] for one in came(desk)] == [("output", "2023", "100万元")]
    assert "results_beside_agree" in noted(intake(desk, book(tmp_path, columns, [100, 100])))
    (note,) = [note for note in intake(desk, book(tmp_path, columns, [None, 120])).notes
               if note.code == "results_beside_differ"]
    assert note.params["names"] == ("甲项目 120万元（—）",)


@pytest.mark.parametrize(("signed", "status", "code", "told"), [
    ("2021-01-02", "", "results_before_signed", "甲项目 2019（2021-01-02）、甲项目 2020（2021-01-02）"),
    ("2018-01-02", "2018-06-30终止", "results_after_end", "甲项目 2019（2018-06-30）、甲项目 2020（2018-06-30）"),
    (None, "", "results_unsigned", "甲项目 2019、甲项目 2020"), ("2018-01-02", "", "", "")])
def test_what_came_outside_the_life_of_a_contract_is_taken_in_and_said(desk: Desk, tmp_path: Path, signed: str,
                                                                       status: str, code: str, told: str) -> None:
    head = [*HEAD, "状态", "2019年产值（万元）", "2020年税收（万元）"]
    path = write_xlsx(tmp_path / "in.xlsx", {"项目": [head, ["甲项目", "甲公司", signed, status, 100, 20]]})
    assert [note.code.value for note in look_at(desk, path).answer.notes
            if note.code.value.startswith("results_")] == ([code] if code else [])
    answer = intake(desk, path)
    notes = [note for note in answer.notes if note.code.value.startswith("results_")]
    assert (len(came(desk)), [note.params["rows"] for note in notes]) == (2, [(2,)] if code else [])
    assert [told in note_line(note) for note in notes] == ([True] if code else [])
    assert noted(intake(desk, path)) == [], "what is there already is not said again"


def test_a_tick_without_a_day_is_asked_about_until_a_day_is_known(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path, ["是否入统"], ["是"])
    answer = intake(desk, path)
    assert (counted(answer), noted(answer)) == ((0, 0, 0), ["result_without_day"])
    assert isinstance(add_result(desk, "甲项目", ResultKind.IN_STATISTICS, day("2023-06-18")), Done)
    answer = intake(desk, path)
    assert (counted(answer), noted(answer)) == ((0, 0, 1), [])


def test_forms_and_shares_are_kept_corrected_and_written(desk: Desk, tmp_path: Path) -> None:
    head = ["项目名称", "到账日期", "到账金额（万元）", "出资方式", "外资占比"]
    slip: list[Any] = ["甲项目", "2023-05-06", 100]
    intake(desk, book(tmp_path, receipts=[head, [*slip, "设备", "60%"]]))
    (receipt,) = shown(desk).receipts
    assert (receipt.form, receipt.outside) == (MoneyForm.EQUIPMENT, 6000)
    answer = intake(desk, book(tmp_path, receipts=[head, [*slip, "现金", 0.5]]))
    assert [dict(change.what) for change in answer.changes] == [{
        "money_form": (MoneyForm.EQUIPMENT, MoneyForm.CASH), "outside": ("60%", "50%")}]
    intake(desk, book(tmp_path, receipts=[[*head[:3], "备注"], [*slip, "首笔"]]))  # says nothing of either
    (receipt,) = shown(desk).receipts
    assert (receipt.form, receipt.outside, receipt.note) == (MoneyForm.CASH, 5000, "首笔")
    out, before = tmp_path / "out.xlsx", everything(desk)
    out.write_bytes(book_of(desk).content)
    cells = [[cell.value for cell in line] for line in load_workbook(out)["到资"]]
    assert [dict(zip(*cells, strict=True))[name] for name in ("资金形式", "域外资金占比（%）")] == ["现金", 50]
    assert intake(desk, out).changes == ()
    assert everything(desk) == before


def test_an_older_ledger_brings_what_came_as_it_was_known(desk: Desk, tmp_path: Path) -> None:
    then = known_then(desk, date(2023, 7, 1))
    assert isinstance(then, Then)
    old = book(tmp_path, ["2022年产值（万元）"], [3000], name="old.xlsx")
    assert counted(intake(desk, old, then=then)) == (1, 0, 0)
    assert counted(intake(desk, book(tmp_path, ["2022年产值（万元）"], [3100]))) == (0, 1, 0)
    assert came(desk) == [("output", "2022", "3100万元", "")]
    assert counted(intake(desk, old, then=then)) == (0, 0, 1)
    assert verify(desk).is_sound
