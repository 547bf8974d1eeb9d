"""Rows to test with: one of each fact, as small as the tables allow."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import column, insert, inspect
from sqlalchemy import table as sql_table
from sqlmodel import Session

from tracker.domain.assessed import CreditHow, UnitKind
from tracker.domain.audit_kinds import AuditCheck
from tracker.domain.blocking import Word
from tracker.domain.changed import ChangeKind
from tracker.domain.differs import Differs
from tracker.domain.expected import Awaited
from tracker.domain.meeting import Minute
from tracker.domain.recognising import Verdict
from tracker.domain.results import ResultKind
from tracker.domain.rules_words import RulesFolder
from tracker.domain.stages import Stage, Status
from tracker.store.engine import Store
from tracker.store.query import table_of
from tracker.store.sqlite import library
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
    EvidenceFile,
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
    Setting,
    StatusChange,
    Target,
    UnitTarget,
    YearClose,
)

MOMENT = datetime(2023, 6, 18, 1, 2, 3, 456789, tzinfo=UTC)
DAY = date(2023, 6, 18)

OWN: dict[type[Fact], dict[str, Any]] = {
    Profile: {"project_id": 1, "name": "[/]甲 & 乙", "name_key": "甲乙", "notes": {"备注": "原话"}},
    Milestone: {"project_id": 1, "stage": Stage.SIGNED, "occurred_on": DAY},
    ExpectedDay: {"project_id": 1, "what": Awaited.COMPLETED, "expected_on": DAY},
    StatusChange: {"project_id": 1, "status": Status.PAUSED, "changed_on": DAY},
    Receipt: {"project_id": 1, "received_on": DAY, "amount_minor": 5_200_000_000_00},
    Blocker: {"project_id": 1, "category": "shoreline", "description": "河湖岸线"},
    BlockerWord: {"blocker_id": 1, "word": Word.NOTE, "said_on": DAY},
    ReviewWord: {"week": date(2023, 6, 12), "word": Minute.SKIP, "blocker_id": 1},
    Evidence: {"project_id": 1, "kind": "contract"},
    Recognition: {"project_id": 1, "verdict": Verdict.SENT_BACK, "stage": Stage.SIGNED, "happened_on": DAY,
                  "said_on": DAY, "reason": "合同缺页"},
    Target: {"year": 2023, "indicator": "new_signed", "value": "36", "unit": "个"},
    Assertion: {"year": 2023, "indicator": "new_signed", "value": "34", "unit": "个", "body": "市商务局",
                "said_on": DAY},
    OthersList: {"year": 2023, "indicator": "new_signed", "body": "市商务局", "said_on": DAY, "sha256": "0" * 64,
                 "filename": "认定表.xlsx", "lines": {"lines": [{"row": 2, "name": "甲"}]}},
    DifferenceAnswer: {"year": 2023, "indicator": "new_signed", "body": "市商务局", "kind": Differs.ONLY_HERE,
                       "subject": "P1", "figures": "[[],[]]", "reason": "补报", "sha256": "0" * 64,
                       "filename": "认定表.xlsx"},
    AssessedUnit: {"number": 1, "name": "新湾镇", "name_key": "新湾镇", "kind": UnitKind.TOWNSHIP},
    UnitTarget: {"unit_number": 1, "year": 2023, "indicator": "new_signed", "value": "3", "unit": "个"},
    GivenMark: {"unit_number": 1, "year": 2023, "mark": "visits", "value": "3", "body": "考核办", "said_on": DAY},
    Credit: {"project_id": 1, "unit_number": 1, "from_on": DAY, "how": CreditHow.FIRST_CLAIM, "share": 10_000},
    AuditAnswer: {"year": 2023, "kind": AuditCheck.FREE_DAY, "subject": "P1", "figures": "[{},[]]",
                  "reason": "回单在卷"},
    RulesKept: {"folder": RulesFolder.OFFICE, "file": "ours.toml", "rules_id": "ours", "digest": "sha256:0",
                "content": "id = \"ours\"\n"},
    ProfileChange: {"project_id": 1, "what": ChangeKind.INCREASE, "changed_on": DAY, "amount_minor": 5_000_0000_00},
    ProjectResult: {"project_id": 1, "what": ResultKind.INVESTED, "happened_on": DAY, "amount_minor": 3_000_0000_00},
    BundleTaken: {"county": "430981", "place": "沅江市", "year": 2023, "head": "0" * 64, "entries": 7, "last_entry": 7,
                  "last_at": MOMENT, "rules_id": "ours", "rules_digest": "sha256:0", "signer": "0" * 64,
                  "made_at": MOMENT, "made_by": "周", "sha256": "0" * 64, "size": 700},
    Setting: {"key": "place", "value": "沅江市"},
    YearClose: {"year": 2022, "number": 1, "closed_at": MOMENT, "closed_by": "周", "as_of": MOMENT, "head": "0" * 64,
                "rules_id": "ours", "digest": "sha256:0", "figures": {"year": 2022}, "counted": {"new_signed": []}},
}
"""What each fact has of its own."""


def entry(session: Session, **values: Any) -> JournalEntry:
    """A journal entry, flushed."""
    row = JournalEntry(**{"at": MOMENT, "who": "联络员01", "action": "test", **values})
    session.add(row)
    session.flush()
    return row


def fact(kind: type[Fact], source: JournalEntry, **values: Any) -> Fact:
    """A fact, not yet added."""
    return kind(**{"entry_id": source.id, "recorded_at": MOMENT, "known_at": MOMENT, "recorded_by": "联络员01",
                   **OWN[kind], **values})


def fill(session: Session, *, without: Collection[type[Fact]] = ()) -> JournalEntry:
    """One project with one of each fact (`without` those an older database has no table for), and one document."""
    source = entry(session)
    project = Project(code="P1", recorded_at=MOMENT, touched_at=MOMENT)
    session.add_all([project, EvidenceFile(sha256="0" * 64, content=b"%PDF")])
    session.flush()
    numbers = {"project_id": project.id}
    for kind, own in OWN.items():
        if kind in without:
            continue
        row = fact(kind, source, **{name: numbers[name] for name in own if name in numbers})
        session.add(row)
        session.flush()
        if kind is Blocker:
            numbers["blocker_id"] = row.id
    return source


def fill_older(session: Session, *, without: Collection[type[Fact]]) -> JournalEntry:
    """What `fill` writes, into the tables of an older version: without the columns these do not have."""
    source, there = JournalEntry(id=1, at=MOMENT, who="联络员01", action="test"), inspect(session.connection())

    def write(row: JournalEntry | Fact) -> None:
        table = table_of(type(row))
        columns = {one["name"] for one in there.get_columns(table.name)} - {"id"}
        older = sql_table(table.name, *(column(name, table.c[name].type) for name in columns))
        session.execute(insert(older).values({name: getattr(row, name) for name in columns}))

    write(source)
    numbers = {"project_id": 1, "blocker_id": 1}
    session.add_all([Project(code="P1", recorded_at=MOMENT, touched_at=MOMENT),
                     EvidenceFile(sha256="0" * 64, content=b"%PDF")])
    session.flush()
    for kind, own in OWN.items():
        if kind not in without:
            write(fact(kind, source, **{name: numbers[name] for name in own if name in numbers}))
    return source


def spoil(store: Store, table: str, column: str, value: str) -> None:
    """Puts something else in the place of a value of the first row, past the guards; the store is closed."""
    path = store.location.path
    store.close()
    connection = library().connect(str(path), isolation_level=None)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(f"UPDATE {table} SET {column} = {value} WHERE id = 1")
    connection.close()


def rewrite(path: Path, statement: str) -> None:
    """What seven lines of any language do to an office: the guards down, a statement, the guards back as they were."""
    connection = library().connect(str(path), isolation_level=None)
    guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    for _, made in guards:
        connection.execute(made)
    connection.close()
