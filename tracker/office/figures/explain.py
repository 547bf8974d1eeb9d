"""Proves a figure: the projects counted with the facts behind them, and every other project with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import FromClause, RowMapping, and_, case, func, select, true
from sqlmodel import Session

from tracker.domain.days import Day, Precision
from tracker.domain.money import Money, Unit, exact_sum, print_exact
from tracker.domain.reasons import Code, Unmet
from tracker.domain.rules import Conversion, DateBasis, Indicator, Kind, Ruleset
from tracker.domain.rules_words import NO_INDICATOR
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.figures.counting import (
    Criterion,
    Frame,
    all_of,
    conversion_criteria,
    deciding_day,
    indicator_criteria,
    of_project,
    property_criteria,
    proves,
    reached_criteria,
    receipt_criteria,
    receipts_criteria,
    standing_criteria,
)
from tracker.office.figures.explained import CountedFact, CountedProject, Explanation, NotCountedProject, Proof
from tracker.office.figures.narrowed import sum_of_shares
from tracker.office.figures.nowhere import line_of, receipts_nowhere
from tracker.office.figures.rollup import of_money, question
from tracker.office.figures.sums import expressed, sum_receipts
from tracker.office.figures.walks import investor
from tracker.office.outcome import Refused, refused
from tracker.store.query import EVIDENCE, LATER, MILESTONE, PROFILE, PROJECT, RECEIPT, AnyColumn, Condition, Query

CONVERSION = "conversion."
"""What the keys of conversion rates begin with: conversion.registered."""

RECEIPTS_UNIT = "笔"
"""Of the money that no indicator counts, whose currencies have no sum in common."""

Judged = Sequence[RowMapping]


def explain(desk: Desk, year: int, key: str, *, until: date | None = None, as_of: datetime | None = None,
            ruleset: Ruleset | None = None, by_now: bool = False) -> Explanation | Refused:
    """What is behind one figure of a rollup with the same arguments.

    `key` is an indicator's, one of conversion.registered, conversion.funded, … for the projects of a conversion
    rate, or that of the money no indicator counts (`NO_INDICATOR`, or a line of it): then the figure is how many
    receipts. Refused for a key the ruleset does not have. Raises RulesetError as `rollup` does.
    """
    with desk.reading() as session:
        asked = question(session, desk, year, until, as_of, ruleset, by_now=by_now)
        frame, rules = asked.frame, asked.rules
        found, meant = _answer(session, rules, frame, key), rules.indicator(key)
        by_origin = meant is not None and bool(meant.receipt_origin)
        lacking = sum_receipts(session, of_money(rules), frame).year.without_origin if by_origin else None
    if found is None:
        return refused(Code.UNKNOWN_INDICATOR, field="indicator", value=key, choices=explained_keys(rules))
    labels, unit, of, counted, others = found
    figure = print_exact(exact_sum(project.share for project in counted))
    return Explanation(year, key, labels, unit, figure, of, frame.until, asked.known_at, rules.id, rules.digest,
                       tuple(counted), tuple(others), _stage_of(rules, key), asked.ledger, lacking, asked.said)


def explained_keys(rules: Ruleset) -> tuple[str, ...]:
    """Every key that can be explained."""
    stages = rules.conversion.stages if rules.conversion else ()
    return (*(one.key for one in rules.indicators), *(CONVERSION + stage.value for stage in stages), NO_INDICATOR)


_Answer = tuple[dict[str, str], str, str | None, list[CountedProject], list[NotCountedProject]]


def _answer(session: Session, rules: Ruleset, frame: Frame, key: str) -> _Answer | None:
    stage = _stage_of(rules, key)
    if rules.conversion and stage:
        return _conversion(session, rules, rules.conversion, stage, frame)
    indicator = rules.indicator(key)
    if indicator is None:
        return _nowhere(session, rules, frame, key)
    labels = indicator.labels
    if indicator.kind is Kind.RECEIPTS and indicator.money:
        return labels, indicator.unit, None, *_receipts(session, rules, indicator, indicator.money, frame)
    return labels, indicator.unit, None, *_milestones(session, indicator, frame)


def _stage_of(rules: Ruleset, key: str) -> Stage | None:
    """The stage whose conversion rate the key names, where the ruleset has it."""
    stages = rules.conversion.stages if rules.conversion else ()
    return next((stage for stage in stages if CONVERSION + stage.value == key), None)


def _first_unmet(criteria: Sequence[Criterion]) -> AnyColumn:
    """The place of the first criterion that does not hold, -1 where all do."""
    return case(*((one.holds.is_not(true()), place) for place, one in enumerate(criteria)), else_=-1)


def _judge(session: Session, frame: Frame, joined: FromClause, criteria: Sequence[Criterion],
           **columns: AnyColumn) -> Judged:
    """Every project known, in the order of codes, with the first criterion it fails."""
    query = (
        select(PROJECT.c.id, PROJECT.c.code, PROFILE.c.name, _first_unmet(criteria).label("unmet"),
               *(column.label(name) for name, column in columns.items()))
        .select_from(joined).where(PROJECT.c.id.in_(frame.projects())).order_by(PROJECT.c.code)
    )
    return session.execute(query).mappings().all()


def _with_milestone(frame: Frame, stage: Stage) -> FromClause:
    """Projects with their profile and, where they reached it, the milestone of a stage."""
    profile = and_(PROFILE.c.project_id == PROJECT.c.id, frame.known(PROFILE))
    return PROJECT.join(PROFILE, profile).outerjoin(MILESTONE, of_project(MILESTONE, stage, PROJECT.c.id, frame))


def _days(table: FromClause, basis: DateBasis, prefix: str = "") -> dict[str, AnyColumn]:
    return {f"{prefix}day": deciding_day(table, basis), f"{prefix}precision": table.c.precision}


def _day(row: RowMapping, basis: DateBasis, prefix: str = "") -> Day:
    """The day of a milestone as precisely as it is known; a recognition is always of one day."""
    on = row[f"{prefix}day"]
    if on is None:
        return Day.unknown()
    return Day(on, row[f"{prefix}precision"] if basis is DateBasis.OCCURRED else Precision.DAY)


def _milestones(session: Session, indicator: Indicator, frame: Frame
                ) -> tuple[list[CountedProject], list[NotCountedProject]]:
    stage, criteria = indicator.stage or Stage.SIGNED, indicator_criteria(indicator, frame)
    rows = _judge(session, frame, _with_milestone(frame, stage), criteria, investor=investor(),
                  **_days(MILESTONE, indicator.date))
    proofs, seen = _proofs_of_stage(session, frame, stage), set[str]()
    counted, others = [], []
    for row in rows:
        day = _day(row, indicator.date)
        if row["unmet"] >= 0:
            others.append(_other(row, criteria[row["unmet"]], day))
            continue
        again = indicator.kind is Kind.COMPANIES and row["investor"] in seen
        seen.add(row["investor"])
        share = "0" if again else "1"
        counted.append(CountedProject(row["code"], row["name"], share,
                                      (CountedFact(day, share, evidence=tuple(proofs[row["id"]])),)))
    return counted, others


def _other(row: RowMapping, criterion: Criterion, day: Day) -> NotCountedProject:
    return NotCountedProject(row["code"], row["name"], criterion.code, {**criterion.params, "day": day})


def _conversion(session: Session, rules: Ruleset, conversion: Conversion, stage: Stage, frame: Frame) -> _Answer:
    base, row_of = conversion_criteria(conversion, frame), LATER[stage]
    criteria = [*base, Criterion(Unmet.NOT_REACHED, row_of.c.id.is_not(None), {"stage": stage}),
                *reached_criteria(stage, conversion.date, frame)]
    joined = _with_milestone(frame, Stage.SIGNED).outerjoin(row_of, of_project(row_of, stage, PROJECT.c.id, frame))
    rows = _judge(session, frame, joined, criteria, minor=PROFILE.c.contract_minor,
                  currency=PROFILE.c.contract_currency, **_days(MILESTONE, conversion.date),
                  **_days(row_of, conversion.date, "later_"))
    proofs, counted, others, whole = _proofs_of_stage(session, frame, stage), [], [], Decimal(0)
    for row in rows:
        unmet, later = row["unmet"], _day(row, conversion.date, "later_")
        inside = not 0 <= unmet < len(base)
        weighed = conversion.money is not None and conversion.denominator == "contract_amount"
        weight = Decimal(1)
        if inside and weighed and conversion.money:
            weight = expressed({row["currency"]: row["minor"]}, conversion.money, rules.exchange)
        whole += weight if inside else 0
        if unmet < 0:
            share = print_exact(weight)
            counted.append(CountedProject(row["code"], row["name"], share,
                                          (CountedFact(later, share, evidence=tuple(proofs[row["id"]])),)))
        else:
            others.append(_other(row, criteria[unmet], later if inside else _day(row, conversion.date)))
    return {}, conversion.unit, print_exact(whole), counted, others


def _receipts(session: Session, rules: Ruleset, indicator: Indicator, unit: Unit, frame: Frame
              ) -> tuple[list[CountedProject], list[NotCountedProject]]:
    of_receipt = list(receipt_criteria(indicator, frame))
    furthest = _furthest(of_receipt, frame).subquery("furthest")
    criteria = [
        *property_criteria(indicator.filters),
        *(Criterion(one.code, furthest.c["met"] > place, one.params) for place, one in enumerate(of_receipt)),
        *standing_criteria(indicator.filters, frame, PROJECT.c.id),
    ]
    joined = PROJECT.join(PROFILE, and_(PROFILE.c.project_id == PROJECT.c.id, frame.known(PROFILE)))
    rows = _judge(session, frame, joined.outerjoin(furthest, furthest.c.project_id == PROJECT.c.id), criteria)
    facts = _receipt_facts(session, rules, indicator, unit, frame)
    counted = [CountedProject(row["code"], row["name"], sum_of_shares(facts[row["id"]]), tuple(facts[row["id"]]))
               for row in rows if row["unmet"] < 0]
    others = [_other(row, criteria[row["unmet"]], Day.unknown()) for row in rows if row["unmet"] >= 0]
    return counted, others


def _nowhere(session: Session, rules: Ruleset, frame: Frame, key: str) -> _Answer | None:
    """The receipts that no indicator counts, each with its reason; projects that have none are not listed."""
    query = receipts_nowhere(of_money(rules), frame, key)
    if query is None:
        return None
    proofs = _proofs_of_receipts(session, frame)
    facts, names = defaultdict[str, list[CountedFact]](list), dict[str, str]()
    for row in session.execute(query).mappings():
        names[row["code"]] = row["name"]
        facts[row["code"]].append(replace(_fact_of(row, "1", proofs), nowhere=line_of(
            row["why"], row["currency"], row["origin_of_money"])))
    counted = [CountedProject(code, name, str(len(facts[code])), tuple(facts[code])) for code, name in names.items()]
    return {}, RECEIPTS_UNIT, None, counted, []


def _furthest(criteria: Sequence[Criterion], frame: Frame) -> Query:
    """How many criteria, in their order, the best receipt of each project satisfies."""
    met = case(*((one.holds.is_not(true()), place) for place, one in enumerate(criteria)), else_=len(criteria))
    return (
        select(RECEIPT.c.project_id, func.max(met).label("met"))
        .select_from(RECEIPT.join(PROFILE, PROFILE.c.project_id == RECEIPT.c.project_id))
        .where(frame.known(RECEIPT), frame.known(PROFILE)).group_by(RECEIPT.c.project_id)
    )


def _receipt_facts(session: Session, rules: Ruleset, indicator: Indicator, unit: Unit, frame: Frame
                   ) -> defaultdict[int, list[CountedFact]]:
    query = (
        select(RECEIPT)
        .select_from(RECEIPT.join(PROFILE, PROFILE.c.project_id == RECEIPT.c.project_id))
        .where(frame.known(RECEIPT), frame.known(PROFILE), all_of(receipts_criteria(indicator, frame)))
        .order_by(RECEIPT.c.received_on, RECEIPT.c.id)
    )
    proofs = _proofs_of_receipts(session, frame)
    facts = defaultdict[int, list[CountedFact]](list)
    for row in session.execute(query).mappings():
        share = expressed({row["currency"]: row["amount_minor"]}, unit, rules.exchange)
        facts[row["project_id"]].append(_fact_of(row, print_exact(share), proofs))
    return facts


def _fact_of(row: RowMapping, share: str, proofs: Mapping[int, Sequence[Proof]]) -> CountedFact:
    day = Day.unknown() if row["received_on"] is None else Day(row["received_on"], row["precision"])
    money = Money(row["amount_minor"], row["currency"], row["mark"])
    return CountedFact(day, share, money, row["id"], tuple(proofs[row["id"]]))


def _proofs_of_receipts(session: Session, frame: Frame) -> defaultdict[int, list[Proof]]:
    return _proofs(session, frame, EVIDENCE.c.receipt_id, EVIDENCE.c.receipt_id.is_not(None))


def _proofs_of_stage(session: Session, frame: Frame, stage: Stage) -> defaultdict[int, list[Proof]]:
    return _proofs(session, frame, EVIDENCE.c.project_id, proves(stage, frame))


def _proofs(session: Session, frame: Frame, by: AnyColumn, which: Condition
            ) -> defaultdict[int, list[Proof]]:
    """Documents known, by what they prove."""
    query = (
        select(by.label("proves"), EVIDENCE.c.kind, EVIDENCE.c.number, EVIDENCE.c.sha256)
        .where(frame.known(EVIDENCE), which).order_by(EVIDENCE.c.id)
    )
    found = defaultdict[int, list[Proof]](list)
    for row in session.execute(query):
        found[row.proves].append(Proof(row.kind, row.number, row.sha256))
    return found
