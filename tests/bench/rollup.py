"""Measures a year's rollup against the best SQL written by hand for the same figures, and with ten years before it."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.bench.offices import LATER, RECORDED, fill
from tracker.domain.currency import Currency
from tracker.office.desk import Desk
from tracker.office.figures.rollup import Rollup, rollup
from tracker.store import sqlite
from tracker.store.engine import Store, open_store

YEAR = 2023
STAGES = ("registered", "funded", "started", "producing")
IN_YEAR = "BETWEEN '2023-01-01' AND '2023-12-31'"

OTHER_MONTHS = f"""
SELECT stage, substr(day, 6, 2), sum(n) FROM (
  SELECT stage, occurred_on AS day, count(*) AS n FROM milestone
  WHERE stage IN ('started', 'producing') AND superseded_at IS NULL AND occurred_on {IN_YEAR}
    AND precision IN ('day', 'dekad', 'month')
  GROUP BY 1, 2)
GROUP BY 1, 2"""

SIGNED = f"""
SELECT m.occurred_on, count(*), {", ".join(f"count({stage}.id)" for stage in STAGES)} FROM milestone m
{"".join(f'''
LEFT JOIN milestone {stage} ON {stage}.project_id = m.project_id AND {stage}.stage = '{stage}'
  AND {stage}.superseded_at IS NULL AND {stage}.occurred_on <= '2023-12-31' ''' for stage in STAGES)}
WHERE m.stage = 'signed' AND m.superseded_at IS NULL AND m.occurred_on {IN_YEAR}
GROUP BY 1"""

TOP500 = f"""
SELECT count(*) FROM profile p NOT INDEXED
CROSS JOIN milestone m ON m.project_id = p.project_id AND m.stage = 'signed' AND m.superseded_at IS NULL
WHERE p.superseded_at IS NULL AND p.top500 IN ('world', 'china', 'china_private') AND m.occurred_on {IN_YEAR}"""

ORIGIN = "coalesce(r.origin, p.origin)"
COUNTED = (f"(currency = 'CNY' AND ({ORIGIN} IN ('out_of_province', 'in_province') OR p.hunan_return)"
           f" OR currency = 'USD' AND {ORIGIN} = 'foreign')")
RECEIPTS = f"""
SELECT line, count(*), sum(n), sum(cny), sum(usd),
       sum(a), count(a), sum(b), count(b), sum(c), count(c), sum(d), count(d)
FROM (
  SELECT CASE WHEN {COUNTED} THEN '' WHEN {ORIGIN} IS NULL THEN 'no_origin'
              ELSE 'other_origin.' || {ORIGIN} END AS line, count(*) AS n,
         sum(CASE WHEN currency = 'CNY' AND {ORIGIN} = 'out_of_province' THEN amount_minor END) AS a,
         sum(CASE WHEN currency = 'CNY' AND {ORIGIN} = 'in_province' THEN amount_minor END) AS b,
         sum(CASE WHEN currency = 'CNY' AND p.hunan_return THEN amount_minor END) AS c,
         sum(CASE WHEN currency = 'USD' AND {ORIGIN} = 'foreign' THEN amount_minor END) AS d,
         sum(CASE WHEN currency = 'CNY' THEN amount_minor END) AS cny,
         sum(CASE WHEN currency = 'USD' THEN amount_minor END) AS usd
  FROM receipt r INDEXED BY receipt_project
  CROSS JOIN profile p ON p.project_id = r.project_id AND p.superseded_at IS NULL
  WHERE r.superseded_at IS NULL AND r.received_on {IN_YEAR}
  GROUP BY r.project_id, line)
GROUP BY line ORDER BY line"""
"""What is counted, under an empty name, and the money that no indicator counts by its reason."""

# By hand one knows that nothing in the office is dated after the year; the rollup looks first.
STANDS = """
SELECT stage, status = 'terminated', sum(n) FROM (SELECT stage, status, count(*) AS n FROM project GROUP BY 1, 2)
GROUP BY 1, 2"""

REST = """SELECT (SELECT count(*) FROM project), (SELECT max(at) FROM journal),
(SELECT value FROM setting WHERE key = 'place' AND superseded_at IS NULL)"""
TARGETS = "SELECT indicator, value, unit FROM target WHERE year = 2023 AND superseded_at IS NULL"


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds at the median, and how many times as long the rollup took."""

    projects: int
    rollup: float
    by_hand: float

    @property
    def ratio(self) -> float:
        """Times as long as by hand; the aim is 1.5 at most."""
        return self.rollup / self.by_hand

    def __str__(self) -> str:
        return (f"rollup of {self.projects:,} projects: {self.rollup * 1000:.0f} ms, "
                f"by hand {self.by_hand * 1000:.0f} ms, ratio {self.ratio:.2f} (aim 1.5)")


@dataclass(frozen=True, slots=True)
class MeasuredHistory:
    """Processor seconds at the median for a year: each in an office of that year alone, and with the years before it.
    """

    projects: int
    years: int
    now: tuple[float, float]
    then: tuple[float, float]
    """By what was known before the last corrections."""

    @property
    def ratios(self) -> tuple[float, float]:
        """Times as long as without the years before, by what is known now and by what was known; the aim is 1.2."""
        return self.now[1] / self.now[0], self.then[1] / self.then[0]

    def __str__(self) -> str:
        told = (f"{what}{alone * 1000:.0f} ms of processor time, with {self.years} years before it "
                f"{with_history * 1000:.0f} ms, ratio {with_history / alone:.2f} (aim 1.2)"
                for what, (alone, with_history) in (("", self.now), ("as known before the last entry ", self.then)))
        return f"rollup of a year with {self.projects:,} projects: {'; '.join(told)}"


def measure_history(folder: Path, projects: int = 10_000, rounds: int = 9, years: int = 10) -> MeasuredHistory:
    """Asks for one year in two offices by turns: one of that year alone, one with as many projects in each year before.

    The years before were recorded, and corrected, when they were over; then the year was, in either office.
    """
    stores = [open_store(folder / name) for name in ("alone.db", "history.db")]
    for store, before in zip(stores, (0, years * projects), strict=True):
        with store.writing() as session:
            if before:
                fill(session, before, seed=YEAR - years, first_year=YEAR - years, last_day=date(YEAR - 1, 12, 31),
                     recorded=RECORDED - timedelta(days=365))
            fill(session, projects, first_year=YEAR, after=before)
    now, then = (_with_history(stores, rounds, as_of) for as_of in (None, RECORDED + LATER / 2))
    for store in stores:
        store.close()
    return MeasuredHistory(projects, years, now, then)


def _with_history(stores: Sequence[Store], rounds: int, as_of: datetime | None) -> tuple[float, float]:
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds + 1):
        for store, times in zip(stores, taken, strict=True):
            begun = time.process_time()
            rollup(Desk(store, "bench"), YEAR, as_of=as_of)
            times.append(time.process_time() - begun)
    alone, with_history = (statistics.median(times[1:]) for times in taken)
    return alone, with_history


def measure(folder: Path, projects: int = 100_000, rounds: int = 9) -> Measured:
    """Fills an office in `folder` and runs both by turns. Raises AssertionError where their figures differ."""
    store = open_store(folder / "rollup.db")
    with store.writing() as session:
        fill(session, projects)
    try:
        return _by_turns(store, folder / "rollup.db", projects, rounds)
    finally:
        store.close()


def _by_turns(store: Store, path: Path, projects: int, rounds: int) -> Measured:
    desk = Desk(store, "bench")
    raw = sqlite.library().connect(str(path), isolation_level=None)
    raw.execute("PRAGMA query_only = ON")
    taken: dict[str, list[float]] = {"rollup": [], "by_hand": []}
    for _ in range(rounds + 1):
        figures = _timed(lambda: rollup(desk, YEAR), taken["rollup"])
        hand = _timed(lambda: by_hand(raw), taken["by_hand"])
        assert flat(figures) == hand, (flat(figures), hand)
    raw.close()
    # The first round fills the caches of both.
    return Measured(projects, statistics.median(taken["rollup"][1:]), statistics.median(taken["by_hand"][1:]))


def _timed(work: Callable[[], Any], taken: list[float]) -> Any:
    begun = time.perf_counter()
    result = work()
    taken.append(time.perf_counter() - begun)
    return result


def by_hand(raw: Any) -> dict[str, Any]:
    """Every number of the rollup, each counted as cheaply as this file allows."""
    raw.execute("BEGIN")
    known, _, _ = raw.execute(REST).fetchone()
    targets = {row[0]: row[1] for row in raw.execute(TARGETS)}
    months = {key: [0] * 12 for key in ("signed", "started", "producing")}
    for stage, month, n in raw.execute(OTHER_MONTHS):
        months[stage][int(month) - 1] = n
    reached = [0, 0, 0, 0, 0]
    for day, *counts in raw.execute(SIGNED):
        months["signed"][int(day[5:7]) - 1] += counts[0]
        reached = [a + b for a, b in zip(reached, counts, strict=True)]
    top500 = raw.execute(TOP500).fetchone()[0]
    (_, _, _, _, _, *sums), *nowhere = raw.execute(RECEIPTS).fetchall()
    stands = dict.fromkeys(("lead", "signed", *STAGES, "terminated"), 0)
    for stage, terminated, n in raw.execute(STANDS):
        stands["terminated" if terminated else stage] += n
    raw.execute("COMMIT")
    counted = [sum(months["signed"]), sum(months["started"]), sum(months["producing"]), *sums[1::2], top500]
    money = [f"{amount / 10**10:.6f}" for amount in sums[0:6:2]] + [f"{sums[6] / 10**6:.6f}"]
    return {"counted": counted, "not_counted": [known - n for n in counted], "money": money,
            "conversion": reached, "stands": stands, "months": list(months.values()), "targets": targets,
            "nowhere": [line[:5] for line in nowhere]}


def flat(figures: Rollup) -> dict[str, Any]:
    """A rollup's numbers in the shape of those by hand."""
    money = [float(figure.actual) for figure in figures.indicators if figure.unit != "个"]
    return {
        "counted": [figure.counted for figure in figures.indicators],
        "not_counted": [figure.not_counted for figure in figures.indicators],
        "money": [f"{amount:.6f}" for amount in money],
        "conversion": [figures.conversion[0].denominator, *(rate.numerator for rate in figures.conversion)],
        "stands": dict(figures.by_stage),
        "months": [list(months) for months in figures.new_by_month.values()],
        "targets": {figure.key: figure.target for figure in figures.indicators if figure.target},
        "nowhere": [(f"{line.reason}.{line.of}".removesuffix("."), line.projects, line.receipts,
                     line.money.get(Currency.CNY), line.money.get(Currency.USD)) for line in figures.money.nowhere],
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(f"{measure(Path(folder))}\n{measure_history(Path(folder))}\n")
