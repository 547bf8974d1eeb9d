"""The figures of a year from counties' bundles: each county's own, and what they come to together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col
from sqlmodel import select as select_row

from tracker.domain.money import exact_sum, print_exact
from tracker.domain.rates import print_percent, ratio
from tracker.domain.reasons import Code
from tracker.domain.rules import Conversion, Indicator, Kind, Ruleset
from tracker.office.bundles.opened_bundle import BundleUnsound, county_desk
from tracker.office.bundles.taking_in import BundleShown, bundle_of, bundle_shown
from tracker.office.desk import Desk
from tracker.office.figures.composed import parts_of
from tracker.office.figures.figures import ConversionRate, Figure, Rollup
from tracker.office.figures.rollup import rollup, rules_for
from tracker.office.outcome import Refused, refused
from tracker.store.query import known
from tracker.store.tables import BundleTaken

_REACH = re.compile(r"(?:[0-9]{2}){0,3}")


@dataclass(frozen=True, slots=True)
class CountyFigures:
    """A county's figures, and the bundle they are counted from."""

    taken: BundleShown
    figures: Rollup
    rules: Ruleset

    def as_json(self) -> dict[str, object]:
        """The county, its bundle, and what its own `sanxin rollup --json` prints for the same question."""
        return {"region": self.taken.region, "taken_at": self.taken.taken_at.isoformat(), "sha256": self.taken.sha256,
                **self.figures.as_json()}


@dataclass(frozen=True, slots=True)
class SummedFigure:
    """What the counties come to in one indicator, exact, in its unit.

    `actual` is None where counties' figures do not add up: of a ratio and an average, of companies, which may be in two
    counties, and where counties count in different units. `targets` is how many of the counties have one; there is a
    `target` and a `rate` only where all have.
    """

    key: str
    labels: Mapping[str, str]
    unit: str
    actual: str | None
    target: str | None
    targets: int
    rate: str | None

    def as_json(self) -> dict[str, object]:
        """In the order of the columns of the table."""
        return {"key": self.key, "unit": self.unit, "target": self.target, "targets": self.targets,
                "actual": self.actual, "rate": self.rate}


@dataclass(frozen=True, slots=True)
class CountiesSummed:
    """The figures of a year, up to a day, by county and together. `rules` is None where each counted by its own."""

    year: int
    reach: str
    until: date
    rules: Ruleset | None
    counties: tuple[CountyFigures, ...]
    together: tuple[SummedFigure, ...]
    conversion: tuple[ConversionRate, ...]
    """Rates of the whole: the sums of what they are a share of."""

    def as_json(self) -> dict[str, object]:
        """What `sanxin bundle rollup --json` prints."""
        rules = self.rules
        return {"year": self.year, "region": self.reach, "until": self.until.isoformat(),
                "ruleset": {"id": rules.id, "digest": rules.digest} if rules else None,
                "together": [one.as_json() for one in self.together],
                "conversion": [one.as_json() for one in self.conversion],
                "counties": [one.as_json() for one in self.counties]}


def sum_counties(desk: Desk, year: int, reach: str = "", *, until: date | None = None, own_rules: bool = False
                 ) -> CountiesSummed | Refused:
    """The figures of every county whose code begins with `reach`, from the last bundle of each for that year.

    All are counted by the ruleset of the receiving office, or with `own_rules` each by the one it counted by itself;
    each up to the same day, which is that of `rollup` here where none is given. Refused for what is no beginning of a
    code, where no bundle was taken in, and where the bytes of one are lost. Raises RulesetError.
    """
    if not _REACH.fullmatch(reach):
        return refused(Code.NO_REACH_CODE, field="region", value=reach)
    rules = rules_for(desk, year, None)
    last = until or rules.counting.of(year).until(desk.today())
    with desk.reading() as session:
        rows = {row.region: row for row in bundles_of_year(session, year, reach)}
    if not rows:
        return refused(Code.NO_BUNDLE_OF, field="region", region=reach, year=year)
    counties = []
    for row in rows.values():
        counted = _counted(desk, row, last, None if own_rules else rules)
        if isinstance(counted, Refused):
            return counted
        counties.append(counted)
    return CountiesSummed(year, reach, last, None if own_rules else rules, tuple(counties),
                          tuple(_together(counties)), tuple(_rates(counties)))


def bundles_of_year(session: Session, year: int, reach: str) -> Sequence[BundleTaken]:
    """The bundles of a year of the regions whose codes begin so, by region, the last one of each at the end."""
    return session.exec(select_row(BundleTaken).where(
        known(BundleTaken), BundleTaken.year == year, col(BundleTaken.region).startswith(reach)).order_by(
            BundleTaken.region, col(BundleTaken.id))).all()


def _counted(desk: Desk, row: BundleTaken, until: date, rules: Ruleset | None) -> CountyFigures | Refused:
    with desk.reading() as session:
        bundle = bundle_of(desk, session, row)
    lost = refused(Code.COUNTY_BUNDLE_LOST, place=row.place, year=row.year)
    if bundle is None:
        return lost
    try:
        with county_desk(bundle, row.place) as county:
            by = rules or rules_for(county, row.year, row.last_at)
            found = (rollup(county, row.year, until=until, ruleset=rules) if rules
                     else rollup(county, row.year, until=until, as_of=row.last_at))
    except BundleUnsound:
        return lost
    return CountyFigures(bundle_shown(row), found, by)


def _together(counties: Sequence[CountyFigures]) -> Iterator[SummedFigure]:
    """Each indicator of any county, in the order of the first that has it."""
    seen: dict[str, list[tuple[Figure, CountyFigures]]] = {}
    for county in counties:
        for figure in county.figures.indicators:
            seen.setdefault(figure.key, []).append((figure, county))
    for key, own in seen.items():
        first, county = own[0]
        adds_up = {figure.unit for figure, _ in own} == {first.unit} and all(
            _adds_up(one.rules.indicator(key), one.rules) for _, one in own)
        actual = exact_sum(figure.actual for figure, _ in own) if adds_up else None
        targets = [figure.target for figure, _ in own if figure.target is not None]
        target = exact_sum(targets) if adds_up and len(targets) == len(counties) else None
        rate = None if actual is None or target is None else ratio(actual, target)
        indicator = county.rules.indicator(key)
        yield SummedFigure(
            key, first.labels, first.unit, None if actual is None else print_exact(actual),
            None if target is None else print_exact(target), len(targets),
            None if rate is None or indicator is None else print_percent(
                rate, indicator.rounding.decimals, indicator.rounding.drop_zeros))


def _adds_up(indicator: Indicator | None, rules: Ruleset) -> bool:
    """Whether the figures of counties are parts of one figure. A company in two counties is one company."""
    if indicator is None or indicator.kind is Kind.COMPANIES:
        return False
    return not indicator.composed or (
        indicator.kind is Kind.SUM and all(_adds_up(part, rules) for part in parts_of(indicator, rules)))


def _rates(counties: Sequence[CountyFigures]) -> Iterator[ConversionRate]:
    """Each conversion rate of the whole, from the sums of both its parts."""
    seen: dict[tuple[str, str, int | None, str], list[ConversionRate]] = {}
    tables: dict[str, Conversion] = {}
    for county in counties:
        tables = {one.key: one for one in county.rules.all_conversions} | tables
        for rate in county.figures.conversion:
            seen.setdefault((rate.table, rate.key, rate.cohort, rate.unit), []).append(rate)
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
