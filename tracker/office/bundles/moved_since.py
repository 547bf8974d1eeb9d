"""What a county's bundle tells otherwise than the one before it: projects come and gone, and each figure's steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlmodel import Session

from tracker.domain.reasons import Code
from tracker.domain.stages import Status
from tracker.office.bundles.opened_bundle import BundleUnsound, county_desk, head_at
from tracker.office.bundles.summed import bundles_of_year
from tracker.office.bundles.taking_in import BundleShown, bundle_of, bundle_shown
from tracker.office.desk import Desk
from tracker.office.figures.counting import Frame, standing_at
from tracker.office.figures.rollup import rules_for
from tracker.office.outcome import Refused, refused
from tracker.office.yearend.moves import YearMoved, year_moved
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
    not, since it was taken in with another past: then what its own journal knew at that moment is compared.
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

    Both are counted as `sanxin year diff` counts in the county, by its own rules, up to the same day: that of `rollup` here where none is given.
    Refused where fewer than two were taken in, and where the bytes of the last are lost.
    """
    with desk.reading() as session:
        rows = [row for row in bundles_of_year(session, year, region) if row.region == region]
        if not rows:
            return refused(Code.NO_BUNDLE_OF, field="region", region=region, year=year)
        if len(rows) == 1:
            return refused(Code.ONE_BUNDLE_OF, field="region", place=rows[0].place, year=year)
        bundle = bundle_of(desk, session, rows[-1])
    was, now = rows[-2:]
    lost = refused(Code.COUNTY_BUNDLE_LOST, place=now.place, year=year)
    last = until or rules_for(desk, year, None).counting.of(year).until(desk.today())
    if bundle is None:
        return lost
    try:
        with county_desk(bundle, now.place) as county:
            return _compared(county, was, now, last)
    except BundleUnsound:
        return lost


def _compared(county: Desk, was: BundleTaken, now: BundleTaken, until: date) -> BundlesCompared | Refused:
    moved = year_moved(county, now.year, was.last_at, now.last_at, until)
    if isinstance(moved, Refused):
        return moved
    frames = [Frame(now.year, until, moment) for moment in (was.last_at, now.last_at)]
    with county.reading() as session:
        then, there = (_standing(session, frame) for frame in frames)
        differs = head_at(session, was.last_entry) != was.head
    return BundlesCompared(bundle_shown(was), bundle_shown(now), tuple(_beyond(there, then)),
                           tuple(_beyond(then, there)), moved, differs)


def _standing(session: Session, frame: Frame) -> dict[str, ProjectAmong]:
    """The projects that were known at a moment and not terminated by the last day, by code."""
    rows = session.execute(select(PROJECT.c.code, PROFILE.c.name).join(
        PROFILE, and_(PROFILE.c.project_id == PROJECT.c.id, frame.known(PROFILE))).where(
            PROJECT.c.id.not_in(standing_at(Status.TERMINATED, frame))).order_by(PROJECT.c.code))
    return {code: ProjectAmong(code, name) for code, name in rows}


def _beyond(some: dict[str, ProjectAmong], others: dict[str, ProjectAmong]) -> Iterator[ProjectAmong]:
    yield from (one for code, one in some.items() if code not in others)
