"""The life of a project: six stages in order, a status beside them, and one machine that knows which moves exist."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from transitions import Machine


class Stage(StrEnum):
    """How far a project has come; the order of the members is the order of life."""

    LEAD = "lead"
    SIGNED = "signed"
    REGISTERED = "registered"
    FUNDED = "funded"
    STARTED = "started"
    PRODUCING = "producing"

    @property
    def rank(self) -> int:
        """Place in the order of life, 0 for a lead to 5 for producing."""
        return STAGES.index(self)

    @property
    def following(self) -> Stage | None:
        """The stage after this one; None for producing."""
        return STAGES[self.rank + 1] if self.rank + 1 < len(STAGES) else None

    @property
    def preceding(self) -> Stage | None:
        """The stage before this one; None for a lead."""
        return STAGES[self.rank - 1] if self.rank else None


STAGES: tuple[Stage, ...] = tuple(Stage)


class Status(StrEnum):
    """Stands beside the stage: a project is paused or terminated *at* a stage."""

    ACTIVE = "active"
    PAUSED = "paused"
    TERMINATED = "terminated"


class Move(StrEnum):
    """What an officer can do to a project's stage or status."""

    ADVANCE = "advance"
    REVERT = "revert"
    PAUSE = "pause"
    RESUME = "resume"
    TERMINATE = "terminate"
    REOPEN = "reopen"


@dataclass(slots=True)
class Position:
    """Where a project stands; the model the machine is asked about, one at a time."""

    stage: Stage = Stage.LEAD
    status: Status = Status.ACTIVE

    @property
    def state(self) -> str:
        """The machine's name for this position."""
        return f"{self.status}:{self.stage}"

    @state.setter
    def state(self, name: str) -> None:
        status, stage = name.split(":")
        self.status, self.stage = Status(status), Stage(stage)


def lands_on(position: Position, move: Move) -> Position | None:
    """The position a move leads to, or None where the life of a project has no such move."""
    model = Position(position.stage, position.status)
    event = lifecycle().events[move]
    if model.state not in event.transitions:
        return None
    event.trigger(model)
    return model


def allowed(position: Position) -> frozenset[Move]:
    """The moves that exist from a position, before any guard is asked."""
    return frozenset(move for move in Move if position.state in lifecycle().events[move].transitions)


@cache
def lifecycle() -> Machine:
    """The one machine for all projects. It holds no project: a model is handed to the event and forgotten.

    A machine that owned its models would take time in the square of their number and reset a loaded state.
    """
    from transitions import Machine

    return Machine(
        model=None,
        states=[f"{status}:{stage}" for status in Status for stage in Stage],
        transitions=list(_transitions()),
        initial=None,
        auto_transitions=False,
        send_event=True,
    )


def _transitions() -> list[dict[str, Any]]:
    arrows: list[tuple[Move, Stage, Status, Stage, Status]] = []
    for stage in STAGES:
        if stage.following:
            arrows.append((Move.ADVANCE, stage, Status.ACTIVE, stage.following, Status.ACTIVE))
        if stage.preceding:
            arrows.append((Move.REVERT, stage, Status.ACTIVE, stage.preceding, Status.ACTIVE))
        arrows += [
            (Move.PAUSE, stage, Status.ACTIVE, stage, Status.PAUSED),
            (Move.RESUME, stage, Status.PAUSED, stage, Status.ACTIVE),
            (Move.TERMINATE, stage, Status.ACTIVE, stage, Status.TERMINATED),
            (Move.TERMINATE, stage, Status.PAUSED, stage, Status.TERMINATED),
            (Move.REOPEN, stage, Status.TERMINATED, stage, Status.ACTIVE),
        ]
    return [
        {"trigger": move, "source": f"{was}:{source}", "dest": f"{becomes}:{target}"}
        for move, source, was, target, becomes in arrows
    ]
