"""What must be true before a project moves on: facts in, every unmet requirement out, nothing changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.domain.credit_code import is_credit_code
from tracker.domain.days import Day
from tracker.domain.reasons import Check, Code, Reason, Requirement
from tracker.domain.stages import Move, Position, Stage, Status, lands_on


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one project when a move is asked for.

    `milestones` holds the day of each stage reached (a lead has its own). `receipts` are the days money arrived,
    `blockers` the descriptions of open blocking ones, `evidence` the kinds of document per stage.
    """

    position: Position
    today: date
    milestones: Mapping[Stage, Day] = field(default_factory=dict)
    contract_minor: int | None = None
    credit_code: str | None = None
    receipts: tuple[Day, ...] = ()
    blockers: tuple[str, ...] = ()
    evidence: Mapping[Stage, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One milestone to be reached: the stage, its day, and the kinds of evidence that come with it."""

    stage: Stage
    day: Day
    evidence: frozenset[str] = frozenset()


Asked = Mapping[Stage, tuple[frozenset[str], ...]]
"""Evidence a ruleset asks for: per stage, groups of kinds of which one each is enough."""


def checklist(standing: Standing, step: Step, asked: Asked | None = None) -> list[Check]:
    """Every requirement of reaching `step.stage` next, met or not, in the order an officer works through them."""
    checks = [*_order_checks(standing, step), *_day_checks(standing, step)]
    checks += _stage_checks(standing, step)
    checks += _evidence_checks(standing, step, asked or {})
    return checks


def refusals(standing: Standing, step: Step, asked: Asked | None = None) -> list[Reason]:
    """All reasons, hard and soft, why the project cannot reach `step.stage` on `step.day`."""
    return [check.reason for check in checklist(standing, step, asked) if check.reason]


def along(standing: Standing, steps: list[Step], asked: Asked | None = None) -> list[Reason]:
    """All reasons why the project cannot pass through `steps` one after the other."""
    found: list[Reason] = []
    for step in steps:
        found += refusals(standing, step, asked)
        standing = replace(
            standing,
            position=Position(step.stage, standing.position.status),
            milestones={**standing.milestones, step.stage: step.day},
        )
    return list({(r.code, str(r.params)): r for r in found}.values())


_CANNOT = {
    Move.PAUSE: Code.CANNOT_PAUSE, Move.RESUME: Code.CANNOT_RESUME, Move.TERMINATE: Code.CANNOT_TERMINATE,
    Move.REOPEN: Code.CANNOT_REOPEN, Move.REVERT: Code.CANNOT_REVERT,
}


def status_refusals(standing: Standing, move: Move, on: Day) -> list[Reason]:
    """All reasons why a pause, resume, termination, reopening or reversal cannot happen on that day."""
    found = [check.reason for check in _day_exists(standing, on) if check.reason]
    if lands_on(standing.position, move) is None:
        params = {"stage": standing.position.stage, "status": standing.position.status}
        found.append(Reason(_CANNOT[move], params=params))
    return found


def out_of_order(standing: Standing, stage: Stage, day: Day) -> list[Reason]:
    """All reasons why the milestone of a stage already reached cannot have happened on `day`."""
    at = replace(standing, milestones={**standing.milestones, stage: day})
    checks = [*_day_checks(at, Step(stage, day)), *_later_checks(at, stage, day)]
    if stage is Stage.FUNDED:
        checks += _stage_checks(at, Step(stage, day))
    return [check.reason for check in checks if check.reason]


def _later_checks(standing: Standing, stage: Stage, day: Day) -> Iterator[Check]:
    for later, reached in sorted(standing.milestones.items(), key=lambda pair: pair[0].rank):
        if later.rank > stage.rank and reached.certainly_before(day):
            params = {"day": day, "next": later, "next_day": reached}
            yield Check(Requirement.ORDER, Reason(Code.ORDER_AFTER, params=params, field="day"))
            return


def _order_checks(standing: Standing, step: Step) -> Iterator[Check]:
    position = standing.position
    active = position.status is Status.ACTIVE
    yield Check(Requirement.ACTIVE, None if active else Reason(Code.NOT_ACTIVE, params={"status": position.status}))
    reached = lands_on(Position(position.stage), Move.ADVANCE)
    if reached is None:
        yield Check(Requirement.NEXT_STAGE, Reason(Code.ALREADY_PRODUCING))
    elif reached.stage is not step.stage:
        code = Code.ALREADY_REACHED if step.stage.rank <= position.stage.rank else Code.SKIPS_STAGE
        yield Check(Requirement.NEXT_STAGE, Reason(code, params={"stage": step.stage, "next": reached.stage}))


def _day_exists(standing: Standing, day: Day) -> Iterator[Check]:
    params = {"day": day, "today": standing.today}
    if day.first is None:
        yield Check(Requirement.DAY, Reason(Code.DAY_MISSING, field="day"))
    elif day.first > standing.today:
        yield Check(Requirement.DAY, Reason(Code.FUTURE_DATE, params=params, field="day"))
    else:
        yield Check(Requirement.DAY, params=params)


def _day_checks(standing: Standing, step: Step) -> Iterator[Check]:
    yield from _day_exists(standing, step.day)
    earlier = [(s, d) for s, d in standing.milestones.items() if s.rank < step.stage.rank and d.first]
    if not earlier:
        return
    stage, day = max(earlier, key=lambda pair: (pair[1].first or date.min, pair[0].rank))
    params = {"day": step.day, "previous": stage, "previous_day": day}
    late = step.day.certainly_before(day)
    yield Check(Requirement.ORDER, Reason(Code.ORDER, params=params, field="day") if late else None, params)


def _stage_checks(standing: Standing, step: Step) -> Iterator[Check]:
    if step.stage is Stage.SIGNED:
        met = bool(standing.contract_minor)
        lacking = None if met else Reason(Code.NO_CONTRACT_AMOUNT, field="contract_amount")
        yield Check(Requirement.CONTRACT_AMOUNT, lacking)
    elif step.stage is Stage.REGISTERED:
        yield _credit_code(standing)
    elif step.stage is Stage.FUNDED:
        arrived = any(step.day.last and r.possibly_by(step.day.last) for r in standing.receipts)
        params = {"day": step.day}
        lacking = None if arrived else Reason(Code.NO_RECEIPT, params=params, field="receipt")
        yield Check(Requirement.RECEIPT, lacking, params)
    elif step.stage is Stage.STARTED:
        yield from _blockers(standing)


def _credit_code(standing: Standing) -> Check:
    """GB 32100-2015: 18 characters, the last one a check character."""

    if not standing.credit_code:
        return Check(Requirement.CREDIT_CODE, Reason(Code.NO_CREDIT_CODE, field="credit_code"))
    if not is_credit_code(standing.credit_code):
        params = {"value": standing.credit_code}
        return Check(Requirement.CREDIT_CODE, Reason(Code.CREDIT_CODE, params=params, field="credit_code"))
    return Check(Requirement.CREDIT_CODE, params={"value": standing.credit_code})


def _blockers(standing: Standing) -> Iterator[Check]:
    if not standing.blockers:
        yield Check(Requirement.BLOCKERS)
    for description in standing.blockers:
        yield Check(Requirement.BLOCKERS, Reason(Code.OPEN_BLOCKER, params={"blocker": description}, field="blocker"))


def _evidence_checks(standing: Standing, step: Step, asked: Asked) -> Iterator[Check]:
    at_hand = standing.evidence.get(step.stage, frozenset()) | step.evidence
    for kinds in asked.get(step.stage, ()):
        params = {"stage": step.stage, "kinds": tuple(sorted(kinds))}
        met = bool(kinds & at_hand)
        lacking = None if met else Reason(Code.NO_EVIDENCE, hard=False, params=params, field="evidence")
        yield Check(Requirement.EVIDENCE, lacking, params)
