"""The way of a project over one or several stages as it was typed: its checklists, and going it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.guards import Step
from tracker.domain.profile import FieldRefused, read_field
from tracker.domain.reasons import Check, Reason, Requirement
from tracker.domain.stages import Stage
from tracker.domain.typed import day_typed
from tracker.office.desk import Desk
from tracker.office.outcome import Done, Refused
from tracker.office.project.detail import checks as checks_of
from tracker.office.project.evidence import Paper
from tracker.office.project.moves import Milepost
from tracker.office.project.moves import advance as advance_all
from tracker.office.project.route import Leg, route


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the form of a move: the day, a kind and number of evidence, fields that mend a reason."""

    day: str
    evidence: str = ""
    number: str = ""
    override: str = ""
    fields: Mapping[str, str] | None = None

    @property
    def mended(self) -> dict[str, str]:
        """The fields something was typed into."""
        return {name: text for name, text in (self.fields or {}).items() if text.strip()}


@dataclass(frozen=True, slots=True)
class Stop:
    """A stage to be reached as it was typed: its day, and the evidence that comes with it."""

    stage: Stage
    day: str
    evidence: str = ""
    number: str = ""


def checks(desk: Desk, code: str, stage: Stage, typed: Typed) -> tuple[Check, ...] | Refused:
    """The checklist of a move with what has been typed so far; a field that mends a reason counts as met."""
    day = day_typed(typed.day, desk.today())
    if isinstance(day, Reason):
        return Refused((day,))
    found = checks_of(desk, code, stage, day, frozenset({typed.evidence} if typed.evidence else ()))
    if isinstance(found, Refused):
        return found
    mended: dict[str, Check] = {}
    for name, text in typed.mended.items():
        try:
            value = read_field(name, text)
            mended[name] = Check(Requirement(name), params={"value": value if isinstance(value, str) else ""})
        except FieldRefused as refusal:
            mended[name] = Check(Requirement(name), refusal.reason)
    return tuple(mended.get(check.reason.field or "", check) if check.reason else check for check in found)


def advance(desk: Desk, code: str, stage: Stage, typed: Typed, version: int) -> Done[Stage] | Refused:
    """Moves a project on; fields typed to mend a reason are saved with the move, or not at all."""
    found = checks(desk, code, stage, typed)
    day = day_typed(typed.day, desk.today())
    if isinstance(found, Refused) or isinstance(day, Reason):
        return found if isinstance(found, Refused) else Refused((day,) if isinstance(day, Reason) else ())
    reasons = tuple(check.reason for check in found if check.reason)
    if any(reason.hard for reason in reasons) or (reasons and not typed.override.strip()):
        return Refused(reasons)
    papers = (Paper(typed.evidence, typed.number),) if typed.evidence else ()
    return advance_all(desk, code, [Milepost(stage, day, papers=papers)], override=typed.override, mend=typed.mended,
                       version=version)


def checks_along(desk: Desk, code: str, stops: Sequence[Stop], typed: Typed) -> tuple[Leg, ...] | Refused:
    """The checklists of several stages at once; every day that cannot be read is told with its own field."""
    steps, wrong = [], []
    for at, stop in enumerate(stops):
        day = day_typed(stop.day, desk.today(), field=f"day-{stop.stage}" if at else "day")
        if isinstance(day, Reason):
            wrong.append(day)
        else:
            steps.append(Step(stop.stage, day, frozenset({stop.evidence} if stop.evidence else ())))
    if wrong:
        return Refused(tuple(wrong))
    found = route(desk, code, steps, typed.mended)
    if isinstance(found, Refused):
        return found
    unread = _unread(typed)
    return tuple(Leg(leg.stage, tuple(unread.get(check.reason.field or "", check) if check.reason else check
                                      for check in leg.checks)) for leg in found)


def advance_along(desk: Desk, code: str, stops: Sequence[Stop], typed: Typed, version: int) -> Done[Stage] | Refused:
    """Moves a project over several stages, all of them or none."""
    posts, wrong = [], []
    for at, stop in enumerate(stops):
        day = day_typed(stop.day, desk.today(), field=f"day-{stop.stage}" if at else "day")
        if isinstance(day, Reason):
            wrong.append(day)
        else:
            posts.append(Milepost(stop.stage, day, papers=(Paper(stop.evidence, stop.number),) if stop.evidence
                                  else ()))
    if wrong:
        return Refused(tuple(wrong))
    return advance_all(desk, code, posts, override=typed.override, mend=typed.mended, version=version)


def _unread(typed: Typed) -> dict[str, Check]:
    """Fields typed to mend a reason that cannot be read, each with its own reason."""
    found = {}
    for name, text in typed.mended.items():
        try:
            read_field(name, text)
        except FieldRefused as refusal:
            found[name] = Check(Requirement(name), refusal.reason)
    return found
