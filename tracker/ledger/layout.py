"""A table as it was found on a sheet: its kind, where it begins and ends, and which column is which field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.domain.money import Unit
from tracker.ledger.family import Kind
from tracker.ledger.headers import letters


@dataclass(frozen=True, slots=True)
class MonthColumn:
    """A column of money that arrived in one month; `year` is None where neither its group nor a title names it."""

    column: int
    header: str
    month: int
    year: int | None


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A table found on a sheet. Rows and columns are counted from 0, as the cells are kept."""

    kind: Kind
    sheet: str
    first_row: int
    """The first row below the header."""
    columns: Mapping[str, int]
    headers: Mapping[str, str]
    units: Mapping[str, Unit]
    roles: tuple[tuple[str, int], ...] = ()
    others: tuple[tuple[str, int], ...] = ()
    title: str = ""
    unit: Unit | None = None
    score: float = field(default=0.0, compare=False)
    top: int = 0
    """The first row of the header; titles stand above it."""
    last_row: int = 0
    """The row after the last one."""
    alternates: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Further columns of a field, for rows in which its own is empty: 园区 and 镇街."""
    alternate_headers: Mapping[int, str] = field(default_factory=dict)
    months: tuple[MonthColumn, ...] = ()
    totals: tuple[tuple[str, int], ...] = ()
    """Columns that say what the months come to."""

    def all_columns(self) -> set[int]:
        """Every column that has a header or cells."""
        return {*self.columns.values(), *(column for _, column in (*self.roles, *self.others, *self.totals)),
                *(month.column for month in self.months), *self.alternate_headers}

    def letter(self, name: str) -> str:
        """The letters of a field's column; of the first column when the table has none for it."""
        return letters(self.columns.get(name, 0))


@dataclass(frozen=True, slots=True)
class WantedColumn:
    """What a mapping file says of one sheet: its kind, its header row (from 1), and fields by folded header."""

    kind: Kind | None = None
    header_row: int | None = None
    header_rows: int | None = None
    """How many rows the header has, where that is said."""
    fields: Mapping[Kind, Mapping[str, str]] = field(default_factory=dict)
