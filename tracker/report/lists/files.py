"""Writes a list: a workbook, comma-separated text, or text for the clipboard; texts of people stay text in each."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.money import print_exact
from tracker.domain.reasons import Code
from tracker.domain.workdays import WorkingDays
from tracker.ledger.excel import (
    DAY_FORMAT,
    FIRST_DAY,
    FONT,
    MOST_ROWS,
    STARRED,
    cut_to_cell,
    sheet_name,
)
from tracker.ledger.paper import MEASURED_ROWS, AboveLooks, Measured, Paper, above_looks, keep_in_sight, row_height
from tracker.ledger.writing import streamed
from tracker.office.outcome import Done, Refused, refused
from tracker.report.lists.plain import plain_tables
from tracker.report.write import put

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from tracker.report.lists.plain import Plain, PlainTable
    from tracker.report.lists.shape import Listing

# Late imports: xlsxwriter is needed for a workbook alone.

Told = Callable[[int, int], None]
"""Is told how many lines of how many are made; what it raises ends the writing with nothing written."""

_NAMING = ("name", "project")
"""The columns that say what a row is about."""
STEP = 1_000
"""Lines between two words on how far it is."""
_LEADS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a cell of text begins with where a spreadsheet would calculate it; also in full width, as some of them read it.
"""


def nobody(done: int, whole: int) -> None:
    """Is told how far it is, and keeps it for itself."""


def write_list(listing: Listing, path: Path, told: Told = nobody, *,
               also: Mapping[str, Callable[[], bytes]] | None = None, replaces: bool = False) -> Done[Path] | Refused:
    """Writes a list into a file, whole or not at all; the end of its name says in what form.

    `also` are forms that whoever calls has beside those of every list; a file of that name is replaced where `put`
    replaces one. Raises what `told` raises, with nothing written.
    """
    forms = {suffix: partial(make, listing, told) for suffix, make in FORMS.items()} | dict(also or {})
    make = forms.get(path.suffix.lower())
    if make is None:
        return refused(Code.UNKNOWN_SUFFIX, field="path", value=path.name, choices=list(forms))
    return put(path, make, replaces=replaces)


# -- text -------------------------------------------------------------------------------------------------------------


def comma_separated(listing: Listing, told: Told = nobody) -> bytes:
    """The list as CSV in UTF-8, marked as such for Excel; tables stand one below the other, an empty line between."""
    made = StringIO()
    writer = csv.writer(made)
    writer.writerows(_texts(listing, told))
    return b"\xef\xbb\xbf" + made.getvalue().encode()


def clipboard_text(listing: Listing, told: Told = nobody) -> str:
    """The list as lines of cells parted by tabs, as spreadsheets take it from the clipboard."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in _texts(listing, told)) + "\n"


def _texts(listing: Listing, told: Told) -> Iterator[list[str]]:
    """The lines of a list as texts."""
    counted = _Count(listing, told)
    yield from ([_guarded(line)] for line in listing.head)
    for table in plain_tables(listing):
        yield []
        if table.title:
            yield [_guarded(table.title)]
        yield [_guarded(column.title) for column in table.columns]
        for _, line in table.lines():
            counted.one()
            yield [_text(value) for value in line]
    counted.end()


def _text(value: Plain) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _guarded(value)
    if isinstance(value, Decimal):
        return print_exact(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return str(value.count if isinstance(value, WorkingDays) else value)


def _guarded(text: str) -> str:
    """A text behind an apostrophe where a spreadsheet would calculate it."""
    return f"'{text}" if text.startswith(_LEADS) else text


# -- workbook ---------------------------------------------------------------------------------------------------------


def workbook_of(listing: Listing, told: Told = nobody) -> bytes:
    """The list as a workbook: a sheet for each table, more where it has more rows than a sheet can hold."""
    made = BytesIO()
    with streamed(made) as book:
        book.set_properties({"title": listing.head[0][:255], "author": "sanxin",
                             "created": listing.at.astimezone(UTC).replace(tzinfo=None)})
        looks, counted, taken = _looks(book), _Count(listing, told), set[str]()
        for table in plain_tables(listing):
            sheet = _Sheet(book, listing, table, looks, taken)
            for between, line in table.lines():
                if sheet.at == MOST_ROWS:
                    sheet.end()
                    sheet = _Sheet(book, listing, table, looks, taken)
                sheet.write(line, between)
                counted.one()
            sheet.end()
        counted.end()
    return made.getvalue()


@dataclass(frozen=True, slots=True)
class _Looks:
    """The formats of a workbook: of the head, of titles, and of cells in a row or in a line between rows, by kind."""

    head: AboveLooks
    fact: AboveLooks
    title: Format
    cells: Mapping[tuple[bool, str], Format]


def _looks(book: Workbook) -> _Looks:
    base: dict[str, object] = FONT | {"valign": "vcenter"}
    ruled: dict[str, object] = base | {"border": 1, "border_color": "#A6A6A6"}
    flush: dict[str, object] = {"align": "right", "indent": 1}  # apart from the text that follows
    shown: dict[str, dict[str, object]] = {
        "text": {"text_wrap": True}, "number": flush, "starred": flush | {"num_format": STARRED},
        "day": {"num_format": DAY_FORMAT, "align": "left"},
        "moment": {"num_format": f"{DAY_FORMAT} hh:mm", "align": "left"}}
    between: dict[str, object] = {"bold": True, "bg_color": "#F5F5F5"}
    return _Looks(
        head=above_looks(book, base | {"bold": True}, 1.4), fact=above_looks(book, base),
        title=book.add_format(ruled | {"bold": True, "bg_color": "#E4E4E4", "text_wrap": True}),
        cells={(apart, name): book.add_format(ruled | look | (between if apart else {}))
               for apart in (False, True) for name, look in shown.items()})


class _Sheet:
    """A sheet as it is written, line by line: the head of the list, the titles, the rows."""

    def __init__(self, book: Workbook, listing: Listing, table: PlainTable, looks: _Looks, taken: set[str]) -> None:
        """`taken` are the names that sheets have by now."""
        self._looks, self._columns, self._head = looks, table.columns, listing.head
        self._sheet = book.add_worksheet(sheet_name(table.title or listing.name, taken))
        self._measured: Measured[Plain] = Measured((column.title for column in table.columns), _spelled)
        self._paper: Paper | None = None
        self._held: list[tuple[Sequence[Plain], bool]] = []
        self._top = len(listing.head) + 1
        self.at = self._top + 1
        """The row that is written next, from 0."""

    def write(self, line: Sequence[Plain], between: bool) -> None:
        """The next line; the first ones are held until it is known how wide the columns are."""
        self.at += 1
        if self._paper is not None:
            self._line(self._paper, self.at - 1, line, between)
            return
        if not between:
            self._measured.add(line)
        self._held.append((line, between))
        if len(self._held) == MEASURED_ROWS:
            self._begin()

    def _begin(self) -> Paper:
        """Lays the sheet out, and writes its head, the titles and what was held."""
        named = next((at for at, column in enumerate(self._columns) if column.source.name in _NAMING), None)
        paper = self._paper = self._measured.paper(named)
        paper.lay_out(self._sheet)
        for at, text in enumerate(self._head):
            paper.write_above(self._sheet, at, cut_to_cell(text), self._looks.fact if at else self._looks.head)
        self._sheet.set_row(self._top, row_height(paper.lines(column.title for column in self._columns)))
        for at, column in enumerate(self._columns):
            self._sheet.write_string(self._top, at, column.title, self._looks.title)
        for row, (line, between) in enumerate(self._held, self._top + 1):
            self._line(paper, row, line, between)
        self._held.clear()
        return paper

    def _line(self, paper: Paper, row: int, line: Sequence[Plain], between: bool) -> None:
        """Writes a line, as high as its texts need it; a line between rows goes on beside its first cell."""
        lines = 1 if between else paper.lines(line)
        if lines > 1:
            self._sheet.set_row(row, row_height(lines))
        for column, value in enumerate(line):
            if value is not None:
                self._cell(row, column, value, between)
            else:
                self._sheet.write_blank(row, column, None, self._looks.cells[between, "text"])

    def _cell(self, at: int, column: int, value: str | int | Decimal | date | datetime | WorkingDays,
              between: bool) -> None:
        """A number, a day or a moment as such; whatever is text as text: =1+1 is not calculated, no address a link."""
        sheet, looks = self._sheet, self._looks.cells
        if isinstance(value, str):
            sheet.write_string(at, column, cut_to_cell(value), looks[between, "text"])
        elif isinstance(value, WorkingDays):
            sheet.write_number(at, column, value.count, looks[between, "starred" if value.provisional else "number"])
        elif isinstance(value, datetime):
            sheet.write_datetime(at, column, value, looks[between, "moment"])
        elif isinstance(value, date):
            if value < FIRST_DAY:
                sheet.write_string(at, column, value.isoformat(), looks[between, "text"])
            else:
                sheet.write_datetime(at, column, value, looks[between, "day"])
        else:
            sheet.write_number(at, column, value, looks[between, "number"])

    def end(self) -> None:
        """Writes what is still held, and says what stays in sight once all lines are there."""
        if self._paper is None:
            self._begin()
        keep_in_sight(self._sheet, (self._top, self._top), self.at - 1, len(self._columns))


def _spelled(value: Plain) -> str:
    """A value that is no text, as its cell shows it."""
    return f"{value.count}*" if isinstance(value, WorkingDays) else _text(value)


class _Count:
    """Tells how far the writing is, every so many lines."""

    def __init__(self, listing: Listing, told: Told) -> None:
        self._whole, self._told, self._done = listing.lines, told, 0
        told(0, self._whole)

    def one(self) -> None:
        """One more line is made."""
        self._done += 1
        if self._done % STEP == 0:
            self._told(self._done, self._whole)

    def end(self) -> None:
        """All are made."""
        self._told(self._done, self._whole)


FORMS: Mapping[str, Callable[[Listing, Told], bytes]] = {".xlsx": workbook_of, ".csv": comma_separated}
"""What a file is made by, by the end of its name."""
