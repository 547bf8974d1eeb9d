"""Opens a ledger file in any format and gives its sheets; the reading itself runs in a process with limits."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

import tracker
from tracker.ledger import limits
from tracker.ledger.raw import BookSheet, CellError, Merge, Month, NoValue, RawCell
from tracker.ledger.wire import NoMessage, Received, Unreadable, receive

__all__ = [
    "Book",
    "BookSheet",
    "CellError",
    "Merge",
    "Month",
    "NoValue",
    "Progress",
    "RawCell",
    "Stop",
    "Stopped",
    "Unreadable",
    "look_first",
    "messages_of",
    "read_book",
]

_READER = "tracker.ledger.reader"
Progress = Callable[[int, int, str], None]
"""Called with what is done, the whole (0 when not known), and a word for what is going on."""
Stop = Callable[[], bool]
_Waiting = queue.Queue[bytes | None]
"""Messages that arrived; None that no more come, an empty one that what came was none."""


class Stopped(Exception):
    """The officer asked to stop; nothing was written."""


class Book(NamedTuple):
    """The sheets of a file, and the SHA-256 of the bytes they were read from."""

    sheets: list[BookSheet]
    sha256: str


def read_book(path: Path, progress: Progress | None = None, stop: Stop | None = None) -> Book:
    """All sheets of a file. Raises Unreadable, or Stopped when `stop` answers yes.

    A file with nothing in it has sheets without a cell, or none; it is not unreadable.
    """
    look_first(path)
    received = Received()
    try:
        for line in messages_of(_READER, path, stop or (lambda: False)):
            received.take(line)
            if progress and received.done:
                progress(received.done, max(received.done, received.whole), "read")
            if received.ended:
                return Book(received.sheets, received.sha256)
    except NoMessage:
        raise Unreadable("broken") from None
    raise Unreadable("limits")


def look_first(path: Path) -> None:
    """Refuses what needs no reading: no file, a folder, a pipe or a device, a file too large. Raises Unreadable."""
    try:
        if not path.is_file():
            raise Unreadable("folder" if path.is_dir() else "not_a_file" if path.exists() else "missing")
        limits.within("file_bytes", path.stat().st_size, limits.MAX_FILE)
        with path.open("rb"):
            pass
    except limits.OverLimit as over:
        raise Unreadable(over.what, over.found, over.limit) from None
    except OSError:
        raise Unreadable("denied") from None


def messages_of(reader: str, path: Path, stop: Stop) -> Iterator[bytes]:
    """The messages of a process that runs the module `reader` on a file. However this ends, that process has ended too.

    Raises NoMessage, Unreadable where it takes too long, Stopped.
    """
    root = str(Path(tracker.__file__).parent.parent)
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", reader, str(path.absolute())],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys([root, *filter(None, sys.path)]))},
    )
    waiting: _Waiting = queue.Queue(maxsize=4)
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
                line = waiting.get(timeout=0.1)
                if line is None:
                    return
                if not line:
                    raise NoMessage
                yield line
    finally:
        gone.set()
        process.kill()
        process.wait()
        thread.join(1)
        process.stdout.close()


def _receive(stream: IO[bytes], waiting: _Waiting, gone: threading.Event) -> None:
    """Takes messages off the pipe until it ends or nobody waits for them any more."""
    last: bytes | None = None
    try:
        for line in receive(stream):
            _put(line, waiting, gone)
            if gone.is_set():
                return
    except (OSError, ValueError):  # the pipe was closed meanwhile
        pass
    except NoMessage:
        last = b""
    _put(last, waiting, gone)


def _put(line: bytes | None, waiting: _Waiting, gone: threading.Event) -> None:
    while not gone.is_set():
        with suppress(queue.Full):
            waiting.put(line, timeout=0.1)
            return
