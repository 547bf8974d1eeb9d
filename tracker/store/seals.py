"""Seals journal entries: a chain of hashes over what each recorded, in which no fact can be changed unseen."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, cast

from sqlalchemy import Connection, select
from sqlmodel import Session, SQLModel

from tracker.store.at_hand import AtHand, answered, of_unit
from tracker.store.canonical import ended_form, known_form, written_form
from tracker.store.query import CHUNK, JOURNAL, SEAL, table_of
from tracker.store.tables import FACTS, Fact, JournalEntry
from tracker.store.together import Statement, placeholder

NO_SEAL = "0" * 64
"""What the first seal names as the one before it."""
SHOWN = 16
"""Digits of a hash that are shown as the head."""
HEAD_OF_SEALS = "head"
"""What a unit has at hand: what `head_of` answers."""
_ID_BYTES = 8
_PLACE = "<which>"
_MARKS = 50
"""Rows of a part up to which each has a mark of its own in a statement for a file."""
_SHORT = 8
"""Bytes of a fact's digest kept beside its number; the hash of the seal is taken of the whole digests."""


class Sealed(StrEnum):
    """What an entry did with a row."""

    WRITTEN = "written"
    ENDED = "ended"
    KNOWN = "known"
    """Said from when to when it was known: an older ledger may say so of a fact that another one recorded."""


class SealedPart(NamedTuple):
    """The rows of one table with which an entry did one thing."""

    table: str
    what: Sealed


JOURNAL_PART = SealedPart("journal", Sealed.WRITTEN)
PARTS: tuple[SealedPart, ...] = (
    JOURNAL_PART,
    *(SealedPart(table_of(kind).name, what) for kind in FACTS for what in (Sealed.WRITTEN, Sealed.ENDED)),
    *(SealedPart(table_of(kind).name, Sealed.KNOWN) for kind in FACTS),
)
"""Every part there can be, in the order a seal takes them."""
MODELS: Mapping[str, type[SQLModel]] = {JOURNAL.name: JournalEntry, **{table_of(kind).name: kind for kind in FACTS}}
"""What is sealed, by the name of its table."""
STRAYS = "known_at <> recorded_at OR (gone_at IS NULL) <> (superseded_at IS NULL) OR gone_at <> superseded_at"
"""That a fact was not known for exactly as long as it stood: its seal has to say from when to when it was."""


@dataclass(slots=True)
class ToSeal:
    """What a unit has recorded so far and has to seal: numbers of rows, or all rows above a number."""

    entries: list[int] = field(default_factory=list)
    rows: dict[tuple[type[Fact], Sealed], list[int]] = field(default_factory=dict)
    above: dict[type[Fact], int] = field(default_factory=dict)

    def note(self, kind: type[Fact], what: Sealed, *numbers: int | None) -> None:
        """Notes what was done with facts of a kind."""
        self.rows.setdefault((kind, what), []).extend(number for number in numbers if number is not None)


def head_of(connection: Connection) -> tuple[int, str]:
    """The number of the last sealed entry and the hash of its seal; 0 and zeros in an office without any."""
    row = connection.exec_driver_sql("SELECT entry_id, hash FROM seal ORDER BY entry_id DESC LIMIT 1").first()
    return (row[0], row[1]) if row else (0, NO_SEAL)


def head_shown(connection: Connection, as_of: datetime | None = None) -> str:
    """The first digits of the head: what names on paper all that was recorded by a moment, or by now.

    It is empty where nothing had been recorded by then.
    """
    if as_of is None:
        entry_id, head = head_of(connection)
        return head[:SHOWN] if entry_id else ""
    query = select(SEAL.c.hash).join(JOURNAL, JOURNAL.c.id == SEAL.c.entry_id).where(JOURNAL.c.at <= as_of)
    found = connection.scalar(query.order_by(JOURNAL.c.at.desc(), JOURNAL.c.id.desc()).limit(1))
    return (found or "")[:SHOWN]


class Content:
    """What one entry recorded, part by part in the order of PARTS: the hash of it all, and which rows it was."""

    def __init__(self) -> None:
        self._taken = hashlib.sha256()
        self._packed = bytearray()

    def add(self, part: SealedPart, rows: Sequence[tuple[int, bytes]]) -> None:
        """Takes the rows of the next part: their numbers and digests, in the order of the numbers."""
        size = _size(part)
        if rows:
            header = f"{part.table} {part.what} {len(rows)}\n".encode()
            self._taken.update(b"".join([digest for _, digest in rows]) + header)
            self._packed += header + b"".join([number.to_bytes(_ID_BYTES) + digest[:size] for number, digest in rows])

    def hash_after(self, before: str) -> str:
        """The hash of the seal: of the hash before it, and of everything recorded."""
        return hashlib.sha256(f"{before}\n{self._taken.hexdigest()}".encode()).hexdigest()

    @property
    def packed(self) -> bytes:
        """The numbers of the rows and the beginnings of their digests."""
        return bytes(self._packed)


def seal(session: Session, recorded: ToSeal) -> None:
    """Seals the entries of a unit, after all it recorded has been written."""
    if not recorded.entries:
        return
    there, connection = of_unit(session), session.connection()
    contents = {number: Content() for number in recorded.entries}
    for part, groups in _many_of_unit(connection, recorded) if recorded.above else _of_unit(there, recorded):
        rows: defaultdict[int, list[tuple[int, bytes]]] = defaultdict(list)
        for entry_id, group in groups:
            rows[entry_id] += group
        for entry_id, all_rows in rows.items():
            contents[entry_id].add(part, all_rows)
    _, before = answered(session, HEAD_OF_SEALS, lambda: head_of(connection))
    marks = ", ".join([placeholder(is_sqlite=there.together.is_sqlite)] * 3)
    for entry_id, content in contents.items():
        before = content.hash_after(before)
        there.together.later(Statement(f"INSERT INTO {SEAL.name} (entry_id, hash, facts) VALUES ({marks})",
                                       (entry_id, before, content.packed)))


def _digests(part: SealedPart, rows: Iterable[tuple[int, int, bytes]]) -> list[tuple[int, bytes]]:
    """The numbers of rows with the digest of each: of its table, what was done with it, its number and what it says."""
    kind, taken = f"{part.table} {part.what}".encode(), hashlib.sha256
    return [(number, taken(b"%b %d\n%b" % (kind, number, content)).digest()) for _, number, content in rows]


def unpacked(facts: bytes) -> Iterator[tuple[SealedPart, list[tuple[int, bytes]]]]:
    """The parts of `Content.packed`, with numbers and digests. Raises ValueError for anything else."""
    for part, begin, end in _laid_out(facts):
        step = _ID_BYTES + _size(part)
        yield part, [(int.from_bytes(facts[row:row + _ID_BYTES]), facts[row + _ID_BYTES:row + step])
                     for row in range(begin, end, step)]


def known_in(facts: bytes) -> Iterator[tuple[SealedPart, list[tuple[int, bytes]]]]:
    """Those parts alone that say when facts were known. Raises ValueError as `unpacked` does."""
    if any(part.what is Sealed.KNOWN for part, _, _ in _laid_out(facts)):
        yield from ((part, rows) for part, rows in unpacked(facts) if part.what is Sealed.KNOWN)


def _laid_out(facts: bytes) -> Iterator[tuple[SealedPart, int, int]]:
    """Each part with where its rows begin and end."""
    end = 0
    while end < len(facts):
        line = facts.index(b"\n", end)
        table, what, count = facts[end:line].decode("ascii").split(" ")
        part, begin = SealedPart(table, Sealed(what)), line + 1
        end = begin + int(count) * (_ID_BYTES + _size(part))
        if part not in PARTS or not begin < end <= len(facts):
            raise ValueError(part)
        yield part, begin, end


def _size(part: SealedPart) -> int:
    """Of what is said later of a row, the whole digest is kept: the row itself may say something else by then."""
    return hashlib.sha256().digest_size if part.what is Sealed.KNOWN else _SHORT


def rows_question(part: SealedPart, dialect: str, where: str) -> str:
    """The statement for the rows of a part: entry, number, content, in this order and in the order of the first two."""
    entry, form = _asked(MODELS[part.table], part.what, dialect)
    order = "id" if part.what is Sealed.KNOWN else f"{entry}, id"
    return f'SELECT {entry}, id, {form} FROM "{part.table}" WHERE {where} ORDER BY {order}'


def _asked(model: type[SQLModel], what: Sealed, dialect: str) -> tuple[str, str]:
    if model is JournalEntry:
        return "id", written_form(model, dialect)
    if what is Sealed.ENDED:
        return "coalesce(superseded_entry_id, 0)", ended_form(dialect)
    return "entry_id", known_form(dialect) if what is Sealed.KNOWN else written_form(model, dialect)


SealedRow = tuple[int, int, bytes]
"""Of a row an entry did something with: the entry, the number of the row, the digest."""


SealedGroup = tuple[int, list[tuple[int, bytes]]]
"""Rows that follow each other of one entry: the entry, and of each row its number and digest."""


def _of_unit(there: AtHand, recorded: ToSeal) -> Iterator[tuple[SealedPart, Iterator[SealedGroup]]]:
    """The parts of a unit that noted each row it wrote, all asked for together."""
    noted = {SealedPart(table_of(kind).name, what): numbers for (kind, what), numbers in recorded.rows.items()}
    noted[JOURNAL_PART] = recorded.entries
    parts = [part for part in PARTS if noted.get(part)]
    answers = there.ask(*(_numbered(part, noted[part], there.dialect.name) for part in parts))
    for part, rows in zip(parts, answers, strict=True):
        yield part, _to_entries(part, _grouped(part, rows), recorded)


def _numbered(part: SealedPart, numbers: Sequence[int], dialect: str) -> Statement:
    """Asks for rows of a part by their numbers; the statement is the same for as many of them."""
    if dialect == "sqlite" and len(numbers) <= _MARKS:
        return Statement(_asks_numbered(part, dialect, ", ".join("?" * len(numbers))), tuple(numbers))
    if dialect == "sqlite":
        return Statement(rows_question(part, dialect, f"id IN ({_listed(numbers)})"))
    return Statement(_asks_numbered(part, dialect, ""), (list(numbers),))


@cache
def _asks_numbered(part: SealedPart, dialect: str, marks: str) -> str:
    if dialect == "sqlite":
        return rows_question(part, dialect, f"id IN ({marks})")
    return rows_question(part, dialect, _PLACE).replace("%", "%%").replace(_PLACE, "id = ANY(%s)")


def _to_entries(part: SealedPart, groups: Iterator[SealedGroup], recorded: ToSeal) -> Iterator[SealedGroup]:
    """When a fact was known may be said by another entry than the one that recorded it: the last of the unit."""
    return ((recorded.entries[-1] if part.what is Sealed.KNOWN else entry_id, rows) for entry_id, rows in groups)


def _many_of_unit(connection: Connection, recorded: ToSeal) -> Iterator[tuple[SealedPart, Iterator[SealedGroup]]]:
    """The parts of a unit that wrote more than it noted, each read as it is asked for."""
    entries = _listed(recorded.entries)
    yield JOURNAL_PART, digested_together(connection, JOURNAL_PART, f"id IN ({entries})")
    for part in PARTS[1:]:
        kind = cast("type[Fact]", MODELS[part.table])
        noted, where = recorded.rows.get((kind, part.what), ()), ""
        if kind in recorded.above:
            where = _above(part.what, recorded.above[kind], entries, _listed(noted))
        elif noted:
            where = f"id IN ({_listed(noted)})"
        if where:
            yield part, _to_entries(part, digested_together(connection, part, where), recorded)


def _above(what: Sealed, number: int, entries: str, noted: str) -> str:
    """Which rows an entry that writes many has done something with."""
    new, ended = f"id > {number}", f"superseded_entry_id IN ({entries})"
    if what is Sealed.KNOWN:
        return f"({new} OR {ended} OR id IN ({noted})) AND known_at <> recorded_at"
    return new if what is Sealed.WRITTEN else ended


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers)) or "0"


def digested(connection: Connection, part: SealedPart, where: str) -> Iterator[SealedRow]:
    """The rows of a part under a condition, by entry and number."""
    for entry_id, rows in digested_together(connection, part, where):
        for number, digest in rows:
            yield entry_id, number, digest


def digested_together(connection: Connection, part: SealedPart, where: str) -> Iterator[SealedGroup]:
    """What `digested` gives, with the rows of an entry that follow each other together."""
    with connection.exec_driver_sql(rows_question(part, connection.dialect.name, where)) as result:
        while chunk := result.cursor.fetchmany(CHUNK):
            yield from _grouped(part, chunk)


def _grouped(part: SealedPart, rows: Sequence[tuple[int, int, bytes]]) -> Iterator[SealedGroup]:
    for entry_id, group in groupby(rows, key=itemgetter(0)):
        yield entry_id, _digests(part, group)
