"""Fills another department's blank form from the office: a row for each project, or labelled cells of one project."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tracker.domain.reasons import Code
from tracker.files import NotReadable, read_whole
from tracker.ledger.family import Kind
from tracker.ledger.finding import tables_on
from tracker.ledger.headers import fits, letters
from tracker.ledger.layout import WantedColumn
from tracker.ledger.limits import MAX_FILE
from tracker.ledger.own_book import ColumnShape, SheetShape, shape_of
from tracker.ledger.workbook import BookSheet, Unreadable, read_book
from tracker.ledger.writing import Cell
from tracker.office.book.facts import ProjectFacts, projects_of
from tracker.office.book.projects import ProjectSheet
from tracker.office.desk import Desk
from tracker.office.outcome import Refused, refused

Worksheet = Any
"""A sheet of openpyxl, which has no types."""
_LABEL_ENDS = " ：:＿_"


@dataclass(slots=True)
class Filled:
    """A form that was filled: the bytes of the workbook, how many projects stand in it, and what stayed empty."""

    content: bytes
    projects: int
    cells: int
    empty: tuple[str, ...] = field(default=())
    """Headers or labels that the office cannot fill."""


def filled_form(desk: Desk, path: Path, codes: Collection[str] | None = None) -> Filled | Refused:
    """The form with the projects of these codes (of all that are active where none are given).

    A form without a table of projects has labelled cells, and takes one project. Refused where the file is no
    workbook, has neither, or the office does not have such a project.
    """
    try:
        sheets = read_book(path).sheets
        book = load_workbook(BytesIO(read_whole(path, MAX_FILE)))
    except (Unreadable, NotReadable, OSError, ValueError, KeyError):
        return refused(Code.FILE_UNREADABLE, field="path", value=str(path))
    with desk.reading() as session:
        chosen = [project for project in projects_of(session)
                  if (project.code in codes if codes is not None else project.ending is None)]
    if codes is not None and (unknown := [code for code in codes if code not in {one.code for one in chosen}]):
        return refused(Code.UNKNOWN_PROJECT, field="project", value=unknown[0])
    for sheet in sheets:
        table = next((one for one in tables_on(sheet, WantedColumn()) if one.kind is Kind.PROJECTS), None)
        if table is not None:
            done = _fill_rows(book[sheet.name], shape_of(sheet, table), table.first_row, chosen)
            return _answer(book, len(chosen), *done)
    if len(chosen) != 1:
        return refused(Code.AMBIGUOUS_PROJECT, field="project", value=path.name,
                       codes=tuple(one.code for one in chosen[:10]))
    cells = 0
    empty: list[str] = []
    for sheet in sheets:
        more, left = _fill_labels(book[sheet.name], sheet, chosen[0])
        cells += more
        empty += left
    return _answer(book, 1, cells, empty)


def _answer(book: Any, projects: int, cells: int, empty: Iterable[str]) -> Filled:
    made = BytesIO()
    book.save(made)
    return Filled(made.getvalue(), projects, cells, tuple(dict.fromkeys(empty)))


def _fill_rows(sheet: Worksheet, shape: SheetShape, first: int, projects: list[ProjectFacts]) -> tuple[int, list[str]]:
    """One row for each project from the first below the header on; cells that the form fills itself stay."""
    filler = ProjectSheet(shape, projects, complete=False)
    cells = 0
    had: set[int] = set()
    for row, values in enumerate(filler.rows(projects), first + 1):
        for column, value in enumerate(values, 1):
            if value is not None and _write(sheet, row, column, value):
                cells += 1
                had.add(column)
    empty = [column.header for place, column in enumerate(shape.columns, 1) if column.header and place not in had]
    return cells, empty


def _fill_labels(sheet: Worksheet, read: BookSheet, project: ProjectFacts) -> tuple[int, list[str]]:
    """The cell to the right of each label the reader knows as a field of projects."""
    cells = 0
    empty: list[str] = []
    used: set[str] = set()
    for row, line in enumerate(read.rows, 1):
        for column, label in enumerate(line, 1):
            text = label.strip(_LABEL_ENDS) if isinstance(label, str) else ""
            meant = max(fits(Kind.PROJECTS, (text,)), key=lambda one: one[1], default=("", 0.0)) if text else ("", 0.0)
            if meant[1] < 1 or meant[0] in used:
                continue
            place = _right_of(sheet, row, column)
            shape = SheetShape(Kind.PROJECTS, read.name, (), (ColumnShape((text,), meant[0]),))
            value = next(ProjectSheet(shape, [project], complete=False).rows([project]))[0]
            if value is not None and _write(sheet, row, place, value):
                used.add(meant[0])
                cells += 1
            else:
                empty.append(f"{text}（{letters(column - 1)}{row}）")
    return cells, empty


def _right_of(sheet: Worksheet, row: int, column: int) -> int:
    """The first column to the right of a label, over what is merged with it."""
    merged = next((one for one in sheet.merged_cells.ranges
                   if one.min_row <= row <= one.max_row and one.min_col <= column <= one.max_col), None)
    return (merged.max_col if merged else column) + 1


def _write(sheet: Worksheet, row: int, column: int, value: Cell) -> bool:
    """Writes into an empty cell: text as text, a number, or a day; what the form says itself stays."""
    cell = sheet.cell(row, column)
    if type(cell).__name__ == "MergedCell" or cell.value not in (None, ""):
        return False
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # =1+1 is somebody's name, not a formula
    elif isinstance(value, date) and cell.number_format == "General":
        cell.number_format = "yyyy-mm-dd"
    return True
