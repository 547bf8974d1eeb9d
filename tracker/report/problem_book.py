"""The office's own workbook with the cells that keep it out coloured, and in each a comment that says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter

from tracker.files import read_whole
from tracker.ledger.excel import sheet_name
from tracker.ledger.headers import column_number
from tracker.ledger.limits import MAX_FILE
from tracker.ledger.paper import MEASURED_ROWS, USUAL_WIDTH, Measured, Paper, paper_of, row_height
from tracker.words.ledger import problem_line

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from tracker.ledger.account import SheetAccount
    from tracker.ledger.raw import BookSheet
    from tracker.ledger.rows import Problem
    from tracker.words import Lang

COLOUR = "FFFF9999"
AUTHOR = "sanxin"
MOST_COMMENTS = 20_000
"""Cells that get a comment; those beyond are coloured. A file with far more opens slowly."""
_MOST_MERGED = 1_000_000
"""Cells in merged ranges of a file that is taken as it is; of one with more only the cells are."""
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_WRAPPED = Alignment(wrap_text=True, vertical="center")
_WIDTH, _LINE_HEIGHT, _PER_LINE = 320, 22, 20
"""Of a comment, in pixels; and the characters that fit in a line of it."""


def problem_book(path: Path, accounts: Iterable[SheetAccount], problems: Iterable[Problem], lang: Lang) -> bytes:
    """The bytes of the workbook: a copy of an .xlsx file with its own looks, else a new one with the same cells."""
    by_cell: dict[tuple[str, int, str], list[str]] = {}
    for problem in problems:
        if problem.row:
            by_cell.setdefault((problem.sheet, problem.row, problem.column), []).append(problem_line(problem, lang))
    sheets = [account.sheet for account in accounts]
    book = _copy(path)
    places = {name: book[name] for name in book.sheetnames} if book is not None else {}
    if book is None or not all(sheet in places for sheet, _, _ in by_cell):
        book, places = _anew(sheets)
    _mark(places, by_cell)
    for sheet in book.worksheets:
        _on_paper(sheet)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _copy(path: Path) -> Workbook | None:
    """An .xlsx file as it is; None for another kind of file, or one that can only be had by its cells."""
    try:
        content = read_whole(path, MAX_FILE)
        if not content.startswith(b"PK") or path.suffix.lower() not in (".xlsx", ".xlsm") or _merged(content) > (
                _MOST_MERGED):
            return None
        return load_workbook(BytesIO(content))
    except Exception:  # whatever openpyxl stumbles over: the cells are at hand
        return None


def _merged(content: bytes) -> int:
    """How many cells the merged ranges of a workbook take up."""
    count = 0
    try:
        with ZipFile(BytesIO(content)) as packed:
            for name in packed.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    for left, top, right, bottom in _MERGE.findall(packed.read(name)):
                        width = abs(column_number(right.decode()) - column_number(left.decode())) + 1
                        count += width * (abs(int(bottom) - int(top)) + 1)
    except BadZipFile:
        return _MOST_MERGED + 1
    return count


def _anew(sheets: list[BookSheet]) -> tuple[Workbook, dict[str, Worksheet]]:
    """A workbook with the same cells, texts always as texts."""
    book = Workbook()
    book.remove(book.worksheets[0])
    places: dict[str, Worksheet] = {}
    taken: set[str] = set()
    for sheet in sheets:
        made = places[sheet.name] = book.create_sheet(sheet_name(sheet.name, taken))
        paper = _measured(sheet)
        for column, width in enumerate(paper.widths, 1):
            made.column_dimensions[get_column_letter(column)].width = width
        for row, cells in enumerate(sheet.rows, 1):
            _row(made, row, cells, paper)
        for (top, left), (bottom, right) in sheet.merges:
            made.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    if not sheets:
        book.create_sheet()
    return book, places


def _row(sheet: Worksheet, row: int, cells: Sequence[object], paper: Paper) -> None:
    """Writes a row, as high as its texts need it."""
    alone = _stands_alone(cells)
    if not alone and (lines := paper.lines(cells)) > 1:
        sheet.row_dimensions[row].height = row_height(lines)
    for column, value in enumerate(cells, 1):
        if value in ("", None):
            continue
        cell = sheet.cell(row, column)
        if isinstance(value, int | float | date | time | timedelta):
            cell.value = value
        else:
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(value))
            cell.data_type = "s"
            if not alone:
                cell.alignment = _WRAPPED


def _measured(sheet: BookSheet) -> Paper:
    """How wide the columns of a sheet have to be."""
    measured: Measured[object] = Measured([""] * max(map(len, sheet.rows), default=0), str)
    for cells in sheet.rows[:MEASURED_ROWS]:
        if not _stands_alone(cells):
            measured.add(cells)
    return measured.paper()


def _stands_alone(cells: Sequence[object]) -> bool:
    """Whether a line has one text and nothing else, as a title has: it goes on beside its cell."""
    return sum(value not in ("", None) for value in cells) == 1


def _on_paper(sheet: Worksheet) -> None:
    """Lays a sheet out that nobody has laid out: as the lists of the program are, in its own widths."""
    page = sheet.page_setup
    if page.orientation or page.scale or sheet.sheet_properties.pageSetUpPr.fitToPage:
        return
    widths = [sheet.sheet_format.defaultColWidth or USUAL_WIDTH] * sheet.max_column
    for dimension in sheet.column_dimensions.values():
        if dimension.customWidth:
            dimension.reindex()
            last = min(dimension.max or 0, len(widths))
            widths[dimension.min - 1:last] = [dimension.width] * (last - dimension.min + 1)
    paper = paper_of(widths)
    page.orientation, page.paperSize = "landscape", paper.size
    if paper.percent:
        page.scale = paper.percent
    else:
        sheet.sheet_properties.pageSetUpPr.fitToPage, page.fitToHeight = True, 0


def _mark(places: Mapping[str, Worksheet], by_cell: Mapping[tuple[str, int, str], list[str]]) -> None:
    """Colours the cells and says in each what is wrong; what was said there before stays, above it."""
    fill = PatternFill("solid", start_color=COLOUR, end_color=COLOUR)
    for count, ((name, row, letters), sentences) in enumerate(by_cell.items()):
        sheet = places[name]
        cell = sheet[f"{letters or 'A'}{row}"]
        if isinstance(cell, MergedCell):
            around = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
            cell = sheet.cell(around.min_row, around.min_col)
        cell.fill = fill
        if count < MOST_COMMENTS:
            text = "\n".join([*([cell.comment.text] if cell.comment else []), *dict.fromkeys(sentences)])
            lines = sum(len(line) // _PER_LINE + 1 for line in text.split("\n"))
            cell.comment = Comment(text, AUTHOR, height=_LINE_HEIGHT * (lines + 1), width=_WIDTH)
