"""Writes the rows of a sheet as the markup they are kept in, several times as fast as xlsxwriter does cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.ledger.excel import DAY_ZERO, Cell, cut_to_cell
from tracker.ledger.headers import letters
from tracker.ledger.paper import Paper, line_count, row_height

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_NOT_AS_IT_IS = re.compile(r"[&<>_\s\x00-\x1f\ufffe\uffff]")
"""What a text may have in it that is not, or not always, written as it is; most texts have nothing of it."""
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")
_NOT_IN_MARKUP = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ZERO = DAY_ZERO.toordinal()


@dataclass(frozen=True, slots=True)
class CellLooks:
    """The formats of the cells of a table: texts, days, numbers."""

    text: Format
    day: Format
    number: Format


def write_rows(sheet: Worksheet, first: int, rows: Iterable[Sequence[Cell]], paper: Paper,
               looks: CellLooks) -> tuple[int, int]:
    """Writes the rows of a sheet whose rows go to the disk, from a `first` one (from 0) on, each high enough for its
    texts. The answer is the last row, and how many texts were cut.

    What comes out is to the byte what `write_string`, `write_number` and `set_row` write, but that every text is text:
    also one between <r> and </r>, and each of two escapes that share an underscore. Nothing may be written above these
    rows afterwards.
    """
    row, cut = _Row(paper, looks), 0
    sheet._write_single_row(first)  # what is above them
    write, last = sheet.row_data_fh.write, first
    for last, cells in enumerate(rows, first):
        markup, cut_here = row.markup(last + 1, cells)
        write(markup)
        cut += cut_here
    # What the sheet says of itself: how far it goes, and that its rows up to here are written.
    sheet._check_dimensions(last, len(paper.widths) - 1)
    sheet.previous_row = last + 1
    return last, cut


class _Row:
    """The markup of a row."""

    def __init__(self, paper: Paper, looks: CellLooks) -> None:
        text, day, number = (look._get_xf_index() for look in (looks.text, looks.day, looks.number))
        self._columns = [(f'<c r="{letters(column)}', width, paper.characters(column))
                         for column, width in enumerate(paper.widths)]
        self._text, self._day, self._number = f'" s="{text}" t="inlineStr"><is><t', f'" s="{day}"><v>', (
            f'" s="{number}"><v>')
        self._heights = _Heights()

    def markup(self, number: int, cells: Sequence[Cell]) -> tuple[str, int]:
        """The row of a number (from 1), and how many of its texts were cut."""
        parts, lines, cut = [""], 1, 0
        text, special = f"{number}{self._text}", _NOT_AS_IT_IS.search
        for cell, (where, width, surely_one_line) in zip(cells, self._columns, strict=False):
            if cell is None:
                continue
            if isinstance(cell, str):
                if len(cell) > surely_one_line or special(cell):
                    fitting = cut_to_cell(cell)
                    cut += fitting is not cell
                    lines = max(lines, line_count(fitting, width))
                    parts.append(f"{where}{text}{_escaped(fitting)}</t></is></c>")
                else:
                    parts.append(f"{where}{text}>{cell}</t></is></c>")
            elif isinstance(cell, date):
                parts.append(f"{where}{number}{self._day}{cell.toordinal() - _ZERO}</v></c>")
            else:
                parts.append(f"{where}{number}{self._number}{cell:.16G}</v></c>")
        if len(parts) == 1 and lines == 1:
            return "", 0
        parts[0] = f'<row r="{number}"{self._heights[lines]}>'
        parts.append("</row>")
        return "".join(parts), cut


class _Heights(dict[int, str]):
    """How a row of so many lines says its height."""

    def __missing__(self, lines: int) -> str:
        pixels = int(row_height(lines) * 4 / 3 + 0.5)
        self[lines] = said = f' ht="{pixels * 0.75:.16g}" customHeight="1"'
        return said


def _escaped(text: str) -> str:
    """The rest of the tag of a text, and the text: signs that mean something in markup are spelt out."""
    text = _NOT_IN_MARKUP.sub(lambda found: f"_x{ord(found[0]):04X}_", _LOOKS_ESCAPED.sub("_x005F_", text))
    begun = ' xml:space="preserve">' if text != text.strip() else ">"
    return begun + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
