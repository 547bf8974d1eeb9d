"""What the year's end says: what moved figures, their vintages, and two years beside each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class YearendWords:
    """One language; `{name}` is filled in."""

    moved: str
    """The head of a comparison of two moments."""
    unmoved: str
    adds_up: str
    """One figure then and now, with the difference."""
    revisions: str
    compared: str
    at: str
    by: str
    before: str
    after: str
    entry: str
    what: str
    """What was done."""
    why: str
    who: str
    raised: str
    up: str
    lowered: str
    down: str
    earlier: str
    later: str
    growth: str
    first: str
    """The first vintage."""
