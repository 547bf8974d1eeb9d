"""Targets of months and quarters beside what was reached in them, each with its rate and its light."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tracker.domain.days import time_progress
from tracker.domain.money import print_exact
from tracker.domain.parts import PartOf, PeriodOfYear, days_of
from tracker.domain.rates import print_percent, ratio
from tracker.domain.rules import Progress, Ruleset
from tracker.domain.rules_words import label_in
from tracker.office.figures.rollup import light_of, question
from tracker.office.figures.subtotals import SubTotal, sub_totals
from tracker.office.figures.targets import targets_of_periods

if TYPE_CHECKING:
    from tracker.office.desk import Desk


@dataclass(frozen=True, slots=True)
class PeriodFigure:
    """One target of a month or quarter. `actual` is the sub-total of the period, in `unit`, as `target` is.

    `rate` and `light` are None until the period has begun.
    """

    key: str
    labels: Mapping[str, str]
    period: PartOf
    unit: str
    target: str
    actual: str
    rate: str | None
    light: str | None

    def called(self, lang: str) -> str:
        """The indicator's name in a language."""
        return label_in(self.labels, lang)

    def as_json(self) -> dict[str, object]:
        """In the order of the columns of the table."""
        return {"key": self.key, "by": self.period.by, "period": int(self.period.value), "unit": self.unit,
                "target": self.target, "actual": self.actual, "rate": self.rate, "light": self.light}


def period_figures(desk: Desk, year: int, *, until: date | None = None, as_of: datetime | None = None,
                   ruleset: Ruleset | None = None, by_now: bool = False) -> tuple[PeriodFigure, ...]:
    """Every target of a month or quarter of a year, by what `sub_totals` with the same arguments has for it.

    In the order of indicators, quarters before months. Raises RulesetError as `rollup` does.
    """
    with desk.reading() as session:
        asked = question(session, desk, year, until, as_of, ruleset, by_now=by_now)
        rules, frame = asked.rules, asked.frame
        targets = targets_of_periods(session, rules, frame)
    wanted = [by for by in (PeriodOfYear.QUARTER, PeriodOfYear.MONTH) if any(part.by == by for _, part, _ in targets)]
    told = {one.by: one.rows for one in sub_totals(desk, year, wanted, until=until, as_of=as_of, ruleset=ruleset,
                                                   by_now=by_now)} if wanted else {}
    order = {one.key: place for place, one in enumerate(rules.indicators)}
    targets.sort(key=lambda target: (order[target[0]], wanted.index(PeriodOfYear(target[1].by)), int(target[1].value)))
    return tuple(_figure(rules, key, part, target, told[part.by].get(part.value, {}), year, frame.last)
                 for key, part, target in targets)


def _figure(rules: Ruleset, key: str, part: PartOf, target: Decimal, row: Mapping[str, SubTotal], year: int,
            last: date) -> PeriodFigure:
    indicator = rules.indicator(key)
    assert indicator is not None, key
    actual, begun = Decimal(row[key].actual if key in row else 0), last >= days_of(part, year)[0]
    rate = ratio(actual, target) if begun else None
    rounding = indicator.rounding
    return PeriodFigure(
        key, indicator.labels, part, indicator.unit, print_exact(target), print_exact(actual),
        None if rate is None else print_percent(rate, rounding.decimals, rounding.drop_zeros),
        None if rate is None else light_of(rate, _progress(rules, part, year, last), rules))


def _progress(rules: Ruleset, part: PartOf, year: int, last: date) -> Fraction:
    """The share of a period gone by at the end of a day: by whole months, or by days where the ruleset counts so."""
    first, end = days_of(part, year)
    if last >= end:
        return Fraction(1)
    if rules.time_progress.method is Progress.DAYS:
        return Fraction((last - first).days + 1, (end - first).days + 1)
    gone = time_progress(year, last) * 12 - (first.month - 1)
    return Fraction(max(gone, Fraction(0)), PeriodOfYear(part.by).months)
