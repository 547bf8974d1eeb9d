"""What is asked of promises: that they are on record, what came as a share of them, and stages reached on time."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import BigInteger, FromClause, Numeric, and_, case, cast, func, literal, or_, select

from tracker.domain.currency import Currency
from tracker.domain.profile import FIELDS
from tracker.domain.reasons import Unmet
from tracker.domain.rules import Filters
from tracker.domain.stages import Stage
from tracker.domain.threshold import Share
from tracker.office.desk import UNDO
from tracker.office.figures.counting import Criterion, Frame, over_by
from tracker.office.figures.limits import weights
from tracker.store.deadline import Deadline
from tracker.store.query import EXPECTED, JOURNAL, LATER, PROFILE, AnyColumn, Condition, Query


def promise_criteria(filters: Filters, frame: Frame, project_id: AnyColumn) -> Iterator[Criterion]:
    """That amounts were promised, and that stages were reached no later than was expected at first."""
    for name in filters.promised:
        yield said_so(name)
    for stage in filters.on_time:
        params = {"stage": stage, "last": frame.last}
        yield Criterion(Unmet.NEVER_EXPECTED, project_id.in_(_expected(stage, frame)), params)
        yield Criterion(Unmet.NOT_ON_TIME, project_id.in_(_on_time(stage, frame)), params)


def said_so(name: str, *exempt: Condition) -> Criterion:
    """That a profile has an amount; projects of which any of `exempt` is true need none."""
    there = PROFILE.c[FIELDS[name].columns[0]].is_not(None)
    return Criterion(Unmet.NO_AMOUNT, or_(there, *exempt), {"field": name}, profile=True)


def reaching_share(query: Query, table: FromClause, share: Share, frame: Frame) -> Query:
    """Of a question about projects, those whose amounts in a table together reach a share of what they promised.

    Currencies without a printed rate are left aside; a promise in one is no promise.
    """
    worth = weights(Currency.CNY, frame.exchange)
    minor, currency, _ = (PROFILE.c[column] for column in FIELDS[share.of].columns)
    came = func.sum(case(in_weights(table.c.amount_minor, worth), value=table.c.currency, else_=0))
    promised = func.max(case(in_weights(minor, worth), value=currency))
    part = share.part
    joined = table.join(PROFILE, and_(PROFILE.c.project_id == table.c.project_id, frame.known(PROFILE)))
    return query.select_from(joined).group_by(table.c.project_id).having(
        came * literal(part.denominator, BigInteger) >= promised * literal(part.numerator, BigInteger)).correlate(None)


def in_weights(minor: AnyColumn, worth: dict[Currency, int]) -> dict[Currency, AnyColumn]:
    """What minor units are worth by their currency, as numbers that may outgrow whole ones."""
    return {one: cast(minor, Numeric) * literal(weight, BigInteger) for one, weight in worth.items()}


def _expected(stage: Stage, frame: Frame) -> Query:
    """The projects of which a stage was ever expected on some day."""
    said = EXPECTED.alias("said")
    return select(said.c.project_id).where(said.c.what == stage.value, _ever(said, frame))


def _on_time(stage: Stage, frame: Frame) -> Query:
    """The projects that reached a stage by the last day that counts, and certainly no later than was first expected."""
    row, said, earlier = LATER[stage], EXPECTED.alias("said"), EXPECTED.alias("earlier")
    first = ~select(earlier.c.id).where(
        earlier.c.project_id == said.c.project_id, earlier.c.what == said.c.what, earlier.c.id < said.c.id,
        _ever(earlier, frame)).correlate(said).exists()
    reached, expected = (Deadline(day, table.c.precision, 0) for table, day in (
        (row, row.c.occurred_on), (said, said.c.expected_on)))
    return (
        select(row.c.project_id).select_from(row.join(said, said.c.project_id == row.c.project_id))
        .where(row.c.stage == stage, frame.known(row), over_by(row, row.c.occurred_on, frame.last),
               said.c.what == stage.value, _ever(said, frame), first, reached <= expected).correlate(None)
    )


def _ever(said: FromClause, frame: Frame) -> Condition:
    """That an expectation names a day and was on record by then, also one that moved since; not what was undone."""
    undone = select(JOURNAL.c.id).where(JOURNAL.c.action == UNDO)
    moved = and_(frame.gone(said), said.c.superseded_entry_id.not_in(undone))
    return and_(said.c.expected_on.is_not(None), or_(frame.known(said), moved))
