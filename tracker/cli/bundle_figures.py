"""Adds up and compares counties' bundles for the command line: what was typed in, what came of it out."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from tracker.cli.answer import granted
from tracker.cli.call import Call
from tracker.cli.lists import Handed
from tracker.cli.over_regions import REGIONS_APART
from tracker.cli.readers import year
from tracker.cli.then import then_asked
from tracker.domain.clock import to_the_minute
from tracker.office.bundles.moved_since import BundlesCompared, compare_bundles
from tracker.office.bundles.summed import CountiesSummed, sum_counties
from tracker.report.lists.bundles import among_tables, summed_tables
from tracker.report.lists.yearend import moved_tables
from tracker.words import spoken
from tracker.words.bundles import BundleWords
from tracker.words.over_regions import together_notes


def hand_summed(call: Call, which: str, typed: tuple[str, str, str], output: str, as_json: bool, *, own_rules: bool
                ) -> None:
    """Prints what counties come to; `typed` are by what they are told apart, the region and the last day."""
    by, reach, until = typed
    year_ = year(call, which)
    if by not in ("", *REGIONS_APART):
        told = call.says.not_a_choice.format(value=by, choices=call.says.joint.join(REGIONS_APART))
        raise typer.BadParameter(told, param_hint="--by")
    desk = call.desk()
    last = then_asked(call, desk, until, "", as_json=as_json, year=year_).until
    found = granted(call, sum_counties(desk, year_, reach, until=last, own_rules=own_rules), as_json)
    Handed(call, desk, output, as_json, year_, tuple(_about(call, found))).told(
        "bundle_rollup", summed_tables(found, call.lang, by_county=bool(by)), found.as_json)


def _about(call: Call, found: CountiesSummed) -> Iterator[str]:
    says, joint = spoken(call.lang, BundleWords), call.words.terms.list_joint
    yield says.summed.format(year=found.year, count=len(found.counties), until=found.until)
    if found.rules:
        yield says.by_rules.format(id=found.rules.id, digest=found.rules.digest)
    else:
        yield says.by_own_rules.format(rules=joint.join(
            f"{one.taken.place} {one.figures.ruleset_id}" for one in found.counties))
    if sample := [one.taken.place for one in found.counties if one.figures.sample]:
        yield call.says.fact.format(name=joint.join(sample), value=call.words.terms.sample)
    yield from together_notes(found.together, [(one.taken.place, one.figures) for one in found.counties], call.lang)


def hand_compared(call: Call, region: str, which: str, until: str, output: str, as_json: bool) -> None:
    """Prints what a county's last bundle tells otherwise than the one before."""
    year_, desk = year(call, which), call.desk()
    last = then_asked(call, desk, until, "", as_json=as_json, year=year_).until
    found = granted(call, compare_bundles(desk, region, year_, until=last), as_json)
    Handed(call, desk, output, as_json, year_, tuple(_compared(call, found))).told(
        "bundle_diff", [*among_tables(found, call.lang), *moved_tables(found.moved, call.lang)], found.as_json)


def _compared(call: Call, found: BundlesCompared) -> Iterator[str]:
    says, was, now = spoken(call.lang, BundleWords), found.before, found.after
    yield says.compared.format(
        place=now.place, year=now.year, before=to_the_minute(was.taken_at), before_head=was.head_shown,
        after=to_the_minute(now.taken_at), after_head=now.head_shown, until=found.moved.until)
    if found.past_differs:
        yield says.other_past
    for rows, title in ((found.came, says.came), (found.went, says.went)):
        if not rows:
            yield call.says.fact.format(name=title, value=says.nobody)
