"""The health check beside the blockers: projects that fail a rule of the ruleset, each with the rule that caught it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import FromClause, and_, case, func, select, union_all
from sqlmodel import Session

from tracker.domain import pace
from tracker.domain.changed import ChangeKind
from tracker.domain.clock import days_between, office_day
from tracker.domain.currency import Currency
from tracker.domain.expected import Awaited
from tracker.domain.rates import Light
from tracker.domain.reasons import HealthRule
from tracker.domain.results import ResultKind
from tracker.domain.rules import Ruleset
from tracker.domain.rules_work import LateStart, LightByMonths, Lights
from tracker.domain.stages import Stage, Status
from tracker.office.figures.counting import Frame, has_proof, over_by, standing_at
from tracker.office.records import day_of
from tracker.store.query import (
    BLOCKER,
    CHANGE,
    EXPECTED,
    MILESTONE,
    PROFILE,
    PROJECT,
    RECEIPT,
    RESULT,
    WORD,
    AnyColumn,
    Query,
    table_of,
)
from tracker.store.tables import FACTS


@dataclass(frozen=True, slots=True)
class Finding:
    """A project caught by a rule: for so many `days` against a `limit` of days (calendar days, as the rules count).

    `percent` is the share received against `least`, of the rule on low receipts alone.
    """

    code: str
    project: str
    officer: str
    stage: Stage
    rule: HealthRule
    days: int
    limit: int
    percent: Fraction | None = None
    least: Decimal | None = None
    light: Light | None = None
    """Of a rule of `[lights]` alone, where `limit` is of whole months: yellow or red."""
    since: Stage | None = None
    """Of a late start that is reckoned from an earlier stage: that stage."""
    arrived: bool = False
    """Of "no receipt": whether money had arrived since the start, from which the days are told then."""


@dataclass(slots=True)
class _Life:
    """What the rules ask of a project."""

    code: str
    name: str
    officer: str
    contract_minor: int | None
    currency: Currency
    days: dict[Stage, date] = field(default_factory=dict)
    """The last day each stage can have been reached on; a stage of unknown day is not here. Of "signed" the latest."""
    reached: Stage = Stage.LEAD
    last_receipt: date | None = None
    """The last day money can have arrived on, not after the day that is asked about."""
    received: dict[Currency, int] = field(default_factory=dict)
    stages: set[Stage] = field(default_factory=set)
    """The stages on record."""
    unproven: bool = False
    """Whether "funded" is on record, and no money that had arrived by its day."""
    touched: date | None = None
    expected_start: date | None = None
    """The last day on which its start was expected."""
    in_statistics: bool = False


def health(session: Session, frame: Frame, rules: Ruleset) -> tuple[Finding, ...]:
    """Every active project that fails a rule on the frame's day, one finding for each rule, by rule and by days.

    "Over 365 days" and "longer than its limit" begin the day after the limit, "no receipt for 90 days" on the 90th day
    (`domain/pace.py`). A day that is not known is caught by nothing. Of a project that produces, which has ended its
    way, only the low receipts are told, and of any one that "funded" has no proof, or is not on record.
    """
    lives = _lives(session, frame, rules.lights)
    found = [finding for life in lives.values() for finding in _findings(life, frame, rules)]
    return tuple(sorted(found, key=lambda finding: (list(HealthRule).index(finding.rule), -finding.days, finding.code)))


def _findings(life: _Life, frame: Frame, rules: Ruleset) -> Iterator[Finding]:
    limits, on = rules.health, frame.until

    def over(rule: HealthRule, since: date | None, limit: int | None, percent: Fraction | None = None,
             least: Decimal | None = None) -> Iterator[Finding]:
        days = pace.held(since, on)
        if days is not None and limit is not None and pace.over(days, limit):
            yield Finding(life.code, life.name, life.officer, life.reached, rule, days, limit, percent, least)

    def without(rule: HealthRule, since: date | None, limit: int) -> Iterator[Finding]:
        if since is not None and since <= pace.untouched_since(on, limit):
            yield Finding(life.code, life.name, life.officer, life.reached, rule, days_between(since, on), limit)

    started = life.days.get(Stage.STARTED)
    if life.reached.rank < Stage.STARTED.rank:
        yield from over(HealthRule.SIGNED_NOT_STARTED, life.days.get(Stage.SIGNED), limits.signed_not_started_days)
    if life.reached is Stage.STARTED and started:
        since = max(started, life.last_receipt or started)
        yield from (replace(finding, arrived=life.last_receipt is not None and life.last_receipt >= started)
                    for finding in without(HealthRule.NO_RECEIPT, since, limits.no_receipt_days))
    if life.reached.rank >= Stage.STARTED.rank:
        share = _share(life, rules)
        if share is not None and share * 100 < Fraction(limits.low_receipts_percent):
            yield from over(HealthRule.LOW_RECEIPTS, started, limits.low_receipts_days, share * 100,
                            limits.low_receipts_percent)
    yield from _without_money(life, on)
    if life.reached in pace.GOING_ON:
        yield from over(HealthRule.STAGE_HELD, life.days.get(life.reached), rules.stage_limits.get(life.reached))
        yield from without(HealthRule.UNTOUCHED, life.touched, limits.untouched_days)
    yield from _lit(life, on, rules.lights)


def _lit(life: _Life, on: date, lights: Lights) -> Iterator[Finding]:
    """The lights of single projects that the ruleset has a table for, by the whole months since a certain day."""
    started = life.days.get(Stage.STARTED)
    latest = None if started is None else max(started, life.last_receipt or started)
    late = lights.late_start
    asked: list[tuple[bool, HealthRule, LightByMonths | None, date | None, Stage | None]] = [
        (life.reached.rank < Stage.STARTED.rank, HealthRule.LATE_START, late, _should_start(life, late),
         late.stage if late else None),
        (life.reached.rank >= Stage.STARTED.rank and not life.in_statistics, HealthRule.NOT_IN_STATISTICS,
         lights.not_in_statistics, started, None),
        (life.reached is Stage.STARTED, HealthRule.MISSING_FUNDS, lights.missing_funds, latest, None),
        (life.reached in pace.GOING_ON, HealthRule.NO_MOVEMENT, lights.no_movement, life.touched, None),
    ]
    for holds, rule, thresholds, since, from_stage in asked:
        if not holds or thresholds is None or since is None or since >= on:
            continue
        months = pace.months_gone(since, on)
        for light, limit in ((Light.RED, thresholds.red), (Light.YELLOW, thresholds.yellow)):
            if months >= limit:
                yield Finding(life.code, life.name, life.officer, life.reached, rule, days_between(since, on), limit,
                              light=light, since=from_stage)
                break


def _should_start(life: _Life, late: LateStart | None) -> date | None:
    """The day from which on a start is late; None where it is not known."""
    if late is None or late.stage is None:
        return life.expected_start
    return life.days.get(late.stage)


def _without_money(life: _Life, on: date) -> Iterator[Finding]:
    """Since the day of "funded", where no money proves it; since the start, where that came without "funded"."""
    early = Stage.STARTED in life.stages and Stage.FUNDED not in life.stages
    for holds, rule, since in ((life.unproven, HealthRule.UNPROVEN, Stage.FUNDED),
                               (early, HealthRule.BEFORE_MONEY, Stage.STARTED)):
        if holds:
            days = pace.held(life.days.get(since), on) or 0
            yield Finding(life.code, life.name, life.officer, life.reached, rule, days, 0)


def _share(life: _Life, rules: Ruleset) -> Fraction | None:
    """Received money as a share of the contract; None where an amount is missing or in a currency without a rate."""
    if not life.contract_minor:
        return None
    yuan = {Currency.CNY: Decimal(1), **rules.exchange}
    currencies = {life.currency, *life.received}
    if len(currencies) > 1 and not currencies <= yuan.keys():
        return None

    def worth(minor: int, currency: Currency) -> Fraction:
        return Fraction(minor, currency.minor_units) * Fraction(yuan.get(currency, 1))

    received = sum((worth(minor, currency) for currency, minor in life.received.items()), Fraction(0))
    return received / worth(life.contract_minor, life.currency)


# -- what is read -----------------------------------------------------------------------------------------------------


def _lives(session: Session, frame: Frame, lights: Lights) -> dict[int, _Life]:
    """Every active project; what only a light asks for is read where the ruleset has that light."""
    idle = [standing_at(status, frame) for status in (Status.PAUSED, Status.TERMINATED)]
    query = select(PROJECT.c.id, PROJECT.c.code, PROFILE.c.name, PROFILE.c.officer, PROFILE.c.contract_minor,
                   PROFILE.c.contract_currency).join(
        PROFILE, and_(PROFILE.c.project_id == PROJECT.c.id, frame.known(PROFILE))).where(
        PROJECT.c.id.in_(frame.projects()), *(PROJECT.c.id.not_in(one) for one in idle))
    lives = {row.id: _Life(row.code, row.name, row.officer, row.contract_minor, Currency(row.contract_currency))
             for row in session.execute(query)}
    _milestones(session, frame, lives)
    _receipts(session, frame, lives)
    _touches(session, frame, lives)
    if lights.late_start is not None and lights.late_start.stage is None:
        _expected(session, frame, lives)
    if lights.not_in_statistics is not None:
        _in_statistics(session, frame, lives)
    return lives


def _milestones(session: Session, frame: Frame, lives: Mapping[int, _Life]) -> None:
    query = select(MILESTONE.c.project_id, MILESTONE.c.stage, MILESTONE.c.occurred_on, MILESTONE.c.precision).where(
        frame.known(MILESTONE))
    for project_id, stage, on, precision in session.execute(query):
        life = lives.get(project_id)
        if life is None:
            continue
        if stage.rank > life.reached.rank:
            life.reached = stage
        life.stages.add(stage)
        day = day_of(on, precision).last
        if day is not None:
            life.days[stage] = day
    again = select(CHANGE.c.project_id, CHANGE.c.changed_on, CHANGE.c.precision).where(
        frame.known(CHANGE), CHANGE.c.what == ChangeKind.SIGNING, over_by(CHANGE, CHANGE.c.changed_on, frame.until))
    for project_id, on, precision in session.execute(again):
        life, day = lives.get(project_id), day_of(on, precision).last
        if life is not None and day is not None:
            life.days[Stage.SIGNED] = max(day, life.days.get(Stage.SIGNED, day))
    unproven = select(MILESTONE.c.project_id).where(
        frame.known(MILESTONE), MILESTONE.c.stage == Stage.FUNDED, ~has_proof(MILESTONE, frame))
    for project_id in session.scalars(unproven):
        if project_id in lives:
            lives[project_id].unproven = True


def _receipts(session: Session, frame: Frame, lives: Mapping[int, _Life]) -> None:
    begun = select(MILESTONE.c.project_id).where(frame.known(MILESTONE), MILESTONE.c.stage == Stage.STARTED)
    each = (RECEIPT.c.project_id, RECEIPT.c.currency, RECEIPT.c.precision)
    arrived_on = case((RECEIPT.c.amount_minor > 0, RECEIPT.c.received_on))
    query = select(*each, func.sum(RECEIPT.c.amount_minor), func.max(arrived_on)).where(
        frame.known(RECEIPT), RECEIPT.c.project_id.in_(begun)).group_by(*each)
    for project_id, currency, precision, minor, latest in session.execute(query):
        life = lives.get(project_id)
        if life is None:
            continue
        life.received[Currency(currency)] = life.received.get(Currency(currency), 0) + int(minor)
        if (last := day_of(latest, precision).last) is not None:
            life.last_receipt = max(life.last_receipt or last, min(last, frame.until))


def _expected(session: Session, frame: Frame, lives: Mapping[int, _Life]) -> None:
    query = select(EXPECTED.c.project_id, EXPECTED.c.expected_on, EXPECTED.c.precision).where(
        frame.known(EXPECTED), EXPECTED.c.what == Awaited.STARTED)
    for project_id, on, precision in session.execute(query):
        if project_id in lives:
            lives[project_id].expected_start = day_of(on, precision).last


def _in_statistics(session: Session, frame: Frame, lives: Mapping[int, _Life]) -> None:
    query = select(RESULT.c.project_id).where(
        frame.known(RESULT), RESULT.c.what == ResultKind.IN_STATISTICS, RESULT.c.happened_on <= frame.until)
    for project_id in session.scalars(query):
        if project_id in lives:
            lives[project_id].in_statistics = True


def _touches(session: Session, frame: Frame, lives: Mapping[int, _Life]) -> None:
    days: dict[datetime, date] = {}
    query: Query = select(PROJECT.c.id, PROJECT.c.touched_at)
    for project_id, at in session.execute(query if frame.as_of is None else _touched_by(frame.as_of)):
        life = lives.get(project_id)
        if life is not None:
            if at not in days:  # an import touches thousands at one moment
                days[at] = office_day(at)
            life.touched = days[at]


def _touched_by(moment: datetime) -> Query:
    """When something was last known to have come of each project, up to a moment: a fact of it, or its end."""
    parts = [select(table.c.project_id.label("project_id"), *_moments(table, moment)).where(
        table.c.known_at <= moment) for table in map(table_of, FACTS) if "project_id" in table.c]
    parts.append(select(BLOCKER.c.project_id, *_moments(WORD, moment)).join(
        BLOCKER, BLOCKER.c.id == WORD.c.blocker_id).where(WORD.c.known_at <= moment))
    every = union_all(*parts).subquery("touches")
    at = case((every.c.ended > every.c.at, every.c.ended), else_=every.c.at)
    return select(every.c.project_id, func.max(at)).group_by(every.c.project_id)


def _moments(table: FromClause, moment: datetime) -> list[AnyColumn]:
    return [table.c.known_at.label("at"),
            case((table.c.gone_at <= moment, table.c.gone_at)).label("ended")]
