"""The credits that profiles suggest: of projects nobody claims whose park, township or bureau is a unit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session

from tracker.domain.assessed import CreditHow, has_retired
from tracker.domain.days import Day, Precision
from tracker.domain.money_form import WHOLE
from tracker.domain.names import fold_name
from tracker.domain.reasons import Code
from tracker.domain.stages import STAGES
from tracker.office.assessment.credits import credited_in
from tracker.office.assessment.units import rows_by_name
from tracker.office.desk import Desk
from tracker.office.outcome import Done, Refused, refused
from tracker.office.records import day_of, load_of
from tracker.office.versions import Version
from tracker.store.query import CREDIT, MILESTONE, PROFILE, PROJECT, known
from tracker.store.tables import AssessedUnit

_UNKNOWN = Day(None, Precision.UNKNOWN)


class SuggestedBy(StrEnum):
    """The field of the profile that names the unit."""

    PARK = "park"
    """The park or township."""
    BUREAU = "bureau"


@dataclass(frozen=True, slots=True)
class CreditSuggested:
    """That a project would count for a unit from a day on; of an unknown `day` it has to be said by an officer."""

    project_id: int
    code: str
    project: str
    unit: str
    day: Day


def suggested_credits(desk: Desk, by: SuggestedBy) -> tuple[CreditSuggested, ...]:
    """Every project that no unit claims and whose profile names one, by code; from the day it was first known, the
    lead's or that of its first stage with a day. A unit that was retired by then is not suggested.
    """
    with desk.reading() as session:
        return tuple(one for one, _ in _suggested(session, by))


def take_suggested(desk: Desk, by: SuggestedBy, seen: Collection[CreditSuggested] | None = None) -> Done[int] | Refused:
    """Records every suggested credit with a day, in whole and as a first claim; the answer is how many.

    Of what was `seen`, where that is said, those that are still suggested: nothing is credited that nobody looked at.
    Each has an entry of its own; one undo takes all of them back. Refused where there is none.
    """
    with desk.unit() as work:
        found = [(one, row) for one, row in _suggested(work.session, by) if one.day.first is not None
                 and (seen is None or one in seen)]
        if not found:
            return refused(Code.NOTHING_CHANGES)
        for one, row in found:
            credited_in(work, load_of(work.session, one.project_id), row, one.day, CreditHow.FIRST_CLAIM, WHOLE)
        return Done(len(found))


class ClaimOpened(NamedTuple):
    """A project of which a claim is to be recorded: its version, and the day on which it was first known, if any."""

    version: Version
    first_day: Day | None


def open_claim(desk: Desk, code: str) -> ClaimOpened:
    """What the form of a claim is filled from."""
    with desk.reading() as session:
        row = session.execute(select(PROJECT.c.id, PROJECT.c.version).where(PROJECT.c.code == code)).first()
        return ClaimOpened(row.version, _first_days(session, row.id).get(row.id)) if row else ClaimOpened(None, None)


def _suggested(session: Session, by: SuggestedBy) -> list[tuple[CreditSuggested, AssessedUnit]]:
    units = rows_by_name(session)
    named = PROFILE.c[by.value]
    query = select(PROJECT.c.id, PROJECT.c.code, PROFILE.c.name, named.label("named")).join(
        PROFILE, PROFILE.c.project_id == PROJECT.c.id).where(
        known(PROFILE), named != "",
        PROJECT.c.id.not_in(select(CREDIT.c.project_id).where(known(CREDIT)))).order_by(PROJECT.c.code)
    days, found = _first_days(session), []
    for row in session.execute(query):
        unit, day = units.get(fold_name(row.named)), days.get(row.id, _UNKNOWN)
        if unit is not None and not (day.first is not None and has_retired(unit.retired_on, day.first)):
            found.append((CreditSuggested(row.id, row.code, row.name, unit.name, day), unit))
    return found


def _first_days(session: Session, of: int | None = None) -> dict[int, Day]:
    """The day of the first stage of each project that has one, or of one project alone."""
    found: dict[int, tuple[int, Day]] = {}
    query = select(MILESTONE.c.project_id, MILESTONE.c.stage, MILESTONE.c.occurred_on, MILESTONE.c.precision).where(
        known(MILESTONE), MILESTONE.c.occurred_on.is_not(None))
    if of is not None:
        query = query.where(MILESTONE.c.project_id == of)
    for project_id, stage, on, precision in session.execute(query):
        rank = STAGES.index(stage)
        if project_id not in found or rank < found[project_id][0]:
            found[project_id] = (rank, day_of(on, precision))
    return {project_id: day for project_id, (_, day) in found.items()}
