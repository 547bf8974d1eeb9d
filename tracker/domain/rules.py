"""Finds the ruleset (口径) in force for a year and a place: first among the officer's own, then those shipped."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.reasons import Fault
from tracker.domain.rules_problems import Problem, RulesetError
from tracker.domain.rules_read import applies_to, digest_of, read_ruleset
from tracker.domain.rules_types import (
    Conversion,
    Filters,
    Health,
    Indicator,
    Lights,
    Lists,
    ReviewRules,
    Rounding,
    Ruleset,
)
from tracker.domain.rules_words import ANY, DateBasis, Denominator, Kind, LightMethod, Progress
from tracker.files import read_whole
from tracker.shipped import shipped

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = [
    "ANY", "Conversion", "DateBasis", "Denominator", "Filters", "Health", "Indicator", "Kind", "LightMethod",
    "Lights", "Lists", "Problem", "Progress", "ReviewRules", "Rounding", "Ruleset", "RulesetError", "applies_to",
    "digest_of", "read_ruleset", "ruleset_at", "ruleset_file", "ruleset_for", "shipped_rulesets",
]

OWN_RULES = "SANXIN_RULES"
"""Environment variable: a folder of the officer's own rulesets, looked into before all others."""


def ruleset_at(path: Path | Traversable) -> Ruleset:
    """The ruleset in one file. Raises RulesetError with every problem, or that it cannot be read."""
    return read_ruleset(_content(path), path.name)


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


def _content(file: Path | Traversable) -> bytes:
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
    ranked: dict[tuple[bool, bool], Path | Traversable] = {}
    for file in files:
        for_year, for_place = applies_to(_content(file), file.name)
        if for_year not in (None, year) or for_place not in ("", place):
            continue
        rank = (bool(for_place), for_year is not None)
        if rank in ranked:
            raise RulesetError([Problem(file.name, "year", 1, Fault.DUPLICATE, ranked[rank].name)])
        ranked[rank] = file
    return ranked[max(ranked)] if ranked else None
