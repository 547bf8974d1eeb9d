"""What is asked of a milestone and of all that has to be reached with it: the latest of the days decides the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import FromClause, and_, case, or_

from tracker.domain.reasons import Unmet
from tracker.domain.rules import DateBasis, Indicator
from tracker.domain.rules_once import Once, Together
from tracker.domain.stages import Stage
from tracker.office.figures.counting import (
    Criterion,
    Frame,
    SpanCodes,
    after,
    deciding_day,
    of_project,
    span_criteria,
)
from tracker.office.figures.once import ONCE, once_joined
from tracker.store.deadline import Deadline
from tracker.store.query import LATER, MILESTONE, AnyColumn


def milestone_criteria(stage: Stage, basis: DateBasis, first: date, frame: Frame, together: Sequence[Together] = ()
                       ) -> list[Criterion]:
    """A stage reached between `first` and the last day that counts. The first one is a row's being there at all.

    With others `together` all of them are reached, and the latest day is the one between.
    """
    rows = {stage: MILESTONE, **{other: LATER[other] for other in together if isinstance(other, Stage)}}
    limits = [other for other in together if isinstance(other, Once)]
    unknown = Unmet.UNKNOWN_DAY if basis is DateBasis.OCCURRED else Unmet.NOT_RECOGNISED
    params = {"stage": stage}
    codes = SpanCodes(Unmet.BEFORE if first == frame.first else Unmet.BEFORE_BASE, after(basis), Unmet.TWO_YEARS,
                      Unmet.PERIOD_OPEN)
    if limits:
        codes = codes._replace(before=Unmet.ONCE_BEFORE, two_years=Unmet.ONCE_TWO_YEARS)
    return [
        *(Criterion(Unmet.NOT_REACHED, row.c.id.is_not(None), {"stage": one}) for one, row in rows.items()),
        *(Criterion(unknown, deciding_day(row, basis).is_not(None), {"stage": one}) for one, row in rows.items()),
        *map(_reached, limits),
        *span_criteria(codes, day_together(basis, together),
                       precision_together(basis, together) if basis is DateBasis.OCCURRED else None, first, frame,
                       params),
    ]


def _reached(once: Once) -> Criterion:
    code = Unmet.ARRIVED_BELOW if once.result is None else Unmet.RESULT_BELOW
    return Criterion(code, ONCE.project_id.is_not(None), {"limit": once.limit, "result": once.result})


def days_that_decide(basis: DateBasis, together: Sequence[Together]) -> Iterator[tuple[AnyColumn, AnyColumn]]:
    """The day and precision of a milestone, then of each of the others."""
    yield deciding_day(MILESTONE, basis), MILESTONE.c.precision
    for other in together:
        row = LATER[other] if isinstance(other, Stage) else None
        yield (ONCE.occurred_on, ONCE.precision) if row is None else (deciding_day(row, basis), row.c.precision)


def _latest(basis: DateBasis, together: Sequence[Together]) -> tuple[AnyColumn, AnyColumn]:
    """The day and precision of what is over last: a period ends later than a day in it, and nobody knows when in it."""
    (day, precision), *others = days_that_decide(basis, together)
    for its_day, its_precision in others:
        later = its_day > day
        if basis is DateBasis.OCCURRED:
            its_end, end = Deadline(its_day, its_precision, 0), Deadline(day, precision, 0)
            later = or_(its_end > end, and_(its_end == end, its_day < day))
        day, precision = (case((later, its), else_=so_far) for its, so_far in (
            (its_day, day), (its_precision, precision)))
    return day, precision


def day_together(basis: DateBasis, together: Sequence[Together]) -> AnyColumn:
    """The latest of the days of a milestone and others; of the milestone alone its own."""
    return _latest(basis, together)[0]


def precision_together(basis: DateBasis, together: Sequence[Together]) -> AnyColumn:
    """How precisely the latest of the days is known."""
    return _latest(basis, together)[1]


def with_others(joined: FromClause, basis: DateBasis, together: Sequence[Together], project_id: AnyColumn,
                frame: Frame, *, outer: bool = False) -> FromClause:
    """What is asked, with all that has to be reached too beside it; with `outer` also where it is not reached."""
    for other in together:
        if isinstance(other, Once):
            joined = once_joined(joined, other, project_id, frame, outer=outer)
        else:
            joined = joined.join(LATER[other], of_project(LATER[other], other, project_id, frame), isouter=outer)
    return joined


def apart_criteria(indicator: Indicator, frame: Frame) -> Iterator[Criterion]:
    """How many years may lie between the first and the last of several days; the last is of the frame's year."""
    years = indicator.within_years
    if years is not None and years < frame.year:
        earliest = frame.counting.of(frame.year - years).first
        for day, _ in days_that_decide(indicator.date, indicator.together):
            yield Criterion(Unmet.TOO_FAR_APART, day >= earliest, {"years": years})
