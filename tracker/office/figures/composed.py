"""Figures made of other figures: sums, averages and ratios of indicators, and how many projects are behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext

from sqlalchemy import func, select, union
from sqlmodel import Session

from tracker.domain.rules import Indicator, Kind, Ruleset
from tracker.office.figures.counting import Frame, all_of
from tracker.office.figures.criteria import receipts_criteria
from tracker.office.figures.results import RESULT_DAY, counting_results
from tracker.office.figures.sums import FIGURE_DECIMALS, at_most
from tracker.office.figures.walks import RECEIPT_DAY, Count, DayOf, counting, decided_by
from tracker.store.query import MILESTONE, PROFILE, RECEIPT, RESULT, AnyColumn, Query

PERCENT = "%"
"""The unit of a ratio that is printed in hundredths."""


_OTHER_DAYS = {Kind.RECEIPTS: RECEIPT_DAY, Kind.RESULTS: RESULT_DAY}
"""What decides where indicators that are not of milestones count."""


def composed(indicator: Indicator, actual: Mapping[str, Decimal], ruleset: Ruleset) -> Decimal:
    """The figure of an indicator made of others, from theirs; a ratio is rounded half up as the ruleset says.

    What is divided by nothing is 0, as a rate of nothing is.
    """
    parts = [in_its_unit(part, actual[part.key], indicator, ruleset) for part in parts_of(indicator, ruleset)]
    with localcontext(prec=80):
        if indicator.kind is Kind.SUM:
            return at_most(sum(parts, Decimal(0)), FIGURE_DECIMALS)
        above, below = (sum(parts, Decimal(0)), Decimal(len(parts))) if indicator.kind is Kind.AVERAGE else parts
        if not below:
            return Decimal(0)
        share = above / below * (100 if indicator.unit == PERCENT else 1)
        return share.quantize(Decimal(1).scaleb(-indicator.rounding.decimals), ROUND_HALF_UP)


def parts_of(indicator: Indicator, ruleset: Ruleset) -> list[Indicator]:
    """The indicators one is made of, in its order."""
    return [part for key in indicator.of if (part := ruleset.indicator(key))]


def in_its_unit(part: Indicator, value: Decimal, whole: Indicator, ruleset: Ruleset) -> Decimal:
    """A figure, or a share of it, in the unit of what it is a part of: money at the printed rates; a ratio takes it as
    it is.
    """
    own, into = part.money, whole.money
    if own is None or into is None or whole.kind is Kind.RATIO:
        return value
    yuan = {"CNY": Decimal(1), **{currency.value: rate for currency, rate in ruleset.exchange.items()}}
    with localcontext(prec=80):
        value *= own.factor
        if own.currency and into.currency and own.currency is not into.currency:
            value = value * yuan[own.currency] / yuan[into.currency]
        return value / into.factor


def share_in_whole(part: Indicator, share: Decimal, whole: Indicator, ruleset: Ruleset) -> Decimal:
    """What a fact adds to a part, as it adds to what that is a part of: of an average it is divided by its parts."""
    value = in_its_unit(part, share, whole, ruleset)
    with localcontext(prec=80):
        return value / len(part.of) if part.kind is Kind.AVERAGE else value


def count_composed(session: Session, ruleset: Ruleset, frame: Frame) -> dict[str, Count]:
    """How many projects are counted in any part of each indicator made of others."""
    return {one.key: Count(_projects(session, one, ruleset, frame)) for one in ruleset.indicators if one.composed}


def _projects(session: Session, indicator: Indicator, ruleset: Ruleset, frame: Frame) -> int:
    anywhere = union(*(_counted_in(part, frame) for part in _facts(indicator, ruleset)))
    return session.scalar(select(func.count()).select_from(anywhere.subquery())) or 0


def count_projects(session: Session, indicator: Indicator, ruleset: Ruleset, frame: Frame,
                   apart: Callable[[DayOf], AnyColumn]) -> dict[str, int]:
    """How many projects are counted in any part of an indicator made of others, told apart as in `count_parts`."""
    columns = {one.key: apart(_OTHER_DAYS.get(one.kind) or decided_by(one)).label("apart")
               for one in _facts(indicator, ruleset)}
    anywhere = union(*(_counted_in(one, frame, columns[one.key]) for one in _facts(indicator, ruleset))).subquery()
    rows = session.execute(select(anywhere.c.apart, func.count()).group_by(anywhere.c.apart))
    return {row[0]: row[1] for row in rows}


def _facts(indicator: Indicator, ruleset: Ruleset) -> list[Indicator]:
    """The indicators of facts that one is made of in the end."""
    found: list[Indicator] = []
    for part in parts_of(indicator, ruleset):
        found += _facts(part, ruleset) if part.composed else [part]
    return found


def _counted_in(part: Indicator, frame: Frame, *columns: AnyColumn) -> Query:
    """The projects that count for an indicator of facts."""
    if part.kind is Kind.RECEIPTS:
        return (
            select(RECEIPT.c.project_id, *columns)
            .select_from(RECEIPT.join(PROFILE, PROFILE.c.project_id == RECEIPT.c.project_id))
            .where(frame.known(RECEIPT), frame.known(PROFILE), all_of(receipts_criteria(part, frame)))
        )
    if part.kind is Kind.RESULTS:
        return counting_results(part, frame, RESULT.c.project_id, *columns)
    return counting(select(MILESTONE.c.project_id, *columns), part, frame)
