"""A workbook as it was found: its sheets, and what a cell can hold besides texts, numbers and days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Final

Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, as (row, column) counted from 0."""


@dataclass(frozen=True, slots=True)
class Month:
    """A number that its cell shows as a year and a month alone: the day in it was never typed."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell whose formula failed: `text` is what it shows, such as #REF!"""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class _NoValue(CellError):
    """A formula of which the file holds no result; nobody can tell what the cell shows."""


NoValue: Final = _NoValue("")
"""The one value of such cells; it is a CellError without a text."""

RawCell = str | int | float | bool | date | time | timedelta | Month | CellError
"""What stands in a cell; a datetime is a date too, and an empty cell an empty text."""

ERROR_TEXTS: Final = frozenset({
    "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!",
})
"""What spreadsheets show where a formula failed; in a file without types of cells a text like these is such a cell."""


@dataclass(slots=True)
class BookSheet:
    """A sheet as found: `rows[0]` is row 1, the first cell of a row column A, an empty cell an empty text.

    Merged ranges end where the filled cells end, and none overlaps another. Rows and columns that are hidden, by hand
    or by a filter, count from 0. `date1904` says that its numbers count days from 1904 on, where they mean days.
    """

    name: str
    hidden: bool = False
    rows: list[list[object]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    date1904: bool = False
    first: int = 0
    """The first column of what is seen of it, where several tables stand side by side."""

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything that can be seen."""
        return not any(cell.strip() if isinstance(cell, str) else cell is not None for row in self.rows for cell in row)
