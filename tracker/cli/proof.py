"""`sanxin proof`: reads a draft written by hand and checks its numbers, against each other and against the office."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.call import call_of
from tracker.cli.lists import Output
from tracker.cli.options import AsJson
from tracker.cli.pages import verb

# Late import: what reads drafts, and the office, are loaded when the command runs, so that help is printed at once.


def proof_(
    ctx: typer.Context, path: Annotated[str, typer.Argument(metavar="FILE")],
    year_: Annotated[str, typer.Option("--year", metavar="YEAR")] = "",
    alone: Annotated[bool, typer.Option("--alone")] = False,
    every: Annotated[bool, typer.Option("--all")] = False,
    output: Output = "", as_json: AsJson = False,
) -> None:
    """Proofs a draft; ends with 1 where something does not agree, with 0 where there are notes alone."""
    from tracker.cli.proof_told import DraftAsked, hand_proof

    hand_proof(call_of(ctx), DraftAsked(path, year_, alone=alone, every=every), output, as_json)


app = verb("proof", proof_)
