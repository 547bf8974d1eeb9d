"""PostgreSQL: the connection, and how its units begin."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import SQLModel

from tracker.store.columns import stored_json
from tracker.store.location import Location, without_password
from tracker.store.unusable import StoreTrouble, StoreUnusable

# Late imports: psycopg is installed only where an office lies on a server.

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

    Raises StoreUnusable("no_driver") where the extra `postgres` is not installed, "wrong_option" where the address has
    options that the driver does not know or values it cannot read.
    """
    url = make_url(location.server)
    settings: dict[str, Any] = {"client_encoding": "utf8"}
    if "connect_timeout" not in url.query:
        settings["connect_timeout"] = _CONNECT_SECONDS
    try:
        engine = create_engine(url, connect_args=settings, pool_pre_ping=True, json_serializer=stored_json)
        _check_options({**engine.dialect.create_connect_args(url)[1], **settings})
    except ImportError:
        raise StoreUnusable(StoreTrouble.NO_DRIVER, where=location.shown) from None
    except (SQLAlchemyError, ValueError) as error:
        reason = without_password(str(error).strip().partition("\n")[0])
        raise StoreUnusable(StoreTrouble.WRONG_OPTION, where=location.shown, reason=reason) from None

    @event.listens_for(engine, "connect")
    def set_timeout(raw: Any, _record: object) -> None:
        with raw.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {max(1, int(timeout * 1000))}")
        raw.commit()

    event.listen(engine, "begin", _begin)
    _mark_partial_indexes()
    return engine


def _mark_partial_indexes() -> None:
    """Says of the indexes that hold some rows only on SQLite that they do so on PostgreSQL too."""
    for table in SQLModel.metadata.tables.values():
        for index in table.indexes:
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]


def _check_options(options: dict[str, Any]) -> None:
    """Raises ValueError for an option that psycopg would only refuse while it connects, in an error of its own."""
    from psycopg import ProgrammingError
    from psycopg.conninfo import make_conninfo, timeout_from_conninfo

    own = {name: value for name, value in options.items() if name != "context"}
    try:
        make_conninfo(**own)
        timeout_from_conninfo(own)
    except ProgrammingError as error:
        raise ValueError(error) from None


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(_OPENING[connection.get_execution_options().get("unit", "reading")])
