"""Where a project can stand: six stages in order, a status beside them, and the moves between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Stage(StrEnum):
    """How far a project has come; the order of the members is the order of life."""

    rank: int
    """Place in the order of life, 0 for a lead to 5 for producing."""

    LEAD = "lead"
    SIGNED = "signed"
    REGISTERED = "registered"
    FUNDED = "funded"
    STARTED = "started"
    PRODUCING = "producing"

    def __new__(cls, value: str) -> Self:
        """The next stage in the order of life."""
        stage = str.__new__(cls, value)
        stage._value_ = value
        stage.rank = len(cls.__members__)
        return stage


STAGES: tuple[Stage, ...] = tuple(Stage)
USUAL_PROOF: Mapping[Stage, str] = {
    Stage.SIGNED: "contract", Stage.REGISTERED: "licence", Stage.FUNDED: "bank_slip", Stage.STARTED: "permit",
    Stage.PRODUCING: "acceptance"}
"""The kind of document that most often proves a stage, of those that rulesets list."""


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


@dataclass(frozen=True, slots=True)
class Position:
    """Where a project stands."""

    stage: Stage = Stage.LEAD
    status: Status = Status.ACTIVE

    @property
    def state(self) -> str:
        """The machine's name for this position."""
        return f"{self.status}:{self.stage}"

    @classmethod
    def of(cls, state: str) -> Position:
        """The position of this name."""
        status, stage = state.split(":")
        return cls(Stage(stage), Status(status))
