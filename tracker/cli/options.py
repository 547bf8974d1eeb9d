"""The arguments and options that several commands share; what they are for is told in `tracker/words/cli_help.py`."""

from __future__ import annotations

from typing import Annotated

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
Limit = Annotated[str, typer.Option("--limit", metavar="N")]
