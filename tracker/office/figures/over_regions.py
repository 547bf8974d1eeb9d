"""The figures of a year over several regions of a server: each county's own, beside what they come to together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlmodel import Session

from tracker.domain.money import print_exact
from tracker.domain.reasons import Code
from tracker.domain.region import is_reach
from tracker.domain.rules import Kind, Ruleset
from tracker.office.figures.figures import Rollup
from tracker.office.figures.rollup import progress_at, question, rated, rolled_up, rules_for
from tracker.office.figures.subtotals import parts_add_up
from tracker.office.outcome import Refused, refused
from tracker.store.regions import Region, go_to, regions_of, regions_seen

if TYPE_CHECKING:
    from tracker.office.desk import Desk

A_WHILE_AGO = timedelta(minutes=1)
"""What is asked of several regions is asked of a moment so long past where somebody is recording meanwhile: what he
records bears a moment before now, and a question of now would be answered in another way once it is there."""
_NOBODY_RECORDS = "SELECT pg_snapshot_xmin(s) = pg_snapshot_xmax(s) FROM pg_current_snapshot() AS s"


@dataclass(frozen=True, slots=True)
class RegionFigures:
    """The figures of one region's office."""

    region: Region
    figures: Rollup


@dataclass(frozen=True, slots=True)
class WholeFigure:
    """What the regions come to in one indicator.

    `actual` is None where the figures of regions do not add up: of an average, a ratio, or of companies, which may be
    in two of them. `targets` is how many of the regions have one; only where all have is there a `target`, their sum.
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


@dataclass(frozen=True, slots=True)
class OverRegions:
    """The figures of a year by region, all counted by one ruleset, as known at one moment."""

    year: int
    reach: str
    until: date
    as_of: datetime
    while_recording: bool
    """Whether somebody was recording, so that it is asked as of a while ago."""
    rules: Ruleset
    each: tuple[RegionFigures, ...]
    together: tuple[WholeFigure, ...]
    empty: tuple[Region, ...]
    """Regions in which nothing was recorded by then."""

    def as_json(self) -> dict[str, object]:
        """Each region as `sanxin rollup --json` prints it, and the whole."""
        return {"year": self.year, "region": self.reach, "until": self.until.isoformat(),
                "as_of": self.as_of.isoformat(), "ruleset": {"id": self.rules.id, "digest": self.rules.digest},
                "together": [one.as_json() for one in self.together],
                "empty": [{"code": one.code, "name": one.name} for one in self.empty],
                "regions": [{"code": one.region.code, "name": one.region.name, **one.figures.as_json()}
                            for one in self.each]}


def figures_over(desk: Desk, year: int, reach: str, *, until: date | None = None, as_of: datetime | None = None,
                 by_now: bool = False) -> OverRegions | Refused:
    """The figures of `rollup` of every region whose code begins with `reach` and that the account sees.

    All are counted by the ruleset of the desk's own region, each against its own targets, in one look at the database.
    `as_of` is the present where it is not given, or a while ago where somebody is recording. Refused beside a file,
    and where there is no such region. Raises RulesetError.
    """
    if desk.store.account is None:
        return refused(Code.NEEDS_SERVER, field="db", where=desk.store.url)
    if not is_reach(reach):
        return refused(Code.NOT_A_REGION, field="region", value=reach)
    rules = rules_for(desk, year, as_of, by_now=by_now)
    with desk.reading() as session:
        connection = session.connection()
        may_see = set(regions_seen(connection))
        there = [one for one in regions_of(connection) if one.code in may_see]
        asked = [one for one in there if one.code.startswith(reach)]
        if not asked:
            return refused(Code.REGION_UNKNOWN, field="region", region=reach, where=desk.store.url,
                           regions=[f"{one.code} {one.name}".strip() for one in there])
        moment, recording = (as_of, False) if as_of else _moment(session, desk)
        each, empty = [], []
        for region in asked:
            go_to(connection, region.code)
            counted = rolled_up(session, desk, question(session, desk, year, until, moment, rules))
            if counted.head:
                each.append(RegionFigures(region, counted))
            else:
                empty.append(region)
    last = until or (each[0].figures.until if each else rules.counting.of(year).until(desk.today()))
    return OverRegions(year, reach, last, moment, recording, rules, tuple(each),
                       tuple(_together(rules, [one.figures for one in each])), tuple(empty))


def _moment(session: Session, desk: Desk) -> tuple[datetime, bool]:
    """The moment that is asked about, and whether it is a while ago."""
    now = desk.store.moment(session)
    recording = not session.scalar(text(_NOBODY_RECORDS))
    return (now - A_WHILE_AGO if recording else now), recording


def _together(rules: Ruleset, figures: Sequence[Rollup]) -> list[WholeFigure]:
    """What the figures of several offices come to, indicator by indicator."""
    if not figures:
        return []
    span, until = figures[0].span, figures[0].until
    progress = progress_at(rules, span.first, span.last, until)
    found = []
    for one in rules.indicators:
        own = [figure for counted in figures if (figure := counted.figure(one.key))]
        actual = sum(Decimal(figure.actual) for figure in own)
        targets = [Decimal(figure.target) for figure in own if figure.target is not None]
        adds_up = parts_add_up(one, rules) and one.kind is not Kind.COMPANIES
        target = Decimal(sum(targets)) if adds_up and len(targets) == len(own) else None
        rate, ahead, light = rated(one, Decimal(actual), target, progress, rules)
        found.append(WholeFigure(one.key, one.labels, one.unit, print_exact(Decimal(actual)) if adds_up else None,
                                 None if target is None else print_exact(target), len(targets), rate, ahead, light))
    return found
