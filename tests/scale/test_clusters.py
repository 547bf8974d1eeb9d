"""Three clusters of Debian's PostgreSQL give the sums of each, say which one is away, and leave nothing behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scale import clusters

pytestmark = pytest.mark.story


@pytest.fixture(autouse=True)
def _can_be_made(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder whose parents are open to the account of the servers; skipped where none can be made."""
    try:
        clusters.programs()
    except clusters.NoClusters as missing:
        pytest.skip(str(missing))
    monkeypatch.setattr(tempfile, "tempdir", None)
    before = left_over()
    yield
    assert left_over() == before


def left_over() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob(f"{clusters.FOLDER}*"))


def test_the_sums_are_equal_and_one_that_is_away_is_named() -> None:
    told: list[str] = []
    clusters.main(told.append)
    assert "equal to each cluster's own `sanxin rollup`: yes" in told
    assert "equal to the sum in one place: yes" in told
    assert any('refused: could not connect to server "cluster3"' in line for line in told)


def test_nothing_is_left_where_it_is_ended_midway() -> None:
    before = left_over()
    run = subprocess.Popen([sys.executable, "-m", "tests.scale.clusters"], stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while not any("ready to accept" in log.read_text() for folder in left_over() - before
                  for log in folder.glob("log1")):
        assert time.monotonic() < until, run.poll()
        time.sleep(0.05)
    (there,) = (file for folder in left_over() - before for file in folder.glob("cluster1/postmaster.pid"))
    server = int(there.read_text().split()[0])
    run.terminate()
    _, told = run.communicate(timeout=60)
    assert run.returncode == 128 + signal.SIGTERM, told
    assert left_over() == before
    while running(server):
        assert time.monotonic() < until
        time.sleep(0.05)


def running(process: int) -> bool:
    """Whether a process is there that did not end; one that nobody has asked about yet has no command any more."""
    try:
        return bool(Path(f"/proc/{process}/cmdline").read_bytes())
    except OSError:
        return False
