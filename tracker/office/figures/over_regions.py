"""The figures of a year over several regions of a server: each county's own, beside what they come to together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import text

from tracker.domain.money import exact_sum, print_exact
from tracker.domain.reasons import Code
from tracker.domain.region import is_reach, reach_below
from tracker.domain.rules import Indicator, Kind, Ruleset
from tracker.office.figures.composed import parts_of
from tracker.office.figures.figures import Figure, Rollup
from tracker.office.figures.rollup import progress_at, question, rated, rolled_up, rules_for
from tracker.office.figures.subtotals import parts_add_up
from tracker.office.outcome import Refused, refused
from tracker.store.regions import Region, going_round, regions_of
from tracker.store.roles import account
from tracker.store.turn import SCHEMA

if TYPE_CHECKING:
    from sqlmodel import Session

    from tracker.office.desk import Desk

AT_A_TIME = 3
"""So many regions are counted at the same time, each on a line of its own."""
_KEEP_LOOK = "SELECT pg_export_snapshot()"
_SETTLED = f"SELECT {SCHEMA}.settled()"
"""Where somebody is recording: the moment of the last entry in his region, the earliest where several are. What is
still to come bears none before it."""


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
    """Whether somebody was recording, so that it is asked as of before he began."""
    rules: Ruleset
    each: tuple[RegionFigures, ...]
    together: tuple[WholeFigure, ...]
    empty: tuple[Region, ...]
    """Regions that had no project and no target by then, as a prefecture's own office may have none."""

    def as_json(self) -> dict[str, object]:
        """Each region as `sanxin rollup --json` prints it, and the whole."""
        return {"year": self.year, "region": self.reach, "until": self.until.isoformat(),
                "as_of": self.as_of.isoformat(), "ruleset": {"id": self.rules.id, "digest": self.rules.digest},
                "together": [one.as_json() for one in self.together],
                "empty": [{"code": one.code, "name": one.name} for one in self.empty],
                "regions": [{"code": one.region.code, "name": one.region.name, **one.figures.as_json()}
                            for one in self.each]}


def reach_of_desk(desk: Desk) -> str:
    """How the codes of the regions begin that the office of a desk adds up; empty for a county, and beside a file."""
    return reach_below(desk.store.region)


def figures_over(desk: Desk, year: int, reach: str, *, until: date | None = None, as_of: datetime | None = None,
                 by_now: bool = False) -> OverRegions | Refused:
    """The figures of `rollup` of every region whose code begins with `reach` and that the account sees.

    All are counted by the ruleset of the desk's own region, each against its own targets, in one look at the database.
    `as_of` is the present where it is not given, or before somebody began who is recording. Refused beside a file, and
    where there is no such region. Raises RulesetError.
    """
    if desk.store.account is None:
        return refused(Code.ONE_REGION, field="region", where=desk.store.url)
    if not is_reach(reach):
        return refused(Code.NOT_A_REGION, field="region", value=reach)
    rules = rules_for(desk, year, as_of, by_now=by_now)
    moment, recording = (as_of, False) if as_of else _moment(desk)
    with desk.reading() as session:
        connection = session.connection()
        there = regions_of(connection)
        asked = [one for one in there if one.code.startswith(reach)]
        if not asked:
            return refused(Code.REGION_UNKNOWN, field="region", region=reach, where=desk.store.url,
                           regions=[one.shown for one in there])

        def count(look: Session) -> Rollup:
            at = replace(desk, parks=account(look.connection()).parks)  # parks hold in a region
            return rolled_up(look, at, question(look, at, year, until, moment, rules))

        counted = _each_counted(desk, [one.code for one in asked], str(session.scalar(text(_KEEP_LOOK))), count)
    each = [RegionFigures(*found) for found in zip(asked, counted, strict=True) if _has_any(found[1])]
    empty = [one for one, figures in zip(asked, counted, strict=True) if not _has_any(figures)]
    last = until or (each[0].figures.until if each else rules.counting.of(year).until(desk.today()))
    return OverRegions(year, reach, last, moment, recording, rules, tuple(each),
                       tuple(figures_together([(rules, one.figures) for one in each])), tuple(empty))


def _has_any(figures: Rollup) -> bool:
    """Whether an office has a project or a target."""
    return any(figures.by_stage.values()) or any(one.target is not None for one in figures.indicators)


def _each_counted(desk: Desk, codes: Sequence[str], look: str, count: Callable[[Session], Rollup]) -> list[Rollup]:
    """Counts every region, several at a time, all by the same look at the database, which somebody has to keep."""
    found: dict[str, Rollup] = {}
    left = iter(codes)

    def goes_round() -> None:
        with desk.reading() as session:
            connection = session.connection()
            connection.exec_driver_sql(f"SET TRANSACTION SNAPSHOT '{look}'")
            go = going_round(connection)
            for code in left:
                go(code)
                found[code] = count(session)

    with ThreadPoolExecutor(min(AT_A_TIME, len(codes)), thread_name_prefix="region") as at_work:
        for one in [at_work.submit(goes_round) for _ in range(min(AT_A_TIME, len(codes)))]:
            one.result()
    return [found[code] for code in codes]


def _moment(desk: Desk) -> tuple[datetime, bool]:
    """The moment that is asked about, and whether it lies before now because somebody is recording.

    It is read before the look at the database begins: who had his turn by then and is not found recording has ended,
    and is seen.
    """
    with desk.reading() as session:
        now = desk.store.moment(session)
        settled: datetime | None = session.scalar(text(_SETTLED))
    return (now, False) if settled is None else (settled.astimezone(UTC), True)


def figures_together(counted: Sequence[tuple[Ruleset, Rollup]]) -> list[WholeFigure]:
    """What the figures of several offices come to, indicator by indicator, each with the rules that counted it.

    An indicator is added up where every office that has it has it in the same unit.
    """
    by_key: dict[str, list[tuple[Ruleset, Figure]]] = {}
    for rules, figures in counted:
        for figure in figures.indicators:
            by_key.setdefault(figure.key, []).append((rules, figure))
    return [_whole(key, own, counted[0][1]) for key, own in by_key.items()]


def _whole(key: str, own: Sequence[tuple[Ruleset, Figure]], first: Rollup) -> WholeFigure:
    rules, figure = own[0]
    indicator = next(one for one in rules.indicators if one.key == key)
    adds_up = all(one.unit == figure.unit and _adds_up(by.indicator(key), by) for by, one in own)
    actual = exact_sum(one.actual for _, one in own) if adds_up else Decimal(0)
    targets = [one.target for _, one in own if one.target is not None]
    target = exact_sum(targets) if adds_up and len(targets) == len(own) else None
    progress = progress_at(rules, first.span.first, first.span.last, first.until)
    rate, ahead, light = rated(indicator, actual, target, progress, rules)
    return WholeFigure(key, figure.labels, figure.unit, print_exact(actual) if adds_up else None,
                       None if target is None else print_exact(target), len(targets), rate, ahead, light)


def _adds_up(indicator: Indicator | None, rules: Ruleset) -> bool:
    """Whether the figures of offices are parts of one figure. A company in two of them is one company."""
    if indicator is None or indicator.kind is Kind.COMPANIES or not parts_add_up(indicator, rules):
        return False
    return all(_adds_up(part, rules) for part in parts_of(indicator, rules))
