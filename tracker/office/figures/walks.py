"""Counts milestones: one walk over each stage serves every indicator and conversion rate that asks for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import FromClause, RowMapping, and_, case, func, select, text
from sqlmodel import Session

from tracker.domain.day import Day, Precision
from tracker.domain.money import Currency, Mark
from tracker.domain.parts import PeriodOfYear
from tracker.domain.rules import Conversion, DateBasis, Denominator, Indicator, Kind, Ruleset
from tracker.domain.rules_late import LateRule
from tracker.domain.rules_once import Together
from tracker.domain.rules_words import ADDED_UP, OF_ANY_YEAR, SignedAgain
from tracker.domain.stages import STAGES, Stage
from tracker.office.figures.by_rules import QUERIES_KEPT, RulesFrame
from tracker.office.figures.counting import (
    SPAN,
    Criterion,
    Frame,
    all_of,
    count_if,
    deciding_day,
    over_by,
    reaches,
    walked,
)
from tracker.office.figures.coverage import Covering, covering, milestone_coverage
from tracker.office.figures.criteria import (
    added_up,
    conversion_criteria,
    conversion_first,
    conversion_frame,
    indicator_criteria,
    indicator_first,
    priced_in,
)
from tracker.office.figures.figures import NAMED, BesideMonths, Coverage, NamedDay
from tracker.office.figures.late import late_rule, stage_criteria
from tracker.office.figures.months import lies_within
from tracker.office.figures.together import day_together, milestone_criteria, precision_together, with_others
from tracker.store.folding import Folded
from tracker.store.query import LATER, MILESTONE, PROFILE, PROJECT, RECEIPT, AnyColumn, Condition, Query

_Rows = Sequence[RowMapping]


@dataclass(frozen=True, slots=True)
class Count:
    """What one indicator came to: projects counted, and the companies or money of the figure itself."""

    projects: int
    money: Mapping[Currency, int] = field(default_factory=dict)
    """Minor units by currency, for receipts."""
    companies: int = 0
    people: int = 0
    by_month: tuple[int, ...] = (0,) * 12
    coverage: Coverage = field(default_factory=Coverage)
    beside: BesideMonths | None = None
    """Of an indicator counted by month: what counts in the year and in no month; None where nothing does."""
    by_period: int = 0
    under: int = 0


@dataclass(frozen=True, slots=True)
class Converted:
    """The projects signed in the year (or in a cohort's), and those of them that reached each later stage."""

    table: Conversion
    year: int
    projects: Mapping[Stage | None, int]
    """None for the denominator."""
    money: Mapping[Stage | None, Mapping[Currency, int]]
    """Their contract amounts in minor units, where those are the weight."""
    under: int = 0
    """How many of those are said to be less than they stand for."""
    arrived: Mapping[Currency, int] | None = None
    """Money of these projects that arrived, in minor units, where the table asks for it."""


@dataclass(slots=True)
class Walk:
    """One walk over the milestones of a stage in a span of days, with a column for each thing counted on the way."""

    stage: Stage
    basis: DateBasis
    first: date
    columns: dict[str, AnyColumn] = field(default_factory=dict)
    profile: bool = False
    """Whether some column adds up amounts of the profile."""
    reached: set[Stage] = field(default_factory=set)
    """Later stages some column asks about."""
    together: tuple[Together, ...] = ()
    """Other stages that have to be reached too."""
    part: AnyColumn | None = None
    """What rows are told apart by instead of the day; then the profile is there too."""

    def query(self, frame: Frame) -> Query:
        """A row for each day on which something can count: the order of the index, so nothing has to be sorted."""
        day = day_together(self.basis, self.together)
        span = (stage_criteria(self.stage, self.basis, frame, self.together) if frame.late else
                milestone_criteria(self.stage, self.basis, self.first, frame, self.together))
        apart = day.label("day") if self.part is None else self.part.label("part")
        return frame.by_signing(
            select(apart, *(column.label(name) for name, column in self.columns.items()))
            .select_from(self._joined(frame))
            .where(MILESTONE.c.stage == self.stage, frame.known(MILESTONE), *(one.holds for one in span[1:]))
            .group_by(day if self.part is None else text("part"))
        )

    def _joined(self, frame: Frame) -> FromClause:
        project_id = MILESTONE.c.project_id
        joined: FromClause = MILESTONE
        if self.profile or self.part is not None:
            joined = joined.join(PROFILE, and_(PROFILE.c.project_id == project_id, frame.known(PROFILE)))
        for stage in sorted(self.reached, key=STAGES.index):
            joined = joined.outerjoin(LATER[stage], reaches(stage, self.basis, project_id, frame))
        return with_others(joined, self.basis, self.together, project_id, frame)


_Span = tuple[Stage, DateBasis, date, tuple[Together, ...], SignedAgain, LateRule | None]
"""What a walk goes over: a stage, by which of its days, since when, the stages reached with it, by which signing, and
what becomes of what was entered late."""


class _Asked(NamedTuple):
    """The query of each walk, and which walk each indicator and each table of rates is read from."""

    queries: dict[_Span, Query]
    indicators: list[tuple[Indicator, _Span]]
    tables: list[tuple[Conversion, _Span]]


def count_milestones(session: Session, ruleset: Ruleset, frame: Frame) -> tuple[dict[str, Count], list[Converted]]:
    """Every indicator of milestones and the conversion, in as few walks as there are stages and spans."""
    asked = _asked(RulesFrame(ruleset, frame), covering(session, frame))
    rows = {span: session.execute(query).mappings().all() for span, query in asked.queries.items()}
    counts = {one.key: _counted(session, one, frame, rows[span]) for one, span in asked.indicators}
    return counts, [rate for table, span in asked.tables for rate in _converted(session, table, frame, rows[span])]


@lru_cache(QUERIES_KEPT)
def _asked(by: RulesFrame, there: Covering) -> _Asked:
    frame, walks = by.frame, dict[_Span, Walk]()
    indicators = [(one, (one.stage, one.date, indicator_first(one, frame), one.together, frame.signed,
                         late_rule(one, frame)))
                  for one in by.rules.indicators if one.stage]
    tables = [(table, (Stage.SIGNED, table.date, conversion_first(table, frame), (),
                       conversion_frame(table, frame).signed, None))
              for table in by.rules.all_conversions]
    for _, span in (*indicators, *tables):
        stage, basis, first, together, *_ = span
        walks.setdefault(span, Walk(stage, basis, first, together=together))
    for one, span in indicators:
        _ask_indicator(walks[span], one, frame, there)
    for table, span in tables:
        _ask_conversion(walks[span], table, frame)
    queries = {span: walk.query(replace(frame, signed=span[-2], late=span[-1])) for span, walk in walks.items()}
    return _Asked(queries, indicators, list(tables))


def _ask_indicator(walk: Walk, indicator: Indicator, frame: Frame, there: Covering) -> None:
    holds = _ask_figure(walk, indicator, frame)
    for how, covered in milestone_coverage(walk.stage, frame, there).items():
        walk.columns[f"{how}_{indicator.key}"] = count_if(*holds, covered)
    if frame.in_part and indicator.date is DateBasis.OCCURRED:
        by_period = precision_together(indicator.date, indicator.together) != Precision.DAY
        walk.columns[f"p_{indicator.key}"] = count_if(*holds, by_period)
    if indicator.monthly:
        # A milestone known by its quarter, half-year or year belongs to that and to no month of it.
        in_month = [_in_a_month(indicator, frame)] if indicator.date is DateBasis.OCCURRED or _moves(frame) else []
        walk.columns[f"m_{indicator.key}"] = count_if(*holds, *in_month)


def _in_a_month(indicator: Indicator, frame: Frame) -> Condition:
    """That the day that decides is known well enough to lie in one month of the year."""
    day, precision = (which(indicator.date, indicator.together) for which in (day_together, precision_together))
    within = lies_within(PeriodOfYear.MONTH, day, precision, frame.span) if indicator.date is DateBasis.OCCURRED else (
        day.is_not(None))
    # What counts in a later year than its own lies in no month of it.
    return and_(within, day >= frame.first) if _moves(frame) else within


def _moves(frame: Frame) -> bool:
    return frame.late is not None and frame.late.moves


def _ask_figure(walk: Walk, indicator: Indicator, frame: Frame) -> list[Condition]:
    """Asks a walk for the projects and the amounts of an indicator; the answer is when a row counts."""
    holds = _of_row(walk, indicator_criteria(indicator, frame), frame)
    walk.columns[f"n_{indicator.key}"] = count_if(*holds)
    if indicator.kind in ADDED_UP:
        walk.profile = True
        minor, currency, mark = added_up(indicator, frame)
        walk.columns[f"u_{indicator.key}"] = count_if(*holds, mark == Mark.UNDER)
        for one in _of_amount(indicator, frame):
            walk.columns[f"a_{indicator.key}_{one}"] = func.sum(case((and_(*holds, currency == one), minor)))
    return holds


def _of_row(walk: Walk, criteria: Iterable[Criterion], frame: Frame) -> list[Condition]:
    """What is still to be asked of a row in the span of a walk; what concerns the profile as one set of projects.

    A set is found once for the whole walk; a join would look up the profile of every row to find, mostly, no tag.
    """
    asked = [one for one in criteria if one.code not in SPAN]
    holds = [one.holds for one in asked if not one.profile]
    if any(one.profile for one in asked):
        fits = all_of(one for one in asked if one.profile)
        fitting = select(PROFILE.c.project_id).where(_of_walked(walk, frame), fits)
        holds.append(MILESTONE.c.project_id.in_(fitting.correlate(None)))
    return holds


def _of_walked(walk: Walk, frame: Frame) -> Condition:
    """Which profiles a set is looked for in: of the projects with the milestone in the span, and of no others.

    Their list is in the order of projects, in which the profiles lie. Where the days of several milestones decide, no
    index knows the span, and all profiles are read.
    """
    if walk.together or _moves(frame):
        return walked(frame.known(PROFILE))
    in_span = deciding_day(MILESTONE, walk.basis).between(walk.first, frame.last)
    projects = select(MILESTONE.c.project_id).where(MILESTONE.c.stage == walk.stage, in_span)
    return and_(frame.known(PROFILE), PROFILE.c.project_id.in_(projects.correlate(None)))


def _counted(session: Session, indicator: Indicator, frame: Frame, rows: _Rows) -> Count:
    months, span, of_month = [0] * 12, frame.span, f"m_{indicator.key}"
    for row in rows if indicator.monthly else ():
        if count := row[of_month]:  # what is of an earlier year lies in no month of this one
            months[span.place_of(row["day"]) - 1] += count
    projects = sum(row[f"n_{indicator.key}"] for row in rows)
    companies = _companies(session, indicator, frame) if indicator.kind is Kind.COMPANIES else 0
    beside = projects - sum(months) if indicator.monthly else 0
    asked = {how: name for how in Coverage._fields if rows and (name := f"{how}_{indicator.key}") in rows[0]}
    coverage = Coverage(**{how: sum(row[name] for row in rows) for how, name in asked.items()})
    return Count(projects, _amounts(indicator, frame, rows), companies=companies, by_month=tuple(months),
                 coverage=coverage,
                 beside=BesideMonths(beside, _beside(session, indicator, frame)) if beside else None,
                 by_period=_sum(rows, f"p_{indicator.key}"),
                 under=_sum(rows, f"u_{indicator.key}"))


def _amounts(indicator: Indicator, frame: Frame, rows: _Rows) -> dict[Currency, int]:
    return {one: sum(int(row[f"a_{indicator.key}_{one}"] or 0) for row in rows)
            for one in _of_amount(indicator, frame)}


def count_parts(session: Session, indicators: Iterable[Indicator], frame: Frame, part: Callable[[DayOf], AnyColumn]
                ) -> dict[str, dict[str, Count]]:
    """What `count_milestones` counts for each indicator of milestones, told apart by `part`: by key, then by part.

    `part` makes the column from the day that decides and its precision. Companies are counted where the first of
    their projects is, by code, as `explain` has them.
    """
    walks: dict[tuple[Stage, DateBasis, date, tuple[Together, ...], LateRule | None], Walk] = {}
    asked: list[tuple[Indicator, Walk]] = []
    for one in indicators:
        if one.stage:
            key = (one.stage, one.date, indicator_first(one, frame), one.together, late_rule(one, frame))
            walk = walks.setdefault(key, Walk(*key[:3], together=key[3], part=part(decided_by(one))))
            _ask_figure(walk, one, frame)
            asked.append((one, walk))
    rows = {id(walk): session.execute(walk.query(replace(frame, late=late))).mappings().all()
            for (*_, late), walk in walks.items()}
    counts: dict[str, dict[str, Count]] = {}
    for one, walk in asked:
        companies = _companies_by(session, one, frame, part(decided_by(one)))
        counts[one.key] = {
            row["part"]: Count(row[f"n_{one.key}"], _amounts(one, frame, [row]),
                               companies=companies.get(row["part"], 0), under=_sum([row], f"u_{one.key}"))
            for row in rows[id(walk)] if row[f"n_{one.key}"]}
    return counts


class DayOf(NamedTuple):
    """The day that decides where a fact counts, how precisely it is known, and whether the fact is money."""

    day: AnyColumn | None
    """None where no day decides: increases of a contract are added up over the whole year, promises over all."""
    precision: AnyColumn | None
    """None where it is always one day."""
    of_money: bool = False


RECEIPT_DAY = DayOf(RECEIPT.c.received_on, RECEIPT.c.precision, of_money=True)
"""The day of money that arrived."""


def decided_by(indicator: Indicator) -> DayOf:
    """The day of the milestones of an indicator."""
    if indicator.kind in OF_ANY_YEAR:
        return DayOf(None, None)
    precise = None if indicator.date is DateBasis.RECOGNISED else precision_together(
        indicator.date, indicator.together)
    return DayOf(day_together(indicator.date, indicator.together), precise)


def _companies_by(session: Session, indicator: Indicator, frame: Frame, part: AnyColumn) -> dict[str, int]:
    """Companies by the part in which the first of their projects lies, by code."""
    if indicator.kind is not Kind.COMPANIES:
        return {}
    query = counting(select(investor(), part), indicator, frame).join(
        PROJECT, PROJECT.c.id == MILESTONE.c.project_id).order_by(PROJECT.c.code)
    first: dict[str, str] = {}
    for company, its_part in session.execute(query):
        first.setdefault(company, its_part)
    return Counter(first.values())


def _sum(rows: _Rows, name: str) -> int:
    """A column of a walk added up; nothing where the walk was not asked for it."""
    return sum(row[name] for row in rows) if rows and name in rows[0] else 0


def _of_amount(indicator: Indicator, frame: Frame) -> list[Currency]:
    """The currencies whose amounts are added up; none where projects are counted."""
    adds = indicator.kind in ADDED_UP
    return priced_in(indicator.money, frame) if adds and indicator.money else []


def _beside(session: Session, indicator: Indicator, frame: Frame) -> tuple[NamedDay, ...]:
    """The first projects, by their codes, whose milestone counts and tells no month."""
    day, precision = (which(indicator.date, indicator.together) for which in (day_together, precision_together))
    query = (
        select(PROJECT.c.code, PROFILE.c.name, day, precision)
        .select_from(of_indicator(indicator, frame).join(PROJECT, PROJECT.c.id == MILESTONE.c.project_id))
        .where(MILESTONE.c.stage == indicator.stage, frame.known(MILESTONE), frame.known(PROFILE),
               ~_in_a_month(indicator, frame), all_of(indicator_criteria(indicator, frame)))
        .order_by(PROJECT.c.code).limit(NAMED)
    )
    return tuple(NamedDay(code, name, Day(on, precision)) for code, name, on, precision in session.execute(query))


def of_indicator(indicator: Indicator, frame: Frame) -> FromClause:
    """Milestones with the profile of their project, and beside them the others an indicator asks for."""
    joined: FromClause = MILESTONE.join(PROFILE, PROFILE.c.project_id == MILESTONE.c.project_id)
    return with_others(joined, indicator.date, indicator.together, MILESTONE.c.project_id, frame)


def investor() -> AnyColumn:
    """Who a project belongs to when companies are counted, the name folded: （湖南）甲公司 is (湖南) 甲公司.

    One whose investor nobody wrote down stands for itself.
    """
    return Folded(func.coalesce(func.nullif(PROFILE.c.investor, ""), PROFILE.c.name))


def _companies(session: Session, indicator: Indicator, frame: Frame) -> int:
    return session.scalar(counting(select(func.count(investor().distinct())), indicator, frame)) or 0


def counting(query: Query, indicator: Indicator, frame: Frame) -> Query:
    """A question asked of the milestones that count for an indicator, with the profiles of their projects."""
    return query.select_from(of_indicator(indicator, frame)).where(
        MILESTONE.c.stage == indicator.stage, frame.known(MILESTONE), frame.known(PROFILE),
        all_of(indicator_criteria(indicator, frame)))


def _ask_conversion(walk: Walk, conversion: Conversion, frame: Frame) -> None:
    walk.reached |= set(conversion.stages)
    walk.profile |= bool(_weights(conversion))
    for stage in (None, *conversion.stages):
        holds = _of_row(walk, conversion_criteria(conversion, frame), frame)
        if stage:
            holds.append(LATER[stage].c.id.is_not(None))
        walk.columns[_column(conversion, stage)] = count_if(*holds)
        if stage is None and _weights(conversion):
            walk.columns[_column(conversion, _UNDER)] = count_if(*holds, PROFILE.c.contract_mark == Mark.UNDER)
        for currency in _weights(conversion):
            weight = case((and_(*holds, PROFILE.c.contract_currency == currency), PROFILE.c.contract_minor))
            walk.columns[_column(conversion, stage, currency)] = func.sum(weight)


_UNDER = "under"


def _column(conversion: Conversion, *of: str | None) -> str:
    """A column of its own for every table of rates, stage and currency."""
    return "_".join(("c", conversion.key, *map(str, of)))


def _weights(conversion: Conversion) -> tuple[Currency, ...]:
    """The currencies whose contract amounts are added up, none where projects are counted."""
    return tuple(Currency) if conversion.denominator is Denominator.CONTRACT_AMOUNT else ()


def _converted(session: Session, conversion: Conversion, frame: Frame, rows: _Rows) -> list[Converted]:
    cohorts = conversion.denominator is Denominator.COHORT
    first = conversion.base_year or frame.year if cohorts else frame.year
    arrived = _arrived(session, conversion, frame) if conversion.arrived else None
    rates = []
    for year in range(first, frame.year + 1):
        own = [row for row in rows if not cohorts or frame.counting.year_of(row["day"]) == year]
        projects, money = {}, {}
        for stage in (None, *conversion.stages):
            of_stage = _column(conversion, stage)
            projects[stage] = sum(row[of_stage] for row in own)
            money[stage] = {currency: sum(int(row[_column(conversion, stage, currency)] or 0) for row in own)
                            for currency in _weights(conversion)}
        under = _sum(own, _column(conversion, _UNDER))
        rates.append(Converted(conversion, year, projects, money, under, arrived))
    return rates


def _arrived(session: Session, conversion: Conversion, frame: Frame) -> dict[Currency, int]:
    """Money of the projects of a table of rates that arrived by the last day that counts, by currency."""
    query = arrived_of(conversion, frame, RECEIPT.c.currency, func.sum(RECEIPT.c.amount_minor))
    return {Currency(currency): int(minor) for currency, minor in
            session.execute(query.group_by(RECEIPT.c.currency))}


def arrived_of(conversion: Conversion, frame: Frame, *columns: AnyColumn) -> Query:
    """What is asked of the receipts behind money arrived ÷ contract amounts; currencies without a rate are left out."""
    priced = priced_in(conversion.money, frame) if conversion.money else []
    projects = (
        select(MILESTONE.c.project_id)
        .select_from(MILESTONE.join(PROFILE, PROFILE.c.project_id == MILESTONE.c.project_id))
        .where(MILESTONE.c.stage == Stage.SIGNED, frame.known(MILESTONE), frame.known(PROFILE),
               all_of(conversion_criteria(conversion, frame)))
    )
    query = select(*columns).where(frame.known(RECEIPT), over_by(RECEIPT, RECEIPT.c.received_on, frame.last),
                                   RECEIPT.c.currency.in_(priced), RECEIPT.c.project_id.in_(projects))
    return conversion_frame(conversion, frame).by_signing(query)
