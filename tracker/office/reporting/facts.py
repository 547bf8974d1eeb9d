"""Gathers what a report tells: figures with what is behind them, the period's own sums, and what holds projects up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlmodel import Session

from tracker.domain.currency import Currency, Mark, Money
from tracker.domain.parts import PartOf, days_of
from tracker.domain.reasons import Code, Reason
from tracker.domain.rules import Ruleset
from tracker.office.desk import Desk
from tracker.office.figures.counting import Frame
from tracker.office.figures.explain import explain_asked
from tracker.office.figures.explained import Explanation
from tracker.office.figures.figures import Rollup
from tracker.office.figures.periods import PeriodFigure, year_apart
from tracker.office.figures.rollup import FiguresAsked, question, rollup
from tracker.office.figures.subtotals import SubTotal
from tracker.office.outcome import Refused
from tracker.office.past import past_desk
from tracker.office.project.blockers import blockers
from tracker.office.project.detail import Hold
from tracker.office.yearend.closing import closings
from tracker.store.query import PROFILE, PROJECT


class ReportAsked(NamedTuple):
    """Which report: of a year, or of a month or quarter of it; up to which day, by what was known when.

    `until` and `as_of` are filled in as those of figures are where they are None.
    """

    year: int
    part: PartOf | None = None
    until: date | None = None
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class BigProject:
    """A project of one of the lists of 500, as its profile says."""

    code: str
    name: str
    listed: str
    """Which list: world, china, china_private …"""
    investor: str
    amount: Money | None
    """Its contract."""


class ReportClosed(NamedTuple):
    """The closing of the year that was in force."""

    number: int
    """1 for the first closing of the year."""
    at: datetime
    was: Mapping[str, str]
    """What indicators were closed with that are something else by now, by their keys."""


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Everything a report tells. The same question gives the same facts for ever."""

    asked: ReportAsked
    """With `until` and `as_of` filled in."""
    first: date
    last: date
    """The first and last day of the year, or of the part of it."""
    rollup: Rollup
    behind: Mapping[str, Explanation]
    """Each indicator with the projects behind it, by its key."""
    behind_part: Mapping[str, Explanation]
    """The same within the month or quarter; empty for a year."""
    of_part: Mapping[str, SubTotal]
    """What each indicator is within the month or quarter; empty for a year."""
    targets_of_part: Mapping[str, PeriodFigure]
    big: tuple[BigProject, ...]
    """The projects that an indicator of the lists of 500 counts, in the order of their codes."""
    big_key: str
    """The key of that indicator; empty where the ruleset has none."""
    stuck: tuple[Hold, ...]
    """Blockers that nobody had verified by then, the most overdue first."""
    outside: frozenset[str]
    """Levels outside this office's reach, by the ruleset."""
    closed: ReportClosed | None = None
    """Of a whole year that was closed by then."""


def outside_period(desk: Desk, asked: ReportAsked, until: date | None) -> Reason | None:
    """Why there is no report of a period up to a day (None: as far as it has gone): it has not begun, or the day lies
    outside of it. None where there is one.

    Raises RulesetError where the ruleset in force is wrong.
    """
    with desk.reading() as session:
        rules = question(session, desk, asked.year, until, asked.as_of, None).rules
    first, last = _days(rules, asked)
    if until is None and first <= desk.today():
        return None
    if until is None or not first <= until <= last:
        return Reason(Code.OUTSIDE_PERIOD, params={"until": until or desk.today(), "first": first, "last": last},
                      field="until")
    return None


def _days(rules: Ruleset, asked: ReportAsked) -> tuple[date, date]:
    span = rules.counting.of(asked.year)
    return days_of(asked.part, span) if asked.part else (span.first, span.last)


def report_facts(desk: Desk, asked: ReportAsked, ruleset: Ruleset | None = None) -> ReportFacts:
    """What a report tells, all of it by one ruleset: the one in force for the question, or the one given.

    Raises NotTaken where only some parks are seen, and RulesetError where the ruleset in force is wrong.
    """
    desk.need_sight_of_all()
    with desk.reading() as session:
        rules = question(session, desk, asked.year, asked.until, asked.as_of, ruleset).rules
    first, last = _days(rules, asked)
    until = asked.until or (min(last, max(first, desk.today())) if asked.part else None)
    figures = rollup(desk, asked.year, until=until, as_of=asked.as_of, ruleset=ruleset)
    asked = asked._replace(until=figures.until, as_of=figures.as_of)
    by = (asked.part.by,) if asked.part else ()
    apart, targets = year_apart(desk, asked.year, by, until=figures.until, as_of=figures.as_of,
                                ruleset=rules)
    with desk.reading() as session:
        given = question(session, desk, asked.year, asked.until, asked.as_of, rules)
        keys = [one.key for one in figures.indicators]
        behind = _behind(session, given, keys, None)
        behind_part = _behind(session, given, keys, asked.part) if asked.part else {}
        big_key = _big_key(given.rules)
        big = _big(session, given.frame, {one.code for one in behind[big_key].counted}) if big_key in behind else ()
    return ReportFacts(
        asked, first, last, figures, behind, behind_part,
        apart[0].rows.get(asked.part.value, {}) if asked.part and apart else {},
        {one.key: one for one in targets if one.period == asked.part}, big, big_key, _stuck(desk, asked),
        frozenset(map(str, given.rules.review.outside)), _closed(desk, asked, figures))


def _closed(desk: Desk, asked: ReportAsked, figures: Rollup) -> ReportClosed | None:
    """The closing of the year, and what was restated since; only the figures of the whole year can be compared."""
    found = closings(desk, asked.year, asked.as_of) if not asked.part and figures.until == figures.span.last else ()
    if not found:
        return None
    return ReportClosed(found[-1].number, found[-1].at, {
        one.key: was for one in figures.indicators
        if (was := found[-1].actual(one.key)) is not None and Decimal(was) != Decimal(one.actual)})


def _behind(session: Session, given: FiguresAsked, keys: Iterable[str], part: PartOf | None) -> dict[str, Explanation]:
    return {key: told for key in keys if not isinstance(told := explain_asked(session, given, key, part), Refused)}


def _stuck(desk: Desk, asked: ReportAsked) -> tuple[Hold, ...]:
    """What held projects up at the end of that day, by what was known then."""
    past = past_desk(desk, asked.until, asked.as_of)
    try:
        found = blockers(past)
        return () if isinstance(found, Refused) else found
    finally:
        past.store.close()


def _big_key(rules: Ruleset) -> str:
    """The first indicator that counts nothing but projects of the lists of 500."""
    return next((one.key for one in rules.indicators if not one.money and one.filters.only.get("top500")), "")


def _big(session: Session, frame: Frame, codes: Iterable[str]) -> tuple[BigProject, ...]:
    query = select(
        PROJECT.c.code, PROFILE.c.name, PROFILE.c.top500, PROFILE.c.investor, PROFILE.c.contract_minor,
        PROFILE.c.contract_currency, PROFILE.c.contract_mark,
    ).select_from(PROJECT.join(PROFILE, and_(PROFILE.c.project_id == PROJECT.c.id, frame.known(PROFILE)))).where(
        PROJECT.c.code.in_(sorted(codes)))
    # Put in order here: servers differ in how they order texts.
    return tuple(sorted((BigProject(
        code, name, str(listed or ""), investor or "",
        None if minor is None else Money(minor, Currency(currency), Mark(mark)))
        for code, name, listed, investor, minor, currency, mark in session.execute(query)),
        key=attrgetter("code")))
