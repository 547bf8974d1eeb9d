"""The way ahead of a project: the checklists of several stages reached one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.domain.guards import Step, checklist
from tracker.domain.profile import read_fields
from tracker.domain.reasons import Check
from tracker.domain.stages import Position, Stage
from tracker.office.desk import Desk
from tracker.office.outcome import Refused
from tracker.office.records import find, particulars
from tracker.office.rules import asked_for


@dataclass(frozen=True, slots=True)
class Leg:
    """One stage on the way, with every requirement of reaching it, met or not."""

    stage: Stage
    checks: tuple[Check, ...]


def route(desk: Desk, said: str, steps: Sequence[Step], mend: Mapping[str, str] | None = None) -> (
        tuple[Leg, ...] | Refused):
    """The checklist of each step as if those before it had been taken, and the fields in `mend` were filled in.

    A field of `mend` that cannot be read is not filled in: its own reason is told where it is typed.
    """
    with desk.reading() as session:
        record = find(session, said)
        if isinstance(record, Refused):
            return record
        values, _ = read_fields(mend or {}, particulars(record.profile))
        amount = values.contract_amount
        standing = replace(record.standing(desk.today()), credit_code=values.credit_code or None,
                           contract_minor=amount.minor if amount else None)
    legs = []
    for step in steps:
        legs.append(Leg(step.stage, tuple(checklist(standing, step, asked_for(desk, step.day)))))
        standing = replace(standing, position=Position(step.stage, standing.position.status),
                           milestones={**standing.milestones, step.stage: step.day})
    return tuple(legs)
