"""The page as a workbook: list, changes, health check, trends, minutes; what people wrote stays text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from tracker.ledger.excel import FONT, STARRED, cut_to_cell
from tracker.ledger.paper import AboveLooks, Paper, above_looks, row_height
from tracker.report.same_bytes import packed

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from tracker.report.page import Cell, Page, Sheet, Table

PER_CHARACTER = 1.9
"""Millimetres of paper to a unit of column width."""


@dataclass(frozen=True, slots=True)
class _Looks:
    """The formats of a workbook."""

    title: AboveLooks
    fact: AboveLooks
    plain: Format
    name: Format
    heading: Format
    text: Format
    middle: Format
    number: Format
    starred: Format


def workbook(page: Page) -> bytes:
    """The bytes of the workbook."""
    made = BytesIO()
    book = Workbook(made, {"in_memory": True})
    book.set_properties({"title": page.title[:255], "author": "sanxin",
                         "created": page.known.astimezone(UTC).replace(tzinfo=None)})
    looks = _looks(book)
    for sheet in page.sheets:
        added = book.add_worksheet(sheet.name)
        _sheet(added, page, sheet, looks)
        if sheet.tables == page.main:
            added.activate()  # the minutes open at the minutes
    book.close()
    return packed(made.getvalue())


def _looks(book: Workbook) -> _Looks:
    base = FONT | {"valign": "vcenter"}
    ruled = base | {"border": 1, "text_wrap": True}
    middle = ruled | {"align": "center"}
    return _Looks(
        title=above_looks(book, base | {"bold": True}, 1.6), fact=above_looks(book, base), plain=book.add_format(base),
        name=book.add_format(base | {"bold": True, "font_size": 11}),
        heading=book.add_format(middle | {"bold": True, "bg_color": "#EDEDED"}), text=book.add_format(ruled),
        middle=book.add_format(middle), number=book.add_format(middle),
        starred=book.add_format(middle | {"num_format": STARRED}))


def _sheet(sheet: Worksheet, page: Page, content: Sheet, looks: _Looks) -> None:
    """The head of the page, then the tables; where there is one table, its headings stay in sight."""
    before, between, after = (part.replace("&", "&&") for part in page.numbering)
    paper = Paper(_widths(content))
    paper.lay_out(sheet, f"&C{before}&P{between}&N{after}")
    lines = (page.title, *filter(None, (page.sample,)), *page.facts, page.counts, *page.notes)
    for at, line in enumerate(lines):
        paper.write_above(sheet, at, cut_to_cell(line), looks.fact if at else looks.title)
    at = len(lines) + 1
    if len(content.tables) == 1:
        sheet.freeze_panes(at + 2, 0)
        sheet.repeat_rows(at + 1)
    for table in content.tables:
        at = _table(sheet, at, table, paper, looks) + 1


def _widths(content: Sheet) -> tuple[float, ...]:
    """How wide each column is, in characters: as in the first table that has it."""
    most = max(len(table.columns) for table in content.tables)
    return tuple(next(table.columns[at].mm for table in content.tables if at < len(table.columns)) / PER_CHARACTER
                 for at in range(most))


def _table(sheet: Worksheet, at: int, table: Table, paper: Paper, looks: _Looks) -> int:
    """Writes a table from a row on; the answer is the row below it."""
    sheet.write_string(at, 0, table.title, looks.name)
    if not table.rows:
        sheet.write_string(at + 1, 0, table.nothing, looks.plain)
        return at + 2
    for column, heading in enumerate(table.columns):
        sheet.write_string(at + 1, column, heading.heading, looks.heading)
    sheet.set_row(at + 1, row_height(paper.lines(column.heading for column in table.columns)))
    for down, row in enumerate(table.rows, at + 2):
        sheet.set_row(down, row_height(paper.lines(shown.text for shown in row)))
        for column, one in enumerate(row):
            _cell(sheet, down, column, one, looks.middle if table.columns[column].middle else looks.text, looks)
    return at + 2 + len(table.rows)


def _cell(sheet: Worksheet, row: int, column: int, shown: Cell, look: Format, looks: _Looks) -> None:
    """A number where the page shows one, else text: a text such as =1+1 is not calculated."""
    if not shown.lines:
        sheet.write_blank(row, column, None, look)
    elif shown.number is None:
        sheet.write_string(row, column, cut_to_cell(shown.text), look)
    else:
        sheet.write_number(row, column, shown.number, looks.starred if shown.text.endswith("*") else looks.number)
