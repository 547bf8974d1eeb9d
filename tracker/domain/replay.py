"""Plays a project's facts from the beginning: where it stands is computed from them alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from tracker.domain.blocking import BlockerState, hinders
from tracker.domain.days import Day
from tracker.domain.stages import STAGES, Position, Stage, Status

_BEGINNING, _BACKWARDS = Position(), STAGES[::-1]


class Projection(NamedTuple):
    """What is kept beside the facts so that lists need not replay them."""

    stage: Stage
    status: Status
    blocked: bool
    since: date | None
    """First day of the present stage's milestone; None when it is not known."""


def project(milestones: Mapping[Stage, Day], statuses: Iterable[Status],
            blockers: Iterable[tuple[bool, BlockerState]]) -> Projection:
    """The projection of one project's standing facts.

    `milestones` are those not superseded; `statuses` those declared, oldest first; `blockers` are pairs of
    (is it blocking, its state). A project is at its furthest milestone, and a lead before any.
    """
    furthest = next((stage for stage in _BACKWARDS if stage in milestones), _BEGINNING.stage)
    status = [_BEGINNING.status, *statuses][-1]
    blocked = any(hinders(blocking, state) for blocking, state in blockers)
    day = milestones.get(furthest)
    return Projection(furthest, status, blocked, day.first if day else None)
