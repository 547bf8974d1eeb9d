"""`sanxin report`: the report of a year, a quarter or a month as a Word document, or on one page for a leader."""

from __future__ import annotations

from types import ModuleType
from typing import Annotated

import typer

from tracker.cli.call import call_of
from tracker.cli.lists import Output
from tracker.cli.options import AsJson, AsOf, Until
from tracker.cli.pages import verb


def write_report(ctx: typer.Context, period: Annotated[str, typer.Argument(metavar="PERIOD")] = "",
                 leader: Annotated[bool, typer.Option("--leader")] = False,
                 budget: Annotated[str, typer.Option("--budget", metavar="FILE")] = "",
                 template: Annotated[str, typer.Option("--template", metavar="FILE")] = "",
                 until: Until = "", as_of: AsOf = "", output: Output = "",
                 template_out: Annotated[str, typer.Option("--template-out", metavar="FILE")] = "",
                 budget_example: Annotated[bool, typer.Option("--budget-example")] = False,
                 as_json: AsJson = False) -> None:
    """Writes a report, its template, or an example of a budget."""
    told = report_told()
    call = call_of(ctx)
    if budget_example:
        told.print_budget_example(call, as_json)
    elif template_out:
        told.hand_template(call, period, leader, template_out, as_json)
    else:
        told.hand_report(call, period, told.ReportOptions(leader, budget, template, until, as_of, output), as_json)


def report_told() -> ModuleType:
    """What writes, checks and bundles reports."""
    # Late: the office, Word and their libraries are loaded when a command runs, so that help is printed at once.
    from tracker.cli import report_told as told
    return told


app = verb("report", write_report)
