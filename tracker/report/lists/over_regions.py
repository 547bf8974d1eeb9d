"""The figures of several regions as a list: of each indicator what they come to together, then each region's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from tracker.domain.rules_words import label_in
from tracker.report.lists.shape import Kind, ListColumn, ListTable
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.figures import FiguresWords

if TYPE_CHECKING:
    from tracker.office.figures.over_regions import RegionFigures, WholeFigure


class ByRegion(Protocol):
    """Figures of several regions, and what they come to together."""

    @property
    def each(self) -> Sequence[RegionFigures]:
        """Each region's own."""

    @property
    def together(self) -> Sequence[WholeFigure]:
        """The whole."""


@dataclass(frozen=True, slots=True)
class RegionLine:
    """One line: an indicator of a region, or of all regions together (no code)."""

    indicator: str
    region: str
    code: str
    unit: str
    actual: str | None
    target: str | None
    rate: str | None
    ahead: str | None
    light: str | None


def regions_table(over: ByRegion, lang: Lang) -> ListTable[RegionLine]:
    """Each indicator by region. What does not add up has no line for all together."""
    says, lights = spoken(lang, FiguresWords), words(lang).terms.light
    return ListTable((
        ListColumn("indicator", says.indicator, lambda line: line.indicator),
        ListColumn("region", says.region, lambda line: line.region),
        ListColumn("code", says.region_code, lambda line: line.code),
        ListColumn("target", says.target, lambda line: _number(line.target), Kind.NUMBER),
        ListColumn("actual", says.actual, lambda line: _number(line.actual), Kind.NUMBER),
        ListColumn("unit", says.unit, lambda line: line.unit),
        ListColumn("rate", says.rate, lambda line: _number((line.rate or "").removesuffix("%")), Kind.PERCENT),
        ListColumn("ahead", says.ahead, lambda line: _number(line.ahead), Kind.NUMBER),
        ListColumn("light", says.light, lambda line: lights.get(line.light or "", line.light or "")),
    ), [line for one in over.together for line in lines_of(over, one, lang)], says.told_apart.format(by=says.region))


def lines_of(over: ByRegion, one: WholeFigure, lang: Lang) -> Iterator[RegionLine]:
    """The lines of an indicator: of all regions together, where they add up, then of each."""
    label = label_in(one.labels, lang)
    if one.actual is not None:
        whole = spoken(lang, FiguresWords).whole
        yield RegionLine(label, whole, "", one.unit, one.actual, one.target, one.rate, one.ahead, one.light)
    for each in over.each:
        if figure := each.figures.figure(one.key):
            yield RegionLine(label, each.region.name or each.region.code, each.region.code, figure.unit,
                             figure.actual, figure.target, figure.rate, figure.ahead, figure.light)


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
