"""What a unit of work has at hand: rows that it read ahead, and the numbers that its next rows get.

Rows are those of the session, each there once. What the unit itself writes by `AtHand` is taken into account; whatever
else is written on its connection makes it forget all, and everything is asked for anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast

from sqlalchemy import Connection, Dialect, Table
from sqlalchemy.orm import class_mapper
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, SQLModel

from tracker.store.query import RawRow, table_of
from tracker.store.tables import FACTS, BlockerWord, Fact, JournalEntry, Profile, Project, ProjectFact
from tracker.store.together import Statement, Together, placeholder
from tracker.store.turn import SCHEMA

_M = TypeVar("_M", bound=SQLModel)
_T = TypeVar("_T")

_AT_HAND = "at_hand"
"""Under which a session keeps it."""
TOGETHER = "together"
"""Under which a connection keeps the statements of its unit, among its execution options."""
_NUMBERED: tuple[type[SQLModel], ...] = (JournalEntry, Project, *FACTS)


class AtHand:
    """What one unit has at hand."""

    def __init__(self, session: Session, together: Together) -> None:
        self.session, self.together = session, together
        self.moment: datetime | None = None
        """By a server's clock, at which the unit had its turn."""
        self.opened: list[list[RawRow]] = []
        """What was answered to its opening."""
        self.answers: dict[str, Any] = {}
        """What was asked ahead about the office, by what was asked."""
        self.named: dict[str, list[Project]] = {}
        """The projects that were meant by what was typed."""
        self._facts: dict[tuple[type[Fact], int], list[Any]] = {}
        self._next: dict[type[SQLModel], int] = {}
        self._kept: list[Any] = []
        """What was read ahead: the session lets go of what nobody else holds."""

    @classmethod
    def begin(cls, session: Session, together: Together) -> AtHand:
        """From now on the session has it."""
        found = session.info[_AT_HAND] = cls(session, together)
        together.past = found.forget
        return found

    @property
    def dialect(self) -> Dialect:
        """Of the database."""
        return self.session.get_bind().dialect

    def ask(self, *statements: Statement) -> list[list[RawRow]]:
        """What the database answers, once it has all that the session was told."""
        self.session.flush()
        return self.together.ask(*statements)

    def forget(self) -> None:
        """Something was written past it."""
        self.answers.clear()
        self.named.clear()
        self._facts.clear()
        self._next.clear()
        self._kept.clear()

    # -- what was read ----------------------------------------------------------------------------------------------

    def take(self, kind: type[_M], rows: Iterable[RawRow]) -> list[_M]:
        """Rows of a model, all of their columns as the driver gave them, as those of the session."""
        shape = shape_of(kind, self.dialect)
        taken = [self._taken(shape, row) for row in rows]
        self._kept += taken
        return taken

    def _taken(self, shape: Shape, row: RawRow) -> Any:
        there = self.session.identity_map.get(shape.mapper.identity_key_from_primary_key((row[0],)))
        return there if there is not None else self._put(shape, {
            name: read(stored) if read and stored is not None else stored
            for (name, read), stored in zip(shape.reads, row, strict=True)})

    def _put(self, shape: Shape, values: dict[str, Any]) -> Any:
        """A row that is written as it is here, known to the session."""
        made = shape.mapper.class_manager.new_instance()
        made.__dict__.update(values)
        state = made._sa_instance_state
        state.key = shape.mapper.identity_key_from_primary_key((values["id"],))
        state._commit_all(made.__dict__)
        # As SQLAlchemy does with what a query answers; `session.add` would look through all that a row refers to.
        state.session_id = self.session.hash_key
        self.session.identity_map.add(state)
        return made

    def read(self, kind: type[SQLModel], column: str, stored: Any) -> Any:
        """What a stored value of a column means."""
        meant = dict(shape_of(kind, self.dialect).reads)[column]
        return meant(stored) if meant and stored is not None else stored

    def hold(self, kind: type[Fact], owners: Iterable[int], rows: Iterable[Any]) -> None:
        """Takes down the facts of a kind that stand, all there are of these projects (words: of these blockers)."""
        for owner in owners:
            self._facts[kind, owner] = []
        for row in rows:
            self._facts[kind, _owner(row)].append(row)

    def standing(self, kind: type[Fact], owner: int) -> list[Any] | None:
        """The facts of a kind that stand, in the order they were recorded; None where they were not read ahead."""
        held = self._facts.get((kind, owner))
        return None if held is None else list(held)

    # -- what is written --------------------------------------------------------------------------------------------

    def write(self, kind: type[_M], values: Mapping[str, Any]) -> _M:
        """A new row: it has its number at once, and goes with what is asked next."""
        shape = shape_of(kind, self.dialect)
        number = self._number(kind)
        whole = shape.whole(values)
        whole["id"] = number
        bound = [bind(whole[name]) if bind else whole[name] for name, bind in shape.writes]
        self.together.later(Statement(shape.insert, [number, *bound] if self.together.is_sqlite else bound, number))
        self._next[kind] = number + 1
        row = self._put(shape, whole)
        if isinstance(row, Fact) and (held := self._facts.get((type(row), _owner(row)))) is not None:
            held.append(row)
        self._answers_else(row)
        return cast("_M", row)

    def change(self, row: SQLModel, **values: Any) -> None:
        """Sets columns of a row; what they hold already is not written."""
        now = {name: value for name, value in values.items() if getattr(row, name) != value}
        if not now:
            return
        shape, number = shape_of(type(row), self.dialect), row.id  # type: ignore[attr-defined]
        binds = dict(shape.writes)
        bound = [bind(value) if (bind := binds[name]) else value for name, value in now.items()]
        text = _update(table_of(type(row)), tuple(now), is_sqlite=self.together.is_sqlite)
        self.together.later(Statement(text, [*bound, number], number))
        for name, value in now.items():
            set_committed_value(row, name, value)
        if isinstance(row, Fact) and "superseded_at" in now and (
                held := self._facts.get((type(row), _owner(row)))) is not None:
            held[:] = [one for one in held if one is not row]
        self._answers_else(row)

    def _answers_else(self, row: SQLModel) -> None:
        """What was asked before a row was written may have another answer by it."""
        if isinstance(row, Profile):
            self.named.clear()
        if isinstance(row, Fact) and not isinstance(row, ProjectFact | BlockerWord):
            self.answers.clear()

    def _number(self, kind: type[SQLModel]) -> int:
        """The number of the next row: nobody else writes meanwhile."""
        if kind not in self._next:
            if self.together.is_sqlite:
                ((last,),) = self.ask(Statement(f"SELECT max(id) FROM {table_of(kind).name}"))[0]
                self._next[kind] = (last or 0) + 1
            else:
                self.take_numbers(self.ask(LAST_NUMBERS)[0])
        return self._next[kind]

    def take_numbers(self, rows: Sequence[RawRow]) -> None:
        """Takes down what `LAST_NUMBERS` answered."""
        self._next = {kind: (last or 0) + 1 for kind, last in zip(_NUMBERED, rows[0], strict=True)}


LAST_NUMBERS = Statement("SELECT " + ", ".join(
    f"{SCHEMA}.last_number('{table_of(kind).name}')" for kind in _NUMBERED))
"""On a server: the last number that each table gave."""


def _owner(row: Fact) -> int:
    """What facts are held by: the project, of words the blocker."""
    if isinstance(row, BlockerWord):
        return row.blocker_id
    return row.project_id if isinstance(row, ProjectFact) else 0


def at_hand(session: Session) -> AtHand | None:
    """What the unit of a session has at hand; None while only reading."""
    return session.info.get(_AT_HAND)


def of_unit(session: Session) -> AtHand:
    """What the unit of a session has at hand. Raises LookupError while only reading."""
    found: AtHand = session.info[_AT_HAND]
    return found


def answered(session: Session, what: str, ask: Callable[[], _T]) -> _T:
    """What was asked ahead about the office, else what is answered now."""
    there = at_hand(session)
    return there.answers[what] if there is not None and what in there.answers else ask()


def heed(connection: Connection, statement: str) -> None:
    """A statement is about to go past what a unit has at hand: what was to be written goes before it."""
    together: Together | None = connection.get_execution_options().get(TOGETHER)
    if together is not None:
        together.send()
        if not statement.startswith(("SELECT", "PRAGMA", "WITH")):
            together.wrote = True
            together.past()


# -- how rows are read and written ------------------------------------------------------------------------------------


class Shape(NamedTuple):
    """How rows of a model are read and written on one kind of database."""

    mapper: Any
    reads: Sequence[tuple[str, Callable[[Any], Any] | None]]
    """The columns, the number first, with what reads what is stored in each."""
    writes: Sequence[tuple[str, Callable[[Any], Any] | None]]
    """The columns but for the number, with what makes of a value what is stored."""
    insert: str
    usual: Mapping[str, Any]
    made: Mapping[str, Callable[[], Any]]

    def whole(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """All columns: those given, and the others as they usually are. Raises KeyError for one there is not."""
        whole = {**self.usual, **{name: make() for name, make in self.made.items()}, **values}
        if len(whole) != len(self.reads):
            raise KeyError(*(whole.keys() - {name for name, _ in self.reads}))
        return whole


_SHAPES: dict[tuple[type[SQLModel], str], Shape] = {}


def shape_of(kind: type[SQLModel], dialect: Dialect) -> Shape:
    """How rows of a model are read and written."""
    if (kind, dialect.name) not in _SHAPES:
        _SHAPES[kind, dialect.name] = _shape(kind, dialect)
    return _SHAPES[kind, dialect.name]


def _shape(kind: type[SQLModel], dialect: Dialect) -> Shape:
    table = table_of(kind)
    columns = [table.c.id, *(column for column in table.c if column.name != "id")]
    kinds = {column.name: column.type.dialect_impl(dialect) for column in columns}
    names = [column.name for column in columns]
    fields = kind.model_fields
    made = {name: fields[name].default_factory for name in names if fields[name].default_factory}
    return Shape(
        class_mapper(kind),
        [(name, kinds[name].result_processor(dialect, None)) for name in names],
        [(name, kinds[name].bind_processor(dialect)) for name in names[1:]],
        _insert(table, names[1:], is_sqlite=dialect.name == "sqlite"),
        {name: None if fields[name].is_required() else fields[name].default for name in names if name not in made},
        cast("Mapping[str, Callable[[], Any]]", made))


def columns_of(kind: type[SQLModel]) -> str:
    """The columns of a table as `AtHand.take` reads them."""
    table = table_of(kind)
    return ", ".join(f'"{table.name}"."{name}"' for name in ("id", *(c.name for c in table.c if c.name != "id")))


def _insert(table: Table, names: Sequence[str], *, is_sqlite: bool) -> str:
    """On a server the number comes of the table's own sequence, and has to be the one that was foretold."""
    written = ["id", *names] if is_sqlite else names
    marks = ", ".join([placeholder(is_sqlite=is_sqlite)] * len(written))
    named = ", ".join(f'"{name}"' for name in written)
    return f'INSERT INTO {table.name} ({named}) VALUES ({marks})' + ("" if is_sqlite else " RETURNING id")


@cache
def _update(table: Table, names: tuple[str, ...], *, is_sqlite: bool) -> str:
    value = placeholder(is_sqlite=is_sqlite)
    said = ", ".join(f'"{name}" = {value}' for name in names)
    return f'UPDATE {table.name} SET {said} WHERE id = {value}' + ("" if is_sqlite else " RETURNING id")
