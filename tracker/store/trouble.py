"""Turns what the database drivers raise into StoreUnusable, where it says that the database cannot be used."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from tracker.files import is_full
from tracker.store.location import Location, without_password
from tracker.store.unusable import StoreTrouble, StoreUnusable

_SQLITE = {
    3: StoreTrouble.UNWRITABLE_FILE,
    5: StoreTrouble.LOCKED,
    6: StoreTrouble.LOCKED,
    8: StoreTrouble.UNWRITABLE_FILE,
    10: StoreTrouble.DISK_ERROR,
    11: StoreTrouble.CORRUPT,
    13: StoreTrouble.DISK_FULL,
    14: StoreTrouble.UNWRITABLE_FILE,
    26: StoreTrouble.NOT_A_DATABASE,
}
"""SQLite's primary result codes (https://www.sqlite.org/rescode.html)."""

_POSTGRES = {
    "55P03": StoreTrouble.LOCKED,
    "53100": StoreTrouble.DISK_FULL,
    "25006": StoreTrouble.UNWRITABLE_SERVER,
    "42501": StoreTrouble.UNWRITABLE_SERVER,
    "53300": StoreTrouble.UNREACHABLE,
    "57P01": StoreTrouble.UNREACHABLE,
    "57P02": StoreTrouble.UNREACHABLE,
    "57P03": StoreTrouble.UNREACHABLE,
    "58030": StoreTrouble.DISK_ERROR,
    "XX001": StoreTrouble.CORRUPT,
    "XX002": StoreTrouble.CORRUPT,
}
"""PostgreSQL's SQLSTATEs (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""


_INSUFFICIENT_PRIVILEGE = "42501"
_ROOM = 64 * 1024
"""Bytes of free disk below which SQLite cannot even begin a log or its index: the disk is full then, whatever it calls
what went wrong (a disk error, a file that cannot be opened, a lock that cannot be had)."""
_FOR_WANT_OF_ROOM = frozenset({StoreTrouble.DISK_ERROR, StoreTrouble.UNWRITABLE_FILE, StoreTrouble.LOCKED})


@contextmanager
def told(location: Location, *, apart_from: frozenset[StoreTrouble] = frozenset(), reads: bool = False
         ) -> Iterator[None]:
    """Inside it a driver's error about the database itself is raised as StoreUnusable; all others pass unchanged.

    `reads` says that nothing is recorded inside it, so that a full disk is not told as something that was not written.
    """
    try:
        yield
    except Exception as error:
        if reads and isinstance(error, OSError):  # of a file that whoever reads was writing
            raise
        code, reason = _read(error)
        if code in _FOR_WANT_OF_ROOM and location.path and _is_full(location.path.parent):
            code = StoreTrouble.DISK_FULL
        if code is None or code in apart_from:
            raise
        if code is StoreTrouble.UNWRITABLE_SERVER and _is_barred(error):
            code = StoreTrouble.NOT_GRANTED
        if reads and code is StoreTrouble.DISK_FULL:
            code = StoreTrouble.DISK_FULL_READING
        raise StoreUnusable(code, where=location.shown, reason=reason) from error


def _is_barred(error: Exception) -> bool:
    """Whether the server refused because nothing of the kind was granted to the account."""
    return getattr(getattr(error, "orig", None), "sqlstate", None) == _INSUFFICIENT_PRIVILEGE


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _ROOM
    except OSError:
        return False


def _read(error: Exception) -> tuple[StoreTrouble | None, str]:
    if is_full(error):  # of a document's file beside the database
        return StoreTrouble.DISK_FULL, ""
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    cause = (error.orig or error) if isinstance(error, DBAPIError) else error
    reason = without_password((str(cause).strip() or type(cause).__name__).splitlines()[0])
    if isinstance(number := getattr(cause, "sqlite_errorcode", None), int):
        return _SQLITE.get(number & 0xFF), reason
    if type(cause).__module__.partition(".")[0] != "psycopg":
        return None, reason
    state = getattr(cause, "sqlstate", None)
    if state is None or lost:
        # Without a state the server never answered: no such host, a wrong password, a line cut.
        from psycopg import OperationalError

        return (StoreTrouble.UNREACHABLE if lost or isinstance(cause, OperationalError) else None), reason
    return _POSTGRES.get(state), reason
