"""Measures what seals cost: verifying a large office beside reading its rows, and a move with its seal and without."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.bench.offices import fill
from tracker.domain.days import read_day
from tracker.domain.stages import Stage
from tracker.office import desk as desk_module
from tracker.office.desk import Desk
from tracker.office.outcome import Done
from tracker.office.project.moves import Milepost, advance
from tracker.office.project.projects import add
from tracker.office.verify import verify
from tracker.store import sqlite
from tracker.store.engine import open_store
from tracker.store.query import JOURNAL, PROJECT, table_of
from tracker.store.seals_checked import check_seals, seal_unsealed
from tracker.store.tables import FACTS


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of the processor: for all of an office, and for one move at the median."""

    facts: int
    verifying: float
    digests: float
    """Of that, the digests and seals alone."""
    reading: float
    sealed: float
    unsealed: float

    @property
    def move_ratio(self) -> float:
        """A move with its seal against one without; the aim is 1.3 at most."""
        return self.sealed / self.unsealed

    def __str__(self) -> str:
        return (f"verify of {self.facts:,} facts: {self.verifying:.1f} s (aim 10 for a million), digests "
                f"{self.digests:.1f} s, the same rows raw {self.reading:.1f} s, ratio "
                f"{self.digests / self.reading:.1f}\na move with its seal: {self.sealed * 1000:.2f} ms, without "
                f"{self.unsealed * 1000:.2f} ms, ratio {self.move_ratio:.2f} (aim 1.3)")


def measure(folder: Path, projects: int = 100_000, moves: int = 200) -> Measured:
    """Fills and seals an office in `folder`, verifies it and reads its rows; then moves projects by turns."""
    store = open_store(folder / "sealed.db")
    with store.writing() as session:
        fill(session, projects)
        session.flush()
        seal_unsealed(session.connection())
    desk = Desk(store, "bench")
    verifying, found = _timed(lambda: verify(desk))
    assert not found.findings, found.findings[:3]
    with desk.reading() as session:
        digests, _ = _timed(lambda: check_seals(session.connection()))
    reading, _ = _timed(lambda: _read(folder / "sealed.db"))
    sealed, unsealed = _moves(desk, moves)
    store.close()
    return Measured(found.facts, verifying, digests, reading, sealed, unsealed)


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


def _read(path: Path) -> None:
    raw = sqlite.library().connect(str(path))
    for table in (JOURNAL, PROJECT, *map(table_of, FACTS)):
        for _ in raw.execute(f"SELECT * FROM {table.name}"):
            pass
    raw.close()


def _moves(desk: Desk, moves: int) -> tuple[float, float]:
    """The median of signings, each other one without its seal."""
    lead, signed = read_day("2023-01-01"), read_day("2023-02-01")
    codes = []
    for number in range(moves):
        added = add(desk, {"name": f"量测{number}号", "contract_amount": "1亿元"}, lead=lead)
        assert isinstance(added, Done)
        codes.append(added.value)
    taken: tuple[list[float], list[float]] = ([], [])
    for number, code in enumerate(codes):
        with patch.object(desk_module, "seal", desk_module.seal if number % 2 == 0 else lambda *_: None):
            seconds, done = _timed(lambda code=code: advance(desk, code, [Milepost(Stage.SIGNED, signed)]))
        assert isinstance(done, Done), done
        taken[number % 2].append(seconds)
    return statistics.median(taken[0]), statistics.median(taken[1])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(f"{measure(Path(folder), *map(int, sys.argv[1:]))}\n")
