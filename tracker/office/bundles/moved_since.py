"""What a county's bundle tells otherwise than the one before it: projects come and gone, and each figure's steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import and_, select

from tracker.domain.money import exact_sum, print_exact
from tracker.domain.reasons import Code
from tracker.domain.stages import Status
from tracker.office.bundles.opened_bundle import BundleUnsound, county_desk, head_at
from tracker.office.bundles.summed import bundles_of_year
from tracker.office.bundles.taking_in import BundleShown, bundle_of, bundle_shown
from tracker.office.desk import Desk
from tracker.office.figures.counting import Frame, standing_at
from tracker.office.figures.explain import counted_behind
from tracker.office.figures.rollup import rollup, rules_for
from tracker.office.outcome import Refused, refused
from tracker.office.yearend.moves import FigureMoved, FigureStep, YearMoved, year_moved
from tracker.store.query import PROFILE, PROJECT
from tracker.store.tables import BundleTaken


class ProjectAmong(NamedTuple):
    """A project by code and name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class BundlesCompared:
    """Two bundles of a county for a year: `moved` tells each figure then and now, with the steps between.

    The later bundle holds the office of then too, so both moments are asked of it. `past_differs` says that it does
    not, since it was taken in with another past: then each bundle is asked for itself, and no step names an entry.
    """

    before: BundleShown
    after: BundleShown
    came: tuple[ProjectAmong, ...]
    went: tuple[ProjectAmong, ...]
    """Projects that were terminated since."""
    moved: YearMoved
    past_differs: bool

    def as_json(self) -> dict[str, object]:
        """What `sanxin bundle diff --json` prints."""
        return {"region": self.after.region, "place": self.after.place,
                "before": {"head": self.before.head, "taken_at": self.before.taken_at.isoformat()},
                "after": {"head": self.after.head, "taken_at": self.after.taken_at.isoformat()},
                "past_differs": self.past_differs,
                "came": [one._asdict() for one in self.came], "went": [one._asdict() for one in self.went],
                **self.moved.as_json()}


def compare_bundles(desk: Desk, region: str, year: int, *, until: date | None = None) -> BundlesCompared | Refused:
    """Compares the last bundle of a region for a year with the one taken in before it.

    Both are counted by the county's own rules, as `sanxin year diff` counts there, up to the same day: that of `rollup`
    here where none is given.
    Refused where fewer than two were taken in, and where the bytes of the last are lost.
    """
    with desk.reading() as session:
        rows = [row for row in bundles_of_year(session, year, region) if row.county == region]
        if not rows:
            return refused(Code.NO_BUNDLE_OF, field="region", region=region, year=year)
        if len(rows) == 1:
            return refused(Code.ONE_BUNDLE_OF, field="region", place=rows[0].place, year=year)
        earlier, later = (bundle_of(desk, session, row) for row in rows[-2:])
    was, now = rows[-2:]
    lost = refused(Code.COUNTY_BUNDLE_LOST, place=now.place, year=year)
    last = until or rules_for(desk, year, None).counting.of(year).until(desk.today())
    if later is None:
        return lost
    try:
        with county_desk(later, now.place) as county:
            with county.reading() as session:
                goes_on = head_at(session, was.last_entry) == was.head
            if goes_on:
                return _moved(county, was, now, last)
            if earlier is None:
                return lost
            with county_desk(earlier, was.place) as before:
                return _side_by_side(before, county, was, now, last)
    except BundleUnsound:
        return lost


def _moved(county: Desk, was: BundleTaken, now: BundleTaken, until: date) -> BundlesCompared | Refused:
    """Both moments of one journal."""
    moved = year_moved(county, now.year, was.last_at, now.last_at, until)
    if isinstance(moved, Refused):
        return moved
    then, there = (_standing(county, now.year, until, moment) for moment in (was.last_at, now.last_at))
    return _compared(was, now, then, there, moved, past_differs=False)


def _side_by_side(before: Desk, after: Desk, was: BundleTaken, now: BundleTaken, until: date) -> BundlesCompared:
    """Two journals that do not go on from each other: what each of them counts in the end."""
    told = rollup(after, now.year, until=until, as_of=now.last_at).indicators
    units = {one.key: one.unit for one in told}
    counted = [_shares(county, now.year, units, until, moment)
               for county, moment in ((before, was.last_at), (after, now.last_at))]
    figures = []
    for one in told:
        first, last = (shares.get(one.key, {}) for shares in counted)
        steps = tuple(FigureStep(now.last_at, project.code, project.name, by, None)
                      for project in sorted(first.keys() | last.keys())
                      if (by := _less(last.get(project, "0"), first.get(project, "0"))) != "0")
        had, has = (print_exact(exact_sum(shares.values())) for shares in (first, last))
        figures.append(FigureMoved(one.key, one.labels, one.unit, had, has, _less(has, had), steps))
    moved = YearMoved(now.year, until, was.last_at, now.last_at, tuple(figures))
    then, there = (_standing(county, now.year, until, None) for county in (before, after))
    return _compared(was, now, then, there, moved, past_differs=True)


def _shares(county: Desk, year: int, units: Mapping[str, str], until: date, as_of: datetime
            ) -> dict[str, dict[ProjectAmong, str]]:
    counted = counted_behind(county, year, units, until=until, as_of=as_of)
    return {key: {ProjectAmong(one.code, one.name): one.share for one in behind} for key, behind in counted.items()}


def _less(number: str, other: str) -> str:
    return print_exact(exact_sum((Decimal(number), Decimal(other).copy_negate())))


def _compared(was: BundleTaken, now: BundleTaken, then: Sequence[ProjectAmong], there: Sequence[ProjectAmong],
              moved: YearMoved, *, past_differs: bool) -> BundlesCompared:
    # In one journal a code is one project for ever, whatever it is called; in two it may be two.
    def told(one: ProjectAmong) -> tuple[str, str]:
        return (one.code, one.name if past_differs else "")

    had, has = set(map(told, then)), set(map(told, there))
    return BundlesCompared(
        bundle_shown(was), bundle_shown(now), tuple(one for one in there if told(one) not in had),
        tuple(one for one in then if told(one) not in has), moved, past_differs)


def _standing(county: Desk, year: int, until: date, as_of: datetime | None) -> list[ProjectAmong]:
    """The projects that were known at a moment and not terminated by the last day, by code."""
    frame = Frame(year, until, as_of)
    with county.reading() as session:
        rows = session.execute(select(PROJECT.c.code, PROFILE.c.name).join(
            PROFILE, and_(PROFILE.c.project_id == PROJECT.c.id, frame.known(PROFILE))).where(
                PROJECT.c.id.not_in(standing_at(Status.TERMINATED, frame))).order_by(PROJECT.c.code))
        return [ProjectAmong(code, name) for code, name in rows]

