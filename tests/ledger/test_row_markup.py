"""Rows written as markup: to the byte what xlsxwriter makes of the same cells, and in half of its time at most."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
import python_calamine
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tracker.ledger.excel import DAY_ZERO, Cell, cut_to_cell
from tracker.ledger.paper import Measured, Paper, row_height
from tracker.ledger.row_markup import CellLooks, write_rows

HOSTILE = ["<b>&amp;</b>", " 前", "后 ", "a\nb", "a\tb", "\x00\x1f\r", "_x0041_", "\ufffe\uffff", "=1+1", "http://a.b",
           '"', "", "'", "𠮷💰", "长" * 40_000, "多\n" * 50, "_", "甲_乙", "\u3000"]
TEXTS = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30).filter(
    lambda text: "_x" not in text)
CELLS = st.none() | TEXTS | st.integers(-10**15, 10**15) | st.floats(allow_nan=False, allow_infinity=False) | st.dates(
    min_value=date(1900, 3, 1))
Written = Callable[[Any, Sequence[Sequence[Cell]], Paper, CellLooks], object]


def book(write: Written, rows: Sequence[Sequence[Cell]], paper: Paper) -> bytes:
    """A workbook with a head of two rows and the rows below it."""
    made = io.BytesIO()
    workbook = xlsxwriter.Workbook(made, {"constant_memory": True, "strings_to_formulas": False})
    looks = CellLooks(*(workbook.add_format({"num_format": shown}) for shown in ("@", "yyyy-mm-dd", "0.00")))
    for look in (looks.text, looks.day, looks.number):
        look._get_xf_index()
    sheet = workbook.add_worksheet("甲")
    paper.lay_out(sheet)
    sheet.set_row(0, 40)
    sheet.write_string(0, 0, "标题", looks.text)
    sheet.write_string(1, 0, "头", looks.text)
    write(sheet, rows, paper, looks)
    sheet.autofilter(1, 0, 2, 1)
    workbook.close()
    return made.getvalue()


def as_markup(sheet: Any, rows: Sequence[Sequence[Cell]], paper: Paper, looks: CellLooks) -> tuple[int, int]:
    return write_rows(sheet, 2, rows, paper, looks)


def by_cells(sheet: Any, rows: Sequence[Sequence[Cell]], paper: Paper, looks: CellLooks) -> None:
    for row, cells in enumerate(rows, 2):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(row, column, cut_to_cell(cell), looks.text)
            elif isinstance(cell, date):
                sheet.write_number(row, column, (cell - DAY_ZERO).days, looks.day)
            elif cell is not None:
                sheet.write_number(row, column, cell, looks.number)
        if (lines := paper.lines(cut_to_cell(cell) if isinstance(cell, str) else None for cell in cells)) > 1:
            sheet.set_row(row, row_height(lines))


def sheet_of(content: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.story
@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6))
def test_the_markup_is_that_of_xlsxwriter(rows: list[list[Cell]]) -> None:
    measured: Measured[Cell] = Measured(["一", "二", "三"], str)
    for cells in rows:
        measured.add(cells)
    paper = measured.paper()
    by_markup, cell_by_cell = (sheet_of(book(write, rows, paper)) for write in (as_markup, by_cells))
    assert by_markup[by_markup.index("<sheetViews>"):] == cell_by_cell[cell_by_cell.index("<sheetViews>"):]
    assert f'<dimension ref="A1:C{2 + len(rows)}"/>' in by_markup


@pytest.mark.parametrize("text", [*HOSTILE[:7], *HOSTILE[8:12], "<r><t>甲</t></r>", "_x0041_x0042_", "_x005F_"])
def test_a_text_comes_out_as_it_is(text: str) -> None:
    content = book(as_markup, [[text, "乙"], [None, None], ["丙", None]], Paper((10, 10)))
    sheet = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)
    assert rows[2] == [text, "乙"]
    assert rows[4] == ["丙", ""]


def test_of_texts_that_no_cell_holds_it_is_said_how_many_were_cut_and_where_the_rows_end() -> None:
    told: list[tuple[int, int]] = []
    rows = [["长" * 40_000, 1], ["甲", "乙" * 40_000], [None, None], [date(2023, 5, 1), 2]]
    book(lambda sheet, rows, paper, looks: told.append(write_rows(sheet, 2, rows, paper, looks)), rows, Paper((10, 10)))
    book(lambda sheet, rows, paper, looks: told.append(write_rows(sheet, 2, rows, paper, looks)), [], Paper((10, 10)))
    assert told == [(5, 2), (2, 0)]
