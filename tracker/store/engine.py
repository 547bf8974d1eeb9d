"""The opened database: reading and writing units on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from tracker.domain.clock import now
from tracker.store import access, guardrails, inspecting, postgres, queueing, regions, roles, shape, sqlite, turn
from tracker.store.at_hand import TOGETHER, AtHand, at_hand, heed
from tracker.store.hearing import Hearing
from tracker.store.legible import illegible, may_come_of_a_value
from tracker.store.location import (
    Location,
    default_location,
    demo_location,
    evidence_folder,
    locate,
    with_region,
)
from tracker.store.migrations import HEAD
from tracker.store.query import RawRow
from tracker.store.together import Statement, Together
from tracker.store.trouble import told
from tracker.store.unusable import StoreTrouble, StoreUnusable

__all__ = ["Store", "StoreUnusable", "default_location", "demo_location", "open_store"]

_ROLE_TRIES = 3
"""How often roles are set up where the server waits for the same tables."""
_DEADLOCK = "40P01"
BUSY_SECONDS = 30.0
"""How long a unit waits for another one to end before it gives up with "locked"."""


class Store:
    """An opened database. Safe to use from several threads; each unit has a session and a connection of its own."""

    def __init__(self, engine: Engine, location: Location, *, made: bool = False,
                 rules_folder: Path | None = None, account: roles.Account | None = None,
                 read_only: bool = False, region: str = "") -> None:
        self.engine = engine
        self.location = location
        self.account = account
        """Who is logged in on a server; None beside a file, whose user the system knows."""
        self.read_only = read_only
        """Whether it is a file that this user may read and not write."""
        self.region = region
        """The code of the region whose office it is on a server; empty beside a file."""
        self._made = made
        """Whether its file was not there before."""
        self.rules_folder = rules_folder or (location.path.with_name("rules") if location.path else None)
        """The folder beside a SQLite file for rulesets of the office's own, or None on a server."""
        # A server's unit begins in our own words, along with what it asks first: not in the driver's, which would wait.
        own_words = {"isolation_level": "AUTOCOMMIT"} if engine.dialect.name == "postgresql" else {}
        self._writer = engine.execution_options(unit="writing", **own_words)
        event.listen(engine, "before_cursor_execute", _heeded)
        self._identity = _identity(location.path) if location.path else None
        self._has_log = False
        """Whether the log has been seen beside the file: from then on it stays until the last program closes."""
        self._watch: Any = None
        self._watching = threading.Lock()
        self._ahead = timedelta(0)

    def __repr__(self) -> str:
        return f"Store({self.url!r})"

    @property
    def url(self) -> str:
        """The address as it may be shown: a password in it is ***, and the region is in it, however it was named."""
        if self.location.path:
            return f"sqlite:///{self.location.path}"
        return with_region(self.location.shown, self.region) if self.region else self.location.shown

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file; else it is a PostgreSQL server."""
        return self.location.path is not None

    @property
    def folder(self) -> Path | None:
        """The folder beside a SQLite file where documents are kept (made by whoever first puts one there), or None."""
        return evidence_folder(self.location.path) if self.location.path else None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent look at the database, whatever others commit meanwhile. It cannot write.

        Raises StoreUnusable, "illegible" if a stored value cannot be read.
        """
        # A refused write in here is a mistake in the program, not a file that cannot be written.
        mistakes = frozenset({StoreTrouble.UNWRITABLE_FILE, StoreTrouble.UNWRITABLE_SERVER})
        self._check_file()
        with self._readable(), told(self.location, apart_from=mistakes, reads=True), (
                Session(self.engine, expire_on_commit=False)) as session:
            yield session

    @contextmanager
    def writing(self, begins: Callable[[Callable[[], None]], None] | None = None,
                opening: Sequence[Statement] = ()) -> Iterator[Session]:
        """One unit of work, alone in the database from its first line: committed at the end, or nothing of it is.

        Before it waits for others, `begins` is handed what ends it from another thread: its statement is cancelled,
        and on a server its line is cut then. What the `opening` asks goes along with what begins the unit; its answers
        are `opened` of what the session has at hand.

        Raises StoreUnusable("locked") if another unit does not end in time, "disk_full" and the like if it cannot
        be kept, "gone" or "replaced" if the file at the path is no longer the one that was opened, "illegible" if a
        stored value cannot be read.
        """
        with self._readable(), told(self.location), (
                self._writer.connect()) as connection, Session(connection, expire_on_commit=False) as session:
            if begins is not None:
                begins(self._breaking_off(connection))
            session.connection()
            self._check_file(log=True)
            together = Together(connection, self.url)
            there = AtHand.begin(session, together)
            connection.execution_options(**{TOGETHER: together})
            there.moment, there.opened = self._begun(together, opening)
            yield session
            self._check_file(log=True)
            session.flush()
            if not together.is_sqlite:
                postgres.commit(together)
            session.commit()

    def _begun(self, together: Together, opening: Sequence[Statement]) -> tuple[datetime | None, list[list[RawRow]]]:
        """The moment at which a unit has its turn, by a server's clock, and what its opening is answered."""
        if together.is_sqlite:
            return None, together.ask(*opening)
        ((moment,),), *opened = postgres.begin(together, opening)
        if moment is None:
            raise StoreUnusable(StoreTrouble.GUARDRAILS, where=self.url, missing=turn.TABLE)
        return moment, opened

    def _breaking_off(self, connection: Connection) -> Callable[[], None]:
        """What ends a unit from another thread, from now on: it is told to the waiting for the lock of a file too."""
        raw: Any = connection.connection.driver_connection
        if not self.is_sqlite:
            return partial(postgres.break_off, raw)
        stop = threading.Event()
        connection.execution_options(stop=stop)

        def break_off() -> None:
            stop.set()
            raw.interrupt()

        return break_off

    def moment(self, session: Session) -> datetime:
        """The moment by the clock of the database, as aware UTC: the server's own, or this machine's beside a file."""
        if self.is_sqlite:
            return now()
        unit = at_hand(session)
        there: datetime = (unit and unit.moment) or session.scalar(text("SELECT clock_timestamp()"))
        self._ahead = there - now()
        return there.astimezone(UTC)

    def now(self) -> datetime:
        """The moment without asking: by how far the server's clock was ahead of this machine's when it was last read.

        A day is asked for while a form is being drawn, which cannot wait for a server.
        """
        return now() + self._ahead

    def changes(self) -> int:
        """A number that is another one once anybody has committed; cheap enough to ask for every second."""
        with told(self.location, reads=True):
            if self.location.path:
                self._check_file()
                return _last_written(self.location.path) if self.read_only else self._data_version()
            with self.engine.connect() as connection:
                return connection.scalar(text(postgres.CHANGES)) or 0

    def hearing(self) -> Hearing | None:
        """A line on which a server tells of each change; None of a file, which has to be asked (`changes`)."""
        return None if self.is_sqlite else Hearing(self.engine)

    def add_region(self, region: regions.Region) -> None:
        """Adds a region to an office on a server, or calls one by another name.

        Raises StoreUnusable for whoever is not the owner.
        """
        with told(self.location), self.engine.execution_options(unit="reshaping").begin() as connection:
            regions.add_to(connection, region)
            guardrails.guard_parts(connection)

    def put_up_roles(self) -> None:
        """Makes the roles of an office on a server, and grants each what it may do. Raises StoreUnusable.

        The server itself may be looking through the tables meanwhile (autovacuum): where the two wait for each other it
        is done again.
        """
        for tries_left in reversed(range(_ROLE_TRIES)):
            try:
                with told(self.location), self.engine.execution_options(unit="reshaping").begin() as connection:
                    roles.put_up(connection)
            except DBAPIError as error:
                if not tries_left or getattr(error.orig, "sqlstate", None) != _DEADLOCK:
                    raise
            else:
                return

    def let_go(self) -> None:
        """Lets go of what SQLite keeps at hand of an office that was read, up to 32 MB."""
        if self.is_sqlite:
            with self.reading() as session:
                session.connection().exec_driver_sql("PRAGMA shrink_memory")

    def discard_unused(self) -> None:
        """Removes a file that this store made and in which nobody has recorded anything.

        Another program that has opened it meanwhile is told that it is gone before it can record anything.
        """
        path = self.location.path
        if not self._made or path is None or _identity(path) != self._identity:
            return
        with told(self.location), self._writer.connect() as connection, connection.begin() as unit:
            if not connection.scalar(text("SELECT count(*) FROM journal")):
                with suppress(OSError):  # where files in use cannot be removed, an empty office stays
                    beside = path.with_name(f"{path.name}-shm"), queueing.queue_of(path)
                    for file in (path, *sqlite.logs_of(path), *beside):
                        file.unlink(missing_ok=True)
            unit.rollback()

    def close(self) -> None:
        """Closes every connection; on SQLite the last one to close folds the log back into the file."""
        with self._watching:
            if self._watch is not None:
                self._watch.close()
                self._watch = None
        self.engine.dispose()
        if self.location.path is not None:
            queueing.remove(self.location.path)

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Inside it an error that comes of a stored value which cannot be read says which value."""
        try:
            yield
        except Exception as error:
            if unusable := self.illegible(error):
                raise unusable from error
            raise

    def illegible(self, error: BaseException) -> StoreUnusable | None:
        """Which stored value cannot be read, where an error may come of one; None where all can be read."""
        if not may_come_of_a_value(error):
            return None
        with told(self.location, reads=True), self.engine.connect() as connection:
            value = next(illegible(connection), None)
        if value is None:
            return None
        return StoreUnusable(StoreTrouble.ILLEGIBLE, where=self.location.shown, **asdict(value))

    def _check_file(self, *, log: bool = False) -> None:
        """Raises StoreUnusable where what is written would go into a file that nobody will find again."""
        path = self.location.path
        if path is None:
            return
        if (present := _identity(path)) != self._identity:
            raise StoreUnusable(StoreTrouble.REPLACED if present else StoreTrouble.GONE, where=str(path))
        if not log:
            return
        wal = sqlite.logs_of(path)[0]
        if wal.exists():
            self._has_log = True
        elif self._has_log:
            raise StoreUnusable(StoreTrouble.LOG_GONE, where=str(wal))

    def _data_version(self) -> int:
        # The number is of use only on one and the same connection, and one that never writes itself.
        with self._watching:
            if self._watch is None:
                dbapi = sqlite.library()
                self._watch = dbapi.connect(str(self.location.path), isolation_level=None, check_same_thread=False)
            version: int = self._watch.execute("PRAGMA data_version").fetchone()[0]
            return version


def open_store(
    where: str | os.PathLike[str] | None = None, *, create: bool = True, timeout: float = BUSY_SECONDS, who: str = "",
    set_up: bool = False
) -> Store:
    """Opens the database at a path or address (None: SANXIN_DB, else the platform's data folder).

    A new file is made if `create`, and an older one is brought up to date. On a server both are done only by whoever
    asks for it (`set_up`): else it is refused, "not_set_up" or "older". `timeout` is in seconds; `who` is what a server
    shows of whoever is at the keyboard.
    Raises StoreUnusable, with nothing touched.
    """
    location, made, read_only = locate(where), False, False
    if location.path:
        read_only = inspecting.inspect_file(location.path, create=create)
        made = not read_only and _make_room(location.path)
        engine = sqlite.connect(location.path, timeout, read_only=read_only)
    else:
        engine = postgres.connect(location, timeout, who)
    try:
        with told(location, reads=not set_up):
            _prepare(engine, location, timeout, create=create, read_only=read_only, set_up=set_up)
        region = "" if location.path else regions.enter(engine, location, any_of_them=set_up)
        store = Store(engine, location, made=made, read_only=read_only, region=region)
        if not store.is_sqlite:
            with store.reading() as session:
                store.moment(session)
                store.account = roles.account(session.connection())
    except BaseException:
        engine.dispose()
        raise
    return store


def _prepare(engine: Engine, location: Location, timeout: float, *, create: bool, read_only: bool, set_up: bool
             ) -> None:
    with engine.connect() as connection:
        with connection.begin():
            version = shape.version_of(connection)
            marked = not location.path or sqlite.is_marked(connection)
        shape.refuse_newer(version, location)
        if version is None and location.path and not create:
            raise StoreUnusable(StoreTrouble.NO_STORE, where=location.shown)
        if version != HEAD and (read_only or not (location.path or set_up)):
            code = StoreTrouble.OLDER if version else StoreTrouble.NOT_SET_UP
            raise StoreUnusable(code, where=location.shown, version=version or "", known=HEAD)
        if read_only:
            return
        if location.path and not marked:
            with connection.execution_options(unit="writing").begin():
                sqlite.stamp(connection, location.path)
        if location.path:
            sqlite.choose_journal(connection, timeout)
    if version != HEAD:
        shape.bring_up_to_date(engine, location)


def _heeded(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
    heed(connection, statement)


def _make_room(path: Path) -> bool:
    """Makes the folder and an empty file, both closed to everybody else; answers whether there was no file."""
    try:
        access.make_folder(path.parent)
        return access.make_file(path)
    except OSError:
        raise StoreUnusable(StoreTrouble.UNWRITABLE_FOLDER, where=str(path.parent)) from None


def _last_written(path: Path) -> int:
    """A number that is another one once a file, or the log beside it, was written."""
    return sum(file.stat().st_mtime_ns for file in (path, *sqlite.logs_of(path)) if file.exists())


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells one file from another that stands at the same path later; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
