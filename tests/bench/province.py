"""Measures a year by county over a province of a million projects, beside plain SQL that sums two of its figures."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import psycopg

from tests.bench.offices import fill
from tests.bench.together import server_of_its_own
from tests.embedded import NO_GUARDS, Server
from tracker.domain.region import prefecture_of
from tracker.office.desk import Desk
from tracker.office.figures.over_regions import OverRegions, figures_over
from tracker.office.figures.rollup import rollup
from tracker.office.server_office import set_up_office
from tracker.store.engine import open_store
from tracker.store.regions import TABLES, Region, office_tables, sequence_of
from tracker.store.seals_checked import seal_unsealed

YEAR = 2023
PROVINCE = "43"
AIM = 3.0
IN_THE_YEAR = f"BETWEEN '{YEAR}-01-01' AND '{YEAR}-12-31'"
NEVER_ENDED = "superseded_at IS NULL"
BY_HAND = f"""
SELECT region, coalesce(signed, 0), coalesce(minor, 0) FROM
  (SELECT region, count(*) AS signed FROM {TABLES}.milestone
   WHERE {NEVER_ENDED} AND stage = 'signed' AND occurred_on {IN_THE_YEAR} GROUP BY region) AS counted
  FULL JOIN
  (SELECT r.region, sum(r.amount_minor) AS minor FROM {TABLES}.receipt AS r
   JOIN {TABLES}.profile AS p ON p.region = r.region AND p.project_id = r.project_id AND p.{NEVER_ENDED}
   WHERE r.{NEVER_ENDED} AND r.received_on {IN_THE_YEAR} AND r.currency = 'CNY'
     AND coalesce(r.origin, p.origin) = 'out_of_province' GROUP BY r.region) AS summed USING (region)
ORDER BY region"""
"""By region: the projects signed in the year, and the money from other provinces in fen; the whole province at once."""
OF_A_COUNTY = (f"SELECT count(*) FROM milestone AS m JOIN profile AS p ON p.project_id = m.project_id"
               f" WHERE m.{NEVER_ENDED} AND p.{NEVER_ENDED} AND m.stage = 'signed'"
               f" AND m.occurred_on {IN_THE_YEAR}")
"""As the program asks: by the names of the tables, with no word of a region."""


@dataclass(frozen=True, slots=True)
class Planned:
    """How a statement of one county is answered, of a database with several prefectures."""

    lines: tuple[str, ...]
    pruned: bool
    """Whether nothing but the parts of its own prefecture is looked at."""
    by_region: bool
    """Whether each index that is used is entered by the region."""

    def __str__(self) -> str:
        return "\n".join([f"plan of a county's statement: other prefectures' parts pruned: {_told(self.pruned)}, "
                          f"indexes entered by region: {_told(self.by_region)}", *(f"    {one}" for one in self.lines)])


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds at the median, of all regions of a province."""

    regions: int
    projects: int
    facts: int
    megabytes: int
    loading: float
    by_county: float
    alone: float
    """The rollup of a single county."""
    raw: float
    plan: Planned

    def __str__(self) -> str:
        return (f"a year by county, {self.projects:,} projects and {self.facts:,} facts in {self.regions} regions, "
                f"{self.megabytes:,} MB on PostgreSQL (loaded in {self.loading:.0f} s): {self.by_county:.2f} s "
                f"(aim {AIM:.0f} for a million), one county {self.alone * 1000:.0f} ms; two figures of it in one "
                f"statement by hand {self.raw:.2f} s\n{self.plan}")


def measure(prefectures: int = 13, counties: int = 10, projects: int = 1_000_000, rounds: int = 3) -> Measured:
    """Makes a province on a server of its own, and asks for its year; raises AssertionError where sums differ."""
    with server_of_its_own() as server:
        begun = time.perf_counter()
        province = Province(server, prefectures, counties, projects)
        province.make()
        loading = time.perf_counter() - begun
        return province.measured(loading, rounds)


@dataclass(frozen=True, slots=True)
class Province:
    """A database of several prefectures, each with as many counties; all projects together are `projects`."""

    server: Server
    prefectures: int
    counties: int
    projects: int
    name: str = "province"

    @property
    def codes(self) -> list[str]:
        """The codes of its regions; 0 is not among the numbers, and no county is called so in earnest."""
        return [f"{PROVINCE}{prefecture:02}{county:02}" for prefecture in range(1, self.prefectures + 1)
                for county in range(1, self.counties + 1)]

    @property
    def address(self) -> str:
        """As the owner comes in, to the first region."""
        return f"{self.server.address(self.name)}&region={self.codes[0]}"

    def make(self) -> None:
        """Fills the first region as the other benches fill an office, and copies it into the others."""
        for setting in ("fsync = off", "full_page_writes = off", "max_wal_size = '8GB'", "autovacuum = off"):
            self.server.run(f"ALTER SYSTEM SET {setting}")
        self.server.run("SELECT pg_reload_conf()")
        self.server.run(f"CREATE DATABASE {self.name}")
        desk = set_up_office(self.address)
        assert isinstance(desk, Desk), desk
        with closing(desk.store) as store:
            for code in self.codes:
                store.add_region(Region(code, f"虚构{code}"))
            store.put_up_roles()
            with store.writing() as session:
                session.connection().exec_driver_sql(NO_GUARDS)
                fill(session, self.projects // len(self.codes))
                session.flush()
                seal_unsealed(session.connection())
        with psycopg.connect(self.server.address(self.name), autocommit=True) as connection:
            connection.execute(NO_GUARDS)
            for table in office_tables():
                self._copy(connection, table)
            connection.execute("VACUUM ANALYZE")

    def _copy(self, connection: psycopg.Connection[Any], table: str) -> None:
        """Copies the rows of a table; every county but the first has as many fen more in each receipt as its place."""
        (first, *others) = self.codes
        columns = [name for (name,) in connection.execute(
            "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 1"
            " AND NOT attisdropped ORDER BY attnum", (f'{TABLES}."{table}"',))]
        taken = ", ".join("amount_minor + copied_as" if (table, name) == ("receipt", "amount_minor") else name
                          for name in columns)
        connection.execute(
            f'INSERT INTO {TABLES}."{table}" (region, {", ".join(columns)}) SELECT copied_to, {taken}'
            f' FROM unnest(%s::text[]) WITH ORDINALITY AS other(copied_to, copied_as), {TABLES}."{table}"'
            " WHERE region = %s ORDER BY copied_to", (others, first))
        if "id" in columns:
            for code in self.codes:
                connection.execute(f"SELECT setval('{sequence_of(table, code)}', max(id))"
                                   f' FROM {TABLES}."{table}" WHERE region = %s HAVING count(*) > 0', (code,))

    def measured(self, loading: float, rounds: int) -> Measured:
        """Asks by turns, and compares what both find in every county."""
        with closing(open_store(self.address)) as store, psycopg.connect(
                self.server.address(self.name), autocommit=True) as raw:
            desk = Desk(store, "bench")
            times: tuple[list[float], ...] = ([], [], [])
            for _ in range(rounds + 1):  # the first round fills the caches of all
                over = _timed(times[0], lambda: figures_over(desk, YEAR, PROVINCE))
                _timed(times[1], lambda: rollup(desk, YEAR))
                by_hand = _timed(times[2], lambda: raw.execute(BY_HAND).fetchall())
                assert isinstance(over, OverRegions), over
                _compare(over, by_hand)
            by_county, alone, hand = (statistics.median(one[1:]) for one in times)
            return Measured(len(self.codes), self.projects, _facts(raw), _megabytes(raw), loading, by_county, alone,
                            hand, planned(raw, self.codes[-1]))


def _compare(over: OverRegions, by_hand: Sequence[tuple[Any, ...]]) -> None:
    """Raises AssertionError where the figures of a region are not those of the statement by hand."""
    figures = [(one.region.code, one.figures.figure("new_signed"), one.figures.figure("out_of_province"))
               for one in over.each]
    ours = [(code, Decimal(signed.actual), Decimal(money.actual) * 10**10)
            for code, signed, money in figures if signed and money]
    assert ours == [tuple(row) for row in by_hand], (ours[:2], by_hand[:2])


def planned(raw: psycopg.Connection[Any], code: str) -> Planned:
    """How a statement of a county is answered that names no region."""
    with raw.transaction():
        raw.execute("SELECT set_config('sanxin.region', %s, true)", (code,))
        lines = [line for (line,) in raw.execute(
            f"EXPLAIN (VERBOSE, ANALYZE, COSTS off, TIMING off, SUMMARY off, BUFFERS off) {OF_A_COUNTY}")]
    return judged(lines, prefecture_of(code))


def judged(lines: Sequence[str], prefecture: str) -> Planned:
    """Whether a plan keeps to the parts of a prefecture, and enters every index by the region.

    The region of a session is known only when a statement runs: parts of others stand in the plan and are "never
    executed".
    """
    read = [line for line in lines if " on sanxin_of_" in line and "never executed" not in line]
    pruned = bool(read) and all(f" on sanxin_of_{prefecture}." in line for line in read)
    entered = [line for line in lines if "Index Cond:" in line]
    told = [line for line in lines if not line.strip().startswith(("Output:", "Heap Fetches:", "Index Searches:"))]
    return Planned(tuple(told), pruned, bool(entered) and all("region = " in one for one in entered))


@contextmanager
def standing(prefectures: int, counties: int, projects: int) -> Iterator[Province]:
    """A province that stays while it is looked at by hand."""
    with server_of_its_own() as server:
        province = Province(server, prefectures, counties, projects)
        province.make()
        yield province


def _timed(times: list[float], work: Callable[[], Any]) -> Any:
    begun = time.perf_counter()
    result = work()
    times.append(time.perf_counter() - begun)
    return result


def _facts(raw: psycopg.Connection[Any]) -> int:
    tables = ("profile", "milestone", "receipt", "status_change", "blocker")
    return sum(raw.execute(f"SELECT count(*) FROM {TABLES}.{table}").fetchone()[0] for table in tables)  # type: ignore


def _megabytes(raw: psycopg.Connection[Any]) -> int:
    row = raw.execute("SELECT pg_database_size(current_database()) / 1000000").fetchone()
    assert row is not None
    return int(row[0])


def _told(yes: bool) -> str:
    return "yes" if yes else "NO"


if __name__ == "__main__":
    sys.stdout.write(f"{measure(*map(int, sys.argv[1:4]))}\n")
