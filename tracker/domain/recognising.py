"""Recognition: what a second person says of a milestone or a receipt that was reported."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What became of a reported fact that was put before a second person."""

    RECOGNISED = "recognised"
    SENT_BACK = "sent_back"


class Waiting(StrEnum):
    """Where a reported fact stands that nobody has recognised yet, what needs somebody most first."""

    SENT_BACK = "sent_back"
    """It was sent back, and nothing about it was mended since."""
    READY = "ready"
    """Its proofs are complete: a second person can recognise it."""
    LACKS = "lacks"
    """Proofs that the ruleset asks for are missing."""
