"""What stops a project and what is said about it: the doer answers, the office verifies, only that closes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from tracker.domain.pace import overdue
from tracker.domain.workdays import WorkingDays, working_days


class BlockerState(StrEnum):
    """Open until the office has verified; the bureau's own answer does not close it (销号)."""

    OPEN = "open"
    ANSWERED = "answered"
    VERIFIED = "verified"


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
    """How often a blocker has let its deadline lapse: once, twice, more often (蓝黄红)."""

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


class Heard(Protocol):
    """What tells where a blocker stands after a word: its kind, when it was said, the due day or level it set."""

    @property
    def word(self) -> Word:
        """Its kind."""

    @property
    def on(self) -> date:
        """The day it was said."""

    @property
    def due(self) -> date | None:
        """The new due day."""

    @property
    def level(self) -> str:
        """The level it waits on from then on, empty for the same."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word as far as it bears on where a blocker stands: when it was said, and the due day or level it set."""

    word: Word
    on: date
    due: date | None = None
    level: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a blocker stands on a day, by all that was said of it.

    `lapses` counts the deadlines that passed while it was not verified: each once, a deadline that was put off in
    time not at all. `waited` is the permit's own clock: working days spent open at a level the office cannot move.
    """

    state: BlockerState
    due: date | None
    level: str
    lapses: int
    waited: WorkingDays


def stands(since: date, due: date | None, level: str, words: Iterable[Heard], on: date,
           outside: Collection[str]) -> Standing:
    """Follows a blocker from the day it was raised through its words, in the order they were recorded, to a day."""
    walk = _Walk(since, due, level, outside)
    for word in words:
        walk.hear(word)
    walk.until(on)
    return Standing(walk.state, walk.due, walk.level, walk.lapses, walk.waited)


def left_at(due: date | None, level: str, said: Iterable[tuple[str, date | None, str]],
            ) -> tuple[BlockerState, date | None, str]:
    """The state, due day and level in which words leave a blocker, whatever the day is.

    `said` are the kind of each word, the due day and the level it set.
    """
    state = BlockerState.OPEN
    for word, new_due, new_level in said:
        state, due, level = _LEADS_TO.get(word, state), new_due or due, new_level or level
    return state, due, level


_LEADS_TO = {word.value: state for word, state in LEADS_TO.items()}
_NEVER = WorkingDays(0)


class _Walk:
    """A blocker on its way through the days."""

    __slots__ = ("at", "due", "lapses", "level", "outside", "state", "told", "waited")

    def __init__(self, since: date, due: date | None, level: str, outside: Collection[str]) -> None:
        self.at, self.due, self.level, self.outside = since, due, level, outside
        self.state, self.lapses, self.told, self.waited = BlockerState.OPEN, 0, False, _NEVER

    def until(self, day: date) -> None:
        """Lets the days pass: the deadline may lapse, the clock of an outside level runs while nobody has answered."""
        if not self.told and overdue(self.due, day) is not None:
            # One that passed while it stood verified was kept, also where the blocker is reopened later.
            self.lapses, self.told = self.lapses + (self.state is not BlockerState.VERIFIED), True
        if day > self.at:
            if self.state is BlockerState.OPEN and self.level in self.outside:
                self.waited += working_days(self.at, day)
            self.at = day

    def hear(self, word: Heard) -> None:
        """Lets the days pass up to a word, and takes what it says."""
        self.until(word.on)
        self.state = LEADS_TO.get(word.word, self.state)
        self.level = word.level or self.level
        if word.due:
            self.due, self.told = word.due, False
