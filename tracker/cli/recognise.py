"""`sanxin recognise`: what waits for a second person; recognises what another one reported, or sends it back."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.call import call_of
from tracker.cli.lists import Output
from tracker.cli.options import AsJson, On, Version, cleaned
from tracker.cli.pages import verb

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


def recognise_(
    ctx: typer.Context, project: Annotated[str | None, typer.Argument(callback=cleaned)] = None,
    what: Annotated[str, typer.Argument(metavar="STAGE|receipt")] = "",
    receipt: Annotated[str, typer.Argument(metavar="ID")] = "",
    by: Annotated[str, typer.Option("--by", metavar="BODY")] = "", on: On = "",
    number: Annotated[str, typer.Option("--number", metavar="TEXT")] = "",
    send_back: Annotated[str | None, typer.Option("--send-back", metavar="REASON")] = None,
    override: Annotated[str, typer.Option("--override", metavar="REASON")] = "", version_: Version = None,
    year_: Annotated[str, typer.Option("--year", metavar="YEAR")] = "", output: Output = "", as_json: AsJson = False,
) -> None:
    """Lists what waits, of the office or of a project; with a stage or a receipt, recognises it or sends it back."""
    from tracker.cli.recognise_told import hand_queue, hand_verdict

    call = call_of(ctx)
    if project is None or not what:
        hand_queue(call, project, year_, output, as_json)
    else:
        hand_verdict(call, project, what, receipt, (by, on, number, override), send_back, version_, as_json)


app = verb("recognise", recognise_)
