"""Reads tables of lines (.csv, .txt), with commas, tabs, semicolons or Chinese commas between the cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from tracker.ledger import limits
from tracker.ledger.limits import BookCount, OverLimit, within
from tracker.ledger.raw import ERROR_TEXTS, BookSheet, CellError, RawCell
from tracker.ledger.ways_in.given import GivenSheet, OpenQuote

DELIMITERS = (",", "\t", ";", "，", "|")
_SAMPLE = 20_000
_SAMPLE_ROWS = 200
_LISTED = re.compile("项目|企业|公司|名称")
"""What the header of a list of names says, or its title."""
_TITLES = 5
"""Lines from the top of which one is that header."""
_LONGEST_NAME = 100
"""Characters of the longest line of a list of names."""


def line_sheets(content: bytes, encoding: str, name: str, count: BookCount) -> Iterator[GivenSheet]:
    """The one sheet of a text, called as the file is. Raises OverLimit, OpenQuote where a quotation mark swallows the
    rows below it, and ValueError for what is no table.
    """
    with io.TextIOWrapper(io.BytesIO(content), encoding, newline="") as stream:
        sample = stream.read(_SAMPLE)
    if "\0" in sample or sample.lstrip().startswith("<"):
        raise ValueError("not a table")
    first, _, _ = sample.partition("\n")
    stated = first.strip()[4:] if first.lower().startswith("sep=") and len(first.strip()) == 5 else ""
    delimiter = stated or _delimiter(sample)
    mark = delimiter.encode("utf-16-le" if encoding == "utf-16" else encoding.removesuffix("-sig"))
    # Counted before a row is made of them: a line of nothing but commas is sixty million cells.
    within("cells", content.count(mark), limits.MAX_CELLS)
    count.sheet()
    stream = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
    if stated:
        stream.readline()
    height = min(content.count(b"\n") + 1, limits.MAX_ROWS)
    yield GivenSheet(BookSheet(name), height, 0, _rows(stream, delimiter, count))


def _rows(stream: Iterable[str], delimiter: str, count: BookCount) -> Iterator[list[RawCell]]:
    width = 0
    for number, row in enumerate(_parsed(stream, delimiter), 1):
        width = max(width, len(row))
        within("rows", number, limits.MAX_ROWS)
        within("columns", width, limits.MAX_COLUMNS)
        within("cells", count.cells + number * width, limits.MAX_CELLS)
        if "#" in "".join(row):
            yield [CellError(text) if text in ERROR_TEXTS else text for text in row]
        else:
            yield list(row)


def _parsed(stream: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(limits.MAX_ROW_TEXT)
    lines = _Lines(stream)
    try:
        for number, row in enumerate(csv.reader(lines, delimiter=delimiter), 1):
            if len(lines.taken) > 1 and not _is_closed(lines.taken, delimiter):
                raise OpenQuote(number)
            lines.taken.clear()
            yield row
    except csv.Error as error:
        if "field" in str(error):  # a quotation that nothing ends takes the rest of the file for one cell
            raise OverLimit("text", limits.MAX_ROW_TEXT + 1, limits.MAX_ROW_TEXT) from error
        raise ValueError(str(error)) from error


class _Lines:
    """The lines of a text, with those that the row being read was made of."""

    def __init__(self, stream: Iterable[str]) -> None:
        self._stream = iter(stream)
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._stream)
        self.taken.append(line)
        return line


def _is_closed(lines: list[str], delimiter: str) -> bool:
    """Whether every quotation in a row of several lines is ended as it has to be: before a sign between cells."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


def _delimiter(sample: str) -> str:
    """The sign between the cells: what gives most rows of one width, and the widest of them. Raises ValueError."""
    lines = sample.splitlines(keepends=True)
    if len(lines) > 1 and len(sample) == _SAMPLE:
        lines.pop()  # the last may be half of one
    best, found = (0, 0), ""
    for delimiter in DELIMITERS:
        try:
            widths = Counter(len(row) for row in csv.reader(lines[:_SAMPLE_ROWS], delimiter=delimiter) if row)
        except csv.Error:
            continue
        rows, width = max(((rows, width) for width, rows in widths.items() if width > 1), default=(0, 0))
        if (rows, width) > best:
            best, found = (rows, width), delimiter
    if not found and not _is_one_column(lines):
        raise ValueError("not a table")
    return found or DELIMITERS[0]


def _is_one_column(lines: Iterable[str]) -> bool:
    """Whether a text without any sign between cells is a list of names: short lines, of which the first is a header."""
    filled = [line.strip() for line in lines if line.strip()]
    return any(_LISTED.search(line) for line in filled[:_TITLES]) and max(map(len, filled)) <= _LONGEST_NAME
