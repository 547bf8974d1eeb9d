"""What went wrong beside the work itself: files the system refuses, a full disk, and what nobody foresaw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FailureWords:
    """The sentences of one language."""

    disk_full: str
    os_error: str
    os_reason: Mapping[str, str]
    """What a system refuses, by the name of its error (errno)."""
    recorded_before: str
    """The answer to a saving was lost, and it is found in the journal."""
    unforeseen: str
    unforeseen_unlogged: str
    unforeseen_after: str
    """Something went wrong once all was recorded."""
