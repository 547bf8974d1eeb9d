"""`sanxin rollup --region`: the figures of a year region by region, and what they come to together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.answer import granted
from tracker.cli.call import Call
from tracker.cli.lists import Handed
from tracker.domain.clock import to_the_minute
from tracker.domain.rules_words import label_in
from tracker.office.outcome import Done, Refused
from tracker.report.lists.over_regions import regions_table
from tracker.words import spoken
from tracker.words.figures import FiguresWords

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.office.figures.over_regions import OverRegions


def print_over_regions(call: Call, outcome: Done[OverRegions] | Refused, output: str, *, as_json: bool) -> None:
    """Prints each indicator by region, or hands it on as a file or JSON."""
    over = granted(call, outcome, as_json).value
    about = (_head(call, over), call.says.ruleset.format(id=over.rules.id, digest=over.rules.digest),
             *_notes(call, over))
    Handed(call, call.desk(), output, as_json, over.year, about).told(
        "figures", [regions_table(over, call.lang)], over.as_json)


def _head(call: Call, over: OverRegions) -> str:
    says = spoken(call.lang, FiguresWords)
    return says.over.format(year=over.year, count=len(over.each), until=over.until, as_of=to_the_minute(over.as_of))


def _notes(call: Call, over: OverRegions) -> Iterator[str]:
    says, joint = spoken(call.lang, FiguresWords), call.words.terms.list_joint
    if over.while_recording:
        yield says.while_recording
    for told, which in ((says.no_whole, [one for one in over.together if one.actual is None]),
                        (says.some_targets, [one for one in over.together if one.actual is not None
                                             and 0 < one.targets < len(over.each)])):
        if which:
            yield told.format(labels=joint.join(label_in(one.labels, call.lang) for one in which))
    if over.empty:
        yield says.empty_regions.format(regions=joint.join(f"{one.code} {one.name}".strip() for one in over.empty))
