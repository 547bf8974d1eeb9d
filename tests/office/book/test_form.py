"""Forms of other departments as they come: what they say stays, and what does not fit is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.datavalidation import DataValidation

from tests.conftest import Make
from tests.ledger.made import encrypted_xlsx, write_xlsx
from tests.steps import steps_of
from tracker.domain.reasons import Code
from tracker.ledger.workbook import read_book
from tracker.office.book.form import BlankForm, filled_form, opened_form
from tracker.office.book.form_writing import Filled
from tracker.office.desk import Desk
from tracker.office.intake.intake import intake
from tracker.office.outcome import Refused

OLD_XLS = Path(__file__).parents[2] / "ledger/books/34-xls-ods-password/input.xls"
NAMES = ["=1+1", "_x0041_乙", "<丙> & \"丁\"", "http://example.org", "戊项目"]
CODES = [f"A{number}" for number in range(1, 6)]


def hostile_names(desk: Desk) -> None:
    rows = [[code, name.replace("_x", "_x005F_x"), "甲公司", number, date(2023, 2, number)]
            for number, (code, name) in enumerate(zip(CODES, NAMES, strict=True), 1)]
    with TemporaryDirectory() as folder:
        assert not intake(desk, write_xlsx(Path(folder) / "台账.xlsx", {"项目": [
            ["项目编号", "项目名称", "投资方", "计划总投资（亿元）", "签约时间"], *rows]})).problems


@pytest.fixture
def office(prepared: Callable[[Make], tuple[Desk, None]]) -> Desk:
    """An office whose projects have these codes and names."""
    return prepared(hostile_names)[0]


HEAD = ["序号", "项目名称", "投资额（万元）", "签约日期", "备注"]


def form(path: Path, *rows: list[Any], begins_in: int = 0) -> Path:
    """A form with a title, a header and these rows below, from a column on; what begins with = is a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("报送表")
    for row, texts in enumerate((["重点项目报送表"], HEAD, *rows), 1):
        for column, text in enumerate(texts, begins_in + 1):
            sheet.cell(row, column, text)
    book.save(path)
    return path


def filled(desk: Desk, path: Path, codes: list[str] | None = None) -> Filled:
    blank = opened_form(path)
    assert isinstance(blank, BlankForm), blank
    answer = filled_form(desk, blank, codes or CODES)
    assert isinstance(answer, Filled), answer
    return answer


def refused(desk: Desk, path: Path, codes: list[str] | None = None) -> Code:
    blank = opened_form(path)
    answer = blank if isinstance(blank, Refused) else filled_form(desk, blank, codes or CODES)
    assert isinstance(answer, Refused)
    return answer.reasons[0].code


def cells(answer: Filled, sheet: str = "报送表") -> list[list[Any]]:
    return [[unescape(cell) if isinstance(cell, str) else cell for cell in row]
            for row in load_workbook(BytesIO(answer.content))[sheet].iter_rows(values_only=True)]


BLANK = [None] * 5


def test_texts_stay_texts_amounts_and_days_are_numbers(office: Desk, tmp_path: Path) -> None:
    answer = filled(office, form(tmp_path / "空.xlsx"))
    sheet = load_workbook(BytesIO(answer.content))["报送表"]
    assert [row[:4] for row in cells(answer)[2:7]] == [
        [number, name, number * 10_000, datetime(2023, 2, number)]  # noqa: DTZ001 - cells know no zone
        for number, name in enumerate(NAMES, 1)]
    assert all(cell.data_type != "f" and cell.hyperlink is None for row in sheet for cell in row)
    assert sheet["D3"].number_format == "yyyy-mm-dd"


def test_the_reader_of_ledgers_reads_it_again(office: Desk, tmp_path: Path) -> None:
    answer = filled(office, form(tmp_path / "空.xlsx"))
    (tmp_path / "好.xlsx").write_bytes(answer.content)
    (sheet,) = read_book(tmp_path / "好.xlsx").sheets
    assert [row[1] for row in sheet.rows[2:]] == NAMES
    assert sheet.rows[2][3] == date(2023, 2, 1)


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("below", [
    ["合计", None, "=SUM(C3:C6)", None, None], [None, None, "=SUM(C3:C6)", None, None], ["合计", None, 0, None, None],
    ["注：按实际填写", None, None, None, None], ["填表人：", None, "审核人：", None, None]])
def test_what_stands_below_the_blank_rows_is_never_written_over(office: Desk, tmp_path: Path,
                                                                below: list[Any]) -> None:
    numbered = [[number, *BLANK[1:]] for number in range(1, 6)]
    answer = filled(office, form(tmp_path / "空.xlsx", *numbered, below))
    assert cells(answer)[7] == below
    assert [row[1] for row in cells(answer)[2:7]] == NAMES
    too_few = form(tmp_path / "少.xlsx", *numbered[:4], below)
    answer = filled(office, too_few)
    assert cells(answer)[7] == ["=SUM(C3:C7)" if cell == "=SUM(C3:C6)" else cell for cell in below]
    assert [row[1] for row in cells(answer)[2:7]] == NAMES
    assert answer.added == {"报送表": 1}
    assert cells(filled(office, too_few, CODES[:4]))[6] == below


def test_a_sum_above_the_rows_adds_up_all_of_them(office: Desk, tmp_path: Path) -> None:
    path = form(tmp_path / "空.xlsx", ["合计", None, "=SUM(C4:C7)", None, None], BLANK)
    answer = filled(office, path)
    assert cells(answer)[2][2] == "=SUM(C4:C8)"
    assert [row[1] for row in cells(answer)[3:8]] == NAMES
    answer = filled(office, path, CODES[:4])
    assert cells(answer)[2][2] == "=SUM(C4:C7)"
    assert [row[1] for row in cells(answer)[3:]] == NAMES[:4]


@pytest.mark.parametrize("begins_in", [1, 2, 4])
def test_a_table_may_begin_in_any_column(office: Desk, tmp_path: Path, begins_in: int) -> None:
    total = ["合计", None, f"=SUM({'CDEFG'[begins_in]}4:{'CDEFG'[begins_in]}8)", None, None]
    numbered = [[number, *BLANK[1:]] for number in range(1, 6)]
    answer = filled(office, form(tmp_path / "空.xlsx", total, *numbered, ["填表人：张三", *BLANK[1:]],
                                 begins_in=begins_in))
    rows = [row[begins_in:] for row in cells(answer)]
    assert rows[2] == total
    assert [row[:4] for row in rows[3:8]] == [
        [number, name, number * 10_000, datetime(2023, 2, number)]  # noqa: DTZ001 - cells know no zone
        for number, name in enumerate(NAMES, 1)]
    assert rows[8][0] == "填表人：张三"
    assert all(cell is None for row in cells(answer) for cell in row[:begins_in])
    assert [one.cells[0] for one in answer.empty] == [f"{'EFGHI'[begins_in]}4"]


@pytest.mark.parametrize(("formula", "is_a_sum_of_this_sheet"), [
    ("=SUM(码表!$C$5:$C$6)", False), ("=SUM('码 表'!C5:C6)", False), ("=COUNTA([1]报送表!A5:A6)", False),
    ("=VLOOKUP(B4,'它''s'!$A$2:$B$6,2)", False),
    ("=SUM(C5:C6)", True), ("=SUM(报送表!$C$5:$C$6)", True), ("=SUM('报送表'!C5:C6,码表!A1:A90)", True)])
def test_only_a_sum_of_rows_of_its_own_sheet_grows_with_them(office: Desk, tmp_path: Path, formula: str,
                                                             is_a_sum_of_this_sheet: bool) -> None:
    path = form(tmp_path / "空.xlsx", ["合计", "共计", formula, None, None], BLANK, BLANK)
    rows = cells(filled(office, path))
    assert [row[1] for row in rows[3:8]] == NAMES
    assert (rows[2][2] == formula) is not is_a_sum_of_this_sheet
    assert not is_a_sum_of_this_sheet or re.search(r"C\$?8", rows[2][2])


def test_formulas_that_look_into_a_list_of_another_sheet_stand_in_rows_to_be_filled(office: Desk,
                                                                                    tmp_path: Path) -> None:
    rows = [[None, None, None, None, f"=VLOOKUP(B{row},码表!$A$20:$B$30,2)"] for row in range(3, 8)]
    answer = filled(office, form(tmp_path / "空.xlsx", *rows))
    assert [row[1] for row in cells(answer)[2:]] == NAMES
    assert [row[4] for row in cells(answer)[2:]] == [row[4] for row in rows]


def test_an_example_stays_and_a_formula_of_its_own_row_too(office: Desk, tmp_path: Path) -> None:
    rows = [[None, None, None, None, f"=C{row}/10000"] for row in range(4, 9)]
    answer = filled(office, form(tmp_path / "空.xlsx", ["例", "某某项目", 1000, "2023-01-01", None], *rows))
    assert cells(answer)[2][:3] == ["例", "某某项目", 1000]
    assert [row[1] for row in cells(answer)[3:]] == NAMES
    assert [row[4] for row in cells(answer)[3:]] == [row[4] for row in rows]
    assert answer.empty == []


def test_rows_below_those_of_the_form_look_like_its_last(office: Desk, tmp_path: Path) -> None:
    path = form(tmp_path / "空.xlsx", BLANK)
    book = load_workbook(path)
    sheet = book["报送表"]
    for column in range(1, 6):
        sheet.cell(3, column).fill = PatternFill("solid", start_color="FFFFEE00")
        sheet.cell(3, column).font = Font(italic=True)
    sheet["D3"].number_format, sheet["C3"].number_format = 'yyyy"年"m"月"d"日"', "#,##0"
    sheet.row_dimensions[3].height = 31
    book.save(path)
    made = load_workbook(BytesIO(filled(office, path).content))["报送表"]
    for row in range(3, 8):
        assert (made.row_dimensions[row].height, made.cell(row, 2).font.italic) == (31, True)
        assert made.cell(row, 3).number_format == "#,##0"
        assert made.cell(row, 4).number_format == 'yyyy"年"m"月"d"日"'
        assert made.cell(row, 5).fill.start_color.rgb == "FFFFEE00"


def test_a_column_of_texts_gets_days_as_texts_and_years_that_count_from_1904_are_right(office: Desk,
                                                                                       tmp_path: Path) -> None:
    path = form(tmp_path / "空.xlsx", BLANK)
    book = load_workbook(path)
    book["报送表"]["D3"].number_format = "@"
    book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001 - cells know no zone
    book.save(path)
    sheet = load_workbook(BytesIO(filled(office, path, ["A2"]).content))["报送表"]
    assert sheet["D3"].value == "2023-02-02"
    book["报送表"]["D3"].number_format = "General"
    book.save(path)
    (tmp_path / "好.xlsx").write_bytes(filled(office, path, ["A2"]).content)
    assert read_book(tmp_path / "好.xlsx").sheets[0].rows[2][3] == date(2023, 2, 2)


def test_whatever_else_the_file_holds_stays_as_it_is(office: Desk, tmp_path: Path) -> None:
    path = tmp_path / "空.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet, kinds, hidden = (book.add_worksheet(name) for name in ("报送表", "选项", "内部"))
    kinds.write_column(0, 0, ["开工", "投产"])
    hidden.write_row(0, 0, HEAD)
    hidden.hide()
    sheet.merge_range("A1:E1", "重点项目报送表", book.add_format({"bold": True}))
    sheet.write_row(1, 0, HEAD)
    sheet.set_column(1, 1, 33)
    sheet.data_validation("E3:E9", {"validate": "list", "source": "=选项!$A$1:$A$2"})
    sheet.conditional_format("C3:C9", {"type": "data_bar", "data_bar_2010": True})
    sheet.insert_textbox("G2", "填报要求：不得涂改")
    sheet.write_comment("B2", "写全称")
    sheet.insert_chart("G9", _chart(book))
    sheet.protect("密码")
    sheet.set_footer("&C第 &P 页")
    book.close()
    answer = filled(office, path)
    with ZipFile(path) as before, ZipFile(BytesIO(answer.content)) as after:
        assert before.namelist() == after.namelist()
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
        assert changed <= {"xl/workbook.xml", "xl/styles.xml", *(f"xl/worksheets/sheet{at}.xml" for at in (1, 2, 3))}
        behind = [re.sub(rb"(?s)^.*</sheetData>", b"", one.read("xl/worksheets/sheet1.xml")) for one in (before, after)]
        assert re.sub(rb"\s|/>|></[^<>]*>", b"", behind[0]) == re.sub(rb"\s|/>|></[^<>]*>", b"", behind[1])
        assert b'fullCalcOnLoad="1"' in after.read("xl/workbook.xml")
    assert answer.others == ["选项"]
    assert load_workbook(BytesIO(answer.content))["内部"]["B2"].value is None


def _chart(book: Any) -> Any:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=报送表!$C$3:$C$7"})
    return chart


def test_a_drop_down_of_the_form_is_still_there(office: Desk, tmp_path: Path) -> None:
    path = form(tmp_path / "空.xlsx")
    book = load_workbook(path)
    choices = DataValidation("list", formula1='"是,否"')
    choices.add("E3:E9")
    book["报送表"].add_data_validation(choices)
    book.save(path)
    made = load_workbook(BytesIO(filled(office, path).content))["报送表"]
    assert [str(one.sqref) for one in made.data_validations.dataValidation] == ["E3:E9"]


def test_every_sheet_with_a_table_of_projects_is_filled(office: Desk, tmp_path: Path) -> None:
    rows: dict[str, list[Any]] = {"签约": [["项目名称", "投资方", "签约时间"]], "说明": [["逐项填写"]],
                                  "投资": [["项目名称", "投资方", "投资额（亿元）"], [None] * 3, ["合计"]]}
    path = write_xlsx(tmp_path / "空.xlsx", rows)
    assert cells(filled(office, path), "投资")[6][:3] == ["合计", None, 15]
    answer = filled(office, path, ["A2"])
    assert cells(answer, "签约")[1][:2] == cells(answer, "投资")[1][:2] == [NAMES[1], "甲公司"]
    assert answer.others == ["说明"]


def test_a_header_of_two_rows(office: Desk, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "空.xlsx", {"报送表": [
        ["序号", "项目名称", "投资情况", None, "签约日期"], [None, None, "投资主体", "协议投资额（亿元）", None]]},
        merges=[("报送表", "C1:D1"), *(("报送表", f"{one}1:{one}2") for one in "ABE")])
    assert cells(filled(office, path))[2][:4] == [1, NAMES[0], "甲公司", 1]


def test_labels_and_their_cells_that_are_merged(office: Desk, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "卡.xlsx", {"登记表": [
        ["招商项目登记表", *[None] * 5], ["项目名称：", None, None, None, "投资方", None],
        ["签约时间", None, None, None, "投资额（亿元）", None], ["审批意见", *[None] * 5]]},
        merges=[("登记表", "A1:F1"), ("登记表", "A2:B2"), ("登记表", "C2:D2"), ("登记表", "A3:B3"), ("登记表", "C3:D3"),
                ("登记表", "B4:F4")])
    answer = filled(office, path, ["A3"])
    rows = cells(answer, "登记表")
    assert (rows[1][2], rows[1][5], rows[2][5]) == (NAMES[2], "甲公司", 3)
    assert rows[2][2] == datetime(2023, 2, 3)  # noqa: DTZ001 - cells know no zone
    assert refused(office, path) is Code.FORM_OF_ONE


def _merged_form(tmp_path: Path, rows: int) -> BlankForm:
    """A form of so many rows, merged by two, with a drop-down in each."""
    path = form(tmp_path / "空.xlsx", *([number, *BLANK[1:]] for number in range(1, rows + 1)))
    merged = "".join(f'<mergeCell ref="{column}{row}:{column}{row + 1}"/>' for row in range(3, rows + 3, 2)
                     for column in "ABCDE")
    choices = "".join(f'<dataValidation type="list" sqref="E{row}"><formula1>"是,否"</formula1></dataValidation>'
                      for row in range(3, rows + 3, 2))
    content = BytesIO()
    with ZipFile(path) as blank, ZipFile(content, "w") as packed:
        for name in blank.namelist():
            packed.writestr(name, blank.read(name).replace(b"</sheetData>", (
                f"</sheetData><mergeCells>{merged}</mergeCells><dataValidations>{choices}</dataValidations>").encode()))
    path.write_bytes(content.getvalue())
    opened = opened_form(path)
    assert isinstance(opened, BlankForm)
    return opened


def test_a_form_of_many_merged_rows_and_drop_downs_takes_no_more_steps_than_its_size(office: Desk,
                                                                                     tmp_path: Path) -> None:
    """Looking through all of them for each cell, 4,000 rows took 40 times as long."""
    answer = filled_form(office, _merged_form(tmp_path, 20), CODES)
    assert isinstance(answer, Filled)
    assert [row[1] for row in cells(answer)[2:12:2]] == NAMES
    few, many = (steps_of(partial(filled_form, office, _merged_form(tmp_path, rows), CODES)) for rows in (200, 800))
    assert many < 4 * few


def test_files_that_are_no_form_are_refused_with_the_reason(office: Desk, tmp_path: Path) -> None:
    good = form(tmp_path / "空.xlsx").read_bytes()
    Workbook().save(tmp_path / "无表.xlsx")
    for name, content, code in [
            ("表.xls", b"\xd0\xcf\x11\xe0", Code.FORM_NOT_XLSX), ("表.csv", b"a,b", Code.FORM_NOT_XLSX),
            ("改名.xlsx", OLD_XLS.read_bytes(), Code.FORM_NOT_XLSX),
            ("坏.xlsx", good[:len(good) // 2], Code.FORM_DAMAGED), ("文.xlsx", b"hello", Code.FORM_DAMAGED),
            ("锁.xlsx", b"", Code.FORM_LOCKED)]:
        path = tmp_path / name
        path.write_bytes(content or encrypted_xlsx())
        assert refused(office, path) is code, name
    assert refused(office, tmp_path / "没有.xlsx") is Code.NO_FILE
    assert refused(office, tmp_path) is Code.NOT_A_FILE
    assert refused(office, write_xlsx(tmp_path / "别的.xlsx", {"表": [["姓名", "年龄"], ["张三", 3]]})) is (
        Code.FORM_UNKNOWN)
    assert refused(office, form(tmp_path / "空.xlsx"), ["A1", "Z9"]) is Code.UNKNOWN_PROJECT
    assert refused(office, tmp_path / "空.xlsx", [""]) is Code.UNKNOWN_PROJECT
