"""What became of each cell of a sheet: a title, a header, a field, a note, part of a section or sum row, or not read.

Every cell with something in it has one of these, and only one. A row below a header has the fate of its columns; a
cell whose column would be read and that could not be, or is kept as a note instead, is an exception.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from tracker.ledger.family import NOTED, Kind
from tracker.ledger.headers import letters
from tracker.ledger.layout import SheetLayout
from tracker.ledger.workbook import BookSheet


class Fate(StrEnum):
    """What became of a cell."""

    TITLE = "title"
    HEADER = "header"
    FIELD = "field"
    NOTE = "note"
    SUM = "sum"
    UNREAD = "unread"


_DATA = ""
"""In place of a row's fate: each of its cells has that of its column."""


class PartAccount:
    """The fates of the cells of tables that stand one below another; rows and columns from 0.

    Rows nobody has spoken for are unread.
    """

    def __init__(self, height: int) -> None:
        self._rows: list[Fate | str] = [Fate.UNREAD] * height
        self._starts: list[int] = []
        self._columns: list[dict[int, Fate]] = []
        self._layouts: list[SheetLayout] = []
        self._cells: dict[int, dict[int, Fate]] = {}
        self._alike: dict[tuple[tuple[int, Fate], ...], dict[int, Fate]] = {}
        """One for all rows whose cells have the same fates: there may be a hundred thousand."""

    def has_table(self, layout: SheetLayout) -> None:
        """A table begins: its titles, its header, and columns that have a fate each."""
        place = bisect_right(self._starts, layout.first_row)
        self._starts.insert(place, layout.first_row)
        self._columns.insert(place, fates_of(layout))
        self._layouts.insert(place, layout)
        self._rows[layout.title_top:layout.top] = [Fate.TITLE] * (layout.top - layout.title_top)
        self._rows[layout.top:layout.first_row] = [Fate.HEADER] * (layout.first_row - layout.top)

    def row(self, row: int, fate: Fate) -> None:
        """All cells of a row have one fate."""
        self._rows[row] = fate

    def data(self, row: int) -> None:
        """The cells of a row have the fates of their columns."""
        self._rows[row] = _DATA

    def cell(self, row: int, column: int, fate: Fate) -> None:
        """A cell whose fate is not that of its column."""
        fates = {**self._cells.get(row, {}), column: fate}
        self._cells[row] = self._alike.setdefault(tuple(sorted(fates.items())), fates)

    def records(self, layout: SheetLayout) -> int:
        """How many rows of a table are things of their own, or go on with one."""
        return self._rows[layout.first_row:layout.last_row].count(_DATA)

    def table_at(self, row: int) -> SheetLayout | None:
        """The table a row belongs to, with its titles and its header; None where there are no tables."""
        place = bisect_right(self._starts, row) - 1
        if place + 1 < len(self._layouts) and (place < 0 or (self._rows[row] in (Fate.TITLE, Fate.HEADER)
                                               and row >= self._layouts[place].last_row)):
            place += 1
        return self._layouts[place] if self._layouts else None

    def of(self, row: int, column: int) -> Fate:
        """The fate of a cell."""
        own = self._cells.get(row, {}).get(column)
        if own is not None:
            return own
        fate = self._rows[row]
        if isinstance(fate, Fate):
            return fate
        return self._columns[bisect_right(self._starts, row) - 1].get(column, Fate.UNREAD)

    def counts(self, rows: Iterable[list[object]], first: int) -> Counter[Fate]:
        """How many cells with something in them have each fate; `rows` are the part's own cells from column `first`."""
        found: Counter[Fate] = Counter()
        special = [tuple((column - first, fate) for column, fate in columns.items() if fate is not Fate.FIELD)
                   for columns in self._columns]
        widths = [max(columns, default=-1) + 1 - first for columns in self._columns]
        for number, row in enumerate(rows):
            filled = len(row) - row.count("") - row.count(None)
            if not filled:
                continue
            fate = self._rows[number]
            if isinstance(fate, Fate):
                found[fate] += filled
                continue
            table = bisect_right(self._starts, number) - 1
            if number in self._cells or len(row) > widths[table]:
                found.update(self.of(number, first + place) for place, cell in enumerate(row) if cell not in ("", None))
                continue
            for column, other in special[table]:
                if column < len(row) and row[column] not in ("", None):
                    found[other] += 1
                    filled -= 1
            found[Fate.FIELD] += filled
        return found


class SheetAccount:
    """The fates of the cells of one sheet, part by part: more than one only where tables stand side by side."""

    def __init__(self, sheet: BookSheet, firsts: Iterable[int] = (0,)) -> None:
        """`firsts` are the first columns of the parts."""
        self.sheet = sheet
        self._firsts = sorted(firsts)
        self.parts = [PartAccount(len(sheet.rows)) for _ in self._firsts]

    @property
    def laid_sheet(self) -> BookSheet:
        """The sheet as its tables know it: the sheet itself, unless it is a card."""
        return self.sheet

    def laid(self, row: int, column: int) -> tuple[int, int]:
        """Where a cell of the sheet stands in its tables; (-1, -1) where it stands in none."""
        return row, column

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Where a cell of its tables stands on the sheet."""
        return row, column

    def place_of_header(self, layout: SheetLayout, column: int) -> str:
        """Where a column is found on the sheet: by its letters."""
        return letters(column)

    def at(self, column: int) -> PartAccount:
        """The part a column belongs to."""
        return self.parts[bisect_right(self._firsts, column) - 1]

    def part(self, layout: SheetLayout) -> PartAccount:
        """The part a table stands in."""
        return self.at(min(layout.heads()))

    def table_at(self, row: int, column: int = 0) -> SheetLayout | None:
        """The table a cell belongs to, with its titles and its header; None on a sheet without tables."""
        return self.at(column).table_at(row)

    def of(self, row: int, column: int) -> Fate:
        """The fate of a cell."""
        return self.at(column).of(row, column)

    def counts(self) -> Counter[Fate]:
        """How many cells with something in them have each fate."""
        found: Counter[Fate] = Counter()
        for part, first, end in zip(self.parts, self._firsts, (*self._firsts[1:], None), strict=True):
            found.update(part.counts((row[first:end] for row in self.sheet.rows), first))
        return found

    def unread(self) -> Iterator[str]:
        """The places of the cells that were not read, as B7; at most as many as there are."""
        return (f"{letters(column)}{row + 1}" for row, column in self.unread_cells())

    def unread_cells(self) -> Iterator[tuple[int, int]]:
        """Row and column, from 0, of the cells that were not read."""
        for number, row in enumerate(self.sheet.rows):
            for column, cell in enumerate(row):
                if cell not in ("", None) and self.of(number, column) is Fate.UNREAD:
                    yield number, column


def fates_of(layout: SheetLayout) -> dict[int, Fate]:
    """What the columns of a table are: fields, or notes of whatever a row is about. Targets have no notes."""
    notes = Fate.UNREAD if layout.kind is Kind.TARGETS else Fate.NOTE
    fates = {column: notes if name in NOTED else Fate.FIELD for name, column in layout.columns.items()}
    fates |= dict.fromkeys((column for _, column in layout.others), notes)
    fates |= dict.fromkeys((total.column for total in layout.totals), notes)
    fates |= dict.fromkeys((column for _, column in layout.roles), Fate.FIELD)
    fates |= dict.fromkeys((result.column for result in layout.results), Fate.FIELD)
    fates |= dict.fromkeys((column for each in layout.slices for column in (each.column, each.day_column)), Fate.FIELD)
    fates |= {period.column: Fate.FIELD if period.year else Fate.UNREAD for period in layout.periods}
    return fates | dict.fromkeys((column for more in layout.alternates.values() for column in more), Fate.FIELD)
