"""The desk an officer works at: an opened store, who is sitting there, the time, and the rules in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlmodel import Session

from tracker.domain.clock import STRAY, office_day
from tracker.domain.text import clean, clean_lines
from tracker.store.engine import Store
from tracker.store.query import JOURNAL
from tracker.store.seals import Sealed, ToSeal, seal
from tracker.store.tables import Fact, JournalEntry

TICK = timedelta(microseconds=1)
"""Between two journal entries at the least."""
IMPORT = "import"
"""The action of the journal entry under which a ledger is taken in."""
UNDO = "undo"
"""The action of the entries that take another back; their detail says which entry they are "of"."""

_F = TypeVar("_F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Desk:
    """What every use case is handed. Tests give a `clock` that answers in aware time; else the store's is asked."""

    store: Store
    who: str
    clock: Callable[[], datetime] | None = None

    def now(self) -> datetime:
        """The moment, as aware UTC: by the server's clock as it was last read, or by this machine's beside a file."""
        return self.clock() if self.clock else self.store.now()

    def today(self) -> date:
        """The office's day, wherever the machine stands."""
        return office_day(self.now())

    def written_ahead(self) -> datetime | None:
        """The moment of the last journal entry where that lies in the future: a clock stood ahead when it was made."""
        with self.reading() as session:
            last = _last_entry(session)
        return last if last and last > self.now() + STRAY else None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent look at the store; writes nothing."""
        with self.store.reading() as session:
            yield session

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """One unit of work: everything appended in it is committed together, or none of it.

        The clock (on PostgreSQL the server's, whatever the officer's machine says) is read after the write lock is held
        and never taken to stand before the last entry, so moments of recording run forwards even where somebody set
        a clock back.
        """
        with self.store.writing() as session:
            last = _last_entry(session)
            now = self.clock() if self.clock else self.store.moment(session)
            unit = Unit(session, self.who, max(now, last + TICK) if last else now)
            yield unit
            session.flush()
            seal(session.connection(), unit.recorded)


def _last_entry(session: Session) -> datetime | None:
    """The moment of the last journal entry; None in a new office."""
    last: datetime | None = session.scalar(select(func.max(JOURNAL.c.at)))
    return last


@dataclass(slots=True)
class Unit:
    """A unit of work under way: appends facts and the journal entry they belong to."""

    session: Session
    who: str
    at: datetime
    recorded: ToSeal = field(default_factory=ToSeal)

    def entry(self, action: str, *, project_id: int | None = None, subject: str = "", reason: str = "",
              detail: Mapping[str, object] | None = None) -> JournalEntry:
        """Writes the journal entry of this use case; the facts that follow name it as their source.

        Subject and reason are cleaned here too, whatever way they came.
        """
        row = JournalEntry(at=self.at, who=self.who, action=action, project_id=project_id, subject=clean(subject),
                           reason=clean_lines(reason), detail=cleaned(dict(detail or {})))
        self.session.add(row)
        self.session.flush()
        if row.id is not None:
            self.recorded.entries.append(row.id)
        return row

    def append(self, kind: type[_F], entry: JournalEntry, /, *, instead_of: Fact | None = None, **values: Any) -> _F:
        """Adds a fact, its texts cleaned; the one it stands `instead_of` is superseded at the same time."""
        values = {name: cleaned(value) for name, value in values.items()}
        if instead_of is not None:
            self.supersede(instead_of, entry)
            values["supersedes_id"] = instead_of.id
        row = kind(**{"entry_id": entry.id, "recorded_at": self.at, "known_at": self.at, "recorded_by": self.who,
                      **values})
        self.record(row)
        return row

    def record(self, row: Fact) -> None:
        """Writes a fact that is complete."""
        self.session.add(row)
        self.session.flush()
        self.recorded.note(type(row), Sealed.WRITTEN, row.id)

    def supersede(self, fact: Fact, entry: JournalEntry) -> None:
        """Marks a fact as no longer holding, from now on and because of `entry`."""
        fact.superseded_at = fact.gone_at = self.at
        fact.superseded_entry_id = entry.id
        self.session.add(fact)
        self.session.flush()
        self.recorded.note(type(fact), Sealed.ENDED, fact.id)
        if fact.known_at != fact.recorded_at:
            self.recorded.note(type(fact), Sealed.KNOWN, fact.id)


def cleaned(value: Any) -> Any:
    """A value without what cannot be seen in its texts; what a use case has cleaned before stays as it is."""
    if type(value) is str:
        return clean_lines(value)
    if isinstance(value, Mapping):
        return {cleaned(name): cleaned(held) for name, held in value.items()}
    return [cleaned(held) for held in value] if isinstance(value, list | tuple) else value
