"""What happens in a weekly review meeting, and whether it is under way."""

from __future__ import annotations

from enum import StrEnum


class Minute(StrEnum):
    """The kinds of rows a meeting leaves beside the words on the blockers themselves."""

    START = "start"
    SKIP = "skip"
    """A blocker was looked at and nothing was decided."""
    NOTE = "note"
    CLOSE = "close"


class MeetingState(StrEnum):
    """A week's meeting: not begun, under way (also after it was left and will be gone on with), or closed."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
