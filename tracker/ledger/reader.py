"""Reads one file in a process of its own, under limits, and passes its rows on: run by `workbook`, never imported.

A workbook is a stranger's program for an unpacker. Whatever it does to this process (memory, time, a crash in the
library), the office's own process only sees that no more rows come.
"""

from __future__ import annotations

import csv
import hashlib
import io
import pickle
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from tracker.files import name_of, read_whole
from tracker.ledger import limits

# Late imports: limits of a process exist on some systems only, and calamine is loaded in the process that reads.

_CHUNK = 2_000
"""Rows in one message; small enough for progress, large enough not to be felt."""
ENCODINGS = ("utf-8-sig", "gb18030")
DELIMITERS = (",", "\t", ";", "，")
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

Message = tuple[Any, ...]
"""("digest", sha256), ("sheet", name, hidden, rows), ("rows", list), ("merges", list), ("end",); or
("unreadable", why, found, limit)."""


def main(path: Path) -> None:
    """Writes the messages of one file to standard output, one pickle each."""
    out = sys.stdout.buffer
    try:
        for message in _messages(path):
            pickle.dump(message, out, protocol=5)
    except limits.OverLimit as over:
        pickle.dump(("unreadable", over.what, over.found, over.limit), out)
    except MemoryError:
        pickle.dump(("unreadable", "memory", 0, 0), out)
    except Exception as error:  # whatever a library makes of a broken file, it is one and the same to the officer
        pickle.dump(("unreadable", "password" if "assword" in repr(error) else "broken", 0, 0), out)
    out.flush()


def _messages(path: Path) -> Iterator[Message]:
    limits.check_file(path)
    _cap(cpu=limits.CPU_SECONDS)
    # Read once: what is told of the file, its digest too, is told of these bytes.
    content = read_whole(path, limits.MAX_FILE)
    yield ("digest", hashlib.sha256(content).hexdigest())
    if content.startswith(ZIP):
        # Each unpacked byte becomes at most a few bytes of cells; a sheet that claims far corners asks for far more.
        _cap(memory=768 * limits.MIB + 12 * limits.check_archive(content))
        yield from _workbook(content)
    elif content.startswith(OLE):
        _cap(memory=768 * limits.MIB + 24 * len(content))
        yield from _workbook(content)
    else:
        _cap(memory=768 * limits.MIB + 24 * len(content))
        yield from _text(content, Path(name_of(path)).stem)
    yield ("end",)


def _cap(memory: int = 0, cpu: int = 0) -> None:
    """Caps this process where the system can: address space in bytes, processor time in seconds."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        if cpu:
            resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _workbook(content: bytes) -> Iterator[Message]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    book = load_workbook(io.BytesIO(content))  # by its content: an .xls is often an .xlsx by another name
    for place, about in enumerate(book.sheets_metadata):
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(place)
        last_row, last_column = sheet.end or (-1, -1)
        limits.within("rows", last_row + 1, limits.MAX_ROWS)
        limits.within("columns", last_column + 1, limits.MAX_COLUMNS)
        yield ("sheet", about.name, about.visible is not SheetVisibleEnum.Visible, last_row + 1)
        if last_row >= 0:
            yield from _chunks(_from_the_corner(sheet))
        merges = sheet.merged_cell_ranges or []
        limits.within("merges", len(merges), limits.MAX_MERGES)
        yield ("merges", merges)


def _from_the_corner(sheet: Any) -> Iterator[list[Any]]:
    """Every cell from column A; the library gives rows from row 1, but cells from the first column that is filled."""
    _, first_column = sheet.start
    for row in sheet.iter_rows():
        yield [""] * first_column + row if first_column else row


def _chunks(rows: Iterator[list[Any]]) -> Iterator[Message]:
    while chunk := list(islice(rows, _CHUNK)):
        yield ("rows", chunk)


def _text(content: bytes, name: str) -> Iterator[Message]:
    """A table in a text file; refuses what is no text, a page of markup and a text without columns."""
    text = _decoded(content)
    sample = text[:20_000]
    delimiter = max(DELIMITERS, key=sample.count)
    if "\0" in sample or sample.lstrip().startswith("<") or delimiter not in sample:
        raise ValueError("not a table")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    yield ("sheet", name, False, text.count("\n"))
    for count, message in enumerate(_chunks(iter(rows)), 1):
        limits.within("rows", (count - 1) * _CHUNK + len(message[1]), limits.MAX_ROWS)
        limits.within("columns", max(map(len, message[1])), limits.MAX_COLUMNS)
        yield message


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16")
    for encoding in ENCODINGS:
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    raise ValueError("not a text")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
