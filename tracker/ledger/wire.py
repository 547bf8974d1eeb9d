"""What the reading process hands to the office's: lines of JSON, checked when they arrive, never objects of Python."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import IO, Any, Final

from tracker.ledger import limits
from tracker.ledger.limits import BookCount, OverLimit, within
from tracker.ledger.raw import BookSheet, CellError, Merge, Month, NoValue, RawCell

_PLAIN: Final = frozenset({str, int, float, bool})
"""Types of cells that JSON has itself."""
_CHUNK = 2_000
"""Rows in one message; small enough for progress, large enough not to be felt."""
_CHUNK_CELLS = 60_000
_SHA256: Final = re.compile("[0-9a-f]{64}")
_LONGEST_SPAN = timedelta(days=1_000_000)
_NUMBER_FAILED = CellError("#NUM!")
"""What a number is that no number can be: spreadsheets never hold an infinite one."""


REASONS: Final = frozenset({
    "big5", "binary", "broken", "damaged", "open_quote", "document", "memory", "password", "web_archive",
    "cells", "columns", "depth", "empty", "entries", "file_bytes", "merged_cells", "merges", "ratio", "row_bytes",
    "rows", "sheets", "text", "text_bytes", "unpacked_bytes",
})
"""Why the reading process cannot read a file: what it is, or the limit that it is over. Each has a sentence."""


class NoMessage(Exception):
    """A message is none, or one that the reading process never writes."""


class Unreadable(Exception):
    """The file is no workbook or is over the limits: `why` names it, `found` and `limit` say by how much."""

    def __init__(self, why: str, found: int = 0, limit: int = 0) -> None:
        super().__init__(why, found, limit)
        self.why = why
        self.found = found
        self.limit = limit


def digest_line(sha256: str) -> bytes:
    """The SHA-256 of the bytes that everything else is read from; the first message of a file."""
    return _line({"digest": sha256})


def sheet_line(sheet: BookSheet, rows: int) -> bytes:
    """A sheet without its rows, of which there will be about `rows`."""
    return _line({"sheet": sheet.name, "hidden": sheet.hidden, "rows": rows, "date1904": sheet.date1904,
                  "merges": [[*first, *last] for first, last in sheet.merges],
                  "hidden_rows": sorted(sheet.hidden_rows), "hidden_columns": sorted(sheet.hidden_columns)})


def row_lines(rows: Iterable[list[RawCell]], width: int = 1) -> Iterator[bytes]:
    """The rows of a sheet of about `width` columns, many to a message. Raises OverLimit for one that fits into none."""
    most = max(1, min(_CHUNK, _CHUNK_CELLS // max(width, 1)))
    chunk: list[list[RawCell]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == most:
            yield from _chunk_lines(chunk)
            chunk = []
    if chunk:
        yield from _chunk_lines(chunk)


def end_line() -> bytes:
    """That nothing more comes."""
    return _line({"end": True})


def unreadable_line(why: str, found: int = 0, limit: int = 0) -> bytes:
    """That the file cannot be read, and why: one of REASONS."""
    return _line({"unreadable": why, "found": found, "limit": limit})


def _line(message: dict[str, Any]) -> bytes:
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"


def _chunk_lines(rows: list[list[RawCell]]) -> Iterator[bytes]:
    """One message, or several where the rows hold long texts."""
    line = _rows_line(rows)
    if len(line) <= limits.MAX_MESSAGE:
        yield line
    elif len(rows) == 1:
        raise OverLimit("text", sum(len(cell) for cell in rows[0] if isinstance(cell, str)), limits.MAX_ROW_TEXT)
    else:
        half = len(rows) // 2
        yield from _chunk_lines(rows[:half])
        yield from _chunk_lines(rows[half:])


def _rows_line(rows: list[list[RawCell]]) -> bytes:
    """The cells that JSON has no value for are left empty in the rows, and listed with their place beside them."""
    plain: list[list[RawCell]] = []
    days: list[int] = []
    others: list[list[object]] = []
    for place, row in enumerate(rows):
        if not _PLAIN.issuperset(map(type, row)):
            row = row.copy()
            for column, cell in enumerate(row):
                if type(cell) is date:
                    days += (place, column, cell.toordinal())
                    row[column] = ""
                elif type(cell) not in _PLAIN:
                    others.append([place, column, *_packed(cell)])
                    row[column] = ""
        plain.append(row)
    try:
        return _line({"cells": plain, "days": days, "others": others})
    except ValueError:
        if all(isfinite(cell) for row in plain for cell in row if isinstance(cell, float)):
            raise
        return _rows_line([[_NUMBER_FAILED if isinstance(cell, float) and not isfinite(cell) else cell
                            for cell in row] for row in rows])


def _packed(cell: RawCell) -> tuple[str, object]:
    match cell:
        case Month():
            return "month", cell.year * 12 + cell.month - 1
        case CellError():
            return ("novalue", 0) if cell is NoValue else ("error", cell.text[:100])
        case datetime() | time():
            return type(cell).__name__, cell.isoformat()
        case timedelta():
            return "span", cell // timedelta(microseconds=1)
    raise TypeError(type(cell))


def _unpacked(kind: object, value: object) -> RawCell:
    match kind, value:
        case "month", int() if 12 <= value < 12 * 10_000:
            return Month(value // 12, value % 12 + 1)
        case "novalue", 0:
            return NoValue
        case "error", str() if len(value) <= 100:
            return CellError(value)
        case "datetime", str() if len(value) <= 40:
            return datetime.fromisoformat(value)
        case "time", str() if len(value) <= 40:
            return time.fromisoformat(value)
        case "span", int() if abs(value) <= _LONGEST_SPAN // timedelta(microseconds=1):
            return timedelta(microseconds=value)
    raise NoMessage(kind)


class Received:
    """The sheets that arrived so far. Whatever comes that the reading process never writes is refused."""

    def __init__(self) -> None:
        self.sha256 = ""
        self.sheets: list[BookSheet] = []
        self.done = 0
        self.whole = 0
        self.ended = False
        self._count = BookCount()
        self._width = 0
        self._bytes = 0

    def take(self, line: bytes) -> None:
        """Takes one message in. Raises Unreadable when it says so, NoMessage for what is none."""
        try:
            self._bytes += len(line)
            within("handed", self._bytes, limits.MAX_HANDED)
            self._take(_value_of(line))
        except (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError, OverLimit) as error:
            raise NoMessage from error

    def _take(self, message: dict[str, Any]) -> None:
        if self.ended:
            raise NoMessage
        match message:
            case {"cells": list(rows), "days": list(days), "others": list(others)}:
                self._rows(rows, days, others)
            case {"sheet": str(name), "hidden": bool(hidden), "rows": int(rows), "date1904": bool(date1904),
                  "merges": list(merges), "hidden_rows": list(hidden_rows), "hidden_columns": list(hidden_columns)}:
                self._finish()
                self._count.sheet()
                within("rows", rows, limits.MAX_ROWS)
                self.sheets.append(BookSheet(
                    name[:255], hidden, [], _merges(merges), _places(hidden_rows, limits.MAX_ROWS),
                    _places(hidden_columns, limits.MAX_COLUMNS), date1904))
                self.whole += max(rows, 0)
            case {"digest": str(sha256)} if _SHA256.fullmatch(sha256) and not self.sha256:
                self.sha256 = sha256
            case {"unreadable": str(why), "found": int(found), "limit": int(limit)} if why in REASONS:
                raise Unreadable(why, found, limit)
            case {"end": True}:
                self._finish()
                self.ended = True
            case _:
                raise NoMessage

    def _rows(self, rows: list[Any], days: list[Any], others: list[Any]) -> None:
        sheet = self.sheets[-1]
        for row in rows:
            if type(row) is not list or not _PLAIN.issuperset(map(type, row)):
                raise NoMessage
        self._width = max(self._width, *map(len, rows))
        within("columns", self._width, limits.MAX_COLUMNS)
        if not set(map(type, days)) <= {int}:
            raise NoMessage
        places = iter(days)
        for place, column, ordinal in zip(places, places, places, strict=True):
            rows[place][column] = date.fromordinal(ordinal)
        for place, column, kind, value in others:
            rows[place][column] = _unpacked(kind, value)
        sheet.rows += rows
        self.done += len(rows)
        within("rows", len(sheet.rows), limits.MAX_ROWS)
        within("cells", self._count.cells + len(sheet.rows) * self._width, limits.MAX_CELLS)

    def _finish(self) -> None:
        """Closes the sheet that was being received."""
        if self.sheets:
            sheet = self.sheets[-1]
            self._count.area(len(sheet.rows), self._width)
            if list(sheet.merges) != clipped(sheet.merges, len(sheet.rows), self._width):
                raise NoMessage
        self._width = 0


def receive(stream: IO[bytes]) -> Iterator[bytes]:
    """The messages that stand in a stream. Raises NoMessage for one that is too long."""
    while line := stream.readline(limits.MAX_MESSAGE + 1):
        if not line.endswith(b"\n"):
            raise NoMessage
        yield line


def _value_of(line: bytes) -> dict[str, Any]:
    value = json.loads(line.decode("utf-8"), parse_constant=_refuse)
    if not isinstance(value, dict):
        raise NoMessage
    if b"\\ud" in line or b"\\uD" in line:  # an escape can stand for half a character
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    return value


def _refuse(text: str) -> object:
    raise NoMessage(text)


def _places(values: Sequence[Any], limit: int) -> frozenset[int]:
    if not all(type(value) is int and 0 <= value < limit for value in values):
        raise NoMessage
    return frozenset(values)


def _merges(values: Sequence[Any]) -> list[Merge]:
    within("merges", len(values), limits.MAX_MERGES)
    found: list[Merge] = []
    for top, left, bottom, right in values:
        if not {type(top), type(left), type(bottom), type(right)} == {int}:
            raise NoMessage
        found.append(((top, left), (bottom, right)))
    return found


def trimmed(sheet: BookSheet, rows: int, columns: int) -> None:
    """Cuts what a sheet says of merged and hidden cells to those it has. Raises OverLimit for merges that overlap."""
    sheet.merges = clipped(sheet.merges, rows, columns)
    sheet.hidden_rows = frozenset(row for row in sheet.hidden_rows if row < rows)
    sheet.hidden_columns = frozenset(column for column in sheet.hidden_columns if column < columns)


def clipped(merges: Iterable[Merge], rows: int, columns: int) -> list[Merge]:
    """Merged ranges as far as there are cells, those of one cell left out. Raises OverLimit where they overlap."""
    found: list[Merge] = []
    area = 0
    for (top, left), (bottom, right) in dict.fromkeys(merges):
        last_row, last_column = min(bottom, rows - 1), min(right, columns - 1)
        if not (0 <= top <= last_row and 0 <= left <= last_column) or (top, left) == (last_row, last_column):
            continue
        found.append(((top, left), (last_row, last_column)))
        area += (last_row + 1 - top) * (last_column + 1 - left)
    within("merges", len(found), limits.MAX_MERGES)
    within("merged_cells", area, rows * columns)  # ranges that do not overlap never come to more
    return found
