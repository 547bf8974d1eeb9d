"""The workbook opened again: the same figures, numbers as numbers, and no text that calculates."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from tests.report.conftest import HOSTILE, Write, crowded, spoilt
from tracker.domain.workdays import WorkingDays
from tracker.office.review.review import Review

SHEETS = ["卡点", "变化", "体检", "趋势", "纪要", "明细"]
HEADING = 10
"""The row of the headings of the first table of a sheet."""


def book(path: Any) -> Any:
    return openpyxl.load_workbook(path)


def column(sheet: Any, heading: str, under: int = HEADING) -> list[Any]:
    """The values below a heading, down to the first empty row."""
    at = next(cell.column for cell in sheet[under] if cell.value == heading)
    found = []
    for row in range(under + 1, sheet.max_row + 1):
        if sheet.cell(row, 1).value is None:
            break
        found.append(sheet.cell(row, at).value)
    return found


@pytest.mark.story
def test_the_sheets_and_their_figures(held: Review, write: Write) -> None:
    made = book(write(held, "xlsx"))
    assert made.sheetnames == SHEETS
    there = held.agenda.open
    assert column(made["卡点"], "历时（工作日）") == [one.age.count for one in there if one.age]
    assert [str(text).split("\n")[0] for text in column(made["卡点"], "项目")] == [one.project for one in there]
    detail = made["明细"]
    assert column(detail, "卡点号") == [one.id for one in there]
    assert column(detail, "逾期（工作日）") == [one.late.count if one.late else None for one in there]
    assert column(detail, "结转周数") == [1] * 9
    assert column(made["变化"], "项目")[0].startswith("A & B <合资>")
    assert len(column(made["纪要"], "项目")) == 4


def test_the_page_opens_at_the_list_and_the_minutes_at_the_minutes(held: Review, write: Write) -> None:
    assert book(write(held, "xlsx")).active.title == "卡点"
    assert book(write(held, "xlsx", minutes=True)).active.title == "纪要"


def test_text_stays_text(held: Review, write: Write) -> None:
    made = book(write(held, "xlsx"))
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert set(HOSTILE) - {"A & B <合资>"} <= {cell.value for cell in cells}


def test_a_provisional_number_is_still_a_number(held: Review, write: Write) -> None:
    items = tuple(replace(one, age=WorkingDays(12, True)) for one in held.agenda.items)
    made = book(write(replace(held, agenda=replace(held.agenda, items=items)), "xlsx"))["明细"]
    assert column(made, "历时（工作日）", HEADING + 1) == [12] * 9
    at = next(cell.column for cell in made[HEADING + 1] if cell.value == "历时（工作日）")
    assert made.cell(HEADING + 2, at).number_format == '0"*"'
    assert made.cell(8, 1).value.startswith("* 暂计")


def test_it_prints_on_landscape_a4_and_keeps_its_heading(held: Review, write: Write) -> None:
    sheet = book(write(held, "xlsx"))["卡点"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)  # 1 where nothing is said
    assert sheet.freeze_panes == f"A{HEADING + 1}"
    assert sheet.print_title_rows == f"${HEADING}:${HEADING}"
    assert [cell.value for cell in sheet[HEADING]][:3] == ["序号", "项目", "卡点"]


def test_a_row_is_as_high_as_its_text(held: Review, write: Write) -> None:
    sheet = book(write(held, "xlsx"))["卡点"]
    heights = {str(sheet.cell(row, 2).value).split("\n")[0]: sheet.row_dimensions[row].height
               for row in range(HEADING + 1, HEADING + 10)}
    assert heights["长名项目" * 50] > 4 * heights["[/]甲"]


@pytest.mark.story
def test_empty_crowded_and_spoilt(empty: Review, held: Review, write: Write) -> None:
    assert "没有未销号的卡点。" in [cell.value for cell in book(write(empty, "xlsx"))["卡点"]["A"]]
    assert len(column(book(write(crowded(held, 300), "xlsx"))["明细"], "卡点号")) == 300
    names = column(book(write(spoilt(held), "xlsx"))["明细"], "项目名称")
    assert {name.replace("\n", "") for name in names} == {"甲乙丙[31m"}
