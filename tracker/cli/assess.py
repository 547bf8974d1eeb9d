"""`sanxin assess`: the board of a year's assessment, or one unit line by line, and what more would bring it."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.assess_pages import hand_pages, is_list
from tracker.cli.assess_told import hand_board, hand_unit
from tracker.cli.call import Call, call_of
from tracker.cli.lists import Output
from tracker.cli.options import AsJson, AsOf, Rules, Until, cleaned
from tracker.cli.pages import verb


def assess_(
    ctx: typer.Context, year_: Annotated[str, typer.Argument(metavar="YEAR")],
    unit: Annotated[str, typer.Option("--unit", metavar="NAME", callback=cleaned)] = "",
    more: Annotated[list[str] | None, typer.Option("--more", metavar="KEY=NUMBER")] = None,
    pages: Annotated[bool, typer.Option("--pages")] = False,
    until: Until = "", as_of: AsOf = "", rules: Rules = "", output: Output = "", as_json: AsJson = False,
) -> None:
    """Tells the scores of all units, or of one line by line; with --more, what it would have with that."""
    call = call_of(ctx)
    if pages or (output and not is_list(output)):
        _pages(call, year_, unit, more or [], pages, (until, as_of, rules), output, as_json)
        return
    if unit:
        hand_unit(call, year_, unit, more or [], (until, as_of, rules), output, as_json)
        return
    if more:
        raise typer.BadParameter(call.says.missing.format(name="--unit"))
    hand_board(call, year_, (until, as_of, rules), output, as_json)


def _pages(call: Call, year_: str, unit: str, more: list[str], pages: bool, past: tuple[str, str, str], output: str,
           as_json: bool) -> None:
    """Pages say what is: nothing that would be with more; all of them are of no single unit, and go into a file."""
    for name, is_there in (("--more", bool(more)), ("--unit", pages and bool(unit))):
        if is_there:
            raise typer.BadParameter(call.says.not_with.format(name=name, other="--pages" if pages else output))
    if not output:
        raise typer.BadParameter(call.says.is_needed.format(name="-o FILE.docx"))
    hand_pages(call, year_, unit, pages, past, output, as_json)


app = verb("assess", assess_)
