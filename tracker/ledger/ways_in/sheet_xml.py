"""Looks through the XML of an xlsx sheet for what the library that reads its values does not give.

That is: where the filled cells end, which cells are failed formulas, formulas without a result or months, which rows
and columns are hidden, which cells are merged. Sheets are long, and each is looked through as bytes, some rows at a
time. What nearly every program writes (`<c r="B2" s="1" t="s">`) is found with one expression for all cells; any other
way to write a cell is taken apart cell by cell, which is some five times slower.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from html import unescape

from tracker.ledger import limits
from tracker.ledger.limits import within
from tracker.ledger.raw import CellError, Merge, NoValue
from tracker.ledger.ways_in.values import CellMark, CellMarks

# No expression below looks past the tag it begins in, so that XML made to fool them takes time by its length alone.
_ATTRIBUTES = rb"""((?:\s+[^\s=<>"']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*+)\s*"""
_ATTRIBUTE = re.compile(rb"""([^\s=<>"':]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_INSIDE = rb"([^<]*(?:<(?!/?(?:[\w.-]+:)?c[\s>/])[^<]*)*+)"
_ANY = re.compile(
    rb"<(?:[\w.-]+:)?(?:row" + _ATTRIBUTES + rb"/?>"
    rb"|c" + _ATTRIBUTES + rb"(?:/>|>" + _INSIDE + rb"</(?:[\w.-]+:)?c\s*>))"
)
_CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)"')
_FILLED = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^<>/]*>')
_RUNS = re.compile(rb"([0-9]+)(?:,\1(?![0-9]))*+")
_HIDDEN_ROW = re.compile(rb"<(?:[\w.-]+:)?row(\s[^<>]*hidden=[^<>]*)>")
_COLUMN = re.compile(rb"<(?:[\w.-]+:)?col(\s[^<>]*)>")
_MERGE = re.compile(rb"""<(?:[\w.-]+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([^"']*)["']""")
_CELL_BEGINS = b'<c r="'
_FAILED = re.compile(rb' t="e"[^<>/]*>' + _INSIDE + rb"</c>")
_FORMULA = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"([^<>/]*)>(\s*<f(?:\s[^<>]*?)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*)</c>'
)
_NO_RESULT = re.compile(rb"(?:</f>|<f(?:\s[^<>]*)?/>)\s*+(?:<v\s*/>|<v></v>)?\s*+</c>")
_SHOWN = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^<>]*)?>([^<]*)<")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?(?:v|is|t)(?:\s[^<>]*)?>")
_HAS_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_DATA = re.compile(rb"<([\w.-]+:)?sheetData[\s/>]")
_DATA_NAME = b"sheetData>"
_AFTER = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>")
_ROW_END = re.compile(rb"</[\w.-]+:row\s*>")
_PLACE = re.compile(rb"([A-Z]{1,3})([0-9]{1,7})")
_LETTERS = bytes(range(ord("A"), ord("Z") + 1))
_TRUE = (b"1", b"true")


class SheetScan:
    """What a sheet was found to be. `months` are the styles of cells whose numbers are months, with their formats.

    Where the filled cells end is looked for `exactly`, or quickly: then cells that only have a style count too.
    """

    def __init__(self, months: dict[int, int], *, exactly: bool = False) -> None:
        self.rows = 0
        self.columns = 0
        self.cells = 0
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merges: list[Merge] = []
        self.marks: CellMarks = defaultdict(dict)
        self._months = months
        self._exactly = exactly
        styles = b"|".join(b"%d" % style for style in months)
        self._month = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^<>/]* s="(' + styles + rb')"[^<>/]*>') if months else None
        self._rest = b""
        self._look = self._head
        self._dressed = False
        self._row = -1
        self._column = -1

    def feed(self, piece: bytes) -> None:
        """Takes the next piece of the sheet in. Raises OverLimit."""
        text = self._rest + piece
        self._rest = b""
        self._look(text)

    def end(self) -> None:
        """Looks at what is left when the sheet has ended."""
        text, self._rest = self._rest, b""
        if self._look == self._data:
            self._some_rows(text)
        elif self._look == self._tail:
            self._merged(text)

    def _keep(self, text: bytes) -> None:
        """Keeps what is not whole yet until more of it comes."""
        within("row_bytes", len(text), limits.MAX_ROW_BYTES)
        self._rest = text

    def _head(self, text: bytes) -> None:
        start = _DATA.search(text)
        if not start:
            self._keep(text)
            return
        self._dressed = start[1] is not None
        for column in _COLUMN.finditer(text, 0, start.start()):
            self._hidden_column(_attributes(column[1]))
        self._look = self._data
        self._data(text[start.start():])

    def _data(self, text: bytes) -> None:
        after = text.find(_DATA_NAME)
        while after >= 0:
            start = text.rfind(b"</", 0, after)
            if start >= 0 and _AFTER.match(text, start):
                self._some_rows(text[:start])
                self._look = self._tail
                self._tail(text[start:])
                return
            after = text.find(_DATA_NAME, after + 1)
        cut = text.rfind(b"</row>") + 6
        if self._dressed:
            cut = max((end.end() for end in _ROW_END.finditer(text)), default=0)
        if cut >= 6:
            self._some_rows(text[:cut])
        self._keep(text[cut if cut >= 6 else 0:])

    def _tail(self, text: bytes) -> None:
        cut = text.rfind(b">") + 1
        self._merged(text[:cut])
        self._keep(text[cut:])

    def _merged(self, text: bytes) -> None:
        for reference in _MERGE.findall(text):
            first, _, last = reference.partition(b":")
            if last:
                self.merges.append((_place(first), _place(last)))
        within("merges", len(self.merges), limits.MAX_MERGES)

    def _some_rows(self, text: bytes) -> None:
        references = _CELL.findall(text)
        if self._dressed or len(references) != text.count(b"<c"):
            self._one_by_one(text)
            return
        if references:
            self._row = int(references[-1].lstrip(_LETTERS)) - 1
            if self._exactly:
                references = _FILLED.findall(text)
            self._counted(len(references))
            if references:
                self._extent(references)
        self._mark_some(text)
        if b"hidden=" in text:
            for attributes in _HIDDEN_ROW.findall(text):
                row = _attributes(attributes)
                if row.get(b"hidden") in _TRUE and row.get(b"r", b"").isdigit():
                    self.hidden_rows.add(int(row[b"r"]) - 1)

    def _mark_some(self, text: bytes) -> None:
        for failed in _FAILED.finditer(text):
            reference = _CELL.match(text, text.rfind(_CELL_BEGINS, 0, failed.start()))
            if reference:
                self._mark(*_place(reference[1]), _failure(failed[1]))
        if b"<f" in text and _NO_RESULT.search(text):
            for letters, digits, attributes, inside in _FORMULA.findall(text):
                if not (b' t="str"' in attributes and b"<v" in inside):  # an empty text is a result
                    self._mark(int(digits) - 1, _column(letters), NoValue)
        if self._month:
            for letters, digits, style in self._month.findall(text):
                self._mark(int(digits) - 1, _column(letters), self._months[int(style)])

    def _extent(self, references: list[bytes]) -> None:
        """Widens the sheet to the cells of some rows, by their letters and their digits."""
        joined = b",".join(references)
        # The letters are mostly the same in every row, and in a row all digits are.
        for letters in set(joined.translate(None, b"0123456789").split(b",A,")):
            self.columns = max(self.columns, *(1 + _column(one) for one in set(letters.split(b","))))
        self.rows = max(self.rows, *map(int, _RUNS.findall(joined.translate(None, _LETTERS))))

    def _counted(self, cells: int) -> None:
        self.cells += cells
        within("cells", self.cells, limits.MAX_CELLS)

    def _one_by_one(self, text: bytes) -> None:
        """Rows and cells in any dress: without their place, with prefixes, their attributes in any order."""
        for match in _ANY.finditer(text):
            row_attributes, cell_attributes, inside = match.groups()
            if cell_attributes is None:
                row = _attributes(row_attributes)
                self._row = int(row[b"r"]) - 1 if row.get(b"r", b"").isdigit() else self._row + 1
                self._column = -1
                if row.get(b"hidden") in _TRUE:
                    self.hidden_rows.add(self._row)
                continue
            cell = _attributes(cell_attributes)
            if b"r" in cell:
                self._row, self._column = _place(cell[b"r"])
            else:
                self._column += 1
            if inside is None:
                continue
            self.rows, self.columns = max(self.rows, self._row + 1), max(self.columns, self._column + 1)
            self._counted(1)
            self._one_cell(cell, inside)

    def _one_cell(self, cell: dict[bytes, bytes], inside: bytes) -> None:
        if cell.get(b"t") == b"e":
            self._mark(self._row, self._column, _failure(inside))
        elif _HAS_FORMULA.search(inside) and not _is_result(cell, inside):
            self._mark(self._row, self._column, NoValue)
        elif (style := cell.get(b"s", b"")).isdigit() and int(style) in self._months:
            self._mark(self._row, self._column, self._months[int(style)])

    def _mark(self, row: int, column: int, mark: CellMark) -> None:
        self.marks[row].setdefault(column, mark)

    def _hidden_column(self, column: dict[bytes, bytes]) -> None:
        first, last = column.get(b"min", b""), column.get(b"max", b"")
        if column.get(b"hidden") in _TRUE and first.isdigit() and last.isdigit():
            self.hidden_columns.update(range(int(first) - 1, min(int(last), limits.MAX_COLUMNS)))


def _attributes(text: bytes) -> dict[bytes, bytes]:
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(text)}


def _failure(inside: bytes) -> CellError:
    shown = _SHOWN.search(inside)
    return CellError(unescape(shown[1][:100].decode("utf-8", "replace")).strip() if shown else "#ERROR!")


def _is_result(cell: dict[bytes, bytes], inside: bytes) -> bool:
    shown = _SHOWN.search(inside)
    return bool(shown and (shown[1] or cell.get(b"t") == b"str")) or bool(
        not shown and cell.get(b"t") in (b"str", b"inlineStr") and _VALUE.search(inside))


def _place(reference: bytes) -> tuple[int, int]:
    """Row and column from 0. Raises ValueError for what is no reference."""
    match = _PLACE.fullmatch(reference)
    if not match:
        raise ValueError(reference)
    return int(match[2]) - 1, _column(match[1])


@lru_cache(maxsize=1_024)
def _column(letters: bytes) -> int:
    """A is 0, Z 25, AA 26."""
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - 64
    return number - 1
