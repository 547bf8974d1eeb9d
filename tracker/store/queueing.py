"""A queue before the lock of a SQLite file: whoever came first has it first, among all programs of a machine.

SQLite lets whoever asks at the right moment have its lock, so that of many writers one may wait for seconds. Here each
takes the next number from a small file beside it, holds a lock on the byte of that number, and waits until nobody holds
the byte before. The system lets go of the bytes of one who is killed. What protects the office is SQLite's own lock:
where this queue cannot be had, or its file is removed, units only wait less fairly.
"""

from __future__ import annotations

import os
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tracker.store import access

_COUNTER = struct.Struct("<q")
_HIGHEST = 1 << 62
_PAUSE = 0.001
"""Seconds after which it is looked again whether the one before has gone."""

try:
    import fcntl
except ImportError:  # Windows
    import msvcrt

    def _lock(file: int, byte: int) -> None:
        os.lseek(file, byte, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]

    def _free(file: int, byte: int) -> None:
        os.lseek(file, byte, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]
else:
    _SET = getattr(fcntl, "F_OFD_SETLK", None)
    """On Linux a lock belongs to the opened file, elsewhere to the program: its threads then queue by chance."""

    def _set(file: int, byte: int, kind: int) -> None:
        if _SET is None:
            fcntl.lockf(file, fcntl.LOCK_UN if kind == fcntl.F_UNLCK else fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
        else:
            fcntl.fcntl(file, _SET, struct.pack("@hhqqi0q", kind, os.SEEK_SET, byte, 1, 0))

    def _lock(file: int, byte: int) -> None:
        _set(file, byte, fcntl.F_WRLCK)

    def _free(file: int, byte: int) -> None:
        _set(file, byte, fcntl.F_UNLCK)


def queue_of(path: Path) -> Path:
    """Where the queue of a database is, once two have wanted to write at the same moment."""
    return path.with_name(f"{path.name}-queue")


@contextmanager
def in_line(path: Path, waits: Callable[[], bool]) -> Iterator[None]:
    """Waits until all who came before have begun, while `waits` says so; whoever comes later waits until it is left."""
    file = _opened(queue_of(path))
    if file is None:
        yield
        return
    try:
        with suppress(OSError):
            _take_place(file, waits)
        yield
    finally:
        os.close(file)


def remove(path: Path) -> None:
    """Removes the queue of a database: who stands in it goes on standing there, and who comes begins another one."""
    with suppress(OSError):
        queue_of(path).unlink(missing_ok=True)


def _opened(queue: Path) -> int | None:
    with suppress(OSError):
        access.make_file(queue)
        return os.open(queue, os.O_RDWR | getattr(os, "O_BINARY", 0))
    return None


def _take_place(file: int, waits: Callable[[], bool]) -> None:
    """The first bytes are the counter, and whoever holds the lock of the first of them draws a number."""
    if not _held(file, 0, waits):
        return
    os.lseek(file, 0, os.SEEK_SET)
    written = os.read(file, _COUNTER.size)
    number = _COUNTER.unpack(written)[0] if len(written) == _COUNTER.size else 0
    if not _COUNTER.size <= number < _HIGHEST:  # a new queue, or one that something else wrote into
        number = _COUNTER.size
    os.lseek(file, 0, os.SEEK_SET)
    os.write(file, _COUNTER.pack(number + 1))
    _lock(file, number + 1)
    _free(file, 0)
    if _held(file, number, waits):
        _free(file, number)


def _held(file: int, byte: int, waits: Callable[[], bool]) -> bool:
    """Holds a byte once nobody else does; False where it was not waited for until then."""
    while True:
        try:
            _lock(file, byte)
        except (BlockingIOError, PermissionError):
            if not waits():
                return False
            time.sleep(_PAUSE)
        else:
            return True
