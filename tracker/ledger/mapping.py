"""A mapping file (TOML): an office names its own columns, sheets, rows and values where the families do not know them.

    place = "沅江市"             # the office's place
    unit = "亿元"               # of amounts without a unit of their own
    [projects]
    sheet = "招商库"            # this sheet holds the projects, whatever it is called; or a list of sheets
    header_row = 4              # counted from 1; only where it is not found. [3, 4]: a header of two rows
    unit = "万元"               # of the amounts of this kind of sheet
    [projects.columns]
    "甲方" = "investor"         # a header, or the letter of a column
    "落地情况" = "开工时间"      # a field, or any header the program knows
    [values.origin]
    "内资" = "out_of_province"
    [values.park]
    "高新" = "高新区"            # what stands in a column is read as something else
    [values.result]
    "满意度" = "skip"           # a result that is not kept; or the name of the one it is, such as "产值"
    [units]
    "总投资（亿元/亿美元）" = "亿元"   # of a header that names two; "by_origin": 内资 yuan, 外资 dollars
    [rows]
    "重点工业项目" = "section"   # the row with this text: section, record, sum, or skip to leave it out
    [targets.indicators]
    "招商签约数" = "new_signed"      # an indicator by its key or a name of it, or "skip" to leave a target out
    [receipts.equal]
    "甲项目 2024-03-05 500万元" = "all"    # receipts that nothing tells apart: all of them, or one written twice
    [renamed]
    "华鑫精密铸造产业园项目" = "华鑫铸造项目"   # the project of the office that now has this name
    [[skip]]
    sheet = "汇总"              # this sheet is not read
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.domain.indicator_words import ALSO_CALLED, IndicatorWords, folded
from tracker.domain.money import NotAnAmount, Unit, read_unit
from tracker.domain.names import fold_name
from tracker.domain.profile import ORIGIN_SAID, Origin
from tracker.domain.text import clean
from tracker.files import NotToml, name_of, read_toml, why_unread
from tracker.ledger.families import FAMILIES
from tracker.ledger.family import SHAPED, Kind
from tracker.ledger.headers import fold, fold_whole
from tracker.ledger.layout import SheetLayout, WantedColumn
from tracker.ledger.sections import row_key

if TYPE_CHECKING:
    from tracker.domain.rules import Indicator
    from tracker.ledger.raw import BookSheet

SKIP = "skip"
"""What a mapping says of an indicator or a result that is not kept."""
BY_ORIGIN = "by_origin"
"""What a mapping says of a header of two units where the origin of a row tells which one is meant."""
_SAYS_BY_ORIGIN = (BY_ORIGIN, "按内外资")
_LETTERS = re.compile(r"[A-Z]{1,3}")
_OF_A_KIND = frozenset({"sheet", "header_row", "columns", "indicators", "equal"})
_OF_THE_BOOK = frozenset({"values", "renamed", "skip", "units", "rows", "place"})
_HIGHEST_HEADER = 3


class RowKind(StrEnum):
    """What a mapping can say that a row is."""

    SECTION = "section"
    RECORD = "record"
    SUM = "sum"
    SKIP = "skip"


ROW_SAID = {"分组": RowKind.SECTION, "项目": RowKind.RECORD, "合计": RowKind.SUM, "不读": RowKind.SKIP}
"""What a mapping file can say instead of their keys."""


class EqualReceipts(StrEnum):
    """What a mapping can say of receipts that nothing tells apart: all of them arrived, or one stands there twice."""

    ALL = "all"
    ONE = "one"


class MappingTrouble(StrEnum):
    """Why a mapping file, or what an officer accepts, cannot be used; each has a sentence."""

    MISSING = "mapping_missing"
    NOT_A_FILE = "mapping_not_a_file"
    TOO_LARGE = "mapping_too_large"
    DENIED = "mapping_denied"
    NOT_TEXT = "mapping_not_text"
    NOT_TOML = "mapping_not_toml"
    BEYOND = "mapping_beyond"
    FIELD = "mapping_field"
    VALUE = "mapping_value"
    UNIT = "mapping_unit"
    ROW = "mapping_row"
    EQUAL = "mapping_equal"
    INDICATOR = "mapping_indicator"
    HEADER_ROW = "mapping_header_row"
    HEADER_ROW_ALONE = "mapping_header_row_alone"
    NO_ROW = "mapping_no_row"
    NO_SHEET = "mapping_no_sheet"
    PLACE = "mapping_place"
    SKIP = "mapping_skip"
    NOT_ACCEPTABLE = "not_acceptable"


class BadMapping(ValueError):
    """A mapping file cannot be used: `code` says why, `value` is what stands in it, or what the file is called.

    `line` and `column` count from 1; they are 0 where no place can be told. `known` is what there is to choose from.
    """

    def __init__(self, code: MappingTrouble, value: str, line: int = 0, column: int = 0,
                 known: tuple[str, ...] = ()) -> None:
        super().__init__(code, value, line, column, known)
        self.code = code
        self.value = value
        self.line = line
        self.column = column
        self.known = known


@dataclass(frozen=True, slots=True)
class LedgerMapping:
    """What a mapping file says: per sheet name what to look for, the same for all others, and values of origin."""

    sheets: Mapping[str, WantedColumn] = field(default_factory=dict)
    others: WantedColumn = field(default_factory=WantedColumn)
    origins: Mapping[str, Origin] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    """New names and the old ones, folded."""
    skipped: frozenset[str] = frozenset()
    """Sheets that are left out."""
    only: frozenset[str] = frozenset()
    """The sheets that are read; none means all."""
    units: Mapping[str, Unit] = field(default_factory=dict)
    """Units of columns, by folded header."""
    by_origin: frozenset[str] = frozenset()
    """Folded headers of two units, of which yuan is meant for money from inside and the other one for foreign."""
    indicators: Mapping[str, str] = field(default_factory=dict)
    """Keys or names of indicators, or "skip", by folded label."""
    rows: Mapping[str, RowKind] = field(default_factory=dict)
    """What rows are, by their text (`row_key`)."""
    equal: Mapping[str, EqualReceipts] = field(default_factory=dict)
    """Of receipts that nothing tells apart, which are kept, by their text (`row_key`)."""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By field, what stands in its cells and what it is read as."""
    place: str = ""
    general: Mapping[Kind | None, Unit] = field(default_factory=dict)
    """Units of amounts without one of their own, by kind of sheet; None is for all of them."""

    def with_units(self, layout: SheetLayout) -> SheetLayout:
        """A table with the units that are named for its columns, and for all its amounts."""
        headers = {column: fold_whole(head.header) for column, head in layout.heads().items()}
        named = {column: unit for column, header in headers.items() if (unit := self.units.get(header))}
        by_origin = layout.by_origin.union(
            column for column in layout.several_units if headers.get(column) in self.by_origin)
        general = self.general.get(layout.kind) or self.general.get(None)
        if not named and not by_origin and general is None:
            return layout
        return replace(layout, units={**layout.units, **named}, by_origin=by_origin, unit=general or layout.unit)

    def with_indicators(self, indicators: tuple[Indicator, ...]) -> LedgerMapping:
        """The mapping with each indicator by its key. Raises BadMapping for a name that is none."""
        words, keys = IndicatorWords(indicators), {one.key for one in indicators} or set(ALSO_CALLED)
        found = {}
        for label, name in self.indicators.items():
            key = name if name in (*keys, SKIP) else words.meant(name)
            if key is None:
                raise BadMapping(MappingTrouble.INDICATOR, f"{label} = {name}")
            found[label] = key
        return replace(self, indicators=found)

    def held_against(self, sheets: Sequence[BookSheet]) -> None:
        """Raises BadMapping where what is said of sheets is about none of the book: of several names of one kind, or
        to be left out, one has to be there, since a file may be about the books of several months.
        """
        rows = {sheet.name.strip(): len(sheet.rows) for sheet in sheets}
        by_kind = {kind: [name for name, wanted in self.sheets.items() if wanted.kind is kind] for kind in Kind}
        for names in (*by_kind.values(), self.skipped, *([name] for name in sorted(self.only))):
            if names and rows.keys().isdisjoint(names):
                raise BadMapping(MappingTrouble.NO_SHEET, "、".join(sorted(names)), known=tuple(rows))
        for name, wanted in self.sheets.items():
            if wanted.header_row is not None and name in rows and wanted.header_row > rows[name]:
                raise BadMapping(MappingTrouble.NO_ROW, f"{name} {wanted.header_row}", known=(str(rows[name]),))

    def leaves_out(self, sheet: str) -> bool:
        """Whether a sheet is not to be read."""
        name = sheet.strip()
        return name in self.skipped or (bool(self.only) and name not in self.only)

    def of(self, sheet: str) -> WantedColumn:
        """What to look for on a sheet."""
        return self.sheets.get(sheet.strip(), self.others)


def read_mapping(path: Path) -> LedgerMapping:
    """The mapping in a file. Raises BadMapping for a file, a field or a value that is none."""
    return mapping_of(load_mapping(path))


def load_mapping(path: Path) -> dict[str, Any]:
    """What a mapping file says, as it stands there. Raises BadMapping for what is no such file."""
    try:
        return read_toml(path)
    except OSError as error:
        raise BadMapping(MappingTrouble(f"mapping_{why_unread(error)}"), name_of(path)) from None
    except NotToml as error:
        raise BadMapping(MappingTrouble(f"mapping_{error.kind}"), name_of(path), error.line, error.column) from None


def mapping_of(said: Mapping[str, Any]) -> LedgerMapping:
    """The mapping in what a file says. Raises BadMapping for a field or a value that is none."""
    fields: dict[Kind, dict[str, str]] = {kind: {} for kind in Kind}
    sheets: dict[str, WantedColumn] = {}
    general: dict[Kind | None, Unit] = {}
    for key, value in said.items():
        if key in Kind.__members__.values() and isinstance(value, dict):
            kind = Kind(key)
            if (unit := _unit(value.get("unit"))) is not None:
                general[kind] = unit
            _fill(fields[kind], (kind,), _columns(value, skipped="unit" if unit else ""))
            wanted = WantedColumn(kind, *_header_rows(value.get("header_row")), fields)
            names = _names(value.get("sheet", ()))
            if wanted.header_row is not None and not names:
                raise BadMapping(MappingTrouble.HEADER_ROW_ALONE, f"[{kind}]")
            sheets |= dict.fromkeys(names, wanted)
        elif key == "columns" and isinstance(value, dict):
            for kind in Kind:
                _fill(fields[kind], (kind,), value, strict=False)
            _all_known(value)
        elif key == "unit" and (unit := _unit(value)) is not None:
            general[None] = unit
        elif key not in _OF_THE_BOOK:
            _fill(fields[Kind.PROJECTS], (Kind.PROJECTS,), {key: value})
    values, units = _table(said, "values"), _table(said, "units")
    return LedgerMapping(
        sheets, WantedColumn(fields=fields), _origins(_table(values, "origin")),
        {fold_name(new): fold_name(str(old)) for new, old in _table(said, "renamed").items()},
        _skipped(said.get("skip", ())), units=_units(units), by_origin=_by_origin(units),
        indicators={folded(label): str(name)
                    for label, name in _table(_table(said, "targets"), "indicators").items()},
        rows=_rows(_table(said, "rows")), equal=_equal(_table(_table(said, "receipts"), "equal")),
        values=_values(values), place=_place(said.get("place")), general=general)


def _place(said: Any) -> str:
    """The place that is named; empty where none is. Raises BadMapping for what is no name."""
    if said is not None and not (isinstance(said, str) and clean(said)):
        raise BadMapping(MappingTrouble.PLACE, f"place = {said}")
    return clean(said or "")


def _names(said: Any) -> list[str]:
    """The sheets named: one, or a list."""
    return [str(name).strip() for name in (said if isinstance(said, list | tuple) else [said])]


def _skipped(said: Any) -> frozenset[str]:
    """The sheets named by [[skip]]. Raises BadMapping for anything else than tables with a sheet."""
    if not isinstance(said, list | tuple) or not all(isinstance(one, Mapping) and "sheet" in one for one in said):
        raise BadMapping(MappingTrouble.SKIP, str(said))
    return frozenset(str(one["sheet"]).strip() for one in said)


def _rows(said: Mapping[str, Any]) -> dict[str, RowKind]:
    """Raises BadMapping for what no row can be."""
    found = {}
    for text, name in said.items():
        kind = ROW_SAID.get(str(name), str(name))
        if kind not in RowKind.__members__.values():
            raise BadMapping(MappingTrouble.ROW, f"{text} = {name}")
        found[row_key(text)] = RowKind(kind)
    return found


def _equal(said: Mapping[str, Any]) -> dict[str, EqualReceipts]:
    """Raises BadMapping for what is neither all nor one."""
    for text, name in said.items():
        if name not in EqualReceipts.__members__.values():
            raise BadMapping(MappingTrouble.EQUAL, f"{text} = {name}")
    return {row_key(text): EqualReceipts(name) for text, name in said.items()}


def _values(said: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Values by field, those of origin aside. Raises BadMapping for a field that no kind of sheet has."""
    found: dict[str, dict[str, str]] = {}
    for name, values in said.items():
        fields = {field for kind in Kind if (field := _field(kind, name))} - {"origin"}
        if not isinstance(values, Mapping) or not (fields or name == "origin"):
            raise BadMapping(MappingTrouble.FIELD, f"[values.{name}]")
        for one in fields:
            found[one] = {clean(text): str(meant) for text, meant in values.items()}
    return found


def _columns(table: Mapping[str, Any], *, skipped: str = "") -> Mapping[str, Any]:
    """The columns of a kind: in their own table, or beside `sheet` and `header_row`."""
    beside = {key: value for key, value in table.items() if key not in _OF_A_KIND and key != skipped}
    return {**beside, **_table(table, "columns")}


def _table(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A table inside another one, empty where it is not there. Raises BadMapping where it is no table."""
    found = said.get(name, {})
    if not isinstance(found, Mapping):
        raise BadMapping(MappingTrouble.FIELD, f"{name} = {found}")
    return found


def _fill(into: dict[str, str], kinds: tuple[Kind, ...], said: Mapping[str, Any], *, strict: bool = True) -> None:
    """Adds header -> field; written either way round."""
    for kind in kinds:
        for left, right in said.items():
            pairs = [(left, str(right)), *((str(one), left) for one in (right if isinstance(right, list) else [right]))]
            header, name = next(((header, name) for header, target in pairs if (name := _field(kind, target))),
                                ("", ""))
            if name:
                into.update(dict.fromkeys(_keys(header), name))
            elif strict:
                raise BadMapping(MappingTrouble.FIELD, f"{left} = {right}")


def _all_known(said: Mapping[str, Any]) -> None:
    """Raises BadMapping for a column without a kind that is a field of no kind."""
    for left, right in said.items():
        if not any(_field(kind, str(side)) for kind in Kind for side in (left, right)):
            raise BadMapping(MappingTrouble.FIELD, f"{left} = {right}")


def _keys(header: str) -> Iterator[str]:
    if _LETTERS.fullmatch(header.strip()):
        yield f"={header.strip()}"
    yield fold_whole(header)
    yield fold(header)


def _field(kind: Kind, said: str) -> str | None:
    """The field a mapping names: by its key, or by a name out of its family."""
    families = {family.field: family for family in FAMILIES[kind]}
    if said in families:
        return said
    folded = fold(said)
    scored = [(family.score(folded, fold_whole(said)), name) for name, family in families.items()]
    score, name = max(scored)
    return name if score >= SHAPED else None


def _header_rows(said: Any) -> tuple[int | None, int | None]:
    """The first row of a header, from 1, and how many there are where that is said. Raises BadMapping."""
    rows = said if isinstance(said, list) else [said]
    if said is None:
        return None, None
    if not rows or not all(isinstance(row, int) and not isinstance(row, bool) and row > 0 for row in rows) or (
            rows != list(range(rows[0], rows[0] + len(rows)))) or len(rows) > _HIGHEST_HEADER:
        raise BadMapping(MappingTrouble.HEADER_ROW, str(said))
    return rows[0], len(rows) if isinstance(said, list) else None


def _unit(said: Any) -> Unit | None:
    """The unit that is named; None where it is something else: the header of the column of units."""
    try:
        return read_unit(said) if isinstance(said, str) else None
    except NotAnAmount:
        return None


def _by_origin(values: Mapping[str, Any]) -> frozenset[str]:
    """The folded headers whose unit depends on where the money of a row is from."""
    return frozenset(fold_whole(header) for header, name in values.items() if name in _SAYS_BY_ORIGIN)


def _units(values: Mapping[str, Any]) -> dict[str, Unit]:
    """Units by folded header. Raises BadMapping for what is none."""
    found = {}
    for header, name in values.items():
        if name in _SAYS_BY_ORIGIN:
            continue
        unit = _unit(name)
        if unit is None:
            raise BadMapping(MappingTrouble.UNIT, f"{header} = {name}")
        found[fold_whole(header)] = unit
    return found


def _origins(values: Mapping[str, Any]) -> dict[str, Origin]:
    found = {}
    for text, said in values.items():
        origin = ORIGIN_SAID.get(str(said), str(said))
        if origin not in Origin.__members__.values():
            raise BadMapping(MappingTrouble.VALUE, f"{text} = {said}")
        found[fold_name(text)] = Origin(origin)
    return found
