"""What Excel can hold, what it takes as names of sheets, and how a sheet is laid out: for every workbook written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tracker.domain.text import clean

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

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
TITLE_HEIGHT = 27
"""Points of the row of the title."""
MEASURED_ROWS = 2_000
"""Rows whose texts decide how wide the columns are: measuring every text of a long list takes longer than writing it.
"""
_PAGE_NUMBERS = "&C&P / &N"
_A4 = 9
WIDEST = 48
"""Characters of the widest column there is."""
_NARROWEST, _AROUND = 6, 2
"""Characters of the narrowest, and what is added around a text."""
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


def text_width(text: str) -> int:
    """How wide a text is, in characters: its widest line."""
    return max(map(cell_len, text.split("\n")))


def lay_out(sheet: Worksheet, footer: str = _PAGE_NUMBERS) -> None:
    """The page of a sheet: landscape A4, as wide as the table, with the number of the page below."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(footer)


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Makes each column as wide as its texts, within limits."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width + _AROUND, _NARROWEST), WIDEST))


def keep_in_sight(sheet: Worksheet, header: tuple[int, int], last_row: int, columns: int, *, frozen: int = 0) -> None:
    """The header's rows (first and last, from 0) stay in sight and are printed on every page; its columns filter.

    `frozen` columns stay in sight too.
    """
    first, last = header
    sheet.freeze_panes(last + 1, frozen)
    sheet.repeat_rows(first, last)
    if columns:
        sheet.autofilter(last, 0, max(last_row, last + 1), columns - 1)
