"""The tables as questions name them, which facts were known when, and rows read without the session's bookkeeping."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import (
    JSON,
    ColumnElement,
    CursorResult,
    Dialect,
    Executable,
    FromClause,
    Select,
    Table,
    TextClause,
    and_,
    bindparam,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.types import TypeEngine
from sqlmodel import Session, SQLModel, col

from tracker.domain.blocking import BlockerState
from tracker.domain.stages import Stage
from tracker.store.columns import Moment
from tracker.store.tables import (
    Assertion,
    AssessedUnit,
    AuditAnswer,
    Blocker,
    BlockerWord,
    BundleTaken,
    Credit,
    DifferenceAnswer,
    Evidence,
    ExpectedDay,
    Fact,
    GivenMark,
    JournalEntry,
    Milestone,
    OthersList,
    Profile,
    ProfileChange,
    Project,
    ProjectResult,
    Receipt,
    Recognition,
    ReviewWord,
    RulesKept,
    Seal,
    Setting,
    StatusChange,
    Target,
    UnitTarget,
    YearClose,
)

_M = TypeVar("_M", bound=SQLModel)
_F = TypeVar("_F", bound=Fact)
_N = TypeVar("_N")

Condition = ColumnElement[bool]
AnyColumn = ColumnElement[Any]
"""A column or an expression of any type."""
Query = Select[Any]
"""A question whose answer has any columns."""
ColumnValues = dict[str, Any]
"""What columns of a row hold, by their names."""
RawRow = tuple[Any, ...]
"""A row as the driver gives it."""

CLOCK_KEY = "clock."
"""What the keys of settings begin with that say: from this entry on a clock that stood ahead was put right."""
_DATED_AHEAD = text(
    "SELECT ahead.id FROM journal AS ahead WHERE coalesce(ahead.at, ahead.at) > :as_of AND ahead.id < ("
    f"SELECT max(went_on.entry_id) FROM setting AS went_on "
    f"WHERE substr(went_on.key, 1, {len(CLOCK_KEY)}) = '{CLOCK_KEY}' AND went_on.recorded_at <= :as_of)")
"""What `_dated_ahead` asks. No index on the moment is to be chosen: then no entry is read where the inner is empty."""
CHUNK = 5_000
"""Rows on their way to or from the database at a time."""


def table_of(model: type[SQLModel]) -> Table:
    """The table of a model."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


PROJECT, JOURNAL, STATUS = table_of(Project), table_of(JournalEntry), table_of(StatusChange)
BLOCKER, WORD, REVIEW = table_of(Blocker), table_of(BlockerWord), table_of(ReviewWord)
TARGET, SETTING = table_of(Target), table_of(Setting)
EXPECTED, SEAL, RULES = table_of(ExpectedDay), table_of(Seal), table_of(RulesKept)
YEAR_CLOSE = table_of(YearClose)
CHANGE = table_of(ProfileChange).alias("c")
RESULT = table_of(ProjectResult).alias("q")
RECOGNITION, ASSERTION = table_of(Recognition), table_of(Assertion)
OTHERS_LIST, ANSWERED = table_of(OthersList), table_of(DifferenceAnswer)
AUDIT_ANSWER = table_of(AuditAnswer)
UNIT, UNIT_TARGET, CREDIT = table_of(AssessedUnit), table_of(UnitTarget), table_of(Credit)
MARK_GIVEN, BUNDLE_TAKEN = table_of(GivenMark), table_of(BundleTaken)
PROFILE, MILESTONE = table_of(Profile).alias("p"), table_of(Milestone).alias("m")
RECEIPT, EVIDENCE = table_of(Receipt).alias("r"), table_of(Evidence).alias("e")
LATER: Mapping[Stage, FromClause] = {stage: table_of(Milestone).alias(f"m_{stage}") for stage in Stage}
"""The milestone of another stage of the same project."""
OPEN_BLOCKER: Condition = BLOCKER.c.state != BlockerState.VERIFIED
"""That a blocker has not been verified closed."""
HINDERS: Condition = and_(BLOCKER.c.blocking.is_(True), OPEN_BLOCKER)
"""That a blocker keeps its project from starting, as `tracker.domain.blocking.hinders` says it of one."""


def known(facts: FromClause | type[Fact], as_of: datetime | None = None) -> Condition:
    """Which rows of a table of facts were known to hold at a moment (aware); None stands for the present."""
    superseded_at, known_at, gone_at = (
        (facts.c.superseded_at, facts.c.known_at, facts.c.gone_at) if isinstance(facts, FromClause)
        else (col(facts.superseded_at), col(facts.known_at), col(facts.gone_at)))
    if as_of is None:
        return superseded_at.is_(None)
    entry, ended = ((facts.c.entry_id, facts.c.superseded_entry_id) if isinstance(facts, FromClause)
                    else (col(facts.entry_id), col(facts.superseded_entry_id)))
    early = _dated_ahead(as_of)
    return and_(or_(known_at <= as_of, entry.in_(early)),
                or_(gone_at.is_(None), and_(gone_at > as_of, ended.in_(early).is_(False))))


def gone(facts: FromClause | type[Fact], as_of: datetime | None = None) -> Condition:
    """Which rows of a table of facts had held before a moment, and held no more; None stands for the present."""
    superseded_at, gone_at = (
        (facts.c.superseded_at, facts.c.gone_at) if isinstance(facts, FromClause)
        else (col(facts.superseded_at), col(facts.gone_at)))
    if as_of is None:
        return superseded_at.is_not(None)
    ended = facts.c.superseded_entry_id if isinstance(facts, FromClause) else col(facts.superseded_entry_id)
    return or_(gone_at <= as_of, ended.in_(_dated_ahead(as_of)))


def changed_since(kind: type[Fact], column: str, entry: int) -> tuple[Query, Query]:
    """A column of the facts of a kind that were recorded after a journal entry, and of those superseded after it.

    Every fact that holds now and did not by what was known when that entry was the last, or the other way round, is
    among them. Facts lie in the order in which they were recorded: they are found from the end, and no others are read.
    """
    row, earlier = table_of(kind).alias("changed"), table_of(kind).alias("earlier")
    last = select(earlier.c.id).where(earlier.c.entry_id <= entry).order_by(earlier.c.id.desc()).limit(1)
    return (select(row.c[column]).where(row.c.id > func.coalesce(last.scalar_subquery(), 0)),
            select(row.c[column]).where(row.c.superseded_entry_id > entry))


def before_entry(facts: FromClause, entry: int) -> Condition:
    """Which rows of a table of facts stood before a journal entry was written, and all that were written after it."""
    return and_(facts.c.entry_id < entry,
                or_(facts.c.superseded_entry_id.is_(None), facts.c.superseded_entry_id >= entry))


def last_moment(session: Session) -> datetime | None:
    """The moment of the last journal entry; None in a new office."""
    last: datetime | None = session.scalar(select(JOURNAL.c.at).order_by(JOURNAL.c.id.desc()).limit(1))
    return last


def recorded_by(as_of: datetime) -> AnyColumn:
    """The number of the last entry that had been recorded at a moment (aware), also where a clock ran backwards."""
    at = func.coalesce(JOURNAL.c.at, JOURNAL.c.at)  # from the last entry back, and not by the index of all before it
    return select(JOURNAL.c.id).where(at <= as_of).order_by(JOURNAL.c.id.desc()).limit(1).scalar_subquery()


def _dated_ahead(as_of: datetime) -> TextClause:
    """The numbers of entries that had been recorded at a moment though their own moment lies after it.

    Their clock stood ahead, and somebody went on recording with a clock that was put right: what was written before
    that was known by then. Where nobody ever did, no entry is read. It is text so that a join on a condition with it
    still shows which tables are joined.
    """
    return _DATED_AHEAD.bindparams(bindparam("as_of", as_of, Moment(), unique=True))


def plain_rows(session: Session, model: type[_M], *conditions: Condition, content_only: bool = False) -> Iterator[_M]:
    """Rows of a whole table in the order of their numbers, to be read only.

    They have the columns of the model by name. The session keeps no account of them, which makes them cheap to read
    by the hundred thousand; nothing that is set on them would be written. With `content_only` facts come without when
    and by whom they were recorded, for a third of the time.
    """
    table = table_of(model)
    columns, named = _read_as(model, content_only)
    return cast("Iterator[_M]", map(named, read_columns(session, table, columns, *conditions)))


@cache
def _read_as(model: type[SQLModel], content_only: bool) -> tuple[Sequence[AnyColumn], Callable[[RawRow], RawRow]]:
    """The columns that are read of a model, and what makes a row with their names."""
    columns = [column for column in table_of(model).c
               if not content_only or column.name == "id" or column.name not in Fact.model_fields]
    row = namedtuple("row", [column.name for column in columns])  # type: ignore[misc]
    return columns, row._make


def read_columns(session: Session, table: Table, columns: Sequence[AnyColumn], *conditions: Condition
                 ) -> Iterator[RawRow]:
    """Some columns of the rows of a table in the order of their numbers, each value as what it means."""
    result = cast("CursorResult[Any]", session.execute(select(*columns).where(*conditions).order_by(table.c.id)))
    return _read(result, [_Meanings.of(column.type, session.get_bind().dialect) for column in columns])


def _read(result: CursorResult[Any], meanings: Sequence[Callable[[Any], Any] | None]) -> Iterator[RawRow]:
    with result:
        while chunk := result.cursor.fetchmany(CHUNK):
            columns = zip(*chunk, strict=True)
            yield from zip(*(map(meaning, stored) if meaning else stored
                             for meaning, stored in zip(meanings, columns, strict=True)), strict=True)


class _Meanings(dict[Any, Any]):
    """What the stored values of a column mean: each of them is read once, however often it stands there."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, stored: Any) -> Any:
        if len(self) >= CHUNK:
            self.clear()
        value = self[stored] = self._read(stored)
        return value

    @classmethod
    def of(cls, kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
        """What reads the values of a type; None where they are what they are stored as."""
        read = kind.dialect_impl(dialect).result_processor(dialect, None)
        if read is None or isinstance(kind, JSON):
            return read  # a value of JSON is not shared: whoever reads it may change it
        return cls(read).__getitem__


def standing_rows(session: Session, kind: type[_F], as_of: datetime | None = None, *,
                  content_only: bool = False) -> Iterator[_F]:
    """The facts of a kind that were known to hold at a moment (now where none is given), as `plain_rows` gives them."""
    return plain_rows(session, kind, known(table_of(kind), as_of), content_only=content_only)


def standing_by(session: Session, kind: type[_F], by: str, as_of: datetime | None = None, *,
                content_only: bool = False) -> dict[int, list[_F]]:
    """What `standing_rows` gives, by the number in a column such as `project_id`."""
    found: dict[int, list[_F]] = {}
    for row in standing_rows(session, kind, as_of, content_only=content_only):
        found.setdefault(getattr(row, by), []).append(row)
    return found


def raw_chunks(session: Session, query: Executable, params: Mapping[str, object] | None = None
               ) -> Iterator[Sequence[RawRow]]:
    """Rows with their values as the driver gives them, many at a time.

    A day, a moment or a member of an enum may be text. SQLAlchemy's own rows, with every value turned into what it
    means, take twice as long.
    """
    with cast("CursorResult[Any]", session.execute(query, params)) as result:
        while chunk := result.cursor.fetchmany(CHUNK):
            yield chunk


def raw_rows(session: Session, query: Executable, named: Callable[[RawRow], _N],
             params: Mapping[str, object] | None = None) -> Iterator[_N]:
    """The rows of `raw_chunks`, each made by `named` (`_make` of a named tuple) of its columns in their order."""
    for chunk in raw_chunks(session, query, params):
        yield from map(named, chunk)
