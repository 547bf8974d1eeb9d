"""`sanxin reconcile`: another office's list of projects beside ours; takes one in, lists differences, explains them."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.call import call_of
from tracker.cli.lists import Output
from tracker.cli.options import AsJson, On, Version
from tracker.cli.pages import verb

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


def reconcile_(
    ctx: typer.Context, path: Annotated[str, typer.Argument(metavar="FILE")] = "",
    key: Annotated[str, typer.Argument()] = "",
    year_: Annotated[str, typer.Option("--year", metavar="YEAR")] = "",
    by: Annotated[str, typer.Option("--by", metavar="BODY")] = "", on: On = "",
    mapping: Annotated[str, typer.Option("--mapping", metavar="FILE.toml")] = "",
    answer: Annotated[list[str] | None, typer.Option("--answer", metavar="ID")] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT")] = "",
    version_: Version = None, output: Output = "", as_json: AsJson = False,
) -> None:
    """Lists where other offices' lists differ from ours; with a file takes a list in, with --answer says why."""
    from tracker.cli.reconcile_told import ListTyped, hand_answer, hand_list, hand_lists

    call, typed = call_of(ctx), ListTyped(path, key, year_, by, on, mapping)
    if answer or reason:
        for name, text in (*typed.named(), ("--output", output)):
            if text:
                raise typer.BadParameter(call.says.not_with.format(name=name, other="--answer, --reason"))
        hand_answer(call, answer or [], reason, version_, as_json)
    elif path or typed.is_new:
        hand_list(call, typed, version_, output, as_json)
    else:
        hand_lists(call, year_, output, as_json)


app = verb("reconcile", reconcile_)
