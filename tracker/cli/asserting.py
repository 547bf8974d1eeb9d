"""`sanxin assert`: what others recognised or published for an indicator, beside ours; lists it, or records it."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.call import call_of
from tracker.cli.lists import Output
from tracker.cli.options import AsJson, InUnit, On, Version
from tracker.cli.pages import verb

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


def assert_(
    ctx: typer.Context, year_: Annotated[str, typer.Argument(metavar="YEAR")],
    key: Annotated[str, typer.Argument()] = "", value: Annotated[str, typer.Argument()] = "",
    in_unit: InUnit = "",
    by: Annotated[str, typer.Option("--by", metavar="BODY")] = "", on: On = "",
    document: Annotated[str | None, typer.Option("--document", metavar="FILE|NUMBER")] = None,
    number: Annotated[str, typer.Option("--number", metavar="TEXT")] = "",
    version_: Version = None, output: Output = "", as_json: AsJson = False,
) -> None:
    """Lists what others say of the figures of a year; with an indicator and a value, records what a body says."""
    from tracker.cli.asserting_told import hand_asserted, hand_assertion

    call = call_of(ctx)
    if key or value or in_unit or by or on or number or document is not None:
        hand_assertion(call, year_, (key, value, in_unit), (by, on, document, number), version_, as_json)
    else:
        hand_asserted(call, year_, output, as_json)


app = verb("assert", assert_)
