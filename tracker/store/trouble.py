"""Turns what the database drivers raise into StoreUnusable, where it says that the database cannot be used."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from tracker.files import is_full
from tracker.store.location import Location, without_password
from tracker.store.unusable import StoreUnusable

_SQLITE = {
    3: "unwritable_file",
    5: "locked",
    6: "locked",
    8: "unwritable_file",
    10: "disk_error",
    11: "corrupt",
    13: "disk_full",
    14: "unwritable_file",
    26: "not_a_database",
}
"""SQLite's primary result codes (https://www.sqlite.org/rescode.html)."""

_POSTGRES = {
    "55P03": "locked",
    "53100": "disk_full",
    "25006": "unwritable_server",
    "42501": "unwritable_server",
    "53300": "unreachable",
    "57P01": "unreachable",
    "57P02": "unreachable",
    "57P03": "unreachable",
    "58030": "disk_error",
    "XX001": "corrupt",
    "XX002": "corrupt",
}
"""PostgreSQL's SQLSTATEs (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""


_ROOM = 64 * 1024
"""Bytes of free disk below which SQLite cannot even begin a log or its index: the disk is full then, whatever it calls
what went wrong (a disk error, a file that cannot be opened, a lock that cannot be had)."""
_FOR_WANT_OF_ROOM = frozenset({"disk_error", "unwritable_file", "locked"})


@contextmanager
def told(location: Location, *, apart_from: frozenset[str] = frozenset()) -> Iterator[None]:
    """Inside it a driver's error about the database itself is raised as StoreUnusable; all others pass unchanged."""
    try:
        yield
    except Exception as error:
        code, reason = _read(error)
        if code is None or code in apart_from:
            raise
        if code in _FOR_WANT_OF_ROOM and location.path and _is_full(location.path.parent):
            code = "disk_full"
        raise StoreUnusable(code, where=location.shown, reason=reason) from error


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _ROOM
    except OSError:
        return False


def _read(error: Exception) -> tuple[str | None, str]:
    if is_full(error):  # of a document's file beside the database
        return "disk_full", ""
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

        return ("unreachable" if lost or isinstance(cause, OperationalError) else None), reason
    return _POSTGRES.get(state), reason
