"""Sums receipts, and finds where every project stood: one walk over each of the two tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import NamedTuple

from sqlalchemy import and_, case, func, not_, or_, select, text, union
from sqlmodel import Session

from tracker.domain.day import Precision
from tracker.domain.money import Currency, Mark, Unit
from tracker.domain.rules import Indicator
from tracker.domain.stages import STAGES, Stage, Status
from tracker.office.figures.counting import (
    Frame,
    count_if,
    over_by,
    standing_at,
)
from tracker.office.figures.coverage import money_coverage
from tracker.office.figures.figures import YearMoney
from tracker.office.figures.nowhere import Taken, counts_money, money_of_year, of_year
from tracker.office.figures.walks import Count
from tracker.store.query import MILESTONE, RECEIPT, AnyColumn, Condition

RANK = {stage: stage.rank for stage in reversed(STAGES)}
"""Furthest first: most projects of a long-kept office have come far, and a CASE stops where it fits."""


class MoneySums(NamedTuple):
    """What every indicator of money comes to, and where the rest of the year's money is."""

    counts: dict[str, Count]
    year: YearMoney


_ALL = "all_receipts"
"""The column of how many receipts the year has."""


def sum_receipts(session: Session, indicators: Sequence[Indicator], frame: Frame) -> MoneySums:
    """Every indicator of money, in one walk over the year's receipts in the order of their projects."""
    asked = [(one, {currency: f"{one.key}_{currency}" for currency in one.currencies}) for one in indicators]
    if not asked:
        return MoneySums({}, money_of_year(session, indicators, frame, Taken(0, {}), []))
    holds, sums = [counts_money(one, frame) for one in indicators], dict[str, AnyColumn]()
    for (_, names), counted in zip(asked, holds, strict=True):
        for currency, name in names.items():
            which = counted if len(names) == 1 else and_(RECEIPT.c.currency == currency, counted)
            sums[name] = func.sum(case((which, RECEIPT.c.amount_minor)))
    taken = {currency: f"{_ALL}_{currency}" for one in indicators for currency in one.currencies}
    for currency, name in taken.items():
        sums[name] = func.sum(case((RECEIPT.c.currency == currency, RECEIPT.c.amount_minor)))
    sums[_ALL] = func.count()
    inexact = _inexact(session, {one.key: which for one, which in zip(indicators, holds, strict=True)}, frame)
    sums |= inexact
    by_project = of_year(frame, *(column.label(name) for name, column in sums.items())).group_by(
        RECEIPT.c.project_id).subquery("by_project")
    columns: list[AnyColumn] = [count_if(by_project.c[name] > 0).label(name) for name in inexact if _PERIOD in name]
    columns += [func.sum(by_project.c[name]).label(name) for name in sums if not (name in inexact and _PERIOD in name)]
    columns += [count_if(or_(*(by_project.c[name].is_not(None) for name in names.values()))).label(one.key)
                for one, names in asked]
    row = session.execute(select(*columns)).mappings().one()
    coverage = money_coverage(session, {one.key: condition for one, condition in zip(indicators, holds, strict=True)},
                              frame)
    counts = {one.key: Count(row[one.key], {currency: int(row[name] or 0) for currency, name in names.items()},
                             coverage=coverage[one.key], by_period=int(row.get(_PERIOD + one.key) or 0),
                             under=int(row.get(_UNDER + one.key) or 0)) for one, names in asked}
    whole = Taken(int(row[_ALL] or 0), {currency: int(row[name]) for currency, name in taken.items()
                                          if row[name] is not None})
    return MoneySums(counts, money_of_year(session, indicators, frame, whole, holds))


def count_receipts(session: Session, indicators: Sequence[Indicator], frame: Frame, part: AnyColumn
                   ) -> dict[str, dict[str, Count]]:
    """What `sum_receipts` sums for each indicator of money, told apart by a column: by key, then by part."""
    columns: dict[str, AnyColumn] = {}
    for one in indicators:
        counts = counts_money(one, frame)
        columns[one.key] = func.count(case((counts, RECEIPT.c.project_id)).distinct())
        columns |= {f"{one.key}_{currency}": func.sum(case(
            (and_(counts, RECEIPT.c.currency == currency), RECEIPT.c.amount_minor))) for currency in one.currencies}
    if not columns:
        return {}
    query = of_year(frame, part.label("part"), *(column.label(name) for name, column in columns.items()))
    rows = session.execute(query.group_by(text("part"))).mappings().all()
    return {one.key: {row["part"]: Count(row[one.key], {
        currency: int(row[f"{one.key}_{currency}"] or 0) for currency in one.currencies})
        for row in rows if row[one.key]} for one in indicators}


_PERIOD, _UNDER = "period_", "under_"
"""What the columns begin with that count money known only by its month or longer, and money 不到 its amount."""


def _inexact(session: Session, counted: Mapping[str, Condition], frame: Frame) -> dict[str, AnyColumn]:
    """Columns that count what is not exact among the money of each indicator; none where no such money is there."""
    kinds = {_UNDER: RECEIPT.c.mark == Mark.UNDER}
    if frame.in_part:
        kinds[_PERIOD] = RECEIPT.c.precision != Precision.DAY
    in_year = RECEIPT.c.received_on.between(frame.first, frame.last)
    found = {kind: holds for kind, holds in kinds.items()
             if session.scalar(select(RECEIPT.c.id).where(holds, in_year, frame.known(RECEIPT)).limit(1))}
    return {kind + key: count_if(holds, counts) for kind, holds in found.items() for key, counts in counted.items()}


def stages_at(session: Session, frame: Frame, projects: int, *, later: bool) -> dict[str, int]:
    """How many projects stood at each stage at the end of `until`, and how many were terminated by then.

    A project stands before the first milestone dated after `until`: a milestone of unknown day lies between its
    neighbours, so it was reached once those before it were. One whose lead came later was not there yet. `later` says
    whether there is any milestone after `until` (`any_after`).
    """
    furthest = _furthest(frame, later)
    ended = standing_at(Status.TERMINATED, frame)
    # Taking the few terminated away again is quicker than asking of every project whether it is one of them.
    everyone = _by_stage(session, frame, furthest)
    gone = _by_stage(session, frame, furthest, MILESTONE.c.project_id.in_(ended))
    terminated = session.scalar(select(func.count()).select_from(ended.subquery())) or 0
    found = {stage.value: everyone[stage.value] - gone[stage.value] for stage in STAGES}
    # A project without any milestone is a lead, as in a replay of its facts.
    found[Stage.LEAD.value] += projects - terminated - (everyone["all"] - gone["all"])
    return {**found, Status.TERMINATED.value: terminated}


def stages_without_day(session: Session, frame: Frame, known_on: date, *, later: bool) -> dict[str, int]:
    """How many of the projects at a stage at the end of `until` are there by a milestone of unknown day alone.

    Only where that day lies before `known_on`, the day of what was known: else the milestone has been reached for
    certain. Projects that were terminated by then stand at no stage, and a lead needs no day.
    """
    need_a_day = [stage for stage in STAGES if stage is not Stage.LEAD]
    unknown = and_(MILESTONE.c.stage.in_(need_a_day), MILESTONE.c.occurred_on.is_(None))
    if frame.until >= known_on or session.execute(select(MILESTONE.c.id).where(unknown).limit(1)).first() is None:
        return {}
    stands = select(MILESTONE.c.project_id, _furthest(frame, later).label("at")).where(
        frame.known(MILESTONE)).group_by(MILESTONE.c.project_id).subquery("stands")
    rows = session.execute(
        select(MILESTONE.c.stage, func.count()).join(stands, stands.c.project_id == MILESTONE.c.project_id)
        .where(frame.known(MILESTONE), unknown, case(RANK, value=MILESTONE.c.stage) == stands.c["at"],
               MILESTONE.c.project_id.not_in(standing_at(Status.TERMINATED, frame)))
        .group_by(MILESTONE.c.stage))
    found = {Stage(stage): count for stage, count in rows}
    return {stage.value: found[stage] for stage in STAGES if stage in found}


def _furthest(frame: Frame, later: bool) -> AnyColumn:
    """The rank of the stage of a project, over its milestones."""
    rank = case(RANK, value=MILESTONE.c.stage)
    if not later:  # then no day has to be read at all
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


def any_after(session: Session, frame: Frame) -> bool:
    """Whether any milestone lies after `until`: a quick question, and mostly the answer is no."""
    # No period began in an earlier year and lasts until a later one.
    dated = and_(MILESTONE.c.stage.in_(list(STAGES)), MILESTONE.c.occurred_on >= date(frame.until.year, 1, 1),
                 _still_ahead(frame))
    return session.execute(select(MILESTONE.c.id).where(dated).limit(1)).first() is not None


def projects_known(session: Session, frame: Frame) -> int:
    """How many projects the office knew of."""
    return session.scalar(select(func.count()).select_from(frame.projects().subquery())) or 0


def in_no_list(session: Session, frame: Frame, *, later: bool) -> int:
    """How many of them began only after the last day asked for, or were entered by mistake and undone.

    `later` says whether there is any milestone after that day (`any_after`).
    """
    which = union(frame.undone(), frame.not_there_yet()) if later else frame.undone()
    return session.scalar(select(func.count()).select_from(which.subquery())) or 0


def expressed(money: Mapping[Currency, int], unit: Unit, exchange: Mapping[Currency, Decimal]) -> Decimal:
    """Minor units of several currencies as one number in `unit`; others than its own by way of yuan, at printed rates.

    Exact in yuan; in another currency, where a rate divides, to 80 digits (`at_most`). Raises KeyError where a rate is
    missing, which the check of a ruleset does not let through.
    """
    yuan = {Currency.CNY: Decimal(1), **exchange}
    with localcontext(prec=80):  # wide enough that nothing is ever rounded here but a division
        total = Decimal(0)
        for currency, minor in money.items():
            if minor:
                own = currency is unit.currency
                rate = Decimal(1) if own else yuan[currency] / (yuan[unit.currency] if unit.currency else 1)
                total += Decimal(minor) / currency.minor_units * rate
        return total / unit.factor


FIGURE_DECIMALS, SHARE_DECIMALS = 12, 20
"""Decimals of what was divided: of a figure, and of the shares that add up to it."""
_MOST_EXACT = 30
"""Decimals that no product of an amount and a printed rate has."""


def at_most(number: Decimal, decimals: int) -> Decimal:
    """A number that was divided with no more than so many decimals, rounded half up; an exact one stays as it is."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= _MOST_EXACT:
        return number
    with localcontext(prec=80):
        return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
