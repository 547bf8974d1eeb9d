"""The office at a glance: the year's three counts against target, what is blocked, what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from tracker.domain.stages import Status
from tracker.office.cards import Card, cards
from tracker.office.desk import Desk
from tracker.office.rollup import Figure, rollup
from tracker.store.tables import Milestone, Target

HEADLINE = ("new_signed", "new_started", "new_producing")
"""三新: what the strip on top of every screen counts."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The line on top of every screen. `blocked` and `overdue` are projects as they stand now."""

    year: int
    place: str
    figures: tuple[Figure, ...]
    """The year's indicators, the three counts first."""
    time_progress: str
    blocked: int
    overdue: int
    projects: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The strip, the blocked projects, and those that have waited longest for their next stage."""

    strip: Strip
    blocked: tuple[Card, ...]
    waiting: tuple[Card, ...]


def latest_year(desk: Desk) -> int:
    """The latest year that has milestones or targets; the present one in an empty office."""
    with desk.reading() as session:
        return _latest_year(session) or desk.today().year


def overview(desk: Desk, year: int | None = None, waiting: int = 5) -> Overview:
    """The office's figures of a year, and its projects as they stand now."""
    present = cards(desk)
    line = strip(desk, year, present)
    active = [card for card in present if card.status is Status.ACTIVE]
    longest = sorted((card for card in active if card.stage.following and card.days is not None),
                     key=lambda card: -(card.days or 0))
    return Overview(line, tuple(card for card in active if card.blocked), tuple(longest[:waiting]))


def strip(desk: Desk, year: int | None = None, present: list[Card] | None = None) -> Strip:
    """The strip of a year; `present` are the office's cards where they are at hand already."""
    present = cards(desk) if present is None else present
    blocked = [card for card in present if card.blocked and card.status is not Status.TERMINATED]
    year = latest_year(desk) if year is None else year
    result = rollup(desk, year)
    ranked = sorted(result.indicators, key=lambda figure: (*HEADLINE, figure.key).index(figure.key))
    return Strip(
        year=year, place=result.place, figures=tuple(ranked), time_progress=result.time_progress,
        blocked=len(blocked), overdue=sum(1 for card in blocked if card.stuck and card.stuck.overdue),
        projects=len(present),
    )


def _latest_year(session: Session) -> int | None:
    milestone = session.exec(
        select(func.max(Milestone.occurred_on)).where(col(Milestone.superseded_at).is_(None))).one()
    target = session.exec(select(func.max(Target.year)).where(col(Target.superseded_at).is_(None))).one()
    return max((year for year in (milestone.year if milestone else None, target) if year), default=None)
