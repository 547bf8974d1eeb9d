"""The classes of differences between another office's list of projects and our figure."""

from __future__ import annotations

from enum import StrEnum


class Differs(StrEnum):
    """In what a list and our figure differ about a project."""

    NOT_RECOGNISED = "not_recognised"
    """Their list says that it was turned down, and we count it; or they list it, and we do not count it because nobody
    recognised it."""
    AMOUNT = "amount"
    """Both count it with other amounts; or we do not count it because of its amount."""
    YEAR = "year"
    """Their day lies in another year than the figure, or ours does."""
    CLAIMED_TWICE = "claimed_twice"
    """Several lines mean one project, or one line may mean several."""
    NO_PROOF = "no_proof"
    """They list it, and we do not count it because we have no document of it."""
    ONLY_THERE = "only_there"
    """They list it; we have no such project, or do not count it for another reason."""
    ONLY_HERE = "only_here"
    """We count it, and they do not list it."""
