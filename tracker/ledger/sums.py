"""Compares sum and section rows (合计, 小计, 其中, 2个) with the rows they stand over; none of them is taken in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

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

_COUNT = re.compile(r"(\d+)\s*[个项户家笔条]")
_ALL = re.compile(r"合计|总计|共计|总数|汇总|累计")
_GRAND = re.compile(r"总")

Figures = dict[int, Decimal]
"""By column, a sum in the unit of the column."""
_COUNTS = re.compile(r"(?:项目|企业)?(?:个数|数量?|家数|户数)(?:[(（][个项家户][)）])?")
"""The header of a column in which sums say how many rows there are."""
_NAMED = 12
"""Sums that agree and are named one by one, the widest first; of the others it is said that they agree."""


@dataclass(slots=True)
class _Scope:
    """Rows that a sum can stand over: which they are, how many things, and what they come to."""

    figures: defaultdict[int, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    count: int = 0
    mixed: set[int] = field(default_factory=set)
    """Columns with a cell that is no plain number in the unit of its column: not to be compared."""
    ranges: list[list[int]] = field(default_factory=list)
    """First and last row, from 1, of the rows that follow each other."""
    shown: int | None = None
    """How many of the ranges are meant, where a longer list is shared; None for all."""

    def takes(self, line: TableLine, figures: Figures, mixed: set[int], *, goes_on: bool) -> None:
        """One more row; `goes_on` says that no other kind of row stands between it and the one before."""
        self.count += line.kind is LineKind.DATA
        self.mixed |= mixed
        for column, figure in figures.items():
            self.figures[column] += figure
        if goes_on and self.ranges:
            self.ranges[-1][1] = line.number
        else:
            self.ranges.append([line.number, line.number])

    def over(self) -> tuple[str, ...]:
        """The rows as a person names them: 3-7 and 9."""
        named = (str(first) if first == last else f"{first}-{last}" for first, last in self.ranges[:self.shown])
        return tuple(dict.fromkeys(named))


@dataclass(slots=True)
class _Claim:
    """What a sum or section row says, with the rows that follow it and, of a sum, those above it."""

    number: int
    level: int
    """How many sections it stands in, itself among them; 0 of a sum."""
    label: str
    figures: Figures
    said: int | None
    since: _Scope
    """The rows above since the last sum or section."""
    around: _Scope
    """The rows of the section it stands in, or all rows above where it stands in none."""
    above: int
    """How many things stand above it."""
    after: _Scope = field(default_factory=_Scope)
    """The rows below it: of a section its own, of a sum those up to the next sum or section."""
    parts: list[_Claim] = field(default_factory=list)
    """Rows below it that say 其中: what they say is held against it, for which rows they mean is not known."""

    @property
    def is_section(self) -> bool:
        return self.level > 0

    @property
    def is_of_all(self) -> bool:
        """Whether it is a sum called 合计 and the like, not 小计."""
        return not self.is_section and _ALL.search(self.label) is not None

    def agrees(self, column: int, scope: _Scope) -> bool:
        return _same(self.figures[column], scope.figures[column])

    def fits(self, scope: _Scope) -> bool:
        """Whether all that it says and that can be compared is what the rows come to."""
        return self.said in (None, scope.count) and all(
            column in scope.mixed or self.agrees(column, scope) for column in self.figures)


class TableSums:
    """The sums of one table, told what each of its rows is from the top down."""

    def __init__(self, layout: SheetLayout, cells: Cells) -> None:
        self.layout, self.cells = layout, cells
        self._units = _units(layout)
        self._fields = {column: name for name, column in layout.columns.items() if column in self._units}
        self._counted = [column for header, column in layout.others if _COUNTS.fullmatch(header)]
        cells.sums.setdefault((layout.sheet, layout.kind), []).append(self)
        self._since, self._all = _Scope(), _Scope()
        self._claims: list[_Claim] = []
        self._sections: list[int] = []
        self._open: list[tuple[int, _Scope]] = []
        """The sections that the next row stands in, each with its depth and its rows so far."""
        self._whole: _Claim | None = None
        """The sum or section above, as long as no row of its own has come."""
        self._below = _Scope()
        """The rows since the last sum, up to the next sum or section."""
        self._goes_on = False

    def takes(self, line: TableLine) -> None:
        """One more row."""
        if line.kind in (LineKind.HEADER, LineKind.FOOTER, LineKind.SKIPPED):
            self._goes_on = False
            return
        figures, mixed = self._read(line)
        if line.kind in (LineKind.DATA, LineKind.CONTINUED):
            self._whole = None
            for scope in (self._since, self._all, self._below, *(scope for _, scope in self._open)):
                scope.takes(line, figures, mixed, goes_on=self._goes_on)
            self._goes_on = True
            return
        self._goes_on = False
        label = " ".join(str(cell).strip() for cell in line.cells if isinstance(cell, str) and cell.strip())
        said = self._count_in(line, label)
        level = len(line.sections) if line.kind is LineKind.SECTION else 0
        if level:
            self._sections.append(line.number)
            self._open = [(depth, scope) for depth, scope in self._open if depth < level]
        around = self._open[-1][1] if self._open else _copy(self._all)
        claim = _Claim(line.number, level, label, figures, said, self._since, around,
                       self._all.count)
        if level:
            self._open.append((level, claim.after))
        if not level and self._whole is not None and _is_part(label, self._whole):
            self._whole.parts.append(claim)
            return
        self._since, self._below = _Scope(), _Scope() if level else claim.after
        if figures or said is not None:
            self._claims.append(claim)
            self._whole = claim

    def told(self) -> None:
        """Notes which sums agree with their rows and which do not, at the end of the table."""
        agreeing: list[tuple[_Claim, _Scope]] = []
        several = sum(claim.is_of_all for claim in self._claims) > 1
        subtotal = next((claim for claim in self._claims if not (claim.is_section or claim.is_of_all)), None)
        below = subtotal is not None and not subtotal.since.count and subtotal.after.count > 0
        for claim in self._claims:
            scopes = self._scopes(claim, several=several, below=below)
            scope = next((scope for scope in scopes if claim.fits(scope)), scopes[0])
            self._tell_differences(claim, scope)
            self._tell_parts(claim)
            if self._compared(claim, scope):
                agreeing.append((claim, scope))
        widest = sorted(agreeing, key=lambda found: -found[1].count)[:_NAMED]
        for claim, scope in sorted(widest, key=lambda found: found[0].number):
            compared = self._compared(claim, scope)
            code = NoteCode.SUM_AGREES if compared != [None] else NoteCode.COUNTS_AGREE
            self._note(code, claim, compared, count=scope.count, over=scope.over())
        named = {claim.number for claim, _ in widest}
        for claim, _ in agreeing:
            if claim.number not in named:
                self.cells.note(NoteCode.SUMS_AGREE, self.layout, claim.number)
        for number in self._sections:
            kept = self.layout.kind in (Kind.PROJECTS, Kind.BLOCKERS)
            self.cells.note(NoteCode.SECTIONS if kept else NoteCode.SECTIONS_PASSED, self.layout, number)

    def _scopes(self, claim: _Claim, *, several: bool, below: bool) -> list[_Scope]:
        """The rows a sum can be meant for by where it stands and what it is called, the likeliest first.

        A section is meant for its own rows and no others. 小计 is the rows above it up to the last sum or section, or
        those of its section where there are none; those `below` in a table where the first 小计 has none above it.
        合计 is all rows, at the end of `several` perhaps those since the one before; with rows above and below it,
        those it closes.
        """
        if claim.is_section:
            return [claim.after]
        if claim.is_of_all:
            own = [scope for scope in (claim.since, claim.around) if scope.count]
            if _GRAND.search(claim.label):
                beside = self._others(claim.number)
                return [*([self._of_all(beside)] if beside else []), self._all]
            if not own:
                return [self._all]
            if claim.above < self._all.count:
                return own
            return [self._all, *([claim.since] if several and claim.since.count else [])]
        if below:
            return [claim.after]
        return [claim.since] if claim.since.count else [claim.around]

    def _others(self, row: int) -> list[TableSums]:
        """The other tables of its kind on the sheet whose headers stand above a row, from 1."""
        return [sums for sums in self.cells.sums[self.layout.sheet, self.layout.kind]
                if sums is not self and sums.layout.top < row - 1]

    def _of_all(self, others: list[TableSums]) -> _Scope:
        """All rows of this table and of others that add up the same fields in one unit."""
        found = _copy(self._all)
        found.ranges, found.shown = [*found.ranges], None
        for above in reversed(others):
            found.count += above._all.count
            found.ranges[:0] = above._all.ranges
            for column, field_ in self._fields.items():
                there = next((other for other, name in above._fields.items() if name == field_), None)
                if there is not None and above._units[there] == self._units[column]:
                    found.figures[column] += above._all.figures[there]
                    found.mixed |= {column} if there in above._all.mixed else set()
                elif there is not None:
                    found.mixed.add(column)
        return found

    def _count_in(self, line: TableLine, label: str) -> int | None:
        """How many rows a sum or section says it stands over, in its label or in a column of its own."""
        said = _COUNT.search(label)
        if said:
            return int(said[1])
        cells = (line.cells[column] for column in self._counted)
        return next((int(cell) for cell in cells if isinstance(cell, int | float) and cell == int(cell)), None)

    def _compared(self, claim: _Claim, scope: _Scope) -> list[int | None]:
        """The columns that agree with the rows, and None for the number of rows."""
        found: list[int | None] = [column for column in claim.figures
                                   if column not in scope.mixed and claim.agrees(column, scope)]
        return [*([None] if claim.said == scope.count else []), *found]

    def _tell_differences(self, claim: _Claim, scope: _Scope) -> None:
        for column, figure in claim.figures.items():
            if column in scope.mixed:
                self._note(NoteCode.SUM_UNCHECKED, claim, [column], header=self._header(column), over=scope.over())
            elif not claim.agrees(column, scope):
                self._note(NoteCode.SUM_DIFFERS, claim, [column], header=self._header(column), said=_shown(figure),
                           read=_shown(scope.figures[column]), over=scope.over())
        if claim.said not in (None, scope.count):
            self._note(NoteCode.SUM_DIFFERS, claim, [], header="", said=str(claim.said), read=str(scope.count),
                       over=scope.over())

    def _tell_parts(self, whole: _Claim) -> None:
        """Whether the parts of a sum come to it. They may leave some out (其中：亿元以上); more than all is noted."""
        agreed = []
        for column, figure in whole.figures.items() if whole.parts else ():
            parts = sum((part.figures.get(column, Decimal(0)) for part in whole.parts), Decimal(0))
            if _same(figure, parts):
                agreed.append(column)
            elif parts > figure:
                self._note(NoteCode.PARTS_EXCEED, whole, [column], header=self._header(column), said=_shown(figure),
                           read=_shown(parts))
        if agreed and len(agreed) == len(whole.figures):
            for part in whole.parts:
                self.cells.note(NoteCode.PARTS_AGREE, self.layout, part.number, label=whole.label[:40])

    def _note(self, code: NoteCode, claim: _Claim, columns: Sequence[int | None], **params: object) -> None:
        """A note on one sum, with what it says in some of its columns."""
        there = [column for column in columns if column is not None and claim.figures[column]]
        self.cells.note(code, self.layout, claim.number, label=claim.label[:40], **params,
                        columns=tuple(letters(column) for column in there),
                        figures=tuple(f"{self._header(column)} {_shown(claim.figures[column])}" for column in there))

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
            elif figure or line.kind is not LineKind.DATA:
                figures[column] = figure
        return figures, mixed

    def _header(self, column: int) -> str:
        return self.layout.heads()[column].header


def _is_part(label: str, whole: _Claim) -> bool:
    """Whether a row is a part of the sum above it: it says 其中, or goes on with one that does."""
    return PART.match(label) is not None or (bool(whole.parts) and not A_SUM.search(label))


def _copy(scope: _Scope) -> _Scope:
    """The rows so far. The last of them are followed by a sum, so their range grows no more and can be shared."""
    return _Scope(defaultdict(Decimal, scope.figures), scope.count, set(scope.mixed), scope.ranges, len(scope.ranges))


def _units(layout: SheetLayout) -> dict[int, Unit | None]:
    """The columns that can be added up, each with its unit."""
    found = {column: layout.units.get(name) or layout.unit for name, column in layout.columns.items()
             if name == "amount" or isinstance(FIELDS.get(name), AmountField)}
    found |= {column: None for name, column in layout.columns.items() if isinstance(FIELDS.get(name), NumberField)}
    found |= {month.column: None for month in layout.months}
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


def _same(said: Decimal, comes_to: Decimal) -> bool:
    """Whether a sum is the one that was written, to the last decimal it was written with."""
    exponent = said.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
    return abs(said - comes_to) <= step / 2


def _shown(figure: Decimal) -> str:
    return format(figure.normalize(), "f")


def sums_of(layout: SheetLayout, cells: Cells, lines: Iterator[TableLine]) -> Iterator[TableLine]:
    """Passes the rows of a table on, and adds them up on the way; `tell_sums` says what came of it."""
    sums = TableSums(layout, cells)
    for line in lines:
        sums.takes(line)
        yield line


def tell_sums(cells: Cells) -> None:
    """Notes of all tables which sums agree with their rows, once every table is read: 总计 can be of several."""
    for tables in cells.sums.values():
        for sums in tables:
            sums.told()
