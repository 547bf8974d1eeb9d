"""What Excel can hold, what it takes as names of sheets, and the looks that every workbook written has in common."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import count

from tracker.domain.text import clean

Cell = str | int | float | date | None
"""What a cell of a book holds."""
MOST_CHARACTERS = 32_767
"""Characters a cell can hold, as `excel_length` counts them."""
MOST_ROWS = 1_048_576
"""Rows a sheet can have."""
FIRST_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year and numbers no earlier day rightly; days before this one are written as texts."""
DAY_ZERO = date(1899, 12, 30)
"""The day that Excel gives the number 0."""
FONT = {"font_name": "宋体", "font_size": 10}
"""What every cell is written in."""
DAY_FORMAT = "yyyy-mm-dd"
STARRED = '0"*"'
"""How a provisional number is shown: still a number, with its star."""
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_RESERVED = "history"


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name as Excel takes it: without the signs it refuses, not too long, and not `taken`, whatever its case.

    The name is added to those that are taken.
    """
    base = _fitting(_NOT_IN_NAMES.sub(" ", clean(wanted)), _LONGEST_NAME) or "_"
    name = base
    for number in count(2):
        if name.casefold() not in taken | {_RESERVED}:
            break
        behind = f" {number}"
        name = _fitting(base, _LONGEST_NAME - len(behind)) + behind
    taken.add(name.casefold())
    return name


def sheet_names(names: Iterable[str]) -> list[str]:
    """The names of all sheets of a workbook, as Excel takes them."""
    taken: set[str] = set()
    return [sheet_name(name, taken) for name in names]


def _fitting(name: str, most: int) -> str:
    """The name cut to as many characters; Excel refuses an apostrophe at either end."""
    return _first(name.strip(" '"), most).rstrip(" '")


def excel_length(text: str) -> int:
    """How many characters a text has for Excel, which counts those beyond U+FFFF (𠮷, 💰) twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut_to_cell(text: str) -> str:
    """The text as far as a cell can hold it; what is cut off is shown by …"""
    if len(text) <= MOST_CHARACTERS // 2 or excel_length(text) <= MOST_CHARACTERS:
        return text
    return _first(text, MOST_CHARACTERS - 1) + "…"


def _first(text: str, most: int) -> str:
    """As many characters from the start as Excel counts `most`."""
    return text.encode("utf-16-le", "ignore")[:2 * most].decode("utf-16-le", "ignore")
