"""`sanxin rollup --region`: the figures of a year region by region, and what they come to together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.answer import granted
from tracker.cli.lists import Handed
from tracker.report.lists.over_regions import regions_table
from tracker.words.over_regions import over_head, over_notes

if TYPE_CHECKING:
    from tracker.cli.call import Call
    from tracker.office.figures.over_regions import OverRegions
    from tracker.office.outcome import Done, Refused


REGIONS_APART = ("county", "县区")
"""What regions are told apart by, in either language: `--by` with `--region` names nothing else."""


def print_over_regions(call: Call, outcome: Done[OverRegions] | Refused, output: str, *, as_json: bool) -> None:
    """Prints each indicator by region, or hands it on as a file or JSON."""
    over = granted(call, outcome, as_json).value
    about = (over_head(over, call.lang), call.says.ruleset.format(id=over.rules.id, digest=over.rules.digest),
             *over_notes(over, call.lang))
    Handed(call, call.desk(), output, as_json, over.year, about).told(
        "figures", [regions_table(over, call.lang)], over.as_json)
