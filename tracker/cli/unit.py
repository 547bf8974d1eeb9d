"""`sanxin unit`: the units that are assessed, what is handed down to them, and their figures."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.call import call_of
from tracker.cli.lists import Output
from tracker.cli.options import AsJson, AsOf, InUnit, On, Rules, Until, Version, Why, cleaned
from tracker.cli.pages import noun
from tracker.cli.readers import version
from tracker.cli.unit_told import (
    hand_figures,
    hand_handed_down,
    hand_sheet,
    hand_suggested,
    hand_target,
    hand_units,
    told_added,
    told_changed,
    told_imported,
    told_resumed,
    told_retired,
)
from tracker.office.assessment.units import regroup_unit, rename_unit, resume_unit

_Unit = Annotated[str, typer.Argument(metavar="UNIT", callback=cleaned)]
_Year = Annotated[str, typer.Argument(metavar="YEAR")]
_Kind = Annotated[str, typer.Option("--kind", metavar="KIND")]
_Group = Annotated[str, typer.Option("--group", metavar="TEXT")]


def _list(ctx: typer.Context, as_of: AsOf = "", output: Output = "", as_json: AsJson = False) -> None:
    """Lists the units."""
    hand_units(call_of(ctx), as_of, output, as_json)


def _add(ctx: typer.Context, name: Annotated[str, typer.Argument(callback=cleaned)], kind: _Kind = "bureau",
         group: _Group = "", as_json: AsJson = False) -> None:
    """Takes a unit in."""
    told_added(call_of(ctx), name, kind, group, as_json)


def _rename(ctx: typer.Context, unit: _Unit, name: Annotated[str, typer.Argument(callback=cleaned)],
            version_: Version = None, as_json: AsJson = False) -> None:
    """Gives a unit another name."""
    call = call_of(ctx)
    expected = version(call, version_)
    told_changed(call, unit, rename_unit(call.desk(), unit, name, version=expected), as_json)


def _group(ctx: typer.Context, unit: _Unit,
           group: Annotated[str, typer.Argument(metavar="GROUP", callback=cleaned)] = "",
           version_: Version = None, as_json: AsJson = False) -> None:
    """Puts a unit into a group; without one, takes it out of its group."""
    call = call_of(ctx)
    expected = version(call, version_)
    told_changed(call, unit, regroup_unit(call.desk(), unit, group, version=expected), as_json)


def _retire(ctx: typer.Context, unit: _Unit, on: On = "", version_: Version = None, as_json: AsJson = False) -> None:
    """Lets a unit claim nothing more from a day on."""
    told_retired(call_of(ctx), unit, on, version_, as_json)


def _resume(ctx: typer.Context, unit: _Unit, version_: Version = None, as_json: AsJson = False) -> None:
    """Takes up a unit that was retired."""
    call = call_of(ctx)
    expected = version(call, version_)
    told_resumed(call, resume_unit(call.desk(), unit, version=expected), as_json)


def _suggest(ctx: typer.Context, take: Annotated[bool, typer.Option("--take")] = False, output: Output = "",
             as_json: AsJson = False) -> None:
    """Lists what projects name and no unit is called; with --take takes all of it in."""
    hand_suggested(call_of(ctx), output, take=take, as_json=as_json)


def _target(ctx: typer.Context, year_: _Year,
            unit: Annotated[str, typer.Argument(metavar="UNIT", callback=cleaned)] = "",
            key: Annotated[str, typer.Argument()] = "", value: Annotated[str, typer.Argument()] = "",
            in_unit: InUnit = "",
            period: Annotated[str, typer.Option("--in", metavar="quarter=1")] = "",
            drop: Annotated[bool, typer.Option("--drop")] = False, reason: Why = "", version_: Version = None,
            output: Output = "", as_json: AsJson = False) -> None:
    """Lists the targets of units; with a unit, an indicator and a value hands one down, with --drop takes it away."""
    call = call_of(ctx)
    if key or value or drop:
        hand_target(call, year_, unit, (key, None if drop else value, in_unit), period, reason, version_, as_json)
    else:
        hand_handed_down(call, year_, unit, output, as_json)


def _figures(ctx: typer.Context, year_: _Year,
             unit: Annotated[str, typer.Option("--unit", metavar="NAME", callback=cleaned)] = "", until: Until = "",
             as_of: AsOf = "", rules: Rules = "", output: Output = "", as_json: AsJson = False) -> None:
    """Prints the figures of a year unit by unit, or those of one unit with the projects behind them."""
    hand_figures(call_of(ctx), year_, unit, (until, as_of, rules), output, as_json)


def _export(ctx: typer.Context, file: Annotated[str, typer.Argument(metavar="FILE.xlsx")], year_: _Year,
            as_json: AsJson = False) -> None:
    """Writes the sheet of units and their targets, which can be filled in and imported."""
    hand_sheet(call_of(ctx), file, year_, as_json)


def _import(ctx: typer.Context, file: Annotated[str, typer.Argument(metavar="FILE.xlsx")], year_: _Year,
            reason: Why = "", version_: Version = None, as_json: AsJson = False) -> None:
    """Takes a sheet of units and targets in, whole or not at all."""
    told_imported(call_of(ctx), file, year_, reason, version_, as_json)


app = noun("unit", {"list": _list, "add": _add, "rename": _rename, "group": _group, "retire": _retire,
                    "resume": _resume, "suggest": _suggest, "target": _target, "import": _import, "export": _export,
                    "figures": _figures})
