"""Facts of many bundles as Parquet, and their sums by region with DuckDB: read-only, without an office, no names.

DuckDB is an extra (`national`): without it all else works.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from sqlalchemy import FromClause, and_, select

from tracker.domain.county_bundle import CountyBundle
from tracker.domain.day import Precision
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import Stage
from tracker.files import is_full, name_of
from tracker.office.bundles.opened_bundle import BundleUnsound, bundle_amiss, county_desk
from tracker.office.bundles.taking_in import open_bundle
from tracker.office.desk import Desk
from tracker.office.figures.counting import Frame
from tracker.office.figures.effect import by_their_day
from tracker.office.figures.receipts_asked import money_origin
from tracker.office.outcome import Done, Refused, refused
from tracker.office.records import day_of
from tracker.store.query import CHUNK, MILESTONE, PROFILE, PROJECT, RECEIPT, AnyColumn, known

try:
    import duckdb
except ImportError:
    CAN_SUM = False
else:
    CAN_SUM = True

_TABLES = {
    "bundle": "region VARCHAR, place VARCHAR, year INTEGER, head VARCHAR, entries BIGINT, signer VARCHAR,"
              " made_at TIMESTAMPTZ",
    "project": "region VARCHAR, code VARCHAR, stage VARCHAR, status VARCHAR, origin VARCHAR, industry_chain VARCHAR,"
               " contract BIGINT, currency VARCHAR",
    "milestone": "region VARCHAR, code VARCHAR, stage VARCHAR, first DATE, last DATE, recognised DATE",
    "receipt": "region VARCHAR, code VARCHAR, first DATE, last DATE, minor BIGINT, currency VARCHAR, origin VARCHAR",
}
"""What the files hold. A day known by a month or longer is from its first to its last day; money is in minor units."""
_REACHED = """
    SELECT region, stage, count(DISTINCT code) FROM read_parquet($milestone)
    WHERE first >= $since AND last <= $until GROUP BY ALL"""
_ARRIVED = """
    SELECT region, currency, origin, CAST(sum(minor) AS HUGEINT) FROM read_parquet($receipt)
    WHERE first >= $since AND last <= $until GROUP BY ALL"""
_REGIONS = """
    SELECT b.region, b.place, count(p.code) FROM read_parquet($bundle) b
    LEFT JOIN read_parquet($project) p ON p.region = b.region GROUP BY ALL ORDER BY ALL"""


class MoneyArrived(NamedTuple):
    """Money by where it is from (empty where nobody said), in minor units of its currency."""

    currency: str
    origin: str
    minor: int


@dataclass(frozen=True, slots=True)
class RegionSum:
    """What the facts of a region come to in a year: projects that reached each stage, and money that arrived."""

    region: str
    place: str
    projects: int
    """All there are."""
    reached: dict[str, int]
    money: tuple[MoneyArrived, ...]

    def arrived(self, currency: str, origin: str) -> int:
        """Minor units of a currency that came from there."""
        return sum(one.minor for one in self.money if (one.currency, one.origin) == (currency, origin))

    def as_json(self) -> dict[str, object]:
        """The region with its counts and sums."""
        return {"region": self.region, "place": self.place, "projects": self.projects, "reached": self.reached,
                "money": [one._asdict() for one in self.money]}


def write_parquet(folder: Path, paths: Sequence[Path], *, replaces: bool = False) -> Done[dict[str, int]] | Refused:
    """Writes the facts of bundles into a folder, a file for each table; the answer is how many rows each has.

    Each bundle is checked as when it is taken in, but for who signed it: `bundle` has the keys. Nothing is written
    where one of them is wrong. Refused for two bundles of one region, for a folder that holds anything else, or such
    files unless it `replaces` them, and without DuckDB.
    """
    if not CAN_SUM:
        return refused(Code.NO_DUCKDB)
    if not folder.parent.is_dir():
        return refused(Code.NO_FOLDER, field="path", value=str(folder.parent))
    there = {one.name for one in folder.iterdir()} if folder.is_dir() else set()
    if (folder.exists() and not folder.is_dir()) or not there <= _files() or (there and not replaces):
        return refused(Code.FOLDER_IN_USE, field="path", value=str(folder))
    try:
        with TemporaryDirectory(dir=folder.parent, prefix=".sanxin-") as made, closing(duckdb.connect()) as base:
            for name, columns in _TABLES.items():
                base.execute(f"CREATE TABLE {name} ({columns})")
            seen: dict[str, Path] = {}
            for path in paths:
                if isinstance(refusal := _add(base, path, seen), Refused):
                    return refusal
            counts = {name: _write(base, name, Path(made) / f"{name}.parquet") for name in _TABLES}
            folder.mkdir(exist_ok=True)
            for name in _files():
                shutil.move(Path(made) / name, folder / name)
    except OSError as error:
        return refused(Code.DISK_FULL if is_full(error) else Code.FILE_UNWRITABLE, field="path", value=str(folder))
    return Done(counts)


def sum_parquet(folder: Path, year: int, until: date | None = None) -> tuple[RegionSum, ...] | Refused:
    """What the facts in a folder come to in a calendar year, up to a day, by region.

    These are the plain indicators of most rulesets: a project counts in the year in which it reached a stage, money in
    the year in which it arrived, less what went back. Refused where the folder holds no such files, and without DuckDB.
    """
    if not CAN_SUM:
        return refused(Code.NO_DUCKDB)
    if any(not (folder / name).is_file() for name in _files()):
        return refused(Code.NO_PARQUET, field="path", value=str(folder))
    files = {name: str(folder / f"{name}.parquet") for name in _TABLES}
    days = {"since": date(year, 1, 1), "until": min(until or date.max, date(year, 12, 31))}
    try:
        with closing(duckdb.connect()) as base:
            regions = base.execute(_REGIONS, {name: files[name] for name in ("bundle", "project")}).fetchall()
            reached = base.execute(_REACHED, {"milestone": files["milestone"], **days}).fetchall()
            arrived = base.execute(_ARRIVED, {"receipt": files["receipt"], **days}).fetchall()
    except duckdb.Error:
        return refused(Code.NO_PARQUET, field="path", value=str(folder))
    return tuple(RegionSum(
        region, place, projects,
        {stage.value: next((count for of, what, count in reached if (of, what) == (region, stage.value)), 0)
         for stage in Stage},
        tuple(sorted(MoneyArrived(currency, origin, int(minor)) for of, currency, origin, minor in arrived
                     if of == region))) for region, place, projects in regions)


def _files() -> set[str]:
    return {f"{name}.parquet" for name in _TABLES}


def _write(base: Any, name: str, file: Path) -> int:
    base.execute(f"COPY (SELECT * FROM {name} ORDER BY ALL) TO '{str(file).replace(chr(39), chr(39) * 2)}'"
                 " (FORMAT parquet, COMPRESSION zstd)")
    return int(base.execute(f"SELECT count(*) FROM {name}").fetchone()[0])


def _add(base: Any, path: Path, seen: dict[str, Path]) -> Refused | None:
    """Adds the facts of a bundle; refused as taking it in would be, and where another of its region was added."""
    bundle, _ = open_bundle(path)
    if isinstance(bundle, Refused):
        return bundle
    told = bundle.manifest
    if told.region in seen:
        return refused(Code.REGION_TWICE, field="path", region=told.region, value=name_of(path),
                       other=name_of(seen[told.region]))
    seen[told.region] = path
    unsound = Reason(Code.COUNTY_BUNDLE_UNSOUND, params={"value": name_of(path)})
    try:
        with county_desk(bundle, name_of(path)) as county:
            if amiss := bundle_amiss(county, bundle):
                return Refused((unsound, *amiss))
            _insert(base, "bundle", iter([(told.region, told.place, told.year, told.head, told.entries, told.key,
                                           told.made_at)]))
            for name, rows in _facts(county, bundle):
                _insert(base, name, rows)
    except BundleUnsound:
        return Refused((unsound,))
    return None


def _insert(base: Any, name: str, rows: Iterator[tuple[Any, ...]]) -> None:
    """Adds rows, a column at a time: DuckDB takes a list as quickly as it takes a value."""
    kinds = [column.rsplit(" ", 1)[1] for column in _TABLES[name].split(",")]
    values = ", ".join(f"unnest(CAST(? AS {kind}[]))" for kind in kinds)
    while some := [row for row, _ in zip(rows, range(CHUNK), strict=False)]:
        base.execute(f"INSERT INTO {name} SELECT {values}", [list(column) for column in zip(*some, strict=True)])


def _facts(county: Desk, bundle: CountyBundle) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    """The facts that stand, without projects entered by mistake; where money is from as on the year's last day."""
    region, year = bundle.manifest.region, bundle.manifest.year
    frame = Frame(year, date(year, 12, 31))
    with county.reading() as session:
        by_their_day(session, frame)

        def asked(fact: FromClause | None, *columns: AnyColumn) -> Iterator[tuple[Any, ...]]:
            """Rows of projects, or of their facts that stand: the code and these columns."""
            of = PROJECT.join(PROFILE, and_(PROFILE.c.project_id == PROJECT.c.id, known(PROFILE)))
            query = select(PROJECT.c.code, *columns).where(PROJECT.c.id.not_in(frame.undone()))
            if fact is None:
                return map(_plain, session.execute(query.select_from(of)))
            return map(_plain, session.execute(query.select_from(of.join(fact, and_(
                fact.c.project_id == PROJECT.c.id, known(fact))))))

        yield "project", ((region, *row) for row in asked(
            None, PROJECT.c.stage, PROJECT.c.status, PROFILE.c.origin, PROFILE.c.industry_chain,
            PROFILE.c.contract_minor, PROFILE.c.contract_currency))
        yield "milestone", ((region, code, stage, *_span(on, precision), recognised)
                            for code, stage, on, precision, recognised in asked(
            MILESTONE, MILESTONE.c.stage, MILESTONE.c.occurred_on, MILESTONE.c.precision, MILESTONE.c.recognised_on))
        yield "receipt", ((region, code, *_span(on, precision), minor, currency, origin or "")
                          for code, on, precision, minor, currency, origin in asked(
            RECEIPT, RECEIPT.c.received_on, RECEIPT.c.precision, RECEIPT.c.amount_minor, RECEIPT.c.currency,
            money_origin()))


def _plain(row: Sequence[Any]) -> tuple[Any, ...]:
    """A row with the values of its words."""
    return tuple(getattr(value, "value", value) for value in row)


def _span(on: date | None, precision: str) -> tuple[date | None, date | None]:
    """The first and the last day of a period; none where the day is not known."""
    return on, day_of(on, Precision(precision)).last
