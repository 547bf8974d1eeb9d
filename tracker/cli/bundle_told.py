"""Makes, takes in and lists counties' bundles for the command line: what was typed in, what came of it out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tracker.cli.answer import done, granted, refuse
from tracker.cli.call import Call
from tracker.cli.lists import Handed
from tracker.cli.printing import print_json, say
from tracker.cli.readers import version, year
from tracker.domain.clock import to_the_minute, utc_text
from tracker.domain.reasons import Code
from tracker.office.bundles.handing import hand_over, make_signer, signer_in
from tracker.office.bundles.region import every_signer, region_of, region_version, set_region, trust_signer
from tracker.office.bundles.taking_in import BundleShown, bundles_taken, take_bundle
from tracker.office.outcome import Done, Refused
from tracker.report.lists.bundles import signers_table, taken_table
from tracker.report.lists.shape import ListTable
from tracker.report.write import place_for, put
from tracker.store.seals import SHOWN
from tracker.words import spoken
from tracker.words.bundles import BundleWords


def told_signer(call: Call, path: str, as_json: bool, *, new: bool) -> None:
    """Makes a key to sign with, or looks at one, and prints the public key."""
    if new:
        made = granted(call, make_signer(Path(path)), as_json)
        done(call, made, as_json, _says(call).signer_made.format(file=made.value.file, key=made.value.public),
             {"file": str(made.value.file), "key": made.value.public})
        return
    found = granted(call, signer_in(Path(path)), as_json)
    done(call, Done(None), as_json, _says(call).signer.format(key=found.public), {"file": path, "key": found.public})


def told_region(call: Call, code: str, typed: str | None, as_json: bool) -> None:
    """Sets the region of the office, or prints it where none was typed."""
    expected, desk, says = version(call, typed), call.desk(create=bool(code)), _says(call)
    if code:
        outcome = granted(call, set_region(desk, code, version=expected), as_json)
        done(call, outcome, as_json, says.region_set.format(region=outcome.value), {"region": outcome.value})
        return
    with desk.reading() as session:
        region = region_of(desk, session)
    if as_json:
        print_json({"region": region, "version": region_version(desk)})
    else:
        say(says.region_is.format(region=region) if region else says.region_unset)


def told_trust(call: Call, region: str, key: str, reason: str, typed: str | None, as_json: bool) -> None:
    """Records whose signature stands for a region."""
    expected = version(call, typed)
    outcome = granted(call, trust_signer(call.desk(create=True), region, key, reason=reason, version=expected), as_json)
    found = outcome.value
    done(call, outcome, as_json, _says(call).trusted.format(region=found.region, key=found.key),
         {"region": found.region, "key": found.key, "version": found.version})


def hand_bundle_out(call: Call, which: str, path: str, key: str, as_json: bool) -> None:
    """Writes the office into a signed file."""
    year_, place = year(call, which), granted(call, place_for(Path(path), replaces=call.replaces), as_json)
    bundle = granted(call, hand_over(call.desk(), year_, Path(key)), as_json)
    told = bundle.manifest
    written = granted(call, put(place, lambda: bundle.content, replaces=call.replaces), as_json)
    line = _says(call).handed_over.format(place=told.place, year=told.year, file=written.value, entries=told.entries,
                                          head=told.head[:SHOWN], key=told.key)
    done(call, written, as_json, line, {
        "file": str(written.value), "region": told.region, "place": told.place, "year": told.year, "head": told.head,
        "entries": told.entries, "ruleset": {"id": told.rules_id, "digest": told.rules_digest}, "key": told.key})


def told_taken(call: Call, path: str, reason: str, as_json: bool) -> None:
    """Takes a bundle in, or says why it is not taken in."""
    outcome, says = take_bundle(call.desk(), Path(path), reason=reason), _says(call)
    if isinstance(outcome, Refused):
        differs = any(one.code is Code.COUNTY_PAST_DIFFERS for one in outcome.reasons)
        refuse(call, outcome, as_json, says.may_differ if differs else "")
    one = outcome.value
    done(call, outcome, as_json, says.taken.format(
        place=one.place, region=one.region, year=one.year, entries=one.entries, head=one.head_shown,
        made_by=one.made_by, made_at=to_the_minute(one.made_at)), {"bundle": _shape(one)})


def hand_bundles(call: Call, output: str, as_json: bool) -> None:
    """Lists the bundles that were taken in, and the keys that are trusted."""
    desk = call.desk()
    rows, signers = bundles_taken(desk), every_signer(desk)
    tables: list[ListTable[Any]] = [taken_table(rows, call.lang)]
    if signers:
        tables.append(signers_table(signers, call.lang))
    Handed(call, desk, output, as_json).told("bundles", tables, lambda: {
        "bundles": [_shape(one) for one in rows],
        "trusted": [{"region": one.region, "key": one.key, "version": one.version} for one in signers]},
        _says(call).none_taken)


def _shape(one: BundleShown) -> dict[str, object]:
    return {"region": one.region, "place": one.place, "year": one.year, "head": one.head, "entries": one.entries,
            "ruleset": one.rules_id, "key": one.signer, "made_at": utc_text(one.made_at), "made_by": one.made_by,
            "sha256": one.sha256, "taken_at": utc_text(one.taken_at), "taken_by": one.taken_by, "entry": one.entry,
            "reason": one.because}


def _says(call: Call) -> BundleWords:
    return spoken(call.lang, BundleWords)
