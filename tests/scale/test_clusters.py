"""Three clusters of Debian's PostgreSQL give the sums of each, say which one is away, and leave nothing behind."""

from __future__ import annotations

import os
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
    run = subprocess.Popen([sys.executable, "-m", "tests.scale.clusters"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    until = time.monotonic() + 60
    while not (there := [one for folder in left_over() - before for one in folder.glob("cluster1/postmaster.pid")]):
        assert time.monotonic() < until, run.poll()
        time.sleep(0.05)
    server = int(there[0].read_text().split()[0])
    run.terminate()
    run.communicate(timeout=60)
    assert run.returncode == 128 + signal.SIGTERM
    assert left_over() == before
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)
