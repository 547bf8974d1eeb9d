"""Targets of months and quarters beside what was reached in them, each with its rate and its light."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.money import print_exact
from tracker.domain.parts import PartOf, PeriodOfYear, days_of
from tracker.domain.rates import print_percent, ratio
from tracker.domain.rules import Ruleset
from tracker.domain.rules_words import label_in
from tracker.office.figures.counting import Frame
from tracker.office.figures.rollup import light_of, progress_at, question
from tracker.office.figures.subtotals import SubTotal, SubTotals, told_apart
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


class YearApart(NamedTuple):
    """A year's figures told apart, and its targets of quarters and months with their sub-totals: all of one moment."""

    sub_totals: tuple[SubTotals, ...]
    periods: tuple[PeriodFigure, ...]
    """In the order of indicators, quarters before months."""


def year_apart(desk: Desk, year: int, by: Iterable[str] = (), *, until: date | None = None,
               as_of: datetime | None = None, ruleset: Ruleset | None = None, by_now: bool = False) -> YearApart:
    """What `sub_totals` answers with the same arguments, and every target of a month or quarter beside its sub-total.

    What both need is counted once. Raises RulesetError as `rollup` does.
    """
    wanted = tuple(dict.fromkeys(by))
    with desk.reading() as session:
        asked = question(session, desk, year, until, as_of, ruleset, by_now=by_now)
        rules, frame = asked.rules, asked.frame
        targets = [] if desk.parks else targets_of_periods(session, rules, frame)
        of_targets = (period for _, period, _ in targets)
        told = {one: told_apart(session, rules, frame, one)
                for one in dict.fromkeys((*wanted, *(period.by for period in of_targets)))}
    order = {one.key: place for place, one in enumerate(rules.indicators)}
    targets.sort(key=lambda target: (order[target[0]], -PeriodOfYear(target[1].by).months,
                                    days_of(target[1], frame.span)))
    return YearApart(tuple(told[one] for one in wanted), tuple(
        _figure(rules, key, period, target, told[period.by].rows.get(period.value, {}), frame)
        for key, period, target in targets))


def _figure(rules: Ruleset, key: str, period: PartOf, target: Decimal, row: Mapping[str, SubTotal], frame: Frame
            ) -> PeriodFigure:
    indicator = rules.indicator(key)
    assert indicator is not None, key
    first, last = days_of(period, frame.span)
    actual = Decimal(row[key].actual if key in row else 0)
    rate = ratio(actual, target) if frame.last >= first else None
    rounding = indicator.rounding
    return PeriodFigure(
        key, indicator.labels, period, indicator.unit, print_exact(target), print_exact(actual),
        None if rate is None else print_percent(rate, rounding.decimals, rounding.drop_zeros),
        None if rate is None else light_of(rate, progress_at(rules, first, last, frame.last), rules))
