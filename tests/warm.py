"""Starts a program by forking one that has imported its modules already: Python anew takes up to a second each time.

Only for tests of what a program does. How it starts is tested with processes of their own.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from signal import SIGKILL
from typing import Any

ROOT = Path(__file__).parents[1]
CAN = hasattr(os, "fork") and hasattr(socket, "send_fds")
READER = "tracker.ledger.reader"
"""The program that reads a ledger."""
DRAFTS = "tracker.proof.reader"
"""The program that reads a draft."""
IMPORTED = {
    READER: ("python_calamine",
             *(f"tracker.ledger.ways_in.{name}" for name in ("archive", "ods", "texts", "xls", "xlsx"))),
    DRAFTS: ("tracker.proof.pdf_text",),
    "tracker": ("tracker.cli.app", "tui.app", "tui.screens.board", "tracker.office.register.register",
                "tracker.office.review.live", "tracker.office.project.detail"),
}
"""What is imported before the first start, beside the program's own modules."""


class Program:
    """One program that runs; `pid` is its process, which belongs to the one it was forked from."""

    def __init__(self, from_: Warm, pid: int) -> None:
        self.pid = pid
        self._from = from_
        self._status: int | None = None

    def wait(self, options: int = 0) -> tuple[int, int]:
        """What `os.waitpid` says of it."""
        pid, status = self._from.asks({"wait": self.pid, "options": options})
        return pid, status

    def kill(self) -> None:
        """Ends it whatever it does."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, SIGKILL)


class Warm:
    """A process that has imported everything and forks a program each time it is asked to."""

    def __init__(self, module: str) -> None:
        ours, its = socket.socketpair()
        path = os.pathsep.join([str(ROOT), *filter(None, sys.path)])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.warm", module, str(its.fileno())], pass_fds=[its.fileno()],
            stdin=subprocess.DEVNULL, cwd=ROOT, env={**os.environ, "PYTHONPATH": path})
        its.close()
        self._socket, self._lines, self._lock = ours, ours.makefile("rb"), threading.Lock()

    def asks(self, what: Mapping[str, Any], files: Sequence[int] = ()) -> Any:
        """Asks it for something, handing files over, and gives its answer."""
        with self._lock:
            socket.send_fds(self._socket, [json.dumps(what).encode() + b"\n"], files)
            return json.loads(self._lines.readline())

    def start(self, arguments: Sequence[str], files: tuple[int, int, int], env: Mapping[str, str], cwd: Path,
              *, terminal: bool = False) -> Program:
        """Starts the program with these as its standard streams; with `terminal` they are its controlling terminal."""
        asked = {"start": list(arguments), "env": dict(env), "cwd": str(cwd), "terminal": terminal}
        return Program(self, self.asks(asked, files))


@cache
def warm(module: str) -> Warm:
    """The process that starts a program; it ends with this one."""
    return Warm(module)


class Reading:
    """What stands in for the process that reads a ledger or a draft: it takes the place of `subprocess.Popen` there."""

    def __init__(self, command: Sequence[str], **_: Any) -> None:
        out, into = os.pipe()
        with Path(os.devnull).open("r+b") as nothing:
            module, *arguments = command[command.index("-m") + 1:]
            self._program = warm(module).start(arguments, (nothing.fileno(), into, nothing.fileno()), os.environ,
                                               Path.cwd())
        os.close(into)
        self.stdout = os.fdopen(out, "rb")
        self.kill, self.wait = self._program.kill, self._program.wait


# -- in the process that forks ----------------------------------------------------------------------------------------


def serve(module: str, channel: socket.socket) -> None:
    """Does what it is asked for until nobody is there to ask; in a forked child, becomes the program."""
    for name in IMPORTED[module]:
        import_module(name)
    gc.freeze()
    while True:
        data, files, _, _ = socket.recv_fds(channel, 1 << 20, 3)
        while data and not data.endswith(b"\n"):
            data += channel.recv(1 << 20)
        if not data:
            return
        asked = json.loads(data)
        if "wait" in asked:
            answer: Any = os.waitpid(asked["wait"], asked["options"])
        else:
            answer = os.fork()
            if not answer:
                channel.close()
                become(module, asked, files)
                return
        for file in files:
            os.close(file)
        channel.sendall(json.dumps(answer).encode() + b"\n")


def become(module: str, asked: Mapping[str, Any], files: Sequence[int]) -> None:
    """Runs the program in this process, as Python would have started it."""
    if asked["terminal"]:
        os.login_tty(os.dup(files[0]))
    else:
        os.setsid()
        for number, file in enumerate(files):
            os.dup2(file, number)
    for file in files:
        os.close(file)
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["cwd"])
    sys.stdin, sys.stdout, sys.stderr = sys.__stdin__, sys.__stdout__, sys.__stderr__ = tuple(
        open(number, mode, encoding="utf-8", errors=errors, closefd=False)  # noqa: SIM115
        for number, mode, errors in ((0, "r", "strict"), (1, "w", "strict"), (2, "w", "backslashreplace")))
    sys.argv[1:] = asked["start"]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    serve(sys.argv[1], socket.socket(fileno=int(sys.argv[2])))
