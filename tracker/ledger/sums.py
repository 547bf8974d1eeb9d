"""Compares sum and section rows (合计, 小计, 其中, 2个) with the rows they stand over; none of them is taken in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tracker.domain.fields import AmountField, NumberField
from tracker.domain.money import Money, Unit, in_unit
from tracker.domain.profile import FIELDS
from tracker.ledger.cells import Cells, number_of
from tracker.ledger.family import Kind
from tracker.ledger.headers import PART
from tracker.ledger.layout import SheetLayout
from tracker.ledger.lines import A_SUM, LineKind, TableLine
from tracker.ledger.raw import CellError
from tracker.ledger.rows import NoteCode

_COUNT = re.compile(r"(\d+)\s*[个项户家笔条]")
_ALL = re.compile(r"合计|总计|共计|总数|汇总|累计")

Figures = dict[int, Decimal]
"""By column, a sum in the unit of the column."""


@dataclass(slots=True)
class _Scope:
    """Rows that a sum can stand over: what they come to, and how many they are."""

    figures: defaultdict[int, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    count: int = 0
    mixed: set[int] = field(default_factory=set)
    """Columns with a cell that is no plain number in the unit of its column: not to be compared."""

    def takes(self, figures: Figures, mixed: set[int], *, is_row: bool) -> None:
        self.count += is_row
        self.mixed |= mixed
        for column, figure in figures.items():
            self.figures[column] += figure


@dataclass(slots=True)
class _Claim:
    """What a sum or section row says, with the rows that follow it."""

    number: int
    level: int
    label: str
    figures: Figures
    said: int | None
    after: _Scope = field(default_factory=_Scope)
    before: tuple[_Scope, ...] = ()
    """What stood above it: since the last sum, and all rows."""
    closed: bool = False
    parts: list[_Claim] = field(default_factory=list)
    """Rows below it that say 其中: what they say is held against it, for which rows they mean is not known."""


class _Sums:
    """The sums of one table, told what each of its rows is from the top down."""

    def __init__(self, layout: SheetLayout, cells: Cells) -> None:
        self.layout, self.cells = layout, cells
        self._units = _units(layout)
        self._since, self._all = _Scope(), _Scope()
        self._claims: list[_Claim] = []
        self._sections: list[int] = []
        self._whole: _Claim | None = None
        """The sum or section above, as long as no row of its own has come."""

    def takes(self, line: TableLine) -> None:
        """One more row."""
        if line.kind in (LineKind.HEADER, LineKind.FOOTER, LineKind.SKIPPED):
            return
        figures, mixed = self._read(line)
        if line.kind in (LineKind.DATA, LineKind.CONTINUED):
            self._whole = None
            for scope in (self._since, self._all, *(claim.after for claim in self._claims if not claim.closed)):
                scope.takes(figures, mixed, is_row=line.kind is LineKind.DATA)
            return
        label = " ".join(str(cell).strip() for cell in line.cells if isinstance(cell, str) and cell.strip())
        level = len(line.sections) if line.kind is LineKind.SECTION else 0
        if line.kind is LineKind.SECTION:
            self._sections.append(line.number)
            for claim in self._claims:
                claim.closed = claim.closed or claim.level >= level > 0
        said = _COUNT.search(label)
        if figures or said:
            claim = _Claim(line.number, level, label, figures, int(said[1]) if said else None,
                           before=(self._since, _copy(self._all)) if line.kind is LineKind.SUM else ())
            if line.kind is LineKind.SUM and self._whole is not None and _is_part(label, self._whole):
                self._whole.parts.append(claim)
                return
            self._claims.append(claim)
            self._whole = claim
        self._since = _Scope()

    def told(self) -> None:
        """Notes which sums agree and which do not, at the end of the table."""
        widest: tuple[int, _Claim] | None = None
        agreed = []
        for claim in self._claims:
            differing = self._differing(claim)
            for header, says, comes_to in differing:
                self.cells.note(NoteCode.SUM_DIFFERS, self.layout, claim.number, label=claim.label[:40],
                                header=header, said=says, read=comes_to)
            agreed += self._parts_of(claim)
            if not differing:
                agreed.append(claim)
                count = self._agreeing(claim)
                widest = max(widest or (-1, claim), (count, claim), key=lambda found: found[0])
        if widest is not None:
            count, claim = widest
            figures = tuple(f"{self._header(column)} {_shown(figure)}" for column, figure in claim.figures.items())
            for one in sorted(agreed, key=lambda claim: claim.number):
                if figures:
                    self.cells.note(NoteCode.SUM_AGREES, self.layout, one.number, count=count, figures=figures)
                else:
                    self.cells.note(NoteCode.COUNTS_AGREE, self.layout, one.number)
        for number in self._sections:
            kept = self.layout.kind in (Kind.PROJECTS, Kind.BLOCKERS)
            self.cells.note(NoteCode.SECTIONS if kept else NoteCode.SECTIONS_PASSED, self.layout, number)

    def _parts_of(self, whole: _Claim) -> list[_Claim]:
        """The parts of a sum where they come to it. Parts may leave some out (其中：亿元以上); more than all is noted.
        """
        come_to_it = bool(whole.parts)
        for column, figure in whole.figures.items():
            parts = sum((part.figures.get(column, Decimal(0)) for part in whole.parts), Decimal(0))
            come_to_it = come_to_it and _same(figure, parts)
            if parts > figure and not _same(figure, parts):
                self.cells.note(NoteCode.PARTS_EXCEED, self.layout, whole.number, label=whole.label[:40],
                                header=self._header(column), said=_shown(figure), read=_shown(parts))
        return whole.parts if come_to_it else []

    def _agreeing(self, claim: _Claim) -> int:
        """How many rows the sum stands over: those of the first scope that comes to all of it."""
        return next((scope.count for scope in self._scopes(claim)
                     if all(_same(figure, scope.figures[column]) for column, figure in claim.figures.items())), 0)

    def _scopes(self, claim: _Claim) -> tuple[_Scope, ...]:
        """The rows a sum can be meant for, the likeliest first."""
        if not claim.before:
            return (claim.after, self._all)
        since, above = claim.before
        whole = (above, self._all, claim.after, since)
        return whole if _ALL.search(claim.label) else (since, above, claim.after, self._all)

    def _differing(self, claim: _Claim) -> list[tuple[str, str, str]]:
        """Header, figure and sum of each column of a sum row that agrees with no rows it can stand over."""
        scopes = [scope for scope in self._scopes(claim) if scope.count]
        if not scopes:
            return []
        found = []
        for column, figure in claim.figures.items():
            if any(column in scope.mixed for scope in scopes):
                continue
            if not any(_same(figure, scope.figures[column]) for scope in scopes):
                found.append((self._header(column), _shown(figure), _shown(scopes[0].figures[column])))
        if claim.said is not None and all(claim.said != scope.count for scope in scopes):
            found.append(("", str(claim.said), str(scopes[0].count)))
        return found

    def _read(self, line: TableLine) -> tuple[Figures, set[int]]:
        figures, mixed = {}, set()
        for column, unit in self._units.items():
            cell = line.cells[column]
            if cell in ("", None):
                continue
            if isinstance(cell, CellError) and line.kind in (LineKind.SUM, LineKind.SECTION):
                self.cells.note(NoteCode.FORMULA_UNREAD, self.layout, line.number)
            figure = _figure(self.cells, cell, unit)
            if figure is None:
                mixed.add(column)
            elif figure:
                figures[column] = figure
        return figures, mixed

    def _header(self, column: int) -> str:
        return self.layout.heads()[column].header


def _is_part(label: str, whole: _Claim) -> bool:
    """Whether a row is a part of the sum above it: it says 其中, or goes on with one that does."""
    return PART.match(label) is not None or (bool(whole.parts) and not A_SUM.search(label))


def _copy(scope: _Scope) -> _Scope:
    return _Scope(defaultdict(Decimal, scope.figures), scope.count, set(scope.mixed))


def _units(layout: SheetLayout) -> dict[int, Unit | None]:
    """The columns that can be added up, each with its unit."""
    found = {column: layout.unit_at(column) for name, column in layout.columns.items()
             if name == "amount" or isinstance(FIELDS.get(name), AmountField)}
    found |= {column: None for name, column in layout.columns.items() if isinstance(FIELDS.get(name), NumberField)}
    return found | {period.column: None for period in layout.periods}


def _figure(cells: Cells, cell: Any, unit: Unit | None) -> Decimal | None:
    """A cell as a number in the unit of its column; None where it is none."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(f"{cell:.15g}") if isinstance(cell, float) else Decimal(cell)
    number = number_of(cell) if isinstance(cell, str) and cell.strip().replace(".", "").isdigit() else None
    if number is not None or unit is None:
        return number
    money = cells.signed_said(cell, unit)
    if not isinstance(money, Money) or cells.says_more(cell) or unit.currency not in (None, money.currency):
        return None
    return in_unit(money.minor, money.currency, unit)


def _same(said: Decimal, comes_to: Decimal) -> bool:
    """Whether a sum is the one that was written, to the last decimal it was written with."""
    exponent = said.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
    return abs(said - comes_to) <= step / 2


def _shown(figure: Decimal) -> str:
    return format(figure.normalize(), "f")


def sums_of(layout: SheetLayout, cells: Cells, lines: Iterator[TableLine]) -> Iterator[TableLine]:
    """Passes the rows of a table on, and compares its sums on the way."""
    sums = _Sums(layout, cells)
    for line in lines:
        sums.takes(line)
        yield line
    sums.told()
