"""What is wrong with a ruleset file, each problem with its place and line, as an officer is told it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from tracker.domain.reasons import Fault

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Loc = tuple[int | str, ...]
"""Where pydantic found an error: keys of tables, and numbers (from 0) in lists."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a ruleset file.

    `place` is a path such as "indicators[2].stage" (counted from 1); `line` is 0 where none can be told.
    """

    file: str
    place: str
    line: int
    code: Fault
    value: str = ""
    choices: tuple[str, ...] = ()

    def __str__(self) -> str:
        choices = f" ({', '.join(self.choices)})" if self.choices else ""
        return f"{self.file}:{self.line} {self.place}: {self.code} {self.value}{choices}".rstrip()


class RulesetError(ValueError):
    """A ruleset cannot be used; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def wrong(code: Fault, value: object = "", choices: Iterable[str] = ()) -> PydanticCustomError:
    """The error a validator raises: a fault, with the value found and what it could be."""
    particulars = {"code": code.value, "value": str(value), "choices": tuple(choices)}
    return PydanticCustomError(code.value, "{code} {value}", particulars)


def problem_of(error: ErrorDetails, file: str, text: str, known: Iterable[str]) -> Problem:
    """A problem from an error of pydantic; `known` are the keys of its table, told with the nearest first."""
    place = _place(error["loc"], text)
    line = line_of(text, place)
    kind, context = error["type"], error.get("ctx", {})
    if "code" in context:
        return Problem(file, place, line, Fault(kind), context["value"], context["choices"])
    if kind == "extra_forbidden":
        key = str(error["loc"][-1])
        near = get_close_matches(key, list(known), n=3)
        choices = [*near, *sorted(set(known) - set(near))]
        return Problem(file, place, line, Fault.UNKNOWN_KEY, key, tuple(choices))
    if kind in ("greater_than", "greater_than_equal", "less_than_equal", "finite_number"):
        return Problem(file, place, line, Fault.OUT_OF_RANGE, str(error["input"]), tuple(
            f"{sign} {context[name]}" for name, sign in _BOUNDS.items() if name in context) or ("> 0",))
    if kind == "too_long":
        return Problem(file, place, line, Fault.OUT_OF_RANGE, str(context["actual_length"]), (
            f"≤ {context['max_length']}",))
    if kind in ("missing", "string_too_short", "too_short"):
        return Problem(file, place, line, Fault.MISSING_KEY, str(error["loc"][-1]))
    expected = _EXPECTED.get(kind.partition("_")[0], "text")
    return Problem(file, place, line, Fault.WRONG_TYPE, str(error["input"]), (expected,))


_BOUNDS = {"gt": ">", "ge": "≥", "le": "≤"}
_EXPECTED = {"int": "whole_number", "bool": "yes_no", "string": "text", "model": "table", "dict": "table",
             "tuple": "list", "list": "list", "date": "day", "decimal": "number", "frozen": "list", "set": "list"}
"""What pydantic calls a type it missed -> what is to be written, as the words call it."""


def _place(loc: Loc, text: str) -> str:
    """A path counted from 1. Only tables of an array have a number: a text in a list is found by its key."""
    loc = tuple(part for part in loc if part != "[key]")
    last = next((at for at in range(len(loc) - 1, -1, -1) if isinstance(loc[at], str)), -1)
    is_table = f"[[{'.'.join(str(part) for part in loc[:last + 1])}]]" in text
    kept = loc[:last + 2 if is_table else last + 1] if len(loc) > 2 else loc
    path = ""
    for part in kept:
        path += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if path else part
    return path


_HEAD = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"\s*([A-Za-z0-9_\-\".]+)\s*=")


def _counted(table: str, counts: Mapping[str, int]) -> str:
    """The path of a table with the number of each array it lies in: assessment.lines is assessment.lines[2]."""
    parts = table.split(".")
    return ".".join(f"{part}[{counts[path]}]" if (path := ".".join(parts[:at])) in counts else part
                    for at, part in enumerate(parts, start=1))


def line_of(text: str, place: str) -> int:
    """The line a path of a TOML file is written on: that of its key, else of the table it lies in, else 0."""
    seen: dict[str, int] = {}
    counts: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if head := _HEAD.match(line):
            table = head[2]
            if head[1] == "[[":
                counts[table] = counts.get(table, 0) + 1
            table = _counted(table, counts)
            seen.setdefault(table, number)
        elif key := _KEY.match(line):
            seen.setdefault(f"{table}.{key[1]}" if table else key[1], number)
    while place:
        for written in (place, place.rpartition("[")[0] if place.endswith("]") else place):
            if written in seen:
                return seen[written]
        place = place.rpartition(".")[0] if not place.endswith("]") or "." in place else place.rpartition("[")[0]
    return 0
