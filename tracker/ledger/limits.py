"""How large a ledger may be: one limit for the whole file, counted before the memory for it is taken."""

from __future__ import annotations

LEDGER_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt"})
"""How the names of files end that can be ledgers; what each is its content says, also that it cannot be read."""
MIB = 1 << 20
MAX_FILE = 64 * MIB
MAX_UNPACKED = 768 * MIB
"""Bytes that all entries of a zip file declare together; 100,000 projects in 21 columns declare about 100 MiB."""
MAX_ENTRIES = 5_000
MAX_RATIO = 200
"""Deflate packs 1032 to 1 at the utmost; the most monotonous of real ledgers stay below 60."""
RATIO_FROM = 8 * MIB
MAX_SHEETS = 500
MAX_ROWS = 400_000
"""Rows of one sheet."""
MAX_COLUMNS = 512
MAX_CELLS = 10_000_000
"""Cells of the whole file, the empty ones between filled ones included; 100,000 rows of 40 columns are 4 million."""
MAX_EMPTY, EMPTY_EACH = 2_000_000, 4
"""Empty cells between filled ones: so many in the whole file, and so many more for each filled one."""
MAX_TEXT = 256 * MIB
"""Bytes of the texts of the whole file, each counted as often as a cell shows it."""
MAX_ROW_TEXT = 1_000_000
"""Characters of one row; spreadsheets take 32,767 in a cell."""
MAX_ROW_BYTES = 16 * MIB
"""Bytes of one row with its markup."""
MAX_MERGES = 100_000
"""Merged ranges of one sheet."""
MAX_DEPTH = 100
"""Elements of a page or an XML file that stand in each other."""

CPU_SECONDS = 120
DEADLINE = 180.0
"""Seconds by the clock in which a file has to be read."""

MAX_MESSAGE = 8 * MIB
"""Bytes of one message of the reading process; the office's process holds few of them at a time."""
MAX_HANDED = 768 * MIB
"""Bytes of all messages of one file."""


class OverLimit(Exception):
    """A file asks for more than a ledger may: `what` is the limit's name, `found` and `limit` in its own unit."""

    def __init__(self, what: str, found: int, limit: int) -> None:
        super().__init__(what, found, limit)
        self.what = what
        self.found = found
        self.limit = limit


def within(what: str, found: int, limit: int) -> None:
    """Raises OverLimit when more is found than allowed."""
    if found > limit:
        raise OverLimit(what, found, limit)


class BookCount:
    """What the sheets of one file came to so far. Raises OverLimit from each method that adds too much."""

    def __init__(self) -> None:
        self.cells = 0
        self.filled = 0
        self.sheets = 0

    def sheet(self) -> None:
        """Counts one more sheet."""
        self.sheets += 1
        within("sheets", self.sheets, MAX_SHEETS)

    def area(self, rows: int, columns: int, filled: int = MAX_CELLS) -> None:
        """Counts the cells of a sheet from A1 to its last filled row and column, of which some are `filled`."""
        within("rows", rows, MAX_ROWS)
        within("columns", columns, MAX_COLUMNS)
        self.cells += rows * columns
        within("cells", self.cells, MAX_CELLS)
        self.filled += filled
        within("empty", self.cells - self.filled, MAX_EMPTY + EMPTY_EACH * self.filled)

    def fits(self, rows: int, columns: int, filled: int) -> bool:
        """Whether a sheet like this could still be counted."""
        cells, filled = self.cells + rows * columns, self.filled + filled
        return (rows <= MAX_ROWS and columns <= MAX_COLUMNS and cells <= MAX_CELLS
                and cells - filled <= MAX_EMPTY + EMPTY_EACH * filled)
