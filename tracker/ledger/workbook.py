"""Opens a ledger file (xlsx, xls, ods, csv) and gives its sheets; the reading itself runs in a process with limits."""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NamedTuple

import tracker
from tracker.ledger import limits

Progress = Callable[[int, int, str], None]
"""Called with what is done, the whole (0 when not known), and a word for what is going on."""
Stop = Callable[[], bool]
Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, as (row, column) counted from 0."""


class Unreadable(Exception):
    """The file is no workbook or is over the limits: `why` names it, `found` and `limit` say by how much."""

    def __init__(self, why: str, found: int = 0, limit: int = 0) -> None:
        super().__init__(why, found, limit)
        self.why = why
        self.found = found
        self.limit = limit


class Stopped(Exception):
    """The officer asked to stop; nothing was written."""


@dataclass(slots=True)
class BookSheet:
    """A sheet as found: `rows[0]` is row 1, the first cell of a row column A, an empty cell an empty text."""

    name: str
    hidden: bool = False
    rows: list[list[object]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)


class Book(NamedTuple):
    """The sheets of a file, and the SHA-256 of the bytes they were read from."""

    sheets: list[BookSheet]
    sha256: str


def read_book(path: Path, progress: Progress | None = None, stop: Stop | None = None) -> Book:
    """All sheets of a file. Raises Unreadable, or Stopped when `stop` answers yes."""
    _look(path)
    sheets: list[BookSheet] = []
    sha256 = ""
    done = whole = 0
    for message in _messages(path, stop or (lambda: False)):
        match message:
            case ("digest", sha256):
                pass
            case ("sheet", name, hidden, rows):
                sheets.append(BookSheet(name, hidden))
                whole += rows
            case ("rows", rows):
                sheets[-1].rows += rows
                done += len(rows)
                if progress:
                    progress(done, max(done, whole), "read")
            case ("merges", merges):
                sheets[-1].merges = merges
            case ("unreadable", why, found, limit):
                raise Unreadable(why, found, limit)
            case ("end",):
                return Book(sheets, sha256)
    raise Unreadable("limits")


def _look(path: Path) -> None:
    """Refuses what needs no reading: no file, a folder, a file too large."""
    try:
        if not path.is_file():
            raise Unreadable("missing")
        limits.check_file(path)
        with path.open("rb"):
            pass
    except limits.OverLimit as over:
        raise Unreadable(over.what, over.found, over.limit) from None
    except OSError:
        raise Unreadable("denied") from None


def _messages(path: Path, stop: Stop) -> Iterator[tuple[Any, ...]]:
    """The messages of the reading process. However this ends, that process has ended too."""
    root = str(Path(tracker.__file__).parent.parent)
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "tracker.ledger.reader", str(path.absolute())],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys([root, *filter(None, sys.path)]))},
    )
    waiting: queue.Queue[tuple[Any, ...] | None] = queue.Queue(maxsize=16)
    gone = threading.Event()
    assert process.stdout is not None
    thread = threading.Thread(target=_receive, args=(process.stdout, waiting, gone), daemon=True)
    thread.start()
    deadline = time.monotonic() + limits.DEADLINE
    try:
        while True:
            if stop():
                raise Stopped
            if time.monotonic() > deadline:
                raise Unreadable("limits")
            with suppress(queue.Empty):
                message = waiting.get(timeout=0.1)
                if message is None:
                    return
                yield message
    finally:
        gone.set()
        process.kill()
        process.wait()
        thread.join(1)
        process.stdout.close()


def _receive(stream: IO[bytes], waiting: queue.Queue[tuple[Any, ...] | None], gone: threading.Event) -> None:
    """Takes messages off the pipe until it ends or nobody waits for them any more; None marks the end."""
    message: tuple[Any, ...] | None = ()
    while message is not None and not gone.is_set():
        try:
            message = pickle.load(stream)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            message = None
        while not gone.is_set():
            with suppress(queue.Full):
                waiting.put(message, timeout=0.1)
                break
