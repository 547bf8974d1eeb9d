"""Units and their targets as a sheet: the sheet that goes out, and one that comes in, taken in whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlmodel import Session, col

from tracker.domain.assessed import has_retired
from tracker.domain.counting_year import YEARS
from tracker.domain.names import fold_name
from tracker.domain.parts import period_key
from tracker.domain.reasons import Code, Reason
from tracker.domain.rules import Ruleset
from tracker.domain.text import clean
from tracker.files import name_of
from tracker.ledger.reading import unread_ledger
from tracker.ledger.workbook import Unreadable, read_book
from tracker.office.assessment.unit_sheet import (
    ReadSheet,
    SaidTarget,
    SaidUnit,
    UnitSheet,
    read_unit_sheets,
    unit_sheet,
)
from tracker.office.assessment.unit_targets import handed_in, taken_back_in, targets_handed_down
from tracker.office.assessment.units import NewUnit, added_in, list_units, reranked_in, rows_by_name
from tracker.office.desk import Desk, Unit
from tracker.office.figures.targets import TargetTyped, year_beyond
from tracker.office.outcome import Done, Refused, refused
from tracker.office.rules import rules_of
from tracker.office.versions import Version, touched_since
from tracker.store.query import standing_rows
from tracker.store.tables import AssessedUnit, UnitTarget

_Standing = Mapping[tuple[int, str, str], tuple[str, str]]
"""Each target that stands, by unit, indicator and period: its number and unit."""


@dataclass(frozen=True, slots=True)
class UnitsTakenIn:
    """What a sheet brought: new units, units with another group or kind, targets set and taken away."""

    units: int = 0
    changed: int = 0
    set: int = 0
    dropped: int = 0


def sheet_of_units(desk: Desk, year: int) -> UnitSheet:
    """The sheet of a year that goes out: the units that are not retired before it, with their targets."""
    rules = rules_of(desk, year)
    first = rules.counting.of(year).first
    units = [unit for unit in list_units(desk) if not has_retired(unit.retired_on, first)]
    targets = targets_handed_down(desk, year)
    version = max((*(one.version for one in units), *(one.version for one in targets)), default=0)
    return replace(unit_sheet(rules, year, units, targets), version=version)


def take_in_units(desk: Desk, path: Path, year: int, reason: str = "", *, version: Version = None
                  ) -> Done[UnitsTakenIn] | Refused:
    """Takes a sheet of units and targets in; nothing is written where anything in it is not understood.

    A unit there is none of is taken in, an empty cell leaves what stands, and what the office has already is passed
    over: the sheet that went out changes nothing. Refused with the place of every cell that cannot be read, for a book
    without a column of units, for a new unit without a kind, and where a target changes and no reason is given.
    `version` is that of the sheet as it went out (`UnitSheet.version`): refused where a unit or a target of the year
    is another since.
    """
    if year not in YEARS:
        return year_beyond(year)
    rules = rules_of(desk, year)
    try:
        book = read_book(path)
    except Unreadable as error:
        problems = unread_ledger(path, error).problems
        return Refused(tuple(Reason(Code.SHEET_UNREAD, params={"cell": one}, field="path") for one in problems))
    read = read_unit_sheets(book.sheets, rules)
    if not read.tables:
        return refused(Code.SHEET_NO_UNITS, field="path", value=name_of(path))
    return Refused(tuple(read.problems)) if read.problems else _take_in(desk, rules, year, read, clean(reason), version)


def _take_in(desk: Desk, rules: Ruleset, year: int, read: ReadSheet, reason: str, version: Version
             ) -> Done[UnitsTakenIn] | Refused:
    with desk.unit() as work:
        if others := _changed(work.session, year, version):
            return others
        rows = rows_by_name(work.session)
        targets = {(row.unit_number, row.indicator, row.period): (row.value, row.unit)
                   for row in standing_rows(work.session, UnitTarget) if row.year == year}
        reasons = [why for said in read.units for why in _amiss(said, rows.get(fold_name(said.name)), rules, year)]
        moved = [one for said in read.units if (row := rows.get(fold_name(said.name)))
                 for one in said.targets if _stood(targets, row.number, one) not in (None, one.kept)]
        if moved and not reason:
            reasons.append(Reason(Code.NO_REASON, field="reason"))
        if reasons:
            return Refused(tuple(reasons))
        return _carried_out(work, _Carrying(rules, year, reason, targets), read, rows)


def _changed(session: Session, year: int, version: Version) -> Refused | None:
    """The refusal where a unit, or a target of one for the year, is another since a sheet went out."""
    of_year = (col(UnitTarget.year) == year,)
    return touched_since(session, version, {AssessedUnit: (), UnitTarget: of_year})


def _amiss(said: SaidUnit, row: AssessedUnit | None, rules: Ruleset, year: int) -> Iterator[Reason]:
    """Why what a row says cannot be taken in."""
    if row is None and said.kind is None:
        yield Reason(Code.UNIT_NO_KIND, params={"name": said.name}, field="path")
    if row is not None and said.targets and has_retired(row.retired_on, rules.counting.of(year).first):
        yield Reason(Code.UNIT_RETIRED, params={"name": row.name, "on": row.retired_on}, field="path")


def _stood(targets: _Standing, number: int, one: SaidTarget) -> tuple[str, str] | None:
    return targets.get((number, one.column.indicator.key, period_key(one.column.period)))


@dataclass(frozen=True, slots=True)
class _Carrying:
    """What is written by: the rules and the year, why targets change, and those that stand."""

    rules: Ruleset
    year: int
    reason: str
    targets: _Standing


def _carried_out(work: Unit, by: _Carrying, read: ReadSheet, rows: Mapping[str, AssessedUnit]
                 ) -> Done[UnitsTakenIn] | Refused:
    """Writes what is new; what could be refused was asked before."""
    new = [NewUnit(said.name, said.kind, said.group or "") for said in read.units
           if said.kind is not None and fold_name(said.name) not in rows]
    added = added_in(work, new)
    if isinstance(added, Refused):
        return added
    changed = made = dropped = 0
    now = rows_by_name(work.session)
    for said in read.units:
        row = now[fold_name(said.name)]
        kind, group = said.kind or row.kind, row.ranked_in if said.group is None else said.group
        if (kind, group) != (row.kind, row.ranked_in):
            reranked_in(work, row, kind, group)
            changed += 1
        for one in said.targets:
            stood = _stood(by.targets, row.number, one)
            if one.kept == stood:
                continue
            made, dropped = made + (one.kept is not None), dropped + (one.kept is None)
            _target(work, by, row, one)
    return Done(UnitsTakenIn(len(new), changed, made, dropped))


def _target(work: Unit, by: _Carrying, row: AssessedUnit, one: SaidTarget) -> None:
    """Sets a target, or takes it away."""
    indicator, period = one.column.indicator, one.column.period
    if one.kept is None:
        taken_back_in(work, row, by.rules, by.year, indicator.key, by.reason, period)
    else:
        handed_in(work, row, by.year, TargetTyped(by.rules, indicator, *one.kept), by.reason, period)
