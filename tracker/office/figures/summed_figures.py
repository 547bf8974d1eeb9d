"""What the figures of several offices come to together: exact, and only where they add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from tracker.domain.money import exact_sum, print_exact
from tracker.domain.rates import print_percent, ratio
from tracker.domain.rules import Conversion, Indicator, Kind, Ruleset
from tracker.office.figures.figures import ConversionRate, Figure, Rollup
from tracker.office.figures.rollup import progress_at, rated
from tracker.office.figures.subtotals import parts_add_up


class OfficeCounted(NamedTuple):
    """The figures of one office, and the ruleset that counted them."""

    figures: Rollup
    rules: Ruleset


@dataclass(frozen=True, slots=True)
class SummedFigure:
    """What several offices come to in one indicator, exact, in its unit.

    `actual` is None where their figures do not add up: of a ratio and an average, of companies, which may be in two
    counties, and where they count in different units. `targets` is how many of the offices have one; there is a
    `target`, with what follows from it, only where all have. Its light is that of the first office's rules.
    """

    key: str
    labels: Mapping[str, str]
    unit: str
    actual: str | None
    target: str | None
    targets: int
    rate: str | None
    ahead: str | None
    light: str | None

    def as_json(self) -> dict[str, object]:
        """In the order of the columns of the table."""
        return {"key": self.key, "unit": self.unit, "target": self.target, "targets": self.targets,
                "actual": self.actual, "rate": self.rate, "ahead": self.ahead, "light": self.light}


def figures_together(offices: Sequence[OfficeCounted]) -> tuple[SummedFigure, ...]:
    """Each indicator of any office, in the order of the first that has it."""
    seen: dict[str, list[tuple[Figure, OfficeCounted]]] = {}
    for office in offices:
        for figure in office.figures.indicators:
            seen.setdefault(figure.key, []).append((figure, office))
    return tuple(_summed(own, len(offices)) for own in seen.values())


def _summed(own: Sequence[tuple[Figure, OfficeCounted]], offices: int) -> SummedFigure:
    figure, (counted, rules) = own[0]
    adds_up = all(one.unit == figure.unit and _adds_up(by.indicator(figure.key), by) for one, (_, by) in own)
    actual = exact_sum(one.actual for one, _ in own) if adds_up else None
    targets = [one.target for one, _ in own if one.target is not None]
    target = exact_sum(targets) if adds_up and len(targets) == offices else None
    progress = progress_at(rules, counted.span.first, counted.span.last, counted.until)
    indicator = rules.indicator(figure.key)
    rate, ahead, light = (None, None, None) if indicator is None else rated(
        indicator, actual or Decimal(0), target, progress, rules)
    return SummedFigure(figure.key, figure.labels, figure.unit, None if actual is None else print_exact(actual),
                        None if target is None else print_exact(target), len(targets), rate, ahead, light)


def _adds_up(indicator: Indicator | None, rules: Ruleset) -> bool:
    """Whether the figures of offices are parts of one figure. A company in two counties is one company."""
    return indicator is not None and indicator.kind is not Kind.COMPANIES and parts_add_up(indicator, rules)


def rates_together(offices: Sequence[OfficeCounted]) -> tuple[ConversionRate, ...]:
    """Each conversion rate of the whole, from the sums of both its parts."""
    seen: dict[tuple[str, str, int | None, str], list[ConversionRate]] = {}
    tables: dict[str, Conversion] = {}
    for office in offices:
        tables = {one.key: one for one in office.rules.all_conversions} | tables
        for rate in office.figures.conversion:
            seen.setdefault((rate.table, rate.key, rate.cohort, rate.unit), []).append(rate)
    return tuple(_rates(seen, tables))


def _rates(seen: Mapping[tuple[str, str, int | None, str], Sequence[ConversionRate]], tables: Mapping[str, Conversion]
           ) -> Iterator[ConversionRate]:
    for (table, key, cohort, unit), own in seen.items():
        part, whole = _sum(rate.numerator for rate in own), _sum(rate.denominator for rate in own)
        share, style = ratio(exact_sum([str(part)]), exact_sum([str(whole)])), tables[table].rounding
        yield ConversionRate(key, part, whole, None if share is None else print_percent(
            share, style.decimals, style.drop_zeros), cohort, unit, table, own[0].labels, sum(one.under for one in own))


def _sum(parts: Iterable[int | str]) -> int | str:
    """Projects as a number, amounts as exact text."""
    found = list(parts)
    return print_exact(exact_sum(map(str, found))) if any(isinstance(one, str) for one in found) else sum(
        map(int, found))
