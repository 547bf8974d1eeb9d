"""Follows a blocker through all that was said of it: its state, due day and level, lapsed deadlines, days waited."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from tracker.domain.blocking import BlockerState, Word
from tracker.domain.machines import BLOCKER_LIFE
from tracker.domain.workdays import WorkingDays, working_days


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
        """The level it waits on from then on; empty where the word changes none."""


class StateAfter(NamedTuple):
    """How words leave a blocker, whatever the day is."""

    state: BlockerState
    due: date | None
    level: str

    def hear(self, word: str, due: date | None, level: str) -> StateAfter:
        """How one more word leaves it: its kind, the due day and the level it set."""
        return StateAfter(BLOCKER_LIFE.told(self.state, word), due or self.due, level or self.level)


@dataclass(frozen=True, slots=True)
class BlockerStanding:
    """Where a blocker stands on a day, by all that was said of it.

    `lapses` counts the deadlines that passed while it was not verified: each once, a deadline that was put off in
    time not at all. `waited` is the permit's own clock: working days spent open at a level the office cannot move.
    """

    state: BlockerState
    due: date | None
    level: str
    lapses: int
    waited: WorkingDays


def left_at(due: date | None, level: str, words: Iterable[tuple[str, date | None, str]]) -> StateAfter:
    """How words leave a blocker that was raised with a due day and a level; each word as `StateAfter.hear` takes it."""
    left = StateAfter(BLOCKER_LIFE.start, due, level)
    for word in words:
        left = left.hear(*word)
    return left


def latest(words: Sequence[object], name: str, otherwise: str) -> str:
    """What the last word that says it says (a level, a permit, an authority); else what the blocker was raised with."""
    return next((text for word in reversed(words) if (text := getattr(word, name))), otherwise)


def stands(since: date, due: date | None, level: str, words: Iterable[Heard], on: date,
           outside: Collection[str]) -> BlockerStanding:
    """Follows a blocker from the day it was raised through its words, in the order they were recorded, to a day."""
    walk = _Walk(since, StateAfter(BLOCKER_LIFE.start, due, level), outside)
    for word in words:
        walk.hear(word)
    walk.until(on)
    return BlockerStanding(*walk.left, walk.lapses, walk.waited)


_NEVER = WorkingDays(0)


class _Walk:
    """A blocker on its way through the days."""

    __slots__ = ("at", "lapses", "left", "outside", "told", "waited")

    def __init__(self, since: date, left: StateAfter, outside: Collection[str]) -> None:
        self.at, self.left, self.outside = since, left, outside
        self.lapses, self.told, self.waited = 0, False, _NEVER

    def until(self, day: date) -> None:
        """Lets the days pass: the deadline may lapse, the clock of an outside level runs while nobody has answered."""
        state, due, level = self.left
        if due and day > due and not self.told:
            # One that passed while it stood verified was kept, also where the blocker is reopened later.
            self.lapses, self.told = self.lapses + (state is not BlockerState.VERIFIED), True
        if day > self.at:
            if state is BlockerState.OPEN and level in self.outside:
                self.waited += working_days(self.at, day)
            self.at = day

    def hear(self, word: Heard) -> None:
        """Lets the days pass up to a word, and takes what it says."""
        self.until(word.on)
        self.left = self.left.hear(word.word, word.due, word.level)
        if word.due:
            self.told = False
