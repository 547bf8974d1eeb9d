"""The numbers of the lines of a card: 1 项目名称, 2 投资方; they are no labels and no values."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.ledger.card_labels import NAMED, SURE, CardPlace, meant_by
from tracker.ledger.raw import BookSheet
from tracker.ledger.stack import is_blank

_NUMBER = re.compile(r"(\d{1,3})(?:\.0)?\s*[、.．]?")
_LEAST = 3
"""Numbered lines that a card has at least."""


def numbers_beside(sheet: BookSheet) -> frozenset[CardPlace]:
    """The cells of the first column that number the labels beside them from 1 on, and their header; none where they
    number anything else.
    """
    column = [(row, cells[0]) for row, cells in enumerate(sheet.rows) if cells and not is_blank(cells[0])]
    start = next((place for place, (_, cell) in enumerate(column) if _is_number(cell, 1)), None)
    if start is None:
        return frozenset()
    numbered = []
    for number, (row, cell) in enumerate(column[start:], 1):
        if not _is_number(cell, number):
            break
        numbered.append(row)
    labels = [next((cell for cell in sheet.rows[row][1:] if not is_blank(cell)), "") for row in numbered]
    known = [meant_by(label, SURE) for label in labels]
    if len(numbered) < _LEAST or not any(meant_by(label, NAMED) == "name" for label in labels[:_LEAST]) or (
            sum(map(bool, known)) * 2 < len(known)):
        return frozenset()
    head = column[start - 1] if start else None
    heads = {(head[0], 0)} if head is not None and meant_by(head[1], SURE) == "serial" else set()
    return frozenset(heads | {(row, 0) for row in numbered})


def without_cells(sheet: BookSheet, places: frozenset[CardPlace]) -> BookSheet:
    """The sheet with some cells of its first column left blank."""
    rows = [["", *cells[1:]] if (row, 0) in places else cells for row, cells in enumerate(sheet.rows)]
    return replace(sheet, rows=rows) if places else sheet


def _is_number(cell: object, number: int) -> bool:
    match = None if isinstance(cell, bool) else _NUMBER.fullmatch(str(cell).strip())
    return match is not None and int(match[1]) == number
