"""`sanxin mark`: what people give units for a year, such as points, visits, what a sample found."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.assess_told import hand_marks, told_given, told_taken_back
from tracker.cli.call import call_of
from tracker.cli.lists import Output
from tracker.cli.options import AsJson, On, Version, Why, cleaned
from tracker.cli.pages import noun

_Year = Annotated[str, typer.Argument(metavar="YEAR")]
_Unit = Annotated[str, typer.Argument(metavar="UNIT", callback=cleaned)]
_Mark = Annotated[str, typer.Argument(metavar="MARK", callback=cleaned)]


def _give(ctx: typer.Context, year_: _Year, unit: _Unit, mark: _Mark,
          value: Annotated[str, typer.Argument(metavar="NUMBER", callback=cleaned)],
          by: Annotated[str, typer.Option("--by", metavar="WHO")] = "", on: On = "",
          number: Annotated[str, typer.Option("--number", metavar="TEXT")] = "", reason: Why = "",
          version_: Version = None, as_json: AsJson = False) -> None:
    """Records what somebody gives a unit."""
    told_given(call_of(ctx), year_, (unit, mark, value), (by, on, number), reason, version_, as_json)


def _withdraw(ctx: typer.Context, year_: _Year, unit: _Unit, mark: _Mark, reason: Why = "", version_: Version = None,
              as_json: AsJson = False) -> None:
    """Takes a mark back."""
    told_taken_back(call_of(ctx), year_, (unit, mark), reason, version_, as_json)


def _list(ctx: typer.Context, year_: _Year, output: Output = "", as_json: AsJson = False) -> None:
    """Lists the marks of a year."""
    hand_marks(call_of(ctx), year_, output, as_json)


app = noun("mark", {"give": _give, "withdraw": _withdraw, "list": _list})
