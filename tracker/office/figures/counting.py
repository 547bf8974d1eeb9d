"""Turns a ruleset into SQL: one list of criteria for each indicator, which counts projects and explains the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import ceil

from sqlalchemy import FromClause, and_, case, exists, func, or_, select, true

from tracker.domain.money import Currency, Money
from tracker.domain.profile import FIELDS
from tracker.domain.reasons import Unmet
from tracker.domain.rules import ANY, Conversion, DateBasis, Denominator, Filters, Indicator
from tracker.domain.rules_words import Withdrawals
from tracker.domain.stages import Stage, Status
from tracker.store.query import EVIDENCE, LATER, MILESTONE, PROFILE, RECEIPT, STATUS, AnyColumn, Condition, Query, known


@dataclass(frozen=True, slots=True)
class Frame:
    """What the figures are asked for: a year, the last day that counts, and what was known when.

    `as_of` None stands for the present: every fact not superseded, which the database has indexes for.
    """

    year: int
    until: date
    as_of: datetime | None = None
    exchange: Mapping[Currency, Decimal] = field(default_factory=dict)

    @property
    def first(self) -> date:
        """The first day of the year."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """The last day of the year that counts."""
        return min(self.until, date(self.year, 12, 31))

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
                  Unmet.AFTER})
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
    ]


def of_project(table: FromClause, stage: Stage, project_id: AnyColumn, frame: Frame,
               *more: Condition) -> Condition:
    """The milestone of a stage of a project, to join by.

    For the past the index by project is of no use, as it holds only what stands today; SQLite would then go through
    all milestones of the stage for each project. Where it may use no index it makes one by project for the query.
    """
    wanted = and_(table.c.stage == stage, frame.known(table), *more)
    return and_(table.c.project_id == project_id, wanted if frame.as_of is None else walked(wanted))


def reaches(stage: Stage, basis: DateBasis, project_id: AnyColumn, frame: Frame) -> Condition:
    """That the project reached a later stage on a known day up to `until`: an unknown day is used by no count."""
    row = LATER[stage]
    return of_project(row, stage, project_id, frame, deciding_day(row, basis) <= frame.until)


def money_origin() -> AnyColumn:
    """Where money is from: it says so itself; where it is silent it comes from where the project does."""
    return func.coalesce(RECEIPT.c.origin, PROFILE.c.origin)


IN_YEAR = frozenset({Unmet.NO_RECEIPT, Unmet.RECEIPT_UNKNOWN_DAY, Unmet.RECEIPT_BEFORE, Unmet.RECEIPT_AFTER})
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
    for kinds in indicator.evidence:
        proven = _proven(frame, kinds, EVIDENCE.c.receipt_id == RECEIPT.c.id)
        # Money that went back is taken off whether or not a paper proves it: a figure is not kept up by a missing one.
        yield Criterion(Unmet.RECEIPT_NO_EVIDENCE, or_(went_back, proven), {"kinds": tuple(sorted(kinds))})


def stage_evidence_criteria(indicator: Indicator, frame: Frame) -> Iterator[Criterion]:
    """Proof of a milestone, where the ruleset asks for it."""
    for kinds in indicator.evidence:
        of_stage = and_(EVIDENCE.c.project_id == MILESTONE.c.project_id, EVIDENCE.c.stage == indicator.stage)
        yield Criterion(Unmet.NO_EVIDENCE, _proven(frame, kinds, of_stage), {"kinds": tuple(sorted(kinds))})


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
        minor, currency, _ = (PROFILE.c[column] for column in FIELDS[name].columns)
        yield Criterion(Unmet.NO_AMOUNT, minor.is_not(None), {"field": name}, profile=True)
        yield Criterion(Unmet.BELOW, _at_least(minor, currency, money, frame.exchange),
                        {"field": name, "limit": money}, profile=True)
    for status in sorted(filters.exclude_status):
        yield Criterion(Unmet.STANDS, project_id.not_in(standing_at(status, frame)), {"status": status})


def _at_least(minor: AnyColumn, currency: AnyColumn, limit: Money,
              exchange: Mapping[Currency, Decimal]) -> Condition:
    """At or above a threshold; amounts in a currency without a printed rate are not."""
    yuan = {Currency.CNY: Decimal(1), **exchange}
    limits = {limit.currency: limit.minor}
    if limit.currency in yuan:
        value = Fraction(limit.minor, limit.currency.minor_units) * Fraction(yuan[limit.currency])
        limits |= {one: ceil(value / Fraction(rate) * one.minor_units) for one, rate in yuan.items()
                   if one is not limit.currency}
    return or_(*(and_(currency == one, minor >= least) for one, least in limits.items()))


def standing_at(status: Status, frame: Frame) -> Query:
    """Projects whose status, by the last word on it up to `until`, is this one; a word of unknown day was in time."""
    later = STATUS.alias("later")

    def counts(table: FromClause) -> Condition:
        in_time = or_(table.c.changed_on.is_(None), table.c.changed_on <= frame.until)
        return and_(frame.known(table), in_time)

    overruled = exists().where(later.c.project_id == STATUS.c.project_id, later.c.id > STATUS.c.id, counts(later))
    return select(STATUS.c.project_id).where(counts(STATUS), STATUS.c.status == status, ~overruled)


def indicator_criteria(indicator: Indicator, frame: Frame) -> list[Criterion]:
    """Everything a project has to satisfy for a count of milestones, in the order reasons are given."""
    assert indicator.stage is not None, indicator.key
    return [
        *property_criteria(indicator.filters),
        *milestone_criteria(indicator.stage, indicator.date, frame.first, frame),
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
