"""Measures a large office, whose register is read by pages: its first window, a search, a sort, its sums, and explain.

Each is done in a process of its own, beside a raw loop over the rows that it has to read. `measure_million` fills a
million projects, which takes some minutes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.offices import fill
from tracker.office.desk import Desk
from tracker.office.figures.explain import explain
from tracker.office.register import register as opening
from tracker.office.register.paged import PagedRegister
from tracker.office.register.register import register
from tracker.store.engine import open_store
from tracker.store.sqlite import library
from tui.memory import give_back, sweep_only_new

WINDOW = 60
"""Rows on a screen, and as many around them."""
RAW = {
    "first window": "SELECT project_id FROM profile WHERE superseded_at IS NULL ORDER BY project_id",
    "search": "SELECT id FROM project WHERE search LIKE '%hengrui%'",
    "sort by amount": "SELECT project_id FROM profile WHERE superseded_at IS NULL ORDER BY contract_minor DESC",
    "sums": "SELECT project_id, sum(amount_minor) FROM receipt WHERE superseded_at IS NULL GROUP BY project_id",
    "explain": "SELECT project.code, p.name, m.occurred_on FROM project JOIN profile AS p ON p.project_id = project.id "
               "LEFT JOIN milestone AS m ON m.project_id = project.id AND m.stage = 'signed' "
               "AND m.superseded_at IS NULL "
               "WHERE p.superseded_at IS NULL ORDER BY project.code",
}
"""What each has to read at the least."""


@dataclass(frozen=True, slots=True)
class OfLargeOffice:
    """Seconds and the most MB that a process took, by what it did, and the seconds of the raw loop."""

    projects: int
    taken: dict[str, tuple[float, float, float]]

    def __str__(self) -> str:
        return "\n".join(f"{what} of {self.projects:,} projects: {seconds:.2f} s, {memory:.0f} MB, raw loop {raw:.2f} s"
                         for what, (seconds, memory, raw) in self.taken.items())


def measure_million(folder: Path, projects: int = 1_000_000) -> OfLargeOffice:
    """Fills an office in `folder`, and does each thing in a process of its own."""
    office = folder / "large.db"
    store = open_store(office)
    with store.writing() as session:
        fill(session, projects)
    store.close()
    taken = {what: _in_a_process(office, what) for what in RAW}
    office.unlink()
    return OfLargeOffice(projects, taken)


def _in_a_process(office: Path, what: str) -> tuple[float, float, float]:
    done = subprocess.run([sys.executable, "-m", "tests.bench.million", str(office), what], check=True,
                          capture_output=True, text=True)
    seconds, memory, raw = json.loads(done.stdout)
    return seconds, memory, raw


def does(office: Path, what: str) -> tuple[float, float, float]:
    """Seconds, MB at most, and seconds of the raw loop."""
    if what != "explain":  # a command; all others are done in the app
        give_back()
        sweep_only_new()
    opening.HELD_IN_MEMORY = 0
    desk = Desk(open_store(office), "bench")
    start = time.perf_counter()
    if what == "explain":
        explain(desk, 2023, "new_signed")
        taken = time.perf_counter() - start
    else:
        held = register(desk)
        assert isinstance(held, PagedRegister)
        held.bring(range(min(WINDOW, held.n)))
        if what != "first window":
            start = time.perf_counter()
            _ASKED[what](held)
        taken = time.perf_counter() - start
    return taken, _most_resident(), _raw(office, RAW[what])


def _most_resident() -> float:
    """MB of this program that lay in memory at most; getrusage would tell those of the one that started it, too."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1_000


_ASKED: dict[str, Callable[[PagedRegister], Any]] = {
    "search": lambda held: held.search("hengrui"),
    "sort by amount": lambda held: held.order(range(held.n), (("amount", True),)),
    "sums": lambda held: (held.sums("amount", range(held.n)), held.sums("arrived", range(held.n))),
}


def _raw(office: Path, statement: str) -> float:
    connection: Any = library().connect(str(office))
    start = time.perf_counter()
    for _ in connection.execute(statement):
        pass
    return time.perf_counter() - start


if __name__ == "__main__":
    print(json.dumps(does(Path(sys.argv[1]), sys.argv[2])))
