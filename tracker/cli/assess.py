"""`sanxin assess`: the board of a year's assessment, or one unit line by line, and what more would bring it."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.assess_told import hand_board, hand_unit
from tracker.cli.call import call_of
from tracker.cli.lists import Output
from tracker.cli.options import AsJson, AsOf, Rules, Until, cleaned
from tracker.cli.pages import verb


def assess_(
    ctx: typer.Context, year_: Annotated[str, typer.Argument(metavar="YEAR")],
    unit: Annotated[str, typer.Option("--unit", metavar="NAME", callback=cleaned)] = "",
    more: Annotated[list[str] | None, typer.Option("--more", metavar="KEY=NUMBER")] = None,
    until: Until = "", as_of: AsOf = "", rules: Rules = "", output: Output = "", as_json: AsJson = False,
) -> None:
    """Tells the scores of all units, or of one line by line; with --more, what it would have with that."""
    call = call_of(ctx)
    if unit:
        hand_unit(call, year_, unit, more or [], (until, as_of, rules), output, as_json)
        return
    if more:
        raise typer.BadParameter(call.says.missing.format(name="--unit"))
    hand_board(call, year_, (until, as_of, rules), output, as_json)


app = verb("assess", assess_)
