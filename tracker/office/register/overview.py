"""The office at a glance: the year's three counts against target, what is blocked, what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session

from tracker.domain.pace import GOING_ON
from tracker.domain.stages import Status
from tracker.office.desk import Desk
from tracker.office.figures.figures import Figure, WithoutOrigin
from tracker.office.figures.rollup import rollup
from tracker.office.project.cards import Card
from tracker.office.register.register import BOARD_ORDER, Register, register
from tracker.office.rules import year_now, year_within
from tracker.store.query import MILESTONE, TARGET, known

HEADLINE = ("new_signed", "new_started", "new_producing")
"""三新: what the strip on top of every screen counts."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The line on top of every screen. `blocked` and `overdue` are projects as they stand now.

    `begun` is the latest year that has begun: the office's present one, or in the sample the latest that has facts.
    """

    year: int
    place: str
    figures: tuple[Figure, ...]
    """The year's indicators, the three counts first."""
    time_progress: str
    blocked: int
    overdue: int
    projects: int
    begun: int
    sample: bool = False
    without_origin: WithoutOrigin | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """The strip, the blocked projects, and those that have waited longest for their next stage."""

    strip: Strip
    blocked: tuple[Card, ...]
    waiting: tuple[Card, ...]


def latest_year(desk: Desk) -> int:
    """The latest year that has milestones or, of those that have begun, targets; the present one in an empty office."""
    present = year_now(desk)
    with desk.reading() as session:
        return _latest_year(desk, session, present) or present


def overview(desk: Desk) -> Overview:
    """The office's figures of its latest year, and its projects as they stand now."""
    present = register(desk)
    line = strip(desk, present=present)
    active = present.where({"status": {Status.ACTIVE}})
    blocked = present.order(present.where({"blocked": {True}}, active), BOARD_ORDER)
    longest_first = present.order(present.where({"stage": GOING_ON}, active), (("since", False), *BOARD_ORDER))
    longest = present.having("since", longest_first)
    return Overview(line, tuple(map(present.card, present.in_pages(blocked))), tuple(map(present.card, longest[:5])))


def strip(desk: Desk, year: int | None = None, present: Register | None = None) -> Strip:
    """The strip of a year; `present` is the office's register where it is at hand already."""
    present = present or register(desk)
    blocked = present.where({"blocked": {True}, "status": {Status.ACTIVE, Status.PAUSED}})
    year = latest_year(desk) if year is None else year
    result = rollup(desk, year)
    ranked = sorted(result.indicators, key=lambda figure: (*HEADLINE, figure.key).index(figure.key))
    return Strip(
        year=year, place=result.place, figures=tuple(ranked), time_progress=result.time_progress,
        blocked=len(blocked), overdue=len(present.having("overdue", blocked)), projects=present.n,
        begun=latest_year(desk) if result.sample else year_now(desk), sample=result.sample,
        without_origin=result.without_origin,
    )


def opening_strip(desk: Desk, year: int | None = None) -> Strip:
    """The strip before anything has been counted: no figures."""
    year = year or desk.today().year
    return Strip(year=year, place="", figures=(), time_progress="", blocked=0, overdue=0, projects=0,
                 begun=year)


def _latest_year(desk: Desk, session: Session, present: int) -> int | None:
    milestone = session.scalar(select(func.max(MILESTONE.c.occurred_on)).where(known(MILESTONE)))
    target = session.scalar(select(func.max(TARGET.c.year)).where(known(TARGET), TARGET.c.year <= present))
    reached = year_within(desk, session, milestone) if milestone else None
    return max((year for year in (reached, target) if year), default=None)
