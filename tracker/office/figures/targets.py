"""The year's targets: set for one indicator at a time or taken away again, the earlier ones kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple, cast

from sqlalchemy import select
from sqlmodel import Session
from sqlmodel import select as select_row

from tracker.domain.counted import COUNTERS
from tracker.domain.counting_year import CALENDAR, YEARS
from tracker.domain.day import Day, Precision
from tracker.domain.money import Mark, NotAnAmount, Unit, in_unit, print_exact, read_amount, read_unit, unit_name
from tracker.domain.parts import PartOf, PeriodOfYear, days_of, is_period, period_key, period_of
from tracker.domain.reasons import Code, Reason
from tracker.domain.rules import Indicator, Ruleset
from tracker.domain.target_text import read_count, without_aim
from tracker.domain.text import TooLong, clean
from tracker.domain.typed import not_an_amount
from tracker.office.desk import Desk
from tracker.office.figures.counting import Frame
from tracker.office.outcome import Done, Refused, refused
from tracker.office.rules import rules_of
from tracker.office.versions import Version, changed_since
from tracker.store.query import TARGET, Condition, known
from tracker.store.tables import Target, UnitTarget

_MOST_COUNTED = 10**9
_COUNTERS = frozenset({"", *COUNTERS, "条"})
"""What may stand behind a number of projects or companies, beside the unit of the figure itself."""


@dataclass(frozen=True, slots=True)
class StandingTarget:
    """A target as it stands: an exact number in `unit`, with who set it and when."""

    year: int
    indicator: str
    value: str
    unit: str
    recorded_at: datetime
    recorded_by: str
    period: PartOf | None = None
    """The month or quarter it is of; None for the whole year."""
    version: int = 0
    """The entry by which it stands."""


def year_beyond(year: int) -> Refused:
    """That a year is none that figures are set or said for, with those that are."""
    return refused(Code.YEAR_BEYOND, field="year", value=year, first=YEARS[0], last=YEARS[-1])


def target_shown(row: Target) -> StandingTarget:
    """A target by its row."""
    return StandingTarget(row.year, row.indicator, row.value, row.unit, row.recorded_at, row.recorded_by,
                          period_of(row.period), row.entry_id)


def target_said(row: Target | UnitTarget) -> str:
    """What a target comes to, with its unit, as a refusal tells it."""
    return f"{row.value}{row.unit}"


def set_target(desk: Desk, year: int, indicator: str, value: str, unit: str = "",
               reason: str = "", period: PartOf | None = None, *, version: Version = None
               ) -> Done[StandingTarget] | Refused:
    """Sets what is to be reached in a year; `indicator` is its key, label or another of its names in the ruleset.

    `period` is a month or a quarter of the year, which has a target of its own beside the year's.
    `value` may bring its unit along ("124亿元"); else it is in `unit`, else in the indicator's own. Refused for an
    indicator the year's ruleset does not have, for what is no amount (or no whole number above 0), for another
    currency, where nothing would change, and where a target stands already and no reason is given for the other. The
    target before stays on record.
    """
    typed = target_typed(desk, year, indicator, value, unit, period)
    if isinstance(typed, Refused):
        return typed
    rules, meant, number, in_what = typed
    with desk.unit() as work:
        was = _standing(work.session, year, meant.key, period)
        if others := _changed(work.session, version, was, year, meant.key, period):
            return others
        if was is not None and (was.value, was.unit) == (number, in_what):
            return refused(Code.NOTHING_CHANGES)
        if was is not None and not clean(reason):
            return refused(Code.NO_REASON, field="reason")
        subject = target_subject(rules, year, meant.called(), period)
        entry = work.entry("target.set", subject=subject, reason=clean(reason), detail={
            "year": year, "indicator": meant.key, "value": number, "unit": in_what,
            "was": was.value if was else None, **period_detail(period)})
        row = work.append(Target, entry, instead_of=was, year=year, indicator=meant.key, value=number, unit=in_what,
                          period=period_key(period))
        return Done(target_shown(row))


class TargetTyped(NamedTuple):
    """A target as it was typed and read: an exact number of an indicator of a ruleset, in some unit."""

    rules: Ruleset
    indicator: Indicator
    number: str
    in_what: str


def target_typed(desk: Desk, year: int, indicator: str, value: str, unit: str, period: PartOf | None
                 ) -> TargetTyped | Refused:
    """A target by what was typed, refused as `set_target` says it."""
    if year not in YEARS:
        return year_beyond(year)
    if period is not None and not is_period(period):
        return refused(Code.NO_SUCH_PERIOD, field="period", value=period.value)
    rules = rules_of(desk, year)
    meant = rules.indicator_named(indicator)
    if meant is None:
        return refused(Code.UNKNOWN_INDICATOR, field="indicator", value=indicator,
                       choices=tuple(one.key for one in rules.indicators))
    read = read_target(meant, value, unit)
    return Refused((read,)) if isinstance(read, Reason) else TargetTyped(rules, meant, *read)


def target_subject(rules: Ruleset, year: int, called: str, period: PartOf | None) -> str:
    """What the journal says it is about: 2023 新签约, 2023-03 新签约, 2023Q1 新签约."""
    return f"{period_said(rules, year, period)} {called}"


def period_said(rules: Ruleset, year: int, period: PartOf | None) -> Day:
    """A year and its quarters by the number it is called; a month as it stands in the calendar."""
    if period is None:
        return Day(date(year, 1, 1), Precision.YEAR)
    if period.by == PeriodOfYear.MONTH:
        span = rules.counting.of(year)
        return Day(span.month_called(span.months.index(int(period.value)) + 1), Precision.MONTH)
    return Day(days_of(period, CALENDAR.of(year))[0], Precision.QUARTER)


def period_detail(period: PartOf | None) -> dict[str, str]:
    """What the detail of a journal entry says of a month or quarter."""
    return {} if period is None else {"period": period_key(period)}


def drop_target(desk: Desk, year: int, indicator: str, reason: str, period: PartOf | None = None, *,
                version: Version = None) -> Done[StandingTarget] | Refused:
    """Takes a target away: the year has none for the indicator any more, what stood before stays on record.

    `indicator` may be one the ruleset has no longer, by its key. Refused where no target stands, and without a reason.
    """
    rules = rules_of(desk, year)
    meant = rules.indicator_named(indicator)
    key = meant.key if meant else clean(indicator)
    with desk.unit() as work:
        was = _standing(work.session, year, key, period)
        if others := _changed(work.session, version, was, year, key, period):
            return others
        if was is None:
            called = meant.called() if meant else key
            return refused(Code.NO_TARGET, field="indicator", value=called, period=period_said(rules, year, period))
        if not clean(reason):
            return refused(Code.NO_REASON, field="reason")
        entry = work.entry("target.drop", subject=target_subject(rules, year, meant.called() if meant else key, period),
                           reason=clean(reason),
                           detail={"year": year, "indicator": key, "was": was.value, **period_detail(period)})
        work.supersede(was, entry)
        return Done(target_shown(was))


def _changed(session: Session, version: Version, was: Target | None, year: int, key: str, period: PartOf | None
             ) -> Refused | None:
    return changed_since(session, version, was, Target, target_said, year=year, indicator=key,
                         period=period_key(period))


def _standing(session: Session, year: int, key: str, period: PartOf | None) -> Target | None:
    standing = (Target.year == year, Target.indicator == key, Target.period == period_key(period), known(Target))
    return session.exec(select_row(Target).where(*standing)).first()


class FigureRead(NamedTuple):
    """A figure as people write it: an exact number in `unit`."""

    number: str
    unit: str
    exact: bool = True
    """False where the text says that it is more, less or about that: 不少于22, 约7.3亿元."""


def read_target(indicator: Indicator, value: str, unit: str = "") -> tuple[str, str] | Reason:
    """A target as it is kept, an exact number and its unit, or the reason it cannot be one."""
    read = read_figure(indicator, value, unit)
    return read if isinstance(read, Reason) else (read.number, read.unit)


def read_figure(indicator: Indicator, value: str, unit: str = "") -> FigureRead | Reason:
    """A figure above nothing that is written for an indicator, or the reason it cannot be one."""
    try:
        typed = clean(value, limit=40)
        return _money(indicator, typed, unit) if indicator.money else _whole(indicator, typed, unit)
    except TooLong as error:
        return Reason(Code.TOO_LONG, params={"field": "target", "limit": error.limit}, field="value")
    except NotAnAmount as error:
        return not_an_amount(error, "value")


def _whole(indicator: Indicator, typed: str, unit: str) -> FigureRead | Reason:
    read = read_count(typed.removesuffix(indicator.unit) or typed)
    if read is None or not 0 < read.number < _MOST_COUNTED or unit.strip() not in (*_COUNTERS, indicator.unit):
        return Reason(Code.NOT_A_COUNT, params={"value": f"{typed}{unit}", "unit": indicator.unit}, field="value")
    return FigureRead(str(read.number), indicator.unit, not read.says_more)


def _money(indicator: Indicator, typed: str, unit: str) -> FigureRead | Reason:
    own = indicator.money or Unit(None, 1)
    named = read_unit(unit) if unit.strip() else own
    meant = Unit(named.currency or own.currency, named.factor)
    money = read_amount(without_aim(typed), meant)
    if money is None or money.minor <= 0:
        return Reason(Code.NOT_AN_AMOUNT, params={"value": typed}, field="value")
    if money.currency is not own.currency or meant.currency is not own.currency:
        return Reason(Code.WRONG_CURRENCY, params={"value": f"{typed}{unit}", "unit": indicator.unit}, field="value")
    number = print_exact(in_unit(money.minor, money.currency, meant))
    return FigureRead(number, unit_name(meant), money.mark is Mark.EXACT)


def list_targets(desk: Desk, year: int | None = None, as_of: datetime | None = None) -> tuple[StandingTarget, ...]:
    """The targets of a year, or of all years, as they were known at a moment (now where none is given)."""
    frame = Frame(year or 0, desk.today(), as_of)
    with desk.reading() as session:
        query = select(TARGET).where(frame.known(TARGET)).order_by(TARGET.c.year, TARGET.c.id)
        rows = session.execute(query if year is None else query.where(TARGET.c.year == year))
        return tuple(target_shown(cast("Target", row)) for row in rows)


def targets_known(session: Session, rules: Ruleset, frame: Frame) -> dict[str, Decimal]:
    """The targets of a whole year by indicator, each in the unit of its figure.

    One set in a unit that is not of the figure's kind (another currency, since the ruleset was changed) is left out.
    """
    return {key: number for key, period, number in _known(session, rules, frame, TARGET.c.period == "")}


def targets_of_periods(session: Session, rules: Ruleset, frame: Frame) -> list[tuple[str, PartOf, Decimal]]:
    """The targets of months and quarters of a year as `targets_known` has those of the whole: indicator, which, number.
    """
    return [(key, part, number) for key, period, number in _known(session, rules, frame, TARGET.c.period != "")
            if (part := period_of(period))]


def _known(session: Session, rules: Ruleset, frame: Frame, which: Condition) -> Iterator[tuple[str, str, Decimal]]:
    query = select(TARGET.c.indicator, TARGET.c.period, TARGET.c.value, TARGET.c.unit).where(
        TARGET.c.year == frame.year, frame.known(TARGET), which)
    for key, period, value, unit in session.execute(query):
        indicator = rules.indicator(key)
        number = None if indicator is None else in_unit_of(indicator, value, unit)
        if number is not None:
            yield key, period, number


def in_unit_of(indicator: Indicator, value: str, unit: str) -> Decimal | None:
    """A number in some unit, in the unit of the indicator; None where the two do not go together."""
    if unit == indicator.unit:
        return Decimal(value)
    try:
        named = read_unit(unit)
    except NotAnAmount:
        return Decimal(value) if indicator.money is None else None
    if indicator.money is None or named.currency not in (None, indicator.money.currency):
        return None
    return Decimal(value) * named.factor / indicator.money.factor
