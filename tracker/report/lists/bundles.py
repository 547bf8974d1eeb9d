"""Lists of counties' bundles: those that were taken in, and the keys that are trusted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.report.lists.shape import Kind, ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.bundles import BundleWords

if TYPE_CHECKING:
    from tracker.office.bundles.region import TrustedSigner
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
