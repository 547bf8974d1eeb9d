"""`sanxin bundle`: the figures of a report with the projects behind them, signed, for machines without an office."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.call import call_of
from tracker.cli.lists import Output
from tracker.cli.options import AsJson, AsOf, Until
from tracker.cli.pages import verb
from tracker.cli.report import report_told


def write_bundle(ctx: typer.Context, period: Annotated[str, typer.Argument(metavar="PERIOD")], until: Until = "",
                 as_of: AsOf = "", output: Output = "", as_json: AsJson = False) -> None:
    """Writes the bundle that `sanxin check --bundle` compares a report with."""
    report_told().hand_bundle(call_of(ctx), period, until, as_of, output, as_json)


app = verb("bundle", write_bundle)
