"""`sanxin check`: recomputes the numbers of a report and lists what is not as it was written."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.call import call_of
from tracker.cli.options import AsJson
from tracker.cli.pages import verb
from tracker.cli.report import report_told


def check_report(ctx: typer.Context, file: Annotated[str, typer.Argument()],
                 bundle: Annotated[str, typer.Option("--bundle", metavar="FILE")] = "",
                 budget: Annotated[str, typer.Option("--budget", metavar="FILE")] = "",
                 as_json: AsJson = False) -> None:
    """Compares each number of a report with the office, or with a signed bundle where there is no office."""
    report_told().hand_check_of_report(call_of(ctx), file, bundle, budget, as_json)


app = verb("check", check_report)
