"""The rows that a sum or section row can stand over, and what it says of them: numbers only, no cell is read here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tracker.domain.money import Unit
from tracker.ledger.layout import SheetLayout

_ALL = re.compile(r"合计|总\s*计|共计|总数|汇总|累计|^(?i:(?:grand\s*)?total)")

Figures = dict[int, Decimal]
"""By column, a sum in the unit of the column."""


@dataclass(slots=True)
class SumScope:
    """Rows that a sum can stand over: which they are, how many things, and what they come to."""

    figures: defaultdict[int, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    count: int = 0
    mixed: set[int] = field(default_factory=set)
    """Columns with a cell that is no plain number in the unit of its column: not to be compared."""
    ranges: list[list[int]] = field(default_factory=list)
    """First and last row, from 1, of the rows that follow each other."""
    shown: int | None = None
    """How many of the ranges are meant, where a longer list is shared; None for all."""

    def takes(self, number: int, figures: Figures, mixed: set[int], *, things: int) -> None:
        """The row that follows its last one, by its number from 1, with `things` of its own: none where it goes on with
        the one above.
        """
        self._adds(figures, mixed, things)
        if self.ranges:
            self.ranges[-1][1] = number
        else:
            self.ranges.append([number, number])

    def takes_all(self, rows: SumScope) -> None:
        """All of `rows`, which stand below its own."""
        self._adds(rows.figures, rows.mixed, rows.count)
        self.ranges += [[first, last] for first, last in rows.ranges]

    def _adds(self, figures: Figures, mixed: set[int], things: int) -> None:
        self.count += things
        self.mixed |= mixed
        for column, figure in figures.items():
            self.figures[column] += figure

    def so_far(self) -> SumScope:
        """The rows so far. The last of them are followed by a sum, so their range grows no more and can be shared."""
        return SumScope(defaultdict(Decimal, self.figures), self.count, set(self.mixed), self.ranges, len(self.ranges))

    def over(self) -> tuple[str, ...]:
        """The rows as a person names them: 3-7 and 9."""
        named = (str(first) if first == last else f"{first}-{last}" for first, last in self.ranges[:self.shown])
        return tuple(dict.fromkeys(named))


@dataclass(slots=True)
class SumClaim:
    """What a sum or section row says, with the rows that follow it and, of a sum, those above it."""

    number: int
    level: int
    """How many sections it stands in, itself among them; 0 of a sum."""
    label: str
    figures: Figures
    said: int | None
    since: SumScope
    """The rows above since the last sum or section."""
    around: tuple[SumScope, ...]
    """The rows of each section it stands in, the narrowest first; all rows above where it stands in none."""
    unsummed: tuple[SumScope, ...]
    """The rows of those of these sections in which no sum stands above it."""
    above: int
    """How many things stand above it."""
    after: SumScope = field(default_factory=SumScope)
    """The rows below it: of a section its own, of a sum those up to the next sum or section."""
    parts: list[SumClaim] = field(default_factory=list)
    """Rows below it that say 其中: what they say is held against it, for which rows they mean is not known."""

    @property
    def is_section(self) -> bool:
        """Whether it heads the rows below it, and is no sum row."""
        return self.level > 0

    @property
    def is_of_all(self) -> bool:
        """Whether it is a sum called 合计 and the like, not 小计."""
        return not self.is_section and _ALL.search(self.label) is not None

    def agrees(self, column: int, scope: SumScope) -> bool:
        """Whether its figure in a column is what the rows come to."""
        return same_sum(self.figures[column], scope.figures[column])

    def fits(self, scope: SumScope) -> bool:
        """Whether all that it says and that can be compared is what the rows come to."""
        return self.said in (None, scope.count) and all(
            column in scope.mixed or self.agrees(column, scope) for column in self.figures)


@dataclass(slots=True)
class TableFigures:
    """What one table adds up to and what its sums and sections say, once its rows are read."""

    layout: SheetLayout
    units: Mapping[int, Unit | None]
    """The columns that can be added up, each with its unit."""
    every: SumScope = field(default_factory=SumScope)
    """All its rows."""
    claims: list[SumClaim] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)
    """The rows of its sections, from 1."""

    def together(self, others: list[TableFigures]) -> SumScope:
        """All rows of this table and of others that add up the same fields in one unit."""
        found = self.every.so_far()
        found.ranges, found.shown = [*found.ranges], None
        for other in reversed(others):
            found.count += other.every.count
            found.ranges[:0] = other.every.ranges
            for name, column in self.layout.columns.items():
                there = other.layout.columns.get(name, -1)
                if column not in self.units or there not in other.units:
                    continue
                if other.units[there] == self.units[column] and there not in other.every.mixed:
                    found.figures[column] += other.every.figures[there]
                else:
                    found.mixed.add(column)
        return found


def same_sum(said: Decimal, comes_to: Decimal) -> bool:
    """Whether a sum is the one that was written, to the last decimal it was written with."""
    exponent = said.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
    return abs(said - comes_to) <= step / 2
