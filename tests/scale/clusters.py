"""Three local clusters of PostgreSQL as one province: parts of its tables lie in the others, and the sums are equal.

`make clusters` runs it: each cluster is an office of made-up counties; the tables of all three are attached to the
first as foreign parts, so that one statement sums all. Everything made is taken away again, however it ends.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import FrameType
from typing import Any

import psycopg

from tests.bench.offices import fill
from tests.bench.province import BY_HAND, YEAR
from tests.embedded import NO_GUARDS
from tracker.domain.region import NO_CODE, prefecture_of
from tracker.office.desk import Desk
from tracker.office.server_office import set_up_office
from tracker.store.engine import open_store
from tracker.store.regions import TABLES, Region, go_to
from tracker.store.seals_checked import seal_unsealed

ACCOUNT = "postgres"
"""A server is never started as root: Debian's own account for it is used then."""
PORTS = (1, 2, 3)
"""Only the names of sockets in a folder of its own have them: no address is listened on."""
COUNTIES = ("430101", "430102"), ("430201", "430202"), ("430301", "430302")
"""Of each cluster; no county is called so in earnest."""
PROJECTS = 40
AWAY = 4
"""Seconds after which a node that does not answer is said to be away."""
FOLDER = "sanxin-clusters-"
"""How the name of the folder begins in which all of it lies."""
SUMMED = ("profile", "milestone", "receipt")
"""The tables that are attached: what the sums are made of."""

Sums = Mapping[str, tuple[int, Decimal]]
"""By region: the projects signed, and the money from other provinces in fen."""


class NoClusters(Exception):
    """What is missing for making clusters here, as a sentence."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One server with its data in a folder, and the counties it keeps."""

    programs: Path
    folder: Path
    port: int
    counties: tuple[str, ...]

    @property
    def data(self) -> Path:
        return self.folder / f"cluster{self.port}"

    def make(self) -> None:
        """Makes the cluster, with an office in which there is no county yet."""
        self._run("initdb", "--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C", "-U", ACCOUNT)
        self.start()
        desk = set_up_office(self.address())
        assert isinstance(desk, Desk), desk
        desk.store.close()

    def take_after(self, other: Cluster) -> None:
        """Makes the cluster as a copy of another one, which is stopped."""
        shutil.copytree(other.data, self.data, copy_function=shutil.copy)
        if os.geteuid() == 0:
            account = pwd.getpwnam(ACCOUNT)
            for path in (self.data, *self.data.rglob("*")):
                os.chown(path, account.pw_uid, account.pw_gid)

    def start(self) -> None:
        """Starts it."""
        settings = f"-c listen_addresses= -c unix_socket_directories={self.folder} -p {self.port} -c fsync=off" \
                   " -c shared_buffers=16MB -c max_connections=20"
        self._run("pg_ctl", "start", "--wait", "-l", str(self.folder / f"log{self.port}"), "-o", settings)

    def stop(self) -> None:
        """Stops it where it runs."""
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "--wait", "--mode=fast")

    def address(self, region: str = "") -> str:
        """The address of its office, or of one of its counties."""
        return (f"postgresql://{ACCOUNT}@/{ACCOUNT}?host={self.folder}&port={self.port}"
                + (f"&region={region}" if region else ""))

    @contextmanager
    def connected(self) -> Iterator[psycopg.Connection[Any]]:
        """A line to it; each statement is kept at once."""
        with psycopg.connect(self.address(), autocommit=True, connect_timeout=AWAY) as connection:
            yield connection

    def load(self) -> None:
        """Adds its counties, and fills each with projects of its own."""
        with closing(open_store(self.address(NO_CODE), set_up=True)) as store:
            for code in self.counties:
                store.add_region(Region(code, f"虚构{code}"))
            store.put_up_roles()
            for code in self.counties:
                with store.writing() as session:
                    connection = session.connection()
                    connection.exec_driver_sql(NO_GUARDS)
                    go_to(connection, code)
                    fill(session, PROJECTS, seed=int(code))
                    session.flush()
                    seal_unsealed(connection)

    def _run(self, program: str, *options: str) -> None:
        command = [str(self.programs / program), "-D", str(self.data), *options]
        if os.geteuid() == 0:
            command = ["setpriv", f"--reuid={ACCOUNT}", f"--regid={pwd.getpwnam(ACCOUNT).pw_gid}", "--init-groups",
                       *command]
        # What a server writes later must not keep the pipe of this call open.
        with (self.folder / "calls").open("ab") as calls:
            done = subprocess.run(command, stdout=calls, stderr=calls, stdin=subprocess.DEVNULL, check=False,
                                  cwd=self.folder)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {(self.folder / 'calls').read_text(errors='replace')[-500:]}")


def programs() -> Path:
    """Where the programs of a whole PostgreSQL lie, with the foreign data wrapper; raises NoClusters."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        version = folder.parent.name
        extension = Path(f"/usr/share/postgresql/{version}/extension/postgres_fdw.control")
        if (folder / "initdb").exists() and extension.exists():
            break
    else:
        raise NoClusters("there is no PostgreSQL with postgres_fdw in /usr/lib/postgresql: install Debian's postgresql")
    if os.geteuid() == 0:
        try:
            pwd.getpwnam(ACCOUNT)
        except KeyError:
            raise NoClusters(f"a server is not started as root, and there is no account {ACCOUNT}") from None
        if not shutil.which("setpriv"):
            raise NoClusters("a server is not started as root, and there is no setpriv")
    return folder


@contextmanager
def three_clusters() -> Iterator[list[Cluster]]:
    """Three clusters that run; stopped and removed at the end, also where the program is interrupted or terminated."""
    there = programs()
    before = signal.getsignal(signal.SIGTERM)
    signal.signal(signal.SIGTERM, _ended)
    folder = Path(tempfile.mkdtemp(prefix=FOLDER))
    clusters = [Cluster(there, folder, port, counties) for port, counties in zip(PORTS, COUNTIES, strict=True)]
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, ACCOUNT)
        clusters[0].make()
        clusters[0].stop()
        for other in clusters[1:]:
            other.take_after(clusters[0])
        for cluster in clusters:
            cluster.start()
        yield clusters
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for cluster in clusters:
            cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
        signal.signal(signal.SIGTERM, before)


def _ended(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def attach(first: Cluster, other: Cluster) -> None:
    """Makes the tables of a cluster parts of those of the whole: of its prefecture, by its first four digits.

    The whole lies in a schema of its own: the office of the first cluster goes on with its own tables, which are
    attached through a line to itself.
    """
    server, prefecture = f"cluster{other.port}", prefecture_of(other.counties[0])
    with first.connected() as run:
        run.execute("CREATE EXTENSION IF NOT EXISTS postgres_fdw")
        run.execute(f"CREATE SERVER {server} FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '{other.folder}',"
                    f" port '{other.port}', dbname '{ACCOUNT}', connect_timeout '{AWAY}')")
        run.execute(f"CREATE USER MAPPING FOR {ACCOUNT} SERVER {server} OPTIONS (user '{ACCOUNT}')")
        run.execute("CREATE SCHEMA IF NOT EXISTS whole")
        for table in SUMMED:
            columns = _columns(run, table)
            run.execute(f"CREATE TABLE IF NOT EXISTS whole.{table} ({columns}) PARTITION BY RANGE (region)")
            run.execute(f"CREATE FOREIGN TABLE whole.{table}_{prefecture} PARTITION OF whole.{table} FOR VALUES"
                        f" FROM ('{prefecture}') TO ('{prefecture}~') SERVER {server}"
                        f" OPTIONS (schema_name '{TABLES}', table_name '{table}')")


def _columns(run: psycopg.Connection[Any], table: str) -> str:
    """The columns of a table as they are declared."""
    rows = run.execute("SELECT quote_ident(attname), format_type(atttypid, atttypmod),"
                       " attcollation = 'pg_catalog.\"C\"'::regcollation FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0"
                       " AND NOT attisdropped ORDER BY attnum", (f"{TABLES}.{table}",))
    return ", ".join(f"{name} {kind}" + (' COLLATE "C"' if is_c else "") for name, kind, is_c in rows)


def sums_over(cluster: Cluster, schema: str = TABLES) -> Sums:
    """The sums by region in one statement: of a cluster's own counties, or of all (`whole`)."""
    with cluster.connected() as run:
        return {code: (signed, minor) for code, signed, minor in run.execute(BY_HAND.replace(TABLES, schema))}


def sums_told(cluster: Cluster) -> Sums:
    """The same as `sanxin rollup` prints them of each county, started as an officer starts it."""
    told = subprocess.run([sys.executable, "-m", "tracker", "--db", cluster.address(cluster.counties[0]), "rollup",
                           str(YEAR), "--region", "43", "--json"], capture_output=True, text=True, check=True)
    found = {}
    for county in json.loads(told.stdout)["regions"]:
        figures = {one["key"]: one["actual"] for one in county["indicators"]}
        found[county["code"]] = (int(figures["new_signed"]), Decimal(figures["out_of_province"]) * 10**10)
    return found


def in_one_place(clusters: list[Cluster]) -> Sums:
    """The same once all rows are brought into tables of one cluster."""
    with clusters[0].connected() as run:
        run.execute("CREATE SCHEMA one_place")
        for table in SUMMED:
            run.execute(f"CREATE TABLE one_place.{table} ({_columns(run, table)})")
            for cluster in clusters:
                everything = f"COPY (SELECT * FROM {TABLES}.{table}) TO STDOUT"
                with (cluster.connected() as source, source.cursor().copy(everything) as rows,
                      run.cursor().copy(f"COPY one_place.{table} FROM STDIN") as copy):
                    for block in rows:
                        copy.write(block)
    return sums_over(clusters[0], "one_place")


def refusal_while_away(first: Cluster, away: Cluster) -> tuple[str, Sums]:
    """What is answered while a node is stopped: the error about the whole, and the sums of one that is there."""
    away.stop()
    try:
        sums_over(first, "whole")
    except psycopg.Error as error:
        return str(error).strip().splitlines()[0], sums_over(first)
    raise AssertionError("a sum over a node that is away was answered")


def main(say: Callable[[str], object] = print) -> None:
    """Makes, attaches, sums, compares, stops a node, and takes everything away. Raises NoClusters, AssertionError."""
    begun = time.monotonic()
    with three_clusters() as clusters:
        first, *_, last = clusters
        with ThreadPoolExecutor(len(clusters)) as at_work:
            list(at_work.map(Cluster.load, clusters))
        for each in clusters:
            attach(first, each)
        say(f"three clusters with {len(COUNTIES) * len(COUNTIES[0])} counties of {PROJECTS} projects, "
            f"attached to the first, in {time.monotonic() - begun:.1f} s")
        asked = time.monotonic()
        whole = sums_over(first, "whole")
        say(f"signed in {YEAR} and money from other provinces by region, in one statement over all three "
            f"({(time.monotonic() - asked) * 1000:.0f} ms):")
        for code, (signed, minor) in whole.items():
            say(f"  {code}  {signed:>4}  {minor / 10**10:>9.4f} 亿元")
        with ThreadPoolExecutor(len(clusters)) as at_work:
            own = {code: sums for told in at_work.map(sums_told, clusters) for code, sums in told.items()}
        assert whole == own, (whole, own)
        say("equal to each cluster's own `sanxin rollup`: yes")
        assert whole == in_one_place(clusters)
        say("equal to the sum in one place: yes")
        error, there = refusal_while_away(first, last)
        assert there == {code: whole[code] for code in first.counties}
        say(f"with cluster {last.port} stopped the whole is refused: {error}")
        last.start()
        assert sums_over(first, "whole") == whole
        say(f"started again it is answered as before; the first cluster's own counties were answered all the time\n"
            f"all taken away again after {time.monotonic() - begun:.1f} s")


if __name__ == "__main__":
    try:
        main()
    except NoClusters as missing:
        sys.exit(f"no clusters: {missing}")
