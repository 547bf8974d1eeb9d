"""Where a table ends on a sheet: the titles above a header, and headers further down that begin something else."""

from __future__ import annotations

import re
from typing import Any

from tracker.ledger.families import FAMILIES
from tracker.ledger.family import Kind
from tracker.ledger.layout import SheetLayout
from tracker.ledger.stack import header_text, is_blank
from tracker.ledger.titles import is_title_line, title_texts
from tracker.ledger.workbook import BookSheet

_HEADER_TEXTS = 3
"""Texts that a row further down must have to be the header of another table."""
_SAYS_TITLE = re.compile(r"[:：]|单位|[表单]$|一览|清单|明细|情况$")
"""What a line of several texts has that is a title, where it could be a record of the table above as well."""
_LOOKED_BELOW = 5
"""Rows below a section in which a record of it is looked for."""
_OF_NAMES = (Kind.PROJECTS, Kind.RECEIPTS, Kind.BLOCKERS, Kind.RESULTS)
"""The kinds whose rows are named after projects."""


def header_words(sheet: BookSheet, table: SheetLayout) -> frozenset[object]:
    """Cells by which a further header is known: what names of projects are headed by, here and in other ledgers."""
    who = {"name", "project", "indicator"}
    here = {sheet.rows[row][column] for name, column in table.columns.items() if name in who
            for row in range(table.top, table.first_row) if column < len(sheet.rows[row])}
    known = {word for families in FAMILIES.values() for family in families if family.field in who
             for word in family.names.split() if len(word) > 2 or family.field == "indicator"}
    return frozenset(known | here - {"", None})


def all_header(row: list[Any]) -> bool:
    """Whether a row holds short texts alone, enough of them for a header."""
    filled = [cell for cell in row if cell not in ("", None)]
    return len(filled) >= _HEADER_TEXTS and all(header_text(cell) for cell in filled)


def titles_from(sheet: BookSheet, top: int, above: SheetLayout | None) -> int:
    """The first of the lines above a header that are its titles, blank ones between them."""
    first = top
    for row in range(top - 1, (0 if above is None else above.first_row) - 1, -1):
        if not is_title(sheet.rows[row], below_a_table=above is not None):
            break
        if any(not is_blank(cell) for cell in sheet.rows[row]):
            first = row
    return first


def is_title(row: list[Any], *, below_a_table: bool) -> bool:
    """Whether a line is blank or can be a title; one of several texts that could be a record has to say so."""
    texts = title_texts(row)
    return is_title_line(row) and (
        len(texts) < 2 or not below_a_table or any(_SAYS_TITLE.search(text) for text in texts))


def stands_apart(sheet: BookSheet, top: int) -> bool:
    """Whether a blank line or a title is above a row."""
    return is_title(sheet.rows[top - 1], below_a_table=True)


def records_follow(sheet: BookSheet, row: int, table: SheetLayout) -> bool:
    """Whether soon below a row something has a name and more in its line: what stands there is then no footnote."""
    who = next((table.columns[name] for name in ("name", "project", "indicator") if name in table.columns), 0)
    return any(who < len(cells) and not is_blank(cells[who]) and sum(not is_blank(cell) for cell in cells) > 1
               for cells in sheet.rows[row + 1:row + 1 + _LOOKED_BELOW])


def table_apart(sheet: BookSheet, table: SheetLayout, last: int) -> tuple[int, int | None]:
    """Where the rows of a table end that has below it, before `last`, a header of no kind that is known: the first
    line of its titles, and the row of that header. None for the header where there is none.
    """
    if table.kind not in _OF_NAMES:
        return last, None
    words, own = header_words(sheet, table), [head.header for head in table.heads().values()]
    for row in range(table.first_row + 1, last):
        cells = sheet.rows[row]
        if not words.isdisjoint(cells) and all_header(cells) and stands_apart(sheet, row) and not all(
                any(text in header for header in own) for text in map(header_text, cells)):
            return titles_from(sheet, row, table), row
    return last, None
