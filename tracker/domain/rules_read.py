"""From the bytes of a TOML file to a ruleset, or to the list of everything that is wrong with it."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from tracker.domain.reasons import Fault
from tracker.domain.rules_meaning import digest_of_meaning
from tracker.domain.rules_problems import Loc, Problem, RulesetError, problem_of
from tracker.domain.rules_types import Head, Ruleset
from tracker.files import NotToml, toml_of

M = TypeVar("M", bound=BaseModel)


def canonical(content: bytes) -> bytes:
    """The text that is read and kept: UTF-8 without a byte-order mark, lines ended by LF, one LF at the end."""
    text = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return text.rstrip(b"\n") + b"\n"




@cache
def read_ruleset(content: bytes, file: str) -> Ruleset:
    """The ruleset in a file's bytes. Raises RulesetError with every problem at once."""
    ruleset = _checked(Ruleset, content, file)
    ruleset._digest = digest_of_meaning(ruleset)
    return ruleset


def applies_to(content: bytes, file: str) -> tuple[int | None, str]:
    """Year and place a file is written for, read without checking the rest. Raises RulesetError if it is not TOML."""
    head = _checked(Head, content, file)
    return head.year, head.place


def _checked(model: type[M], content: bytes, file: str) -> M:
    values = _parsed(content, file)
    try:
        return model.model_validate(values, context={})
    except ValidationError as error:
        text = canonical(content).decode("utf-8")
        found = [problem_of(detail, file, text, _keys_at(model, detail["loc"][:-1]))
                 for detail in error.errors(include_url=False)]
        raise RulesetError(found) from None


@cache  # a file is asked for its year and place before it is read, and again for every other year
def _parsed(content: bytes, file: str) -> dict[str, Any]:
    try:
        return toml_of(canonical(content), Decimal)
    except NotToml as error:
        raise RulesetError([Problem(file, "", error.line, Fault(error.kind), str(error.column))]) from None


def _keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys of the table at a path below a model, empty where it is no table of fixed keys."""
    table: Any = model
    for part in loc:
        if isinstance(part, str):
            field = getattr(table, "model_fields", {}).get(part)
            table = _model_in(field.annotation) if field else None
    return [field.alias or name for name, field in getattr(table, "model_fields", {}).items()]


def _model_in(annotation: Any) -> Any:
    """The model an annotation is, or holds: `Indicator` of `tuple[Indicator, ...]`, `Conversion` of an optional one."""
    if isinstance(annotation, UnionType) or get_args(annotation):
        return next((found for inner in get_args(annotation) if (found := _model_in(inner))), None)
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None
