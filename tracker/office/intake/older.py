"""Older ledgers: when one was known, up to when what it says held, and what it leaves of what was thought so far.

A ledger that is older than anything the office knows of its projects is history: it holds from its day up to the next
thing the office knew, and changes nothing of what is known from then on. What another older ledger had said for that
time is narrowed: it was known for less long. Facts recorded as they became known are never touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlmodel import Session

from tracker.domain.clock import end_of_day, to_the_minute
from tracker.domain.reasons import Code, Reason
from tracker.domain.typed import optional_day_typed
from tracker.office.desk import Desk, Unit
from tracker.office.known_then import KNOWN_ON, past_ledgers
from tracker.office.outcome import Refused, refused
from tracker.store.query import CHUNK, ColumnValues, table_of
from tracker.store.seals import Sealed
from tracker.store.tables import OF_PROJECTS, Blocker, BlockerWord, Evidence, Fact, Receipt

_POINTS_AT: Mapping[type[Fact], tuple[str, type[Fact]]] = {
    Evidence: ("receipt_id", Receipt), BlockerWord: ("blocker_id", Blocker)}
"""Facts that are about another fact: in which column, and of which kind."""


@dataclass(frozen=True, slots=True)
class Then:
    """When a ledger was known: its day, the moment that day ended, and the moment the office next knew something.

    `until` is None where nothing that the office knows of its projects is newer: the ledger then holds now.
    """

    on: date
    at: datetime
    until: datetime | None = None


def known_then(desk: Desk, known_on: date) -> Then | Refused:
    """The moment an older ledger was known, the end of a day. Refused for a day that is not past, or since which the
    office has been kept here: what was known since then is on record.
    """
    if known_on >= desk.today():
        return refused(Code.KNOWN_ON_AHEAD, field=KNOWN_ON, value=known_on.isoformat())
    at = end_of_day(known_on)
    with desk.reading() as session:
        kept_since = _first_as_it_became_known(session)
    if kept_since is not None and kept_since <= at:
        return refused(Code.KNOWN_ON_KEPT, field=KNOWN_ON, value=known_on.isoformat(),
                       at=to_the_minute(kept_since))
    return Then(known_on, at)


def known_on_typed(desk: Desk, text: str) -> date | Refused:
    """The day an older ledger was known on, as it was typed; of a month or a year its last day."""
    day = optional_day_typed(text, desk.today(), field=KNOWN_ON)
    if isinstance(day, Reason):
        return Refused((day,))
    if day is None or day.last is None:
        return refused(Code.DAY_MISSING, field=KNOWN_ON)
    return day.last


def _first_as_it_became_known(session: Session) -> datetime | None:
    """The first moment at which something about a project was recorded as it became known."""
    found = [session.scalar(select(func.min(table.c.recorded_at)).where(table.c.known_at == table.c.recorded_at))
             for table in map(table_of, OF_PROJECTS)]
    return min((moment for moment in found if moment is not None), default=None)


def next_known(session: Session, at: datetime) -> datetime | None:
    """The first moment after another at which anything of what the office knows of its projects changed.

    An older ledger counts too where it said nothing new: what was known before was known on its day once more.
    """
    columns = (table.c[name] for table in map(table_of, OF_PROJECTS) for name in ("known_at", "gone_at"))
    found = [session.scalar(select(func.min(column)).where(column > at)) for column in columns]
    ledgers = (end_of_day(one.on) for one in past_ledgers(session))
    return min((moment for moment in (*found, *ledgers) if moment is not None and moment > at), default=None)


class Narrowing:
    """Ends what an older ledger says otherwise, at the day that ledger was known.

    A fact that held beyond the next thing the office knew is kept for that later time, and written once more for the
    time before the ledger.
    """

    def __init__(self, session: Session, then: Then, superseded: Mapping[type[Fact], list[int]]) -> None:
        self._session, self._then = session, then
        self._rows = {kind: list(self._read(kind, numbers)) for kind, numbers in superseded.items()}
        self._copies: dict[type[Fact], list[ColumnValues]] = {}

    def _read(self, kind: type[Fact], numbers: list[int]) -> Iterator[ColumnValues]:
        table = table_of(kind)
        for start in range(0, len(numbers), CHUNK):
            some = select(table).where(table.c.id.in_(numbers[start:start + CHUNK]))
            yield from (dict(row) for row in self._session.execute(some).mappings())

    def told(self) -> list[list[object]]:
        """What will be known for less long, for the journal: table, number, and from when to when so far."""
        return [[table_of(kind).name, row["id"], str(row["known_at"]), str(row["gone_at"] or "")]
                for kind, rows in self._rows.items() for row in rows
                if row["gone_at"] is not None or self._then.until is not None]

    def end(self, unit: Unit, entry_id: int) -> None:
        """Narrows or supersedes the facts."""
        mark = {"superseded_at": unit.at, "superseded_entry_id": entry_id, "gone_at": self._then.at}
        source = {"entry_id": entry_id, "recorded_at": unit.at, "recorded_by": unit.who, **mark}
        for kind, rows in self._rows.items():
            table = table_of(kind)
            for row in rows:
                change = self._change(row, mark)
                if "known_at" in change and row["known_at"] < self._then.at:
                    self._copies.setdefault(kind, []).append({**row, **source})
                self._session.execute(update(table).where(table.c.id == row["id"]).values(**change))
            unit.recorded.note(kind, Sealed.KNOWN, *(row["id"] for row in rows))

    def _change(self, row: ColumnValues, mark: ColumnValues) -> ColumnValues:
        until, gone = self._then.until, row["gone_at"]
        if gone is None and until is None:
            return mark
        if gone is not None and (until is None or gone <= until):
            return {"gone_at": self._then.at}
        return {"known_at": until}

    def write_copies(self) -> None:
        """Writes what was cut off once more; what is about another fact is about that one's copy."""
        instead: dict[tuple[type[Fact], int], int] = {}
        for kind in sorted(self._copies, key=lambda one: one in _POINTS_AT):
            for row in self._copies[kind]:
                number = row.pop("id")
                if kind in _POINTS_AT:
                    column, to = _POINTS_AT[kind]
                    row[column] = instead.get((to, row[column]), row[column])
                copy = kind(**row)
                self._session.add(copy)
                self._session.flush()
                instead[kind, number] = copy.id or 0


def known_columns(then: Then | None, entry_id: int, at: datetime) -> ColumnValues:
    """The columns in which the new facts of a ledger say when they were known, and that they are history."""
    found: ColumnValues = {"known_at": then.at if then else at}
    if then and then.until:
        found |= {"gone_at": then.until, "superseded_at": at, "superseded_entry_id": entry_id}
    return found
