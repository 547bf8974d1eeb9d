"""PostgreSQL: the connection, and how its units begin."""

from __future__ import annotations

import getpass
import os
import socket
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import SQLModel

from tracker.store import actor, turn
from tracker.store.columns import stored_json
from tracker.store.location import Location, without_password
from tracker.store.query import RawRow
from tracker.store.together import BEGIN, COMMIT, Statement, Together
from tracker.store.unusable import StoreTrouble, StoreUnusable

# Late imports: psycopg is installed only where an office lies on a server.

_LOCK = 0x53584E31
"""The advisory lock of giving tables another shape, one program at a time; up to shape 0027 of every unit too."""

_CONNECT_SECONDS = 4
"""A server that does not answer is said to be away after so long; an address may say another."""
_CANCEL_SECONDS = 2.0
_PROGRAM = "sanxin"

_LINE = {"keepalives_idle": 5, "keepalives_interval": 3, "keepalives_count": 3, "tcp_user_timeout": 15_000}
"""A line that went dead is noticed after so many seconds (the last in ms), here as on the server: a unit whose officer
is gone does not hold the lock."""

_OPENING = {
    "reading": ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",),
    "writing": (),  # `begin` sends it, along with what the unit asks first
    "reshaping": (f"SELECT pg_advisory_xact_lock({_LOCK})", turn.TAKE_ALL),
}
_TAKE_TURN = Statement(actor.BEGIN)
CHANNEL = "sanxin"
"""On which everybody hears that something was recorded."""
CHANGES = "SELECT coalesce(max(id), 0) FROM journal"
"""A number that is another one once anything was recorded."""
_TELL = Statement(f"SELECT pg_notify('{CHANNEL}', {turn.SCHEMA}.here())")


def connect(location: Location, timeout: float, who: str = "") -> Engine:
    """An engine on the server; `timeout` in seconds is how long a unit waits for another to end.

    `who` is at the keyboard: the server shows it beside each connection, unless the address says something else.

    Raises StoreUnusable("no_driver") where the extra `postgres` is not installed, "wrong_option" where the address has
    options that the driver does not know or values it cannot read.
    """
    url = make_url(location.server).difference_update_query(["region"])
    usual = {"connect_timeout": _CONNECT_SECONDS, "application_name": _called(who), **_LINE}
    settings: dict[str, Any] = {"client_encoding": "utf8",
                                **{name: value for name, value in usual.items() if name not in url.query}}
    try:
        engine = create_engine(url, connect_args=settings, pool_pre_ping=True, json_serializer=stored_json)
        _check_options({**engine.dialect.create_connect_args(url)[1], **settings})
    except ImportError:
        raise StoreUnusable(StoreTrouble.NO_DRIVER, where=location.shown) from None
    except (SQLAlchemyError, ValueError) as error:
        reason = without_password(str(error).strip().partition("\n")[0])
        raise StoreUnusable(StoreTrouble.WRONG_OPTION, where=location.shown, reason=reason) from None

    limits = {"lock_timeout": max(1, int(timeout * 1000)),
              **{name if name.startswith("tcp") else f"tcp_{name}": value for name, value in _LINE.items()}}

    @event.listens_for(engine, "connect")
    def set_limits(raw: Any, _record: object) -> None:
        with raw.cursor() as cursor:
            cursor.execute("; ".join(f"SET {name} = {value}" for name, value in limits.items()))
        raw.commit()

    event.listen(engine, "begin", _begin)
    _mark_partial_indexes()
    return engine


def _called(who: str) -> str:
    """The program and who uses it: by the login on this machine where a server could not show the name."""
    if not who.isascii():
        try:
            who = getpass.getuser()
        except (OSError, KeyError):  # no login name, as in some containers
            who = ""
    return f"{_PROGRAM} {who}".strip() if who.isascii() else _PROGRAM


def _mark_partial_indexes() -> None:
    """Says of the indexes that hold some rows only on SQLite that they do so on PostgreSQL too."""
    for table in SQLModel.metadata.tables.values():
        for index in table.indexes:
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]


def _check_options(options: dict[str, Any]) -> None:
    """Raises ValueError for an option that psycopg would only refuse while it connects, in an error of its own."""
    import psycopg

    own = {name: value for name, value in options.items() if name != "context"}
    try:
        psycopg.conninfo.make_conninfo(**own)
        psycopg.conninfo.timeout_from_conninfo(own)
    except psycopg.ProgrammingError as error:
        raise ValueError(error) from None


def server_version(connection: Connection) -> str:
    """The version of the server, such as 16.4."""
    return str(connection.exec_driver_sql("SHOW server_version").scalar()).partition(" ")[0]


def break_off(raw: Any) -> None:
    """Ends what a connection waits for, from another thread: asks the server first, then cuts the line."""
    import psycopg

    with suppress(psycopg.Error, OSError):
        raw.cancel_safe(timeout=_CANCEL_SECONDS)
    with suppress(psycopg.Error, OSError), socket.socket(fileno=os.dup(raw.pgconn.socket)) as line:
        line.shutdown(socket.SHUT_RDWR)


def begin(together: Together, opening: Sequence[Statement]) -> list[list[RawRow]]:
    """Begins a unit of work: waits for its turn, and asks what it asks first.

    The first answer is the moment by the server's clock at which it had its turn.
    """
    return together.ask(Statement(BEGIN), _TAKE_TURN, *opening)[1:]


def commit(together: Together) -> None:
    """Keeps a unit of work, and tells everybody who listens if it wrote anything."""
    together.settle()
    if together.wrote:
        together.later(_TELL)
    together.ask(Statement(COMMIT))


def _begin(connection: Connection) -> None:
    for statement in _OPENING[connection.get_execution_options().get("unit", "reading")]:
        connection.exec_driver_sql(statement)
