"""Two years beside each other, up to the same day of the year, indicator by indicator."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tracker.domain.clock import utc_text
from tracker.domain.counting_year import YearSpan
from tracker.domain.money import exact_sum, print_exact
from tracker.domain.rates import print_percent, ratio
from tracker.office.desk import Desk
from tracker.office.figures.figures import Figure, Rollup
from tracker.office.figures.rollup import rollup
from tracker.office.rules import span_of


@dataclass(frozen=True, slots=True)
class FigureCompared:
    """An indicator in two years; None in a year whose ruleset does not have it, or has it in another unit."""

    key: str
    labels: Mapping[str, str]
    unit: str
    earlier: str | None
    later: str | None
    by: str | None
    """The later figure less the earlier one, exact."""
    growth: str | None
    """That difference as a percentage of the earlier figure, two decimals; None from nothing."""

    def as_json(self) -> dict[str, object]:
        """Both figures, the difference and the growth."""
        return {"key": self.key, "label": self.labels["zh"], "unit": self.unit, "earlier": self.earlier,
                "later": self.later, "by": self.by, "growth": self.growth}


@dataclass(frozen=True, slots=True)
class YearsCompared:
    """Two rollups of the same part of a year, as known at the same moment."""

    earlier: Rollup
    later: Rollup
    figures: tuple[FigureCompared, ...]

    def as_json(self) -> dict[str, object]:
        """What `sanxin year compare --json` prints."""
        return {"earlier": {"year": self.earlier.year, "until": self.earlier.until.isoformat()},
                "later": {"year": self.later.year, "until": self.later.until.isoformat()},
                "as_of": utc_text(self.later.as_of), "indicators": [one.as_json() for one in self.figures]}


def years_compared(desk: Desk, earlier: int, later: int, until: date | None = None, as_of: datetime | None = None
                   ) -> YearsCompared:
    """The figures of two years up to the same day of each: `until` is a day of the later year, else as of a rollup."""
    after = rollup(desk, later, until=until, as_of=as_of)
    before = rollup(desk, earlier, until=_same_day(after.until, after.span, span_of(desk, earlier)), as_of=after.as_of)
    keys = {figure.key: figure for figure in (*before.indicators, *after.indicators)}
    return YearsCompared(before, after, tuple(_compared(figure, before.figure(key), after.figure(key))
                                              for key, figure in keys.items()))


def _same_day(day: date, of: YearSpan, year: YearSpan) -> date:
    """The day as far into another year; the last of a month stays the last of one, as of February."""
    place = of.place_of(day)
    first, last = year.months_between(place, place)
    month = first if day.day >= of.first.day else last
    days, days_then = (monthrange(one.year, one.month)[1] for one in (day, month))
    found = month.replace(day=days_then if day.day == days else min(day.day, days_then))
    return min(max(found, first), last)


def _compared(figure: Figure, before: Figure | None, after: Figure | None) -> FigureCompared:
    earlier, later = (one.actual if one and one.unit == figure.unit else None for one in (before, after))
    by = growth = None
    if earlier is not None and later is not None:
        change = exact_sum((later, Decimal(earlier).copy_negate()))
        rate = ratio(change, Decimal(earlier))
        by, growth = print_exact(change), None if rate is None else print_percent(rate, 2, True)
    return FigureCompared(figure.key, figure.labels, figure.unit, earlier, later, by, growth)
