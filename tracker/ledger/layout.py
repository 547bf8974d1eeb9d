"""A table as it was found on a sheet: its kind, where it begins and ends, and which column is which field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tracker.domain.day import MONTHS_OF, Day, Precision
from tracker.domain.money import Unit
from tracker.domain.results import ResultKind
from tracker.ledger.family import ROLE, Kind
from tracker.ledger.headers import letters

_PRECISIONS: Mapping[int, Precision] = {months: precision for precision, months in MONTHS_OF.items()}
"""By the number of months that a period lasts."""
Span = tuple[date | None, date | None]
"""The first and the last day over which money is meant; None where there is no such limit."""


@dataclass(frozen=True, slots=True)
class PeriodColumn:
    """A column of money that arrived in one month, quarter or half-year: in the months from `first` to `last`.

    `year` is None where neither its group nor a title names it.
    """

    column: int
    header: str
    first: int
    last: int
    year: int | None
    group: str = ""
    """The header it stands under."""

    @property
    def day(self) -> Day | None:
        """The period its money came in, the last month where several are no quarter (1-2月); None without a year."""
        if self.year is None:
            return None
        precision = self._precision()
        return Day.month(self.year, self.last) if precision is None else Day.month(
            self.year, self.first).widened(precision)

    @property
    def months(self) -> tuple[Day, ...]:
        """The months that its money came in, of several that are no part of a year with a name (1-2月) and are kept as
        the last of them; none for all other columns.
        """
        if self.year is None or self._precision() is not None:
            return ()
        return tuple(Day.month(self.year, month) for month in range(self.first, self.last + 1))

    def _precision(self) -> Precision | None:
        """The precision of a month, a quarter or a half; None for several months that are none of these."""
        count = self.last - self.first + 1
        return _PRECISIONS.get(count) if (self.first - 1) % count == 0 else None


@dataclass(frozen=True, slots=True)
class TotalColumn:
    """A column that says what the periods under its group come to: all of them, or those of a part of the year."""

    column: int
    header: str
    group: str = ""
    first: int = 1
    last: int = 12


@dataclass(frozen=True, slots=True)
class SliceColumns:
    """Two columns of one of several slices of money: its amount, and the day it came (第一笔到账金额, 到账时间)."""

    column: int
    header: str
    day_column: int
    day_header: str


@dataclass(frozen=True, slots=True)
class ArrivedColumn:
    """A column that says what has arrived over some time: 本年累计到位资金. It is held against receipts, and is none.

    Where its header can be read in two ways there are two spans.
    """

    column: int
    header: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A column of a result with an amount: the time it is of; or, where it is None, the spans over which it tells how
    far it had come (累计完成投资), to be held against what is on record.
    """

    column: int
    header: str
    what: ResultKind
    period: PeriodColumn | None = None
    spans: tuple[Span, ...] = ()
    read_instead: tuple[str, ...] = ()
    """The headers of the columns that are read as results of the same time, or of one that it is in or holds."""

    @property
    def day(self) -> Day | None:
        """Its time where it has a name: a month, a quarter, a half or a whole year; else None."""
        return None if self.period is None or self.period.months else self.period.day


class ColumnHead(NamedTuple):
    """What a column of a table is: its header, and the field it is read as (empty: it is kept or named as it is)."""

    header: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A table found on a sheet. Rows and columns are counted from 0, as the cells are kept."""

    kind: Kind
    sheet: str
    first_row: int
    """The first row below the header."""
    columns: Mapping[str, int]
    headers: Mapping[str, str]
    units: Mapping[int, Unit] = field(default_factory=dict)
    """By column, the unit that its header states."""
    several_units: Mapping[int, tuple[Unit, ...]] = field(default_factory=dict)
    """By column, the units that its header names where it names more than one: which is meant is to be asked."""
    by_origin: frozenset[int] = frozenset()
    """Those of them whose header or the mapping says: yuan for money from inside, the other for foreign money."""
    roles: tuple[tuple[str, int], ...] = ()
    others: tuple[tuple[str, int], ...] = ()
    title: str = ""
    unit: Unit | None = None
    score: float = field(default=0.0, compare=False)
    top: int = 0
    """The first row of the header."""
    title_top: int = 0
    """The first of the lines above the header that are its titles."""
    last_row: int = 0
    """The row after the last one."""
    alternates: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Further columns of a field, for rows in which its own is empty: 园区 and 镇街."""
    alternate_headers: Mapping[int, str] = field(default_factory=dict)
    periods: tuple[PeriodColumn, ...] = ()
    totals: tuple[TotalColumn, ...] = ()
    arrived: tuple[ArrivedColumn, ...] = ()
    slices: tuple[SliceColumns, ...] = ()
    results: tuple[ResultColumn, ...] = ()
    """Columns of results; before they are settled, those of a time that is not over too."""
    came_to: tuple[ResultColumn, ...] = ()
    """Columns that tell how far results had come: compared, and kept as notes."""
    undated: tuple[int, ...] = ()
    """The columns of results of which nothing says the year: kept as notes, and asked about."""
    continues: bool = False
    """Whether it goes on with the table above, in another unit or year, so that the sections of that are still open."""

    apart: int | None = None
    """The row below it where the header of another table begins, of no kind that is known."""

    def heads(self) -> dict[int, ColumnHead]:
        """What each column is that has a header or cells, from left to right."""
        stand_ins = {column: name for name, columns in self.alternates.items() for column in columns}
        found = {column: ColumnHead(self.headers[name], name) for name, column in self.columns.items()}
        found |= {column: ColumnHead(label, ROLE) for label, column in self.roles}
        found |= {column: ColumnHead(label) for label, column in self.others}
        found |= {column: ColumnHead(header, stand_ins[column]) for column, header in self.alternate_headers.items()}
        found |= {period.column: ColumnHead(period.header) for period in self.periods}
        found |= {total.column: ColumnHead(total.header) for total in self.totals}
        found |= {each.column: ColumnHead(each.header) for each in self.slices}
        found |= {each.day_column: ColumnHead(each.day_header) for each in self.slices}
        found |= {result.column: ColumnHead(result.header, result.what.value) for result in self.results}
        return dict(sorted(found.items()))

    def unit_at(self, column: int) -> Unit | None:
        """The unit of the amounts of a column: its own, or that of the sheet; None while one of several is meant."""
        return self.units.get(column) or (None if column in self.several_units else self.unit)

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
