"""Which of the projects that a search found are meant: by code, name and investor first, by pinyin or park last."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from tracker.domain.names import fold_name
from tracker.domain.pinyin import fold_search


class FoundProject(NamedTuple):
    """A project that a search found, by what people call it."""

    code: str
    name: str
    investor: str


class FoundBy(IntEnum):
    """What a search found a project by, the surest first."""

    CODE = 0
    """Its code was typed whole, in upper or lower case."""
    BEGINNING = 1
    """Its code or its name begins with what was typed."""
    PART = 2
    """Its code, name and investor hold every part of what was typed."""
    REST = 3
    """They do not: it was found by pinyin, by officer or by park."""


_IN_WORDS = frozenset({FoundBy.BEGINNING, FoundBy.PART})


def found_by(typed: str, found: FoundProject) -> FoundBy:
    """What a project was found by that a search for `typed` found."""
    texts, whole = [fold_name(text) for text in found], fold_name(typed)
    code, name, _ = texts
    if code == whole:
        return FoundBy.CODE
    if code.startswith(whole) or name.startswith(whole):
        return FoundBy.BEGINNING
    in_words = all(any(part in text for text in texts) for part in fold_search(typed))
    return FoundBy.PART if in_words else FoundBy.REST


def meant(typed: str, found: Iterable[FoundProject]) -> list[FoundProject]:
    """Those of the projects found by a search for `typed` that may be meant, the surest first.

    A whole code means that project alone. Where a code, a name or an investor holds what was typed, a project that is
    found by pinyin, officer or park is not meant; but a name that begins with it says no more than one that holds it.
    """
    ranked = sorted(((found_by(typed, one), one) for one in found), key=lambda each: (each[0], each[1].code))
    surest = ranked[0][0] if ranked else FoundBy.REST
    kept = _IN_WORDS if surest in _IN_WORDS else {surest}
    return [one for by, one in ranked if by in kept]
