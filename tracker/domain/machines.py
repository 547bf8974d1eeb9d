"""The lives of projects, blockers and meetings: one machine each, whose named arrows everything else asks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

from tracker.domain.blocking import BlockerState, Word
from tracker.domain.meeting import MeetingState, Minute
from tracker.domain.stages import STAGES, Move, Position, Stage, Status

if TYPE_CHECKING:
    from transitions import Machine

S = TypeVar("S", bound=str)
_E = TypeVar("_E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Arrow(Generic[S, _E]):
    """One way from a state to another: what leads along it, and the names of the conditions that have to hold."""

    event: _E
    source: S
    dest: S
    conditions: tuple[str, ...] = ()


@dataclass(slots=True)
class _Row:
    """What a machine moves: a state, and the conditions that do not hold."""

    state: str
    unmet: Collection[str] = ()
    dest: str | None = None


class _Event(Protocol):
    """What a machine hands to a condition."""

    @property
    def model(self) -> _Row:
        """The row that is moved."""


@dataclass(frozen=True, slots=True)
class _Holds:
    """A condition of an arrow by its name, as the machine asks it."""

    name: str

    def __call__(self, event: _Event) -> bool:
        return self.name not in event.model.unmet


@dataclass(frozen=True, slots=True)
class _LeadsTo:
    """Where an arrow leads, as the machine asks it of a row that is to go to one state alone."""

    dest: str

    def __call__(self, event: _Event) -> bool:
        return event.model.dest in (None, self.dest)


class Life(Generic[S, _E]):
    """A machine and the questions asked of it. It holds no row: each is handed to an event and forgotten.

    A machine that owned its rows would take time in the square of their number, and reset a state that was loaded.
    What it answered once is remembered, because arrows never change: lists ask for every row they draw.
    """

    def __init__(self, start: S, *arrows: Arrow[S, _E]) -> None:
        self.start, self.arrows = start, arrows
        self.states: tuple[S, ...] = tuple(dict.fromkeys(state for arrow in arrows
                                                         for state in (arrow.source, arrow.dest)))
        self._answers: dict[tuple[str, str], S | None] = {}
        self._told: dict[tuple[str, str], S] = {}
        self._named: dict[tuple[str, str | None], tuple[str, ...]] = {}

    @cached_property
    def machine(self) -> Machine:
        """The machine itself."""
        from transitions import Machine  # 20 ms that only the first question pays

        return Machine(
            model=None, states=[str(state) for state in self.states], initial=None, auto_transitions=False,
            send_event=True, transitions=[
                {"trigger": str(arrow.event), "source": str(arrow.source), "dest": str(arrow.dest),
                 "conditions": [_LeadsTo(str(arrow.dest)), *map(_Holds, arrow.conditions)]} for arrow in self.arrows])

    def after(self, state: S, event: _E | str, unmet: Collection[str] = (), dest: S | None = None) -> S | None:
        """The state an event leads to; None where there is no such arrow, or where one of its conditions is unmet.

        Where several arrows lead on, it is the first, or the one that leads to `dest`.
        """
        if unmet or dest is not None:
            return self._moved(state, event, unmet, dest)
        try:
            return self._answers[state, event]
        except KeyError:
            return self._answers.setdefault((state, event), self._moved(state, event, ()))

    def _moved(self, state: S, event: str, unmet: Collection[str], dest: S | None = None) -> S | None:
        row, arrows = _Row(str(state), unmet, dest), self.machine.events[str(event)]
        if row.state not in arrows.transitions or not arrows.trigger(row):
            return None
        return next(one for one in self.states if one == row.state)

    def told(self, state: S, event: _E | str) -> S:
        """The state after something that is on record, whether or not it should have happened.

        A ledger reports a verification and no answer before it: where no arrow starts here, the event leads where all
        its arrows lead; where they lead to different states, nothing changes.
        """
        try:
            return self._told[state, event]
        except KeyError:
            ends = {arrow.dest for arrow in self.arrows if arrow.event == event}
            otherwise = ends.pop() if len(ends) == 1 else state
            return self._told.setdefault((state, event), self.after(state, event) or otherwise)

    def events(self, state: S) -> tuple[_E, ...]:
        """What can be done in a state, before any condition is asked."""
        return tuple(event for event in dict.fromkeys(arrow.event for arrow in self.arrows)
                     if self.after(state, event) is not None)

    def sources(self, event: _E) -> frozenset[S]:
        """The states in which something can be done."""
        return frozenset(state for state in self.states if self.after(state, event) is not None)

    def conditions(self, event: _E, dest: S | None = None) -> tuple[str, ...]:
        """The names of the conditions on an event's arrow, to one state where they differ by that."""
        key = (event, dest)
        if key not in self._named:
            self._named[key] = next((arrow.conditions for arrow in self.arrows
                                     if arrow.event is event and dest in (None, arrow.dest)), ())
        return self._named[key]


ASKED_OF: Final[dict[Stage, tuple[str, ...]]] = {
    Stage.SIGNED: ("contract_amount",),
    Stage.REGISTERED: ("credit_code",),
    Stage.FUNDED: ("receipt",),
    Stage.STARTED: ("blockers",),
}
"""What a stage asks for beside a day in order and its evidence."""


def _project_arrows() -> Iterator[Arrow[str, Move]]:
    def at(stage: Stage, status: Status = Status.ACTIVE) -> str:
        return Position(stage, status).state

    dated = ("day", "order")
    for stage, following in pairwise(STAGES):
        asked = (*dated, *ASKED_OF.get(following, ()), "evidence")
        yield Arrow(Move.ADVANCE, at(stage), at(following), asked)
        yield Arrow(Move.REVERT, at(following), at(stage))
    # A start before the money has arrived: the condition "order" says whether it may be.
    yield Arrow(Move.ADVANCE, at(Stage.REGISTERED), at(Stage.STARTED),
                (*dated, *ASKED_OF[Stage.STARTED], "evidence"))
    yield Arrow(Move.REVERT, at(Stage.STARTED), at(Stage.REGISTERED))
    for stage in STAGES:
        active, paused, ended = (at(stage, status) for status in Status)
        yield Arrow(Move.PAUSE, active, paused, dated)
        yield Arrow(Move.RESUME, paused, active, dated)
        yield Arrow(Move.TERMINATE, active, ended, dated)
        yield Arrow(Move.TERMINATE, paused, ended, dated)
        yield Arrow(Move.REOPEN, ended, active, dated)


PROJECT_LIFE: Final[Life[str, Move]] = Life(Position().state, *_project_arrows())
"""The life of a project; its states are those of `Position`: a status at a stage."""

_OPEN, _ANSWERED, _VERIFIED = BlockerState
BLOCKER_LIFE: Final[Life[BlockerState, Word]] = Life(
    _OPEN,
    *(Arrow(word, state, state, asked) for state in (_OPEN, _ANSWERED)
      for word, asked in ((Word.NOTE, ("text",)), (Word.DUE, ("due",)), (Word.ESCALATE, ("level",)))),
    Arrow(Word.ANSWER, _OPEN, _ANSWERED, ("text",)),
    Arrow(Word.VERIFY, _ANSWERED, _VERIFIED, ("other_hand",)),
    Arrow(Word.REJECT, _ANSWERED, _OPEN, ("text",)),
    Arrow(Word.REOPEN, _ANSWERED, _OPEN, ("text",)),
    Arrow(Word.REOPEN, _VERIFIED, _OPEN, ("text",)),
)
"""The life of a blocker: the doer answers, the office verifies, and only that closes it."""

MEETING_LIFE: Final[Life[MeetingState, Minute]] = Life(
    MeetingState.PLANNED,
    Arrow(Minute.START, MeetingState.PLANNED, MeetingState.OPEN),
    Arrow(Minute.SKIP, MeetingState.OPEN, MeetingState.OPEN),
    Arrow(Minute.NOTE, MeetingState.OPEN, MeetingState.OPEN, ("text",)),
    Arrow(Minute.CLOSE, MeetingState.OPEN, MeetingState.CLOSED),
)
"""The life of a week's review meeting."""


def lands_on(position: Position, move: Move, unmet: Collection[str] = (), stage: Stage | None = None
             ) -> Position | None:
    """The position a move leads to, to one stage where several can follow; None where a project has no such move there,
    or a condition of it is unmet.
    """
    dest = None if stage is None else Position(stage, position.status).state
    after = PROJECT_LIFE.after(position.state, move, unmet, dest)
    return None if after is None else Position.of(after)


@cache
def leads_to(position: Position, stage: Stage) -> bool:
    """Whether an arrow leads on from a position to a stage, whatever is asked on the way."""
    return lands_on(position, Move.ADVANCE, (), stage) is not None


def moves_from(position: Position) -> tuple[Move, ...]:
    """The moves that exist from a position, before any guard is asked."""
    return PROJECT_LIFE.events(position.state)


@cache
def stage_after(stage: Stage) -> Stage | None:
    """The stage after this one; None for producing."""
    after = PROJECT_LIFE.after(Position(stage).state, Move.ADVANCE)
    return None if after is None else Position.of(after).stage


def stage_without_money(stage: Stage) -> Stage | None:
    """The stage that can be gone on to without "funded", which comes next and is left for later; else None."""
    if stage_after(stage) is Stage.FUNDED and leads_to(Position(stage), Stage.STARTED):
        return Stage.STARTED
    return None
