"""`sanxin fill`: another department's blank form, filled from the office; what it does not know stays empty."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.answer import done, granted
from tracker.cli.call import call_of
from tracker.cli.options import AsJson
from tracker.cli.pages import verb
from tracker.report.write import put

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


def _fill(ctx: typer.Context, form: Annotated[str, typer.Argument(metavar="FORM.xlsx")],
          output: Annotated[str, typer.Option("-o", "--output", metavar="FILE")] = "",
          project: Annotated[list[str] | None, typer.Option("--project", metavar="CODE")] = None,
          as_json: AsJson = False) -> None:
    """Fills a form; the blank one stays as it is, unless -o names it."""
    from tracker.office.book.form import filled_form

    call, blank = call_of(ctx), Path(form)
    filled = granted(call, filled_form(call.desk(), blank, project or None), as_json)
    place = Path(output) if output else blank.with_name(call.says.filled_name.format(name=blank.stem))
    outcome = granted(call, put(place, lambda: filled.content), as_json)
    line = call.says.filled.format(file=outcome.value.resolve(), projects=filled.projects, cells=filled.cells)
    if filled.empty:
        line += "\n" + call.says.left_empty.format(names=call.says.joint.join(filled.empty))
    done(call, outcome, as_json, line, {"file": str(outcome.value.resolve()), "projects": filled.projects,
                                        "cells": filled.cells, "empty": list(filled.empty)})


app = verb("fill", _fill)
