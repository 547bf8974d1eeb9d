"""A mapping file (TOML): an office names its own columns, sheets and values where the families do not know them.

    [projects]
    sheet = "招商库"            # this sheet holds the projects, whatever it is called
    header_row = 4              # counted from 1; only where it is not found
    [projects.columns]
    "甲方" = "investor"         # a header, or the letter of a column
    "落地情况" = "开工时间"      # a field, or any header the program knows
    [values.origin]
    "内资" = "out_of_province"
    [units]
    "总投资（亿元/亿美元）" = "亿元"   # the unit of a column whose header names two
    [targets.indicators]
    "招商签约数" = "new_signed"      # an indicator by its key, or "skip" to leave a target out
    [renamed]
    "华鑫精密铸造产业园项目" = "华鑫铸造项目"   # the project of the office that now has this name
    [[skip]]
    sheet = "汇总"              # this sheet is not read
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from tracker.domain.indicator_words import folded
from tracker.domain.money import NotAnAmount, Unit, read_unit
from tracker.domain.names import fold_name
from tracker.domain.profile import ORIGIN_SAID, Origin
from tracker.files import NotToml, name_of, read_toml, why_unread
from tracker.ledger.families import FAMILIES
from tracker.ledger.family import SHAPED, Kind
from tracker.ledger.headers import fold, fold_whole
from tracker.ledger.layout import SheetLayout, WantedColumn

_LETTERS = re.compile(r"[A-Z]{1,3}")


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
    NOT_ACCEPTABLE = "not_acceptable"


class BadMapping(ValueError):
    """A mapping file cannot be used: `code` says why, `value` is what stands in it, or what the file is called.

    `line` and `column` count from 1; they are 0 where no place can be told.
    """

    def __init__(self, code: MappingTrouble, value: str, line: int = 0, column: int = 0) -> None:
        super().__init__(code, value, line, column)
        self.code = code
        self.value = value
        self.line = line
        self.column = column


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
    indicators: Mapping[str, str] = field(default_factory=dict)
    """Keys of indicators, or "skip", by folded label."""

    def with_units(self, layout: SheetLayout) -> SheetLayout:
        """A table with the units that are named for its columns."""
        named = {name: unit for name, header in layout.headers.items() if (unit := self.units.get(fold_whole(header)))}
        return replace(layout, units={**layout.units, **named}) if named else layout

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
    sheets: dict[str, tuple[Kind, int | None]] = {}
    for key, value in said.items():
        if key in Kind.__members__.values() and isinstance(value, dict):
            kind = Kind(key)
            _fill(fields[kind], (kind,), _columns(value))
            if "sheet" in value:
                sheets[str(value["sheet"]).strip()] = (kind, _row(value.get("header_row")))
        elif key == "columns" and isinstance(value, dict):
            for kind in Kind:
                _fill(fields[kind], (kind,), value, strict=False)
            _all_known(value)
        elif key not in ("values", "renamed", "skip", "units"):
            _fill(fields[Kind.PROJECTS], (Kind.PROJECTS,), {key: value})
    return LedgerMapping({name: WantedColumn(kind, row, fields) for name, (kind, row) in sheets.items()},
                    WantedColumn(None, None, fields), _origins(_table(_table(said, "values"), "origin")),
                    {fold_name(new): fold_name(str(old)) for new, old in _table(said, "renamed").items()},
                    _skipped(said.get("skip", ())), units=_units(_table(said, "units")),
                         indicators={folded(label): str(key) for label, key in
                                     _table(_table(said, "targets"), "indicators").items()})


def _skipped(said: Any) -> frozenset[str]:
    """The sheets named by [[skip]]. Raises BadMapping for anything else than tables with a sheet."""
    if not isinstance(said, list | tuple) or not all(isinstance(one, Mapping) and "sheet" in one for one in said):
        raise BadMapping(MappingTrouble.FIELD, f"skip = {said}")
    return frozenset(str(one["sheet"]).strip() for one in said)


def _columns(table: Mapping[str, Any]) -> Mapping[str, Any]:
    """The columns of a kind: in their own table, or beside `sheet` and `header_row`."""
    beside = {key: value for key, value in table.items() if key not in ("sheet", "header_row", "columns", "indicators")}
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


def _row(said: Any) -> int | None:
    if said is None:
        return None
    if not isinstance(said, int) or isinstance(said, bool) or said < 1:
        raise BadMapping(MappingTrouble.FIELD, f"header_row = {said}")
    return said


def _units(values: Mapping[str, Any]) -> dict[str, Unit]:
    try:
        return {fold_whole(header): read_unit(str(unit)) for header, unit in values.items()}
    except NotAnAmount as error:
        raise BadMapping(MappingTrouble.FIELD, f"[units] {error.value}") from None


def _origins(values: Mapping[str, Any]) -> dict[str, Origin]:
    found = {}
    for text, said in values.items():
        origin = ORIGIN_SAID.get(str(said), str(said))
        if origin not in Origin.__members__.values():
            raise BadMapping(MappingTrouble.VALUE, f"{text} = {said}")
        found[fold_name(text)] = Origin(origin)
    return found
