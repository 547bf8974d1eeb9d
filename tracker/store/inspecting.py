"""Looks at a SQLite file before it is opened, and touches nothing: what cannot be used is told apart here."""

from __future__ import annotations

import os
import shutil
import stat
import time
from pathlib import Path
from typing import Any

from tracker.store import shares
from tracker.store.sqlite import is_ours, library, logs_of
from tracker.store.unusable import StoreTrouble, StoreUnusable

ROOM_NEEDED = 4 * 1024 * 1024
"""Bytes of free disk below which a new database is not begun: it could not be finished."""

SMALLEST = 512
"""Bytes of the smallest SQLite database there can be: one page of the smallest size."""

_CORRUPT, _NOT_A_DATABASE = 11, 26


def inspect_file(path: Path, *, create: bool) -> bool:
    """Raises StoreUnusable where the file cannot be used. A missing or empty one is in order if `create`.

    Answers whether it can only be read: SQLite makes files beside its own, so the folder must be writable too.
    """
    if log := log_left_alone(path):
        raise StoreUnusable(StoreTrouble.LOG_WITHOUT_FILE, where=str(path), log=log.name)
    if kind := shares.network_share(path):
        raise StoreUnusable(StoreTrouble.NETWORK_SHARE, where=str(path), kind=kind)
    size = _size(path)
    if not size and not create:
        raise StoreUnusable(StoreTrouble.NO_STORE, where=str(path))
    reads = bool(size) and _may(path, os.R_OK) and not (_may(path, os.W_OK) and _may(path.parent, os.W_OK | os.X_OK))
    if not reads:
        _check_folder(path, new=not size)
    if size is None:
        return False
    if not reads and not _may(path, os.R_OK | os.W_OK):
        raise StoreUnusable(StoreTrouble.UNWRITABLE_FILE, where=str(path))
    if 0 < size < SMALLEST:
        # SQLite itself takes a file of a single byte for an empty one.
        raise StoreUnusable(StoreTrouble.NOT_A_DATABASE, where=str(path))
    if size:
        _check_content(path)
    return reads


def log_left_alone(path: Path) -> Path | None:
    """The log of a database whose own file is missing: SQLite would make a new file and throw the log's facts away."""
    wal, journal = logs_of(path)
    # The logs are looked at first: a program that makes a new database makes the file before its log.
    full = [log for log in (wal, journal) if _holds_something(log)]
    size = _size(path)
    if size is None:
        return full[0] if full else None
    # A new database is never in WAL mode before its first page is written.
    return wal if size == 0 and wal in full else None


def _holds_something(log: Path) -> bool:
    try:
        return log.stat().st_size > 0
    except OSError:
        return False


def _size(path: Path) -> int | None:
    """The size of a regular file in bytes; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        raise StoreUnusable(StoreTrouble.UNWRITABLE_FOLDER, where=str(path.parent)) from None
    except PermissionError:
        raise StoreUnusable(StoreTrouble.UNWRITABLE_FILE, where=str(path)) from None
    except OSError:
        # A name too long for the disk, or with characters it does not take.
        raise StoreUnusable(StoreTrouble.NOT_A_LOCATION, where=str(path)) from None
    if stat.S_ISDIR(found.st_mode):
        raise StoreUnusable(StoreTrouble.DIRECTORY, where=str(path))
    if not stat.S_ISREG(found.st_mode):
        raise StoreUnusable(StoreTrouble.NOT_A_DATABASE, where=str(path))
    return found.st_size


def _check_folder(path: Path, *, new: bool) -> None:
    """SQLite needs to make files beside its own, so the folder (or the one it will be made in) must be writable."""
    folder = path.parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if not folder.is_dir() or not _may(folder, os.W_OK | os.X_OK):
        raise StoreUnusable(StoreTrouble.UNWRITABLE_FOLDER, where=str(folder))
    if new and shutil.disk_usage(folder).free < ROOM_NEEDED:
        raise StoreUnusable(StoreTrouble.DISK_FULL, where=str(folder))


def _may(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _check_content(path: Path) -> None:
    """Reads the mark and the names of the tables without a lock, and so without leaving a trace.

    Another process may be writing at this very moment; what is found counts only if the file stood still, and if
    it never does, SQLite finds out for itself when it opens the file in earnest.
    """
    for _ in range(5):
        before = _look(path)
        problem = _problem(path)
        if problem is None:
            return
        if before == _look(path) and (problem is StoreTrouble.FOREIGN or not _in_use(path)):
            raise StoreUnusable(problem, where=str(path))
        time.sleep(0.02)


def _problem(path: Path) -> StoreTrouble | None:
    dbapi = library()
    try:
        # Through SQLite and never by reading the file: closing a file by hand drops every lock this process has on it.
        connection = dbapi.connect(path.as_uri() + "?mode=ro&immutable=1", uri=True)
    except dbapi.Error:
        return StoreTrouble.UNWRITABLE_FILE
    try:
        mark: Any = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    except dbapi.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", _NOT_A_DATABASE) & 0xFF
        return {_CORRUPT: StoreTrouble.CORRUPT, _NOT_A_DATABASE: StoreTrouble.NOT_A_DATABASE}.get(code)
    finally:
        connection.close()
    return None if is_ours(mark, tables) else StoreTrouble.FOREIGN


def _look(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def _in_use(path: Path) -> bool:
    """Whether a log beside the file holds what the file itself may not yet hold."""
    return any(_holds_something(log) for log in logs_of(path))
