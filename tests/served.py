"""A server for browsers that a test starts as an officer does, and the processes that it starts."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def served(office: Path, *typed: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    """A server that is there, and what it says of itself."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "tracker", "--db", str(office), "serve", "--json", "--port",
                                str(port), *typed], stdout=subprocess.PIPE, encoding="utf-8", cwd=office.parent,
                               start_new_session=True)
    try:
        assert process.stdout is not None
        said = ""
        while not said.endswith("}\n"):
            said += process.stdout.readline()
        yield process, json.loads(said)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def children(pid: int) -> list[int]:
    """The processes that a process has started and that run."""
    return [int(stat.parent.name) for stat in Path("/proc").glob("[0-9]*/stat")
            if parent(stat) == pid]


def parent(stat: Path) -> int:
    try:
        fields = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return 0
    return 0 if fields[0] == "Z" else int(fields[1])
