"""Finds the day on which money that arrived, or what came of a project, first reached an amount or a share."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import (
    BigInteger,
    Date,
    FromClause,
    Integer,
    Numeric,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    literal_column,
    select,
    union_all,
)

from tracker.domain.changed import ChangeKind
from tracker.domain.currency import Currency
from tracker.domain.money import Money
from tracker.domain.profile import FIELDS
from tracker.domain.results import People
from tracker.domain.rules_once import Once
from tracker.domain.threshold import Share
from tracker.office.figures.asked_promises import in_weights
from tracker.office.figures.counting import Frame, over_by
from tracker.office.figures.effect import contract_before, first_change
from tracker.office.figures.limits import weights
from tracker.store.deadline import Deadline
from tracker.store.query import CHANGE, AnyColumn, Condition, Query, table_of
from tracker.store.tables import Profile, ProfileChange, ProjectResult, Receipt

_NAME = "once_reached"


class OnceReached(NamedTuple):
    """The columns of the day on which a limit was first reached, where a question is joined with it (`once_joined`)."""

    project_id: AnyColumn
    occurred_on: AnyColumn
    precision: AnyColumn


ONCE = OnceReached(literal_column(f"{_NAME}.project_id", Integer), literal_column(f"{_NAME}.occurred_on", Date),
                   literal_column(f"{_NAME}.precision", table_of(Receipt).c.precision.type))
"""Named, not bound to a table: what it is depends on the frame, and no question has two of them."""


def once_joined(joined: FromClause, once: Once, project_id: AnyColumn, frame: Frame, *, outer: bool) -> FromClause:
    """What is asked, with the first day beside it; with `outer` also where the limit was not reached."""
    reached = first_reached(once, frame)
    return joined.join(reached, reached.c.project_id == project_id, isouter=outer)


def first_reached(once: Once, frame: Frame) -> Subquery:
    """For each project that reached the limit by the last day that counts, the day or period in which it first did.

    What came in a period is there once the period is over. What went back is taken off; a limit once reached stays so.
    """
    event = _events(once, frame).subquery("event")
    end = Deadline(event.c.day, event.c.precision, 0)
    sums = select(*event.c, end.label("end_of"), func.sum(event.c.worth).over(
        partition_by=event.c.project_id, order_by=end).label("so_far")).subquery("sums")
    enough, source = _enough(once, sums, frame)
    place = func.row_number().over(partition_by=sums.c.project_id,
                                   order_by=(sums.c.end_of, sums.c.day.desc())).label("place")
    ranked = select(sums.c.project_id, sums.c.day, sums.c.precision, place).select_from(source).where(
        enough).subquery("ranked")
    return select(ranked.c.project_id, ranked.c.day.label("occurred_on"), ranked.c.precision).where(
        ranked.c.place == 1).subquery(_NAME)


def _events(once: Once, frame: Frame) -> Query:
    """What adds to the sum: project, day, precision and worth. A later signing adds nothing, and may change the limit.
    """
    if once.result is None:
        paid = table_of(Receipt).alias("paid")
        events = _adding(paid, paid.c.received_on, _worth(paid, once, frame), frame)
    else:
        came = table_of(ProjectResult).alias("came")
        events = _adding(came, came.c.happened_on, _worth(came, once, frame), frame).where(came.c.what == once.result)
    if not (isinstance(once.limit, Share) and once.limit.of == "contract_amount"):
        return events
    anew = table_of(ProfileChange).alias("anew")
    return union_all(events, _adding(anew, anew.c.changed_on, cast(literal(0, BigInteger), Numeric), frame).where(
        anew.c.what == ChangeKind.SIGNING))  # type: ignore[return-value]


def _adding(table: FromClause, day: AnyColumn, worth: AnyColumn, frame: Frame) -> Query:
    return select(table.c.project_id, day.label("day"), table.c.precision, worth.label("worth")).where(
        frame.known(table), over_by(table, day, frame.last), *frame.only(table.c.project_id))


def _worth(table: FromClause, once: Once, frame: Frame) -> AnyColumn:
    """What a row adds: people, or money at the printed rates; a currency without one adds nothing."""
    if isinstance(once.limit, People):
        return cast(table.c.people, Numeric)
    own = once.limit.currency if isinstance(once.limit, Money) else Currency.CNY
    return case(in_weights(table.c.amount_minor, weights(own, frame.exchange)), value=table.c.currency, else_=0)


def _enough(once: Once, sums: FromClause, frame: Frame) -> tuple[Condition, FromClause]:
    """That a sum so far reaches the limit, and where both are looked up."""
    limit, so_far = once.limit, sums.c.so_far
    if isinstance(limit, People):
        return so_far >= limit.count, sums
    if isinstance(limit, Money):
        weight = weights(limit.currency, frame.exchange)[limit.currency]
        return so_far >= literal(limit.minor * weight, BigInteger), sums
    worth = weights(Currency.CNY, frame.exchange)
    stood = table_of(Profile).alias("stood")  # with all that changed since; nothing is put in its place (`effect`)
    source = sums.join(stood, and_(stood.c.project_id == sums.c.project_id, frame.known(stood)))
    minor, currency = (stood.c[column] for column in FIELDS[limit.of].columns[:2])
    if limit.of == "contract_amount":
        # The contract as it was by then: what was signed anew later, and what was added later, was not promised yet.
        later = and_(frame.known(CHANGE), Deadline(CHANGE.c.changed_on, CHANGE.c.precision, 0) > sums.c.end_of)
        signed = table_of(ProfileChange).alias("signed")
        source = source.outerjoin(signed, signed.c.id == first_change(
            stood, ChangeKind.SIGNING, later, CHANGE.c.id, sums))
        then, in_currency, _ = contract_before(stood, signed, later, sums)
        promised = case(in_weights(then, worth), value=in_currency)
    else:
        promised = case(in_weights(minor, worth), value=currency)
    part = limit.part
    return so_far * literal(part.denominator, BigInteger) >= promised * literal(part.numerator, BigInteger), source
