"""What the blockers screen says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class BlockersWords:
    """The words of the blockers screen in one language."""

    order: dict[str, str]
    ordered: str
    head: dict[str, str]
    everything: str
    only_open: str
    unnamed: str
    none: tuple[str, ...]
    no_match: str
    filter_hint: str
    shown_all: str
    shown_open: str
    raised: str
    age: str
    due: str
    late: str
    waits: str
    nobody: str
    words_none: str
    new_due: str
    to_level: str
    permit: str
