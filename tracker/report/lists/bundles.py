"""Lists of counties' bundles: those that were taken in, and the keys that are trusted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tracker.domain.rules_words import label_in
from tracker.report.lists.figures import conversion_table
from tracker.report.lists.shape import Kind, ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.bundles import BundleWords
from tracker.words.figures import FiguresWords

if TYPE_CHECKING:
    from tracker.office.bundles.moved_since import BundlesCompared, ProjectAmong
    from tracker.office.bundles.region import TrustedSigner
    from tracker.office.bundles.summed import CountiesSummed
    from tracker.office.bundles.taking_in import BundleShown


@dataclass(frozen=True, slots=True)
class CountyLine:
    """An indicator of a county, or of all counties together (no region)."""

    indicator: str
    place: str
    region: str
    unit: str
    actual: str | None
    target: str | None
    rate: str | None


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
    rows = list(_lines(found, lang, by_county=by_county))
    title = says.counties if by_county else says.together
    tables: tuple[ListTable[Any], ...] = (_lines_table(rows, title, lang),)
    return (*tables, conversion_table(found.conversion, lang, says.rates)) if found.conversion else tables


def _lines_table(rows: Sequence[CountyLine], title: str, lang: Lang) -> ListTable[CountyLine]:
    says, of = spoken(lang, BundleWords).column, spoken(lang, FiguresWords)
    return ListTable((
        ListColumn("indicator", of.indicator, lambda one: one.indicator),
        ListColumn("place", says["place"], lambda one: one.place),
        ListColumn("region", says["region"], lambda one: one.region),
        ListColumn("target", of.target, lambda one: _decimal(one.target), Kind.NUMBER),
        ListColumn("actual", of.actual, lambda one: _decimal(one.actual), Kind.NUMBER),
        ListColumn("unit", of.unit, lambda one: one.unit),
        ListColumn("rate", of.rate, lambda one: _decimal((one.rate or "").removesuffix("%")), Kind.PERCENT),
    ), rows, title, sparse=True)


def _lines(found: CountiesSummed, lang: Lang, *, by_county: bool) -> Iterator[CountyLine]:
    whole = spoken(lang, BundleWords).together
    for one in found.together:
        label = label_in(one.labels, lang)
        if one.actual is not None:
            yield CountyLine(label, whole if by_county else "", "", one.unit, one.actual, one.target, one.rate)
        for county in found.counties if by_county else ():
            if figure := county.figures.figure(one.key):
                yield CountyLine(label, county.taken.place, county.taken.region, figure.unit, figure.actual,
                                 figure.target, figure.rate)


def among_tables(found: BundlesCompared, lang: Lang) -> tuple[ListTable[ProjectAmong], ...]:
    """The projects that came, and those that were terminated; a list that has none is left out."""
    says = spoken(lang, BundleWords)

    def table(rows: Sequence[ProjectAmong], title: str) -> ListTable[ProjectAmong]:
        return ListTable((ListColumn("code", says.column["code"], lambda one: one.code),
                          ListColumn("name", says.column["name"], lambda one: one.name)), rows, title)

    return tuple(table(rows, title) for rows, title in ((found.came, says.came), (found.went, says.went)) if rows)


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
