"""`sanxin bundle parquet` and `bundle sum`: facts of many bundles as Parquet, and their sums by region."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.answer import done, granted, refuse_all
from tracker.cli.call import call_of
from tracker.cli.lists import print_table
from tracker.cli.options import AsJson, Until
from tracker.cli.pages import noun
from tracker.cli.printing import print_json, say
from tracker.cli.readers import Typed, year
from tracker.domain.clock import now, office_day
from tracker.office.bundles.national import sum_parquet, write_parquet
from tracker.report.lists.national import region_sums_table
from tracker.words import spoken
from tracker.words.bundles import BundleWords

_Folder = Annotated[str, typer.Argument(metavar="FOLDER")]


def _parquet(ctx: typer.Context, folder: _Folder, bundles: Annotated[list[str], typer.Argument(metavar="BUNDLE…")],
             as_json: AsJson = False) -> None:
    """Writes the facts of bundles into a folder."""
    call = call_of(ctx)
    outcome = granted(call, write_parquet(Path(folder), [Path(one) for one in bundles], replaces=call.replaces),
                      as_json)
    rows = outcome.value
    line = spoken(call.lang, BundleWords).parquet_written.format(
        folder=folder, count=rows["bundle"], projects=rows["project"], facts=rows["milestone"] + rows["receipt"])
    done(call, outcome, as_json, line, {"folder": folder, "rows": rows})


def _sum(ctx: typer.Context, folder: _Folder, year_: Annotated[str, typer.Argument(metavar="YEAR")],
         until: Until = "", as_json: AsJson = False) -> None:
    """Prints the sums of a year by region."""
    call = call_of(ctx)
    which = year(call, year_)
    reader = Typed(office_day(now()))
    day = reader.known_day(until, "until")
    refuse_all(call, reader.reasons, as_json)
    found = granted(call, sum_parquet(Path(folder), which, day.last if day else None), as_json)
    if as_json:
        print_json({"year": which, "regions": [one.as_json() for one in found]})
        return
    say(spoken(call.lang, BundleWords).national.format(year=which, count=len(found)))
    print_table(call, region_sums_table(found, call.lang))


app = noun("bundle", {"parquet": _parquet, "sum": _sum})
