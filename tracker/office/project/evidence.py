"""The documents that prove milestones and receipts: their particulars as facts, their files by SHA-256."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import update
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from tracker.domain.days import Day
from tracker.domain.profile import LINE
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import Stage
from tracker.domain.text import clean
from tracker.domain.typed import text_typed
from tracker.files import LOOKED_AT, name_of, read_whole, sweep, write_whole
from tracker.office.desk import About, Desk, Unit
from tracker.office.outcome import Done, Refused, refused
from tracker.office.project.offered import Document, document
from tracker.office.records import Record, current, find, find_at, number, open_entry, settle
from tracker.office.rules import evidence_kinds
from tracker.office.unread_file import file_unread
from tracker.office.versions import Version
from tracker.store.access import file_mode, make_folder
from tracker.store.query import ColumnValues
from tracker.store.tables import Assertion, Evidence, EvidenceFile, JournalEntry, ProfileChange

LARGEST = 64
"""MB in one file: a scanned contract of a hundred pages is under 40."""

_COPY = "sanxin-copy-"
_NOT_RUN = ".bin"
_LOOKED_AT = 24 * 3600.0
"""Seconds after which nobody looks at a copy any more."""
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}\Z")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as an officer hands it in; `path` where its file is at hand, `content` once that was read."""

    kind: str
    number: str = ""
    day: Day | None = None
    path: Path | None = None
    content: bytes | None = field(default=None, repr=False)
    trouble: Reason | None = None
    """Why its file cannot be taken in."""


def opened(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """The documents with what their files hold, or why they cannot be taken in.

    Called before a unit of work begins: nobody else waits for the lock while a slow disk is read.
    """
    return tuple(_opened(paper) for paper in papers)


def _opened(paper: Paper) -> Paper:
    if paper.path is None:
        return paper
    most = LARGEST * 1024 * 1024
    try:
        return replace(paper, content=read_whole(paper.path, most))
    except OSError as error:
        return replace(paper, trouble=file_unread(error, paper.path, "evidence", most))


def attach(desk: Desk, project: str, paper: Paper, *, stage: Stage | None = None,
           receipt_id: int | None = None, change_id: int | None = None, version: Version = None) -> Done[int] | Refused:
    """Puts a document to a milestone, a receipt or a capital increase of a project, or to the project as a whole.

    The original of a file that was lost or altered takes its place again, and a note says so, or why it could not.
    """
    (paper,) = opened((paper,))
    with desk.unit(About.project(project)) as unit:
        record = find_at(unit.session, project, version)
        if isinstance(record, Refused):
            return record
        reasons = unfit(desk, unit.session, [paper], record.days.get(stage) if stage else None)
        reasons += no_such_fact(unit.session, record, stage, receipt_id, change_id)
        if reasons:
            return Refused(tuple(reasons))
        entry = open_entry(unit, record, "evidence.attach", kind=paper.kind, stage=stage, receipt=receipt_id,
                           change=change_id)
        damaged = is_damaged(desk, unit.session, paper)
        row = keep(desk, unit, entry, record.id, paper, stage=stage, receipt_id=receipt_id, change_id=change_id)
        settle(unit, record.id)
        return Done(number(row), restored(desk, unit.session, paper) if damaged else ())


def restored(desk: Desk, session: Session, paper: Paper) -> tuple[Reason, ...]:
    """What is said where the bytes of a damaged file were handed in again: that they took its place, or could not."""
    code = Code.FILE_GUARDED if is_damaged(desk, session, paper) else Code.FILE_RESTORED
    return (Reason(code, hard=False),)


def no_such_fact(session: Session, record: Record, stage: Stage | None, receipt_id: int | None,
                 change_id: int | None) -> list[Reason]:
    """The reasons why a document cannot prove a milestone, a receipt or an increase: the project has none such."""
    reasons = []
    if stage is not None and stage not in record.milestones:
        reasons.append(Reason(Code.NOT_REACHED, params={"stage": stage}, field="stage"))
    if receipt_id is not None and receipt_id not in {row.id for row in record.receipts}:
        reasons.append(Reason(Code.UNKNOWN_RECEIPT, params={"value": receipt_id}, field="receipt"))
    if change_id is not None and change_id not in {
            row.id for row in current(session, ProfileChange, record.id) if row.what.is_proved}:
        reasons.append(Reason(Code.UNKNOWN_CHANGE, params={"value": change_id}, field="change"))
    return reasons


def documents(desk: Desk, project: str) -> tuple[Document, ...] | Refused:
    """The documents of a project."""
    with desk.reading() as session:
        record = find(session, project)
        return record if isinstance(record, Refused) else tuple(document(row) for row in record.evidence)


def fetch(desk: Desk, evidence_id: int) -> Done[Path] | Refused:
    """A copy of a document's file to look at, named by its number: what it was called is never a path.

    Where it is no kind of file that is looked at, its name ends with .bin, so that no double click runs it.
    The copy lies in a folder of its own; whoever asked for it removes both (copies a day old go by themselves).
    """
    with desk.reading() as session:
        row = session.get(Evidence, evidence_id)
        if row is None:
            return refused(Code.UNKNOWN_EVIDENCE, field="evidence", value=evidence_id)
        content = content_of(desk, session, row.sha256)
    if content is None:
        return refused(Code.FILE_LOST, field="evidence", value=evidence_id)
    suffix = _SUFFIX.search(row.filename.lower())
    ending = suffix.group() if suffix else ""
    _forget_old_copies()
    copy = Path(tempfile.mkdtemp(prefix=_COPY)) / (
        f"evidence-{evidence_id}{ending if ending in LOOKED_AT else ending + _NOT_RUN}")
    write_whole(copy, content, mode=0o600)
    return Done(copy)


def keep(desk: Desk, unit: Unit, entry: JournalEntry, project_id: int, paper: Paper, *, stage: Stage | None = None,
         receipt_id: int | None = None, change_id: int | None = None) -> Evidence:
    """Appends a document that was found fit, as part of a larger unit; its bytes are safe before the fact is."""
    day = paper.day or Day.unknown()
    return unit.append(Evidence, entry, project_id=project_id, stage=stage, receipt_id=receipt_id,
                       change_id=change_id, kind=paper.kind,
                       number=clean(paper.number), issued_on=day.on, precision=day.precision,
                       **keep_file(desk, unit.session, paper))


def keep_file(desk: Desk, session: Session, paper: Paper) -> ColumnValues:
    """Keeps the bytes of a document that was opened; the columns of a fact that find them, none where it has none."""
    if paper.path is None:
        return {}
    if paper.content is None:
        raise ValueError("a document is opened before the unit of work begins")
    return {"sha256": keep_bytes(desk, session, paper.content), "filename": clean(name_of(paper.path))[:LINE],
            "size": len(paper.content)}


def unfit(desk: Desk, session: Session, papers: Iterable[Paper], proves: Day | None = None) -> list[Reason]:
    """Why documents that were opened cannot be taken in: kinds nobody knows, numbers too long, troubles with files.

    `proves` is the day of the milestone they prove, whose year's ruleset may know other kinds.
    """
    reasons = []
    for paper in papers:
        kinds = evidence_kinds(desk, session, proves)
        if paper.kind not in kinds:
            params = {"field": "evidence", "value": paper.kind, "kinds": kinds}
            reasons.append(Reason(Code.UNKNOWN_KIND, params=params, field="evidence"))
        reasons += text_typed(paper.number, LINE, "number", cleaned=clean)[1]
        reasons += [paper.trouble] if paper.trouble else []
    return reasons


def content_of(desk: Desk, session: Session, digest: str | None) -> bytes | None:
    """The bytes of a digest; None where there are none, or where they are not what was kept."""
    if digest is None:
        return None
    if desk.store.folder is None:
        row = session.get(EvidenceFile, digest)
        content = row.content if row else b""
    else:
        try:
            content = read_whole(_place(desk.store.folder, digest), LARGEST * 1024 * 1024)
        except OSError:
            return None
    return content if _digest(content) == digest else None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _place(folder: Path, digest: str) -> Path:
    return folder / digest[:2] / digest


def is_damaged(desk: Desk, session: Session, paper: Paper) -> bool:
    """Whether these bytes were kept before and are lost or altered by now."""
    if paper.content is None:
        return False
    digest = _digest(paper.content)
    known = any(session.exec(select(kind.id).where(kind.sha256 == digest).limit(1)).first() is not None
                for kind in (Evidence, Assertion))
    return known and content_of(desk, session, digest) is None


def keep_bytes(desk: Desk, session: Session, content: bytes) -> str:
    """Keeps the bytes under their own digest: once, and again where those kept before are not what they were."""
    digest, folder = _digest(content), desk.store.folder
    if folder is None:
        # On a server the bytes lie in a table whose guard lets nothing but the original take their place.
        if session.get(EvidenceFile, digest) is None:
            session.add(EvidenceFile(sha256=digest, content=content))
            session.flush()
        elif content_of(desk, session, digest) is None:
            _put_back(session, digest, content)
        return digest
    place = _place(folder, digest)
    for each in (folder, place.parent):
        make_folder(each)
    _sweep(folder)
    if content_of(desk, session, digest) is None:
        write_whole(place, content, mode=file_mode(folder))
    return digest


def _put_back(session: Session, digest: str, content: bytes) -> None:
    """Puts the original in the place of damaged bytes; guards of earlier versions refuse that, and it stays undone."""
    healing = update(EvidenceFile).where(col(EvidenceFile.sha256) == digest).values(content=content)
    with suppress(DBAPIError), session.begin_nested():
        session.execute(healing)
    session.expire_all()


def _sweep(folder: Path) -> None:
    """Removes what an attaching that was interrupted left behind, now or (as tmp…) by earlier versions."""
    for shard in folder.iterdir():
        sweep(shard)
        sweep(shard, "tmp????????")


def _forget_old_copies() -> None:
    """Removes copies that whoever looked at them did not remove, because the program was ended from outside."""
    for copy in Path(tempfile.gettempdir()).glob(f"{_COPY}*"):
        with suppress(OSError):
            if time.time() - copy.lstat().st_mtime > _LOOKED_AT:
                shutil.rmtree(copy, ignore_errors=True)
