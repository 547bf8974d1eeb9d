"""What lists and boards show of a project, and of what holds it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from tracker.domain import pace
from tracker.domain.day import Day
from tracker.domain.money import Money
from tracker.domain.stages import Stage, Status
from tracker.domain.workdays import WorkingDays
from tracker.store.query import BLOCKER, HINDERS, Query, known


@dataclass(frozen=True, slots=True)
class OldestBlocker:
    """The oldest open blocking blocker of a project, as of the day `on`. `raised` is the last day that can have been.

    Its days are counted when they are asked for: few of a long list are ever looked at.
    """

    category: str
    description: str
    level: str
    raised: date | None
    due: date | None
    on: date

    @property
    def age(self) -> WorkingDays | None:
        """How long it has stood."""
        return pace.age(self.raised, self.on)

    @property
    def overdue(self) -> WorkingDays | None:
        """How long its deadline has gone by; None where it has not."""
        return pace.overdue(self.due, self.on)


@dataclass(frozen=True, slots=True)
class Card:
    """One project at a glance. `day` is the one on which its stage was reached; `days` are the calendar days it has
    certainly lasted, None when the day is not known.
    """

    code: str
    name: str
    investor: str
    stage: Stage
    status: Status
    blocked: bool
    amount: Money | None
    day: Day
    days: int | None
    origin: str | None
    hunan_return: bool
    top500: str | None
    chain: str
    chain_leader: str
    park: str
    officer: str
    touched: date
    stuck: OldestBlocker | None
    search: str
    version: int

    @property
    def since(self) -> date | None:
        """The first day its stage can have been reached on."""
        return self.day.first


def blocking_now() -> Query:
    """What holds projects up, the oldest of each project last: a list that is read to its end keeps that one.

    Columns: project, category, description, level, day raised, its precision, due day.
    """
    return (
        select(BLOCKER.c.project_id, BLOCKER.c.category, BLOCKER.c.description, BLOCKER.c.level,
               BLOCKER.c.raised_on, BLOCKER.c.precision, BLOCKER.c.due_on)
        .where(known(BLOCKER), HINDERS)
        .order_by(func.coalesce(BLOCKER.c.raised_on, date.max).desc(), BLOCKER.c.id.desc())
    )
