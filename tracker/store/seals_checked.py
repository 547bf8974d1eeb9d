"""Looks whether every sealed row still says what was recorded, names those that do not, and seals what has no seal."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from heapq import merge
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, insert, select

from tracker.store.query import JOURNAL, SEAL
from tracker.store.seals import (
    JOURNAL_PART,
    NO_SEAL,
    PARTS,
    STRAYS,
    Content,
    Sealed,
    SealedPart,
    SealedRow,
    digested,
    digested_together,
    head_of,
    known_in,
    unpacked,
)


class Harm(StrEnum):
    """What is wrong with a sealed row."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    """No entry recorded it."""
    REVIVED = "revived"
    """It was superseded, and is not marked so any more, or by another entry."""
    ENDED = "ended"
    """It is marked as superseded, and no entry did that."""
    UNSEALED = "unsealed"
    """A journal entry without a seal."""
    SEAL = "seal"
    """The seal of an entry does not follow from what it seals and the seal before it."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that is not what was recorded: its table and number, and the entry whose seal tells."""

    harm: Harm
    table: str
    number: int
    entry_id: int


@dataclass(frozen=True, slots=True)
class Seals:
    """What looking at all seals found. `sealed` counts rows; `head` is the hash of the last entry's seal."""

    broken: tuple[Broken, ...]
    entries: int
    sealed: int
    last: int
    head: str


_Known = dict[tuple[str, int], tuple[int, bytes]]
"""By table and number of a row: the entry that last said from when to when it was known, and the digest of that."""
_Together = tuple[int, int, list[tuple[int, bytes]]]
"""An entry, the place of a part in PARTS, and some of the rows it is: their numbers and digests."""
_HARM = {
    Sealed.WRITTEN: (Harm.CHANGED, Harm.MISSING, Harm.ADDED),
    Sealed.ENDED: (Harm.CHANGED, Harm.REVIVED, Harm.ENDED),
    Sealed.KNOWN: (Harm.CHANGED, Harm.CHANGED, Harm.CHANGED),
}
"""Of what was done with a row: how its being otherwise is called, its being gone, its being there unsealed."""


def check_seals(connection: Connection) -> Seals:
    """Takes the digest of every row once more and compares it with the seals, from the first entry to the last."""
    broken: list[Broken] = []
    last, head, entries, sealed = 0, NO_SEAL, 0, 0
    befores, known = {NO_SEAL}, _Known()
    with closing(_by_entry(connection)) as rows:
        recorded = _Groups(rows)
        for last, head, facts in connection.execute(select(SEAL.c.entry_id, SEAL.c.hash, SEAL.c.facts).order_by(
                SEAL.c.entry_id)):
            broken += _unsealed(recorded.before(last))
            content, count = _content(recorded.of(last))
            follows = _compared(last, content, facts, befores, head, known, broken)
            # A seal that was changed itself must not make the next one look wrong too.
            befores, entries, sealed = {head, follows}, entries + 1, sealed + count
        broken += _unsealed(recorded.before(None))
    broken += _said_of_times(connection, known)
    return Seals(tuple(broken), entries, sealed, last, head)


def seal_unsealed(connection: Connection) -> None:
    """Seals each entry of an office that was kept before there were seals, as its rows stand."""
    last, before = head_of(connection)
    unsealed = set(connection.scalars(select(JOURNAL.c.id).where(JOURNAL.c.id > last)))
    newest = max(unsealed, default=None)
    if newest is None:
        return
    with closing(_by_entry(connection)) as rows:
        for entry_id, group in groupby(rows, key=itemgetter(0)):
            # A row that names an entry nobody has is left as it is: `check_seals` names it.
            if entry_id not in unsealed:
                continue
            content, _ = _content(group)
            if entry_id == newest:
                for part in PARTS:
                    if part.what is Sealed.KNOWN:
                        content.add(part, list(_numbered(digested(connection, part, STRAYS))))
            before = content.hash_after(before)
            connection.execute(insert(SEAL), {"entry_id": entry_id, "hash": before, "facts": content.packed})


class _Groups:
    """Rows by the entry that recorded them, taken in the order of the entries."""

    def __init__(self, rows: Iterator[_Together]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next = next(self._groups, None)

    def before(self, entry_id: int | None) -> Iterator[_Together]:
        """The rows of all entries before one; all that are left for None."""
        while self._next and (entry_id is None or self._next[0] < entry_id):
            yield from self._next[1]
            self._next = next(self._groups, None)

    def of(self, entry_id: int) -> Iterator[_Together]:
        """The rows of one entry."""
        if self._next and self._next[0] == entry_id:
            yield from self._next[1]
            self._next = next(self._groups, None)


def _by_entry(connection: Connection) -> Generator[_Together, None, None]:
    streams = [_ordered(connection, place) for place, part in enumerate(PARTS) if part.what is not Sealed.KNOWN]
    yield from merge(*streams)


def _ordered(connection: Connection, place: int) -> Iterator[_Together]:
    part = PARTS[place]
    where = "superseded_entry_id IS NOT NULL OR superseded_at IS NOT NULL" if part.what is Sealed.ENDED else "TRUE"
    for entry_id, rows in digested_together(connection, part, where):
        yield entry_id, place, rows


def _content(recorded: Iterable[_Together]) -> tuple[Content, int]:
    """What an entry recorded by the rows there are, without when facts were known; and how many rows it recorded."""
    content, count = Content(), 0
    for place, together in groupby(recorded, key=itemgetter(1)):
        part, rows = PARTS[place], [row for _, _, some in together for row in some]
        count += len(rows) if part.what is Sealed.WRITTEN and part is not JOURNAL_PART else 0
        content.add(part, rows)
    return content, count


def _numbered(rows: Iterable[SealedRow]) -> Iterator[tuple[int, bytes]]:
    return ((number, digest) for _, number, digest in rows)


def _compared(entry_id: int, content: Content, facts: bytes, befores: set[str], head: str, known: _Known,
              broken: list[Broken]) -> str:
    """Compares an entry with its seal, and answers the hash that the seal should have."""
    seal_wrong = Broken(Harm.SEAL, "seal", entry_id, entry_id)
    try:
        for part, rows in known_in(facts):
            content.add(part, rows)
            known.update(((part.table, number), (entry_id, digest)) for number, digest in rows)
        stored = dict(unpacked(facts)) if content.packed != facts else None
    except ValueError:  # among them UnicodeDecodeError
        broken.append(seal_wrong)
        return head
    hashes = [content.hash_after(before) for before in befores]
    if head not in hashes:
        different = [] if stored is None else list(_different(entry_id, stored, dict(unpacked(content.packed))))
        broken += different or [seal_wrong]
    elif stored is not None:
        broken.append(seal_wrong)
    return hashes[0]


def _different(entry_id: int, stored: dict[SealedPart, list[tuple[int, bytes]]],
               standing: dict[SealedPart, list[tuple[int, bytes]]]) -> Iterator[Broken]:
    for part in PARTS:
        changed, missing, added = _HARM[part.what]
        was, now = dict(stored.get(part, ())), dict(standing.get(part, ()))
        for number in sorted(was.keys() | now.keys()):
            if number not in now:
                yield Broken(missing, part.table, number, entry_id)
            elif number not in was:
                yield Broken(added, part.table, number, entry_id)
            elif was[number] != now[number]:
                yield Broken(changed, part.table, number, entry_id)


def _unsealed(rows: Iterable[_Together]) -> Iterator[Broken]:
    for entry_id, place, some in rows:
        part = PARTS[place]
        harm = Harm.UNSEALED if part is JOURNAL_PART else _HARM[part.what][2]
        yield from (Broken(harm, part.table, number, entry_id) for number, _ in some)


def _said_of_times(connection: Connection, known: _Known) -> Iterator[Broken]:
    """Rows that were known at other times than their seals say."""
    for part in PARTS:
        if part.what is not Sealed.KNOWN:
            continue
        numbers = ", ".join(str(number) for table, number in known if table == part.table) or "0"
        for entry_id, number, digest in digested(connection, part, f"{STRAYS} OR id IN ({numbers})"):
            said_by, sealed = known.get((part.table, number), (entry_id, b""))
            if digest != sealed:
                yield Broken(Harm.CHANGED, part.table, number, said_by)
