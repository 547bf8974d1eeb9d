"""Fills another department's blank form from the office: a row for each project, or labelled cells of one project."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from sqlmodel import Session

from tracker.domain.blocking import BlockerState
from tracker.domain.reasons import Code
from tracker.files import read_whole
from tracker.ledger.family import Kind
from tracker.ledger.finding import tables_on
from tracker.ledger.form_file import FormFile, FormSheet, NotAForm
from tracker.ledger.headers import fits, letters
from tracker.ledger.layout import SheetLayout, WantedColumn
from tracker.ledger.limits import MAX_FILE
from tracker.ledger.own_book import ColumnShape, SheetShape, shape_of
from tracker.ledger.workbook import BookSheet, Unreadable, read_book
from tracker.ledger.writing import Cell
from tracker.office.book.facts import ProjectFacts, blockers_of, projects_of
from tracker.office.book.projects import ProjectSheet
from tracker.office.desk import Desk
from tracker.office.outcome import Refused, refused

FORM_SUFFIXES = (".xlsx", ".xlsm")
"""How the names of forms end that can be filled."""
_LABEL_ENDS = " ：:＿_"
_PROBLEMS_JOINT = "；"
_ROWS = re.compile(r"(?:('(?:[^']|'')+'|[^\s'!(),;:+\-*/^&=<>{}\"]+)!|(?<![A-Z$!]))\$?[A-Z]{1,3}\$?([0-9]{1,7})"
                   r":\$?[A-Z]{1,3}\$?([0-9]{1,7})")
"""A range in a formula: the sheet it names, and its rows."""


class EmptyCells(NamedTuple):
    """What stayed empty of one header or label: the cells (D5), and whether those are all there are of it."""

    label: str
    cells: tuple[str, ...]
    all: bool


@dataclass(slots=True)
class Filled:
    """A form that was filled: the bytes of the workbook, how many projects stand in it, and what stayed empty."""

    content: bytes = b""
    projects: int = 0
    cells: int = 0
    empty: list[EmptyCells] = field(default_factory=list)
    """What the office does not know."""
    others: list[str] = field(default_factory=list)
    """The sheets nothing was filled in on."""


class _Table(NamedTuple):
    """A table of projects on a sheet of a form, with the blank rows it has; `rows` is None where they do not end."""

    sheet: FormSheet
    name: str
    shape: SheetShape
    first: int
    rows: int | None


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The projects for a form in their order, all there are, and what stops each by its code."""

    projects: Sequence[ProjectFacts]
    every: Sequence[ProjectFacts]
    problems: Mapping[str, str]


def filled_form(desk: Desk, path: Path, codes: Sequence[str]) -> Filled | Refused:
    """The form with the projects of these codes, in this order.

    Every sheet with a table of projects gets a row for each. A form without one has labelled cells, and takes one
    project. What the form says itself stays. Refused where the file is no form of either kind, has too few blank
    rows before something else, the office has no such project, or none is given.
    """
    if not codes:
        return refused(Code.NO_PROJECTS)
    opened = _opened(path)
    if isinstance(opened, Refused):
        return opened
    form, sheets = opened
    with desk.reading() as session:
        chosen = _chosen(session, codes)
    if isinstance(chosen, Refused):
        return chosen
    return _filled(form, sheets, chosen, path.name)


def _filled(form: FormFile, sheets: Sequence[BookSheet], chosen: _Chosen, file: str) -> Filled | Refused:
    """The form filled in the way it asks for: rows of a table, or the labelled cells of one project."""
    found = [(sheet, layout) for sheet in sheets
             if (layout := next((one for one in tables_on(sheet, WantedColumn()) if one.kind is Kind.PROJECTS), None))]
    tables = [_table(form.sheets[sheet.name], sheet, layout) for sheet, layout in found]
    filled = Filled(projects=len(chosen.projects))
    labels = [(sheet, *label) for sheet in sheets for label in _labels(sheet)]
    heads = {(layout.sheet, row) for _, layout in found for row in range(layout.top, layout.first_row)}
    has_room = any(table.rows != 0 for table in tables)
    has_labels = any((sheet.name, row) not in heads for sheet, row, *_ in labels)
    count = len(chosen.projects)
    if has_labels and not has_room:
        if count != 1:
            return refused(Code.FORM_OF_ONE, field="path", value=file, count=count)
        _fill_labels(form, labels, chosen, filled)
        used = {label[0].name for label in labels}
    elif not tables:
        return refused(Code.FORM_UNKNOWN, field="path", value=file)
    else:
        full = next((table for table in tables if table.rows is not None and table.rows < count), None)
        if full is not None:
            return refused(Code.FORM_FULL, field="path", value=full.name, row=full.first + 1, rows=full.rows,
                           count=count)
        for table in tables:
            _fill_rows(table, chosen, filled)
        used = {table.name for table in tables}
    filled.others = [sheet.name for sheet in sheets if sheet.name not in used]
    filled.content = form.saved()
    return filled


def _opened(path: Path) -> tuple[FormFile, list[BookSheet]] | Refused:
    """The form, and its sheets that are not hidden as the reader of ledgers sees them."""
    if path.suffix.lower() not in FORM_SUFFIXES and path.is_file():
        return refused(Code.FORM_NOT_XLSX, field="path", value=path.name)
    try:
        book = read_book(path)
        content = read_whole(path, MAX_FILE)
        if sha256(content).hexdigest() != book.sha256:
            return refused(Code.FILE_UNREADABLE, field="path", value=path.name)
        return FormFile(content), [sheet for sheet in book.sheets if not sheet.hidden and not sheet.is_empty]
    except Unreadable as error:
        codes = {"missing": Code.NO_FILE, "folder": Code.NOT_A_FILE, "not_a_file": Code.NOT_A_FILE,
                 "denied": Code.FILE_UNREADABLE, "password": Code.FORM_LOCKED}
        return refused(codes.get(error.why, Code.FORM_DAMAGED), field="path", value=path.name)
    except NotAForm:
        return refused(Code.FORM_DAMAGED, field="path", value=path.name)
    except OSError:
        return refused(Code.FILE_UNREADABLE, field="path", value=path.name)


def _chosen(session: Session, codes: Sequence[str]) -> _Chosen | Refused:
    every = list(projects_of(session))
    by_code = {project.code: project for project in every}
    unknown = next((code for code in codes if code not in by_code), None)
    if unknown is not None:
        return refused(Code.UNKNOWN_PROJECT, field="project", value=unknown)
    stops: dict[str, list[str]] = {}
    for blocker in blockers_of(session):
        if blocker.state != BlockerState.VERIFIED:
            stops.setdefault(blocker.code, []).append(blocker.description)
    return _Chosen([by_code[code] for code in codes], every,
                   {code: _PROBLEMS_JOINT.join(texts) for code, texts in stops.items()})


# -- a row for each project -------------------------------------------------------------------------------------------


def _table(form: FormSheet, sheet: BookSheet, layout: SheetLayout) -> _Table:
    """The table with the blank rows that follow its header, or the rows below that it has already.

    Rows end where something stands that the form says itself. Sums above them end them too: below the rows they add
    up nothing would be counted.
    """
    shape = shape_of(sheet, layout)
    first = layout.first_row
    summed: int | None = None
    while first <= form.last_row and not _is_blank(form, sheet, shape, first):
        if not _is_a_row(form, shape, first):
            return _Table(form, sheet.name, shape, first, 0)
        ends = [end for place, _ in shape.on_sheet() for end in _summed(form, sheet.name, first, place) if end > first]
        summed = max([*ends, *([] if summed is None else [summed])], default=None)
        first += 1
    end = first
    while end <= form.last_row and _is_blank(form, sheet, shape, end):
        end += 1
    limits = [*([end] if end <= form.last_row else []), *([] if summed is None else [summed + 1])]
    return _Table(form, sheet.name, shape, first, max(0, min(limits) - first) if limits else None)


def _is_blank(form: FormSheet, sheet: BookSheet, shape: SheetShape, row: int) -> bool:
    """Whether a row is there to be filled: nothing stands in it but its number and formulas of its own cells."""
    cells = sheet.rows[row] if row < len(sheet.rows) else []
    if any(top <= row <= bottom for top, _, bottom, _ in form.merges):
        return False
    for place, column in shape.on_sheet():
        if not column.header or not form.says(row, place):
            continue
        cell = cells[place] if place < len(cells) else None
        number = isinstance(cell, int | float) or (isinstance(cell, str) and cell.strip().isdigit())
        if not (column.field == "serial" and number) and (
                not form.formula(row, place) or _summed(form, sheet.name, row, place)):
            return False
    return True


def _summed(form: FormSheet, name: str, row: int, column: int) -> list[int]:
    """The last rows of the ranges of other rows of this sheet that the formula of a cell adds up."""
    ranges = ((int(begin) - 1, int(end) - 1) for sheet, begin, end in _ROWS.findall(form.formula(row, column))
              if not sheet or sheet.removeprefix("'").removesuffix("'").replace("''", "'") == name)
    return [end for begin, end in ranges if begin != end and not begin <= row <= end]


def _is_a_row(form: FormSheet, shape: SheetShape, row: int) -> bool:
    """Whether a row that is not blank is one of the table, an example or a sum, and not a line below it."""
    merged = any(top <= row <= bottom and right - left > 1 for top, left, bottom, right in form.merges)
    return not merged and sum(form.says(row, place) for place, _ in shape.on_sheet()) > 1


def _fill_rows(table: _Table, chosen: _Chosen, filled: Filled) -> None:
    """A row for each project from the first blank one on; rows below those of the form look like its last one."""
    form, columns = table.sheet, dict(table.shape.on_sheet())
    pattern = form.last_row
    empty: dict[int, list[str]] = {}
    for row, (project, cells) in enumerate(_rows(table.shape, chosen), table.first):
        if row > pattern >= table.first:
            form.look_like(row, pattern)
        for (place, column), cell in zip(columns.items(), cells, strict=True):
            value = chosen.problems.get(project.code) if cell is None and column.field == "problems" else cell
            if value is not None and _write(form, row, place, value):
                filled.cells += 1
            elif value is None and column.header and not form.says(row, place):
                empty.setdefault(place, []).append(f"{letters(place)}{row + 1}")
    count = len(chosen.projects)
    filled.empty += [EmptyCells(columns[place].header, tuple(cells), len(cells) == count)
                     for place, cells in sorted(empty.items())]


def _rows(shape: SheetShape, chosen: _Chosen) -> Iterator[tuple[ProjectFacts, list[Cell]]]:
    filler = ProjectSheet(shape, chosen.every, complete=False)
    return zip(chosen.projects, filler.rows(chosen.projects), strict=True)


# -- labelled cells of one project ------------------------------------------------------------------------------------


def _fill_labels(form: FormFile, labels: Sequence[tuple[BookSheet, int, int, str, str]], chosen: _Chosen,
                 filled: Filled) -> None:
    """The cell to the right of each label."""
    used: set[tuple[str, str]] = set()
    for sheet, row, column, label, meant in labels:
        if (sheet.name, meant) in used:
            continue
        page = form.sheets[sheet.name]
        place = _right_of(page, row, column)
        shape = SheetShape(Kind.PROJECTS, sheet.name, (), (ColumnShape((label,), meant),))
        ((project, (value,)),) = _rows(shape, chosen)
        if value is None and meant == "problems":
            value = chosen.problems.get(project.code)
        if value is not None and _write(page, row, place, value):
            used.add((sheet.name, meant))
            filled.cells += 1
        elif not page.says(row, place):
            filled.empty.append(EmptyCells(label, (f"{letters(place)}{row + 1}",), False))


def _labels(sheet: BookSheet) -> Iterator[tuple[int, int, str, str]]:
    """Row, column, text and field of each cell that is a label the reader is sure of."""
    for row, line in enumerate(sheet.rows):
        for column, cell in enumerate(line):
            text = cell.strip(_LABEL_ENDS) if isinstance(cell, str) else ""
            meant, sure = max(fits(Kind.PROJECTS, (text,)), key=lambda one: one[1], default=("", 0.0)) if text else (
                "", 0.0)
            if sure >= 1:
                yield row, column, text, meant


def _right_of(form: FormSheet, row: int, column: int) -> int:
    """The first column to the right of a label, over what is merged with it."""
    return next((right for top, left, bottom, right in form.merges
                 if top <= row <= bottom and left <= column <= right), column) + 1


def _write(form: FormSheet, row: int, column: int, value: str | int | float | date) -> bool:
    """Writes into an empty cell; what the form says itself stays, and so do cells that are merged with another."""
    inside = any(top <= row <= bottom and left <= column <= right and (top, left) != (row, column)
                 for top, left, bottom, right in form.merges)
    if inside or form.says(row, column):
        return False
    form.write(row, column, value)
    return True
