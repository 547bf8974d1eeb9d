"""Reads .xls workbooks (BIFF5 and BIFF8, and .et of WPS): a library gives the values, their records all the rest.

A formula that can only come to a number and holds an empty text was never computed; then no formula of the book with
an empty text was. What nobody can know is whether one that holds 0 was, as others write it where there is no result.
Nothing in the format tells a flipped bit in a number from the number; only the chains of its sectors are looked at.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterator

from python_calamine import SheetTypeEnum, SheetVisibleEnum

from tracker.ledger import limits
from tracker.ledger.limits import MIB, BookCount, within
from tracker.ledger.raw import BookSheet, CellError, NoValue
from tracker.ledger.ways_in.compound import CompoundFile
from tracker.ledger.ways_in.formats import ALWAYS, PERHAPS, shows_month
from tracker.ledger.ways_in.given import GivenSheet, NotForUs
from tracker.ledger.ways_in.values import Cap, CellMarks, given_of, opened_book, values_at

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_EOF, _DATEMODE, _FILEPASS, _BOUNDSHEET, _XF, _FORMAT = 0x0A, 0x22, 0x2F, 0x85, 0xE0, 0x41E
_FORMULA, _COLINFO, _MULRK, _ROW, _BOOLERR = 0x06, 0x7D, 0xBD, 0x208, 0x205
_CELLS = frozenset({_FORMULA, _BOOLERR, 0x203, 0x204, 0x27E, 0xFD, 0xD6})
"""Records of one filled cell: they begin with its row, its column and its style."""
_CUSTOM = 164
_FAILED, _NO_TEXT = 2, 3
"""The results of formulas that failed, and of those that are an empty text."""
_ARITHMETIC = frozenset({0x03, 0x04, 0x05, 0x06, 0x07, 0x13, 0x14})
"""The last sign of a formula that adds, subtracts, multiplies, divides, raises, negates, or takes a hundredth."""
_OF_NUMBERS = frozenset({0, 4, 5, 6, 7, 24, 25, 27, 169, 183, 212, 213, 228, 344, 345, 346})
"""Functions that give numbers: COUNT, SUM, AVERAGE, MIN, MAX, ABS, INT, ROUND, COUNTA, PRODUCT, SUBTOTAL, SUMIF …"""
_SUM_OF_ONE = b"\x19\x10"


class _Records:
    """What the records of a workbook say."""

    def __init__(self, stream: bytes, count: BookCount) -> None:
        self._stream = stream
        self._walked = 0
        self.date1904 = False
        self._places: list[int] = []
        self._codes: dict[int, str] = {}
        self._formats: list[int] = []
        self._globals()
        self._months = {style: format_id for style, found in enumerate(self._formats)
                        if (format_id := self._month(found))}
        self.sheets = [_Sheet(self._walk(place), self._months, count) for place in self._places]
        if any(sheet.was_never_computed for sheet in self.sheets):
            for sheet in self.sheets:
                sheet.say_nothing_computed()

    def _walk(self, place: int) -> Iterator[tuple[int, bytes]]:
        """The records from a place on, to the end of what begins there."""
        stream, end = self._stream, len(self._stream)
        depth = 0
        while place + 4 <= end:
            kind, length = struct.unpack_from("<HH", stream, place)
            self._walked += 4 + length
            if self._walked > 2 * end:  # sheets that share their records
                raise NotForUs("damaged")
            yield kind, stream[place + 4:place + 4 + length]
            depth += (kind in (0x809, 0x409, 0x209, 0x09)) - (kind == _EOF)
            if not depth:
                return
            place += 4 + length
        raise NotForUs("damaged")

    def _globals(self) -> None:
        for kind, data in self._walk(0):
            if kind == _FILEPASS:
                raise NotForUs("password")
            if kind == _DATEMODE:
                self.date1904 = data[:2] == b"\x01\x00"
            elif kind == _BOUNDSHEET:
                self._places.append(struct.unpack_from("<L", data)[0])
                within("sheets", len(self._places), limits.MAX_SHEETS)
            elif kind == _XF:
                self._formats.append(struct.unpack_from("<H", data, 2)[0])
            elif kind == _FORMAT:
                self._codes[struct.unpack_from("<H", data)[0]] = _code(data[2:])
        if len(set(self._places)) != len(self._places):
            raise NotForUs("damaged")

    def _month(self, format_id: int) -> int:
        """The number by which a format is known as one of months; 0 where it is none."""
        if format_id in self._codes and format_id not in PERHAPS:
            return _CUSTOM if shows_month(self._codes[format_id]) else 0
        return format_id if format_id in ALWAYS or format_id in PERHAPS else 0


def _code(data: bytes) -> str:
    """The text of a format: letters of one byte in older files, of one or two in newer ones."""
    if len(data) >= 3 and data[1] == 0 and data[2] in (0, 1):
        letters = data[3:]
        return letters.decode("utf-16-le", "replace") if data[2] else letters.decode("latin-1")
    return data[1:].decode("gb18030", "replace")


class _Sheet:
    """What the records of one sheet say. Raises OverLimit, NotForUs."""

    def __init__(self, records: Iterator[tuple[int, bytes]], months: dict[int, int], count: BookCount) -> None:
        self.rows = self.columns = self.filled = 0
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.marks: CellMarks = defaultdict(dict)
        self.was_never_computed = False
        self._empty: list[tuple[int, int]] = []
        """The cells of formulas that hold an empty text."""
        self._months = months
        depth = 0
        for kind, data in records:
            depth += (kind == 0x809) - (kind == _EOF)
            if depth > 1:  # a chart in the sheet
                continue
            try:
                self._record(kind, data)
            except (struct.error, IndexError) as error:
                raise NotForUs("damaged") from error
        count.sheet()
        count.area(self.rows, self.columns, self.filled)

    def _record(self, kind: int, data: bytes) -> None:
        if kind in _CELLS:
            row, column, style = struct.unpack_from("<HHH", data)
            self._cell(row, column, style)
            if kind == _BOOLERR and data[7]:
                self._failed(row, column, data[6])
            elif kind == _FORMULA and data[12:14] == b"\xff\xff":
                self._no_number(row, column, data)
        elif kind == _MULRK:
            row, first = struct.unpack_from("<HH", data)
            for place in range((len(data) - 6) // 6):
                self._cell(row, first + place, struct.unpack_from("<H", data, 4 + 6 * place)[0])
        elif kind == _ROW:
            if struct.unpack_from("<L", data, 12)[0] & 0x20:
                self.hidden_rows.add(struct.unpack_from("<H", data)[0])
        elif kind == _COLINFO:
            first, last, _, _, options = struct.unpack_from("<5H", data)
            if options & 1:
                self.hidden_columns.update(range(first, min(last, 255) + 1))

    def _cell(self, row: int, column: int, style: int) -> None:
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)
        self.filled += 1
        if style in self._months:
            self.marks[row][column] = self._months[style]

    def _no_number(self, row: int, column: int, formula: bytes) -> None:
        """A formula that holds a text, a failure or nothing."""
        if formula[6] == _FAILED:
            self._failed(row, column, formula[8])
        elif formula[6] == _NO_TEXT:
            self._empty.append((row, column))
            self.was_never_computed |= _gives_a_number(formula[22:])

    def say_nothing_computed(self) -> None:
        """Marks all formulas that hold an empty text as ones without a result."""
        for row, column in self._empty:
            self.marks[row][column] = NoValue

    def _failed(self, row: int, column: int, code: int) -> None:
        self.marks[row][column] = CellError(_ERRORS.get(code, "#ERROR!"))


def _gives_a_number(formula: bytes) -> bool:
    """Whether a formula, as the file holds it with the operands first, can come to nothing but a number."""
    formula = formula.rstrip(b"\x15")  # brackets
    kind, number = formula[-3:-2], int.from_bytes(formula[-2:], "little")
    if formula[-4:-3] in (b"\x22", b"\x42", b"\x62") or kind in (b"\x21", b"\x41", b"\x61"):
        return number in _OF_NUMBERS
    return formula[-4:-2] == _SUM_OF_ONE or (formula != b"" and formula[-1] in _ARITHMETIC)


def xls_sheets(content: bytes, count: BookCount, cap: Cap) -> Iterator[GivenSheet]:
    """The sheets of a workbook. `cap` is called with the bytes of memory that reading them may need.

    Raises OverLimit, NotForUs, ValueError.
    """
    file = CompoundFile(content)
    if "encryptedpackage" in file.names:
        raise NotForUs("password")
    name = next((name for name in ("workbook", "book") if name in file.names), "")
    if not name:
        raise NotForUs("document" if "worddocument" in file.names else "broken")
    records = _Records(file.stream(name), count)
    cap(512 * MIB + 24 * len(content) + 128 * count.cells)
    with opened_book(content) as book:
        if len(book.sheets_metadata) != len(records.sheets):
            raise NotForUs("damaged")
        for place, (metadata, found) in enumerate(zip(book.sheets_metadata, records.sheets, strict=True)):
            if metadata.typ is SheetTypeEnum.WorkSheet:
                values = values_at(book, place)
                sheet = BookSheet(metadata.name, metadata.visible is not SheetVisibleEnum.Visible, [],
                                  list(values.merged_cell_ranges or ()), frozenset(found.hidden_rows),
                                  frozenset(found.hidden_columns), records.date1904)
                yield given_of(sheet, values, found.rows, found.columns, found.marks)
