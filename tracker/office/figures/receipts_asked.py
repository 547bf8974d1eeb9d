"""What is asked of money before it counts: that it arrived, when, from where, in which form, on record and proven."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import case, func, literal, or_

from tracker.domain.money_form import WHOLE, MoneyForm
from tracker.domain.reasons import Unmet
from tracker.domain.rules import Indicator
from tracker.domain.rules_words import Withdrawals
from tracker.office.figures.counting import Criterion, Frame, SpanCodes, span_criteria
from tracker.office.figures.entered import slice_entered
from tracker.office.figures.late import money_criteria
from tracker.office.figures.limits import limits_of, reaches_limit
from tracker.office.figures.papers import papers_criteria
from tracker.office.recognition.confirmed import receipt_confirmed
from tracker.store.query import EVIDENCE, PROFILE, RECEIPT, RECOGNITION, AnyColumn
from tracker.store.tables import Receipt


def money_origin() -> AnyColumn:
    """Where money is from: it says so itself; where it is silent it comes from where the project does."""
    return func.coalesce(RECEIPT.c.origin, PROFILE.c.origin)


IN_YEAR = frozenset({Unmet.NO_RECEIPT, Unmet.RECEIPT_UNKNOWN_DAY, Unmet.RECEIPT_BEFORE, Unmet.RECEIPT_AFTER,
                     Unmet.RECEIPT_TWO_YEARS, Unmet.RECEIPT_OPEN})
"""Codes of what a walk over the year's receipts asks of every one of them."""


_OF_RECEIPTS = SpanCodes(Unmet.RECEIPT_BEFORE, Unmet.RECEIPT_AFTER, Unmet.RECEIPT_TWO_YEARS, Unmet.RECEIPT_OPEN)


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
    yield from _form_criteria(indicator)
    yield Criterion(Unmet.RECEIPT_UNKNOWN_DAY, day.is_not(None))
    yield from money_criteria(span_criteria(_OF_RECEIPTS, day, RECEIPT.c.precision, frame.first, frame, {}), frame)
    if indicator.each_at_least:
        limits = {one: least for limit in indicator.each_at_least for one, least in limits_of(limit, frame.exchange)}
        limits |= {limit.currency: limit.minor for limit in indicator.each_at_least}
        enough = reaches_limit(RECEIPT.c.amount_minor, RECEIPT.c.currency, RECEIPT.c.mark, limits.items())
        yield Criterion(Unmet.SMALL_RECEIPT, or_(went_back, enough), {"limits": tuple(indicator.each_at_least)})
    if (days := indicator.entered_within) is not None:
        in_time = slice_entered(RECEIPT, Receipt, "received_on", days, frame)
        yield Criterion(Unmet.RECEIPT_ENTERED_LATE, or_(went_back, in_time), {"days": days})
    for kinds in indicator.evidence:
        # Money that went back is taken off whether or not a paper proves it: a figure is not kept up by a missing one.
        for code, proven, params in papers_criteria(frame, indicator, kinds, EVIDENCE.c.receipt_id == RECEIPT.c.id,
                                            Unmet.RECEIPT_NO_EVIDENCE):
            yield Criterion(code, or_(went_back, proven), params)
    held = frame.known(RECOGNITION)
    if indicator.asks_recognition:
        yield Criterion(Unmet.RECEIPT_UNCONFIRMED, or_(went_back, receipt_confirmed(RECEIPT, held)))
    if bodies := indicator.recognised_by:
        yield Criterion(Unmet.RECEIPT_OTHER_BODY, or_(went_back, receipt_confirmed(RECEIPT, held, bodies)),
                        {"bodies": bodies})


def _form_criteria(indicator: Indicator) -> Iterator[Criterion]:
    """That money is of a form that counts, also where it went back."""
    form = RECEIPT.c.form
    if forms := indicator.receipt_form:
        yield Criterion(Unmet.NO_FORM, form.is_not(None))
        yield Criterion(Unmet.OTHER_FORM, form.in_(list(forms)), {"forms": tuple(forms)})
    if left_out := indicator.without_form:
        forms = tuple(one for one in MoneyForm if one not in left_out)
        yield Criterion(Unmet.OTHER_FORM, or_(form.is_(None), form.not_in(list(left_out))), {"forms": forms})


def counted_minor(indicator: Indicator) -> AnyColumn:
    """What of a receipt an indicator adds up, in minor units: of some only the outside investor's share, as
    `money_form.outside_part` has it.
    """
    minor, share = RECEIPT.c.amount_minor, RECEIPT.c.outside_share
    if not indicator.outside_share:
        return minor
    half = case((minor < 0, -WHOLE // 2), else_=WHOLE // 2)
    whole = (minor * share + half).op("/", precedence=8)(literal(WHOLE, minor.type))  # cut off towards nothing
    return case((share.is_(None), minor), else_=whole)
