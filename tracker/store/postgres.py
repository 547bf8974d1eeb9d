"""PostgreSQL: the connection, and how its units begin."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

from tracker.store.location import Location
from tracker.store.unusable import StoreTrouble, StoreUnusable

_LOCK = 0x53584E31
"""The advisory lock of a writing unit: one at a time in a database, so moments of recording never run backwards."""

_CONNECT_SECONDS = 10

_OPENING = {
    "reading": "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "writing": f"SELECT pg_advisory_xact_lock({_LOCK})",
    "reshaping": f"SELECT pg_advisory_xact_lock({_LOCK})",
}


def connect(location: Location, timeout: float) -> Engine:
    """An engine on the server; `timeout` in seconds is how long a unit waits for another to end.

    Raises StoreUnusable("no_driver") where the extra `postgres` is not installed.
    """
    url = make_url(location.server)
    settings: dict[str, Any] = {"client_encoding": "utf8"}
    if "connect_timeout" not in url.query:
        settings["connect_timeout"] = _CONNECT_SECONDS
    try:
        engine = create_engine(url, connect_args=settings, pool_pre_ping=True)
    except ImportError:
        raise StoreUnusable(StoreTrouble.NO_DRIVER, where=location.shown) from None

    @event.listens_for(engine, "connect")
    def set_timeout(raw: Any, _record: object) -> None:
        with raw.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {max(1, int(timeout * 1000))}")
        raw.commit()

    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(_OPENING[connection.get_execution_options().get("unit", "reading")])
