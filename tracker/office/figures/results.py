"""Counts what came of projects: amounts of investment, output or tax in the year, or projects with a result in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from sqlalchemy import RowMapping, case, func, select, text
from sqlmodel import Session

from tracker.domain.day import Precision
from tracker.domain.money import Mark
from tracker.domain.reasons import Unmet
from tracker.domain.rules import Indicator, Kind, Ruleset
from tracker.office.figures.asked import property_criteria, standing_criteria
from tracker.office.figures.by_rules import QUERIES_KEPT, RulesFrame
from tracker.office.figures.counting import Criterion, Frame, SpanCodes, all_of, span_criteria
from tracker.office.figures.entered import slice_entered
from tracker.office.figures.figures import Coverage
from tracker.office.figures.walks import Count, DayOf
from tracker.store.query import PROFILE, RESULT, AnyColumn, Query
from tracker.store.tables import ProjectResult

RESULT_DAY = DayOf(RESULT.c.happened_on, RESULT.c.precision)
"""The day of a result."""


_SPAN = SpanCodes(Unmet.RESULT_BEFORE, Unmet.RESULT_AFTER, Unmet.RESULT_TWO_YEARS, Unmet.RESULT_OPEN)


def of_results(rules: Ruleset) -> list[Indicator]:
    """The indicators of what came of projects."""
    return [one for one in rules.indicators if one.kind is Kind.RESULTS]


def result_criteria(indicator: Indicator, frame: Frame) -> Iterator[Criterion]:
    """What a result has to be to count, one of its kind first."""
    day, params = RESULT.c.happened_on, {"result": indicator.result}
    yield Criterion(Unmet.NO_RESULT, RESULT.c.what == indicator.result, params)
    if indicator.of_results_of_money:
        yield Criterion(Unmet.RESULT_CURRENCY, RESULT.c.currency.in_(list(indicator.currencies)), params)
    yield from span_criteria(_SPAN, day, RESULT.c.precision, frame.first, frame, params)
    if (days := indicator.entered_within) is not None:
        in_time = slice_entered(RESULT, ProjectResult, "happened_on", days, frame)
        yield Criterion(Unmet.RESULT_ENTERED_LATE, in_time, {**params, "days": days})


def results_criteria(indicator: Indicator, frame: Frame) -> list[Criterion]:
    """Everything a result and its project have to satisfy to be counted."""
    return [
        *property_criteria(indicator.filters),
        *result_criteria(indicator, frame),
        *standing_criteria(indicator.filters, frame, RESULT.c.project_id),
    ]


def counting_results(indicator: Indicator, frame: Frame, *columns: AnyColumn) -> Query:
    """What is asked of the results that count, with the profiles of their projects."""
    return (
        select(*columns).select_from(RESULT.join(PROFILE, PROFILE.c.project_id == RESULT.c.project_id))
        .where(frame.known(RESULT), frame.known(PROFILE), all_of(results_criteria(indicator, frame)))
    )


def sum_results(session: Session, rules: Ruleset, frame: Frame) -> dict[str, Count]:
    """Every indicator of results, by its key."""
    return {indicator.key: _count(session.execute(query).mappings().one(), indicator, frame)
            for indicator, query in _queries(RulesFrame(rules, frame))}


def _count(row: RowMapping, indicator: Indicator, frame: Frame) -> Count:
    return Count(row["projects"], {one: int(row[one] or 0) for one in indicator.currencies},
                 people=int(row["people"] or 0) if indicator.of_people else 0,
                 by_period=row["by_period"] if frame.in_part else 0, under=row["under"],
                 coverage=Coverage(recognised=None))


@lru_cache(QUERIES_KEPT)
def _queries(by: RulesFrame) -> Sequence[tuple[Indicator, Query]]:
    return [(one, counting_results(one, by.frame, *(column.label(name) for name, column in _columns(one).items())))
            for one in of_results(by.rules)]


def _columns(indicator: Indicator) -> dict[str, AnyColumn]:
    project = RESULT.c.project_id
    return {"projects": func.count(project.distinct()),
            "by_period": func.count(case((RESULT.c.precision != Precision.DAY, project)).distinct()),
            "under": func.count(case((RESULT.c.mark == Mark.UNDER, 1))),
            **({"people": func.sum(RESULT.c.people)} if indicator.of_people else {}),
            **{one.value: func.sum(case((RESULT.c.currency == one, RESULT.c.amount_minor)))
               for one in indicator.currencies}}


def count_result_parts(session: Session, rules: Ruleset, frame: Frame, part: AnyColumn) -> dict[str, dict[str, Count]]:
    """What `sum_results` counts for each indicator, told apart by a column: by key, then by part."""
    counts: dict[str, dict[str, Count]] = {}
    for indicator in of_results(rules):
        columns = {"part": part, **_columns(indicator)}
        query = counting_results(indicator, frame, *(column.label(name) for name, column in columns.items()))
        counts[indicator.key] = {
            row["part"]: _count(row, indicator, frame)
            for row in session.execute(query.group_by(text("part"))).mappings()}
    return counts
