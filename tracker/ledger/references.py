"""References to cells: in a formula, or by themselves (B4, $B$4:C7, 码表!A1:A9); rows and columns are told from 0."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from tracker.ledger.headers import column_number

_PLACE = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
REFERENCE: Final = re.compile(
    r'"(?:[^"]|"")*"'
    r"|(?P<sheet>'(?:[^']|'')+'!|[^\s'!(),;:+\-*/^&=<>{}\"]+!)?(?<![A-Za-z0-9_.$\u4e00-\u9fff])"
    rf"(?:(?P<first>{_PLACE})(?::(?P<last>{_PLACE}))?|(?P<top>\$?[0-9]{{1,7}}):(?P<bottom>\$?[0-9]{{1,7}}))"
    r"(?![A-Za-z0-9_.(!\u4e00-\u9fff\[])")
"""A text in a formula, which is passed over, or a reference: to a cell, a range, or whole rows."""
PARTS: Final = re.compile(r"(\$?)([A-Z]{0,3})(\$?)([0-9]{1,7})")
"""A cell, or a row: whether its column is held, its letters, whether its row is, its number."""


class CellRange(NamedTuple):
    """Cells from the first row and column to the last ones; the sheet is empty where it is the one that says so."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int


def range_said(text: str) -> CellRange | None:
    """The cells that a text names; None where it is no reference to cells. One cell is a range too."""
    match = REFERENCE.fullmatch(text)
    return _range_of(match) if match else None


def place_said(text: str) -> tuple[int, int] | None:
    """The row and the column of a cell that a text names; None for any other text."""
    match = PARTS.fullmatch(text)
    return (int(match[4]) - 1, column_number(match[2])) if match and match[2] else None


def ranges_in(formula: str) -> Iterator[CellRange]:
    """The cells that a formula names, from left to right."""
    return (found for match in REFERENCE.finditer(formula) if (found := _range_of(match)) is not None)


def sheet_named(sheet: str | None, own: str = "") -> str:
    """The name of the sheet before a reference, without its signs; `own` where none stands there."""
    return own if sheet is None else sheet.removesuffix("!").removeprefix("'").removesuffix("'").replace("''", "'")


def _range_of(match: re.Match[str]) -> CellRange | None:
    if match["first"] is None:
        return None
    first, last = place_said(match["first"]), place_said(match["last"] or match["first"])
    return CellRange(sheet_named(match["sheet"]), *first, *last) if first and last else None
