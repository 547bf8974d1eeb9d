"""What the terminal costs in a large office: time until board and ledger show data, processor time of keys, memory.

Starting and memory are those of a process of its own on a pseudo-terminal; keys are pressed in the app itself, the
processor time of all its threads taken around each.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import termios
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.first_paint import LIMIT, OURS
from tests.bench.offices import fill
from tracker.store.engine import open_store

SIZE = (140, 45)
TYPED = ("dtdz", "hengrui", "联络员12", "gxq", "zsfd")
"""Searches, typed key by key."""
A_CARD = "号项目"
"""Part of the name of every project there is."""


@dataclass(frozen=True, slots=True)
class Screens:
    """Wall seconds from the start of the process until data shows, medians in ms of processor time, MB."""

    projects: int
    board_s: float
    ledger_s: float
    memory_mb: float
    """The larger of two: after some work on the board, and after the same on the ledger."""
    keys_ms: dict[str, list[float]] = field(default_factory=dict)

    def __str__(self) -> str:
        said = [f"screens with {self.projects:,} projects: board with data {self.board_s:.2f} s after the start, "
                f"ledger {self.ledger_s:.2f} s, resident memory {self.memory_mb:.0f} MB"]
        return "\n".join([*said, *medians(self.keys_ms)])


def medians(found: dict[str, list[float]]) -> list[str]:
    """A line for each key: what it takes at the median and at most, in milliseconds of processor time."""
    return [f"  {name}: {statistics.median(times):.1f} ms of processor time at the median, "
            f"{max(times):.1f} at most ({len(times)} times)" for name, times in found.items()]


def measure(folder: Path, projects: int = 100_000, rounds: int = 15) -> Screens:
    """Fills an office in `folder` and works in it."""
    office = folder / "screens.db"
    store = open_store(office)
    with store.writing() as session:
        fill(session, projects)
    store.close()
    board, memory = _in_a_terminal(office, b"", projects)
    ledger, more = _in_a_terminal(office, b"2", projects)
    return Screens(projects, board, ledger, max(memory, more), asyncio.run(_keys(office, rounds)))


# -- a process of its own ---------------------------------------------------------------------------------------------


def _in_a_terminal(office: Path, first: bytes, projects: int) -> tuple[float, float]:
    """Seconds from the start until projects show (`first` is typed once the frame is there), and MB after some work."""
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once, not at each start
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
        os.execv(sys.executable, [sys.executable, "-c", OURS, str(office)])
    try:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        seen = _read_until(terminal, "正在打开")
        if first:
            os.write(terminal, first)
        seen += _read_until(terminal, A_CARD, seen)
        shown = time.perf_counter() - start
        _read_until(terminal, "/20000", seen)
        for key in (b"\x1b[6~", b"\x1b[6~", b"/", b"d", b"t", b"\r", b"\x1b", b"\x1b[6~"):
            os.write(terminal, key)
            _drain(terminal, 0.4)
        return shown, _resident(pid)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def _read_until(terminal: int, words: str, seen: bytes = b"") -> bytes:
    """What came until the words did; at once where they have been `seen`."""
    wanted, until, start = words.encode(), time.perf_counter() + LIMIT, len(seen)
    while wanted not in seen:
        left = until - time.perf_counter()
        if left <= 0 or not select.select([terminal], [], [], left)[0]:
            raise TimeoutError(f"{words} did not show in {LIMIT} s")
        seen += os.read(terminal, 65536)
    return seen[start:]


def _drain(terminal: int, quiet: float) -> None:
    """Reads until nothing has come for a while."""
    while select.select([terminal], [], [], quiet)[0]:
        os.read(terminal, 65536)


def _resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


# -- keys -------------------------------------------------------------------------------------------------------------


async def _keys(office: Path, rounds: int) -> dict[str, list[float]]:
    from tracker.office.open import open_desk
    from tracker.words import Lang
    from tui.app import SanxinApp

    class Quiet(SanxinApp):
        LOOK_AGAIN = 3600.0

    app = Quiet(lang=Lang.ZH, desk=open_desk(str(office), who="bench"))
    async with app.run_test(size=SIZE) as pilot:
        await settled(app, pilot)
        found = await _on_the_board(app, pilot, rounds)
        await pilot.press("2")
        await settled(app, pilot)
        found["ledger: page down"] = await _pressed(app, pilot, ["pagedown"] * rounds)
        found["ledger: filter keystroke"] = await _searched(app, pilot)
        found["ledger: sort"] = await _sorted(app, pilot, rounds)
    return found


async def _on_the_board(app: Any, pilot: Any, rounds: int) -> dict[str, list[float]]:
    found = {"board: page down": await _pressed(app, pilot, ["pagedown"] * rounds),
             "board: filter keystroke": await _searched(app, pilot), "opening a project": []}
    for _ in range(rounds):
        await pilot.press("down")
        found["opening a project"] += await _pressed(app, pilot, ["enter"])
        await pilot.press("escape")
        await settled(app, pilot)
    return found


async def _searched(app: Any, pilot: Any) -> list[float]:
    times: list[float] = []
    for typed in TYPED:
        await pilot.press("slash")
        await settled(app, pilot)
        times += await _pressed(app, pilot, list(typed))
        await pilot.press("escape")
        await settled(app, pilot)
    return times


async def _sorted(app: Any, pilot: Any, rounds: int) -> list[float]:
    times: list[float] = []
    for _ in range(rounds):
        await pilot.press("right")
        await settled(app, pilot)
        times += await _pressed(app, pilot, ["f8", "f8"])
    return times


async def _pressed(app: Any, pilot: Any, keys: list[str]) -> list[float]:
    return [await cpu_ms(partial(press, app, pilot, key)) for key in keys]


async def press(app: Any, pilot: Any, *keys: str) -> None:
    """Presses keys, each when what the one before it asked for is there."""
    for key in keys:
        await pilot.press(key)
        await settled(app, pilot)


async def cpu_ms(does: Callable[[], Awaitable[None]]) -> float:
    """Milliseconds of processor time of all threads that something takes."""
    start = time.process_time()
    await does()
    return (time.process_time() - start) * 1000


async def settled(app: Any, pilot: Any) -> None:
    """Until nothing is being read any more; asked seldom, so that asking costs nothing."""
    await pilot.pause()
    while any(worker.is_running for worker in app.workers):
        await asyncio.sleep(0.02)
    await pilot.pause()


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        print(measure(Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
