"""`sanxin audit`: what an inspection would ask of a year, each question with its projects; records the answers."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.audit_told import AuditOptions, hand_answers, hand_audit
from tracker.cli.call import call_of
from tracker.cli.lists import Output
from tracker.cli.options import AsJson, AsOf, Until, Version
from tracker.cli.pages import verb


def audit_(
    ctx: typer.Context, year_: Annotated[str, typer.Argument(metavar="YEAR")],
    kinds: Annotated[list[str] | None, typer.Option("--check", metavar="KIND")] = None,
    only_open: Annotated[bool, typer.Option("--open")] = False,
    answer: Annotated[list[str] | None, typer.Option("--answer", metavar="ID")] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT")] = "",
    version_: Version = None, until: Until = "", as_of: AsOf = "", output: Output = "", as_json: AsJson = False,
) -> None:
    """Tells what an inspection would ask of a year; with --answer records what the office says to it."""
    call = call_of(ctx)
    if not (answer or reason):
        hand_audit(call, year_, AuditOptions(kinds or (), only_open, until, as_of, output), as_json)
        return
    for name, text in (("--check", kinds), ("--open", only_open), ("--until", until), ("--as-of", as_of),
                       ("--output", output)):
        if text:
            raise typer.BadParameter(call.says.not_with.format(name=name, other="--answer, --reason"))
    hand_answers(call, year_, answer or [], reason, version_, as_json)


app = verb("audit", audit_)
