"""The sheet of units and their targets: the rows that go out, and what a sheet that comes in says, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from tracker.domain.assessed import KIND_WORDS, UnitKind, UnitNamed, kind_of_unit
from tracker.domain.money import NotAnAmount, print_exact, read_unit
from tracker.domain.names import fold_name
from tracker.domain.numerals import read_numeral
from tracker.domain.parts import PartOf, PeriodOfYear, is_period
from tracker.domain.reasons import Code, Reason
from tracker.domain.rules import Indicator, Ruleset
from tracker.domain.text import clean, fold_width
from tracker.ledger.headers import letters
from tracker.ledger.lines import SUM_NAME
from tracker.ledger.raw import BookSheet, CellError
from tracker.office.assessment.unit_targets import HandedDown
from tracker.office.figures.targets import in_unit_of, read_target

UNIT_HEADER, KIND_HEADER, GROUP_HEADER = "单位", "类别", "组别"
"""The headers of the first columns; the others are indicators."""
_UNIT_HEADERS = frozenset({"单位", "单位名称", "考核单位", "责任单位", "unit"})
_KIND_HEADERS = frozenset({"类别", "单位类别", "类型", "kind"})
_GROUP_HEADERS = frozenset({"组别", "分组", "考核组", "group"})
_NONE = frozenset({"无", "-", "—", "取消"})
"""What a cell says that takes a target or a group away; an empty one leaves it."""
_IN_UNIT = re.compile(r"(.+?)[(（]([^()（）]+)[)）]")
_PERIOD = re.compile(r"(.+?)第?([0-9]{1,2}|[一二三四五六七八九十]{1,2})(季度|月份|月)")
_LOOKED_AT = 20
"""Rows of a sheet among which its header is looked for."""
_DIGITS = 15
"""Digits that a cell of a number holds; a longer number goes out as text."""


@dataclass(frozen=True, slots=True)
class TargetColumn:
    """A column of targets: of which indicator, of which period (None: the year), in which unit."""

    indicator: Indicator
    period: PartOf | None = None
    unit: str = ""

    @property
    def header(self) -> str:
        """As it is written: 新签约（个）, 新签约 1季度（个）."""
        if self.period is None:
            return f"{self.indicator.called()}（{self.indicator.unit}）"
        by = "季度" if self.period.by == PeriodOfYear.QUARTER else "月"
        return f"{self.indicator.called()} {self.period.value}{by}（{self.indicator.unit}）"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the sheet that goes out: a unit, and its target in each column."""

    unit: UnitNamed
    targets: tuple[str | Decimal | None, ...]

    @property
    def kind_said(self) -> str:
        """Its kind, as sheets say it."""
        return KIND_WORDS[self.unit.kind][0]


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """The sheet of a year as it goes out."""

    year: int
    columns: tuple[TargetColumn, ...]
    rows: tuple[SheetRow, ...]
    version: int = 0
    """The last entry by which a unit or a target on it stands: what comes back can be taken in against that."""

    @property
    def targets(self) -> int:
        """How many targets stand in it."""
        return sum(one is not None for row in self.rows for one in row.targets)


def unit_sheet(rules: Ruleset, year: int, units: Iterable[UnitNamed], targets: Iterable[HandedDown]) -> UnitSheet:
    """The sheet of a year: every indicator, and each period of one that any unit has a target of."""
    held = {(one.assessed, one.indicator, one.period): one for one in targets}
    periods: dict[str, list[PartOf]] = {}
    for _, key, period in held:
        if period is not None and period not in periods.setdefault(key, []):
            periods[key].append(period)
    columns = [TargetColumn(one, period) for one in rules.indicators for period in (
        None, *sorted(periods.get(one.key, ()), key=lambda part: (part.by, int(part.value))))]
    return UnitSheet(year, tuple(columns), tuple(
        SheetRow(unit, tuple(_written(held.get((unit.name, one.indicator.key, one.period)), one) for one in columns))
        for unit in units))


def _written(target: HandedDown | None, column: TargetColumn) -> str | Decimal | None:
    """A target as its cell holds it: a number in the unit of its column, else a text with its unit."""
    if target is None:
        return None
    number = Decimal(target.value)
    short = len(number.as_tuple().digits) <= _DIGITS
    return number if target.unit == column.indicator.unit and short else f"{target.value}{target.unit}"


@dataclass(frozen=True, slots=True)
class SaidTarget:
    """What a cell says: a number in a unit as targets are kept, or None where it takes the target away."""

    column: TargetColumn
    kept: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class SaidUnit:
    """What a row says of a unit; kind and group are None where the sheet has no such column or cell."""

    name: str
    kind: UnitKind | None
    group: str | None
    targets: tuple[SaidTarget, ...]


@dataclass(slots=True)
class ReadSheet:
    """A book as it was read: what it says of units, and every cell that is not understood."""

    units: list[SaidUnit] = field(default_factory=list)
    problems: list[Reason] = field(default_factory=list)
    tables: int = 0


def read_unit_sheets(sheets: Iterable[BookSheet], rules: Ruleset) -> ReadSheet:
    """Reads every sheet that has a column of units among its first rows; the others are not looked at.

    Rows without anything in them and sums are left out. Amounts are read as `read_target` reads them, in the unit
    behind them, else in that of their column's header.
    """
    read, seen = ReadSheet(), dict[str, str]()
    for sheet in sheets:
        top = next((at for at, row in enumerate(sheet.rows[:_LOOKED_AT])
                    if any(fold_name(_text(cell)) in _UNIT_HEADERS for cell in row)), None)
        if top is not None:
            read.tables += 1
            _Table(sheet, top, rules, read).rows(seen)
    return read


class _Table:
    """One sheet under its header."""

    def __init__(self, sheet: BookSheet, top: int, rules: Ruleset, read: ReadSheet) -> None:
        self._sheet, self._top, self._read = sheet, top, read
        self._plain: dict[str, int] = {}
        self._targets: dict[int, TargetColumn] = {}
        taken = set[tuple[str, PartOf | None]]()
        for at, cell in enumerate(sheet.rows[top]):
            text = _text(cell)
            column = self._plain_column(fold_name(text), at) if text else True
            if column is True:
                continue
            meant = header_meant(text, rules)
            if meant is None:
                self._wrong(top, at, Reason(Code.UNKNOWN_INDICATOR, params={
                    "value": text, "choices": tuple(one.called() for one in rules.indicators)}))
            elif (meant.indicator.key, meant.period) in taken:
                self._wrong(top, at, Reason(Code.SHEET_TWICE, params={"value": text}))
            else:
                taken.add((meant.indicator.key, meant.period))
                self._targets[at] = meant

    def _plain_column(self, key: str, at: int) -> bool:
        """Whether a column is one of the first three; of two that say the same the first is read."""
        for name, headers in ((UNIT_HEADER, _UNIT_HEADERS), (KIND_HEADER, _KIND_HEADERS),
                              (GROUP_HEADER, _GROUP_HEADERS)):
            if key in headers and name not in self._plain:
                self._plain[name] = at
                return True
        return False

    def _wrong(self, row: int, column: int, why: Reason) -> None:
        place = f"{self._sheet.name} {letters(column)}{row + 1}"
        self._read.problems.append(Reason(Code.SHEET_CELL, params={"place": place, "why": (why,)}, field="path"))

    def rows(self, seen: dict[str, str]) -> None:
        """Every unit below the header; `seen` are those read before, by their folded names."""
        for at, cells in enumerate(self._sheet.rows[self._top + 1:], self._top + 1):
            said = {column: cell for column, cell in enumerate(cells) if _text(cell)}
            name_at = self._plain[UNIT_HEADER]
            name = _text(said.get(name_at))
            if not said or SUM_NAME.fullmatch(fold_width(name)):
                continue
            if not name:
                self._wrong(at, name_at, Reason(Code.UNIT_UNNAMED))
            elif fold_name(name) in seen:
                self._wrong(at, name_at, Reason(Code.SHEET_TWICE, params={"value": name}))
            else:
                seen[fold_name(name)] = name
                self._read.units.append(self._unit(at, name, said))

    def _unit(self, at: int, name: str, said: Mapping[int, object]) -> SaidUnit:
        kind = group = None
        if KIND_HEADER in self._plain and (text := _text(said.get(self._plain[KIND_HEADER]))):
            kind = kind_of_unit(text)
            if kind is None:
                self._wrong(at, self._plain[KIND_HEADER], Reason(Code.UNKNOWN_CHOICE, params={
                    "field": "unit_kind", "value": text, "choices": tuple(words[0] for words in KIND_WORDS.values())}))
        if GROUP_HEADER in self._plain:
            text = _text(said.get(self._plain[GROUP_HEADER]))
            group = "" if text in _NONE else text or None
        targets = []
        for place, column in self._targets.items():
            if place in said:
                kept = _kept(column, said[place])
                if isinstance(kept, Reason):
                    self._wrong(at, place, kept)
                else:
                    targets.append(SaidTarget(column, kept))
        return SaidUnit(name, kind, group, tuple(targets))


def _kept(column: TargetColumn, cell: object) -> tuple[str, str] | Reason | None:
    """What a cell of a target says, as targets are kept; None where it takes one away."""
    text = _text(cell)
    if isinstance(cell, CellError | bool):
        return Reason(Code.NOT_A_NUMBER, params={"value": text})
    if text in _NONE:
        return None
    return read_target(column.indicator, text, column.unit if _bare(text) else "")


def header_meant(text: str, rules: Ruleset) -> TargetColumn | None:
    """What a header means: an indicator by any of its names, with a quarter or month and a unit where it says them."""
    said, labels = _IN_UNIT.fullmatch(text), {fold_name(label) for one in rules.indicators
                                               for label in one.labels.values()}
    column = _in_period(clean(said[1]), rules) if said and fold_name(text) not in labels else None
    if said is None or column is None:
        return _in_period(text, rules)
    unit, own = clean(said[2]), column.indicator
    if unit == own.unit or (own.money is not None and in_unit_of(own, "1", unit) is not None):
        return replace(column, unit=unit)
    return None if _is_money(unit) else _in_period(text, rules)


def _is_money(unit: str) -> bool:
    """Whether a text in brackets is a unit of money, which a figure may not be in."""
    try:
        return bool(read_unit(unit))
    except NotAnAmount:
        return False


def _in_period(name: str, rules: Ruleset) -> TargetColumn | None:
    """An indicator by any of its names, which a quarter or a month may follow."""
    of_period = _PERIOD.fullmatch(fold_width(name).replace(" ", ""))
    if of_period is not None and (of := rules.indicator_named(of_period[1])) is not None:
        by = PeriodOfYear.QUARTER if of_period[3] == "季度" else PeriodOfYear.MONTH
        number = read_numeral(of_period[2])
        period = PartOf(by, str(number[0]) if number else "")
        return TargetColumn(of, period) if is_period(period) else None
    meant = rules.indicator_named(name)
    return TargetColumn(meant) if meant is not None else None


def _bare(text: str) -> bool:
    """Whether a cell says a number without a unit of its own, so that the unit of its column holds."""
    return fold_width(text).replace(",", "").replace(".", "", 1).strip().isdigit()


def _text(cell: object) -> str:
    """A cell as it reads: a number with all its digits and no more."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return print_exact(Decimal(repr(cell)))
    return clean(str(cell))
