"""Hears that somebody has recorded something in an office on a server: waits on a line of its own, and asks nothing.

What is committed is told to everybody who listens, in the transaction that commits it (`postgres.commit`).
"""

from __future__ import annotations

import selectors
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from tracker.store.postgres import CHANGES, CHANNEL

# Late imports: psycopg is installed only where an office lies on a server.

AGAIN = 2.0
"""Seconds after which a server that is away is looked for again."""
_TRIES = 2
"""The line that broke, and a new one."""


class Hearing:
    """A line on which one thread waits, and which another one may close."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._line: Any = None
        self._failed = 0
        self._told = False
        """Whether something was told since the office was asked last, also while it was being asked."""
        self._closes, self._closed = socket.socketpair()
        self.is_closed = False

    def wait(self) -> int | None:
        """Waits until something was recorded, or the server was found to be away (None), or to be back.

        The answer is what `Store.changes` gives. The first one comes at once, for all that was recorded before. A line
        that breaks is drawn anew, and only where that cannot be done is the server away. None also once it is closed.
        """
        while not self.is_closed:
            try:
                if self._line is None:
                    self._line = self._drawn()
                elif not self._told and not self._heard():
                    continue
                self._told = False
                changes: int = self._line.execute(CHANGES).fetchone()[0]
            except (self._engine.dialect.loaded_dbapi.Error, SQLAlchemyError, OSError):
                self._end()
                self._failed += 1
                if self._failed == _TRIES:
                    return None
                _until_something_comes(self._closed, seconds=AGAIN if self._failed > _TRIES else 0)
            else:
                self._failed = 0
                return changes
        self._end()
        return None

    def listen(self, hear: Callable[[int | None], None]) -> None:
        """Hands all that `wait` answers on, until it is closed."""
        while not self.is_closed:
            changes = self.wait()
            if not self.is_closed:
                hear(changes)
        self._closed.close()

    def close(self) -> None:
        """Ends the waiting, from another thread."""
        if not self.is_closed:
            self.is_closed = True
            self._closes.close()

    def _drawn(self) -> Any:
        """A line of its own, which no unit has had."""
        kept = self._engine.pool.recreate().connect()
        line: Any = kept.driver_connection
        kept.detach()
        line.autocommit = True
        line.add_notify_handler(self._note)
        line.execute(f"LISTEN {CHANNEL}")
        return line

    def _note(self, _told: Any) -> None:
        self._told = True

    def _heard(self) -> bool:
        """Sleeps until something comes along the line, or it is closed; whether anything was told."""
        _until_something_comes(self._line.pgconn.socket, self._closed)
        if self.is_closed:
            return False
        self._line.pgconn.consume_input()
        told = 0
        while self._line.pgconn.notifies() is not None:
            told += 1
        return told > 0

    def _end(self) -> None:
        if self._line is not None:
            with suppress(self._engine.dialect.loaded_dbapi.Error, OSError):
                self._line.close()
            self._line = None


def _until_something_comes(*lines: int | socket.socket, seconds: float | None = None) -> None:
    """Waits for one of several lines; `seconds` at the longest."""
    with selectors.DefaultSelector() as selector:
        for line in lines:
            selector.register(line, selectors.EVENT_READ)
        selector.select(seconds)
