"""SQLite: the library, the settings of a connection, and how its units begin."""

from __future__ import annotations

import time
from functools import cache, partial
from pathlib import Path
from threading import Event
from typing import Any
from uuid import uuid4

from sqlalchemy import URL, Connection, Engine, MetaData, NullPool, QueuePool, create_engine, event
from sqlalchemy.util import LRUCache

from tracker.domain.names import fold_name
from tracker.store import access, queueing
from tracker.store.columns import stored_json
from tracker.store.folding import FOLD
from tracker.store.migrations import VERSION_TABLE
from tracker.store.unusable import StoreTrouble, StoreUnusable

# Late imports: the SQLite library that is used depends on what the machine has.

APPLICATION_ID = 0x53584E31
""""SXN1" in the header of every database of ours, so that no other program's file is taken for one."""

WAL_IS_SAFE = (3, 51, 3)
"""Before this version two connections that write and checkpoint at once can corrupt a WAL database."""

_BUSY = 5
_PAUSE = 0.001
"""Seconds after which the lock is asked for again."""
_WRITTEN: LRUCache[Any, Any] = LRUCache(500)
"""How statements are written for databases in memory."""
_OPENING = {
    "reading": ("PRAGMA query_only=ON", "BEGIN"),
    "writing": ("PRAGMA query_only=OFF", "BEGIN IMMEDIATE"),
    # Rebuilding a table drops it for a moment, which foreign keys would take for a loss.
    "reshaping": ("PRAGMA query_only=OFF", "PRAGMA foreign_keys=OFF", "BEGIN IMMEDIATE"),
}


def library() -> Any:
    """The DB-API module: pysqlite3, which carries a recent SQLite, else the one Python was built with."""
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        from sqlite3 import dbapi2
    return dbapi2


def connect(path: Path, timeout: float, *, read_only: bool = False) -> Engine:
    """An engine on the file; `timeout` in seconds is how long a unit waits for another to end.

    One that is `read_only` leaves no file beside it, and looks anew with each connection whether somebody writes it.
    """
    engine = _reader(path, timeout) if read_only else create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        module=library(),
        # Without a level of its own the driver starts no transaction behind our back: ours start in `_begin`.
        connect_args={"timeout": timeout, "isolation_level": None, "check_same_thread": False},
        json_serializer=stored_json,
    )
    event.listen(engine, "connect", _functions)
    event.listen(engine, "connect", _settings)
    event.listen(engine, "begin", partial(_begin, path))
    return engine


def _reader(path: Path, timeout: float) -> Engine:
    """An engine on a file that this user may not write."""
    def opened() -> Any:
        # Without a log nobody has it open; to read its log SQLite would have to make files that are not ours to make.
        how = "mode=ro" if any(log.exists() for log in logs_of(path)) else "mode=ro&immutable=1"
        return library().connect(f"{path.as_uri()}?{how}", uri=True, timeout=timeout, isolation_level=None,
                                 check_same_thread=False)

    return create_engine("sqlite+pysqlite://", module=library(), creator=opened, poolclass=NullPool,
                         json_serializer=stored_json)


def in_memory(metadata: MetaData) -> Engine:
    """An engine on a database in memory with these tables, all empty; it is gone once the engine is disposed of.

    The tables are made once and copied, and how a statement is written is found out once for all such databases: both
    takes longer than a question does.
    """
    kept = _in_memory(metadata)
    engine = _memory_engine(f"file:{uuid4().hex}?mode=memory&cache=shared")
    engine.dialect = kept.dialect  # by which SQLAlchemy knows a written statement again
    event.listen(engine, "begin", partial(_begin, None))
    with kept.connect() as tables, engine.connect() as empty:
        tables.connection.backup(empty.connection.dbapi_connection)
    return engine.execution_options(compiled_cache=_WRITTEN)


@cache
def _in_memory(metadata: MetaData) -> Engine:
    """The database that all others in memory are copied from."""
    engine = _memory_engine(f"file:{uuid4().hex}?mode=memory&cache=shared")
    with engine.connect() as connection:
        metadata.create_all(connection)
    return engine


def _memory_engine(database: str) -> Engine:
    engine = create_engine(
        "sqlite+pysqlite://", module=library(), poolclass=QueuePool, json_serializer=stored_json,
        creator=lambda: library().connect(database, uri=True, isolation_level=None, check_same_thread=False))
    event.listen(engine, "connect", _functions)
    return engine


def library_name() -> str:
    """Which SQLite is in use, such as "SQLite 3.53.4 (pysqlite3)"."""
    dbapi = library()
    return f"SQLite {dbapi.sqlite_version} ({dbapi.__name__.partition('.')[0]})"


def trusted_journal() -> str:
    """The journal the library can be trusted with: "wal", or "delete" before 3.51.3."""
    return "wal" if library().sqlite_version_info >= WAL_IS_SAFE else "delete"


def choose_journal(connection: Connection, timeout: float) -> None:
    """Sets the journal the library can be trusted with. Must be outside a unit."""
    wanted = trusted_journal()
    raw = connection.connection.dbapi_connection
    assert raw is not None
    if _pragma(raw, "journal_mode") == wanted:
        return
    _pragma(raw, "query_only=OFF")
    until = time.monotonic() + timeout
    # SQLite does not wait by itself here: two programs that open a new file at once would refuse each other.
    while True:
        try:
            _pragma(raw, f"journal_mode={wanted}")
        except library().OperationalError as error:
            if error.sqlite_errorcode & 0xFF != _BUSY or time.monotonic() >= until:
                raise
            time.sleep(0.01)
        else:
            break
    _pragma(raw, _synchronous(raw))


def is_marked(connection: Connection) -> bool:
    """Whether the header of the file has our mark."""
    return bool(connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID)


def stamp(connection: Connection, path: Path) -> None:
    """Writes our mark into the header of a new database. Must be inside a writing unit, before any table is made.

    Raises StoreUnusable("foreign") if another program has been quicker with the same file.
    """
    if is_marked(connection):
        return
    tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
    if not is_ours(0, tables):
        raise StoreUnusable(StoreTrouble.FOREIGN, where=str(path))
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def is_ours(mark: int, tables: set[str]) -> bool:
    """Whether a database is ours: marked, or empty and unmarked, or rebuilt from a dump (which loses the mark)."""
    return mark == APPLICATION_ID or (mark == 0 and (not tables or VERSION_TABLE in tables))


def back_up(path: Path, version: str) -> Path:
    """Copies the last committed state beside the file, as office.before-<version>.db; returns the copy's path."""
    copy = path.with_name(f"{path.stem}.before-{version}{path.suffix}")
    number = 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.stem}.before-{version}-{number}{path.suffix}")
    part = copy.with_name(copy.name + ".part")
    access.make_file(part)
    # Through SQLite and never by reading the file: closing a file by hand drops every lock this process has on it.
    source, target = library().connect(str(path)), library().connect(str(part))
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    finally:
        target.close()
        source.close()
    part.replace(copy)
    return copy


def logs_of(path: Path) -> tuple[Path, Path]:
    """Where SQLite keeps what is not yet in the file itself: in WAL mode, and in the older one."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-journal")


def _begin(path: Path | None, connection: Connection) -> None:
    options = connection.get_execution_options()
    unit = options.get("unit", "reading")
    *first, begin = _OPENING[unit]
    for statement in first:
        connection.exec_driver_sql(statement)
    if unit == "writing" and path is not None:
        _begin_in_turn(connection, begin, path, options.get("stop"))
    else:
        connection.exec_driver_sql(begin)


def _begin_in_turn(connection: Connection, begin: str, path: Path, stop: Event | None) -> None:
    """Begins once the lock of the file can be had; fails where it was waited for long enough, or given up.

    Once two have wanted it at the same moment all stand in a queue, and the first of them alone asks for the lock.
    """
    raw: Any = connection.connection.dbapi_connection
    whole = int(_pragma(raw, "busy_timeout"))
    until = time.monotonic() + whole / 1000

    def waits() -> bool:
        return time.monotonic() < until and not (stop and stop.is_set())

    _pragma(raw, "busy_timeout=0")
    try:
        if not queueing.queue_of(path).exists() and _has_begun(raw, begin):
            return
        with queueing.in_line(path, waits):
            while waits():
                if _has_begun(raw, begin):
                    return
                time.sleep(_PAUSE)
            connection.exec_driver_sql(begin)
    finally:
        _pragma(raw, f"busy_timeout={whole}")


def _has_begun(raw: Any, begin: str) -> bool:
    """Whether the lock was to be had. What else goes wrong is told by whoever tries it again."""
    try:
        raw.execute(begin)
    except library().OperationalError:
        return False
    return True


def _functions(raw: Any, _record: object) -> None:
    raw.create_function(FOLD, 1, lambda text: None if text is None else fold_name(text), deterministic=True)


def _settings(raw: Any, _record: object) -> None:
    for setting in ("foreign_keys=ON", "recursive_triggers=ON", "cache_size=-32768", _synchronous(raw)):
        _pragma(raw, setting)


def _synchronous(raw: Any) -> str:
    return "synchronous=FULL" if _pragma(raw, "journal_mode") == "wal" else "synchronous=EXTRA"


def _pragma(raw: Any, setting: str) -> Any:
    cursor = raw.execute(f"PRAGMA {setting}")
    row = cursor.fetchone()
    cursor.close()
    return row[0] if row else None
