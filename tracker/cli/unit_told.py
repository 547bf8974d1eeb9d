"""What `sanxin unit` does: takes units in and changes them, hands targets down, tells their figures."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from tracker.cli.answer import done, granted, refuse, refuse_all
from tracker.cli.call import Call
from tracker.cli.lists import Handed
from tracker.cli.readers import Typed, choice, part_of_year, version, year
from tracker.cli.then import by_rules_of_now, then_asked
from tracker.domain.assessed import UnitKind, UnitNamed
from tracker.domain.money import print_exact
from tracker.domain.names import fold_name
from tracker.domain.reasons import Code
from tracker.office.assessment.unit_book import sheet_of_units, take_in_units
from tracker.office.assessment.unit_figures import UnitFigure, UnitFigures, unit_figures
from tracker.office.assessment.unit_targets import HandedDown, hand_down, take_back_target, targets_handed_down
from tracker.office.assessment.units import (
    NewUnit,
    add_unit,
    add_units,
    list_units,
    retire_unit,
    suggested_units,
    unit_called,
)
from tracker.office.desk import Desk
from tracker.office.outcome import Done, Refused, refused
from tracker.office.register.stamp import stamp
from tracker.office.rules import rules_of
from tracker.report.lists.files import write_list
from tracker.report.lists.head import list_of
from tracker.report.lists.units import (
    handed_table,
    one_unit_tables,
    sheet_table,
    suggested_table,
    unit_figures_tables,
    units_table,
)
from tracker.words import spoken
from tracker.words.figures import part_text
from tracker.words.units import UnitWords


def hand_units(call: Call, as_of: str, output: str, as_json: bool) -> None:
    """Lists the units as they were known at a moment."""
    desk = call.desk()
    then = then_asked(call, desk, "", as_of, as_json=as_json)
    units = list_units(desk, then.as_of)
    Handed(call, desk, output, as_json, then=then).on(
        "units", [units_table(units, call.lang)], lambda: {"units": [unit_shape(one) for one in units]})


def unit_shape(unit: UnitNamed) -> dict[str, Any]:
    """A unit for programs."""
    return {"number": unit.number, "name": unit.name, "kind": unit.kind, "group": unit.group,
            "retired": unit.retired_on.isoformat() if unit.retired_on else None, "version": unit.version}


def told_added(call: Call, name: str, kind: str, group: str, as_json: bool) -> None:
    """Takes a unit in."""
    what = UnitKind(choice(call, kind, "unit_kind", "--kind"))
    outcome = granted(call, add_unit(call.desk(create=True), name, what, group), as_json)
    line = spoken(call.lang, UnitWords).added.format(name=name, number=outcome.value)
    done(call, outcome, as_json, line, {"unit": unit_shape(UnitNamed(outcome.value, name, what, group))})


def told_changed(call: Call, before: str, outcome: Done[UnitNamed] | Refused, as_json: bool) -> None:
    """Says that a unit has another name or group."""
    says, outcome = spoken(call.lang, UnitWords), granted(call, outcome, as_json)
    unit = outcome.value
    line = (says.renamed.format(before=before, name=unit.name) if fold_name(before) != fold_name(unit.name)
            else (says.grouped if unit.group else says.ungrouped).format(name=unit.name, group=unit.group))
    done(call, outcome, as_json, line, {"unit": unit_shape(unit)})


def told_retired(call: Call, name: str, on: str, version_: str | None, as_json: bool) -> None:
    """Lets a unit claim nothing more from a day on, today where none is said."""
    expected, desk = version(call, version_), call.desk()
    reader = Typed(desk.today())
    day = reader.whole_day(on, "on") or desk.today()
    refuse_all(call, reader.reasons, as_json)
    outcome = granted(call, retire_unit(desk, name, day, version=expected), as_json)
    line = spoken(call.lang, UnitWords).retired.format(name=outcome.value.name, day=day)
    done(call, outcome, as_json, line, {"unit": unit_shape(outcome.value)})


def told_resumed(call: Call, outcome: Done[UnitNamed] | Refused, as_json: bool) -> None:
    """Says that a unit that was retired is assessed again."""
    unit = granted(call, outcome, as_json).value
    line = spoken(call.lang, UnitWords).resumed.format(name=unit.name)
    done(call, Done(unit), as_json, line, {"unit": unit_shape(unit)})


def hand_suggested(call: Call, output: str, *, take: bool, as_json: bool) -> None:
    """Lists what projects name and no unit is called, or takes all of it in."""
    desk, says = call.desk(), spoken(call.lang, UnitWords)
    found = suggested_units(desk)
    if not take:
        about = () if found else (says.none_suggested,)
        Handed(call, desk, output, as_json, about=about).told(
            "unit_suggested", [suggested_table(found, call.lang)] if found else [], lambda: {"suggested": [
                {"name": one.name, "kind": one.kind, "projects": one.projects} for one in found]})
        return
    if not found:
        refuse(call, refused(Code.NOTHING_CHANGES), as_json)
    outcome = granted(call, add_units(desk, [NewUnit(one.name, one.kind) for one in found]), as_json)
    names = call.words.terms.list_joint.join(one.name for one in found)
    done(call, outcome, as_json, says.taken.format(count=len(found), names=names), {"units": [
        {"number": number, "name": one.name, "kind": one.kind}
        for number, one in zip(outcome.value, found, strict=True)]})


def hand_target(call: Call, year_: str, unit: str, typed: tuple[str, str | None, str], period: str, reason: str,
                version_: str | None, as_json: bool) -> None:
    """Hands a target down: indicator, value and unit of money; one without a value (None) is taken away."""
    key, value, in_unit = typed
    if not (unit and key) or value == "":
        raise typer.BadParameter(call.says.missing.format(name="UNIT KEY VALUE"))
    which, desk, says = year(call, year_), call.desk(), spoken(call.lang, UnitWords)
    expected = version(call, version_)
    part = part_of_year(call, period) if period else None
    outcome = granted(call, take_back_target(
        desk, unit, which, key, reason, part, version=expected) if value is None else hand_down(
        desk, unit, which, key, value, in_unit, reason, part, version=expected), as_json)
    row = outcome.value
    label = _label(call, desk, row)
    if row.period:
        label = call.says.of_period.format(label=label, period=part_text(*row.period, call.lang))
    line = (says.taken_back if value is None else says.handed).format(
        name=row.assessed, year=row.year, label=label, value=row.value, unit=row.unit)
    done(call, outcome, as_json, line, {"target": _handed_shape(row)})


def hand_handed_down(call: Call, year_: str, unit: str, output: str, as_json: bool) -> None:
    """Lists the targets of the units, or of one, for a year."""
    which, desk = year(call, year_), call.desk()
    rows = targets_handed_down(desk, which)
    if unit:
        named = granted(call, unit_called(desk, unit), as_json).name
        rows = tuple(row for row in rows if row.assessed == named)
    shown = handed_table(rows, lambda row: _label(call, desk, row), call.lang)
    Handed(call, desk, output, as_json, which, narrowed=bool(unit)).on(
        "unit_targets", [shown], lambda: {"targets": [_handed_shape(row) for row in rows]})


def hand_sheet(call: Call, file: str, year_: str, as_json: bool) -> None:
    """Writes the sheet of units and targets of a year into a workbook or a text of commas."""
    which, desk = year(call, year_), call.desk()
    sheet = sheet_of_units(desk, which)
    listing = list_of("unit_targets", [sheet_table(sheet, call.lang)], stamp(desk, which), call.lang)
    outcome = granted(call, write_list(listing, Path(file), replaces=call.replaces), as_json)
    line = spoken(call.lang, UnitWords).exported.format(file=outcome.value, units=len(sheet.rows),
                                                        targets=sheet.targets)
    done(call, outcome, as_json, line, {"file": str(outcome.value), "units": len(sheet.rows), "targets": sheet.targets,
                                      "version": sheet.version})


def told_imported(call: Call, file: str, year_: str, reason: str, version_: str | None, as_json: bool) -> None:
    """Takes a sheet of units and targets in, and says what it brought."""
    which, expected, says = year(call, year_), version(call, version_), spoken(call.lang, UnitWords)
    outcome = granted(call, take_in_units(call.desk(create=True), Path(file), which, reason, version=expected), as_json)
    counts = asdict(outcome.value)
    line = says.imported.format(**counts) if any(counts.values()) else says.unchanged
    done(call, outcome, as_json, line, {"taken_in": counts})


def _label(call: Call, desk: Desk, row: HandedDown) -> str:
    """What the ruleset of the year calls the indicator; its key where it has none of that name any more."""
    meant = rules_of(desk, row.year).indicator(row.indicator)
    return meant.called(call.lang) if meant else row.indicator


def _handed_shape(row: HandedDown) -> dict[str, Any]:
    return {"unit": row.assessed, "year": row.year, "key": row.indicator, "value": row.value, "in": row.unit,
            **({"by": row.period.by, "period": int(row.period.value)} if row.period else {}),
            "recorded_at": row.recorded_at.isoformat(), "recorded_by": row.recorded_by, "version": row.version}


def hand_figures(call: Call, year_: str, unit: str, past: tuple[str, str, str], output: str, as_json: bool) -> None:
    """Tells the figures of units up to a day, as known at a moment, by the rules of then or of now (`past`)."""
    which, desk, says = year(call, year_), call.desk(), spoken(call.lang, UnitWords)
    until, as_of, rules = past
    by_now = by_rules_of_now(call, rules)
    of = granted(call, unit_called(desk, unit), as_json).number if unit else None
    then = then_asked(call, desk, until, as_of, as_json=as_json, year=which)
    found = unit_figures(desk, which, until=then.until, as_of=then.as_of, by_now=by_now)
    named = next((one.unit.name for one in found.units if one.unit.number == of), "")
    if unit and not named:
        refuse(call, refused(Code.UNIT_UNKNOWN, field="unit", value=unit), as_json)
    if named:
        about: tuple[str, ...] = (says.of_unit.format(unit=named, year=which, until=found.until),)
        tables = one_unit_tables(found, named, call.lang)
    else:
        whole = says.whole(found.place_name)
        about = (says.figures.format(year=which, until=found.until), says.how_told.format(place=whole))
        tables = unit_figures_tables(found, call.lang)
    Handed(call, desk, output, as_json, which, about, narrowed=bool(named), then=then).told(
        "unit_of_year" if named else "unit_figures", tables, lambda: figures_shape(found, named))


def figures_shape(found: UnitFigures, only: str = "") -> dict[str, Any]:
    """The figures of units for programs; with `only` one unit's, without what is beside the units."""
    def told(figures: Any) -> dict[str, Any]:
        return {key: figure_shape(figure) for key, figure in figures.items()}

    units = [{**unit_shape(one.unit), "figures": told(one.figures)} for one in found.units
             if not only or one.unit.name == only]
    beside = {} if only else {"twice": told(found.twice), "unclaimed": told(found.unclaimed),
                              "claimants": {code: list(names) for code, names in found.claimants.items()}}
    return {"year": found.year, "until": found.until.isoformat(),
            "ruleset": {"id": found.ruleset_id, "digest": found.ruleset_digest}, "units": units, **beside,
            "place": told(found.place)}


def figure_shape(figure: UnitFigure) -> dict[str, Any]:
    """One figure for programs: numbers as exact texts; what it adds beside it only where that is another number."""
    divided = {"adds": print_exact(figure.adds), "of": print_exact(figure.of)} if figure.of is not None else {}
    return {"actual": print_exact(figure.actual), **divided,
            "target": None if figure.target is None else print_exact(figure.target),
            **({"targets": {period: print_exact(value) for period, value in figure.targets.items()}}
               if figure.targets else {}),
            "projects": [{"code": one.code, "name": one.name, "adds": print_exact(one.adds)}
                         for one in figure.projects]}
