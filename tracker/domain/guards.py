"""What must be true of a project's life: facts in, everything that does not hold out, nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from tracker.domain.credit_code import is_credit_code
from tracker.domain.days import Day
from tracker.domain.machines import PROJECT_LIFE, lands_on, leads_to, moves_from, stage_after
from tracker.domain.order import (
    Declared,
    before_money,
    comes_late,
    disordered,
    early_statuses,
    is_ahead,
    not_dated,
    recognised_early,
    too_early,
)
from tracker.domain.paid import Paid, overdrawn
from tracker.domain.reasons import Check, Code, Reason, Requirement
from tracker.domain.required import NOTHING_ASKED, Asked
from tracker.domain.stages import STAGES, Move, Position, Stage, Status


class Obstacle(NamedTuple):
    """An open blocker that keeps a project from starting: what it is, and the day it was raised."""

    description: str
    raised: Day

    @classmethod
    def of(cls, category: str, description: str, raised: Day) -> Obstacle:
        """A blocker by its category, its description and the day it was raised."""
        return cls(f"{category}：{description}", raised)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one project, as the guards ask about it.

    `milestones` holds the day of each stage reached (a lead has its own). `receipts` are the money that arrived or
    went back, `evidence` the kinds of document per stage, `statuses` those declared, oldest first, `recognised` the
    day each stage was recognised. The soft
    requirements of the stages in `overridden` were set aside with a reason.
    """

    position: Position
    today: date
    milestones: Mapping[Stage, Day] = field(default_factory=dict)
    contract_minor: int | None = None
    credit_code: str | None = None
    receipts: tuple[Paid, ...] = ()
    blockers: tuple[Obstacle, ...] = ()
    evidence: Mapping[Stage, frozenset[str]] = field(default_factory=dict)
    statuses: tuple[Declared, ...] = ()
    recognised: Mapping[Stage, date] = field(default_factory=dict)
    overridden: frozenset[Stage] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """One milestone to be reached: the stage, its day, and the kinds of evidence that come with it."""

    stage: Stage
    day: Day
    evidence: frozenset[str] = frozenset()


# -- what is asked of moves -------------------------------------------------------------------------------------------


def checklist(standing: Standing, step: Step, asked: Asked = NOTHING_ASKED) -> list[Check]:
    """Every requirement of reaching `step.stage` next, met or not, in the order an officer works through them."""
    checks = _arrow(standing, step.stage)
    for name in _conditions(step.stage):
        checks += _CONDITIONS[name](standing, step, asked)
    return checks


def checklists(standing: Standing, steps: Iterable[Step], asked: Asked = NOTHING_ASKED) -> list[list[Check]]:
    """The checklist of each step, as if the steps before it had been taken."""
    legs = []
    for step in steps:
        legs.append(checklist(standing, step, asked))
        furthest = max(step.stage, standing.position.stage, key=lambda stage: stage.rank)
        standing = replace(standing, position=Position(furthest, standing.position.status),
                           milestones={**standing.milestones, step.stage: step.day})
    return legs


_CANNOT = {
    Move.PAUSE: Code.CANNOT_PAUSE, Move.RESUME: Code.CANNOT_RESUME, Move.TERMINATE: Code.CANNOT_TERMINATE,
    Move.REOPEN: Code.CANNOT_REOPEN, Move.REVERT: Code.CANNOT_REVERT,
}


def status_refusals(standing: Standing, move: Move, on: Day) -> list[Reason]:
    """All reasons why a pause, resume, termination, reopening or reversal cannot happen on that day."""
    reasons = not_dated(on, standing.today) if "day" in PROJECT_LIFE.conditions(move) else []
    lands = lands_on(standing.position, move)
    if "order" in PROJECT_LIFE.conditions(move):
        declared = Declared(lands.status if lands else _BECOMES[move], on)
        amiss = list(early_statuses(standing.milestones, standing.statuses))
        reasons += [reason for reason in early_statuses(standing.milestones, (*standing.statuses, declared))
                    if reason not in amiss]
    return reasons if lands else [*reasons, _no_arrow(standing.position, move)]


def again_refusals(standing: Standing, signings: Sequence[Day], day: Day) -> list[Reason]:
    """All reasons why a project cannot have been signed again on that day: it was not, or had not ended since.

    `signings` are the days of those on record, the milestone of the stage first.
    """
    if not signings:
        return [Reason(Code.NOT_REACHED, params={"stage": Stage.SIGNED}, field="stage")]
    ended = next((one.day for one in reversed(standing.statuses) if one.status is Status.TERMINATED), None)
    if ended is None or any(ended.certainly_before(signed) for signed in signings):
        return [*not_dated(day, standing.today), Reason(Code.NOT_ENDED, field="project")]
    if standing.position.status is Status.TERMINATED:
        return status_refusals(standing, Move.REOPEN, day)
    params = {"day": day, "status": Status.TERMINATED, "previous_day": ended}
    late = [Reason(Code.STATUS_ORDER, params=params, field="day")] if day.certainly_before(ended) else []
    last = signings[-1]
    return not_dated(day, standing.today) + late + ([] if last.certainly_before(day) else [
        too_early(day, Stage.SIGNED, last)])


def before_lead(milestones: Mapping[Stage, Day], day: Day) -> list[Reason]:
    """The reason why money cannot have arrived, or a blocker been raised, on a day: nobody knew the project yet."""
    lead = milestones.get(Stage.LEAD)
    if lead is None or not day.certainly_before(lead):
        return []
    return [Reason(Code.BEFORE_LEAD, params={"day": day, "lead": lead}, field="day")]


def correction_refusals(standing: Standing, stage: Stage, day: Day, asked: Asked = NOTHING_ASKED) -> list[Reason]:
    """All reasons why the milestone of a stage that was passed cannot have happened on `day`; of soft ones a start
    before the money.

    A stage that is on record is asked what its day decides; a day of "funded" without its proof may be corrected to
    another one without. A stage that later ones have passed is put on record with everything a move to it asks.
    """
    known = stage in standing.milestones
    if not known and stage.rank > standing.position.stage.rank:
        return [Reason(Code.NOT_REACHED, params={"stage": stage}, field="stage")]
    moved = replace(standing, milestones={**standing.milestones, stage: day})
    idle = {"receipt"} if stage in without_proof(standing.milestones, standing.receipts) else set()
    names = [name for name in _conditions(stage) if (name in _BY_DAY or not known) and name not in idle]
    asked = replace(asked, evidence={})
    reasons = [check.reason for name in names for check in _CONDITIONS[name](moved, Step(stage, day), asked)
               if check.reason]
    if stage is Stage.FUNDED and before_money(moved.milestones) and not before_money(standing.milestones):
        reasons.append(_unfunded(asked))
    late = next((later for earlier, later in disordered(moved.milestones) if earlier is stage), None)
    if late is not None:
        params = {"day": day, "next": late, "next_day": moved.milestones[late]}
        reasons.append(Reason(Code.ORDER_AFTER, params=params, field="day"))
    amiss = list(early_statuses(standing.milestones, standing.statuses))
    reasons += [reason for reason in early_statuses(moved.milestones, standing.statuses) if reason not in amiss]
    before = {reason.params["day"] for reason in _before_lead(standing)}
    return reasons + [reason for reason in _before_lead(moved) if reason.params["day"] not in before]


def reversal_refusals(standing: Standing, stage: Stage) -> list[Reason]:
    """All reasons why the milestone of a stage cannot be taken back: it is not on record, or no arrow leads back.

    Later stages stay as they are; that one is missing before them is told by `unmet` until it is put on record again.
    """
    if stage is not Stage.LEAD and stage not in standing.milestones:
        return [Reason(Code.NOT_REACHED, params={"stage": stage}, field="stage")]
    position = Position(stage, standing.position.status)
    return [] if lands_on(position, Move.REVERT) else [_no_arrow(position, Move.REVERT)]


def without_proof(milestones: Mapping[Stage, Day], receipts: Iterable[Paid]) -> frozenset[Stage]:
    """The stages on record whose proof is not: "funded" where no money had arrived by its day."""
    day = milestones.get(Stage.FUNDED)
    return frozenset() if day is None or _arrived_by(day, receipts) else frozenset({Stage.FUNDED})


def _arrived_by(day: Day, receipts: Iterable[Paid]) -> bool:
    """Whether money had arrived by a day; where the day is not known, ever."""
    by = day.last
    return any(by is None or paid.day.possibly_by(by) for paid in receipts if paid.arrived)


# -- what does not hold in a whole life -------------------------------------------------------------------------------


def unmet(standing: Standing, asked: Asked = NOTHING_ASKED) -> list[Reason]:
    """Everything in a whole life that does not hold, however it was recorded; empty where all of it does.

    A milestone whose day nobody knows contradicts nothing. A blocker raised after the start did not hinder it.
    """
    reasons = _statuses(standing)
    days = standing.milestones
    passed = [stage for stage in STAGES if stage in days]
    if passed and passed[-1].rank >= len(passed):
        reasons += [Reason(Code.SKIPS_STAGE, params={"stage": passed[-1], "next": stage})
                    for stage in STAGES[:passed[-1].rank] if stage not in days
                    and not (stage is Stage.FUNDED and Stage.STARTED in days)]
    idle = _idle(standing, asked)
    for stage in passed:
        step = Step(stage, days[stage])
        for name in _conditions_left(stage, idle):
            if name == "day" and not is_ahead(step.day, standing.today):
                continue
            for check in _CONDITIONS[name](standing, step, asked):
                if check.reason and (check.reason.hard or not _set_aside(check.reason, stage, standing)):
                    reasons.append(check.reason)
    for stage, on in standing.recognised.items():
        reasons += recognised_early(days.get(stage, Day.unknown()), on)
    return reasons + _before_lead(standing) + list(overdrawn(standing.receipts))


def _idle(standing: Standing, asked: Asked) -> frozenset[str]:
    """The conditions that hold at every stage: looked at once, as nearly every life is in order."""
    days = standing.milestones
    holds = {
        "order": not disordered(days) and not before_money(days),
        "evidence": not asked.evidence,
        "day": not any(is_ahead(day, standing.today) for day in days.values()),
        "blockers": not standing.blockers,
    }
    return frozenset(name for name, held in holds.items() if held)


def _set_aside(reason: Reason, stage: Stage, standing: Standing) -> bool:
    """Whether somebody wrote down why a soft requirement need not hold; of money that came later, also where it did."""
    stages = {stage, Stage.FUNDED} if reason.code is Code.BEFORE_MONEY else {stage}
    return not stages.isdisjoint(standing.overridden)


def _before_lead(standing: Standing) -> list[Reason]:
    """Receipts and open blockers from before the day the project became known."""
    days = (*(paid.day for paid in standing.receipts), *(blocker.raised for blocker in standing.blockers))
    return [reason for day in days for reason in before_lead(standing.milestones, day)]


def _statuses(standing: Standing) -> list[Reason]:
    """Changes of status that no arrow leads to, and those that lie before what they follow."""
    if not standing.statuses:
        return []
    reasons, stage = list(early_statuses(standing.milestones, standing.statuses)), standing.position.stage
    for was, becomes in pairwise((Status.ACTIVE, *(declared.status for declared in standing.statuses))):
        position = Position(stage, was)
        if not any(lands_on(position, move) == Position(stage, becomes) for move in moves_from(position)):
            reasons.append(_no_arrow(position, _DECLARES[becomes]))
    return reasons


_DECLARES = {Status.ACTIVE: Move.RESUME, Status.PAUSED: Move.PAUSE, Status.TERMINATED: Move.TERMINATE}
_BECOMES = {**{move: status for status, move in _DECLARES.items()}, Move.REOPEN: Status.ACTIVE}


# -- one condition each -----------------------------------------------------------------------------------------------


@cache
def _conditions(stage: Stage) -> tuple[str, ...]:
    """The conditions on the arrow that leads to a stage; of a lead, that its day has come."""
    return PROJECT_LIFE.conditions(Move.ADVANCE, Position(stage).state) or ("day",)


@cache
def _conditions_left(stage: Stage, idle: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in _conditions(stage) if name not in idle)


def _arrow(standing: Standing, stage: Stage) -> list[Check]:
    """Whether an arrow leads to the stage from where the project stands."""
    position = standing.position
    active = position.status is Status.ACTIVE
    paused = None if active else Reason(Code.NOT_ACTIVE, params={"status": position.status})
    checks = [Check(Requirement.ACTIVE, paused)]
    if comes_late(stage, standing.milestones):
        return checks
    following = stage_after(position.stage)
    if following is None:
        checks.append(Check(Requirement.NEXT_STAGE, Reason(Code.ALREADY_PRODUCING)))
    elif following is not stage and not leads_to(Position(position.stage), stage):
        code = Code.ALREADY_REACHED if stage.rank <= position.stage.rank else Code.SKIPS_STAGE
        checks.append(Check(Requirement.NEXT_STAGE, Reason(code, params={"stage": stage, "next": following})))
    return checks


def _no_arrow(position: Position, move: Move) -> Reason:
    return Reason(_CANNOT[move], params={"stage": position.stage, "status": position.status})


def _day(standing: Standing, step: Step, asked: Asked) -> list[Check]:
    reasons = not_dated(step.day, standing.today)
    return [Check(Requirement.DAY, reason) for reason in reasons] or [
        Check(Requirement.DAY, params={"day": step.day, "today": standing.today})]


def _order(standing: Standing, step: Step, asked: Asked) -> list[Check]:
    """Not before any earlier stage; the latest of them is named. Of "funded" alone a reason may be enough."""
    before = {stage: day for stage, day in standing.milestones.items() if stage.rank < step.stage.rank}
    early = before_money({**before, step.stage: step.day}) and not before_money(before)
    checks = [Check(Requirement.ORDER, _unfunded(asked))] if early else []
    earlier = [(day.on, stage.rank, stage) for stage, day in before.items()
               if day.on is not None and not (stage is Stage.FUNDED and step.day.certainly_before(day))]
    if not earlier:
        return checks
    latest = max(earlier)[2]
    day = standing.milestones[latest]
    if step.day.certainly_before(day):
        return [*checks, Check(Requirement.ORDER, too_early(step.day, latest, day))]
    return checks or [Check(Requirement.ORDER, params={"day": step.day, "previous": latest, "previous_day": day})]


def _unfunded(asked: Asked) -> Reason:
    """That works begin before the money has arrived: refused in some places, in others a reason is enough."""
    return Reason(Code.MONEY_FIRST if asked.money_first else Code.BEFORE_MONEY, hard=asked.money_first, field="receipt")


def _contract_amount(standing: Standing, step: Step, asked: Asked) -> list[Check]:
    missing = None if standing.contract_minor else Reason(Code.NO_CONTRACT_AMOUNT, field="contract_amount")
    return [Check(Requirement.CONTRACT_AMOUNT, missing)]


def _credit_code(standing: Standing, step: Step, asked: Asked) -> list[Check]:
    """GB 32100-2015: 18 characters, the last one a check character."""
    if not standing.credit_code:
        return [Check(Requirement.CREDIT_CODE, Reason(Code.NO_CREDIT_CODE, field="credit_code"))]
    params = {"value": standing.credit_code}
    if not is_credit_code(standing.credit_code):
        return [Check(Requirement.CREDIT_CODE, Reason(Code.CREDIT_CODE, params=params, field="credit_code"))]
    return [Check(Requirement.CREDIT_CODE, params=params)]


def _receipt(standing: Standing, step: Step, asked: Asked) -> list[Check]:
    """Money had arrived by the day."""
    params = {"day": step.day}
    arrived = _arrived_by(step.day, standing.receipts)
    missing = None if arrived else Reason(Code.NO_RECEIPT, params=params, field="receipt")
    return [Check(Requirement.RECEIPT, missing, params)]


def _blockers(standing: Standing, step: Step, asked: Asked) -> list[Check]:
    """No open blocker stands in the way; one raised after a start that has happened did not."""
    started = step.stage in standing.milestones
    reasons = [Reason(Code.OPEN_BLOCKER, params={"blocker": blocker.description}, field="blocker")
               for blocker in standing.blockers if not (started and step.day.certainly_before(blocker.raised))]
    return [Check(Requirement.BLOCKERS, reason) for reason in reasons] or [Check(Requirement.BLOCKERS)]


def _evidence(standing: Standing, step: Step, asked: Asked) -> list[Check]:
    at_hand = standing.evidence.get(step.stage, frozenset()) | step.evidence
    checks = []
    for kinds in asked.evidence.get(step.stage, ()):
        params = {"stage": step.stage, "kinds": tuple(sorted(kinds))}
        missing = None if kinds & at_hand else Reason(Code.NO_EVIDENCE, hard=False, params=params, field="evidence")
        checks.append(Check(Requirement.EVIDENCE, missing, params))
    return checks


_CONDITIONS: Final[Mapping[str, Callable[[Standing, Step, Asked], list[Check]]]] = {
    "day": _day, "order": _order, "contract_amount": _contract_amount, "credit_code": _credit_code,
    "receipt": _receipt, "blockers": _blockers, "evidence": _evidence,
}
"""The conditions named on the arrows of `machines.PROJECT_LIFE`."""
_BY_DAY: Final = frozenset({"day", "order", "receipt"})
"""Conditions that a milestone's day decides."""
