"""Builds small offices for tests by appending facts, past the use cases that would ask for reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, NamedTuple

from tracker.domain.days import Day, read_day
from tracker.domain.money import Currency, Mark
from tracker.domain.money_form import MoneyForm
from tracker.domain.names import fold_name
from tracker.domain.results import ResultKind
from tracker.domain.stages import Stage, Status
from tracker.office.desk import Desk, Unit
from tracker.office.records import number, settle
from tracker.store.tables import Evidence, Milestone, Profile, Project, ProjectResult, Receipt, Setting, StatusChange

_codes = count(1)

WAN = 10_000 * 100
"""万元 in 分."""
YI = 10**8 * 100
"""亿元 in 分."""


def on(text: str) -> Day:
    """The day a text names; an empty one is unknown."""
    return read_day(text) or Day.unknown()


@dataclass(frozen=True)
class Slice:
    """Money that arrives, in minor units."""

    day: Day
    minor: int
    currency: Currency = Currency.CNY
    origin: str | None = None
    mark: Mark = Mark.EXACT
    proof: str = ""
    number: str = ""
    """Of the proof."""
    form: MoneyForm | None = None
    outside: int | None = None
    """The outside investor's share, in hundredths of a percent."""


class Came(NamedTuple):
    """What came of a project, in minor units where it has an amount."""

    what: ResultKind
    day: Day
    minor: int | None = None
    people: int | None = None


@dataclass(frozen=True)
class Made:
    """A project with all its facts."""

    name: str
    stages: Mapping[Stage, Day] = field(default_factory=dict)
    receipts: tuple[Slice, ...] = ()
    statuses: tuple[tuple[Status, Day], ...] = ()
    recognised: Mapping[Stage, Day] = field(default_factory=dict)
    proofs: Mapping[Stage, str] = field(default_factory=dict)
    profile: Mapping[str, Any] = field(default_factory=dict)
    results: tuple[Came, ...] = ()


def made(name: str, *days: str, receipts: tuple[Slice, ...] = (), terminated: str | None = None,
         results: tuple[Came, ...] = (), **profile: Any) -> Made:
    """A project by the days of its stages in order, a lead first."""
    stages = dict(zip(Stage, map(on, days), strict=False))
    statuses = ((Status.TERMINATED, on(terminated)),) if terminated is not None else ()
    return Made(name, stages, receipts, statuses, profile=profile, results=results)


def with_recognised(project: Made, **days: str) -> Made:
    return replace(project, recognised={Stage(stage): on(day) for stage, day in days.items()})


def put(desk: Desk, *projects: Made) -> list[int]:
    """Takes the projects in, in one unit; the answer is their numbers."""
    with desk.unit() as unit:
        return [put_in(unit, project) for project in projects]


def in_place(desk: Desk, place: str) -> None:
    """Says which place the office works for."""
    with desk.unit() as unit:
        unit.append(Setting, unit.entry("office.place"), key="place", value=place)


def put_in(unit: Unit, project: Made) -> int:
    """Takes a project in, in a unit that goes on."""
    entry = unit.entry("test.put", subject=project.name)
    row = Project(code=f"T{next(_codes):05}", recorded_at=unit.at, touched_at=unit.at)
    unit.session.add(row)
    unit.session.flush()
    at = number(row)
    unit.append(Profile, entry, project_id=at, name=project.name, name_key=fold_name(project.name), **project.profile)
    for stage, day in project.stages.items():
        known = project.recognised.get(stage)
        unit.append(Milestone, entry, project_id=at, stage=stage, occurred_on=day.on, precision=day.precision,
                    recognised_on=known.on if known else None)
    for stage, kind in project.proofs.items():
        unit.append(Evidence, entry, project_id=at, stage=stage, kind=kind, number=f"{kind}-1", sha256="0" * 64)
    for one in project.receipts:
        paid = unit.append(Receipt, entry, project_id=at, received_on=one.day.on, precision=one.day.precision,
                           amount_minor=one.minor, currency=one.currency, origin=one.origin, mark=one.mark,
                           form=one.form, outside_share=one.outside)
        if one.proof:
            unit.append(Evidence, entry, project_id=at, receipt_id=paid.id, kind=one.proof, number=one.number)
    for came in project.results:
        unit.append(ProjectResult, entry, project_id=at, what=came.what, happened_on=came.day.on,
                    precision=came.day.precision, amount_minor=came.minor, people=came.people)
    for status, day in project.statuses:
        unit.append(StatusChange, entry, project_id=at, status=status, changed_on=day.on, precision=day.precision)
    settle(unit, at)
    return at
