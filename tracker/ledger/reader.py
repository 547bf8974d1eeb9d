"""Reads one file in a process of its own, under limits, and passes its rows on: run by `workbook`, never imported.

A workbook is a stranger's program for an unpacker. Whatever it does to this process (memory, time, a crash in the
library), the office's own process only sees that no more rows come.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from tracker.files import name_of, read_whole
from tracker.ledger import limits, wire
from tracker.ledger.caps import cap_memory, cap_time
from tracker.ledger.limits import MIB, BookCount, OverLimit
from tracker.ledger.ways_in.given import GivenSheet, NotForUs, OpenQuote

# Late imports: of the formats only the file's own is loaded.

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCUMENTS = (b"%PDF", b"{\\rtf")
_XLSX, _XLSB, _ODS = "xl/workbook.xml", "xl/workbook.bin", "content.xml"


def main(path: Path) -> None:
    """Writes the messages of one file to standard output."""
    out = sys.stdout.buffer
    try:
        for line in _lines(path):
            out.write(line)
    except OverLimit as over:
        out.write(wire.unreadable_line(over.what, over.found, over.limit))
    except NotForUs as named:
        out.write(wire.unreadable_line(named.why))
    except OpenQuote as quote:
        out.write(wire.unreadable_line("open_quote", quote.row))
    except MemoryError:
        out.write(wire.unreadable_line("memory"))
    except BaseException as error:  # whatever a library makes of a broken file; its panic is no Exception
        out.write(wire.unreadable_line("password" if "assword" in repr(error) else "broken"))
    out.flush()


def _lines(path: Path) -> Iterator[bytes]:
    cap_time(limits.CPU_SECONDS)
    cap_memory(768 * MIB)
    limits.within("file_bytes", path.stat().st_size, limits.MAX_FILE)
    # Read once: what is told of the file, its digest too, is told of these bytes.
    content = read_whole(path, limits.MAX_FILE)
    yield wire.digest_line(hashlib.sha256(content).hexdigest())
    for given in _sheets(content, Path(name_of(path)).stem):
        wire.trimmed(given.sheet, given.height, given.width)
        yield wire.sheet_line(given.sheet, given.height)
        yield from wire.row_lines(given.rows, given.width)
    yield wire.end_line()


def _sheets(content: bytes, name: str) -> Iterator[GivenSheet]:
    """The sheets of a file by what it is, not by its ending: an .xls is often something else by another name."""
    count = BookCount()
    if not content.strip():
        return iter(())
    if content.startswith(_ZIP):
        return _of_archive(content, count)
    if content.startswith(_OLE):
        from tracker.ledger.ways_in.xls import xls_sheets

        return xls_sheets(content, count, cap_memory)
    if content.startswith(_DOCUMENTS):
        raise NotForUs("document")
    from tracker.ledger.ways_in.texts import text_sheets

    return text_sheets(content, name, count)


def _of_archive(content: bytes, count: BookCount) -> Iterator[GivenSheet]:
    from tracker.ledger.ways_in.archive import Archive

    archive = Archive(content)
    if _XLSX in archive.names:
        from tracker.ledger.ways_in.xlsx import xlsx_sheets

        return xlsx_sheets(content, archive, count, cap_memory)
    if _ODS in archive.names:
        from tracker.ledger.ways_in.ods import ods_sheets

        return ods_sheets(archive, count)
    if _XLSB in archive.names:
        raise NotForUs("binary")
    raise NotForUs("document" if "word/document.xml" in archive.names else "broken")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
