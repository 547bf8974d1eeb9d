"""What stops a project and what can be said about it: states, levels, alerts, the kinds of words."""

from __future__ import annotations

from enum import StrEnum

OTHER_CATEGORY = "其他"
"""The category of a blocker for which none was chosen."""


class BlockerState(StrEnum):
    """Open until the office has verified; the bureau's own answer does not close it (销号)."""

    OPEN = "open"
    ANSWERED = "answered"
    VERIFIED = "verified"


def hinders(blocking: bool, state: BlockerState) -> bool:
    """Whether a blocker keeps its project from starting. A mere risk does not, and a verified one does no longer."""
    return blocking and state is not BlockerState.VERIFIED


class Level(StrEnum):
    """Whom a blocker waits on, from the officer up."""

    OFFICER = "officer"
    BUREAU = "bureau"
    CHAIN_LEADER = "chain_leader"
    CITY = "city"
    PREFECTURE = "prefecture"
    PROVINCE = "province"

    @property
    def rank(self) -> int:
        """0 for the officer, 5 for the province."""
        return list(Level).index(self)


class Alert(StrEnum):
    """How grave it is that a blocker is not verified (蓝黄红): by lapsed deadlines, and by the time it is overdue."""

    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"

    @classmethod
    def after(cls, lapses: int) -> Alert | None:
        """The alert after so many lapsed deadlines, None after none."""
        return (cls.BLUE, cls.YELLOW, cls.RED)[min(lapses, 3) - 1] if lapses > 0 else None


class Word(StrEnum):
    """The kinds of dated rows on a blocker."""

    NOTE = "note"
    DUE = "due"
    ESCALATE = "escalate"
    ANSWER = "answer"
    VERIFY = "verify"
    REJECT = "reject"
    REOPEN = "reopen"
