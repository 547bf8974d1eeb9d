"""Opens a draft in any format: a process of its own reads documents and texts, the ledgers' reader the workbooks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from tracker.files import name_of
from tracker.ledger.raw import BookSheet, CellError, Month
from tracker.ledger.wire import NoMessage, Unreadable
from tracker.ledger.workbook import look_first, messages_of, read_book
from tracker.proof.draft import (
    DraftCell,
    DraftPlace,
    DraftTable,
    DraftText,
    DraftUnreadable,
    Passage,
    PlaceKind,
    one_place,
)
from tracker.proof.given_text import taken

DRAFT_SUFFIXES: Final = (".docx", ".txt", ".md", ".xlsx", ".pdf")
"""How the names of files end that can be drafts."""
_BOOKS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".et"})
_TEXTS: Final = frozenset({".docx", ".docm", ".txt", ".text", ".md", ".markdown", ".pdf"})
_READER: Final = "tracker.proof.reader"


class UnreadDraft(StrEnum):
    """Why a draft cannot be read; each has a sentence."""

    MISSING = "missing"
    FOLDER = "folder"
    NOT_A_FILE = "not_a_file"
    DENIED = "denied"
    LIMITS = "limits"
    MEMORY = "memory"
    FILE_BYTES = "file_bytes"
    CHARACTERS = "characters"
    PAGES = "pages"
    TOO_MUCH = "too_much"
    NOTHING = "nothing"
    BROKEN = "broken"
    DAMAGED = "damaged"
    PASSWORD = "password"
    OLD_WORD = "old_word"
    RTF = "rtf"
    SCANNED = "scanned"
    NO_CHARACTERS = "no_characters"
    NO_PDF = "no_pdf"
    NOT_TEXT = "not_text"
    TEXT_CALLED_DOCUMENT = "text_called_document"
    """A plain text whose name ends as that of a document does: it may be one of those that lost all but its text."""
    BIG5 = "big5"
    WORKBOOK = "workbook"
    OPEN_DOCUMENT = "open_document"
    SLIDES = "slides"
    SUFFIX = "suffix"


def open_draft(path: Path) -> DraftText:
    """Everything a file says. Raises DraftUnreadable."""
    suffix = path.suffix.lower()
    try:
        look_first(path)
        if suffix in _BOOKS:
            return _of_book(path)
        if suffix in _TEXTS:
            return _of_text(path)
    except Unreadable as error:
        why = error.why if error.why in list(UnreadDraft) else "too_much" if error.limit else "broken"
        raise DraftUnreadable(why, error.found, error.limit) from None
    except NoMessage:
        raise DraftUnreadable("broken") from None
    raise DraftUnreadable("old_word" if suffix in (".doc", ".wps") else "rtf" if suffix == ".rtf" else "suffix")


def _of_text(path: Path) -> DraftText:
    passages: list[Passage] = []
    tables: list[DraftTable] = []
    for message in _told(path):
        piece = taken(message)
        if isinstance(piece, Passage):
            passages.append(piece)
        else:
            tables.append(piece)
    if not passages and not tables:
        raise DraftUnreadable("nothing")
    return DraftText(name_of(path), tuple(passages), tuple(tables))


def _told(path: Path) -> Iterator[dict[str, object]]:
    """The messages of the reading process up to its last. Raises Unreadable, NoMessage."""
    for line in messages_of(_READER, path, lambda: False):
        try:
            message = json.loads(line)
        except ValueError:
            raise NoMessage from None
        match message:
            case {"end": True}:
                return
            case {"unreadable": str(why), "found": int(found), "limit": int(limit)}:
                raise Unreadable(why, found, limit)
            case dict():
                yield message
            case _:
                raise NoMessage
    raise Unreadable("limits")


def _of_book(path: Path) -> DraftText:
    sheets = read_book(path).sheets
    tables = [_table(sheet) for sheet in sheets if sheet.rows]
    if not any(cell.text or cell.number is not None for table in tables for row in table.rows for cell in row):
        raise DraftUnreadable("nothing")
    passages = [one_place(cell.text, cell.place) for table in tables for row in table.rows for cell in row
                if cell.text and cell.number is None]
    failed = sum(isinstance(value, CellError) for sheet in sheets for line in sheet.rows for value in line)
    return DraftText(name_of(path), tuple(passages), tuple(tables), failed)


def _table(sheet: BookSheet) -> DraftTable:
    rows: list[tuple[DraftCell, ...]] = []
    for at, line in enumerate(sheet.rows):
        rows.append(tuple(_cell(sheet, at, column, value) for column, value in enumerate(line)))
    return DraftTable(tuple(rows), sheet.name)


def _cell(sheet: BookSheet, row: int, column: int, value: object) -> DraftCell:
    place = DraftPlace(PlaceKind.CELL, (row + 1, column + 1), sheet.name)
    if isinstance(value, bool | CellError):
        return DraftCell("", place)
    if isinstance(value, int | float):
        return DraftCell("", place, value)
    if isinstance(value, date | time | timedelta | Month):
        return DraftCell(str(value), place)
    return DraftCell(str(value), place)
