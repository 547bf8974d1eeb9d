"""What officers decided about books of a shape: kept with an import, applied to the next book, taken back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session
from sqlmodel import select as select_row

from tracker.domain.reasons import Code
from tracker.ledger.fingerprint import Fingerprint
from tracker.office.book.kept import LEARNED
from tracker.office.desk import Desk, Unit
from tracker.office.outcome import Done, Refused, refused
from tracker.office.versions import Version, changed_since
from tracker.store.query import SETTING, known
from tracker.store.tables import JournalEntry, Setting

DROP = "mapping.drop"


@dataclass(frozen=True, slots=True)
class Learned:
    """What was decided about books of one shape: on which file, and when by whom."""

    key: str
    file: str
    headers: tuple[tuple[str, ...], ...]
    said: Mapping[str, Any]
    """As a mapping file says it."""
    recorded_at: datetime
    recorded_by: str
    version: int
    """The entry by which it stands."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What is to be kept about books of a shape; empty takes back what was kept."""

    fingerprint: Fingerprint
    file: str
    said: Mapping[str, Any]


def learned_in(session: Session) -> tuple[Learned, ...]:
    """Everything that is kept now, oldest first."""
    query = select(SETTING).where(SETTING.c.key.startswith(LEARNED), known(SETTING)).order_by(SETTING.c.id)
    return tuple(_read(row.key, row.value, row.recorded_at, row.recorded_by, row.entry_id)
                 for row in session.execute(query))


def every_learned(desk: Desk) -> tuple[Learned, ...]:
    """Everything that is kept now, oldest first."""
    with desk.reading() as session:
        return learned_in(session)


def keep_decided(unit: Unit, entry: JournalEntry, decided: Decided) -> None:
    """Keeps a decision instead of the one before, within the unit of an import; an empty one takes that back."""
    was = _standing(unit.session, decided.fingerprint.key)
    if decided.said:
        value = json.dumps({"file": decided.file, "headers": decided.fingerprint.headers, "said": decided.said},
                           ensure_ascii=False)
        unit.append(Setting, entry, instead_of=was, key=f"{LEARNED}{decided.fingerprint.key}", value=value)
    elif was is not None:
        unit.supersede(was, entry)


def drop_learned(desk: Desk, key: str, *, version: Version = None) -> Done[Learned] | Refused:
    """Takes back what was decided about books of a shape; refused where nothing is kept under the key.

    `version` is the entry by which the decision stood (`Learned.version`).
    """
    with desk.unit() as work:
        was = _standing(work.session, key)
        if others := changed_since(work.session, version, was, Setting, lambda row: row.recorded_by,
                                   key=f"{LEARNED}{key}"):
            return others
        if was is None:
            return refused(Code.NO_MAPPING, field="key", value=key)
        found = _read(was.key, was.value, was.recorded_at, was.recorded_by, was.entry_id)
        work.supersede(was, work.entry(DROP, subject=found.file, detail={"key": key}))
        return Done(found)


def _standing(session: Session, key: str) -> Setting | None:
    return session.exec(select_row(Setting).where(Setting.key == f"{LEARNED}{key}", known(Setting))).first()


def _read(key: str, value: str, at: datetime, who: str, version: int) -> Learned:
    kept = json.loads(value)
    return Learned(key.removeprefix(LEARNED), kept["file"], tuple(tuple(row) for row in kept["headers"]),
                   kept["said"], at, who, version)
