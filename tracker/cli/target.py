"""`sanxin target`: sets what is to be reached in a year, takes it away again, and lists it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.answer import done, granted
from tracker.cli.call import Call, call_of
from tracker.cli.lists import Handed, Output
from tracker.cli.options import AsJson, InUnit, Version, Why
from tracker.cli.pages import noun
from tracker.cli.readers import part_of_year, version, year
from tracker.report.lists.figures import targets_table
from tracker.words.figures import part_text

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.figures.targets import StandingTarget

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


_Period = Annotated[str, typer.Option("--in", metavar="quarter=1")]


def set_(
    ctx: typer.Context, year_: Annotated[str, typer.Argument(metavar="YEAR")],
    key: Annotated[str, typer.Argument()], value: Annotated[str, typer.Argument()],
    in_unit: InUnit = "", period: _Period = "", reason: Why = "", version_: Version = None,
    as_json: AsJson = False,
) -> None:
    """Sets the target of one indicator; the one before stays on record."""
    _change(call_of(ctx), year_, key, (value, in_unit), reason, period, version_, as_json)


def drop(ctx: typer.Context, year_: Annotated[str, typer.Argument(metavar="YEAR")],
         key: Annotated[str, typer.Argument()], period: _Period = "", reason: Why = "",
         version_: Version = None, as_json: AsJson = False) -> None:
    """Takes a target away; it stays on record."""
    _change(call_of(ctx), year_, key, (None, ""), reason, period, version_, as_json)


def _change(call: Call, year_: str, key: str, typed: tuple[str | None, str], reason: str, period: str,
            version_: str | None, as_json: bool) -> None:
    """Sets a target or, without a value, takes it away."""
    from tracker.office.figures.targets import drop_target, set_target

    (value, in_unit), which, expected = typed, year(call, year_), version(call, version_)
    desk = call.desk(create=value is not None)
    part = part_of_year(call, period) if period else None
    outcome = granted(call, drop_target(desk, which, key, reason, part, version=expected) if value is None else
                      set_target(desk, which, key, value, in_unit, reason, part, version=expected), as_json)
    row = outcome.value
    says = call.says.target_dropped if value is None else call.says.target_set
    label = _label(call, desk, row)
    if row.period:
        label = call.says.of_period.format(label=label, period=part_text(*row.period, call.lang))
    line = says.format(year=row.year, label=label, value=row.value, unit=row.unit)
    done(call, outcome, as_json, line, {"target": _json(row)})


def _list_(ctx: typer.Context, year_: Annotated[str | None, typer.Argument(metavar="YEAR")] = None,
          output: Output = "", as_json: AsJson = False) -> None:
    """Lists the targets of a year, or of all."""
    from tracker.office.figures.targets import list_targets

    call = call_of(ctx)
    which = None if year_ is None else year(call, year_)
    desk = call.desk()
    found = list_targets(desk, which)
    shown = targets_table(found, lambda row: _label(call, desk, row), call.lang)
    Handed(call, desk, output, as_json, which).on("targets", [shown],
                                                  lambda: {"targets": [_json(row) for row in found]})


def _label(call: Call, desk: Desk, row: StandingTarget) -> str:
    """What the ruleset of the year calls the indicator; its key where it has none of that name any more."""
    from tracker.office.rules import rules_of

    meant = rules_of(desk, row.year).indicator(row.indicator)
    return meant.called(call.lang) if meant else row.indicator


def _json(row: StandingTarget) -> dict[str, object]:
    return {"year": row.year, "key": row.indicator, "value": row.value, "unit": row.unit,
            **({"by": row.period.by, "period": int(row.period.value)} if row.period else {}),
            "recorded_at": row.recorded_at.isoformat(), "recorded_by": row.recorded_by,
            "version": row.version}


app = noun("target", {"set": set_, "drop": drop, "list": _list_})
