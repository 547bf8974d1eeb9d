"""Reads a Word document: paragraphs, tables, text boxes, headers and notes, without what was struck out or hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tracker.ledger.limits import within
from tracker.ledger.ways_in.archive import Archive
from tracker.ledger.ways_in.xml_parts import Attributes, read_xml
from tracker.proof.draft import DraftPlace, DraftUnreadable, PlaceKind
from tracker.proof.given_text import MAX_CHARACTERS, Pieces

_BODY: Final = "word/document.xml"
_HEADERS = re.compile(r"word/(?:header|footer)\d*\.xml")
_NOTES = re.compile(r"word/(?:footnotes|endnotes)\.xml")
_GONE: Final = frozenset({"del", "moveFrom", "Fallback"})
"""Elements whose text nobody sees: struck out, moved away, or the second form of a text box."""
_OFF: Final = frozenset({"0", "false", "off"})
_WIDEST: Final = 200
"""Columns that one cell may take up; a cell over several is followed by empty ones, so that columns stay in line."""
_OTHERS: Final = {"xl/workbook.xml": "workbook", "content.xml": "open_document", "ppt/presentation.xml": "slides"}


def word_pieces(content: bytes) -> Iterator[Pieces]:
    """The passages and tables of a document. Raises DraftUnreadable for another file, NotForUs and OverLimit."""
    archive = Archive(content)
    if _BODY not in archive.names:
        raise DraftUnreadable(next((why for name, why in _OTHERS.items() if name in archive.names), "broken"))
    yield from _of_part(archive, _BODY, PlaceKind.PARAGRAPH)
    for name in sorted(archive.names):
        if _HEADERS.fullmatch(name):
            yield from _of_part(archive, name, PlaceKind.HEADER)
        elif _NOTES.fullmatch(name):
            yield from _of_part(archive, name, PlaceKind.FOOTNOTE)


def _of_part(archive: Archive, name: str, kind: PlaceKind) -> Iterator[Pieces]:
    part = _Part(kind)
    read_xml(archive.pieces(name), part.opened, part.closed, part.text)
    return iter(part.found)


class _Part:
    """One part of a document while it is read."""

    def __init__(self, kind: PlaceKind) -> None:
        self.found: list[Pieces] = []
        self._kind = kind
        self._texts: list[list[str]] = []
        self._gone = 0
        self._in_text = False
        self._is_hidden = False
        self._span = 1
        self._paragraphs = self._tables = self._characters = 0
        self._depth = 0
        """Tables that are open; one inside a cell is read as the text of that cell."""
        self._rows: list[list[tuple[str, DraftPlace]]] = []
        self._cell: list[str] = []
        self._last = ""

    def opened(self, name: str, said: Attributes) -> None:
        """An element begins."""
        if name in _GONE:
            self._gone += 1
        elif name == "p":
            self._texts.append([])
        elif name == "t":
            self._in_text = True
        elif name in ("vanish", "gridSpan"):
            self._laid_out(name, said.get("val"))
        elif name in ("tab", "br", "cr") and self._texts and not self._gone:
            self._texts[-1].append(" ")
        elif name == "tbl":
            self._open_table()
        elif name == "tr" and self._depth == 1:
            self._rows.append([])
        elif name == "tc" and self._depth == 1:
            self._cell, self._span = [], 1

    def _laid_out(self, name: str, value: str | None) -> None:
        """Text that is hidden, until its run ends; a cell over several columns."""
        if name == "vanish":
            self._is_hidden = value not in _OFF
        elif self._depth == 1:
            self._span = max(int(value or 1), 1)

    def _open_table(self) -> None:
        self._depth += 1
        if self._depth == 1:
            self._tables += 1
            self._rows = []

    def text(self, text: str) -> None:
        """Characters."""
        if self._in_text and not self._gone and not self._is_hidden and self._texts:
            self._characters += len(text)
            within("characters", self._characters, MAX_CHARACTERS)
            self._texts[-1].append(text)

    def closed(self, name: str) -> None:
        """An element ends."""
        if name in _GONE:
            self._gone -= 1
        elif name == "t":
            self._in_text = False
        elif name in ("r", "pPr"):
            self._is_hidden = False
        elif name == "p":
            self._close_paragraph("".join(self._texts.pop()))
        elif name == "tc" and self._depth == 1:
            self._close_cell()
        elif name == "tbl":
            self._depth -= 1
            if not self._depth:
                self.found.append(Pieces(table=[row for row in self._rows if row], title=self._last))

    def _close_paragraph(self, text: str) -> None:
        if self._depth:
            self._cell.append(text)
            return
        self._paragraphs += 1
        if text.strip():
            self._last = text.strip()
            self.found.append(Pieces([(text, DraftPlace(self._kind, (self._paragraphs,)))]))

    def _close_cell(self) -> None:
        row = self._rows[-1]
        place = DraftPlace(PlaceKind.TABLE, (self._tables, len(self._rows), len(row) + 1))
        row.append((" ".join(filter(None, map(str.strip, self._cell))), place))
        row += [("", DraftPlace(PlaceKind.TABLE, (self._tables, len(self._rows), len(row) + more)))
                for more in range(1, min(self._span, _WIDEST))]
        self.found += [Pieces([(text, place)]) for text in self._cell if text.strip()]
