"""The year's figures: a pure function of the facts known at a moment, the ruleset, the year and the last day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from sqlmodel import Session

from tracker.domain.clock import office_day
from tracker.domain.days import time_progress
from tracker.domain.money import print_exact
from tracker.domain.rates import ahead, light_by_pace, light_by_points, points, print_percent, ratio
from tracker.domain.rules import Conversion, Denominator, Indicator, Kind, LightMethod, Progress, Ruleset
from tracker.domain.rules_types import ARRIVED_RATE
from tracker.domain.rules_words import RulesSaid
from tracker.office.figures.asserted import figures_asserted
from tracker.office.figures.composed import composed, count_composed
from tracker.office.figures.counting import Frame
from tracker.office.figures.effect import by_their_day
from tracker.office.figures.figures import ConversionRate, Figure, Rollup, YearMoney
from tracker.office.figures.results import sum_results
from tracker.office.figures.sums import (
    FIGURE_DECIMALS,
    any_after,
    at_most,
    expressed,
    in_no_list,
    projects_known,
    stages_at,
    stages_without_day,
    sum_receipts,
)
from tracker.office.figures.targets import targets_known
from tracker.office.figures.walks import Converted, Count, count_milestones
from tracker.office.known_then import PastLedger, ledger_known
from tracker.office.rules_kept import CountedBy, before_kept, counted_by, place_of
from tracker.office.sample import sample_known
from tracker.store.query import last_moment
from tracker.store.seals import head_shown

if TYPE_CHECKING:
    from tracker.domain.stages import Stage
    from tracker.office.desk import Desk

__all__ = ["ConversionRate", "Figure", "Rollup", "question", "rollup"]


def rollup(desk: Desk, year: int, *, until: date | None = None, as_of: datetime | None = None,
           ruleset: Ruleset | None = None, by_now: bool = False) -> Rollup:
    """The figures of `year` up to the end of `until`, by what was known at `as_of`.

    `until` is the last day of a past year where it is not given, today (with `as_of` the day of that moment) for the
    present one and for one to come; a later day than the year's last counts no more milestones of the year, but how
    far its projects have come since. `as_of` is the moment of the last entry in the journal where it is not given:
    everything known, and naming both gives the same bytes for ever. What is asked of then is counted by the ruleset of
    then, with `by_now` by today's. Raises RulesetError where the ruleset in force is wrong.
    """
    with desk.reading() as session:
        return rolled_up(session, desk, question(session, desk, year, until, as_of, ruleset, by_now=by_now))


def rolled_up(session: Session, desk: Desk, asked: FiguresAsked) -> Rollup:
    """The figures that are asked for, of the office that the session sees."""
    frame, place, rules, known_at, ledger, said = asked
    counts, converted, money = count_facts(session, rules, frame)
    projects = projects_known(session, frame)
    later = any_after(session, frame)
    stages = stages_at(session, frame, later=later)
    without_day = stages_without_day(session, frame, known_at.date(), later=later)
    projects -= in_no_list(session, frame, later=later)
    counts |= count_composed(session, rules, frame)
    targets = {} if desk.parks else targets_known(session, rules, frame)
    actual = actuals(rules, counts)
    others = figures_asserted(session, rules, frame, {one.key: print_exact(actual[one.key])
                                                      for one in rules.indicators}, every=True)
    sample = sample_known(session, frame)
    head = head_shown(session.connection(), frame.as_of)
    progress = progress_at(rules, frame.span.first, frame.span.last, frame.until)
    return Rollup(
        year=frame.year, span=frame.span, place=place or rules.place, until=frame.until, as_of=known_at,
        time_progress=print_percent(progress, rules.time_progress.decimals, rules.time_progress.drop_zeros),
        ruleset_id=rules.id, ruleset_digest=rules.digest,
        indicators=tuple(_figure(one, actual[one.key], counts[one.key], projects, targets.get(one.key),
                                 progress, rules) for one in rules.indicators),
        conversion=tuple(rates_of(converted, rules)),
        by_stage=stages,
        new_by_month={one.key: counts[one.key].by_month for one in rules.indicators if one.monthly},
        beside_months={one.key: beside for one in rules.indicators if (beside := counts[one.key].beside)},
        narrowed=bool(desk.parks),
        sample=sample, ledger=ledger, money=money, stages_without_day=without_day, head=head, rules_said=said,
        asserted=others,
    )


class FiguresAsked(NamedTuple):
    """What figures are asked for. `known_at` is the moment up to which facts are known (aware UTC).

    `ledger` is the older ledger they come from, where that moment lies before the office was kept here, `said` what
    has to be known of the rules.
    """

    frame: Frame
    place: str
    rules: Ruleset
    known_at: datetime
    ledger: PastLedger | None
    said: RulesSaid | None


def question(session: Session, desk: Desk, year: int, until: date | None, as_of: datetime | None,
             ruleset: Ruleset | None, *, by_now: bool = False) -> FiguresAsked:
    """What a question comes to once everything left open is filled in; the session answers by profiles of its day."""
    last_entry = last_moment(session)
    present = last_entry is None or as_of is None or as_of >= last_entry
    known_at = as_of or last_entry or desk.now()
    then = None if present else as_of
    counted = CountedBy(place_of(session, then), ruleset) if ruleset else counted_by(
        session, desk.store.rules_folder, year, as_of, then, by_now=by_now)
    ledger = ledger_known(session, known_at) if before_kept(session, known_at) else None
    today = office_day(as_of) if as_of else desk.today()
    frame = Frame(year, until or counted.rules.counting.of(year).until(today), then).by(counted.rules)
    by_their_day(session, frame)
    return FiguresAsked(frame, counted.place, counted.rules, known_at, ledger, counted.said)


def rules_for(desk: Desk, year: int, as_of: datetime | None, *, by_now: bool = False) -> Ruleset:
    """The ruleset by which `rollup` counts with the same arguments. Raises RulesetError as it does."""
    with desk.reading() as session:
        return question(session, desk, year, None, as_of, None, by_now=by_now).rules


class FactsCounted(NamedTuple):
    """What every indicator of facts counts, by its key; what conversion rates come of; where the year's money is."""

    counts: dict[str, Count]
    converted: list[Converted]
    money: YearMoney


def count_facts(session: Session, rules: Ruleset, frame: Frame) -> FactsCounted:
    """Milestones, receipts and results of a year, each counted once: what all figures are made of.

    The session is asked by profiles of its day (`by_their_day`) by whoever calls.
    """
    counts, converted = count_milestones(session, rules, frame)
    money = sum_receipts(session, rules, frame)
    return FactsCounted(counts | money.counts | sum_results(session, rules, frame), converted, money.year)


def progress_at(ruleset: Ruleset, first: date, last: date, until: date) -> Fraction:
    """序时进度: the share of some whole months gone by at the end of `until`, as the ruleset measures it.

    0 before the first day, 1 from the last day on.
    """
    if ruleset.time_progress.method is Progress.DAYS and first <= until:
        return Fraction((min(until, last) - first).days + 1, (last - first).days + 1)
    return time_progress(first, last, until)


def actual_of(indicator: Indicator, count: Count, ruleset: Ruleset) -> Decimal:
    """The figure of an indicator of facts, exact, in its unit."""
    if indicator.money:
        return expressed(count.money, indicator.money, ruleset.exchange)
    if indicator.of_people:
        return Decimal(count.people)
    return Decimal(count.companies if indicator.kind is Kind.COMPANIES else count.projects)


def actuals(ruleset: Ruleset, counts: Mapping[str, Count]) -> dict[str, Decimal]:
    """The figure of every indicator by its key, those made of others after these."""
    return with_composed(ruleset, {one.key: at_most(actual_of(one, counts[one.key], ruleset), FIGURE_DECIMALS)
                                   for one in ruleset.indicators if not one.composed})


def with_composed(ruleset: Ruleset, facts: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The figures of the indicators of facts, and those that are made of them, in the order of the ruleset."""
    found: dict[str, Decimal] = {}
    for one in ruleset.indicators:
        found[one.key] = composed(one, found, ruleset) if one.composed else facts[one.key]
    return found


def _figure(indicator: Indicator, actual: Decimal, count: Count, projects: int, target: Decimal | None,
            progress: Fraction, ruleset: Ruleset) -> Figure:
    rate, so_far, light = rated(indicator, actual, target, progress, ruleset)
    return Figure(
        key=indicator.key, labels=indicator.labels, unit=indicator.unit,
        target=None if target is None else print_exact(target), actual=print_exact(actual),
        rate=rate, ahead=so_far, light=light,
        counted=count.projects, not_counted=projects - count.projects, by_period=count.by_period, under=count.under,
        coverage=count.coverage, without_papers=indicator.composed or indicator.kind is Kind.RESULTS,
    )


def rated(indicator: Indicator, actual: Decimal, target: Decimal | None, progress: Fraction, ruleset: Ruleset
          ) -> tuple[str | None, str | None, str | None]:
    """The rate of a figure as it is printed, how far it is ahead of the time gone by, and its light.

    None of all three without a target.
    """
    rate = None if target is None else ratio(actual, target)
    if rate is None:
        return None, None, None
    style = (indicator.rounding.decimals, indicator.rounding.drop_zeros)
    return print_percent(rate, *style), ahead(rate, progress, *style), light_of(rate, progress, ruleset)


def light_of(rate: Fraction, progress: Fraction, ruleset: Ruleset) -> str:
    """The light of a completion rate, by the share of its time that has gone by (1 is all of it)."""
    lights = ruleset.lights
    light = (light_by_pace(rate, progress, lights.yellow, lights.red) if lights.method is LightMethod.PACE
             else light_by_points(points(rate, progress), lights.yellow, lights.red))
    return light.at(rate, progress).value


def held_figures(session: Session, rules: Ruleset, frame: Frame) -> dict[str, str]:
    """Every indicator and both parts of every rate, by the keys they are explained by.

    The session is asked by profiles of its day (`by_their_day`) by whoever calls.
    """
    counts, converted, _ = count_facts(session, rules, frame)
    found = {key: print_exact(actual) for key, actual in actuals(rules, counts).items()}
    return found | {rate.explained_by: f"{rate.numerator}/{rate.denominator}" for rate in rates_of(converted, rules)}


def rates_of(converted: list[Converted], ruleset: Ruleset) -> Iterator[ConversionRate]:
    """Every conversion rate of what was counted."""
    for one in converted:
        conversion = one.table
        cohort = one.year if conversion.denominator is Denominator.COHORT else None
        whole = _weight(conversion, one, None, ruleset)
        parts: list[tuple[str, int | Decimal]] = [(stage, _weight(conversion, one, stage, ruleset))
                                                  for stage in conversion.stages]
        if one.arrived is not None and conversion.money:
            parts.append((ARRIVED_RATE, expressed(one.arrived, conversion.money, ruleset.exchange)))
        for key, part in parts:
            rate = ratio(part, whole)
            style = (conversion.rounding.decimals, conversion.rounding.drop_zeros)
            yield ConversionRate(key, _printed(part), _printed(whole),
                                 None if rate is None else print_percent(rate, *style), cohort, conversion.unit,
                                 conversion.key, conversion.labels, one.under)


def _weight(conversion: Conversion, one: Converted, stage: Stage | None, ruleset: Ruleset) -> int | Decimal:
    """Projects, or their contract amounts in the unit the ruleset names."""
    if conversion.denominator == "contract_amount" and conversion.money:
        return expressed(one.money[stage], conversion.money, ruleset.exchange)
    return one.projects[stage]


def _printed(weight: int | Decimal) -> int | str:
    return weight if isinstance(weight, int) else print_exact(at_most(weight, FIGURE_DECIMALS))
