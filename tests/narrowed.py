"""Says which of several answers a test expects, so that what it asks of the answer is there."""

from __future__ import annotations

from typing import TypeVar

Expected = TypeVar("Expected")


def of(kind: type[Expected], found: object) -> Expected:
    """What was found, which is of that kind."""
    assert isinstance(found, kind), found
    return found
