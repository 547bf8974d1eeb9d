"""Moves a project through its life: on, back, aside, to its end and back again, with a day and a reason each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import Session

from tracker.domain.changed import ChangeKind
from tracker.domain.days import Day
from tracker.domain.guards import Step, checklists, correction_refusals, reversal_refusals, status_refusals
from tracker.domain.machines import lands_on
from tracker.domain.order import recognised_early
from tracker.domain.profile import Particulars, read_fields
from tracker.domain.reasons import Check, Code, Reason
from tracker.domain.required import NOTHING_ASKED, Asked
from tracker.domain.stages import Move, Position, Stage, Status
from tracker.domain.text import clean, clean_lines
from tracker.domain.typed import unreasoned
from tracker.office.desk import About, Desk, Unit
from tracker.office.outcome import Done, Refused, refused
from tracker.office.project.changes import standing_changes
from tracker.office.project.evidence import Paper, keep, opened, unfit
from tracker.office.project.offered import let_go
from tracker.office.project.projects import profile_changes
from tracker.office.records import Record, columns, day_of, find_at, number, open_entry, particulars, settle
from tracker.office.rules import Requirements
from tracker.store.query import ColumnValues
from tracker.store.tables import JournalEntry, Milestone, Profile, StatusChange


@dataclass(frozen=True, slots=True)
class Milepost:
    """A stage reached, as an officer reports it.

    `wrong` says what was typed for it and cannot be read, by field. `suffix` is what the form it was typed into puts
    after the names of its fields.
    """

    stage: Stage
    day: Day
    recognised_on: date | None = None
    recognised_by: str = ""
    papers: tuple[Paper, ...] = ()
    wrong: Mapping[str, Reason] = field(default_factory=dict)
    suffix: str = ""

    def step(self) -> Step:
        """What the guards are asked about."""
        return Step(self.stage, self.day, frozenset(paper.kind for paper in self.papers))


@dataclass(frozen=True, slots=True)
class Leg:
    """One stage on the way, with every requirement of reaching it, met or not."""

    stage: Stage
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """What stands before a project on its way: the legs, what else was typed wrongly, the profile as it would be."""

    legs: tuple[Leg, ...]
    wrong: tuple[Reason, ...]
    mended: Particulars

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every reason, hard and soft, each once."""
        found = [check.reason for leg in self.legs for check in leg.checks if check.reason]
        return tuple({(reason.code, str(reason.params), reason.field): reason
                      for reason in (*found, *self.wrong)}.values())

    def lands(self, position: Position, override: str) -> Position | None:
        """Where the machine takes the project, soft reasons set aside by an override; None where it does not.

        A stage that is put on record after later ones leaves it where it stands.
        """
        now: Position | None = position
        for leg in self.legs:
            unmet = {check.code for check in leg.checks if check.reason and (check.reason.hard or not override)}
            if now is None or (leg.stage.rank <= now.stage.rank and not unmet):
                continue
            now = lands_on(now, Move.ADVANCE, unmet, leg.stage)
        return now


def advance(desk: Desk, project: str, mileposts: Sequence[Milepost], *, override: str = "",
            mend: Mapping[str, str] | None = None, version: int | None = None) -> Done[Stage] | Refused:
    """Moves a project to the next stage, or over several with a day for each: all of them or none.

    Hard reasons refuse; soft ones (evidence a ruleset asks for) are set aside by a written `override`, which is kept.
    `mend` are profile fields as typed, such as the credit code that was missing: saved with the move or not at all.
    """
    mileposts = [replace(post, papers=opened(post.papers)) for post in mileposts]
    with desk.unit(About.project(project)) as unit:
        record = find_at(unit.session, project, version)
        return record if isinstance(record, Refused) else advance_in(
            desk, unit, record, mileposts, asked_of(desk, unit.session, mileposts), override=override, mend=mend)


def asked_of(desk: Desk, session: Session, mileposts: Sequence[Milepost]) -> Asked:
    """What the rulesets ask for at each milepost."""
    return Requirements(desk, session).of({post.stage: post.day for post in mileposts})


def look_ahead(desk: Desk, session: Session, record: Record, mileposts: Sequence[Milepost], asked: Asked,
               mend: Mapping[str, str] | None = None) -> Ahead:
    """Every requirement of each milepost, as if those before it had been reached and the fields in `mend` filled in.

    What was typed and cannot be read is told once, in the place of the requirement it was typed for.
    """
    mended, unread = read_fields(mend or {}, particulars(record.profile))
    wrong = {str(reason.field): reason for reason in unread}
    facts = record.facts
    facts.says(columns(mended))
    standing = facts.standing(desk.today())
    legs = []
    for post, checks in zip(mileposts, checklists(standing, [post.step() for post in mileposts], asked), strict=True):
        instead = {**wrong, **post.wrong}
        legs.append(Leg(post.stage, tuple(_in_form(check, instead.get(check.code), post.suffix) for check in checks)))
    told = {check.code for leg in legs for check in leg.checks}
    elsewhere = [reason for name, reason in wrong.items() if name not in told]
    elsewhere += [reason for post in mileposts for name, reason in post.wrong.items() if name != "day"]
    elsewhere += [reason for post in mileposts for reason in recognised_early(post.day, post.recognised_on)]
    elsewhere += [reason for post in mileposts for reason in unfit(desk, session, post.papers, post.day)]
    return Ahead(tuple(legs), tuple(elsewhere), mended)


def _in_form(check: Check, unread: Reason | None, suffix: str) -> Check:
    """A requirement as its form shows it: unmet where what was typed for it cannot be read, by the form's field."""
    reason = unread or check.reason
    if reason is None:
        return check
    own = reason.field in ("day", "evidence")
    return Check(check.code, replace(reason, field=f"{reason.field}{suffix}") if own else reason, check.params)


def advance_in(desk: Desk, unit: Unit, record: Record, mileposts: Sequence[Milepost],
               asked: Asked, *, override: str = "",
               mend: Mapping[str, str] | None = None) -> Done[Stage] | Refused:
    """Moves a project on within a unit of work; a refusal has written nothing."""
    if not mileposts:
        return refused(Code.NO_MILEPOSTS, field="stage")
    override = clean_lines(override)
    ahead = look_ahead(desk, unit.session, record, mileposts, asked, mend)
    reasons, position = ahead.reasons, Position(record.project.stage, record.project.status)
    if any(reason.hard or not override for reason in reasons) or ahead.lands(position, override) is None:
        return Refused(reasons)
    entry = open_entry(unit, record, "project.advance", override,
                       steps=[[post.stage, str(post.day)] for post in mileposts],
                       changes=profile_changes(particulars(record.profile), ahead.mended))
    if mend:
        unit.append(Profile, entry, instead_of=record.profile, project_id=record.id, **columns(ahead.mended))
    for post, leg in zip(mileposts, ahead.legs, strict=True):
        _reach(desk, unit, entry, record.id, post, override if any(check.reason for check in leg.checks) else "")
    notes = tuple(reason for reason in reasons if reason.code is Code.BEFORE_MONEY)
    return Done(settle(unit, record.id).project.stage, notes)


def _reach(desk: Desk, unit: Unit, entry: JournalEntry, project_id: int, post: Milepost, override: str) -> None:
    unit.append(Milestone, entry, project_id=project_id, stage=post.stage, occurred_on=post.day.on,
                precision=post.day.precision, recognised_on=post.recognised_on,
                recognised_by=clean(post.recognised_by), override=override)
    for paper in post.papers:
        keep(desk, unit, entry, project_id, paper, stage=post.stage)


def revert(desk: Desk, project: str, reason: str, *, stage: Stage | None = None,
           version: int | None = None) -> Done[Stage] | Refused:
    """Takes a milestone back, the last one where no stage is named: it is superseded, with the reason.

    Its documents go with it. Without its last milestone the project stands a stage earlier; later ones than the one
    that goes stay. The answer is where it stands. Refused for "signed" where the project was signed again since.
    """
    with desk.unit(About.project(project)) as unit:
        record = find_at(unit.session, project, version)
        if isinstance(record, Refused):
            return record
        stage = stage or record.project.stage
        reasons = unreasoned(reason) + reversal_refusals(record.standing(desk.today()), stage)
        if stage is Stage.SIGNED and not reasons:
            reasons += _signed_since(unit.session, record)
        if reasons:
            return Refused(tuple(reasons))
        wrong = record.milestones[stage]
        entry = open_entry(unit, record, "project.revert", clean_lines(reason), stage=stage,
                           day=str(day_of(wrong.occurred_on, wrong.precision)))
        unit.supersede(wrong, entry)
        went = let_go(unit, entry, (paper for paper in record.evidence if paper.stage is stage))
        return Done(settle(unit, record.id).project.stage, went)


def _signed_since(session: Session, record: Record) -> list[Reason]:
    """The reasons why the first signing has to stay: the project was signed again, which needs one before it."""
    return [Reason(Code.SIGNED_SINCE, params={"day": day_of(row.changed_on, row.precision), "value": number(row)},
                   field="stage")
            for row in standing_changes(session, record.id) if row.what is ChangeKind.SIGNING]


def correct(desk: Desk, project: str, stage: Stage, *, day: Day | None = None, recognised_on: date | None = None,
            recognised_by: str | None = None, unrecognised: bool = False, papers: tuple[Paper, ...] = (),
            keep_evidence: bool = False, reason: str = "", version: int | None = None) -> Done[Stage] | Refused:
    """Puts a milestone right: its day, its recognition or its evidence; the wrong one stays on record, superseded.

    What is None stays as it is; `unrecognised` takes the day of recognition away. With another day the documents of
    the wrong one go too, and a note names them; `keep_evidence` takes them over. A stage that later ones have passed
    without it is put on record with its day. Where the days come to say that the project started before its money, the
    reason stands with the milestone, and a note says so.
    """
    papers = opened(papers)
    with desk.unit(About.project(project)) as unit:
        record = find_at(unit.session, project, version)
        if isinstance(record, Refused):
            return record
        was = record.milestones.get(stage)
        if was is None and day is None:
            return refused(Code.NOT_REACHED, field="stage", stage=stage)
        day_was = day_of(was.occurred_on, was.precision) if was else Day.unknown()
        on = day or day_was
        now: ColumnValues = {"occurred_on": on.on, "precision": on.precision,
               "recognised_on": None if unrecognised else recognised_on or (was.recognised_on if was else None),
               "recognised_by": (was.recognised_by if was else "") if recognised_by is None else clean(recognised_by)}
        changed = was is None or any(getattr(was, name) != value for name, value in now.items())
        reasons = unreasoned(reason) + unfit(desk, unit.session, papers, on)
        reasons += recognised_early(on, now["recognised_on"])
        asked = NOTHING_ASKED if stage.rank < Stage.FUNDED.rank else Requirements(desk, unit.session).of(
            {**record.days, stage: on})
        amiss = correction_refusals(record.standing(desk.today()), stage, day, asked) if day else []
        reasons += [one for one in amiss if one.hard]
        if not changed and not papers:
            reasons.append(Reason(Code.NOTHING_CHANGES))
        if reasons:
            return Refused(tuple(reasons))
        told = tuple(one for one in amiss if not one.hard)
        override = _joined(was.override if was else "", clean_lines(reason) if told else "")
        entry = open_entry(unit, record, "project.correct", clean_lines(reason), stage=stage, was=str(day_was),
                           now=str(day) if day else None)
        went: tuple[Reason, ...] = ()
        if changed:
            unit.append(Milestone, entry, instead_of=was, project_id=record.id, stage=stage,
                        override=override, **now)
        if on != day_was:
            went = let_go(unit, entry, (paper for paper in record.evidence if paper.stage is stage), keep=keep_evidence)
        for paper in papers:
            keep(desk, unit, entry, record.id, paper, stage=stage)
        return Done(settle(unit, record.id).project.stage, (*told, *went))


def _joined(override: str, reason: str) -> str:
    """Why a milestone stands although something was lacking, with one more reason; none is told twice."""
    return override if not reason or reason in override else "；".join(filter(None, (override, reason)))


def pause(desk: Desk, project: str, on: Day, reason: str, *, version: int | None = None) -> Done[Status] | Refused:
    """Sets a project aside (暂缓): it keeps its stage and cannot move on until it is resumed."""
    return _declare(desk, project, Move.PAUSE, on, reason, version)


def resume(desk: Desk, project: str, on: Day, reason: str, *, version: int | None = None) -> Done[Status] | Refused:
    """Takes a paused project up again."""
    return _declare(desk, project, Move.RESUME, on, reason, version)


def terminate(desk: Desk, project: str, on: Day, reason: str, *, version: int | None = None) -> Done[Status] | Refused:
    """Ends a project at its stage (终止), on a day and for a reason."""
    return _declare(desk, project, Move.TERMINATE, on, reason, version)


def reopen(desk: Desk, project: str, on: Day, reason: str, *, version: int | None = None) -> Done[Status] | Refused:
    """Takes a terminated project up again at the stage it had."""
    return _declare(desk, project, Move.REOPEN, on, reason, version)


def _declare(desk: Desk, project: str, move: Move, on: Day, reason: str, version: int | None) -> Done[Status] | Refused:
    with desk.unit(About.project(project)) as unit:
        record = find_at(unit.session, project, version)
        if isinstance(record, Refused):
            return record
        reasons = unreasoned(reason) + status_refusals(record.standing(desk.today()), move, on)
        landed = lands_on(Position(record.project.stage, record.project.status), move)
        if reasons or landed is None:
            return Refused(tuple(reasons))
        _write_status(unit, record, move, landed.status, on, clean_lines(reason))
        return Done(settle(unit, record.id).project.status)


def _write_status(unit: Unit, record: Record, move: Move, status: Status, on: Day, reason: str) -> None:
    entry = open_entry(unit, record, f"project.{move}", reason, day=str(on))
    unit.append(StatusChange, entry, project_id=record.id, status=status, changed_on=on.on, precision=on.precision,
                reason=reason)
