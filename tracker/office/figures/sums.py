"""Sums receipts, and finds where every project stood: one walk over each of the two tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext
from typing import NamedTuple

from sqlalchemy import and_, case, func, not_, or_, select, true
from sqlmodel import Session

from tracker.domain.day import Precision
from tracker.domain.money import Currency, Mark, Unit
from tracker.domain.reasons import Unmet
from tracker.domain.rules import Indicator
from tracker.domain.stages import STAGES, Stage, Status
from tracker.office.figures.counting import (
    IN_YEAR,
    Frame,
    all_of,
    count_if,
    money_origin,
    over_by,
    receipts_criteria,
    standing_at,
    walked,
)
from tracker.office.figures.figures import WithoutOrigin
from tracker.office.figures.walks import Count
from tracker.store.query import MILESTONE, PROFILE, RECEIPT, AnyColumn, Condition, Query

RANK = {stage: stage.rank for stage in reversed(STAGES)}
"""Furthest first: most projects of a long-kept office have come far, and a CASE stops where it fits."""


_NOWHERE = "without_origin"
"""The column of money that counts nowhere."""


class MoneySums(NamedTuple):
    """What every indicator of money comes to, and the money of the year that has no origin and counts nowhere."""

    counts: dict[str, Count]
    without_origin: WithoutOrigin | None = None


def sum_receipts(session: Session, indicators: Sequence[Indicator], frame: Frame) -> MoneySums:
    """Every indicator of money, in one walk over the year's receipts in the order of their projects."""
    asked = [(one, {currency: f"{one.key}_{currency}" for currency in one.currencies}) for one in indicators]
    if not asked:
        return MoneySums({})
    sums: dict[str, AnyColumn] = {}
    for one, names in asked:
        holds = _counts(one, frame)
        for currency, name in names.items():
            sums[name] = func.sum(case((and_(RECEIPT.c.currency == currency, holds), RECEIPT.c.amount_minor)))
    nowhere = _nowhere(indicators, frame)
    if nowhere is not None:
        sums[_NOWHERE] = count_if(nowhere)
    inexact = _inexact(session, asked, frame)
    sums |= inexact
    by_project = _of_year(frame, *(column.label(name) for name, column in sums.items())).group_by(
        RECEIPT.c.project_id).subquery("by_project")
    columns: list[AnyColumn] = [count_if(by_project.c[name] > 0).label(name) for name in inexact if _PERIOD in name]
    columns += [func.sum(by_project.c[name]).label(name) for name in sums
                if name != _NOWHERE and not (name in inexact and _PERIOD in name)]
    columns += [count_if(or_(*(by_project.c[name].is_not(None) for name in names.values()))).label(one.key)
                for one, names in asked]
    if nowhere is not None:
        columns.append(count_if(by_project.c[_NOWHERE] > 0).label(_NOWHERE))
    row = session.execute(select(*columns)).mappings().one()
    counts = {one.key: Count(row[one.key], {currency: int(row[name] or 0) for currency, name in names.items()},
                             by_period=int(row.get(_PERIOD + one.key) or 0), under=int(row.get(_UNDER + one.key) or 0))
              for one, names in asked}
    if nowhere is None or not row[_NOWHERE]:
        return MoneySums(counts)
    return MoneySums(counts, WithoutOrigin(row[_NOWHERE], _by_currency(session, nowhere, frame)))


_PERIOD, _UNDER = "period_", "under_"
"""What the columns begin with that count money known only by its month or longer, and money 不到 its amount."""


def _inexact(session: Session, asked: Sequence[tuple[Indicator, Mapping[Currency, str]]], frame: Frame
             ) -> dict[str, AnyColumn]:
    """Columns that count what is not exact among the money of each indicator; none where no such money is there."""
    kinds = {_UNDER: RECEIPT.c.mark == Mark.UNDER}
    if frame.in_part:
        kinds[_PERIOD] = RECEIPT.c.precision != Precision.DAY
    in_year = RECEIPT.c.received_on.between(frame.first, frame.last)
    found = {kind: holds for kind, holds in kinds.items()
             if session.scalar(select(RECEIPT.c.id).where(holds, in_year, frame.known(RECEIPT)).limit(1))}
    return {kind + one.key: count_if(holds, RECEIPT.c.currency.in_(list(names)), _counts(one, frame))
            for kind, holds in found.items() for one, names in asked}


def _counts(indicator: Indicator, frame: Frame) -> Condition:
    """That a receipt of the year, in a currency that counts, counts for an indicator."""
    left_out = {*IN_YEAR, Unmet.OTHER_CURRENCY, Unmet.NO_ORIGIN}
    return all_of(one for one in receipts_criteria(indicator, frame) if one.code not in left_out)


def _nowhere(indicators: Sequence[Indicator], frame: Frame) -> Condition | None:
    """That money has no origin, and that no indicator counts it either that asks for none; None where none asks."""
    if not any(one.receipt_origin for one in indicators):
        return None
    counted = (and_(RECEIPT.c.currency.in_(one.currencies), _counts(one, frame)).is_not(true())
               for one in indicators if not one.receipt_origin)
    return and_(money_origin().is_(None), *counted)


def _by_currency(session: Session, which: Condition, frame: Frame) -> dict[Currency, int]:
    """What some of the year's receipts come to in each currency, in minor units."""
    query = _of_year(frame, RECEIPT.c.currency, func.sum(RECEIPT.c.amount_minor)).where(which).group_by(
        RECEIPT.c.currency)
    found = {Currency(currency): int(minor) for currency, minor in session.execute(query)}
    return {currency: found[currency] for currency in Currency if currency in found}


def _of_year(frame: Frame, *columns: AnyColumn) -> Query:
    """What is asked of the receipts of the year, with the profiles of their projects."""
    day = RECEIPT.c.received_on
    in_year = walked(and_(day >= frame.first, over_by(RECEIPT, day, frame.last)))
    return (
        select(*columns).select_from(RECEIPT.join(PROFILE, PROFILE.c.project_id == RECEIPT.c.project_id))
        .where(frame.known(RECEIPT), frame.known(PROFILE), in_year)
    )


def stages_at(session: Session, frame: Frame, projects: int) -> dict[str, int]:
    """How many projects stood at each stage at the end of `until`, and how many were terminated by then.

    A project stands before the first milestone dated after `until`: a milestone of unknown day lies between its
    neighbours, so it was reached once those before it were. One whose lead came later was not there yet.
    """
    furthest = _furthest(session, frame)
    ended = standing_at(Status.TERMINATED, frame)
    # Taking the few terminated away again is quicker than asking of every project whether it is one of them.
    everyone = _by_stage(session, frame, furthest)
    gone = _by_stage(session, frame, furthest, MILESTONE.c.project_id.in_(ended))
    terminated = session.scalar(select(func.count()).select_from(ended.subquery())) or 0
    found = {stage.value: everyone[stage.value] - gone[stage.value] for stage in STAGES}
    # A project without any milestone is a lead, as in a replay of its facts.
    found[Stage.LEAD.value] += projects - terminated - (everyone["all"] - gone["all"])
    return {**found, Status.TERMINATED.value: terminated}


def stages_without_day(session: Session, frame: Frame, known_on: date) -> dict[str, int]:
    """How many of the projects at a stage at the end of `until` are there by a milestone of unknown day alone.

    Only where that day lies before `known_on`, the day of what was known: else the milestone has been reached for
    certain. Projects that were terminated by then stand at no stage, and a lead needs no day.
    """
    later = [stage for stage in STAGES if stage is not Stage.LEAD]
    unknown = and_(MILESTONE.c.stage.in_(later), MILESTONE.c.occurred_on.is_(None))
    if frame.until >= known_on or session.execute(select(MILESTONE.c.id).where(unknown).limit(1)).first() is None:
        return {}
    stands = select(MILESTONE.c.project_id, _furthest(session, frame).label("at")).where(
        frame.known(MILESTONE)).group_by(MILESTONE.c.project_id).subquery("stands")
    rows = session.execute(
        select(MILESTONE.c.stage, func.count()).join(stands, stands.c.project_id == MILESTONE.c.project_id)
        .where(frame.known(MILESTONE), unknown, case(RANK, value=MILESTONE.c.stage) == stands.c["at"],
               MILESTONE.c.project_id.not_in(standing_at(Status.TERMINATED, frame)))
        .group_by(MILESTONE.c.stage))
    found = {Stage(stage): count for stage, count in rows}
    return {stage.value: found[stage] for stage in STAGES if stage in found}


def _furthest(session: Session, frame: Frame) -> AnyColumn:
    """The rank of the stage of a project, over its milestones."""
    rank = case(RANK, value=MILESTONE.c.stage)
    # Asked first because the answer is quick and mostly no: then no day has to be read at all.
    if not _any_after(session, frame):
        return func.max(rank)
    return func.coalesce(func.min(case((_still_ahead(frame), rank))) - 1, func.max(rank))


def _still_ahead(frame: Frame) -> Condition:
    """That a milestone lies after `until`, or in a period that had not passed by then; one of unknown day does not."""
    return not_(over_by(MILESTONE, MILESTONE.c.occurred_on, frame.until))


def _by_stage(session: Session, frame: Frame, furthest: AnyColumn, *which: Condition) -> dict[str, int]:
    by_project = select(furthest.label("at")).where(frame.known(MILESTONE), *which).group_by(MILESTONE.c.project_id)
    projects = by_project.subquery("by_project")
    columns = [count_if(projects.c["at"] == stage.rank).label(stage.value) for stage in STAGES]
    row = session.execute(select(func.count().label("all"), *columns).select_from(projects)).mappings().one()
    return {name: int(count) for name, count in row.items()}


def _any_after(session: Session, frame: Frame) -> bool:
    # No period began in an earlier year and lasts until a later one.
    dated = and_(MILESTONE.c.stage.in_(list(STAGES)), MILESTONE.c.occurred_on >= date(frame.until.year, 1, 1),
                 _still_ahead(frame))
    return session.execute(select(MILESTONE.c.id).where(dated).limit(1)).first() is not None


def projects_known(session: Session, frame: Frame) -> int:
    """How many projects the office knew of."""
    return session.scalar(select(func.count()).select_from(frame.projects().subquery())) or 0


def expressed(money: Mapping[Currency, int], unit: Unit, exchange: Mapping[Currency, Decimal]) -> Decimal:
    """Minor units of several currencies as one exact number in `unit`; others than its own at the printed rates.

    Raises KeyError where a rate is missing, which the check of a ruleset does not let through.
    """
    with localcontext(prec=80):  # wide enough that nothing is ever rounded here
        total = Decimal(0)
        for currency, minor in money.items():
            rate = Decimal(1) if currency is unit.currency or not minor else exchange[currency]
            total += Decimal(minor) / currency.minor_units * rate
        return total / unit.factor
