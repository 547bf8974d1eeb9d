"""A mapping put together on a screen, choice by choice: the same as a mapping file says, and saved as one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from tracker.domain.text import clean
from tracker.ledger.families import FAMILIES
from tracker.ledger.family import Kind
from tracker.ledger.mapping import SKIP, EqualReceipts, RowKind
from tracker.ledger.seen import ColumnSeen, SheetSeen

ChosenFamily = Mapping[str, Any]
"""What a mapping file says, as it stands there."""


def fields_of(kind: Kind) -> tuple[str, ...]:
    """The fields a column of this kind of sheet can be."""
    return tuple(family.field for family in FAMILIES[kind])


def with_column(chosen: ChosenFamily, kind: Kind, column: ColumnSeen, field: str) -> dict[str, Any]:
    """The mapping with one more column named; an empty field takes the choice back."""
    key = column.letter if column.header.endswith(f"（{column.letter}）") else clean(column.header) or column.letter
    return _put(chosen, (kind.value, "columns", key), field)


def with_sheet(chosen: ChosenFamily, sheet: str, kind: Kind | None) -> dict[str, Any]:
    """The mapping with a sheet said to be of a kind, or of none in particular."""
    found = _unskipped(chosen, sheet)
    for known in Kind:
        there = _sheets(found, known)
        if sheet in there:
            found = _put(found, (known.value, "header_row"), None)
        if known is kind:
            there = [*(name for name in there if name != sheet), sheet]
        else:
            there = [name for name in there if name != sheet]
        if there or known.value in found:
            found = _put(found, (known.value, "sheet"), there[0] if len(there) == 1 else there)
    return found


def without_sheet(chosen: ChosenFamily, sheet: str) -> dict[str, Any]:
    """The mapping with a sheet left out."""
    found = with_sheet(chosen, sheet, None)
    return _put(found, ("skip",), [*found.get("skip", ()), {"sheet": sheet}])


def with_row(chosen: ChosenFamily, text: str, kind: RowKind | None) -> dict[str, Any]:
    """The mapping with what the rows of a text are; None takes the choice back."""
    return _put(chosen, ("rows", clean(text)), kind and kind.value)


def with_unit(chosen: ChosenFamily, header: str, unit: str) -> dict[str, Any]:
    """The mapping with the unit of the columns of a header that names several; an empty one takes the choice back."""
    return _put(chosen, ("units", clean(header)), unit)


def with_indicator(chosen: ChosenFamily, label: str, key: str) -> dict[str, Any]:
    """The mapping with the indicator that a label means; an empty key takes the choice back."""
    return _put(chosen, ("targets", "indicators", clean(label)), key)


def with_value(chosen: ChosenFamily, field: str, text: str, meant: str) -> dict[str, Any]:
    """The mapping with what a text in the cells of a field is read as; an empty one takes the choice back."""
    return _put(chosen, ("values", field, clean(text)), meant)


def with_equal(chosen: ChosenFamily, text: str, kept: EqualReceipts | None) -> dict[str, Any]:
    """The mapping with which of the receipts of a text are kept, all or one; None takes the choice back."""
    return _put(chosen, ("receipts", "equal", clean(text)), kept and kept.value)


def with_renamed(chosen: ChosenFamily, new: str, old: str) -> dict[str, Any]:
    """The mapping with the project of the office that has a new name; an empty old name takes the choice back."""
    return _put(chosen, ("renamed", clean(new)), old)


def kind_said(chosen: ChosenFamily, sheet: SheetSeen) -> Kind | None:
    """The kind of a sheet: as it was read, or as it was chosen where it still could not be read."""
    if sheet.kind is not None:
        return sheet.kind
    return next((kind for kind in Kind if sheet.name in _sheets(chosen, kind)), None)


class MappingChoice(NamedTuple):
    """One thing a mapping says: where it stands there, what it is about, and what is said of it."""

    path: tuple[str, ...]
    about: str
    value: str

    @property
    def table(self) -> str:
        """The table it stands in, without the kind of sheet: columns, sheet, rows, renamed, skip …"""
        inner = self.path[1:-1] if self.path[0] in Kind.__members__.values() else self.path[:-1]
        return inner[-1] if inner else self.path[-1]


def choices_in(chosen: ChosenFamily) -> tuple[MappingChoice, ...]:
    """Everything a mapping says, one by one."""
    return tuple(_choices((), chosen))


def without(chosen: ChosenFamily, choice: MappingChoice) -> dict[str, Any]:
    """The mapping without one of its choices."""
    if choice.path == ("skip",):
        return _unskipped(chosen, choice.about)
    if choice.path[-1] == "sheet":
        return with_sheet(chosen, choice.value, None)
    return _put(chosen, choice.path, None)


def _choices(path: tuple[str, ...], said: ChosenFamily) -> Iterator[MappingChoice]:
    for key, value in said.items():
        here = (*path, key)
        if isinstance(value, Mapping):
            yield from _choices(here, value)
        elif here == ("skip",):
            yield from (MappingChoice(here, str(one["sheet"]), SKIP) for one in value)
        elif key == "sheet":
            yield from (MappingChoice(here, path[0], name) for name in (value if isinstance(value, list) else [value]))
        else:
            yield MappingChoice(here, key, str(value))


def _sheets(chosen: ChosenFamily, kind: Kind) -> list[str]:
    """The sheets said to be of a kind."""
    table = chosen.get(kind.value)
    said = table.get("sheet", []) if isinstance(table, Mapping) else []
    return [str(name) for name in said] if isinstance(said, list) else [str(said)]


def _unskipped(chosen: ChosenFamily, sheet: str) -> dict[str, Any]:
    """The mapping without leaving a sheet out."""
    return _put(chosen, ("skip",), [one for one in chosen.get("skip", ()) if one["sheet"] != sheet])


def _put(chosen: ChosenFamily, path: tuple[str, ...], value: Any) -> dict[str, Any]:
    """The mapping with something else at a place; nothing takes away what stood there, and tables left empty."""
    found = deepcopy(dict(chosen))
    key, *rest = path
    if rest:
        table = found.get(key)
        value = _put(table if isinstance(table, Mapping) else {}, tuple(rest), value)
    if value:
        found[key] = value
    else:
        found.pop(key, None)
    return found


def beside(ledger: Path) -> Path:
    """Where the mapping of a ledger is kept: 台账.xlsx has 台账.mapping.toml beside it."""
    return ledger.with_name(f"{ledger.stem}.mapping.toml")


def as_toml(chosen: ChosenFamily) -> str:
    """The mapping as a file."""
    lines: list[str] = []
    tables = {key: value for key, value in chosen.items() if isinstance(value, Mapping)}
    lines += [f"{_key(key)} = {_value(value)}" for key, value in chosen.items() if key not in tables]
    for key, table in tables.items():
        lines += _table(_key(key), table)
    return "\n".join(lines).strip() + "\n"


def _table(name: str, table: Mapping[str, Any]) -> list[str]:
    inner = {key: value for key, value in table.items() if isinstance(value, Mapping)}
    own = [f"{_key(key)} = {_value(value)}" for key, value in table.items() if key not in inner]
    lines = ["", f"[{name}]", *own] if own or not inner else []
    for key, value in inner.items():
        lines += _table(f"{name}.{_key(key)}", value)
    return lines


def _key(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z0-9_-]+", text) else quoted(text)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_value(one) for one in value)}]"
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items())
        return f"{{ {inside} }}"
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else quoted(str(value))


def quoted(text: str) -> str:
    """A text in quotes as a mapping file holds it; JSON's escapes are TOML's too."""
    return json.dumps(clean(text), ensure_ascii=False)
