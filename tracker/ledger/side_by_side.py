"""Tells apart tables that stand side by side on a sheet: each is seen as a sheet of its own, on its own columns."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from tracker.ledger.families import FAMILIES
from tracker.ledger.family import Kind
from tracker.ledger.headers import fold
from tracker.ledger.raw import BookSheet
from tracker.ledger.stack import header_text, is_blank

_LOOK_AT = 12
"""Rows from the top in which a header that stands there twice is looked for."""
_LEAST = 3
"""Headers that a table has at least."""
_NAMES = frozenset(fold(word) for family in FAMILIES[Kind.PROJECTS] if family.field == "name"
                   for word in family.names.split() if len(word) > 2) | {"项目"}
_TARGETS = frozenset(fold(word) for family in FAMILIES[Kind.TARGETS] if family.field == "indicator"
                     for word in family.names.split() if "指标" in word)
"""Headers of the names of targets, which take two columns."""
_SERIALS = frozenset(fold(word) for family in FAMILIES[Kind.PROJECTS] if family.field == "serial"
                     for word in family.names.split())


def split(sheet: BookSheet) -> tuple[BookSheet, ...]:
    """The sheet once for each table, with the cells of the others blank; one where no tables stand side by side.

    A line above the tables that only one of them has, such as the title of the sheet, is seen by all.
    """
    for top, row in enumerate(sheet.rows[:_LOOK_AT]):
        starts = _starts(row)
        if len(starts) > 1:
            bounds = [0, *starts[1:], max(map(len, sheet.rows))]
            return tuple(_view(sheet, top, first, last) for first, last in pairwise(bounds))
    return (sheet,)


def _starts(row: list[object]) -> list[int]:
    """The first column of each table, by a row of headers: names stand there twice, apart by a gap or a serial."""
    heads = [fold(header_text(cell)) for cell in row]
    names = [column for column, head in enumerate(heads) if head in _NAMES | _TARGETS]
    starts: list[int] = []
    for column in names:
        first = column
        while first and heads[first - 1] in _SERIALS:
            first -= 1
        if not starts or first < column or not heads[first - 1]:
            starts.append(first)
    bounds = [*starts, len(heads)]
    wide = all(sum(map(bool, heads[first:last])) >= _LEAST - (not _TARGETS.isdisjoint(heads[first:last]))
               for first, last in pairwise(bounds))
    return starts if wide and len(starts) == len(names) else []


def _view(sheet: BookSheet, top: int, first: int, last: int) -> BookSheet:
    rows = []
    for place, row in enumerate(sheet.rows):
        own = row[first:last]
        if place < top and all(is_blank(cell) for cell in own):
            rows.append(row)
        else:
            rows.append([""] * min(first, len(row)) + own)
    merges = [merge for merge in sheet.merges if first <= merge[0][1] < last or merge[1][0] < top]
    return replace(sheet, rows=rows, merges=merges, first=first)
