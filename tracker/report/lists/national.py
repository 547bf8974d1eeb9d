"""National sums as a list: by region the projects that reached each stage and the money that arrived."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from tracker.domain.money import Currency, Money
from tracker.report.lists.shape import Kind, ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.bundles import BundleWords
from tracker.words.catalogue import words

if TYPE_CHECKING:
    from tracker.office.bundles.national import RegionSum


def region_sums_table(rows: Sequence[RegionSum], lang: Lang) -> ListTable[RegionSum]:
    """A line for each region, in the order of their codes; stages and origins that nobody has are left out."""
    title, terms = spoken(lang, BundleWords).column, words(lang).terms
    stages = [name for name in terms.stage if any(one.reached.get(name) for one in rows)]
    kinds = sorted({(money.currency, money.origin) for one in rows for money in one.money})
    return ListTable((
        ListColumn("region", title["region"], lambda one: one.region),
        ListColumn("place", title["place"], lambda one: one.place),
        *(ListColumn(name, terms.stage[name], partial(_reached, name), Kind.COUNT) for name in stages),
        *(ListColumn(f"{origin or 'unknown'}_{currency}", " ".join((terms.origin.get(origin, "?"), currency)),
                     partial(_arrived, currency, origin), Kind.AMOUNT) for currency, origin in kinds),
    ), rows)


def _reached(stage: str, one: RegionSum) -> int:
    return one.reached.get(stage, 0)


def _arrived(currency: str, origin: str, one: RegionSum) -> Money:
    return Money(one.arrived(currency, origin), Currency(currency))
