"""What is handed down to units: targets of a year, a quarter or a month, set and taken away as the place's are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Row, select
from sqlmodel import Session
from sqlmodel import select as select_row

from tracker.domain.assessed import has_retired
from tracker.domain.parts import PartOf, period_key, period_of
from tracker.domain.reasons import Code
from tracker.domain.rules import Ruleset
from tracker.domain.text import clean
from tracker.office.assessment.units import unit_named
from tracker.office.desk import Desk, Unit
from tracker.office.figures.counting import Frame
from tracker.office.figures.targets import (
    TargetTyped,
    in_unit_of,
    period_detail,
    period_said,
    target_said,
    target_subject,
    target_typed,
)
from tracker.office.outcome import Done, Refused, refused
from tracker.office.rules import rules_of
from tracker.office.versions import Version, changed_since
from tracker.store.query import UNIT, UNIT_TARGET, known
from tracker.store.tables import AssessedUnit, UnitTarget


@dataclass(frozen=True, slots=True)
class HandedDown:
    """A target of a unit as it stands: an exact number in `unit`, with who set it and when."""

    assessed: str
    """The unit by its name."""
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


class TargetOfUnit(NamedTuple):
    """A target of a unit by its number: of which indicator and period (`period_key`), in the indicator's unit."""

    number: int
    indicator: str
    period: str
    value: Decimal


def hand_down(desk: Desk, assessed: str, year: int, indicator: str, value: str, unit: str = "", reason: str = "",
              period: PartOf | None = None, *, version: Version = None) -> Done[HandedDown] | Refused:
    """Sets what a unit is to reach; everything is read as `targets.set_target` reads it, and refused for the same.

    Refused too for a unit there is none of, and for a year that begins after the unit was retired.
    """
    typed = target_typed(desk, year, indicator, value, unit, period)
    if isinstance(typed, Refused):
        return typed
    with desk.unit() as work:
        row = unit_named(work.session, assessed)
        return row if isinstance(row, Refused) else handed_in(
            work, row, year, typed, clean(reason), period, version=version)


def handed_in(work: Unit, of: AssessedUnit, year: int, typed: TargetTyped, reason: str, period: PartOf | None = None,
              *, version: Version = None) -> Done[HandedDown] | Refused:
    """What `hand_down` does with a target that was read, in a unit of work that is under way."""
    rules, meant, number, in_what = typed
    if has_retired(of.retired_on, rules.counting.of(year).first):
        return refused(Code.UNIT_RETIRED, field="unit", name=of.name, on=of.retired_on)
    was = _standing(work.session, of, year, meant.key, period)
    if others := _changed(work.session, version, was, of, year, meant.key, period):
        return others
    if was is not None and (was.value, was.unit) == (number, in_what):
        return refused(Code.NOTHING_CHANGES)
    if was is not None and not reason:
        return refused(Code.NO_REASON, field="reason")
    entry = work.entry("unit.target", subject=f"{of.name} {target_subject(rules, year, meant.called(), period)}",
                       reason=reason, detail={
        "unit_number": of.number, "year": year, "indicator": meant.key, "value": number, "unit": in_what,
        "was": was.value if was else None, **period_detail(period)})
    row = work.append(UnitTarget, entry, instead_of=was, unit_number=of.number, year=year, indicator=meant.key,
                      value=number, unit=in_what, period=period_key(period))
    return Done(_shown(of.name, row))


def take_back_target(desk: Desk, assessed: str, year: int, indicator: str, reason: str, period: PartOf | None = None,
                     *, version: Version = None) -> Done[HandedDown] | Refused:
    """Takes a target of a unit away; it stays on record. Refused where none stands, and without a reason."""
    rules = rules_of(desk, year)
    with desk.unit() as work:
        row = unit_named(work.session, assessed)
        return row if isinstance(row, Refused) else taken_back_in(
            work, row, rules, year, indicator, clean(reason), period, version=version)


def taken_back_in(work: Unit, of: AssessedUnit, rules: Ruleset, year: int, indicator: str, reason: str,
                  period: PartOf | None = None, *, version: Version = None) -> Done[HandedDown] | Refused:
    """What `take_back_target` does, in a unit of work that is under way."""
    meant = rules.indicator_named(indicator)
    key, called = (meant.key, meant.called()) if meant else (clean(indicator), clean(indicator))
    was = _standing(work.session, of, year, key, period)
    if others := _changed(work.session, version, was, of, year, key, period):
        return others
    if was is None:
        return refused(Code.NO_UNIT_TARGET, field="indicator", name=of.name, value=called,
                       period=period_said(rules, year, period))
    if not reason:
        return refused(Code.NO_REASON, field="reason")
    entry = work.entry("unit.untarget", subject=f"{of.name} {target_subject(rules, year, called, period)}",
                       reason=reason, detail={
        "unit_number": of.number, "year": year, "indicator": key, "was": was.value, **period_detail(period)})
    work.supersede(was, entry)
    return Done(_shown(of.name, was))


def _standing(session: Session, of: AssessedUnit, year: int, key: str, period: PartOf | None) -> UnitTarget | None:
    return session.exec(select_row(UnitTarget).where(
        UnitTarget.year == year, UnitTarget.unit_number == of.number, UnitTarget.indicator == key,
        UnitTarget.period == period_key(period), known(UnitTarget))).first()


def _changed(session: Session, version: Version, was: UnitTarget | None, of: AssessedUnit, year: int, key: str,
             period: PartOf | None) -> Refused | None:
    return changed_since(session, version, was, UnitTarget, target_said, year=year, unit_number=of.number,
                         indicator=key, period=period_key(period))


def _shown(name: str, row: UnitTarget | Row[Any]) -> HandedDown:
    return HandedDown(name, row.year, row.indicator, row.value, row.unit, row.recorded_at, row.recorded_by,
                      period_of(row.period), row.entry_id)


def targets_handed_down(desk: Desk, year: int | None = None, as_of: datetime | None = None) -> tuple[HandedDown, ...]:
    """The targets of all units, of a year or of all, as they were known at a moment (now where none is given)."""
    query = select(UNIT.c.name, UNIT_TARGET).join(UNIT, UNIT.c.number == UNIT_TARGET.c.unit_number).where(
        known(UNIT_TARGET, as_of), known(UNIT, as_of), *(() if year is None else (UNIT_TARGET.c.year == year,)))
    with desk.reading() as session:
        rows = session.execute(query.order_by(UNIT_TARGET.c.year, UNIT_TARGET.c.unit_number, UNIT_TARGET.c.id))
        return tuple(_shown(row.name, row) for row in rows)


def targets_of_units(session: Session, rules: Ruleset, frame: Frame) -> Iterator[TargetOfUnit]:
    """The targets of units for a year, each in the unit of its indicator.

    One set in a unit that is not of the figure's kind, since the ruleset was changed, is left out, as of the place.
    """
    query = select(UNIT_TARGET.c.unit_number, UNIT_TARGET.c.indicator, UNIT_TARGET.c.period, UNIT_TARGET.c.value,
                   UNIT_TARGET.c.unit).where(UNIT_TARGET.c.year == frame.year, frame.known(UNIT_TARGET))
    for number, key, period, value, unit in session.execute(query):
        indicator = rules.indicator(key)
        read = None if indicator is None else in_unit_of(indicator, value, unit)
        if read is not None:
            yield TargetOfUnit(number, key, period, read)
