"""Looks at a ledger before it is taken in: what it was taken for, what it would do; then does just that."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tracker.domain.stages import Stage
from tracker.files import name_of
from tracker.ledger.cards import OnSheets
from tracker.ledger.cell_seen import CellsSeen
from tracker.ledger.family import Kind
from tracker.ledger.reading import unread_ledger
from tracker.ledger.rows import BlockerRow, Ledger, ProblemCode, ProjectRow, ReceiptRow, ResultRow, TargetRow
from tracker.ledger.workbook import Progress, Stop, Stopped, Unreadable
from tracker.office.desk import Desk
from tracker.office.intake.asked import older_day
from tracker.office.intake.intake import (
    Imported,
    acceptable,
    answer_of,
    carried_out,
    on_record,
    plan_for,
    unreadable,
)
from tracker.office.intake.learned import Decided
from tracker.office.intake.older import Then
from tracker.office.intake.opened import OpenedBook, digest_of, open_ledger, read_opened
from tracker.office.intake.plan import LedgerRow, Plan
from tracker.office.undisturbed import undisturbed


@dataclass(frozen=True, slots=True)
class New:
    """One thing a ledger would add: where it stands, whose it is, and what is most worth knowing of it by field."""

    kind: Kind
    subject: str
    sheet: str
    row: int
    what: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """A ledger as it was read, and what it would do to the office as that stood then. Nothing has been written."""

    path: Path
    ledger: Ledger
    answer: Imported
    new: tuple[New, ...] = ()
    opened: OpenedBook | None = None
    """The sheets at hand, to be read anew; None where the file could not be read."""
    said: Mapping[str, Any] = field(default_factory=dict)
    """The decisions it was read by, as a mapping file says them."""
    then: Then | None = None
    """When it was known, where it is an older one."""
    older: date | None = None
    """The day it says it is of, where it would be taken in as of now and the office knows of later things."""
    on_record: bool = True
    """Whether the journal needs no entry that it was known on its day."""

    @property
    def decided(self) -> Decided | None:
        """What is to be kept about books like this one; None where that is what is kept already."""
        if self.opened is None or self.opened.fingerprint is None:
            return None
        before = self.opened.learned.said if self.opened.learned else {}
        return Decided(self.opened.fingerprint, name_of(self.path), self.said) if self.said != before else None

    @property
    def idle(self) -> bool:
        """Whether the office knows all of it already, and has decided nothing new."""
        return not self.new and not self.answer.changes and self.decided is None and self.on_record

    def cells(self) -> CellsSeen:
        """What became of each cell, and why."""
        return CellsSeen(self.ledger, self.answer.problems, self.answer.notes)


class Changed(Exception):
    """What an officer has seen no longer holds: `what` is "file" where the file is another now, else "office"."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@undisturbed()
def look_at(desk: Desk, path: Path, *, mapping: Mapping[str, Any] | None = None, accept: Collection[str] = frozenset(),
            then: Then | None = None, progress: Progress | None = None, stop: Stop | None = None) -> Looked:
    """Reads the ledger at `path` and works out what it would do. Raises BadMapping, and Stopped.

    `then` is when an older ledger was known. `mapping` is what a mapping file says, as `load_mapping` gives it; None:
    what the office decided about such books.
    """
    try:
        opened = open_ledger(desk, path, progress, stop, shaped=True)
    except Unreadable as error:
        ledger = unread_ledger(path, error)
        return Looked(path, ledger, unreadable(path, ledger, dry_run=True), then=then)
    return look_anew(desk, opened, mapping=mapping, accept=accept, then=then, progress=progress, stop=stop)


@undisturbed()
def look_anew(desk: Desk, opened: OpenedBook, *, mapping: Mapping[str, Any] | None = None,
               accept: Collection[str] = frozenset(), then: Then | None = None, progress: Progress | None = None,
               stop: Stop | None = None) -> Looked:
    """Works out what a ledger would do from its sheets at hand. Raises BadMapping, and Stopped."""
    acceptable(accept)
    path, learned = opened.path, opened.learned
    ledger = read_opened(desk, opened, mapping, accept=accept, today=then.on if then else None, progress=progress,
                         stop=stop)
    said = mapping if mapping is not None else learned.said if learned else {}
    if any(problem.code is ProblemCode.UNREADABLE for problem in ledger.problems):
        return Looked(path, ledger, unreadable(path, ledger, dry_run=True), opened=opened, said=said, then=then)
    if progress:
        progress(1, 1, "check")
    with desk.reading() as session:
        plan, seen = plan_for(desk, session, ledger, then)
        recorded = then is None or on_record(session, then, plan.sha256)
    if stop and stop():
        raise Stopped
    answer = answer_of(path, plan, seen, dry_run=True)
    older = older_day(desk, path, ledger) if then is None and not plan.empty else None
    new = () if answer.problems else tuple(_new(plan, OnSheets(ledger.accounts)))
    return Looked(path, ledger, answer, new, opened, said, then, older, recorded)


@undisturbed()
def take_in(desk: Desk, looked: Looked, *, progress: Progress | None = None, stop: Stop | None = None) -> Imported:
    """Writes what was looked at, and only that, in one unit. Raises Changed where it would be something else by now.

    The file is not read again: it is the same to the byte, or nothing is written.
    """
    if not looked.ledger.sha256 or digest_of(looked.path) != looked.ledger.sha256:
        raise Changed("file")
    try:
        answer = carried_out(desk, looked.path, looked.ledger, progress, stop, looked.answer, looked.then,
                             looked.decided)
    except Stopped:
        return Imported(name_of(looked.path), stopped=True)
    if not answer.same_as(looked.answer) or answer.problems:
        raise Changed("office")
    return answer


def _new(plan: Plan, shown: OnSheets) -> Iterator[New]:
    for kind, row in plan.new:
        subject, what = _told(row)
        place = shown.row(row.layout.sheet, row.row)
        yield New(kind, subject, row.layout.sheet, place, tuple((name, value) for name, value in what if value))


def _told(row: LedgerRow) -> tuple[str, tuple[tuple[str, object], ...]]:
    """Whose a row is, and what is most worth knowing of it."""
    match row:
        case ProjectRow():
            stage = max(row.milestones, key=list(Stage).index, default=None)
            return row.name, (("stage", stage), ("contract_amount", row.profile.get("contract_amount")),
                              ("investor", row.profile.get("investor")))
        case ReceiptRow():
            return row.project or row.code, (("day", str(row.day)), ("amount", row.amount))
        case ResultRow():
            return row.project or row.code, (("result", row.what), ("happened_on", str(row.day)),
                                             ("amount", row.amount))
        case BlockerRow():
            return row.project or row.code, (("category", row.category), ("description", row.description))
        case TargetRow():
            return row.label, (("value", f"{row.value}{row.unit}"),)
