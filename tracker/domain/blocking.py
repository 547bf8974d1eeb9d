"""What stops a project and what is said about it: the doer answers, the office verifies, only that closes."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class BlockerState(StrEnum):
    """Open until the office has verified; the bureau's own answer does not close it (销号)."""

    OPEN = "open"
    ANSWERED = "answered"
    VERIFIED = "verified"


class Word(StrEnum):
    """The kinds of dated rows on a blocker."""

    NOTE = "note"
    DUE = "due"
    ESCALATE = "escalate"
    ANSWER = "answer"
    VERIFY = "verify"
    REJECT = "reject"
    REOPEN = "reopen"


LEADS_TO: dict[Word, BlockerState] = {
    Word.ANSWER: BlockerState.ANSWERED,
    Word.VERIFY: BlockerState.VERIFIED,
    Word.REJECT: BlockerState.OPEN,
    Word.REOPEN: BlockerState.OPEN,
}

FROM: dict[Word, frozenset[BlockerState]] = {
    Word.NOTE: frozenset({BlockerState.OPEN, BlockerState.ANSWERED}),
    Word.DUE: frozenset({BlockerState.OPEN, BlockerState.ANSWERED}),
    Word.ESCALATE: frozenset({BlockerState.OPEN, BlockerState.ANSWERED}),
    Word.ANSWER: frozenset({BlockerState.OPEN}),
    Word.VERIFY: frozenset({BlockerState.ANSWERED}),
    Word.REJECT: frozenset({BlockerState.ANSWERED}),
    Word.REOPEN: frozenset({BlockerState.ANSWERED, BlockerState.VERIFIED}),
}
"""The states in which each word can be said."""


def state_after(words: Iterable[Word]) -> BlockerState:
    """The state a blocker is in once these words have been said, in order."""
    state = BlockerState.OPEN
    for word in words:
        state = LEADS_TO.get(word, state)
    return state
