"""`sanxin bundle`: an office as one signed file, taken in and added up by the prefecture; and bundles of reports."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer

from tracker.cli.bundle_figures import hand_compared, hand_summed
from tracker.cli.bundle_told import (
    hand_bundle_out,
    hand_bundles,
    told_region,
    told_signer,
    told_taken,
    told_trust,
)
from tracker.cli.call import call_of
from tracker.cli.lists import Output
from tracker.cli.options import AsJson, AsOf, Until, Version, Why, cleaned
from tracker.cli.pages import SpokenGroup, noun
from tracker.cli.report import report_told

_Year = Annotated[str, typer.Argument(metavar="YEAR")]
_Region = Annotated[str, typer.Argument(metavar="REGION", callback=cleaned)]
_File = Annotated[str, typer.Argument(metavar="FILE")]


_NATIONAL = ("parquet", "sum")
"""Commands that take DuckDB: their module is imported when one is used."""


class Bundles(SpokenGroup):
    """The commands of bundles. `sanxin bundle 2023` is the bundle of a report, as before there were others."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """The commands by name."""
        return [*super().list_commands(ctx), *_NATIONAL]

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        """The command of a name, None where there is none."""
        if cmd_name not in _NATIONAL:
            return super().get_command(ctx, cmd_name)
        group: Any = typer.main.get_command(import_module("tracker.cli.bundle_national").app)
        return group.get_command(ctx, cmd_name)

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """What was typed; a period where a command would stand is that of a report."""
        is_period = bool(args) and (args[0][:1].isdigit() or (args[0].startswith("-") and args[0] != "--help"))
        found: Any = super().parse_args(ctx, ["report", *args] if is_period else args)
        return found  # type: ignore[no-any-return]


def write_bundle(ctx: typer.Context, period: Annotated[str, typer.Argument(metavar="PERIOD")], until: Until = "",
                 as_of: AsOf = "", output: Output = "", as_json: AsJson = False) -> None:
    """Writes the bundle that `sanxin check --bundle` compares a report with."""
    report_told().hand_bundle(call_of(ctx), period, until, as_of, output, as_json)


def _new_key(ctx: typer.Context, path: _File, as_json: AsJson = False) -> None:
    """Makes a key to sign with, and prints the public one."""
    told_signer(call_of(ctx), path, as_json, new=True)


def _show_key(ctx: typer.Context, path: _File, as_json: AsJson = False) -> None:
    """Prints the public key of a key."""
    told_signer(call_of(ctx), path, as_json, new=False)


def _region(ctx: typer.Context, code: Annotated[str, typer.Argument(metavar="CODE", callback=cleaned)] = "",
            version_: Version = None, as_json: AsJson = False) -> None:
    """Says which region the office is of, or sets it."""
    told_region(call_of(ctx), code, version_, as_json)


def _trust(ctx: typer.Context, region: _Region, key: Annotated[str, typer.Argument(metavar="PUBLICKEY")],
           reason: Why = "", version_: Version = None, as_json: AsJson = False) -> None:
    """Records whose signature stands for a region."""
    told_trust(call_of(ctx), region, key, reason, version_, as_json)


def _export(ctx: typer.Context, year_: _Year, path: _File,
            key: Annotated[str, typer.Option("--key", metavar="FILE")], as_json: AsJson = False) -> None:
    """Writes the office, signed, for the figures of a year."""
    hand_bundle_out(call_of(ctx), year_, path, key, as_json)


def _import(ctx: typer.Context, path: _File, reason: Why = "", as_json: AsJson = False) -> None:
    """Checks a county's bundle and takes it in."""
    told_taken(call_of(ctx), path, reason, as_json)


def _list(ctx: typer.Context, output: Output = "", as_json: AsJson = False) -> None:
    """Lists the bundles that were taken in."""
    hand_bundles(call_of(ctx), output, as_json)


def _rollup(ctx: typer.Context, year_: _Year, by: Annotated[str, typer.Option("--by", metavar="county")] = "",
            region: Annotated[str, typer.Option("--region", metavar="CODE")] = "", until: Until = "",
            own_rules: Annotated[bool, typer.Option("--own-rules")] = False, output: Output = "",
            as_json: AsJson = False) -> None:
    """Adds up the figures of a year from the last bundle of each county."""
    hand_summed(call_of(ctx), year_, (by, region, until), output, as_json, own_rules=own_rules)


def _diff(ctx: typer.Context, region: _Region, year_: _Year, until: Until = "", output: Output = "",
          as_json: AsJson = False) -> None:
    """Tells what a county's last bundle says otherwise than the one before."""
    hand_compared(call_of(ctx), region, year_, until, output, as_json)


app = noun("bundle", {"report": write_bundle, "region": _region, "export": _export, "trust": _trust,
                      "import": _import, "list": _list, "rollup": _rollup, "diff": _diff})
app.info.cls = Bundles
app.add_typer(noun("key", {"new": _new_key, "show": _show_key}), name="key")
