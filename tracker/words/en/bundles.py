"""What is said of counties' bundles, in English."""

from __future__ import annotations

from tracker.words.bundles import BundleWords

WORDS = BundleWords(
    signer_made="the key is in {file}, which you alone may read: hand it to nobody\n"
                "public key, for the prefecture to trust: {key}",
    signer="public key: {key}",
    region_is="region: {region}",
    region_unset="the region is not set: sanxin bundle region 430981",
    region_set="the region is {region} now",
    trusted="the key of {region} is trusted: {key}",
    handed_over="the bundle of {place} for {year} is in {file}: {entries} journal entries, head {head}\nkey: {key}",
    taken="the bundle of {place} ({region}) for {year} was taken in: {entries} journal entries, all as they were "
          "recorded, head {head}\nwritten by {made_by} at {made_at}",
    may_differ="to take it in all the same once the county was asked, say why: --reason TEXT",
    taken_title="bundles taken in",
    signers_title="keys trusted",
    none_taken="no bundle was taken in",
    column={"region": "region", "place": "place", "year": "year", "entries": "entries", "head": "head",
            "rules_id": "ruleset", "made_at": "written", "made_by": "by", "taken_at": "taken in", "taken_by": "by",
            "key": "public key", "reason": "reason", "code": "code", "name": "project"},
    summed="{year}, bundles of {count} counties, up to {until}",
    by_rules="all by the rules of this office: {id} ({digest})",
    by_own_rules="each county by its own rules: {rules}",
    together="together",
    counties="county by county",
    rates="rates of the whole (both parts are added up, then divided)",
    compared="{place} {year}: taken in at {before} (head {before_head}) → at {after} (head {after_head}), up to "
             "{until}, by the county's own rules",
    other_past="note: the later one does not go on from the earlier one; each is counted for itself, and "
               "no step names an entry",
    came="projects that came",
    went="projects terminated",
    nobody="none",
    parquet_written="{count} bundles are in {folder}: {projects} projects, {facts} milestones and receipts (Parquet)",
    national="{year}, {count} regions (calendar year; projects that reached each stage, money that "
             "arrived, less what went back)",
)
