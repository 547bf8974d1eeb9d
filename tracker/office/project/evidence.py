"""The documents that prove milestones and receipts: their particulars as facts, their files by SHA-256."""

from __future__ import annotations

import hashlib
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from tracker.domain.days import Day
from tracker.domain.profile import LINE
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import Stage
from tracker.domain.text import clean
from tracker.office.desk import Desk, Unit
from tracker.office.outcome import Done, Refused, refused
from tracker.office.project.detail import Document, document
from tracker.office.records import find, number, open_entry, settle
from tracker.store.tables import Evidence, EvidenceFile, JournalEntry

LARGEST = 64
"""MB in one file: a scanned contract of a hundred pages is under 40."""

_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}\Z")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as an officer hands it in; `path` where its file is at hand."""

    kind: str
    number: str = ""
    day: Day | None = None
    path: Path | None = None


def attach(desk: Desk, said: str, paper: Paper, *, stage: Stage | None = None,
           receipt_id: int | None = None) -> Done[int] | Refused:
    """Puts a document to a milestone or a receipt of a project, or to the project as a whole."""
    with desk.unit() as unit:
        record = find(unit.session, said)
        if isinstance(record, Refused):
            return record
        reasons = unfit(paper)
        if stage is not None and stage not in record.milestones:
            reasons.append(Reason(Code.NOT_REACHED, params={"stage": stage}, field="stage"))
        if receipt_id is not None and receipt_id not in {row.id for row in record.receipts}:
            reasons.append(Reason(Code.UNKNOWN_RECEIPT, params={"value": receipt_id}, field="receipt"))
        if reasons:
            return Refused(tuple(reasons))
        entry = open_entry(unit, record, "evidence.attach", kind=paper.kind, stage=stage, receipt=receipt_id)
        row = keep(desk, unit, entry, record.id, paper, stage=stage, receipt_id=receipt_id)
        settle(unit, record.id)
        return Done(number(row))


def documents(desk: Desk, said: str) -> tuple[Document, ...] | Refused:
    """The documents of a project."""
    with desk.reading() as session:
        record = find(session, said)
        return record if isinstance(record, Refused) else tuple(document(row) for row in record.evidence)


def fetch(desk: Desk, evidence_id: int) -> Done[Path] | Refused:
    """A copy of a document's file to look at, named by its number: what it was called is never a path."""
    with desk.reading() as session:
        row = session.get(Evidence, evidence_id)
        if row is None:
            return refused(Code.UNKNOWN_EVIDENCE, field="evidence", value=evidence_id)
        content = _content(desk, session, row.sha256)
    if content is None:
        return refused(Code.FILE_LOST, field="evidence", value=evidence_id)
    suffix = _SUFFIX.search(row.filename.lower())
    copy = Path(tempfile.mkdtemp(prefix="sanxin-")) / f"evidence-{evidence_id}{suffix.group() if suffix else ''}"
    copy.write_bytes(content)
    return Done(copy)


def keep(desk: Desk, unit: Unit, entry: JournalEntry, project_id: int, paper: Paper, *, stage: Stage | None = None,
         receipt_id: int | None = None) -> Evidence:
    """Appends a document that was found fit, as part of a larger unit; its bytes are safe before the fact is."""
    day = paper.day or Day.unknown()
    file: dict[str, Any] = {}
    if paper.path is not None:
        content = paper.path.read_bytes()
        file = {"sha256": _store(desk, unit.session, content), "filename": clean(paper.path.name)[:LINE],
                "size": len(content)}
    return unit.append(Evidence, entry, project_id=project_id, stage=stage, receipt_id=receipt_id, kind=paper.kind,
                       number=clean(paper.number)[:LINE], issued_on=day.on, precision=day.precision, **file)


def unfit(paper: Paper) -> list[Reason]:
    """Why a document cannot be taken in: its file is missing, unreadable or too large."""
    if paper.path is None:
        return []
    params = {"value": paper.path.name, "limit": LARGEST}
    try:
        with paper.path.open("rb") as file:
            size = file.seek(0, 2)
    except FileNotFoundError:
        return [Reason(Code.NO_FILE, params=params, field="evidence")]
    except OSError:
        return [Reason(Code.FILE_UNREADABLE, params=params, field="evidence")]
    return [Reason(Code.FILE_TOO_LARGE, params=params, field="evidence")] if size > LARGEST * 1024 * 1024 else []


def _store(desk: Desk, session: Session, content: bytes) -> str:
    """Keeps the bytes under their own digest; the same file twice is kept once."""
    digest = hashlib.sha256(content).hexdigest()
    folder = desk.store.folder
    if folder is None:
        if session.get(EvidenceFile, digest) is None:
            session.add(EvidenceFile(sha256=digest, content=content))
            session.flush()
        return digest
    target = folder / digest[:2] / digest
    if not target.exists():
        _write_whole(target, content)
    return digest


def _write_whole(target: Path, content: bytes) -> None:
    """All of the file or nothing of it, also when the power goes."""
    import os

    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(target)


def _content(desk: Desk, session: Session, digest: str | None) -> bytes | None:
    """The bytes of a digest, None where there are none or they are not what was kept."""
    if digest is None:
        return None
    if desk.store.folder is None:
        row = session.get(EvidenceFile, digest)
        return row.content if row else None
    try:
        content = (desk.store.folder / digest[:2] / digest).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == digest else None
