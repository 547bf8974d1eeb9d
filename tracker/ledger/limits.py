"""How large a ledger may be, and what a file declares about itself: looked at before anything is unpacked."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path

MIB = 1 << 20
MAX_FILE = 64 * MIB
MAX_UNPACKED = 768 * MIB
"""Declared size of all entries together; 100,000 projects in 21 columns declare about 100 MiB."""
MAX_ENTRIES = 5_000
MAX_RATIO = 200
"""Deflate packs 1032 to 1 at the utmost; the most monotonous of real ledgers stay below 60."""
RATIO_FROM = 8 * MIB
MAX_ROWS = 400_000
MAX_COLUMNS = 512
MAX_MERGES = 100_000
CPU_SECONDS = 120
DEADLINE = 180.0
"""Seconds by the clock in which a file has to be read."""

_CELL = re.compile(rb"<(?:\w+:)?(?:c|row)\b[^>]{0,80}?\br=\"([A-Z]{0,3})([0-9]{1,7})\"")


class OverLimit(Exception):
    """A file asks for more than a ledger may: `what` is the limit's name, `found` and `limit` in its own unit."""

    def __init__(self, what: str, found: int, limit: int) -> None:
        super().__init__(what, found, limit)
        self.what = what
        self.found = found
        self.limit = limit


def within(what: str, found: int, limit: int) -> None:
    """Raises OverLimit when more is found than allowed."""
    if found > limit:
        raise OverLimit(what, found, limit)


def check_file(path: Path) -> None:
    """Raises OverLimit for a file that is too large to be looked at."""
    within("file_bytes", path.stat().st_size, MAX_FILE)


def check_archive(content: bytes) -> int:
    """Bytes the entries of a zip file declare. Raises OverLimit, or zipfile.BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        within("entries", len(entries), MAX_ENTRIES)
        declared = sum(entry.file_size for entry in entries)
        within("unpacked_bytes", declared, MAX_UNPACKED)
        for entry in entries:
            if entry.file_size > RATIO_FROM:
                within("ratio", entry.file_size // max(entry.compress_size, 1), MAX_RATIO)
        if sys.platform != "linux":
            _check_references(archive)
    return declared


def _check_references(archive: zipfile.ZipFile) -> None:
    """Looks at the cell references of each sheet in a stream, where the system cannot cap a process's memory."""
    for entry in archive.infolist():
        if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
            with archive.open(entry) as stream:
                _check_stream(iter(lambda stream=stream: stream.read(MIB), b""))  # type: ignore[misc]


def _check_stream(chunks: object) -> None:
    tail = b""
    for chunk in chunks:  # type: ignore[attr-defined]
        text = tail + chunk
        for letters, digits in _CELL.findall(text):
            within("rows", int(digits), MAX_ROWS)
            within("columns", column_number(letters.decode()), MAX_COLUMNS)
        tail = text[-100:]


def column_number(letters: str) -> int:
    """A is 1, Z 26, AA 27; nothing is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
