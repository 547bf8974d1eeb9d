"""Turns a ruleset into SQL: one list of criteria for each indicator, which counts projects and explains the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import ceil

from sqlalchemy import FromClause, and_, case, exists, extract, false, func, literal, or_, select, true

from tracker.domain.day import BEGINNINGS, MONTHS_OF, Precision, periods_over
from tracker.domain.money import Currency, Mark, Money
from tracker.domain.profile import FIELDS
from tracker.domain.reasons import Unmet
from tracker.domain.rules import ANY, Conversion, DateBasis, Denominator, Filters, Indicator, Ruleset
from tracker.domain.rules_words import Withdrawals
from tracker.domain.stages import STAGES, Stage, Status
from tracker.store.query import (
    EVIDENCE,
    LATER,
    MILESTONE,
    PROFILE,
    RECEIPT,
    STATUS,
    AnyColumn,
    Condition,
    Query,
    known,
    table_of,
)
from tracker.store.tables import Milestone, Receipt


@dataclass(frozen=True, slots=True)
class Frame:
    """What the figures are asked for: a year, the last day that counts, and what was known when.

    `as_of` None stands for the present: every fact not superseded, which the database has indexes for.
    """

    year: int
    until: date
    as_of: datetime | None = None
    exchange: Mapping[Currency, Decimal] = field(default_factory=dict)
    unproven: frozenset[Stage] = frozenset()
    """The stages that do not count without their proof."""

    def by(self, rules: Ruleset) -> Frame:
        """The same question by the rates and the proofs of a ruleset."""
        return replace(self, exchange=rules.exchange, unproven=rules.unproven)

    @property
    def first(self) -> date:
        """The first day of the year."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """The last day of the year that counts."""
        return min(self.until, date(self.year, 12, 31))

    @property
    def in_part(self) -> bool:
        """Whether it asks for less than the whole year."""
        return self.last < date(self.year, 12, 31)

    def known(self, table: FromClause) -> Condition:
        """Which rows of a table of facts held."""
        return known(table, self.as_of)

    def projects(self) -> Query:
        """The projects that were known."""
        profile = PROFILE.alias("known")
        return select(profile.c.project_id).where(self.known(profile))


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a project has to satisfy to be counted; `code` names the reason when it does not.

    `holds` may come out as NULL, which is not satisfied. `profile` says that it reads the profile.
    """

    code: Unmet
    holds: Condition
    params: Mapping[str, object] = field(default_factory=dict)
    profile: bool = False


def all_of(criteria: Iterable[Criterion]) -> Condition:
    """The condition under which a project or receipt counts."""
    return and_(True, *(one.holds for one in criteria))


def count_if(*holds: Condition) -> AnyColumn:
    """How many rows satisfy all conditions; all rows where there are none."""
    return func.count(case((and_(*holds), 1))) if holds else func.count()


def walked(holds: Condition) -> Condition:
    """A condition for which SQLite chooses no index: for reading most of a table in the order it lies in.

    SQLite keeps no statistics here; it takes any index that fits for a quick one, and then jumps through the whole
    table in the order of names or days, which takes four times as long.
    """
    return holds.is_(true())


def deciding_day(table: FromClause, basis: DateBasis) -> AnyColumn:
    """The date of a milestone that decides its year."""
    column: AnyColumn = table.c[str(basis)]
    return column


SPAN = frozenset({Unmet.NOT_REACHED, Unmet.UNKNOWN_DAY, Unmet.NOT_RECOGNISED, Unmet.BEFORE, Unmet.BEFORE_BASE,
                  Unmet.AFTER, Unmet.PERIOD_OPEN})
"""Codes of what `milestone_criteria` asks: a walk over one stage in one span asks it of every row."""


def milestone_criteria(stage: Stage, basis: DateBasis, first: date, frame: Frame) -> list[Criterion]:
    """A stage reached between `first` and the last day that counts. The first one is a row's being there at all."""
    day, params = deciding_day(MILESTONE, basis), {"stage": stage}
    unknown = Unmet.UNKNOWN_DAY if basis is DateBasis.OCCURRED else Unmet.NOT_RECOGNISED
    return [
        Criterion(Unmet.NOT_REACHED, MILESTONE.c.id.is_not(None), params),
        Criterion(unknown, day.is_not(None), params),
        Criterion(Unmet.BEFORE if first == frame.first else Unmet.BEFORE_BASE, day >= first, params),
        Criterion(Unmet.AFTER, day <= frame.last, {**params, "last": frame.last}),
        *_period_over(Unmet.PERIOD_OPEN, MILESTONE, day, basis, frame.last, {**params, "last": frame.last}),
    ]


def over_by(table: FromClause, day: AnyColumn, last: date) -> Condition:
    """That a day up to `last` was certainly over by then: of a period, that the whole of it had passed."""
    if (last.month, last.day) == (12, 31):
        return day <= last  # every period of the year is over then
    ends = {precision: literal(first) for precision, first in periods_over(last).items()}
    return and_(day <= last, day <= case(ends, value=table.c.precision, else_=literal(last)))


def _period_over(code: Unmet, table: FromClause, day: AnyColumn, basis: DateBasis, last: date,
                 params: Mapping[str, object]) -> Iterator[Criterion]:
    """That the period a day is known by had passed; a recognition is always of one day."""
    if basis is DateBasis.OCCURRED:
        yield Criterion(code, over_by(table, day, last), params)


def of_project(table: FromClause, stage: Stage, project_id: AnyColumn, frame: Frame,
               *more: Condition) -> Condition:
    """The milestone of a stage of a project, to join by.

    For the past the index by project is of no use, as it holds only what stands today; SQLite would then go through
    all milestones of the stage for each project. Where it may use no index it makes one by project for the query.
    """
    wanted = and_(table.c.stage == stage, frame.known(table), *more)
    return and_(table.c.project_id == project_id, wanted if frame.as_of is None else walked(wanted))


def reaches(stage: Stage, basis: DateBasis, project_id: AnyColumn, frame: Frame) -> Condition:
    """That the project had reached a later stage by `until`, to join by."""
    row = LATER[stage]
    return of_project(row, stage, project_id, frame, all_of(reached_criteria(stage, basis, frame)))


def reached_criteria(stage: Stage, basis: DateBasis, frame: Frame) -> Iterator[Criterion]:
    """That a later stage on record (`LATER`) had been reached by `until`.

    One of unknown day had been where a stage after it had by a known day; else an unknown day is used by no count.
    """
    row, params = LATER[stage], {"stage": stage, "last": frame.until}
    day = deciding_day(row, basis)
    passed = _passed(row, stage, frame) if basis is DateBasis.OCCURRED else false()
    unknown = Unmet.UNKNOWN_DAY if basis is DateBasis.OCCURRED else Unmet.NOT_RECOGNISED
    yield Criterion(unknown, or_(day.is_not(None), passed), params)
    yield Criterion(Unmet.AFTER, or_(day <= frame.until, and_(day.is_(None), passed)), params)
    for one in _period_over(Unmet.PERIOD_OPEN, row, day, basis, frame.until, params):
        yield replace(one, holds=or_(day.is_(None), one.holds))
    yield from proof_criteria(row, stage, frame)


_AFTER = table_of(Milestone).alias("after")


def _passed(row: FromClause, stage: Stage, frame: Frame) -> Condition:
    """That a stage after this one was reached on a known day up to `until`."""
    later = [one for one in STAGES if one.rank > stage.rank]
    return select(_AFTER.c.id).where(
        _AFTER.c.project_id == row.c.project_id, _AFTER.c.stage.in_(later), frame.known(_AFTER),
        over_by(_AFTER, _AFTER.c.occurred_on, frame.until)).correlate(row).exists()


def proof_criteria(table: FromClause, stage: Stage, frame: Frame) -> Iterator[Criterion]:
    """That the proof of a milestone is on record, where the ruleset does not count it without."""
    if stage in frame.unproven:
        yield Criterion(Unmet.UNPROVEN, has_proof(table, frame), {"stage": stage})


def has_proof(table: FromClause, frame: Frame) -> Condition:
    """That money had arrived by the day of "funded", as `guards.without_proof` says it of one project."""
    day, on, precision = _PROOF.c.received_on, table.c.occurred_on, table.c.precision
    months = {one: _months(day) < _months(on) + count for one, count in MONTHS_OF.items()}
    by_then = case(
        (precision == Precision.DAY, day <= on),
        (precision == Precision.DEKAD, _months(day) * 3 + _dekad(day) <= _months(on) * 3 + _dekad(on)),
        *((precision == one, holds) for one, holds in months.items()))
    rows = select(_PROOF.c.id).where(
        _PROOF.c.project_id == table.c.project_id, frame.known(_PROOF), _PROOF.c.amount_minor > 0,
        or_(on.is_(None), and_(day.is_not(None), by_then)))
    return rows.correlate(table).exists()


_PROOF = table_of(Receipt).alias("proof")


def _months(day: AnyColumn) -> AnyColumn:
    """The number of a day's month, counted on over the years."""
    return extract("year", day) * 12 + extract("month", day)


def _dekad(day: AnyColumn) -> AnyColumn:
    """Which third of its month a day lies in, from 0."""
    return case((extract("day", day) >= BEGINNINGS[2], 2), (extract("day", day) >= BEGINNINGS[1], 1), else_=0)


def money_origin() -> AnyColumn:
    """Where money is from: it says so itself; where it is silent it comes from where the project does."""
    return func.coalesce(RECEIPT.c.origin, PROFILE.c.origin)


IN_YEAR = frozenset({Unmet.NO_RECEIPT, Unmet.RECEIPT_UNKNOWN_DAY, Unmet.RECEIPT_BEFORE, Unmet.RECEIPT_AFTER,
                     Unmet.RECEIPT_OPEN})
"""Codes of what a walk over the year's receipts asks of every one of them."""


def receipt_criteria(indicator: Indicator, frame: Frame) -> Iterator[Criterion]:
    """Money of the right kind that arrived, or went back, between the first day of the year and the last that counts.
    """
    day = RECEIPT.c.received_on
    yield Criterion(Unmet.NO_RECEIPT, RECEIPT.c.id.is_not(None))
    went_back = RECEIPT.c.amount_minor < 0
    if indicator.withdrawals is Withdrawals.LEFT_OUT:
        yield Criterion(Unmet.WITHDRAWN, ~went_back)
    yield Criterion(Unmet.OTHER_CURRENCY, RECEIPT.c.currency.in_(indicator.currencies),
                    {"currencies": tuple(one.value for one in indicator.currencies)})
    if indicator.receipt_origin:
        origins = sorted(indicator.receipt_origin)
        yield Criterion(Unmet.NO_ORIGIN, money_origin().is_not(None))
        yield Criterion(Unmet.OTHER_ORIGIN, money_origin().in_([one.value for one in origins]),
                        {"origins": tuple(origins)})
    yield Criterion(Unmet.RECEIPT_UNKNOWN_DAY, day.is_not(None))
    yield Criterion(Unmet.RECEIPT_BEFORE, day >= frame.first)
    yield Criterion(Unmet.RECEIPT_AFTER, day <= frame.last, {"last": frame.last})
    yield Criterion(Unmet.RECEIPT_OPEN, over_by(RECEIPT, day, frame.last), {"last": frame.last})
    for kinds in indicator.evidence:
        proven = _proven(frame, kinds, EVIDENCE.c.receipt_id == RECEIPT.c.id)
        # Money that went back is taken off whether or not a paper proves it: a figure is not kept up by a missing one.
        yield Criterion(Unmet.RECEIPT_NO_EVIDENCE, or_(went_back, proven), {"kinds": tuple(sorted(kinds))})


def stage_evidence_criteria(indicator: Indicator, frame: Frame) -> Iterator[Criterion]:
    """Proof of a milestone, where the ruleset asks for it."""
    assert indicator.stage is not None, indicator.key
    for kinds in indicator.evidence:
        of_stage = and_(EVIDENCE.c.project_id == MILESTONE.c.project_id, proves(indicator.stage, frame))
        yield Criterion(Unmet.NO_EVIDENCE, _proven(frame, kinds, of_stage), {"kinds": tuple(sorted(kinds))})


def proves(stage: Stage, frame: Frame) -> Condition:
    """That a document proves a stage: it was put to it or, of "funded", to money that arrived."""
    if stage is not Stage.FUNDED:
        return EVIDENCE.c.stage == stage
    arrived = select(_PROOF.c.id).where(_PROOF.c.project_id == EVIDENCE.c.project_id, _PROOF.c.amount_minor > 0,
                                        frame.known(_PROOF))
    return or_(EVIDENCE.c.stage == stage, EVIDENCE.c.receipt_id.in_(arrived.correlate(EVIDENCE)))


def _proven(frame: Frame, kinds: frozenset[str], belongs: Condition) -> Condition:
    rows = select(EVIDENCE.c.id).where(belongs, EVIDENCE.c.kind.in_(sorted(kinds)), frame.known(EVIDENCE))
    return rows.correlate(MILESTONE, RECEIPT).exists()


def property_criteria(filters: Filters) -> Iterator[Criterion]:
    """What a project has to be: asked before anything else, because it explains most."""
    if filters.hunan_return:
        yield Criterion(Unmet.NOT_HUNAN_RETURN, PROFILE.c.hunan_return.is_(True), profile=True)
    for name, values in sorted(filters.only.items()):
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
    for name, money in sorted(filters.at_least.items()):
        minor, currency, mark = (PROFILE.c[column] for column in FIELDS[name].columns)
        yield Criterion(Unmet.NO_AMOUNT, minor.is_not(None), {"field": name}, profile=True)
        yield Criterion(Unmet.BELOW, _at_least(minor, currency, mark, money, frame.exchange),
                        {"field": name, "limit": money}, profile=True)
    for status in sorted(filters.exclude_status):
        yield Criterion(Unmet.STANDS, project_id.not_in(standing_at(status, frame)), {"status": status})


def _at_least(minor: AnyColumn, currency: AnyColumn, mark: AnyColumn, limit: Money,
              exchange: Mapping[Currency, Decimal]) -> Condition:
    """At or above a threshold; amounts in a currency without a printed rate are not, nor is one said to be under it.

    不到3000万元 does not reach 3000万元; it reaches what lies below.
    """
    yuan = {Currency.CNY: Decimal(1), **exchange}
    limits = {limit.currency: limit.minor}
    if limit.currency in yuan:
        value = Fraction(limit.minor, limit.currency.minor_units) * Fraction(yuan[limit.currency])
        limits |= {one: ceil(value / Fraction(rate) * one.minor_units) for one, rate in yuan.items()
                   if one is not limit.currency}
    return or_(*(and_(currency == one, or_(minor > least, and_(minor == least, mark != Mark.UNDER)))
                 for one, least in limits.items()))


def standing_at(status: Status, frame: Frame) -> Query:
    """Projects whose status, by the last word on it up to `until`, is this one; a word of unknown day was in time."""
    later = STATUS.alias("later")

    def counts(table: FromClause) -> Condition:
        in_time = or_(table.c.changed_on.is_(None), over_by(table, table.c.changed_on, frame.until))
        return and_(frame.known(table), in_time)

    overruled = exists().where(later.c.project_id == STATUS.c.project_id, later.c.id > STATUS.c.id, counts(later))
    return select(STATUS.c.project_id).where(counts(STATUS), STATUS.c.status == status, ~overruled)


def indicator_criteria(indicator: Indicator, frame: Frame) -> list[Criterion]:
    """Everything a project has to satisfy for a count of milestones, in the order reasons are given."""
    assert indicator.stage is not None, indicator.key
    return [
        *property_criteria(indicator.filters),
        *milestone_criteria(indicator.stage, indicator.date, frame.first, frame),
        *proof_criteria(MILESTONE, indicator.stage, frame),
        *stage_evidence_criteria(indicator, frame),
        *standing_criteria(indicator.filters, frame, MILESTONE.c.project_id),
    ]


def receipts_criteria(indicator: Indicator, frame: Frame) -> list[Criterion]:
    """Everything a receipt and its project have to satisfy to be summed."""
    return [
        *property_criteria(indicator.filters),
        *receipt_criteria(indicator, frame),
        *standing_criteria(indicator.filters, frame, RECEIPT.c.project_id),
    ]


def conversion_first(conversion: Conversion, year: int) -> date:
    """The first signing day a conversion looks at."""
    return date(conversion.base_year or year, 1, 1)


def conversion_criteria(conversion: Conversion, frame: Frame) -> list[Criterion]:
    """Everything a project has to satisfy to be in the denominator of a conversion rate."""
    return [
        *property_criteria(conversion.filters),
        *milestone_criteria(Stage.SIGNED, conversion.date, conversion_first(conversion, frame.year), frame),
        *standing_criteria(_conversion_filters(conversion), frame, MILESTONE.c.project_id),
        *_amount_criteria(conversion, frame),
    ]


def _conversion_filters(conversion: Conversion) -> Filters:
    if conversion.denominator is not Denominator.NOT_TERMINATED:
        return conversion.filters
    left_out = conversion.filters.exclude_status | {Status.TERMINATED}
    return replace(conversion.filters, exclude_status=left_out)


def _amount_criteria(conversion: Conversion, frame: Frame) -> Iterator[Criterion]:
    """Where amounts are the weight, a project without one, or in a currency without a rate, has none."""
    if conversion.denominator is Denominator.CONTRACT_AMOUNT and conversion.money:
        of_field = {"field": "contract_amount"}
        yield Criterion(Unmet.NO_AMOUNT, PROFILE.c.contract_minor.is_not(None), of_field, profile=True)
        priced = [one for one in Currency if one is conversion.money.currency or one in frame.exchange]
        yield Criterion(Unmet.NO_RATE, PROFILE.c.contract_currency.in_(priced), of_field, profile=True)
