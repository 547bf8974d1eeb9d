"""Knows a book met before by the headers of its sheets, whatever rows, names of sheets and years it has."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from tracker.ledger.cards import laid_out
from tracker.ledger.finding import LOOK_AT, tables_on
from tracker.ledger.headers import fold_whole
from tracker.ledger.layout import WantedColumn
from tracker.ledger.raw import BookSheet
from tracker.ledger.seen import sheet_unread

_YEAR = re.compile(r"20\d\d年?(?:度)?|\d{1,2}月(?:份)?")
_LOOKED_AT = 2 * LOOK_AT
_KEY = 12


class Fingerprint(NamedTuple):
    """The folded headers of each kind of sheet, and a short key made of them."""

    key: str
    headers: tuple[tuple[str, ...], ...]


def fingerprint_of(sheets: Iterable[BookSheet]) -> Fingerprint:
    """The fingerprint of a book as it is without any mapping; a further sheet of one kind does not change it."""
    filled = [sheet for sheet in sheets if any(any(row) for row in sheet.rows) and not sheet.hidden]
    found = {row for sheet in filled if (row := _headers(sheet))}
    if not found:
        found = {_folded(column.header for column in sheet_unread(sheet).columns) for sheet in filled}
    headers: tuple[tuple[str, ...], ...] = tuple(sorted(found))
    text = json.dumps(headers, ensure_ascii=False)
    return Fingerprint(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY], headers)


def _headers(sheet: BookSheet) -> tuple[str, ...]:
    """The folded headers of the first table near the top of a sheet; none where there is no table."""
    sheet = laid_out(sheet)
    merges = [merge for merge in sheet.merges if merge[0][0] < _LOOKED_AT]
    tables = tables_on(BookSheet(sheet.name, rows=sheet.rows[:_LOOKED_AT], merges=merges), WantedColumn())
    if not tables:
        return ()
    rows = sheet.rows[tables[0].top:tables[0].first_row]
    return _folded(cell for row in rows for cell in row if isinstance(cell, str))


def _folded(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({folded for text in texts if (folded := _YEAR.sub("", fold_whole(text)))}))
