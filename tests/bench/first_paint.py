"""How long until the first frame: our app with a filled office against a bare Textual app, turn by turn.

Each start is a process of its own on a pseudo-terminal of 80x24, timed from its start until the frame's words arrive.
"""

from __future__ import annotations

import os
import select
import signal
import statistics
import struct
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 9
LIMIT = 20.0
"""Seconds after which a start has failed."""

BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    def compose(self):
        yield Static("first frame")

Bare().run()
"""

OURS = """
import sys
from tracker.words import Lang
from tui import run

run(sys.argv[1], demo=False, lang=Lang.ZH, who="bench")
"""

OFFICE = """
import sys
from datetime import date
from tracker.domain.days import Day
from tracker.office.open import open_desk
from tracker.office.project.projects import add

desk = open_desk(sys.argv[1], who="bench")
for n in range(int(sys.argv[2])):
    typed = {"name": f"项目{n:03}", "investor": "湖南投资有限公司", "contract_amount": "1.2亿元"}
    add(desk, typed, lead=Day(date(2023, 1, 5)))
desk.store.close()
"""


@dataclass(frozen=True, slots=True)
class FirstPaint:
    """Medians in milliseconds, from process start to the first frame, and ours ÷ bare."""

    bare_ms: float
    ours_ms: float

    @property
    def ratio(self) -> float:
        """How many times as long as a bare app ours takes."""
        return self.ours_ms / self.bare_ms

    def __str__(self) -> str:
        return f"first paint: {self.ours_ms:.0f} ms, bare Textual app {self.bare_ms:.0f} ms, ratio {self.ratio:.2f}"


def measure(folder: Path, rounds: int = ROUNDS, projects: int = 50) -> FirstPaint:
    """Starts both apps in turn, `rounds` times each after one to warm the disk; the office lies in `folder`."""
    office = folder / "first_paint.db"
    subprocess.run([sys.executable, "-c", OFFICE, str(office), str(projects)], check=True)
    bare, ours = [], []
    for _ in range(rounds + 1):
        bare.append(first_words([sys.executable, "-c", BARE], "first frame"))
        ours.append(first_words([sys.executable, "-c", OURS, str(office)], "正在打开"))
    return FirstPaint(statistics.median(bare[1:]), statistics.median(ours[1:]))


def first_words(command: list[str], words: str) -> float:
    """Milliseconds from the start of `command` on a pseudo-terminal until `words` are on its screen."""
    import fcntl
    import pty
    import termios

    wanted = words.encode()
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once, not at each start
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8", COLUMNS="80", LINES="24")
        os.execv(command[0], command)
    try:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        seen = b""
        while wanted not in seen:
            left = LIMIT - (time.perf_counter() - start)
            if left <= 0 or not select.select([terminal], [], [], left)[0]:
                raise TimeoutError(f"no first frame in {LIMIT} s: {command[2][:60]!r}")
            seen += os.read(terminal, 65536)
        return (time.perf_counter() - start) * 1000
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        print(measure(Path(place)))
