"""What every way in gives, and the grid in which those put cells that know their place one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.ledger import limits
from tracker.ledger.limits import BookCount, within
from tracker.ledger.raw import BookSheet, Merge, RawCell


@dataclass(frozen=True, slots=True)
class GivenSheet:
    """A sheet without its rows, and its rows as they are read: `height` of them, each at most `width` cells long.

    Where nobody can know before the end, `height` is a guess and `width` 0; then the sheet has no merged cells.
    """

    sheet: BookSheet
    height: int
    width: int
    rows: Iterable[list[RawCell]]


class NotForUs(Exception):
    """A file of a format that is named to the officer and not read: `why` is the variant of its sentence."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class OpenQuote(Exception):
    """A quotation mark that nothing ends, in a row of a text: what comes below it would be read as one cell."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


class CellGrid:
    """Cells put into their places, counted as they come. Raises OverLimit where there are too many."""

    def __init__(self, count: BookCount, name: str) -> None:
        count.sheet()
        self._count = count
        self.sheet = BookSheet(name)
        self.rows: list[list[RawCell]] = []
        self.width = 0
        self.text = 0
        self.filled = 0
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()

    def put(self, row: int, column: int, cell: RawCell) -> None:
        """Puts a cell where it stands, from 0; empty ones need not be put."""
        within("rows", row + 1, limits.MAX_ROWS)
        within("columns", column + 1, limits.MAX_COLUMNS)
        self.width = max(self.width, column + 1)
        self.filled += 1
        cells = self._count.cells + max(row + 1, len(self.rows)) * self.width
        within("cells", cells, limits.MAX_CELLS)
        filled = self._count.filled + self.filled
        within("empty", cells - filled, limits.MAX_EMPTY + limits.EMPTY_EACH * filled)
        if isinstance(cell, str):
            self.text += len(cell.encode())
            within("text_bytes", self.text, limits.MAX_TEXT)
        while len(self.rows) <= row:
            self.rows.append([])
        line = self.rows[row]
        line += [""] * (column + 1 - len(line))
        line[column] = cell

    def merge(self, merge: Merge) -> None:
        """Notes a merged range."""
        self.sheet.merges.append(merge)
        within("merges", len(self.sheet.merges), limits.MAX_MERGES)

    def hide_rows(self, first: int, last: int) -> None:
        """Notes that rows are hidden."""
        self._hidden_rows.update(range(first, min(last + 1, limits.MAX_ROWS)))

    def hide_columns(self, first: int, last: int) -> None:
        """Notes that columns are hidden."""
        self._hidden_columns.update(range(first, min(last + 1, limits.MAX_COLUMNS)))

    def given(self) -> GivenSheet:
        """The sheet, when all of its cells are in."""
        self._count.area(len(self.rows), self.width, self.filled)
        self.sheet.hidden_rows = frozenset(self._hidden_rows)
        self.sheet.hidden_columns = frozenset(self._hidden_columns)
        return GivenSheet(self.sheet, len(self.rows), self.width, self.rows)
