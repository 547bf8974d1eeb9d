"""Reads one table of a ruleset file key by key, and notes everything that is wrong with it instead of stopping."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a ruleset file.

    `code` is one of: not_toml, not_text, unreadable, unknown_key, missing_key, wrong_type, unknown_word, out_of_range,
    not_an_amount, unknown_unit, unknown_currency, no_rate, duplicate, not_for_kind, order.
    `place` is a path such as "indicators[2].stage" (counted from 1); `line` is 0 where none can be told.
    """

    file: str
    place: str
    line: int
    code: str
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


@dataclass(slots=True)
class Report:
    """The problems found so far in one file."""

    file: str
    text: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, place: str, code: str, value: object = "", choices: Iterable[str] = ()) -> None:
        """Notes a problem at a path of the file."""
        line = line_of(self.text, place)
        self.problems.append(Problem(self.file, place, line, code, str(value), tuple(choices)))


_HEAD = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"\s*([A-Za-z0-9_\-\".]+)\s*=")


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
            first, dot, rest = table.partition(".")
            table = f"{first}[{counts[first]}]{dot}{rest}" if first in counts else table
            seen.setdefault(table, number)
        elif key := _KEY.match(line):
            seen.setdefault(f"{table}.{key[1]}" if table else key[1], number)
    while place:
        if place in seen:
            return seen[place]
        place = place.rpartition(".")[0] if not place.endswith("]") or "." in place else place.rpartition("[")[0]
    return 0


class Section:
    """One table of the file. Each reader takes a key once; what is left when `done` is called was not known."""

    def __init__(self, values: Mapping[str, Any], path: str, report: Report) -> None:
        self._left = dict(values)
        self._path = path
        self._report = report

    def at(self, key: str = "") -> str:
        """The path of a key, or of the section."""
        return ".".join(part for part in (self._path, key) if part)

    def has(self, key: str) -> bool:
        """Whether the key is there and has not been read yet."""
        return key in self._left

    def problem(self, key: str, code: str, value: object = "", choices: Iterable[str] = ()) -> None:
        """Notes a problem with a key."""
        self._report.add(self.at(key), code, value, choices)

    def done(self, known: Iterable[str] = ()) -> None:
        """Notes every key that nothing asked for."""
        for key in self._left:
            self.problem(key, "unknown_key", key, known)

    def _take(self, key: str, kind: type | tuple[type, ...], required: bool) -> Any:
        if key not in self._left:
            if required:
                self.problem(key, "missing_key", key)
            return None
        value = self._left.pop(key)
        # A bool is an int to Python, never to a person writing rules.
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.problem(key, "wrong_type", value)
            return None
        return value

    def text(self, key: str, *, required: bool = False) -> str:
        """A text; empty where it is missing."""
        value = self._take(key, str, required)
        if required and value is not None and not value.strip():
            self.problem(key, "missing_key", key)
        return str(value).strip() if value is not None else ""

    def flag(self, key: str, default: bool = False) -> bool:
        """True or false."""
        value = self._take(key, bool, required=False)
        return default if value is None else bool(value)

    def integer(self, key: str, low: int, high: int, *, required: bool = False) -> int | None:
        """A whole number from `low` to `high`."""
        value = self._take(key, int, required)
        if value is not None and not low <= value <= high:
            self.problem(key, "out_of_range", value, (str(low), str(high)))
            return None
        return None if value is None else int(value)

    def integers(self, key: str, low: int, high: int) -> tuple[int, ...]:
        """A list of whole numbers from `low` to `high`."""
        values = self._take(key, list, required=False) or []
        inner = [Section({key: value}, self._path, self._report).integer(key, low, high) for value in values]
        return tuple(value for value in inner if value is not None)

    def number(self, key: str, *, required: bool = False) -> Decimal | None:
        """An exact number above zero."""
        value = self._take(key, (int, Decimal), required)
        if value is None:
            return None
        if not Decimal(value).is_finite() or value <= 0:
            self.problem(key, "out_of_range", value)
            return None
        return Decimal(value)

    def word(self, key: str, kind: type[E], *, required: bool = False) -> E | None:
        """A word of a vocabulary."""
        value = self._take(key, str, required)
        return None if value is None else self._member(key, value, kind)

    def words(self, key: str, kind: type[E]) -> tuple[E, ...]:
        """Words of a vocabulary, in the order given."""
        members = [self._member(key, text, kind) for text in self.texts(key)]
        return tuple(member for member in members if member is not None)

    def _member(self, key: str, value: str, kind: type[E]) -> E | None:
        if value not in list(kind):
            self.problem(key, "unknown_word", value, kind)
            return None
        return kind(value)

    def texts(self, key: str, choices: Iterable[str] | None = None, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts, each named once; with `choices`, only those."""
        values = self._take(key, list, required) or []
        allowed = None if choices is None else tuple(choices)
        found: list[str] = []
        for value in values:
            if not isinstance(value, str) or not value.strip():
                self.problem(key, "wrong_type", value)
            elif allowed is not None and value not in allowed:
                self.problem(key, "unknown_word", value, allowed)
            elif value in found:
                self.problem(key, "duplicate", value)
            else:
                found.append(value)
        return tuple(found)

    def groups(self, key: str, choices: Iterable[str]) -> tuple[frozenset[str], ...]:
        """A list of lists of texts: of each inner list, one is enough."""
        values = self._take(key, list, required=False) or []
        allowed, found = tuple(choices), []
        for value in values:
            if not isinstance(value, list) or not value:
                self.problem(key, "wrong_type", value)
                continue
            inner = Section({key: value}, self._path, self._report)
            found.append(frozenset(inner.texts(key, allowed)))
        return tuple(found)

    def section(self, key: str, *, required: bool = False) -> Section:
        """A table inside this one; an empty one where it is missing."""
        return Section(self._take(key, dict, required) or {}, self.at(key), self._report)

    def sections(self, key: str) -> list[Section]:
        """The tables of an array of tables, counted from 1 in paths."""
        tables = self._take(key, list, required=True) or []
        for number, table in enumerate(tables, start=1):
            if not isinstance(table, dict):
                self.problem(f"{key}[{number}]", "wrong_type", table)
        return [Section(table, self.at(f"{key}[{number}]"), self._report)
                for number, table in enumerate(tables, start=1) if isinstance(table, dict)]

    def left(self) -> tuple[str, ...]:
        """The keys that have not been read yet."""
        return tuple(self._left)

    def drop(self, key: str) -> None:
        """Leaves a key unread, its problem having been noted."""
        self._left.pop(key, None)
