"""A mapping put together on a screen, choice by choice: the same as a mapping file says, and saved as one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from tracker.domain.text import clean
from tracker.ledger.families import FAMILIES
from tracker.ledger.family import Kind
from tracker.ledger.seen import ColumnSeen, SheetSeen

ChosenFamily = Mapping[str, Any]
"""What a mapping file says, as it stands there."""


def fields_of(kind: Kind) -> tuple[str, ...]:
    """The fields a column of this kind of sheet can be."""
    return tuple(family.field for family in FAMILIES[kind])


def with_column(chosen: ChosenFamily, kind: Kind, column: ColumnSeen, field: str) -> dict[str, Any]:
    """The mapping with one more column named; an empty field takes the choice back."""
    found = deepcopy(dict(chosen))
    columns = found.setdefault(kind.value, {}).setdefault("columns", {})
    key = column.letter if column.header.endswith(f"（{column.letter}）") else clean(column.header) or column.letter
    if field:
        columns[key] = field
    else:
        columns.pop(key, None)
    return found


def with_sheet(chosen: ChosenFamily, sheet: SheetSeen, kind: Kind | None) -> dict[str, Any]:
    """The mapping with a sheet said to be of a kind, or of none in particular."""
    found = deepcopy(dict(chosen))
    for known in Kind:
        table = found.get(known.value)
        if isinstance(table, dict) and table.get("sheet") == sheet.name:
            table.pop("sheet")
            table.pop("header_row", None)
    if kind is not None:
        found.setdefault(kind.value, {})["sheet"] = sheet.name
    return found


def kind_said(chosen: ChosenFamily, sheet: SheetSeen) -> Kind | None:
    """The kind of a sheet: as it was read, or as it was chosen where it still could not be read."""
    if sheet.kind is not None:
        return sheet.kind
    return next((kind for kind in Kind if (chosen.get(kind.value) or {}).get("sheet") == sheet.name), None)


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
    return text if re.fullmatch(r"[A-Za-z0-9_-]+", text) else _text(text)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_value(one) for one in value)}]"
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(str(value))


def _text(text: str) -> str:
    """A quoted text; JSON's escapes are TOML's too."""
    return json.dumps(clean(text), ensure_ascii=False)
