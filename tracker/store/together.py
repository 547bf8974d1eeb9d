"""Sends the statements of a unit together: on a server what needs no answer at once goes along with the next that does.

A statement takes as long as the way to the server and back, and everybody else waits for the lock meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from tracker.store.unusable import StoreTrouble, StoreUnusable

Values = Sequence[Any] | Mapping[str, Any]
"""What the marks of a statement stand for."""


BEGIN, COMMIT = "BEGIN ISOLATION LEVEL READ COMMITTED", "COMMIT"
"""Of a unit on a server: each statement sees what was committed before it, whatever is usual in that database."""
_BOUNDS = frozenset({BEGIN, COMMIT})
"""There is nothing to be prepared in them."""


def placeholder(*, is_sqlite: bool) -> str:
    """What stands in a statement for a value."""
    return "?" if is_sqlite else "%s"


class Statement(NamedTuple):
    """A statement as the driver takes it."""

    text: str
    values: Values | None = None
    number: int | None = None
    """The number of the one row that it writes."""


class Together:
    """The statements of the unit under way on a connection."""

    def __init__(self, connection: Connection, where: str) -> None:
        self._connection, self._where = connection, where
        self._raw: Any = connection.connection.driver_connection
        self._waiting: list[Statement] = []
        self.is_sqlite = connection.dialect.name == "sqlite"
        self.wrote = False
        """Whether the unit has written anything."""
        self.past: Callable[[], None] = lambda: None
        """Is told where something was written by another way."""

    def later(self, statement: Statement) -> None:
        """Writes a row, by the time anything else is asked. In a file that is at once: there is no way to go."""
        self.wrote = True
        if self.is_sqlite:
            self._run([statement])
        else:
            self._waiting.append(statement)

    def ask(self, *statements: Statement) -> list[list[Any]]:
        """The rows that each statement answers with, as the driver gives them; what was to be written goes before."""
        waiting, self._waiting = self._waiting, []
        return self._run([*waiting, *statements])[len(waiting):]

    def settle(self) -> None:
        """Writes rows whose numbers were foretold: that they got these is to be known before all is kept."""
        if any(statement.number is not None for statement in self._waiting):
            self.send()

    def send(self) -> None:
        """Writes what was to be written."""
        if self._waiting:
            self.ask()

    def _run(self, statements: Sequence[Statement]) -> list[list[Any]]:
        try:
            answers = self._in_file(statements) if self.is_sqlite else self._on_server(statements)
        except self._connection.dialect.loaded_dbapi.Error as error:
            raise self._told(error, statements) from error
        for statement, answer in zip(statements, answers, strict=True):
            if statement.number is not None and [*map(tuple, answer)] != [(statement.number,)]:
                # Another program wrote past the lock: it took the number, or the row.
                raise StoreUnusable(StoreTrouble.LOCKED, where=self._where)
        return answers

    def _in_file(self, statements: Sequence[Statement]) -> list[list[Any]]:
        answers = []
        for statement in statements:
            cursor = self._raw.execute(statement.text, statement.values or ())
            answers.append(cursor.fetchall() if statement.number is None else [(statement.number,)] * cursor.rowcount)
        return answers

    def _on_server(self, statements: Sequence[Statement]) -> list[list[Any]]:
        if not statements:
            return []
        with self._raw.pipeline():
            cursors = [self._raw.execute(statement.text, statement.values, prepare=statement.text not in _BOUNDS)
                       for statement in statements]
        return [cursor.fetchall() if cursor.description else [] for cursor in cursors]

    def _told(self, error: Exception, statements: Sequence[Statement]) -> Exception:
        """A driver's error as SQLAlchemy raises it; a connection that is lost is not used again."""
        dialect = self._connection.dialect
        lost = dialect.is_disconnect(error, self._raw, None)  # type: ignore[arg-type]
        if lost:
            self._connection.invalidate(error)
        text = "; ".join(statement.text for statement in statements)
        return DBAPIError.instance(text, None, error, dialect.loaded_dbapi.Error, hide_parameters=True,
                                   connection_invalidated=lost, dialect=dialect)
