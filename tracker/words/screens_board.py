"""What the filter of the board says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class BoardWords:
    """The words of the filter in one language."""

    label: str
    title: str
    hint: str
    keys: str
    none: str
    nothing_fits: str
    cleared: str
    not_mine: str
    clear: str
    several: str
    groups: Mapping[str, str]
    states: Mapping[str, str]
