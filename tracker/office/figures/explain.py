"""Proves a figure: the projects counted with the facts behind them, and every other project with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from sqlalchemy import RowMapping, select, union
from sqlmodel import Session

from tracker.domain.changed import ChangeKind
from tracker.domain.clock import office_day
from tracker.domain.days import Day
from tracker.domain.money import Money, Unit, exact_sum, print_exact
from tracker.domain.money_form import outside_part
from tracker.domain.parts import PartOf, PeriodOfYear, is_period
from tracker.domain.reasons import Code, Unmet
from tracker.domain.rules import Conversion, Denominator, Indicator, Kind, Ruleset
from tracker.domain.rules_types import ARRIVED_RATE
from tracker.domain.rules_words import ADDED_UP, NO_INDICATOR, OF_ANY_YEAR, SignedAgain
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.figures.asserted import figures_asserted
from tracker.office.figures.by_rules import RulesFrame, of_money
from tracker.office.figures.composed import parts_of, share_in_whole
from tracker.office.figures.counting import (
    Criterion,
    Frame,
    after,
    of_project,
    over_by,
    reached_criteria,
)
from tracker.office.figures.criteria import (
    cohort_criterion,
    conversion_criteria,
    conversion_first,
    conversion_frame,
)
from tracker.office.figures.explained import (
    CountedFact,
    CountedProject,
    Explanation,
    IncreaseBehind,
    NotCountedProject,
    Proof,
)
from tracker.office.figures.judging import (
    BehindAsked,
    behind_asked,
    conditions_met,
    conditions_missed,
    day_judged,
    days_judged,
    documents_by,
    judged,
    judging_by,
    late_of,
    proofs_of_receipts,
    proofs_of_stage,
    receipts_in_order,
    with_milestone,
)
from tracker.office.figures.narrowed import sum_of_shares
from tracker.office.figures.nowhere import line_of, receipts_nowhere
from tracker.office.figures.rollup import FiguresAsked, question
from tracker.office.figures.subtotals import Within
from tracker.office.figures.sums import FIGURE_DECIMALS, SHARE_DECIMALS, at_most, expressed, sum_receipts
from tracker.office.figures.walks import arrived_of
from tracker.office.outcome import Refused, refused
from tracker.office.undisturbed import undisturbed
from tracker.store.query import (
    CHANGE,
    LATER,
    MILESTONE,
    PROFILE,
    PROJECT,
    RECEIPT,
    Query,
)

CONVERSION = "conversion."
"""What the keys of conversion rates begin with: conversion.registered."""

RECEIPTS_UNIT = "笔"
"""Of the money that no indicator counts, whose currencies have no sum in common."""
_EARLIER = (Unmet.BEFORE, Unmet.BEFORE_BASE)


def explain(desk: Desk, year: int, key: str, *, until: date | None = None, as_of: datetime | None = None,
            ruleset: Ruleset | None = None, by_now: bool = False, part: PartOf | None = None
            ) -> Explanation | Refused:
    """What is behind one figure of a rollup with the same arguments.

    `key` is an indicator's or a name of it, or a conversion rate's: conversion.registered for the projects of all
    cohorts, conversion.2021.registered for those of one, conversion.KEY.registered where there are several tables.
    That of the money no indicator counts (`NO_INDICATOR`, or a line of it) has for its figure how many receipts.
    With `part` it is what is behind one sub-total of an indicator: the projects counted of that part, and the others
    that are in it. Refused for a key the ruleset lacks, or a month no year has. Raises RulesetError as `rollup` does.
    """
    with desk.reading() as session, undisturbed():
        return explain_asked(session, question(session, desk, year, until, as_of, ruleset, by_now=by_now), key, part)


def explain_asked(session: Session, asked: FiguresAsked, key: str, part: PartOf | None = None, *,
                  begun_later: bool = False) -> Explanation | Refused:
    """What `explain` answers, by a session and what was asked in it: what else is read there is of one moment with it.

    With `begun_later` the projects not counted are also those that began after the last day asked for.
    """
    frame, rules, year = asked.frame, asked.rules, asked.frame.year
    if part and part.value and part.by in list(PeriodOfYear) and not is_period(part):
        return refused(Code.NO_SUCH_PERIOD, field="period", value=part.value)
    rate = _rate_meant(rules, year, key)
    meant = None if rate else rules.indicator_named(key)
    key = meant.key if meant else key
    by_origin = meant is not None and bool(meant.receipt_origin)
    lacking = sum_receipts(session, rules, frame).year.without_origin if by_origin else None
    if rate:
        behind = _conversion(session, rules, rate, frame)
    elif meant:
        within = Within(session, frame, part) if part else None
        behind = of_indicator_key(session, rules, meant, frame, within)
    elif (receipts := _nowhere(session, rules, frame, key)) is not None:
        behind = receipts
    else:
        return refused(Code.UNKNOWN_INDICATOR, field="indicator", value=key, choices=explained_keys(rules, year))
    others = figures_asserted(session, rules, frame, {key: behind.figure}) if meant else ()
    none_then = frame.undone() if begun_later else union(frame.undone(), frame.not_there_yet())
    gone = set(session.scalars(select(PROJECT.c.code).where(PROJECT.c.id.in_(none_then))))
    not_counted = tuple(project for project in behind.others if project.code not in gone)
    return Explanation(
        year, frame.span, key, rate.table.labels if rate else meant.labels if meant else {}, behind.unit,
        behind.figure, behind.of,
        frame.until, asked.known_at, rules.id, rules.digest, tuple(behind.counted), not_counted,
        rate.key if rate else "",
        asked.ledger, lacking, asked.said, rate.cohort if rate else None,
        rate.table.source if rate else meant.source if meant else "", part if meant else None, others)


def counted_behind(desk: Desk, year: int, units: Mapping[str, str], *, until: date, as_of: datetime | None
                   ) -> dict[str, list[CountedProject]]:
    """The projects that each of some indicators counts, as `explain` finds them; the rules are looked for only once.

    `units` has the unit that each figure is wanted in, by the indicator's key: one that had another unit then is
    counted by the rules of now. One that the rules do not have counts nothing. Raises RulesetError as `rollup` does.
    """
    counted: dict[str, list[CountedProject]] = {}
    wanted = units
    for by_now in (False, True):
        if not wanted:
            break
        with desk.reading() as session:
            asked = question(session, desk, year, until, as_of, None, by_now=by_now)
            meant = [one for one in asked.rules.indicators if one.key in wanted]
            behind = {one.key: of_indicator_key(session, asked.rules, one, asked.frame) for one in meant}
        counted |= {key: found.counted for key, found in behind.items() if by_now or found.unit == units[key]}
        wanted = {key: unit for key, unit in units.items() if key in behind and key not in counted}
    return counted


class RateMeant(NamedTuple):
    """A conversion rate by its table, its key there, and the year of its cohort (None for all)."""

    table: Conversion
    key: str
    cohort: int | None = None

    @property
    def written(self) -> str:
        """As `explain` is asked for it."""
        return CONVERSION + ".".join(filter(None, (self.table.key, str(self.cohort or ""), self.key)))


def explained_keys(rules: Ruleset, year: int | None = None) -> tuple[str, ...]:
    """Every key that can be explained; those of cohorts where a year is given."""
    return (*(one.key for one in rules.indicators), *(rate.written for rate in _rates_of(rules, year)), NO_INDICATOR)


def _rates_of(rules: Ruleset, year: int | None) -> Iterator[RateMeant]:
    for table in rules.all_conversions:
        keys = (*(stage.value for stage in table.stages), *((ARRIVED_RATE,) if table.arrived else ()))
        yield from (RateMeant(table, key) for key in keys)
        if table.denominator is Denominator.COHORT and year:
            yield from (RateMeant(table, key, cohort) for cohort in range(table.base_year or year, year + 1)
                        for key in keys)


def _rate_meant(rules: Ruleset, year: int, key: str) -> RateMeant | None:
    return next((rate for rate in _rates_of(rules, year) if rate.written == key), None)


@dataclass(slots=True)
class Behind:
    """Projects on both sides of a figure. `figure` is what the shares of those counted come to."""

    unit: str
    counted: list[CountedProject]
    others: list[NotCountedProject]
    of: str | None = None
    """What the figure is a share of."""
    whole: list[CountedProject] = field(default_factory=list)
    """Of a conversion rate the projects of the denominator, each with what it weighs there."""

    @property
    def figure(self) -> str:
        """The shares of the projects counted, added up."""
        total = exact_sum(project.share for project in self.counted)
        return print_exact(at_most(total, FIGURE_DECIMALS))


def of_indicator_key(session: Session, rules: Ruleset, indicator: Indicator, frame: Frame,
                     within: Within | None = None) -> Behind:
    """What is behind one indicator, or behind a part of it."""
    if indicator.composed:
        return _composed(session, rules, indicator, frame, within)
    kind = (_receipts if indicator.kind is Kind.RECEIPTS else _results if indicator.kind is Kind.RESULTS
            else _milestones)
    counted, others = kind(session, rules, indicator, frame)
    others = _left_out_again(session, frame, others, frame.first)
    if within is None:
        return Behind(indicator.unit, counted, others)
    dated = indicator.kind not in OF_ANY_YEAR
    in_it = [replace(one, share=sum_of_shares(facts), facts=facts) for one in counted
             if (facts := within.facts(one, dated=dated))]
    return Behind(indicator.unit, in_it, within.others(others))


def _composed(session: Session, rules: Ruleset, indicator: Indicator, frame: Frame, within: Within | None) -> Behind:
    """A sum is explained by the projects of all its parts; a ratio by those of its first part, as a share of the other.
    """
    parts = [(part, of_indicator_key(session, rules, part, frame, within)) for part in parts_of(indicator, rules)]
    if indicator.kind is Kind.RATIO:
        (above, of_above), (_, of_below) = parts
        return Behind(above.unit, of_above.counted, of_above.others, of_below.figure)
    counted: dict[str, CountedProject] = {}
    for part, behind in parts:
        for project in behind.counted:
            facts = tuple(replace(fact, share=_share(share_in_whole(part, Decimal(fact.share), indicator, rules)))
                          for fact in project.facts)
            before = counted.get(project.code)
            both = (*(before.facts if before else ()), *facts)
            met = dict.fromkeys((*(before.met if before else ()), *project.met))
            counted[project.code] = CountedProject(project.code, project.name, sum_of_shares(both), both, tuple(met))
    others = [project for project in parts[0][1].others if project.code not in counted]
    whole = str(len(parts)) if indicator.kind is Kind.AVERAGE else None
    return Behind(indicator.unit, [counted[code] for code in sorted(counted)], others, whole)


def _share(value: Decimal) -> str:
    return print_exact(at_most(value, SHARE_DECIMALS))


def _milestones(session: Session, rules: Ruleset, indicator: Indicator, frame: Frame
                ) -> tuple[list[CountedProject], list[NotCountedProject]]:
    asked = behind_asked(RulesFrame(rules, frame.of_any), indicator.key)
    rows, criteria, failing = judged(session, frame, asked.judging), asked.criteria, _Failing(asked.criteria)
    proofs, seen = documents_by(session, frame, asked.proofs), set[str]()
    increases = _increases(session, frame, asked)
    counted, others = [], []
    for row in rows:
        day = day_judged(row, indicator.date)
        if row["unmet"] >= 0:
            others.append(_late_told(failing.other(row, day), row, frame))
            continue
        again = indicator.kind is Kind.COMPANIES and row["investor"] in seen
        seen.add(row["investor"])
        share, amount = "0" if again else "1", None
        if indicator.kind in ADDED_UP and indicator.money:
            amount = Money(row["minor"], row["currency"], row["mark"])
            share = _share(expressed({amount.currency: amount.minor}, indicator.money, rules.exchange))
        counted.append(CountedProject(row["code"], row["name"], share,
                                      (CountedFact(day, share, amount, evidence=tuple(proofs.get(row["id"], ())),
                                                   increases=tuple(increases.get(row["id"], ())),
                                                   entered_late=late_of(row, day, frame)),),
                                      conditions_met(row, criteria)))
    return counted, others


def _increases(session: Session, frame: Frame, asked: BehindAsked) -> defaultdict[int, list[IncreaseBehind]]:
    """The capital increases within the amounts an indicator adds up, by project, each with its documents."""
    found = defaultdict[int, list[IncreaseBehind]](list)
    if asked.facts is None:
        return found
    proofs = documents_by(session, frame, asked.proofs_of_facts)
    for row in session.execute(asked.facts, frame.params).mappings():
        found[row["project_id"]].append(IncreaseBehind(
            row["id"], Day(row["changed_on"], row["precision"]), Money(row["amount_minor"], row["currency"]),
            tuple(proofs.get(row["id"], ()))))
    return found


class _Failing:
    """Says of projects what they fail first; what many of them have in common, the reason and its day, is kept once."""

    def __init__(self, criteria: Sequence[Criterion]) -> None:
        self._criteria = criteria
        self._params: dict[tuple[int, Day], Mapping[str, object]] = {}

    def other(self, row: RowMapping, day: Day, prefix: str = "") -> NotCountedProject:
        """A project not counted, with the criterion it fails and its day."""
        place: int = row["unmet"]
        criterion, known = self._criteria[place], (place, day)
        if criterion.code in (Unmet.NONE_OF, Unmet.RECOGNISED_LATE):
            return _other(row, criterion, day, prefix)
        if known not in self._params:
            self._params[known] = {**criterion.params, "day": day}
        return NotCountedProject(row["code"], row["name"], criterion.code, self._params[known])


def _other(row: RowMapping, criterion: Criterion, day: Day, prefix: str = "") -> NotCountedProject:
    params = {**criterion.params, "day": day}
    if criterion.code is Unmet.NONE_OF:
        params = {"missed": conditions_missed(row, criterion), "day": day}
    if criterion.code is Unmet.RECOGNISED_LATE:
        on = row[f"{prefix}happened"]
        params["happened"] = Day(on, row[f"{prefix}known_by"]) if on else Day.unknown()
    return NotCountedProject(row["code"], row["name"], criterion.code, params)


def _late_told(other: NotCountedProject, row: RowMapping, frame: Frame) -> NotCountedProject:
    """A project not counted; of one that was entered late, when that was and in which year it counts instead."""
    if frame.late is None or other.reason not in (Unmet.LATE_NEXT_YEAR, Unmet.LATE_LEFT_OUT):
        return other
    counts = frame.late.year_counted(frame.counting, frame.year, row["entered"])
    return replace(other, params={**other.params, "entered": office_day(row["entered"]), "counts": counts})


def _left_out_again(session: Session, frame: Frame, others: list[NotCountedProject], first: date
                    ) -> list[NotCountedProject]:
    """The projects not counted; of those whose first signing alone counts, that they were signed again since a day."""
    codes = {one.code for one in others if one.reason in _EARLIER and one.params.get("stage") is Stage.SIGNED}
    if frame.signed is not SignedAgain.FIRST or not codes:
        return others
    query = select(PROJECT.c.code, CHANGE.c.changed_on, CHANGE.c.precision).join(
        PROJECT, PROJECT.c.id == CHANGE.c.project_id).where(
        frame.known(CHANGE), CHANGE.c.what == ChangeKind.SIGNING, CHANGE.c.changed_on >= first,
        over_by(CHANGE, CHANGE.c.changed_on, frame.last), *frame.only(CHANGE.c.project_id))
    rows = session.execute(query.order_by(CHANGE.c.changed_on), frame.params)
    again = {code: Day(on, precision) for code, on, precision in rows}
    return [replace(one, reason=Unmet.AGAIN_LEFT_OUT, params={**one.params, "again": again[one.code]})
            if one.code in again and one.code in codes else one for one in others]


def _conversion(session: Session, rules: Ruleset, rate: RateMeant, frame: Frame) -> Behind:
    conversion, frame = rate.table, conversion_frame(rate.table, frame)
    if rate.key == ARRIVED_RATE:
        return _arrived(session, rules, rate, frame)
    stage = Stage(rate.key)
    base, row_of = _cohort_criteria(rate, frame), LATER[stage]
    criteria = [*base, Criterion(Unmet.NOT_REACHED, row_of.c.id.is_not(None), {"stage": stage}),
                *reached_criteria(stage, conversion.date, frame)]
    joined = with_milestone(frame, Stage.SIGNED).outerjoin(row_of, of_project(row_of, stage, PROJECT.c.id, frame))
    rows = judged(session, frame, judging_by(
        frame, joined, criteria, minor=PROFILE.c.contract_minor, currency=PROFILE.c.contract_currency,
        **days_judged(MILESTONE, conversion.date), **days_judged(row_of, conversion.date, "later_")))
    proofs, failing = documents_by(session, frame, proofs_of_stage(frame, stage)), _Failing(criteria)
    counted, others, whole = [], [], list[CountedProject]()
    for row in rows:
        unmet, later = row["unmet"], day_judged(row, conversion.date, "later_")
        inside = not 0 <= unmet < len(base)
        weight = _weight_of(row, conversion, rules) if inside else Decimal(0)
        whole += [_in_whole(row, weight, conversion)] if inside else []
        if unmet < 0:
            share = _share(weight)
            counted.append(CountedProject(row["code"], row["name"], share,
                                          (CountedFact(later, share, evidence=tuple(proofs.get(row["id"], ()))),),
                                          conditions_met(row, criteria)))
        else:
            others.append(failing.other(row, later if inside else day_judged(row, conversion.date),
                                        "later_" if inside else ""))
    others = _left_out_again(session, frame, others, conversion_first(conversion, frame))
    return _of_whole(conversion, counted, others, whole)


def _in_whole(row: RowMapping, weight: Decimal, conversion: Conversion) -> CountedProject:
    """A project of the denominator of a rate, by the day it was signed."""
    share = _share(weight)
    return CountedProject(row["code"], row["name"], share, (CountedFact(day_judged(row, conversion.date), share),))


def _of_whole(conversion: Conversion, counted: list[CountedProject], others: list[NotCountedProject],
              whole: list[CountedProject]) -> Behind:
    """What is behind a rate: the denominator is what its projects weigh together."""
    total = exact_sum(Decimal(one.share) for one in whole)
    return Behind(conversion.unit, counted, others, print_exact(at_most(total, FIGURE_DECIMALS)), whole)


def rate_behind(session: Session, rules: Ruleset, frame: Frame, key: str) -> Behind:
    """What is behind a conversion rate by the key it is explained by, of all cohorts. Raises KeyError for no rate."""
    rate = _rate_meant(rules, frame.year, key)
    if rate is None:
        raise KeyError(key)
    return _conversion(session, rules, rate, frame)


def _weight_of(row: RowMapping, conversion: Conversion, rules: Ruleset) -> Decimal:
    """What a project weighs in a table of rates: one, or its contract amount."""
    if conversion.money is not None and conversion.denominator is Denominator.CONTRACT_AMOUNT:
        return expressed({row["currency"]: row["minor"]}, conversion.money, rules.exchange)
    return Decimal(1)


def _cohort_criteria(rate: RateMeant, frame: Frame) -> list[Criterion]:
    """What a project has to satisfy for the denominator; of a cohort, signed in its year too."""
    base = conversion_criteria(rate.table, frame)
    if rate.cohort is None:
        return base
    place = next(at for at, one in enumerate(base) if one.code is after(rate.table.date)) + 1
    return [*base[:place], cohort_criterion(rate.table, rate.cohort, frame), *base[place:]]


def _arrived(session: Session, rules: Ruleset, rate: RateMeant, frame: Frame) -> Behind:
    """Money of the projects of the denominator that arrived by the last day that counts."""
    conversion, criteria = rate.table, conversion_criteria(rate.table, frame)
    rows = judged(session, frame, judging_by(
        frame, with_milestone(frame, Stage.SIGNED), criteria, minor=PROFILE.c.contract_minor,
        currency=PROFILE.c.contract_currency, **days_judged(MILESTONE, conversion.date)))
    unit, arrived = conversion.money or Unit(None, 1), arrived_of(conversion, frame, *RECEIPT.c)
    facts = _as_facts(session, rules, unit, frame, receipts_in_order(arrived, frame), proofs_of_receipts(frame))
    counted, others, whole, failing = [], [], list[CountedProject](), _Failing(criteria)
    for row in rows:
        if row["unmet"] >= 0:
            others.append(failing.other(row, day_judged(row, conversion.date)))
            continue
        whole.append(_in_whole(row, _weight_of(row, conversion, rules), conversion))
        of_project_ = facts[row["id"]]
        if of_project_:
            counted.append(CountedProject(row["code"], row["name"], sum_of_shares(of_project_), tuple(of_project_),
                                          conditions_met(row, criteria)))
        else:
            others.append(NotCountedProject(row["code"], row["name"], Unmet.NO_RECEIPT))
    others = _left_out_again(session, frame, others, conversion_first(conversion, frame))
    return _of_whole(conversion, counted, others, whole)


def _receipts(session: Session, rules: Ruleset, indicator: Indicator, frame: Frame
              ) -> tuple[list[CountedProject], list[NotCountedProject]]:
    asked = behind_asked(RulesFrame(rules, frame.of_any), indicator.key)
    assert indicator.money is not None, indicator.key
    assert asked.facts is not None, indicator.key
    facts = _as_facts(session, rules, indicator.money, frame, asked.facts, asked.proofs_of_facts,
                      of_outside=indicator.outside_share)
    return _of_slices(session, frame, asked, facts)


def _results(session: Session, rules: Ruleset, indicator: Indicator, frame: Frame
             ) -> tuple[list[CountedProject], list[NotCountedProject]]:
    """Results that count; a project that is counted is counted once, however many of its results there are."""
    asked = behind_asked(RulesFrame(rules, frame.of_any), indicator.key)
    facts = defaultdict[int, list[CountedFact]](list)
    assert asked.facts is not None, indicator.key
    for row in session.execute(asked.facts, frame.params).mappings():
        told, day = facts[row["project_id"]], Day(row["happened_on"], row["precision"])
        if indicator.of_people:
            told.append(CountedFact(day, str(row["people"])))
            continue
        if indicator.money is None:
            told.append(CountedFact(day, "0" if told else "1"))
            continue
        share = expressed({row["currency"]: row["amount_minor"]}, indicator.money, rules.exchange)
        told.append(CountedFact(day, _share(share), Money(row["amount_minor"], row["currency"], row["mark"])))
    return _of_slices(session, frame, asked, facts)


def _of_slices(session: Session, frame: Frame, asked: BehindAsked, facts: Mapping[int, Sequence[CountedFact]]
               ) -> tuple[list[CountedProject], list[NotCountedProject]]:
    criteria, failing, unknown = asked.criteria, _Failing(asked.criteria), Day.unknown()
    counted, others = [], []
    for row in judged(session, frame, asked.judging):
        if row["unmet"] < 0:
            told = tuple(facts.get(row["id"], ()))
            counted.append(CountedProject(row["code"], row["name"], sum_of_shares(told), told,
                                          conditions_met(row, criteria)))
        else:
            others.append(failing.other(row, unknown))
    return counted, others


def _nowhere(session: Session, rules: Ruleset, frame: Frame, key: str) -> Behind | None:
    """The receipts that no indicator counts, each with its reason; projects that have none are not listed."""
    queries = receipts_nowhere(of_money(rules), frame, key)
    if not queries:
        return None
    proofs = documents_by(session, frame, proofs_of_receipts(frame))
    facts, names = defaultdict[str, list[CountedFact]](list), dict[str, str]()
    for row in chain.from_iterable(session.execute(query).mappings() for query in queries):
        names[row["code"]] = row["name"]
        facts[row["code"]].append(replace(_fact_of(row, "1", proofs), nowhere=line_of(
            row["why"], row["currency"], row["origin_of_money"])))
    counted = [CountedProject(code, name, str(len(facts[code])), tuple(facts[code]))
               for code, name in sorted(names.items())]
    return Behind(RECEIPTS_UNIT, counted, [])


def _as_facts(session: Session, rules: Ruleset, unit: Unit, frame: Frame, receipts: Query, proven: Query | None, *,
              of_outside: bool = False) -> defaultdict[int, list[CountedFact]]:
    """Receipts as what they add to a figure, by project, each with its documents; `of_outside` only the outside share.
    """
    proofs, facts = documents_by(session, frame, proven), defaultdict[int, list[CountedFact]](list)
    for row in session.execute(receipts, frame.params).mappings():
        minor = outside_part(row["amount_minor"], row["outside_share"] if of_outside else None)
        share = _share(expressed({row["currency"]: minor}, unit, rules.exchange))
        fact = _fact_of(row, share, proofs)
        facts[row["project_id"]].append(replace(fact, entered_late=late_of(row, fact.day, frame)))
    return facts


def _fact_of(row: RowMapping, share: str, proofs: Mapping[int, Sequence[Proof]]) -> CountedFact:
    day = Day.unknown() if row["received_on"] is None else Day(row["received_on"], row["precision"])
    money = Money(row["amount_minor"], row["currency"], row["mark"])
    return CountedFact(day, share, money, row["id"], tuple(proofs.get(row["id"], ())))
