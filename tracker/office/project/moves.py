"""Moves a project through its life: on, back, aside, to its end and back again, with a day and a reason each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.days import Day
from tracker.domain.guards import Asked, Step, along, out_of_order, status_refusals
from tracker.domain.profile import read_fields
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import Move, Position, Stage, Status, lands_on
from tracker.domain.text import clean, clean_lines
from tracker.office.desk import Desk, Unit
from tracker.office.outcome import Done, Refused, refused
from tracker.office.project.evidence import Paper, keep, opened, unfit
from tracker.office.project.projects import profile_changes
from tracker.office.records import Record, columns, day_of, find_at, open_entry, particulars, settle
from tracker.office.rules import asked_for
from tracker.store.tables import JournalEntry, Milestone, Profile, StatusChange


@dataclass(frozen=True, slots=True)
class Milepost:
    """A stage reached, as an officer reports it."""

    stage: Stage
    day: Day
    recognised_on: date | None = None
    recognised_by: str = ""
    papers: tuple[Paper, ...] = ()

    def step(self) -> Step:
        """What the guards are asked about."""
        return Step(self.stage, self.day, frozenset(paper.kind for paper in self.papers))


def advance(desk: Desk, said: str, mileposts: Sequence[Milepost], *, override: str = "",
            mend: Mapping[str, str] | None = None, version: int | None = None) -> Done[Stage] | Refused:
    """Moves a project to the next stage, or over several with a day for each: all of them or none.

    Hard reasons refuse; soft ones (evidence a ruleset asks for) are set aside by a written `override`, which is kept.
    `mend` are profile fields as typed, such as the credit code that was missing: saved with the move or not at all.
    """
    asked = asked_of(desk, mileposts)
    mileposts = [replace(post, papers=opened(post.papers)) for post in mileposts]
    with desk.unit() as unit:
        record = find_at(unit.session, said, version)
        return record if isinstance(record, Refused) else advance_in(desk, unit, record, mileposts, asked,
                                                                     override=override, mend=mend)


def asked_of(desk: Desk, mileposts: Sequence[Milepost]) -> Asked:
    """The evidence the rulesets ask for at each milepost."""
    return {post.stage: asked_for(desk, post.day).get(post.stage, ()) for post in mileposts}


def advance_in(desk: Desk, unit: Unit, record: Record, mileposts: Sequence[Milepost],
               asked: Asked, *, override: str = "",
               mend: Mapping[str, str] | None = None) -> Done[Stage] | Refused:
    """Moves a project on within a unit of work; a refusal has written nothing."""
    override = clean_lines(override)
    mended, reasons = read_fields(mend or {}, particulars(record.profile))
    standing = replace(record.standing(desk.today()), credit_code=mended.credit_code or None,
                       contract_minor=mended.contract_amount.minor if mended.contract_amount else None)
    reasons += along(standing, [post.step() for post in mileposts], asked)
    reasons += [reason for post in mileposts for paper in post.papers for reason in unfit(paper)]
    standing_in_the_way = [r for r in reasons if r.hard or not override]
    if not mileposts:
        return refused(Code.NO_MILEPOSTS, field="stage")
    if standing_in_the_way:
        return Refused(tuple(reasons))
    entry = open_entry(unit, record, "project.advance", override,
                       steps=[[post.stage, str(post.day)] for post in mileposts],
                       changes=profile_changes(particulars(record.profile), mended))
    if mend:
        unit.append(Profile, entry, instead_of=record.profile, project_id=record.id, **columns(mended))
    for post in mileposts:
        _reach(desk, unit, entry, record.id, post, override if reasons else "")
    return Done(settle(unit, record.id).project.stage)


def _reach(desk: Desk, unit: Unit, entry: JournalEntry, project_id: int, post: Milepost, override: str) -> None:
    unit.append(Milestone, entry, project_id=project_id, stage=post.stage, occurred_on=post.day.on,
                precision=post.day.precision, recognised_on=post.recognised_on,
                recognised_by=clean(post.recognised_by), override=override)
    for paper in post.papers:
        keep(desk, unit, entry, project_id, paper, stage=post.stage)


def revert(desk: Desk, said: str, reason: str, *, version: int | None = None) -> Done[Stage] | Refused:
    """Takes the last milestone back: it is superseded, with the reason, and the project stands one stage earlier."""
    with desk.unit() as unit:
        record = find_at(unit.session, said, version)
        if isinstance(record, Refused):
            return record
        position = Position(record.project.stage, record.project.status)
        reasons = _without(reason)
        if lands_on(position, Move.REVERT) is None:
            reasons.append(Reason(Code.CANNOT_REVERT, params={"stage": position.stage, "status": position.status}))
        if reasons:
            return Refused(tuple(reasons))
        last = record.milestones[position.stage]
        entry = open_entry(unit, record, "project.revert", clean_lines(reason), stage=position.stage,
                           day=str(day_of(last.occurred_on, last.precision)))
        unit.supersede(last, entry)
        return Done(settle(unit, record.id).project.stage)


def correct(desk: Desk, said: str, stage: Stage, *, day: Day | None = None, recognised_on: date | None = None,
            recognised_by: str | None = None, unrecognised: bool = False, papers: tuple[Paper, ...] = (),
            reason: str = "", version: int | None = None) -> Done[Stage] | Refused:
    """Puts a milestone right: its day, its recognition or its evidence; the wrong one stays on record, superseded.

    What is None stays as it is; `unrecognised` takes the day of recognition away.
    """
    papers = opened(papers)
    with desk.unit() as unit:
        record = find_at(unit.session, said, version)
        if isinstance(record, Refused):
            return record
        was = record.milestones.get(stage)
        if was is None:
            return refused(Code.NOT_REACHED, field="stage", stage=stage)
        now = {"occurred_on": day.on if day else was.occurred_on, "precision": day.precision if day else was.precision,
               "recognised_on": None if unrecognised else recognised_on or was.recognised_on,
               "recognised_by": was.recognised_by if recognised_by is None else clean(recognised_by)}
        changed = any(getattr(was, name) != value for name, value in now.items())
        reasons = _without(reason) + [r for paper in papers for r in unfit(paper)]
        reasons += out_of_order(record.standing(desk.today()), stage, day) if day else []
        if not changed and not papers:
            reasons.append(Reason(Code.NOTHING_CHANGES))
        if reasons:
            return Refused(tuple(reasons))
        entry = open_entry(unit, record, "project.correct", clean_lines(reason), stage=stage,
                           was=str(day_of(was.occurred_on, was.precision)), now=str(day) if day else None)
        if changed:
            unit.append(Milestone, entry, instead_of=was, project_id=record.id, stage=stage, override=was.override,
                        **now)
        for paper in papers:
            keep(desk, unit, entry, record.id, paper, stage=stage)
        return Done(settle(unit, record.id).project.stage)


def pause(desk: Desk, said: str, on: Day, reason: str, *, version: int | None = None) -> Done[Status] | Refused:
    """Sets a project aside (暂缓): it keeps its stage and cannot move on until it is resumed."""
    return _declare(desk, said, Move.PAUSE, on, reason, version)


def resume(desk: Desk, said: str, on: Day, reason: str, *, version: int | None = None) -> Done[Status] | Refused:
    """Takes a paused project up again."""
    return _declare(desk, said, Move.RESUME, on, reason, version)


def terminate(desk: Desk, said: str, on: Day, reason: str, *, version: int | None = None) -> Done[Status] | Refused:
    """Ends a project at its stage (终止), on a day and for a reason."""
    return _declare(desk, said, Move.TERMINATE, on, reason, version)


def reopen(desk: Desk, said: str, on: Day, reason: str, *, version: int | None = None) -> Done[Status] | Refused:
    """Takes a terminated project up again at the stage it had."""
    return _declare(desk, said, Move.REOPEN, on, reason, version)


def _declare(desk: Desk, said: str, move: Move, on: Day, reason: str, version: int | None) -> Done[Status] | Refused:
    with desk.unit() as unit:
        record = find_at(unit.session, said, version)
        if isinstance(record, Refused):
            return record
        reasons = _without(reason) + status_refusals(record.standing(desk.today()), move, on)
        landed = lands_on(Position(record.project.stage, record.project.status), move)
        if reasons or landed is None:
            return Refused(tuple(reasons))
        _write_status(unit, record, move, landed.status, on, clean_lines(reason))
        return Done(settle(unit, record.id).project.status)


def _write_status(unit: Unit, record: Record, move: Move, status: Status, on: Day, reason: str) -> None:
    entry = open_entry(unit, record, f"project.{move}", reason, day=str(on))
    unit.append(StatusChange, entry, project_id=record.id, status=status, changed_on=on.on, precision=on.precision,
                reason=reason)


def _without(reason: str) -> list[Reason]:
    return [] if clean_lines(reason) else [Reason(Code.NO_REASON, field="reason")]
