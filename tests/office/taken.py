"""What tests of imports share: counts, rows, one project, a small ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import func
from sqlmodel import select

from tests.ledger.made import PROJECTS, RECEIPTS, write_xlsx
from tracker.office.desk import Desk
from tracker.office.intake.intake import Imported
from tracker.office.records import Record, find
from tracker.store.tables import FACTS, JournalEntry, Project


def counted(answer: Imported, kind: str) -> tuple[int, int, int]:
    counts = answer.every_count()[kind]
    return counts["added"], counts["corrected"], counts["unchanged"]


def rows(desk: Desk, table: Any) -> int:
    with desk.reading() as session:
        return int(session.exec(select(func.count()).select_from(table)).one())


def everything(desk: Desk) -> dict[str, int]:
    return {table.__name__: rows(desk, table) for table in (*FACTS, Project, JournalEntry)}


def the(desk: Desk, name: str) -> Record:
    with desk.reading() as session:
        record = find(session, name)
    assert isinstance(record, Record)
    return record


def small(folder: Path, projects: Any = PROJECTS, receipts: Any = RECEIPTS, **more: Any) -> Path:
    return write_xlsx(folder / "台账.xlsx", {"项目": projects, "到资": receipts, **more})
