"""Reads one draft in a process of its own, under limits, and passes its texts on: run by `opening`, never imported."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from tracker.files import read_whole
from tracker.ledger import limits
from tracker.ledger.caps import cap_memory, cap_time
from tracker.ledger.limits import MIB, OverLimit
from tracker.ledger.ways_in.given import NotForUs
from tracker.proof.draft import DraftUnreadable
from tracker.proof.given_text import Pieces, piece_line
from tracker.proof.plain_text import decoded, lines_of, pages_of_marks
from tracker.proof.word_text import word_pieces

_ZIP, _OLE, _PDF, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF", b"{\\rtf"
_DOCUMENTS: Final = (".docx", ".docm", ".pdf")
_MEMORY: Final = 1024 * MIB

# Late import: the library for PDF is loaded for a PDF alone, and is not there on every machine.


def main(path: Path) -> None:
    """Writes the texts of one file to standard output, a message a line."""
    out = sys.stdout.buffer

    def end(why: str, found: int = 0, limit: int = 0) -> None:
        out.write(_line({"unreadable": why, "found": found, "limit": limit}))

    try:
        _write(path, out.write)
    except (OverLimit, DraftUnreadable) as over:
        end(getattr(over, "what", "") or getattr(over, "why", ""), over.found, over.limit)
    except NotForUs as named:
        end(named.why)
    except MemoryError:
        end("memory")
    except BaseException as error:  # whatever a library makes of a broken file
        end("password" if "assword" in repr(error) else "broken")
    out.flush()


def _write(path: Path, write: Callable[[bytes], object]) -> None:
    cap_time(limits.CPU_SECONDS)
    cap_memory(_MEMORY)
    content = read_whole(path, limits.MAX_FILE)
    for pieces in _pieces(content, path.suffix.lower()):
        write(piece_line(pieces))
    write(_line({"end": True}))


def _pieces(content: bytes, suffix: str) -> Iterator[Pieces]:
    """What a file says, by what it is, not by its ending; a text with the ending of a document is refused."""
    if not content.strip():
        raise DraftUnreadable("nothing")
    if content.startswith(_PDF):
        return _of_pdf(content)
    if content.startswith(_ZIP):
        return word_pieces(content)
    if content.startswith(_OLE):
        raise DraftUnreadable("old_word")
    if content.startswith(_RTF):
        raise DraftUnreadable("rtf")
    if suffix in _DOCUMENTS:
        decoded(content)
        raise DraftUnreadable("text_called_document")
    return pages_of_marks(content) if suffix in (".md", ".markdown") else lines_of(content)


def _of_pdf(content: bytes) -> Iterator[Pieces]:
    try:
        from tracker.proof.pdf_text import pdf_pieces
    except ImportError:  # a machine that the library has no wheel for
        raise DraftUnreadable("no_pdf") from None
    return pdf_pieces(content)


def _line(message: dict[str, Any]) -> bytes:
    return json.dumps(message, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
