"""The figures of a year from counties' bundles: each county's own, and what they come to together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col
from sqlmodel import select as select_row

from tracker.domain.money import exact_sum, print_exact
from tracker.domain.rates import print_percent, ratio
from tracker.domain.reasons import Code
from tracker.domain.region import is_reach
from tracker.domain.rules import Conversion, Ruleset
from tracker.office.bundles.opened_bundle import BundleUnsound, county_desk
from tracker.office.bundles.taking_in import BundleShown, bundle_of, bundle_shown
from tracker.office.desk import Desk
from tracker.office.figures.figures import ConversionRate, Rollup
from tracker.office.figures.over_regions import RegionFigures, WholeFigure, figures_together
from tracker.office.figures.rollup import rollup, rules_for
from tracker.office.outcome import Refused, refused
from tracker.store.query import known
from tracker.store.regions import Region
from tracker.store.tables import BundleTaken


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
class CountiesSummed:
    """The figures of a year, up to a day, by county and together. `rules` is None where each counted by its own."""

    year: int
    reach: str
    until: date
    rules: Ruleset | None
    counties: tuple[CountyFigures, ...]
    together: tuple[WholeFigure, ...]
    conversion: tuple[ConversionRate, ...]
    """Rates of the whole: the sums of what they are a share of."""

    @property
    def each(self) -> tuple[RegionFigures, ...]:
        """The counties as the regions they are."""
        return tuple(RegionFigures(Region(one.taken.region, one.taken.place), one.figures) for one in self.counties)

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
    if reach and not is_reach(reach):
        return refused(Code.NOT_A_REGION, field="region", value=reach)
    rules = rules_for(desk, year, None)
    last = until or rules.counting.of(year).until(desk.today())
    with desk.reading() as session:
        rows = {row.county: row for row in bundles_of_year(session, year, reach)}
    if not rows:
        return refused(Code.NO_BUNDLE_OF, field="region", region=reach, year=year)
    counties = []
    for row in rows.values():
        counted = _counted(desk, row, last, None if own_rules else rules)
        if isinstance(counted, Refused):
            return counted
        counties.append(counted)
    together = figures_together([(one.rules, one.figures) for one in counties])
    return CountiesSummed(year, reach, last, None if own_rules else rules, tuple(counties), tuple(together),
                          tuple(_rates(counties)))


def bundles_of_year(session: Session, year: int, reach: str) -> Sequence[BundleTaken]:
    """The bundles of a year of the regions whose codes begin so, by region, the last one of each at the end."""
    return session.exec(select_row(BundleTaken).where(
        known(BundleTaken), BundleTaken.year == year, col(BundleTaken.county).startswith(reach)).order_by(
            BundleTaken.county, col(BundleTaken.id))).all()


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
