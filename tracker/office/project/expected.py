"""The days on which stages are expected: entered, moved, taken back; and how each has moved so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlmodel import Session

from tracker.domain.days import Day
from tracker.domain.expected import Awaited
from tracker.domain.profile import LINE
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import Stage
from tracker.domain.typed import text_typed
from tracker.office.desk import UNDO, About, Desk
from tracker.office.outcome import Done, Refused
from tracker.office.records import day_of, find_at, open_entry, settle
from tracker.store.query import EXPECTED, JOURNAL, known, plain_rows
from tracker.store.tables import ExpectedDay, Milestone


@dataclass(frozen=True, slots=True)
class Expected:
    """One expectation: the day, as it was written where that says more, since when it was known, and why."""

    day: Day
    text: str
    known_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is expected of a stage by now, what was expected before (oldest first), and the day it was reached.

    `reached` is None where it was not, and for the completion, which is no stage. `now` is None where the expectation
    was taken back.
    """

    what: Awaited
    now: Expected | None
    before: tuple[Expected, ...]
    reached: Day | None


def expect(desk: Desk, project: str, what: Awaited, day: Day | None, reason: str = "", *,
           version: int | None = None) -> Done[Day | None] | Refused:
    """Records the day on which a stage or the completion is expected by now; None takes the expectation back.

    What was expected before stays on record, superseded. Refused for a stage that has been reached and for a day that
    is past. A moved expectation needs no reason, and keeps one that is given.
    """
    with desk.unit(About.project(project)) as unit:
        record = find_at(unit.session, project, version)
        if isinstance(record, Refused):
            return record
        was = next(plain_rows(unit.session, ExpectedDay, EXPECTED.c.project_id == record.id, EXPECTED.c.what == what,
                              known(EXPECTED)), None)
        stood = day_of(was.expected_on, was.precision) if was else None
        reason, reasons = text_typed(reason, LINE, "reason")
        if what.stage in record.milestones:
            reached = record.milestones[what.stage]
            reasons.append(Reason(Code.ALREADY_THERE, params={
                "stage": what.stage, "day": day_of(reached.occurred_on, reached.precision)}, field="what"))
        reasons += _unfit(desk, what, day, stood, text=was.text if was else "")
        if reasons:
            return Refused(tuple(reasons))
        entry = open_entry(unit, record, "project.expect", reason, changes={
            f"expected_{what}": [str(stood or ""), str(day or "")]})
        held = unit.session.get_one(ExpectedDay, was.id) if was else None
        if day is not None:
            unit.append(ExpectedDay, entry, instead_of=held, project_id=record.id, what=what, expected_on=day.on,
                        precision=day.precision, reason=reason)
        elif held is not None:
            unit.supersede(held, entry)
        settle(unit, record.id)
        return Done(day)


def _unfit(desk: Desk, what: Awaited, day: Day | None, stood: Day | None, *, text: str) -> Iterator[Reason]:
    if day is None:
        if stood is None:
            yield Reason(Code.NOT_EXPECTED, params={"awaited": what}, field="what")
    elif day.last is None:
        yield Reason(Code.DAY_MISSING, field="day")
    elif day.last < desk.today():
        yield Reason(Code.EXPECTED_PAST, params={"day": day}, field="day")
    elif day == stood and not text:
        yield Reason(Code.NOTHING_CHANGES)


def outlooks(session: Session, project_id: int, milestones: Mapping[Stage, Milestone]) -> tuple[Outlook, ...]:
    """Everything that was ever expected of a project, in the order in which it comes; not what was undone."""
    undone = select(JOURNAL.c.id).where(JOURNAL.c.action == UNDO)
    rows = list(plain_rows(session, ExpectedDay, EXPECTED.c.project_id == project_id, or_(
        EXPECTED.c.superseded_entry_id.is_(None), EXPECTED.c.superseded_entry_id.not_in(undone))))
    found = []
    for what in Awaited:
        own = sorted((row for row in rows if row.what is what), key=lambda row: (row.known_at, row.id or 0))
        if own:
            every = tuple(_told(own))
            now = every[-1] if any(row.superseded_at is None for row in own) else None
            reached = milestones.get(what.stage) if what.stage else None
            found.append(Outlook(what, now, every[:-1] if now else every,
                                 day_of(reached.occurred_on, reached.precision) if reached else None))
    return tuple(found)


def _told(rows: Iterable[ExpectedDay]) -> Iterator[Expected]:
    """Each expectation once, where it was recorded again without having moved."""
    last: Expected | None = None
    for row in rows:
        if row.gone_at is not None and row.gone_at <= row.known_at:
            continue
        one = Expected(day_of(row.expected_on, row.precision), row.text, row.known_at, row.reason)
        if last is None or (one.day, one.text) != (last.day, last.text):
            yield one
        last = one
