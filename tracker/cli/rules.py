"""`sanxin rules`: checks a ruleset file, tells a ruleset in sentences, tries a draft, compares two."""

from __future__ import annotations

from types import ModuleType
from typing import Annotated

import typer

from tracker.cli.call import call_of
from tracker.cli.lists import Output
from tracker.cli.options import AsJson, AsOf, Until
from tracker.cli.pages import noun

_File = Annotated[str, typer.Argument()]


def _check(ctx: typer.Context, file: _File, output: Output = "", as_json: AsJson = False) -> None:
    """Names everything that is wrong with a ruleset file."""
    _told().hand_check(call_of(ctx), file, output, as_json)


def _show(ctx: typer.Context, which: Annotated[str, typer.Argument()] = "", output: Output = "",
          as_json: AsJson = False) -> None:
    """Tells a ruleset in sentences."""
    _told().hand_show(call_of(ctx), which, output, as_json)


def _try(ctx: typer.Context, file: _File, year_: Annotated[str, typer.Argument(metavar="YEAR")], until: Until = "",
         as_of: AsOf = "", output: Output = "", as_json: AsJson = False) -> None:
    """Prints the figures of a year under a draft beside those in force."""
    _told().hand_try(call_of(ctx), file, year_, until, as_of, output, as_json)


def _diff(ctx: typer.Context, before: _File, after: _File, output: Output = "", as_json: AsJson = False) -> None:
    """Prints what two rulesets say otherwise."""
    _told().hand_diff(call_of(ctx), before, after, output, as_json)


def _told() -> ModuleType:
    # Late: rulesets and the office are loaded when a command runs, so that help is printed at once.
    from tracker.cli import rules_told
    return rules_told


app = noun("rules", {"check": _check, "show": _show, "try": _try, "diff": _diff})
