"""Fills the labelled cells of a form that takes one project: the cell to the right of each label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tracker.ledger.asked_money import asked_money
from tracker.ledger.family import Kind
from tracker.ledger.form_choices import Choices
from tracker.ledger.form_file import FormSheet
from tracker.ledger.headers import fits, letters
from tracker.ledger.layout import SheetLayout
from tracker.ledger.own_book import NOTE, ColumnShape, SheetShape
from tracker.ledger.stack import Headings, header_text
from tracker.ledger.titles import title_texts
from tracker.ledger.workbook import BookSheet
from tracker.office.book.form_cells import FormColumns, FormFacts
from tracker.office.book.form_writing import Filled, FormWriter, HeadedCells, in_full

_LABEL_ENDS = " ：:＿_"
_LONGEST_LABEL = 20
_LINE = re.compile(r"(.*[:：]\s*)[_＿]{2,}\s*", re.DOTALL)
"""A label with a line behind it in its own cell, to write on."""


class Label(NamedTuple):
    """A cell that says what is to be written beside it; the field is that of a column of this header."""

    row: int
    column: int
    text: str
    field: str


def is_card(sheet: BookSheet, layout: SheetLayout) -> bool:
    """Whether what was found as a table is a line of labels, each with a blank cell beside it, and others around it."""
    headings = Headings(sheet).stack(layout.top, 1)
    merged = {left: right for (top, left), (_, right) in sheet.merges if top == layout.top}
    beside = [column for column in headings if merged.get(column, column) + 1 in headings]
    further = sum(1 for row in sheet.rows[layout.top + 1:] for cell in row if _field_of(cell))
    return not beside and further > 0


def labels_on(sheet: BookSheet, form: FormSheet, today: date) -> list[Label]:
    """The labels of a sheet that the reader is sure of, or that ask for money that arrived."""
    return [label for label in _labels(sheet, form, today) if label.field]


def _labels(sheet: BookSheet, form: FormSheet, today: date) -> Iterator[Label]:
    """Those, and each text that has an empty cell beside it, whose meaning is not known."""
    for row, line in enumerate(sheet.rows):
        for column, cell in enumerate(line):
            text = cell.strip(_LABEL_ENDS) if isinstance(cell, str) else ""
            if not text:
                continue
            field = _field_of(cell) or (NOTE if asked_money((text,), "", today) is not None else "")
            beside = _right_of(form, row, column)
            if field or (len(text) <= _LONGEST_LABEL and form.holds(row, beside) and header_text(cell)):
                yield Label(row, column, text, field)


def _field_of(cell: object) -> str:
    """The field a label means, if the reader is sure of it."""
    text = cell.strip(_LABEL_ENDS) if isinstance(cell, str) else ""
    field, sure = max(fits(Kind.PROJECTS, (text,)), key=lambda fit: fit[1], default=("", 0.0)) if text else ("", 0.0)
    return field if sure >= 1 else ""


def fill_labels(form: FormSheet, sheet: BookSheet, facts: FormFacts, choices: Choices, filled: Filled) -> None:
    """The cells beside the labels of a sheet, each field once; the others are named."""
    writer, used = FormWriter(form, sheet.name, choices), set[str]()
    titles = tuple(text for row in sheet.rows[:2] for text in title_texts(row))[:2]
    for label in list(_labels(sheet, form, facts.today)):
        place = _right_of(form, label.row, label.column)
        shape = SheetShape(Kind.PROJECTS, sheet.name, titles, (ColumnShape((label.text,), label.field or NOTE,
                                                                           label.text),))
        asked = FormColumns(shape, facts, " ".join((*titles, sheet.name)))
        (value,) = next(asked.rows())
        line = _LINE.fullmatch(str(sheet.rows[label.row][label.column]))
        if label.field != NOTE and label.field in used:
            value = None
        if line and value not in (None, ""):
            form.write(label.row, label.column, f"{line[1]}{in_full(value)}")
            written = True
        else:
            written = writer.write(label.row, place, value, label.field)
        if written:
            used.add(label.field)
            filled.cells += 1
        elif value != "" and writer.lacks(label.row, place):
            filled.empty.append(HeadedCells(label.text, (f"{letters(place)}{label.row + 1}",), False,
                                            asked.is_unclear(facts.projects[0].code, 0)))


def _right_of(form: FormSheet, row: int, column: int) -> int:
    """The first column to the right of a label, over what is merged with it."""
    merge = form.merges.over_cell(row, column)
    return (merge.right if merge else column) + 1
