"""All criteria of an indicator or a conversion rate, in the order in which an unmet one is named; what they add up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import and_, exists, func, literal, select

from tracker.domain.changed import ChangeKind
from tracker.domain.money import Currency, Mark, Unit
from tracker.domain.profile import FIELDS
from tracker.domain.reasons import Unmet
from tracker.domain.rules import Conversion, DateBasis, Denominator, Filters, Indicator, Kind
from tracker.domain.rules_once import Once
from tracker.domain.rules_words import OF_ANY_YEAR, Increases, SignedAgain
from tracker.domain.stages import Stage, Status
from tracker.domain.threshold import Share
from tracker.office.figures.asked import property_criteria, standing_criteria
from tracker.office.figures.asked_promises import said_so
from tracker.office.figures.counting import (
    Criterion,
    Frame,
    deciding_day,
    in_one_year,
    over_by,
    proof_criteria,
    reaches_into,
)
from tracker.office.figures.entered import entered_criteria
from tracker.office.figures.late import apart_when_late, late_rule, stage_criteria
from tracker.office.figures.papers import stage_evidence_criteria
from tracker.office.figures.receipts_asked import receipt_criteria
from tracker.office.figures.together import apart_criteria, milestone_criteria
from tracker.store.query import CHANGE, LATER, MILESTONE, PROFILE, RECEIPT, AnyColumn, Condition, Query, table_of
from tracker.store.tables import Profile, ProfileChange


def indicator_criteria(indicator: Indicator, frame: Frame) -> list[Criterion]:
    """Everything a project has to satisfy for a count of milestones, in the order reasons are given."""
    assert indicator.stage is not None, indicator.key
    return [
        *property_criteria(indicator.filters),
        *(said_so(other.limit.of) for other in indicator.together
          if isinstance(other, Once) and isinstance(other.limit, Share)),
        *(milestone_criteria(indicator.stage, indicator.date, date.min, frame, indicator.together)
          if indicator.kind in OF_ANY_YEAR else
          stage_criteria(indicator.stage, indicator.date, frame, indicator.together)),
        *proof_criteria(MILESTONE, indicator.stage, frame),
        *(one for other in indicator.together_with for one in proof_criteria(LATER[other], other, frame)),
        *(apart_when_late(indicator, frame) if (rule := late_rule(indicator, frame)) and rule.moves else
          apart_criteria(indicator, frame)),
        *entered_criteria(indicator, frame),
        *stage_evidence_criteria(indicator, frame),
        *standing_criteria(indicator.filters, frame, MILESTONE.c.project_id),
        *(_amount_criteria(indicator.amount, indicator.money, frame)
          if indicator.kind in (Kind.AMOUNT, Kind.PROMISED) else ()),
        *(_increase_criteria(indicator.money, frame) if indicator.kind is Kind.INCREASES else ()),
    ]


def indicator_first(indicator: Indicator, frame: Frame) -> date:
    """The first day of a milestone that counts: of the year, but for increases, whose own days are of the year, and for
    promises, which hold in every year.
    """
    return date.min if indicator.kind in OF_ANY_YEAR else frame.first


def added_up(indicator: Indicator, frame: Frame) -> tuple[AnyColumn, AnyColumn, AnyColumn]:
    """The amount, currency and mark of a project that an indicator of amounts adds up."""
    if indicator.kind is Kind.INCREASES:
        return _increased(frame, frame.first), PROFILE.c.contract_currency, literal(Mark.EXACT, _MARK)
    minor, currency, mark = (PROFILE.c[column] for column in FIELDS[indicator.amount].columns)
    if indicator.increases is Increases.LEFT_OUT and indicator.amount == "contract_amount":
        return minor - func.coalesce(_increased(frame, date.min), 0), currency, mark
    return minor, currency, mark


_MARK = table_of(Profile).c.contract_mark.type


def _increased(frame: Frame, first: date) -> AnyColumn:
    """The increases of a project in the currency of its contract, from a day up to the last that counts."""
    return select(func.sum(CHANGE.c.amount_minor)).where(*_increase(frame, first)).scalar_subquery()


def _increase(frame: Frame, first: date) -> tuple[Condition, ...]:
    """Which change is an increase of a project's contract, from a day up to the last that counts.

    Of all time, they are those since it was signed last: the contract amount holds no others.
    """
    signed = table_of(ProfileChange).alias("signed")
    anew = exists().where(
        signed.c.project_id == CHANGE.c.project_id, signed.c.what == ChangeKind.SIGNING, frame.known(signed),
        over_by(signed, signed.c.changed_on, frame.last), signed.c.changed_on > CHANGE.c.changed_on)
    return (*([~anew] if first == date.min else []),
            CHANGE.c.project_id == PROFILE.c.project_id, CHANGE.c.what == ChangeKind.INCREASE, frame.known(CHANGE),
            CHANGE.c.currency == PROFILE.c.contract_currency, CHANGE.c.changed_on >= first,
            over_by(CHANGE, CHANGE.c.changed_on, frame.last))


def increases_within(indicator: Indicator, frame: Frame) -> Query | None:
    """The single increases within the amounts that `added_up` adds up; None where an indicator counts none."""
    first = frame.first if indicator.kind is Kind.INCREASES else date.min
    adds = indicator.kind in (Kind.AMOUNT, Kind.PROMISED) and indicator.amount == "contract_amount" and (
        indicator.increases is not Increases.LEFT_OUT)
    if indicator.kind is not Kind.INCREASES and not adds:
        return None
    query = select(CHANGE).select_from(CHANGE.join(PROFILE, PROFILE.c.project_id == CHANGE.c.project_id)).where(
        *_increase(frame, first), frame.known(PROFILE))
    return query.order_by(CHANGE.c.changed_on, CHANGE.c.id)


def _increase_criteria(unit: Unit | None, frame: Frame) -> Iterator[Criterion]:
    """That there was an increase in the year, in a currency with a rate."""
    yield Criterion(Unmet.NO_INCREASE, _increased(frame, frame.first).is_not(None), {"last": frame.last}, profile=True)
    if unit:
        priced = PROFILE.c.contract_currency.in_(priced_in(unit, frame))
        yield Criterion(Unmet.NO_RATE, priced, {"field": "contract_amount"}, profile=True)


def receipts_criteria(indicator: Indicator, frame: Frame) -> list[Criterion]:
    """Everything a receipt and its project have to satisfy to be summed."""
    return [
        *property_criteria(indicator.filters),
        *receipt_criteria(indicator, frame),
        *standing_criteria(indicator.filters, frame, RECEIPT.c.project_id),
    ]


def conversion_first(conversion: Conversion, frame: Frame) -> date:
    """The first signing day a conversion looks at."""
    return frame.counting.of(conversion.base_year or frame.year).first


def conversion_frame(conversion: Conversion, frame: Frame) -> Frame:
    """What a conversion asks by: over several years, where each signing counts in its own, the first decides."""
    several = conversion_first(conversion, frame) < frame.first
    return replace(frame, signed=SignedAgain.FIRST) if several and frame.signed is SignedAgain.BOTH else frame


def conversion_criteria(conversion: Conversion, frame: Frame) -> list[Criterion]:
    """Everything a project has to satisfy to be in the denominator of a conversion rate."""
    return [
        *property_criteria(conversion.filters),
        *milestone_criteria(Stage.SIGNED, conversion.date, conversion_first(conversion, frame), frame),
        *_of_one_cohort(conversion, frame),
        *standing_criteria(_conversion_filters(conversion), frame, MILESTONE.c.project_id),
        *(_amount_criteria("contract_amount", conversion.money, frame)
          if conversion.denominator is Denominator.CONTRACT_AMOUNT else ()),
    ]


def _of_one_cohort(conversion: Conversion, frame: Frame) -> Iterator[Criterion]:
    """Where cohorts are told apart, that the signing is certainly of one of them."""
    may_lie_in_two = conversion.date is DateBasis.OCCURRED and not frame.counting.is_calendar
    if conversion.denominator is Denominator.COHORT and may_lie_in_two:
        yield Criterion(Unmet.TWO_COHORTS, in_one_year(MILESTONE.c.occurred_on, MILESTONE.c.precision, frame),
                        {"stage": Stage.SIGNED})


def cohort_criterion(conversion: Conversion, cohort: int, frame: Frame) -> Criterion:
    """That a signing is of the year of a cohort, or reaches into it."""
    _, first, last = frame.counting.of(cohort)
    day = deciding_day(MILESTONE, conversion.date)
    precision = MILESTONE.c.precision if conversion.date is DateBasis.OCCURRED else None
    return Criterion(Unmet.OTHER_COHORT, and_(reaches_into(first, day, precision, frame), day <= last),
                     {"stage": Stage.SIGNED, "cohort": cohort})


def _conversion_filters(conversion: Conversion) -> Filters:
    if conversion.denominator is not Denominator.NOT_TERMINATED:
        return conversion.filters
    left_out = conversion.filters.exclude_status | {Status.TERMINATED}
    return replace(conversion.filters, exclude_status=left_out)


def _amount_criteria(name: str, unit: Unit | None, frame: Frame) -> Iterator[Criterion]:
    """Where amounts are the weight, a project without one, or in a currency without a rate, has none."""
    if unit:
        minor, currency, _ = (PROFILE.c[column] for column in FIELDS[name].columns)
        yield Criterion(Unmet.NO_AMOUNT, minor.is_not(None), {"field": name}, profile=True)
        yield Criterion(Unmet.NO_RATE, currency.in_(priced_in(unit, frame)), {"field": name}, profile=True)


def priced_in(unit: Unit, frame: Frame) -> list[Currency]:
    """The currencies whose amounts can be told in a unit: its own, and by way of yuan those with a printed rate."""
    yuan = {Currency.CNY, *frame.exchange}
    return [one for one in Currency if one is unit.currency or (one in yuan and unit.currency in yuan)]
