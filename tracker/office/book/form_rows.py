"""Fills the tables of a form: a row for each project, rows put in where the blank ones are too few, and the sums."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tracker.domain.fields import AmountField, NumberField
from tracker.domain.matching import MatchedBy, ProjectNamed, is_bare_same, matched
from tracker.domain.names import fold_name
from tracker.domain.profile import FIELDS
from tracker.ledger.asked_money import asked_money
from tracker.ledger.excel import MOST_ROWS, Cell
from tracker.ledger.family import Kind
from tracker.ledger.finding import tables_on
from tracker.ledger.footers import FOOTER
from tracker.ledger.form_choices import Choices
from tracker.ledger.form_file import FormFile, FormSheet
from tracker.ledger.form_formulas import PutIn
from tracker.ledger.headers import letters
from tracker.ledger.layout import SheetLayout, WantedColumn
from tracker.ledger.lines import NO_RECORD, SUM_NAME
from tracker.ledger.own_book import NOTE, ColumnShape, SheetShape, shape_of
from tracker.ledger.references import ranges_in
from tracker.ledger.sections import CHINESE_NUMBER, row_key
from tracker.ledger.workbook import BookSheet
from tracker.office.book.cells import as_number
from tracker.office.book.facts import PLACES, ProjectFacts
from tracker.office.book.form_cells import FormColumns, FormFacts
from tracker.office.book.form_results import result_asked
from tracker.office.book.form_writing import Filled, FormWriter, HeadedCells

_FEWEST = 3
"""Columns that can be filled, below which a line of words is no header."""
_SECTION = re.compile(rf"[(（]?{CHINESE_NUMBER}[)）、.．]")
"""How a line begins that heads several rows."""
_SUM_WITHIN = 3
"""Rows below those of the projects within which their sum stands."""


class FormTable(NamedTuple):
    """A table of projects on a sheet of a form: its first blank row, and how many of them there are.

    `is_open`: nothing stands below them, in the file there are not even rows.
    """

    form: FormSheet
    sheet: BookSheet
    shape: SheetShape
    head: int
    """The first row below the header."""
    first: int
    rows: int
    is_open: bool
    given: tuple[int, ...] = ()
    """The rows in which the form names a project itself."""

    @property
    def name(self) -> str:
        """The name of its sheet."""
        return self.sheet.name

    @property
    def blank(self) -> list[int]:
        """The rows to be filled; of rows that are merged to one, the first."""
        name = _name_column(self.shape)
        return [row for row in range(self.first, self.first + self.rows) if _span(self.form, row, name)[0] == row]

    def is_short_of_merged(self, facts: FormFacts, *, adds: bool) -> bool:
        """Whether its blank rows are merged to blocks and too few: rows put in would not be merged as those are."""
        return len(self.blank) < min(self.rows, len(_filled_by(self, facts, adds=adds)[1]))


def form_layout(sheet: BookSheet, today: date) -> SheetLayout | None:
    """The table of projects on a sheet of a form; None where there is none.

    A form may ask for less than a ledger has: a name and two columns more that the office can fill are enough.
    """
    layout = next((table for table in tables_on(sheet, WantedColumn()) if table.kind is Kind.PROJECTS), None)
    if layout is None:
        layout = next(iter(tables_on(sheet, WantedColumn(kind=Kind.PROJECTS))), None)
        if layout is None or sum(_can_be_filled(column, layout.title, today)
                                 for column in shape_of(sheet, layout).columns) < _FEWEST:
            return None
    name = layout.columns["name"]
    rows = next((row for row in range(layout.top + 1, layout.first_row) if _is_sum(sheet, row, name)), layout.first_row)
    if rows < layout.first_row:  # a sum right below is no part of the header
        wanted = WantedColumn(kind=Kind.PROJECTS, header_row=layout.top + 1, header_rows=rows - layout.top)
        layout = next(iter(tables_on(sheet, wanted)), None)
    return layout


def _can_be_filled(column: ColumnShape, title: str, today: date) -> bool:
    return column.field not in ("", NOTE, "serial") or asked_money(column.parts, title, today) is not None


def form_table(form: FormSheet, sheet: BookSheet, layout: SheetLayout) -> FormTable:
    """The table with the blank rows that follow its header, or the rows below that it has already.

    Rows end where something stands that the form says itself, where the lines around them end, and with the last row
    that a sum above them adds up.
    """
    shape = shape_of(sheet, layout)
    first = layout.first_row
    summed: int | None = None
    while first <= form.last_row and not _is_blank(form, sheet, shape, first):
        if not _is_a_row(form, sheet, shape, first):
            return FormTable(form, sheet, shape, layout.first_row, first, 0, is_open=False)
        ends = [end for place, _ in shape.on_sheet() for end in _summed(form, sheet.name, first, place) if end > first]
        summed = max([*ends, *([] if summed is None else [summed])], default=None)
        first += 1
    name = _name_column(shape)
    is_ruled, end = form.is_ruled(first, name), first
    while end <= form.last_row and _is_blank(form, sheet, shape, end) and form.is_ruled(end, name) == is_ruled:
        end += 1
    if summed is not None:
        end = summed + 1 if end > form.last_row else min(end, summed + 1)
    is_open = end > form.last_row and summed is None
    given = tuple(_given_rows(form, sheet, shape, layout.first_row))
    return FormTable(form, sheet, shape, layout.first_row, first, max(0, end - first), is_open=is_open, given=given)


def _given_rows(form: FormSheet, sheet: BookSheet, shape: SheetShape, row: int) -> Iterator[int]:
    """From a row on, down to the first that is no row of the table: those in which the form names a project."""
    while row <= form.last_row:
        if _names_one(form, sheet, shape, row):
            yield row
        elif not _is_blank(form, sheet, shape, row) and not _is_a_row(form, sheet, shape, row):
            return
        row += 1


def _names_one(form: FormSheet, sheet: BookSheet, shape: SheetShape, row: int) -> bool:
    """Whether a row names a project: no sum, no example, no section, no line about the table, and no other header."""
    name = _name_column(shape)
    cells = sheet.rows[row][:name + 1] if row < len(sheet.rows) else []
    text = cells[name] if name < len(cells) else None
    if not isinstance(text, str) or not text.strip() or _is_sum(sheet, row, name):
        return False
    if any(merge.right - merge.left > 1 for merge in form.merges.over_row(row)):
        return False
    header = dict(shape.on_sheet())[name].header
    return fold_name(text) != fold_name(header) and not any(
        isinstance(cell, str) and (FOOTER.match(cell) or NO_RECORD.match(cell.strip()) or _SECTION.match(cell.strip()))
        for cell in cells)


def _is_blank(form: FormSheet, sheet: BookSheet, shape: SheetShape, row: int) -> bool:
    """Whether a row is there to be filled: nothing stands in it but its number and formulas of its own cells.

    What is merged over several rows stands beside them (县区); a row that is merged over several columns is none.
    """
    cells = sheet.rows[row] if row < len(sheet.rows) else []
    headed = {place for place, column in shape.on_sheet() if column.header}
    if any(len(headed.intersection(range(merge.left, merge.right + 1))) > 1 for merge in form.merges.over_row(row)):
        return False
    for place, column in shape.on_sheet():
        if not column.header or not form.says(row, place) or _stands_beside(form, row, place, shape):
            continue
        cell = cells[place] if place < len(cells) else None
        number = isinstance(cell, int | float) or (isinstance(cell, str) and cell.strip().isdigit())
        if not (column.field == "serial" and number) and (
                not form.formula(row, place) or _summed(form, sheet.name, row, place)):
            return False
    return True


def _stands_beside(form: FormSheet, row: int, place: int, shape: SheetShape) -> bool:
    """Whether a cell is merged over the rows of several projects and so says something of all of them."""
    top, bottom = _span(form, row, place)
    return top < bottom and (top, bottom) != _span(form, row, _name_column(shape))


def _span(form: FormSheet, row: int, place: int) -> tuple[int, int]:
    """The first and the last row that a cell is merged over."""
    merge = form.merges.over_cell(row, place)
    return (merge.top, merge.bottom) if merge else (row, row)


def _summed(form: FormSheet, name: str, row: int, column: int) -> list[int]:
    """The last rows of the ranges of other rows of this sheet that the formula of a cell adds up."""
    ranges = (cells for cells in ranges_in(form.formula(row, column)) if cells.sheet in ("", name))
    return [cells.bottom for cells in ranges if cells.top != cells.bottom and not cells.top <= row <= cells.bottom]


def _is_a_row(form: FormSheet, sheet: BookSheet, shape: SheetShape, row: int) -> bool:
    """Whether a row that is not blank is one of the table, an example or a sum above, and not a line below it.

    A sum is above its rows where blank ones follow, or where it says which rows it adds up.
    """
    merged = any(merge.right - merge.left > 1 for merge in form.merges.over_row(row))
    if _is_sum(sheet, row, _name_column(shape)) and not any(
            end > row for place, _ in shape.on_sheet() for end in _summed(form, sheet.name, row, place)):
        return _is_blank(form, sheet, shape, row + 1) and row < form.last_row
    return not merged and (sum(form.says(row, place) for place, _ in shape.on_sheet()) > 1
                           or _names_one(form, sheet, shape, row))


def _is_sum(sheet: BookSheet, row: int, name: int) -> bool:
    """Whether a row says in the column of the names, or before it, that it is a sum."""
    return row < len(sheet.rows) and any(
        isinstance(cell, str) and SUM_NAME.fullmatch(row_key(cell)) for cell in sheet.rows[row][:name + 1])


def _name_column(shape: SheetShape) -> int:
    return next(place for place, column in shape.on_sheet() if column.field == "name")


def _filled_by(table: FormTable, facts: FormFacts, *, adds: bool) -> tuple[dict[int, ProjectFacts], list[ProjectFacts]]:
    """The rows of a form that name projects of the office, and the projects that go into blank rows.

    A form that names projects, known or not, asks for those; only with `adds` others are added.
    """
    named = {given.row: given.project for given in _given(table, facts) if given.project is not None}
    there = {project.code for project in named.values()}
    return named, [] if table.given and not adds else [one for one in facts.projects if one.code not in there]


class _Given(NamedTuple):
    """A row in which a form names a project: as it is written, and ours, if there is one, and only one."""

    row: int
    text: str
    project: ProjectFacts | None
    is_alike: bool
    """Whether only the likeness of the names tells that it is that one."""


def _given(table: FormTable, facts: FormFacts) -> list[_Given]:
    """The rows of a form that name projects: by our code, the name, the credit code, or likeness."""
    places = {column.field: place for place, column in table.shape.on_sheet()}

    def text_in(row: int, field: str) -> str:
        cells, place = table.sheet.rows[row], places.get(field)
        cell = cells[place] if place is not None and place < len(cells) else None
        return cell.strip() if isinstance(cell, str) else ""

    lines = [ProjectNamed(text_in(row, "code"), fold_name(text_in(row, "name")), text_in(row, "credit_code"))
             for row in table.given]
    ours = [ProjectNamed(project.code, fold_name(project.name), str(project.values[PLACES["credit_code"]] or ""))
            for project in facts.every]
    investors = [fold_name(str(project.values[PLACES["investor"]] or "")) for project in facts.every]

    def agrees(at: int, place: int) -> bool:
        investor = fold_name(text_in(table.given[at], "investor"))
        return is_bare_same(lines[at].key, ours[place].key) if not investor else investor == investors[place]

    return [_Given(row, text_in(row, "name"), facts.every[match.places[0]] if len(match.places) == 1 else None,
                   match.by is MatchedBy.LIKENESS)
            for row, match in zip(table.given, matched(lines, ours, agrees), strict=True)]


def _tell_given(given: Iterable[_Given], filled: Filled) -> None:
    """Keeps which names in rows were not found, and which only likeness told."""
    for row in given:
        if row.project is None:
            filled.unknown.append(row.text)
        elif row.is_alike:
            filled.alike.append((row.text, row.project.code, row.project.name))


def fill_rows(form: FormFile, table: FormTable, facts: FormFacts, choices: Choices, filled: Filled, *,
              adds: bool = True) -> None:
    """A row for each project: those that name one, then from the first blank one on; and the sums of the form that add
    nothing up themselves. `adds` puts projects into a form that names others.
    """
    named, others = _filled_by(table, facts, adds=adds)
    _tell_given(_given(table, facts), filled)
    facts = replace(facts, projects=[*named.values(), *others])
    count, last = len(facts.projects), table.first + table.rows - 1
    is_merged = len(table.blank) < table.rows
    more = 0 if is_merged else len(others) - table.rows
    rows = [*named, *(table.blank if is_merged else range(table.first, table.first + len(others)))]
    if more > 0 and not (table.is_open and table.rows == 0):
        table.form.forget_rows_from(MOST_ROWS - more)
        form.put_in(PutIn(table.name, table.first + 1, table.first + table.rows, more,
                          last + 1 if table.rows else _like(table) + 1, moves=not table.is_open))
        if not table.is_open:
            filled.added[table.name] = more
    filled.codes |= {project.code for project in facts.projects}
    writer = FormWriter(table.form, table.name, choices)
    columns = dict(table.shape.on_sheet())
    context = " ".join((*table.shape.titles, table.name))
    empty: dict[tuple[int, bool], list[str]] = {}
    texts: dict[tuple[int, bool], list[str]] = {}
    values: dict[int, list[Cell]] = {place: [] for place in columns}
    numbers = {row: number for number, row in enumerate((*table.given, *rows[len(named):]), 1)}
    asked = FormColumns(table.shape, facts, context)
    for row, project, cells in zip(rows, facts.projects, asked.rows(), strict=False):
        for (place, column), known in zip(columns.items(), cells, strict=True):
            if not column.header or _stands_beside(table.form, row, place, table.shape):
                continue
            value = numbers[row] if column.field == "serial" else known
            if writer.write(row, place, value, column.field, min(row, max(last, table.first))):
                filled.cells += 1
                values[place].append(value)
                if isinstance(value, str) and _adds_up(column, facts, context):
                    texts.setdefault((place, False), []).append(f"{letters(place)}{row + 1}")
            elif value != "" and writer.lacks(row, place):
                why = place, asked.is_unclear(project.code, place - table.shape.first)
                empty.setdefault(why, []).append(f"{letters(place)}{row + 1}")
    for told, headed in ((filled.empty, empty), (filled.texts, texts)):
        told += [HeadedCells(columns[place].header, tuple(cells), len(cells) == count, unclear)
                 for (place, unclear), cells in sorted(headed.items())]
    _fill_sums(table, values, max(more, 0), (writer, facts, context), filled)


def _like(table: FormTable) -> int:
    """The row whose look rows take where the form has no blank one: the sum below, the example above."""
    below = table.first <= table.form.last_row and _is_sum(table.sheet, table.first, _name_column(table.shape))
    return table.first if below or table.first == table.head else table.first - 1


def _fill_sums(table: FormTable, values: dict[int, list[Cell]], moved: int,
               by: tuple[FormWriter, FormFacts, str], filled: Filled) -> None:
    """The row of the sum: each amount whose cell is empty; one that holds a text cannot be added up and stays so."""
    writer, facts, context = by
    below = range(table.first + table.rows, table.first + table.rows + _SUM_WITHIN)
    name = _name_column(table.shape)
    row = next((row for row in (*range(table.head, table.first), *below) if _is_sum(table.sheet, row, name)), None)
    if row is None:
        return
    shown = row + moved if row >= table.first and not table.is_open else row
    for place, column in table.shape.on_sheet():
        if not _adds_up(column, facts, context) or not writer.lacks(shown, place):
            continue
        numbers = [value for value in values[place] if isinstance(value, int | float)]
        total = sum((Decimal(repr(number)) for number in numbers), Decimal())
        if numbers and len(numbers) == len(values[place]) and not _has_numbers(table, place) and writer.write(
                shown, place, as_number(total), "", row):
            filled.cells += 1
        else:
            filled.empty.append(HeadedCells(column.header, (f"{letters(place)}{shown + 1}",), False))


def _adds_up(column: ColumnShape, facts: FormFacts, context: str) -> bool:
    """Whether the column holds what can be added up: money or land."""
    return isinstance(FIELDS.get(column.field), AmountField | NumberField) or (
        column.field not in FIELDS and asked_money(column.parts, context, facts.today) is not None) or (
        (result := result_asked(column, context, facts.today)) is not None and result.what.of_money)


def _has_numbers(table: FormTable, place: int) -> bool:
    """Whether rows that the form brings itself have numbers in a column: whether they belong to the sum is not known.
    """
    rows = [row for row in table.sheet.rows[table.head:table.first] if place < len(row)]
    return any(isinstance(row[place], int | float) and not str(row[0]).startswith(("例", "示例")) for row in rows)
