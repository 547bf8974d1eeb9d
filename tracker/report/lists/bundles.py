"""Lists of counties' bundles: those that were taken in, and the keys that are trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tracker.report.lists.figures import conversion_table
from tracker.report.lists.over_regions import regions_table
from tracker.report.lists.shape import Kind, ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.bundles import BundleWords

if TYPE_CHECKING:
    from tracker.office.bundles.moved_since import BundlesCompared, ProjectAmong
    from tracker.office.bundles.region import TrustedSigner
    from tracker.office.bundles.summed import CountiesSummed
    from tracker.office.bundles.taking_in import BundleShown


def taken_table(rows: Sequence[BundleShown], lang: Lang) -> ListTable[BundleShown]:
    """The bundles on record, region by region."""
    says = spoken(lang, BundleWords)
    title = says.column
    return ListTable((
        ListColumn("region", title["region"], lambda one: one.region),
        ListColumn("place", title["place"], lambda one: one.place),
        ListColumn("year", title["year"], lambda one: str(one.year)),
        ListColumn("entries", title["entries"], lambda one: one.entries, Kind.COUNT),
        ListColumn("head", title["head"], lambda one: one.head_shown),
        ListColumn("rules_id", title["rules_id"], lambda one: one.rules_id),
        ListColumn("made_at", title["made_at"], lambda one: one.made_at, Kind.MOMENT),
        ListColumn("made_by", title["made_by"], lambda one: one.made_by),
        ListColumn("taken_at", title["taken_at"], lambda one: one.taken_at, Kind.MOMENT),
        ListColumn("taken_by", title["taken_by"], lambda one: one.taken_by),
        ListColumn("reason", title["reason"], lambda one: one.because),
    ), rows, says.taken_title, sparse=True)


def signers_table(rows: Sequence[TrustedSigner], lang: Lang) -> ListTable[TrustedSigner]:
    """The key that is trusted for each region."""
    says = spoken(lang, BundleWords)
    return ListTable((
        ListColumn("region", says.column["region"], lambda one: one.region),
        ListColumn("key", says.column["key"], lambda one: one.key),
    ), rows, says.signers_title)


def summed_tables(found: CountiesSummed, lang: Lang, *, by_county: bool) -> tuple[ListTable[Any], ...]:
    """What counties come to together, or each indicator county by county with that on top; then the rates of the whole.
    """
    says = spoken(lang, BundleWords)
    table = (replace(regions_table(found, lang), title=says.counties) if by_county
             else replace(regions_table(replace(found, counties=()), lang), title=says.together, sparse=True))
    return (table, conversion_table(found.conversion, lang, says.rates)) if found.conversion else (table,)


def among_tables(found: BundlesCompared, lang: Lang) -> tuple[ListTable[ProjectAmong], ...]:
    """The projects that came, and those that were terminated; a list that has none is left out."""
    says = spoken(lang, BundleWords)

    def table(rows: Sequence[ProjectAmong], title: str) -> ListTable[ProjectAmong]:
        return ListTable((ListColumn("code", says.column["code"], lambda one: one.code),
                          ListColumn("name", says.column["name"], lambda one: one.name)), rows, title)

    return tuple(table(rows, title) for rows, title in ((found.came, says.came), (found.went, says.went)) if rows)

