"""Compares sum and section rows (合计, 小计, 其中, 2个) with the rows they stand over; none of them is taken in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from tracker.domain.counted import COUNTERS, count_in
from tracker.domain.fields import AmountField, NumberField
from tracker.domain.money import Money, Unit, in_unit
from tracker.domain.profile import FIELDS
from tracker.ledger.cells import Cells, number_of
from tracker.ledger.family import Kind
from tracker.ledger.headers import PART, letters
from tracker.ledger.layout import SheetLayout
from tracker.ledger.lines import A_SUM, LineKind, TableLine
from tracker.ledger.raw import CellError
from tracker.ledger.rows import NoteCode
from tracker.ledger.sum_scopes import Figures, SumClaim, SumScope, TableFigures, same_sum

_GRAND = re.compile(r"总")

_COUNTS = re.compile(rf"(?:项目|企业)?(?:个数|数量?|家数|户数)(?:[(（][{COUNTERS}][)）])?")
"""The header of a column in which sums say how many rows there are."""
_NAMED = 6
"""Sums that agree and are named one by one; of more the widest is, and of the others it is said that they agree."""


class _Sums:
    """The sums of one table, told what each of its rows is from the top down."""

    def __init__(self, layout: SheetLayout, cells: Cells) -> None:
        self.layout, self.cells = layout, cells
        self.table = TableFigures(layout, _units(layout))
        cells.sums.setdefault((layout.sheet, layout.kind), []).append(self.table)
        self._counted = [column for header, column in layout.others if _COUNTS.fullmatch(header)]
        self._since = SumScope()
        self._open: list[tuple[int, SumScope]] = []
        """The sections that the next row stands in, each with its depth and its rows so far."""
        self._summed: set[int] = set()
        """The depths of those of them in which a sum stands."""
        self._whole: SumClaim | None = None
        """The sum or section above, as long as no row of its own has come."""
        self._below = SumScope()
        """The rows since the last sum, up to the next sum or section."""
        self._run = SumScope()
        """The rows since the last one of another kind: added up once, and then given to all that they stand in."""

    def takes(self, line: TableLine) -> None:
        """One more row."""
        if line.kind is LineKind.PART:
            return
        if line.kind in (LineKind.DATA, LineKind.CONTINUED):
            self._run.takes(line.number, *self._read(line), things=line.kind is LineKind.DATA)
            return
        self.ends_run()
        if line.kind not in (LineKind.HEADER, LineKind.FOOTER, LineKind.SKIPPED):
            self._claims(line)

    def ends_run(self) -> None:
        """A row of another kind follows, or none."""
        if not self._run.ranges:
            return
        self._whole = None
        for scope in (self._since, self.table.every, self._below, *(scope for _, scope in self._open)):
            scope.takes_all(self._run)
        self._run = SumScope()

    def _claims(self, line: TableLine) -> None:
        """One more row that says what others come to."""
        figures, _ = self._read(line)
        label = " ".join(cell.strip() for column, cell in enumerate(line.cells)
                         if isinstance(cell, str) and cell.strip() and column not in figures)
        said = self._count_in(line, label)
        level = len(line.sections) if line.kind is LineKind.SECTION else 0
        if level:
            self.table.sections.append(line.number)
            self._open = [(depth, scope) for depth, scope in self._open if depth < level]
            self._summed = {depth for depth in self._summed if depth < level}
        narrowest_first = self._open[::-1]
        claim = SumClaim(
            line.number, level, label, figures, said, self._since,
            around=tuple(scope for _, scope in narrowest_first) or (self.table.every.so_far(),),
            unsummed=tuple(scope for depth, scope in narrowest_first if depth not in self._summed),
            above=self.table.every.count)
        if level:
            self._open.append((level, claim.after))
        if not level and self._whole is not None and _is_part(label, self._whole):
            self._whole.parts.append(claim)
            return
        if not level:
            self._summed = {depth for depth, _ in self._open}
        self._since, self._below = SumScope(), SumScope() if level else claim.after
        if figures or said is not None:
            self.table.claims.append(claim)
            self._whole = claim

    def _count_in(self, line: TableLine, label: str) -> int | None:
        """How many rows a sum or section says it stands over, in its label or in a column of its own."""
        if (said := count_in(label)) is not None:
            return said
        cells = (line.cells[column] for column in self._counted)
        return next((int(cell) for cell in cells if isinstance(cell, int | float) and float(cell).is_integer()), None)

    def _read(self, line: TableLine) -> tuple[Figures, set[int]]:
        figures, mixed = {}, set()
        for column, unit in self.table.units.items():
            cell = line.cells[column]
            if cell in ("", None):
                continue
            if isinstance(cell, CellError) and line.kind in (LineKind.SUM, LineKind.SECTION):
                self.cells.note(NoteCode.FORMULA_UNREAD, self.layout, line.number)
            figure = _figure(self.cells, cell, unit)
            if figure is None:
                mixed.add(column)
            elif figure or line.kind is not LineKind.DATA:
                figures[column] = figure
        return figures, mixed


class _Told:
    """Says what became of the sums of one table, once all tables are read."""

    def __init__(self, table: TableFigures, cells: Cells) -> None:
        self.table, self.layout, self.cells = table, table.layout, cells

    def all(self) -> None:
        """Notes which sums agree with their rows and which do not, at the end of the table."""
        agreeing: list[tuple[SumClaim, SumScope]] = []
        several = sum(claim.is_of_all for claim in self.table.claims) > 1
        subtotal = next((claim for claim in self.table.claims if not (claim.is_section or claim.is_of_all)), None)
        below = subtotal is not None and not subtotal.since.count and subtotal.after.count > 0
        for claim in self.table.claims:
            scopes = self._scopes(claim, several=several, below=below)
            scope = next((scope for scope in scopes if claim.fits(scope)), scopes[0])
            self._tell_differences(claim, scope)
            self._tell_parts(claim)
            if self._compared(claim, scope):
                agreeing.append((claim, scope))
        widest = sorted(agreeing, key=lambda found: -found[1].count)
        widest = widest if len(widest) <= _NAMED else widest[:1]
        for claim, scope in sorted(widest, key=lambda found: found[0].number):
            compared = self._compared(claim, scope)
            code = NoteCode.SUM_AGREES if compared != [None] else NoteCode.COUNTS_AGREE
            self._note(code, claim, compared, count=scope.count, over=scope.over())
        named = {claim.number for claim, _ in widest}
        for claim, _ in agreeing:
            if claim.number not in named:
                self.cells.note(NoteCode.SUMS_AGREE, self.layout, claim.number)
        for number in self.table.sections:
            kept = self.layout.kind in (Kind.PROJECTS, Kind.BLOCKERS)
            self.cells.note(NoteCode.SECTIONS if kept else NoteCode.SECTIONS_PASSED, self.layout, number)

    def _scopes(self, claim: SumClaim, *, several: bool, below: bool) -> list[SumScope]:
        """The rows a sum can be meant for by where it stands and what it is called, the likeliest first.

        A section is meant for its own rows and no others. 小计 is the rows above it up to the last sum or section, or
        those of a section without a sum so far; where there are none, those of a section it stands in; those `below`
        in a table where the first 小计 has none above it.
        合计 is all rows, at the end of `several` perhaps those since the one before; with rows above and below it,
        those it closes.
        """
        if claim.is_section:
            return [claim.after]
        if claim.is_of_all:
            own = [scope for scope in (claim.since, *claim.around) if scope.count]
            if _GRAND.search(claim.label):
                beside = self._others(claim.number)
                return [*([self.table.together(beside)] if beside else []), self.table.every]
            if not own:
                return [self.table.every]
            if claim.above < self.table.every.count:
                return own
            return [self.table.every, *([claim.since] if several and claim.since.count else [])]
        if below:
            return [claim.after]
        return [claim.since, *claim.unsummed] if claim.since.count else list(claim.around)

    def _others(self, row: int) -> list[TableFigures]:
        """The other tables of its kind on the sheet whose headers stand above a row, from 1."""
        return [table for table in self.cells.sums[self.layout.sheet, self.layout.kind]
                if table is not self.table and table.layout.top < row - 1]

    def _compared(self, claim: SumClaim, scope: SumScope) -> list[int | None]:
        """The columns that agree with the rows, and None for the number of rows."""
        found: list[int | None] = [column for column in claim.figures
                                   if column not in scope.mixed and claim.agrees(column, scope)]
        return [*([None] if claim.said == scope.count else []), *found]

    def _tell_differences(self, claim: SumClaim, scope: SumScope) -> None:
        for column, figure in claim.figures.items():
            if column in scope.mixed:
                self._note(NoteCode.SUM_UNCHECKED, claim, [column], header=self._header(column), over=scope.over())
            elif not claim.agrees(column, scope):
                self._note(NoteCode.SUM_DIFFERS, claim, [column], header=self._header(column), said=_shown(figure),
                           read=_shown(scope.figures[column]), over=scope.over())
        if claim.said not in (None, scope.count):
            self._note(NoteCode.SUM_DIFFERS, claim, [], header="", said=str(claim.said), read=str(scope.count),
                       over=scope.over())

    def _tell_parts(self, whole: SumClaim) -> None:
        """Whether the parts of a sum come to it. They may leave some out (其中：亿元以上); more than all is noted."""
        agreed = []
        for column, figure in whole.figures.items() if whole.parts else ():
            parts = sum((part.figures.get(column, Decimal(0)) for part in whole.parts), Decimal(0))
            if same_sum(figure, parts):
                agreed.append(column)
            elif parts > figure:
                self._note(NoteCode.PARTS_EXCEED, whole, [column], header=self._header(column), said=_shown(figure),
                           read=_shown(parts))
        if agreed and len(agreed) == len(whole.figures):
            for part in whole.parts:
                self.cells.note(NoteCode.PARTS_AGREE, self.layout, part.number, label=whole.label[:40])

    def _note(self, code: NoteCode, claim: SumClaim, columns: Sequence[int | None], **params: object) -> None:
        """A note on one sum, with what it says in some of its columns."""
        there = [column for column in columns if column is not None and claim.figures[column]]
        self.cells.note(code, self.layout, claim.number, label=claim.label[:40], **params,
                        columns=tuple(letters(column) for column in there),
                        figures=tuple(f"{self._header(column)} {_shown(claim.figures[column])}" for column in there))

    def _header(self, column: int) -> str:
        return self.layout.heads()[column].header


def _is_part(label: str, whole: SumClaim) -> bool:
    """Whether a row is a part of the sum above it: it says 其中, or goes on with one that does."""
    return PART.match(label) is not None or (bool(whole.parts) and not A_SUM.search(label))


def _units(layout: SheetLayout) -> dict[int, Unit | None]:
    """The columns that can be added up, each with its unit."""
    found = {column: layout.unit_at(column) for name, column in layout.columns.items()
             if name == "amount" or isinstance(FIELDS.get(name), AmountField)}
    found |= {column: None for name, column in layout.columns.items() if isinstance(FIELDS.get(name), NumberField)}
    found |= {period.column: None for period in layout.periods}
    found |= {result.column: layout.unit_at(result.column) for result in layout.results}
    return found | {total.column: None for total in layout.totals}


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


def _shown(figure: Decimal) -> str:
    return format(figure.normalize(), "f")


def sums_of(layout: SheetLayout, cells: Cells, lines: Iterator[TableLine]) -> Iterator[TableLine]:
    """Passes the rows of a table on, and adds them up on the way; `tell_sums` says what came of it."""
    sums = _Sums(layout, cells)
    for line in lines:
        sums.takes(line)
        yield line
    sums.ends_run()


def tell_sums(cells: Cells) -> None:
    """Notes of all tables which sums agree with their rows, once every table is read: 总计 can be of several."""
    for tables in cells.sums.values():
        for table in tables:
            _Told(table, cells).all()
