"""The workbook of problems: the office's own where it can be, red cells, a comment in each, texts that stay texts."""

from __future__ import annotations

import csv
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from tests.ledger.made import BROKEN, PROJECTS, read, write_xls, write_xlsx
from tracker.ledger.problem_list import MOST, summed_up
from tracker.ledger.rows import Problem, ProblemCode
from tracker.report.problem_book import COLOUR, problem_book
from tracker.words import Lang


def marked(path: Path, lang: Lang = Lang.ZH) -> openpyxl.Workbook:
    ledger = read(path)
    return openpyxl.load_workbook(BytesIO(problem_book(path, ledger.accounts, ledger.problems, lang)))


def red(book: openpyxl.Workbook) -> dict[tuple[str, str], str]:
    """The comment of each red cell by sheet and place."""
    return {(sheet.title, cell.coordinate): cell.comment.text if cell.comment else ""
            for sheet in book for row in sheet.iter_rows() for cell in row if cell.fill.start_color.rgb == COLOUR}


@pytest.mark.story
def test_each_cell_with_a_problem_is_red_and_says_why() -> None:
    book, problems = marked(BROKEN), read(BROKEN).problems
    red_cells = red(book)
    assert set(red_cells) == {(problem.sheet, f"{problem.column}{problem.row}") for problem in problems}
    assert all(red_cells.values())
    assert "“年底”没有写年份" in red_cells["项目台账", "S4"]
    assert "names no year" in red(marked(BROKEN, Lang.EN))["项目台账", "S4"]
    source = openpyxl.load_workbook(BROKEN)
    for sheet in source:
        assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
            [cell.value for cell in row] for row in book[sheet.title].iter_rows()]


def test_a_copy_keeps_the_looks_formulas_and_comments_of_the_office(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"项目": [PROJECTS[0], [*PROJECTS[1][:4], "某天", *PROJECTS[1][5:]]]},
                      merges=[("项目", "L1:M1")])
    book = openpyxl.load_workbook(path)
    sheet = book["项目"]
    sheet["A1"].font = Font(bold=True, name="楷体")
    sheet["K2"].value = "=1+1"
    sheet["E2"].comment = openpyxl.comments.Comment("问过李四", "张三")
    sheet.column_dimensions["A"].width = 33
    book.save(path)
    marks = marked(path)["项目"]
    assert (marks["A1"].font.name, marks["A1"].font.bold, marks.column_dimensions["A"].width) == ("楷体", True, 33)
    assert marks["K2"].value == "=1+1"
    assert marks["E2"].comment.text.startswith("问过李四\n")
    assert "“某天”不是日期" in marks["E2"].comment.text


def test_other_formats_are_a_new_workbook_of_the_same_cells_without_a_formula(tmp_path: Path) -> None:
    rows = [PROJECTS[0], ["=1+1", "[/]甲\x07", "火星", *PROJECTS[1][3:]]]
    csv_path = tmp_path / "台账[1].csv"
    with csv_path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    for path in (csv_path, write_xls(tmp_path / "a.xls", {"项目": rows})):
        (sheet,) = marked(path).worksheets
        assert sheet["A2"].value == "=1+1"
        assert sheet["A2"].data_type == "s"
        assert sheet["C2"].fill.start_color.rgb == COLOUR


def test_a_sheet_that_nobody_laid_out_is_printed_as_lists_are(tmp_path: Path) -> None:
    rows = [["招商项目台账"], PROJECTS[0], ["甲项目", "材料退回补正，" * 10, "火星", *PROJECTS[1][3:]]]
    path = write_xlsx(tmp_path / "a.xlsx", {"项目": rows, "横向": [["x"]]})
    book = openpyxl.load_workbook(path)
    book["横向"].page_setup.orientation = "portrait"
    book.save(path)
    marks = marked(path)
    assert marks["项目"].page_setup.orientation == "landscape"
    assert marks["项目"].sheet_properties.pageSetUpPr.fitToPage
    assert marks["横向"].page_setup.orientation == "portrait"
    (sheet,) = marked(write_xls(tmp_path / "a.xls", {"项目": rows})).worksheets
    assert sheet.row_dimensions[1].height is None
    assert sheet["B3"].alignment.wrap_text
    assert sheet.row_dimensions[3].height >= 13.5 * 70 * 2 / sheet.column_dimensions["B"].width


def test_a_file_of_endless_merges_is_written_by_its_cells(tmp_path: Path) -> None:
    rows = [PROJECTS[0], [*PROJECTS[1][:4], "某天", *PROJECTS[1][5:]]]
    path = write_xlsx(tmp_path / "a.xlsx", {"项目": rows})
    book = openpyxl.load_workbook(path)
    book["项目"].merged_cells.add("P5:XFD1048576")
    book.save(path)
    assert set(red(marked(path))) == {("项目", "E2")}


def test_a_hundred_of_each_kind_are_listed_and_the_rest_counted() -> None:
    dates = [Problem(ProblemCode.NOT_A_DATE, "项目", row, "E", "某天") for row in range(2, 2 + 3 * MOST)]
    others = [Problem(ProblemCode.GAP, "项目", 7, "F")]
    summed = summed_up([*dates, *others])
    assert len(summed.listed) == MOST + 1
    assert summed.more == {ProblemCode.NOT_A_DATE: 2 * MOST}
