"""The arguments and options that several commands share; what they are for is told in `tracker/words/cli_help.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import signature
from typing import Annotated, Any

import typer

from tracker.domain.text import clean


def cleaned(value: str | None) -> str | None:
    """An argument as texts are cleaned on the way in; what is no text at all (broken bytes) goes."""
    return None if value is None else clean(value)


Project = Annotated[str, typer.Argument(callback=cleaned)]
"""A project's code or name, cleaned as names are on the way in."""
AsJson = Annotated[bool, typer.Option("--json")]
On = Annotated[str, typer.Option("--on", metavar="DATE")]
Why = Annotated[str, typer.Option("--reason", metavar="TEXT")]
Version = Annotated[str | None, typer.Option("--version", metavar="N")]
Papers = Annotated[list[str] | None, typer.Option("--evidence", metavar="KIND[:NUMBER[:FILE]]")]
RecognisedOn = Annotated[str, typer.Option("--recognised-on", metavar="DATE")]
RecognisedBy = Annotated[str, typer.Option("--recognised-by", metavar="WHO")]
Until = Annotated[str, typer.Option("--until", metavar="DATE")]
AsOf = Annotated[str, typer.Option("--as-of", metavar="TIME")]
InUnit = Annotated[str, typer.Option("--in-unit", metavar="万元")]
"""What a number is counted in; `--unit` always names a unit that is assessed."""
ToldApart = Annotated[list[str] | None, typer.Option("--by", metavar="FIELD")]
InPart = Annotated[str, typer.Option("--in", metavar="FIELD=VALUE")]
Rules = Annotated[str, typer.Option("--rules", metavar="then|now")]
Limit = Annotated[str, typer.Option("--limit", metavar="N")]


def with_options(command: Callable[..., None], options: Mapping[str, Any]) -> Callable[..., None]:
    """The command with options made from a table: annotations, by the names of their parameters.

    They take the place of its parameter `typed`, which is given the values of those that were typed, in that order.
    Typer learns of options from a signature alone, so the command is given one.
    """
    taken = signature(command, eval_str=True)

    def called(ctx: typer.Context, **given: Any) -> None:
        typed = {name: value for name, value in ctx.params.items() if name in options and value not in (None, [], ())}
        command(ctx, typed=typed, **{name: value for name, value in given.items() if name not in options})

    called.__signature__ = taken.replace(parameters=[  # type: ignore[attr-defined]
        new for old in taken.parameters.values() for new in ([old] if old.name != "typed" else [
            old.replace(name=name, default=None, annotation=kind) for name, kind in options.items()])])
    return called
