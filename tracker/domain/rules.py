"""Finds the ruleset (口径) in force for a year and a place: first among the officer's own, then those shipped."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tracker.domain.reasons import Fault
from tracker.domain.rules_fields import Filters
from tracker.domain.rules_problems import Problem, RulesetError
from tracker.domain.rules_read import applies_to, read_ruleset
from tracker.domain.rules_rounding import Rounding
from tracker.domain.rules_types import Conversion, Indicator, Ruleset
from tracker.domain.rules_words import ANY, DateBasis, Denominator, Kind, LightMethod, Progress, RulesFolder
from tracker.domain.rules_work import Health, Lights, Lists, ReviewRules
from tracker.files import read_whole
from tracker.shipped import shipped

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = [
    "ANY", "Conversion", "DateBasis", "Denominator", "Filters", "Health", "Indicator", "Kind", "LightMethod",
    "Lights", "Lists", "Problem", "Progress", "ReviewRules", "Rounding", "RulesFolder", "RulesHead", "RulesThere",
    "Ruleset", "RulesetError", "applies_to", "best_of", "content_of", "read_ruleset", "ruleset_at", "ruleset_file",
    "ruleset_for", "rulesets_there", "shipped_rulesets",
]

OWN_RULES = "SANXIN_RULES"
"""Environment variable: a folder of the officer's own rulesets, looked into before all others."""


class RulesHead(NamedTuple):
    """What decides where a ruleset is in force: for which year (None: all) and place (empty: all) it is written."""

    file: str
    year: int | None
    place: str


_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class RulesThere:
    """A ruleset file as it lies in its folder now, read and without a fault."""

    folder: RulesFolder
    file: str
    content: bytes
    rules: Ruleset


def ruleset_at(path: Path | Traversable) -> Ruleset:
    """The ruleset in one file. Raises RulesetError with every problem, or that it cannot be read."""
    return read_ruleset(content_of(path), path.name)


def ruleset_for(year: int, place: str | None, extra_folders: Path | Iterable[Path] | None = None) -> Ruleset:
    """The ruleset in force for a year and a place.

    Looked for in the folder SANXIN_RULES names, then in `extra_folders`, then among those shipped; in each, one for
    this place and year comes before one for the place, then one for the year, then one for all. While nobody has
    said which place the office is, no ruleset of a place applies, and the shipped default does.

    Raises RulesetError when a file that applies is wrong, or when two in one folder apply equally: a ruleset passed
    over in silence would give wrong figures.
    """
    found = _own_for(year, place or "", extra_folders)
    return _shipped_for(year, place or "") if found is None else ruleset_at(found)


def ruleset_file(year: int, place: str | None, extra_folders: Path | Iterable[Path] | None = None) -> tuple[str, bool]:
    """The file `ruleset_for` reads: the path of an officer's own and True, or the name of one shipped and False."""
    own = _own_for(year, place or "", extra_folders)
    if own is not None:
        return str(own), True
    found = _best(shipped_rulesets(), year, place or "")
    return (found.name if found is not None else ""), False


def shipped_rulesets() -> Iterator[Traversable]:
    """The ruleset files that come with the program."""
    return (file for file in sorted(shipped("rules").iterdir(), key=lambda one: one.name)
            if file.name.endswith(".toml"))


def rulesets_there(place: str, office: Path | None) -> tuple[list[RulesThere], set[tuple[RulesFolder, str]]]:
    """Every ruleset file that can be in force at a place in any year, and the names of all files there are.

    A file with a fault, and one for another place, has its name among the second alone.
    """
    named = os.environ.get(OWN_RULES)
    own = [(folder, path) for folder, parent in (
        (RulesFolder.NAMED, Path(named) if named else None), (RulesFolder.OFFICE, office))
        if parent is not None and parent.is_dir() for path in sorted(parent.glob("*.toml"))]
    there, names = _shipped_there(place)
    return ([*(found for folder, path in own if (found := _there(folder, path, place))), *there],
            {*((folder, path.name) for folder, path in own), *names})


def best_of(heads: Iterable[tuple[RulesHead, _T]], year: int, place: str) -> _T | None:
    """What stands beside the head most closely for this year and place. Raises RulesetError where two are equally so.
    """
    ranked: dict[tuple[bool, bool], tuple[RulesHead, _T]] = {}
    for head, beside in heads:
        if head.year not in (None, year) or head.place not in ("", place):
            continue
        rank = (bool(head.place), head.year is not None)
        if rank in ranked:
            raise RulesetError([Problem(head.file, "year", 1, Fault.DUPLICATE, ranked[rank][0].file)])
        ranked[rank] = head, beside
    return ranked[max(ranked)][1] if ranked else None


def _there(folder: RulesFolder, path: Path | Traversable, place: str) -> RulesThere | None:
    try:
        content = content_of(path)
        if applies_to(content, path.name)[1] not in ("", place):
            return None
        return RulesThere(folder, path.name, content, read_ruleset(content, path.name))
    except RulesetError:
        return None


@cache
def _shipped_there(place: str) -> tuple[tuple[RulesThere, ...], frozenset[tuple[RulesFolder, str]]]:
    """Shipped files do not change while the program runs."""
    files = list(shipped_rulesets())
    found = (_there(RulesFolder.SHIPPED, file, place) for file in files)
    return tuple(filter(None, found)), frozenset((RulesFolder.SHIPPED, file.name) for file in files)


def _own_for(year: int, place: str, extra: Path | Iterable[Path] | None) -> Path | Traversable | None:
    for folder in _own_folders(extra):
        found = _best(sorted(folder.glob("*.toml")), year, place)
        if found is not None:
            return found
    return None


def _own_folders(extra: Path | Iterable[Path] | None) -> list[Path]:
    named = os.environ.get(OWN_RULES)
    folders = [Path(named)] if named else []
    if extra is not None:
        folders += [extra] if isinstance(extra, Path) else list(extra)
    return [folder for folder in folders if folder.is_dir()]


def content_of(file: Path | Traversable) -> bytes:
    """The bytes of a ruleset file. Raises RulesetError for what is no file to read: a pipe, a folder, a huge one."""
    try:
        return read_whole(file) if isinstance(file, Path) else file.read_bytes()
    except OSError:
        raise RulesetError([Problem(file.name, "", 0, Fault.UNREADABLE)]) from None


@cache
def _shipped_for(year: int, place: str) -> Ruleset:
    """Shipped files do not change while the program runs."""
    found = _best(shipped_rulesets(), year, place)
    if found is None:
        raise RulesetError([Problem("default.toml", "", 0, Fault.MISSING_KEY, "default.toml")])
    return ruleset_at(found)


def _best(files: Iterable[Path] | Iterator[Traversable], year: int, place: str) -> Path | Traversable | None:
    """The file written most closely for this year and place."""
    heads = ((RulesHead(file.name, *applies_to(content_of(file), file.name)), file) for file in files)
    return best_of(heads, year, place)
