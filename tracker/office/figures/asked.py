"""What is asked of projects before they count: what they are, how large, where they stand, what came of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import gcd
from typing import NamedTuple

from sqlalchemy import BigInteger, FromClause, Numeric, and_, case, cast, false, func, literal, or_, select

from tracker.domain.money import Mark, Money
from tracker.domain.profile import FIELDS
from tracker.domain.reasons import Unmet
from tracker.domain.results import People
from tracker.domain.rules import ANY, Filters
from tracker.domain.rules_fields import (
    AMOUNT_FIELDS,
    ARRIVED,
    ARRIVED_IN_YEAR,
    LIMITED,
    OF_MONEY,
    ONE_RECEIPT,
    Chosen,
)
from tracker.domain.rules_words import OF_RESULTS
from tracker.domain.threshold import Limit, Share
from tracker.office.figures.asked_promises import promise_criteria, reaching_share, said_so
from tracker.office.figures.asked_years import stage_year_criteria
from tracker.office.figures.counting import Criterion, Frame, all_of, over_by, passed, standing_at
from tracker.office.figures.limits import first_above, limits_of, reaches_limit, weights
from tracker.store.query import PROFILE, AnyColumn, Condition, Query, table_of
from tracker.store.tables import Milestone, ProjectResult, Receipt


def property_criteria(filters: Filters) -> Iterator[Criterion]:
    """What a project has to be: asked before anything else, because it explains most."""
    if filters.hunan_return:
        yield Criterion(Unmet.NOT_HUNAN_RETURN, PROFILE.c.hunan_return.is_(True), profile=True)
    for name, values in sorted(filters.only.items()):
        if name != "top500":
            yield Criterion(Unmet.NOT_FILLED, func.coalesce(PROFILE.c[name], "") != "", {"field": name}, profile=True)
        code = Unmet.NOT_TOP500 if name == "top500" else Unmet.NOT_IN
        yield Criterion(code, _says(name, values), _field(name, values), profile=True)
    for name, values in sorted(filters.without.items()):
        value = func.coalesce(PROFILE.c[name], "")
        left = value == "" if ANY in values else value.not_in(sorted(values))
        yield Criterion(Unmet.EXCLUDED, left, _field(name, values), profile=True)
    if filters.exclude_phases:
        yield Criterion(Unmet.PHASE, PROFILE.c.phase_of.is_(None), profile=True)


def _field(name: str, values: frozenset[str]) -> dict[str, object]:
    return {"field": name, "values": tuple(sorted(values))}


def _says(name: str, values: frozenset[str]) -> Condition:
    column = PROFILE.c[name]
    return column != "" if ANY in values else column.in_(sorted(values))


def standing_criteria(filters: Filters, frame: Frame, project_id: AnyColumn) -> Iterator[Criterion]:
    """How large a project has to be, and how it has to stand: asked last."""
    yield from _amount_limits(filters, frame, project_id)
    yield from _limits_per_mu(filters, frame)
    for stage in filters.reached:
        there = table_of(Milestone).alias("there")
        unknown = and_(there.c.occurred_on.is_(None), passed(there, stage, frame))
        got = select(there.c.project_id).where(
            there.c.stage == stage, frame.known(there), or_(over_by(there, there.c.occurred_on, frame.last), unknown))
        yield Criterion(Unmet.STAGE_LACKING, project_id.in_(got), {"stage": stage, "last": frame.last})
    yield from stage_year_criteria(filters, frame, project_id)
    yield from promise_criteria(filters, frame, project_id)
    for what in filters.has:
        came = table_of(ProjectResult).alias("came")
        got = select(came.c.project_id).where(
            came.c.what == what, frame.known(came), over_by(came, came.c.happened_on, frame.last))
        yield Criterion(Unmet.RESULT_LACKING, project_id.in_(got), {"result": what, "last": frame.last})
    for status in sorted(filters.exclude_status):
        yield Criterion(Unmet.STANDS, project_id.not_in(standing_at(status, frame)), {"status": status})
    if filters.any_of:
        yield _any_of(filters.any_of, frame)


class AlternativeAsked(NamedTuple):
    """One of several conditions of which any suffices, with what it asks."""

    filters: Filters
    criteria: tuple[Criterion, ...]


def _any_of(some: Sequence[Filters], frame: Frame) -> Criterion:
    """That a project meets one of several conditions. The criterion keeps what each of them asks, to explain it."""
    asked = tuple(AlternativeAsked(one, (*property_criteria(one), *standing_criteria(one, frame, PROFILE.c.project_id)))
                  for one in some)
    return Criterion(Unmet.NONE_OF, or_(*(all_of(one.criteria) for one in asked)), {ALTERNATIVES: asked}, profile=True)


ALTERNATIVES = "alternatives"
"""Among the particulars of a criterion: the conditions of which one has to be met."""


def _amount_limits(filters: Filters, frame: Frame, project_id: AnyColumn) -> Iterator[Criterion]:
    """Thresholds, by kind of project where the ruleset tells them apart, and upper bounds."""
    for name in LIMITED:
        some = [(_fits(one.only), one.amounts[name]) for one in filters.at_least_for if name in one.amounts]
        every = filters.at_least.get(name)
        known_amount = PROFILE.c[FIELDS[name].columns[0]].is_not(None) if name in AMOUNT_FIELDS else None
        if known_amount is not None and (every or some):
            exempt = [] if every else [~or_(*(fits for fits, _ in some))]
            yield Criterion(Unmet.NO_AMOUNT, or_(known_amount, *exempt), {"field": name}, profile=True)
        others: list[Condition] = []
        for fits, limit in some:
            yield from _threshold(name, limit, frame, project_id, ~fits, *others)
            others.append(fits)
        if every:
            yield from _threshold(name, every, frame, project_id, *others)
        yield from _bounds(name, filters, frame)


def _bounds(name: str, filters: Filters, frame: Frame) -> Iterator[Criterion]:
    """That an amount stays under a bound, is not above one, or is above one; without the amount none holds."""
    for bound, code, limits in ((filters.less_than.get(name), Unmet.ABOVE, limits_of),
                                (filters.at_most.get(name), Unmet.OVER, first_above),
                                (filters.more_than.get(name), Unmet.NOT_OVER, first_above)):
        if bound is None:
            continue
        minor, currency, mark = (PROFILE.c[column] for column in FIELDS[name].columns)
        yield Criterion(Unmet.NO_AMOUNT, minor.is_not(None), {"field": name}, profile=True)
        found = limits(bound, frame.exchange)
        holds = reaches_limit(minor, currency, mark, found) if code is Unmet.NOT_OVER else or_(*(
            and_(currency == one, or_(minor < limit, and_(minor == limit, mark == Mark.UNDER)))
            for one, limit in found))
        yield Criterion(code, holds, {"field": name, "limit": bound}, profile=True)


_PARTS_OF_A_MU = 10_000
"""Land is taken to four decimals of a mu, which are 0.07 m² each: as whole numbers it is exact."""


def _limits_per_mu(filters: Filters, frame: Frame) -> Iterator[Criterion]:
    """Thresholds for each mu of land; of an amount in another currency at the printed rate."""
    parts = func.round(cast(func.nullif(PROFILE.c.land_mu, ""), Numeric) * _PARTS_OF_A_MU)
    land = cast(cast(parts, BigInteger), Numeric)
    for name, limit in filters.at_least_per_mu.items():
        minor, currency, mark = (PROFILE.c[column] for column in FIELDS[name].columns)
        yield Criterion(Unmet.NO_AMOUNT, minor.is_not(None), {"field": name}, profile=True)
        yield Criterion(Unmet.NO_LAND, land > 0, profile=True)
        worth = weights(limit.currency, frame.exchange)
        enough = []
        for one, weight in worth.items():
            per_minor, per_part = weight * _PARTS_OF_A_MU, limit.minor * worth[limit.currency]
            shared = gcd(per_minor, per_part)  # small factors keep SQLite's products whole numbers
            has = cast(minor, Numeric) * literal(per_minor // shared, BigInteger)
            least = land * literal(per_part // shared, BigInteger)
            enough.append(and_(currency == one, or_(has > least, and_(has == least, mark != Mark.UNDER))))
        yield Criterion(Unmet.BELOW_PER_MU, or_(*enough), {"field": name, "limit": limit}, profile=True)


def _fits(chosen: Chosen) -> Condition:
    """That a project is one of some: false, never unknown, where its field says nothing."""
    says = [func.coalesce(_says(name, values), false()) for name, values in sorted(chosen.only.items())]
    return and_(*says, *([PROFILE.c.hunan_return.is_(True)] if chosen.hunan_return else []))


def _threshold(name: str, limit: Limit, frame: Frame, project_id: AnyColumn, *exempt: Condition
               ) -> Iterator[Criterion]:
    """A threshold; projects of which any of `exempt` is true need not reach it."""
    if isinstance(limit, Share):
        yield said_so(limit.of, *exempt)
    yield _enough(name, limit, frame, project_id, *exempt)


def _enough(name: str, limit: Limit, frame: Frame, project_id: AnyColumn, *exempt: Condition) -> Criterion:
    whose = PROFILE.c.project_id if exempt else project_id
    if name in OF_MONEY and not isinstance(limit, People):
        return Criterion(_TOO_LITTLE[name], or_(whose.in_(_brought(name, limit, frame)), *exempt),
                         {"limit": limit}, profile=bool(exempt))
    if name in OF_RESULTS:
        what, in_year = OF_RESULTS[name]
        code = Unmet.RESULT_IN_YEAR_BELOW if in_year else Unmet.RESULT_BELOW
        return Criterion(code, or_(whose.in_(_came_to(name, limit, frame)), *exempt),
                         {"result": what, "limit": limit}, profile=bool(exempt))
    assert isinstance(limit, Money), name
    minor, currency, mark = (PROFILE.c[column] for column in FIELDS[name].columns)
    enough = reaches_limit(minor, currency, mark, limits_of(limit, frame.exchange))
    return Criterion(Unmet.BELOW, or_(enough, *exempt), {"field": name, "limit": limit}, profile=True)


_TOO_LITTLE = {ARRIVED: Unmet.ARRIVED_BELOW, ARRIVED_IN_YEAR: Unmet.ARRIVED_IN_YEAR_BELOW,
               ONE_RECEIPT: Unmet.ONE_RECEIPT_BELOW}


def _brought(name: str, limit: Money | Share, frame: Frame) -> Query:
    """The projects whose money by the last day that counts reaches a limit: together, in the year, or in one receipt.

    What went back is taken off what came together. Currencies without a printed rate are left aside.
    """
    paid = table_of(Receipt).alias("paid")
    query = select(paid.c.project_id).where(frame.known(paid), over_by(paid, paid.c.received_on, frame.last))
    if name == ONE_RECEIPT and isinstance(limit, Money):
        return query.where(reaches_limit(paid.c.amount_minor, paid.c.currency, paid.c.mark,
                                     limits_of(limit, frame.exchange)))
    if name == ARRIVED_IN_YEAR:
        query = query.where(paid.c.received_on >= frame.first)
    return _reaching(query, paid, limit, frame)


def _came_to(name: str, limit: Limit, frame: Frame) -> Query:
    """The projects whose results of a kind reach a limit together: all by the last day that counts, or of the year."""
    (what, in_year), came = OF_RESULTS[name], table_of(ProjectResult).alias("came")
    query = select(came.c.project_id).where(
        came.c.what == what, frame.known(came), over_by(came, came.c.happened_on, frame.last))
    if in_year:
        query = query.where(came.c.happened_on >= frame.first)
    if isinstance(limit, People):
        return query.group_by(came.c.project_id).having(func.sum(came.c.people) >= limit.count)
    return _reaching(query, came, limit, frame)


def _reaching(query: Query, table: FromClause, limit: Money | Share, frame: Frame) -> Query:
    """Of a question about projects, those whose amounts in a table reach a limit together, at the printed rates."""
    if isinstance(limit, Share):
        return reaching_share(query, table, limit, frame)
    worth = weights(limit.currency, frame.exchange)
    together = func.sum(case({one: table.c.amount_minor * weight for one, weight in worth.items()},
                             value=table.c.currency, else_=0))
    return query.group_by(table.c.project_id).having(together >= limit.minor * worth[limit.currency])
