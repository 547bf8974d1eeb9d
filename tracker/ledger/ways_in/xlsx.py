"""Reads xlsx workbooks: a library gives the values of the cells, and each sheet is looked through for the rest."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from python_calamine import SheetTypeEnum, SheetVisibleEnum

from tracker.ledger import limits
from tracker.ledger.limits import MIB, BookCount, within
from tracker.ledger.raw import BookSheet
from tracker.ledger.ways_in.archive import Archive
from tracker.ledger.ways_in.formats import ALWAYS, PERHAPS, shows_month
from tracker.ledger.ways_in.given import GivenSheet, NotForUs
from tracker.ledger.ways_in.sheet_xml import SheetScan
from tracker.ledger.ways_in.values import Cap, given_of, opened_book, values_at
from tracker.ledger.ways_in.xml_parts import Attributes, read_xml

_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_STYLES, _STRINGS = "xl/styles.xml", "xl/sharedstrings.xml"
_CUSTOM = 164
"""Formats from this number on are written out in the file."""
_SHARED = re.compile(rb"""\bt=["']s["'][^<>]*>\s*<(?:[\w.-]+:)?v[^<>]*>\s*([0-9]{1,9})""")


class _About:
    """What the small parts of a workbook say: its calendar, its formats of months, and the part of each sheet.

    The part of a sheet that holds no cells, such as a chart, is empty.
    """

    def __init__(self, archive: Archive) -> None:
        self.date1904 = False
        self.parts: list[str] = []
        self.months: dict[int, int] = {}
        self._links: dict[str, str] = {}
        self._codes: dict[int, str] = {}
        self._styles = -1
        self._in_cells = False
        read_xml(archive.pieces(_LINKS), self._link)
        read_xml(archive.pieces(_BOOK), self._book)
        if _STYLES in archive.names:
            read_xml(archive.pieces(_STYLES), self._style, self._style_end)

    def _link(self, name: str, said: Attributes) -> None:
        if name == "Relationship" and said.get("Type", "").endswith("/worksheet"):
            target = said.get("Target", "").replace("\\", "/").lower()
            self._links[said.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", target))[1:]

    def _book(self, name: str, said: Attributes) -> None:
        if name == "workbookPr" and said.get("date1904") in ("1", "true"):
            self.date1904 = True
        elif name == "sheet":
            self.parts.append(self._links.get(said.get("id", ""), ""))
            within("sheets", len(self.parts), limits.MAX_SHEETS)

    def _style(self, name: str, said: Attributes) -> None:
        if name == "numFmt":
            self._codes[_number(said.get("numFmtId"))] = said.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self._styles += 1
            number = _number(said.get("numFmtId"))
            if number in self._codes:
                if shows_month(self._codes[number]):
                    self.months[self._styles] = _CUSTOM
            elif number in ALWAYS or number in PERHAPS:
                self.months[self._styles] = number

    def _style_end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def xlsx_sheets(content: bytes, archive: Archive, count: BookCount, cap: Cap) -> Iterator[GivenSheet]:
    """The sheets of a workbook, all of which are looked through before the first is given.

    `cap` is called with the bytes of memory that reading them may need. Raises OverLimit, NotForUs, ValueError.
    """
    about = _About(archive)
    sheets = [part for part in about.parts if part]
    if len(set(sheets)) != len(sheets) or not set(sheets) <= set(archive.names):
        raise NotForUs("damaged")
    scans = {name: _scanned(archive, name, about.months, count) for name in sheets}
    text = _text_bytes(archive, scans)
    archive.check(*(name for name in archive.names if name not in scans))
    cap(512 * MIB + 2 * archive.declared + 128 * count.cells + 8 * text)
    with opened_book(content) as book:
        if len(book.sheets_metadata) != len(about.parts):
            raise NotForUs("damaged")
        for place, (metadata, part) in enumerate(zip(book.sheets_metadata, about.parts, strict=True)):
            if metadata.typ is SheetTypeEnum.WorkSheet:
                if not part:
                    raise NotForUs("damaged")
                scan = scans[part]
                sheet = BookSheet(metadata.name, metadata.visible is not SheetVisibleEnum.Visible, [], scan.merges,
                                  frozenset(scan.hidden_rows), frozenset(scan.hidden_columns), about.date1904)
                yield given_of(sheet, values_at(book, place), scan.rows, scan.columns, scan.marks)


def _scanned(archive: Archive, name: str, months: dict[int, int], count: BookCount) -> SheetScan:
    """What a sheet is found to be; quickly, and exactly where it would be too large otherwise."""
    count.sheet()
    for exactly in (False, True):
        scan = SheetScan(months, exactly=exactly)
        for piece in archive.pieces(name):
            scan.feed(piece)
        scan.end()
        if exactly or count.fits(scan.rows, scan.columns, scan.cells):
            break
    count.area(scan.rows, scan.columns, scan.cells)
    return scan


def _text_bytes(archive: Archive, scans: dict[str, SheetScan]) -> int:
    """Bytes of all texts in the cells, at the most. One shared text may stand in millions of cells."""
    lengths = _lengths(archive)
    cells = sum(scan.cells for scan in scans.values())
    if cells * max(lengths, default=0) <= limits.MAX_TEXT:
        return archive.declared + cells * max(lengths, default=0)
    shown = 0
    for name in scans:
        rest = b""
        for piece in archive.pieces(name):
            text = rest + piece
            cut = text.rfind(b"<") + 1
            cut = max(text.rfind(b"</row"), 0) or cut
            for index in _SHARED.findall(text[:cut]):
                shown += lengths[int(index)] if int(index) < len(lengths) else 0
            within("text_bytes", shown, limits.MAX_TEXT)
            rest = text[cut:]
    return archive.declared + shown


def _lengths(archive: Archive) -> list[int]:
    """Bytes of each shared text, with its markup."""
    if _STRINGS not in archive.names:
        return []
    lengths: list[int] = []
    rest = b""
    for piece in archive.pieces(_STRINGS):
        texts = (rest + piece).split(b"</si>")
        rest = texts.pop()
        if texts and not lengths:
            texts[0] = texts[0][texts[0].find(b"<si"):]
        lengths += map(len, texts)
        within("row_bytes", len(rest), limits.MAX_ROW_BYTES)
    return lengths
