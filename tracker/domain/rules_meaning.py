"""What a ruleset means, in one form: two files that count alike have the same digest, however they are written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from tracker.domain.rules_types import Ruleset


def digest_of_meaning(rules: Ruleset) -> str:
    """`sha256:…` of the parsed rules: comments, blanks, the order of keys and 10 or 10.0 change nothing.

    What a file leaves out and what it writes as the default are the same, so a key that a later version of the
    program adds does not change the digest of the files there are. The order of indicators and of lists is shown to
    people and counts.
    """
    text = json.dumps(_meaning(rules), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _meaning(value: Any) -> Any:
    """A value of the parsed rules as JSON can hold it, in one form."""
    if isinstance(value, BaseModel):
        return _of_table(value)
    if isinstance(value, Mapping):
        return {str(_meaning(key)): _meaning(held) for key, held in value.items()}
    if isinstance(value, frozenset | set):
        return sorted((_meaning(held) for held in value), key=str)
    if isinstance(value, list | tuple):
        return [_meaning(held) for held in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, Fraction) or not isinstance(value, str | int | float | bool | None):
        return str(value)
    return value


def _of_table(table: BaseModel) -> dict[str, Any]:
    """The keys of a table that say something other than what goes without saying."""
    kept = {}
    for name, field in type(table).model_fields.items():
        value = getattr(table, name)
        meant = _meaning(value)
        usual = None if field.is_required() else _meaning(field.get_default(call_default_factory=True))
        if (field.is_required() or meant != usual) and not (isinstance(value, BaseModel) and meant == {}):
            kept[name] = meant
    return kept


def _number(value: Decimal) -> str:
    """A number without the zeros at its end: 10 of 10.0."""
    return format(value.normalize() + 0, "f") if value.is_finite() else str(value)
