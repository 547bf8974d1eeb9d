"""What stands in a cell: failed formulas, formulas never computed, months, days; and what is hidden or merged."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from xlwt import Formula

from tests.ledger.made import read, write_xls, write_xlsx
from tests.ledger.raw_books import BOOKS, MAIN, data, with_sheet
from tracker.domain.days import Day
from tracker.domain.stages import Stage
from tracker.ledger.workbook import BookSheet, CellError, Month, NoValue, read_book

STYLES = (f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="165" formatCode="{{}}"/></numFmts>'
          '<cellXfs><xf numFmtId="0"/><xf numFmtId="165"/></cellXfs></styleSheet>')
CHINESE_DAY = 'yyyy"年"m"月"d"日"'


def sheet(path: Path) -> BookSheet:
    return read_book(path).sheets[0]


def column(path: Path, number: int, first_row: int = 2) -> list[Any]:
    return [row[number] for row in sheet(path).rows[first_row:]]


def test_failed_formulas_are_named_and_not_empty() -> None:
    rows = sheet(BOOKS / "23-error-cells" / "input.xlsx").rows
    assert rows[2][3] == CellError("#REF!")
    assert (rows[3][2], rows[3][4]) == (CellError("#N/A"), CellError("#VALUE!"))
    assert rows[4][1] == CellError("#REF!")


@pytest.mark.parametrize("formula", ["<f>SUM(A1:A2)</f>", "<f>SUM(A1:A2)</f><v></v>", "<f>SUM(A1:A2)</f><v/>",
                                     '<f t="shared" si="0"/>', "\n <f>1</f>\n "])
@pytest.mark.parametrize("dress", ['<c r="{}" s="0">{}</c>', "<c s='0' r='{}'>{}</c>"])
def test_a_formula_that_was_never_computed_has_no_value(tmp_path: Path, formula: str, dress: str) -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c>' + dress.format("B1", formula) + "</row>"
    assert sheet(with_sheet(tmp_path, data(row))).rows == [[1.0, NoValue]]
    assert NoValue != CellError("#REF!")


def test_formulas_of_an_old_workbook_that_were_never_computed_have_no_value(tmp_path: Path) -> None:
    formulas = [["项目名称", "投资方", "总投资（万元）", "园区"], ["甲项目", "甲公司", 5, None],
                ["乙项目", "乙公司", Formula("C2*2"), Formula('IF(C2>9,"高新区","")')],
                ["合计", None, Formula("SUM(C2:C3)"), None]]
    path = write_xls(tmp_path / "台账.xls", {"台账": formulas})
    assert column(path, 2, 1) == [5, NoValue, NoValue]
    ledger = read(path)
    assert {(problem.code, problem.row, problem.column) for problem in ledger.problems} == {
        ("error_cell", 3, "C"), ("error_cell", 3, "D")}
    assert any(note.code == "formula_unread" and note.params["rows"] == (4,) for note in ledger.notes)


@pytest.mark.parametrize(("formula", "is_number"), [
    ("SUM(A2:A3)", True), ("SUM(A2,A3)", True), ("(A2+A3)", True), ("A2/A3", True), ("-A2", True), ("A2%", True),
    ("ROUND(A2/3,2)", True), ('COUNTIF(A2:A3,">1")', True), ("SUBTOTAL(9,A2:A3)", True),
    ('IF(A2>5,"x","")', False), ('A2&"x"', False), ("A2", False), ("VLOOKUP(A2,A2:B3,2)", False)])
def test_an_empty_text_is_no_result_where_only_a_number_can_be(tmp_path: Path, formula: str, *,
                                                               is_number: bool) -> None:
    first_row = sheet(write_xls(tmp_path / "a.xls", {"a": [[Formula(formula), 1], [1, 1], [1, 1]]})).rows[0]
    assert first_row == [NoValue if is_number else "", 1]


@pytest.mark.parametrize("computed", ['<c r="A1"><f>1+1</f><v>2</v></c>', '<c r="A1" t="str"><f>A2</f><v></v></c>',
                                      '<c t="str" r="A1"><f>A2</f><v></v></c>',
                                      '<c r="A1" t="b"><f>TRUE()</f><v>1</v></c>'])
def test_a_formula_with_a_result_is_the_result(tmp_path: Path, computed: str) -> None:
    found = sheet(with_sheet(tmp_path, data(f'<row r="1">{computed}<c r="B1"><v>7</v></c></row>'))).rows[0]
    assert found[0] in (2.0, "", True)
    assert found[1] == 7.0


@pytest.mark.parametrize("row", [
    '<row r="2"><c r="B2" t="e"><v>#DIV/0!</v></c></row>',
    '<row r="2" ><c t="e" r="B2"><v>#DIV/0!</v></c></row>',
    "<row r='2'><c r='B2' t='e'><v>#DIV/0!</v></c></row>",
    '<row/><row><c><v>1</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
    '<row r="2">\n<c\nr="B2"\tt="e">\n<v>#DIV/0!</v></c></row>',
])
def test_however_a_program_writes_its_cells(tmp_path: Path, row: str) -> None:
    assert sheet(with_sheet(tmp_path, data(row))).rows[1][1] == CellError("#DIV/0!")


def test_a_program_that_puts_prefixes_before_everything(tmp_path: Path) -> None:
    inside = ('<x:sheetData><x:row r="1"><x:c r="A1" t="e"><x:v>#N/A</x:v></x:c></x:row>'
              '<x:row r="2" hidden="1"><x:c r="A2"><x:v>2</x:v></x:c></x:row>'
              '</x:sheetData><x:mergeCells><x:mergeCell ref="A1:A2"/></x:mergeCells>')
    found = sheet(with_sheet(tmp_path, inside, root=f'<x:worksheet xmlns:x="{MAIN}">{{}}</x:worksheet>'))
    assert (found.rows[0], found.hidden_rows, found.merges) == ([CellError("#N/A")], {1}, [((0, 0), (1, 0))])


@pytest.mark.parametrize(("code", "month"), [
    ('yyyy"年"m"月"', True), ("yyyy-mm", True), ("mmm-yy", True), ("yyyy/m;@", True), ("yyyy\\年m\\月", True),
    ('[DBNum1][$-804]yyyy"年"m"月";@', True), ('e"年"m"月"', True), ("yyyy.mm", True), ("[红色]yyyy年mm月", True),
    (CHINESE_DAY, False), ("yyyy-mm-dd", False), ('m"月"d"日"', False), ("h:mm", False), ("yyyy-mm-dd hh:mm", False),
    ("[$-F800]dddd, mmmm dd, yyyy", False), ('yyyy"年"', False), ("d", False),
])
def test_a_number_shown_as_a_month_is_one(tmp_path: Path, code: str, month: bool) -> None:
    styles = STYLES.format(code.replace('"', "&quot;"))
    found = sheet(with_sheet(tmp_path, data('<row r="1"><c r="A1" s="1"><v>45095</v></c></row>'), styles=styles)).rows
    assert found == [[Month(2023, 6) if month else date(2023, 6, 18)]]


def test_what_excel_makes_of_a_typed_month_stays_a_month() -> None:
    assert sheet(BOOKS / "25-month-format-first-day" / "input.xlsx").rows[2][4:7] == [
        date(2023, 6, 18), Month(2023, 6), Month(2023, 8)]
    ledger = read(BOOKS / "25-month-format-first-day" / "input.xlsx")
    first, second = ledger.projects
    assert ledger.problems == ()
    assert first.milestones[Stage.REGISTERED] == Day.month(2023, 6)
    assert second.milestones[Stage.SIGNED] == Day.month(2023, 3)


def test_the_formats_that_chinese_editions_have_built_in() -> None:
    cells = column(BOOKS / "22-chinese-builtin-date-formats" / "input.xlsx", 4)
    assert [day for day in cells if day != date(2023, 6, 18)] == [Month(2023, 6)]
    assert len(cells) == 18


@pytest.mark.parametrize(("format_id", "first_of_month", "other"), [
    (17, Month(2023, 6), Month(2023, 6)), (57, Month(2023, 6), Month(2023, 6)),
    (27, Month(2023, 6), date(2023, 6, 18)), (36, Month(2023, 6), date(2023, 6, 18)),
    (31, date(2023, 6, 1), date(2023, 6, 18)), (58, date(2023, 6, 1), date(2023, 6, 18)),
])
def test_a_built_in_format_that_is_a_month_in_one_edition_only(tmp_path: Path, format_id: int, first_of_month: object,
                                                               other: object) -> None:
    styles = STYLES.format("General").replace('<xf numFmtId="165"/>', f'<xf numFmtId="{format_id}"/>')
    row = '<row r="1"><c r="A1" s="1"><v>45078</v></c><c r="B1" s="1"><v>45095</v></c></row>'
    assert sheet(with_sheet(tmp_path, data(row), styles=styles)).rows == [[first_of_month, other]]


@pytest.mark.parametrize("name", ["input.xlsx", "extlst.xlsx", "general.xlsx"])
def test_a_workbook_that_counts_its_days_from_1904(name: str) -> None:
    path = BOOKS / "21-date1904" / name
    assert sheet(path).date1904
    (project,) = read(path).projects
    assert project.milestones[Stage.SIGNED] == Day(date(2023, 1, 5))


def test_hidden_rows_and_columns_are_read_and_known(tmp_path: Path) -> None:
    found = sheet(BOOKS / "26-hidden-rows-filter" / "input.xlsx")
    assert (found.rows[3][1], found.hidden_rows) == ("已作废项目", {3})
    columns = '<cols><col min="2" max="3" width="9" hidden="1"/><col min="9" max="16384" hidden="1"/></cols>'
    row = "".join(f'<c r="{letter}1"><v>1</v></c>' for letter in "ABCD")
    assert sheet(with_sheet(tmp_path, columns + data(f'<row r="1">{row}</row>'))).hidden_columns == {1, 2}


def test_merges_end_where_the_cells_end(tmp_path: Path) -> None:
    after = '<mergeCells><mergeCell ref="A1:A1048576"/><mergeCell ref="B1:B1"/><mergeCell ref="D9:E9"/></mergeCells>'
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="B{row}"><v>1</v></c></row>' for row in (1, 2, 3))
    assert sheet(with_sheet(tmp_path, data(rows, after))).merges == [((0, 0), (2, 0))]


def test_every_kind_of_cell_arrives_as_it_is(tmp_path: Path) -> None:
    moment = datetime(2023, 6, 18, 9, 30)  # noqa: DTZ001  # a cell has no time zone
    row = ["文字 \\ud83d \"'\n", 1.5, True, date(2023, 6, 18), moment, time(9, 30), timedelta(hours=30), "a" * 32_767,
           None, "=1+1"]
    found = sheet(write_xlsx(tmp_path / "a.xlsx", {"a": [row]})).rows
    assert found == [["" if value is None else value for value in row]]


def test_an_old_workbook_says_the_same(tmp_path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    book.dates_1904 = True
    made = book.add_sheet("台账")
    serial = 45_095 - 1_462
    made.write(0, 0, serial, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    made.write(1, 0, serial, xlwt.easyxf(num_format_str='yyyy"年"m"月"'))
    made.write(2, 0, serial)
    made.row(3).set_cell_error(0, "#REF!")
    made.write_merge(4, 6, 0, 1, "合并")
    made.write(7, 2, "末")
    made.row(1).hidden = made.col(1).hidden = True
    book.add_sheet("空")
    book.save(str(tmp_path / "a.xls"))
    found, empty = read_book(tmp_path / "a.xls").sheets
    assert [row[0] for row in found.rows[:5]] == [date(2023, 6, 18), Month(2023, 6), serial, CellError("#REF!"), "合并"]
    assert (found.merges, found.hidden_rows, found.hidden_columns) == ([((4, 0), (6, 1))], {1}, {1})
    assert found.date1904
    assert empty.is_empty
    assert not found.is_empty


def test_an_old_workbook_of_many_rows(tmp_path: Path) -> None:
    rows = [[f"项目{row}", row, row + 0.5] for row in range(5_000)]
    assert sheet(write_xls(tmp_path / "a.xls", {"台账": rows})).rows == rows
