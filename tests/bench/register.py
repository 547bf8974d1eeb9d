"""The register beside what could hold it instead: SQLite's FTS5 trigram index for its texts, polars for its columns.

`python -m tests.bench.register` prints the figures of `docs/register.md`; polars takes part where it is installed.
Each way runs in a process of its own. Times are processor time at the best of five, memory is what the process grew by.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.bench.offices import fill
from tracker.office.desk import Desk
from tracker.store.engine import open_store
from tracker.store.sqlite import library

SEARCHES = ("d", "船舶", "gx", "dtdz", "hengrui", "联络员12")
"""One character, two of either script, and longer: a name of two characters is what is typed most."""
COLUMNS = ("code", "name", "investor", "stage", "status", "blocked", "contract_minor", "contract_currency", "since",
           "origin", "park", "officer", "search")
BEST_OF = 5


def _cpu_ms(does: Callable[[], Any]) -> float:
    times = []
    for _ in range(BEST_OF):
        start = time.process_time()
        does()
        times.append(time.process_time() - start)
    return min(times) * 1000


def _resident() -> float:
    """MB of this process that lie in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def _print(way: str, reading: float, memory: float, searches: Sequence[float], *others: str) -> None:
    found = ", ".join(f"{typed} {ms:.1f}" for typed, ms in zip(SEARCHES, searches, strict=True))
    print(f"{way}: reading {reading:.0f} ms, memory {memory:.0f} MB; search in ms: {found}; {', '.join(others)}")


def ours(office: Path) -> None:
    """The register as it is."""
    from tracker.office.register.register import register

    before = _resident()
    start = time.process_time()
    read = register(Desk(open_store(office), "bench"))
    reading, memory = (time.process_time() - start) * 1000, _resident() - before

    def search(typed: str) -> None:
        read.search("")  # forgets what was found for the search before
        read.search(typed)

    start = time.process_time()
    read.order(range(read.n), (("amount", True), ("code", False)))
    sorting = (time.process_time() - start) * 1000
    _print("register", reading, memory, [_cpu_ms(lambda typed=typed: search(typed)) for typed in SEARCHES],
           f"sort by amount {sorting:.0f} ms the first time",
           f"groups by park {_cpu_ms(lambda: read.groups(range(read.n), 'park')):.0f} ms")


def trigrams(office: Path) -> None:
    """An FTS5 trigram index; up to two characters it cannot answer, and every text is looked through."""
    connection: Any = library().connect(str(office))
    connection.execute("ATTACH ':memory:' AS beside")
    start = time.process_time()
    connection.execute("CREATE VIRTUAL TABLE beside.found USING fts5(search, tokenize='trigram')")
    connection.execute("INSERT INTO beside.found(rowid, search) SELECT id, search FROM main.project")
    building = (time.process_time() - start) * 1000

    def search(typed: str) -> None:
        if len(typed) > 2:
            connection.execute("SELECT rowid FROM beside.found WHERE found MATCH ?", [f'"{typed}"']).fetchall()
        else:
            connection.execute("SELECT id FROM beside.found_content WHERE c0 LIKE ?", [f"%{typed}%"]).fetchall()

    searches = [_cpu_ms(lambda typed=typed: search(typed)) for typed in SEARCHES]
    pages, size = (connection.execute(f"PRAGMA beside.{name}").fetchone()[0] for name in ("page_count", "page_size"))
    _print("FTS5 trigram", building, pages * size / 1_000_000, searches,
           "memory is that of the index alone, which lies beside columns as they are")


def columns(office: Path) -> None:
    """A polars frame of most of the register's columns."""
    start, before = time.process_time(), _resident()
    import polars  # it need not be installed: the program does without

    importing, imported = (time.process_time() - start) * 1000, _resident() - before
    store = open_store(office)
    start = time.process_time()
    with store.reading() as session:
        cursor: Any = session.connection().connection.driver_connection.execute(
            f"SELECT {', '.join(COLUMNS)} FROM project JOIN profile ON profile.project_id = project.id "
            "WHERE superseded_at IS NULL ORDER BY project.id")
        chunks = []
        while rows := cursor.fetchmany(5_000):
            chunks.append(polars.DataFrame(rows, schema=list(COLUMNS), orient="row", infer_schema_length=None))
    frame = polars.concat(chunks, how="vertical_relaxed")
    reading = (time.process_time() - start) * 1000
    searches = [_cpu_ms(lambda typed=typed: frame["search"].str.contains(typed, literal=True).arg_true())
                for typed in SEARCHES]
    start = time.process_time()
    frame.select(polars.arg_sort_by(["contract_minor", "code"], descending=[True, False]))
    sorting = (time.process_time() - start) * 1000
    groups = _cpu_ms(lambda: frame.group_by("park", "contract_currency").agg(polars.col("contract_minor").sum()))
    _print("polars", reading, _resident() - before, searches, f"sort by amount {sorting:.0f} ms the first time",
           f"groups by park {groups:.0f} ms",
           f"of these its import {importing:.0f} ms and {imported:.0f} MB, on disk {_on_disk():.0f} MB")


def _on_disk() -> float:
    folders = [Path(spec.origin).parent for name in ("polars", "_polars_runtime_32")
               if (spec := importlib.util.find_spec(name)) and spec.origin]
    return sum(file.stat().st_size for folder in folders for file in folder.rglob("*") if file.is_file()) / 1_000_000


def main(projects: str = "100000") -> None:
    """Fills an office and lets each way answer the same."""
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "register.db"
        store = open_store(office)
        with store.writing() as session:
            fill(session, int(projects))
        store.close()
        for way in (ours, trigrams, columns):
            if way is columns and importlib.util.find_spec("polars") is None:
                print("polars: not installed")
                continue
            with contextlib.suppress(subprocess.CalledProcessError):
                subprocess.run([sys.executable, "-c", f"from tests.bench.register import {way.__name__} as way; "
                                f"from pathlib import Path; way(Path({str(office)!r}))"], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
