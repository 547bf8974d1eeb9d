"""Undo: takes back what one of an officer's own actions recorded, by superseding it and recording what held before.

Nothing is removed: what the action recorded is superseded, and what it had superseded is recorded once more, as new
rows, in one unit with a journal entry "undo". An undo is an action like any other, so it can be undone too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from tracker.domain.days import Day
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import Status
from tracker.domain.text import clean_lines
from tracker.office.desk import ADD, CLOCK, IMPORT, UNDO, Desk, Unit
from tracker.office.journal.together import entry_line, extents, together
from tracker.office.journal.undo_checks import before, built_on
from tracker.office.journal.undo_facts import recorded_by_entries, restore
from tracker.office.journal.undone import acting, taken_back, undone_by
from tracker.office.outcome import Done, Refused, refused
from tracker.office.project.detail import JournalLine
from tracker.office.records import number, settle
from tracker.store.tables import JournalEntry, StatusChange


@dataclass(frozen=True, slots=True)
class Undoable:
    """What would be undone, and every reason why it cannot be; with none, it can."""

    line: JournalLine
    reasons: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()


class _NotKept(Exception):
    """Ends a unit without keeping anything of it."""

    def __init__(self, outcome: Done[JournalLine] | Refused) -> None:
        super().__init__()
        self.outcome = outcome


def try_undo(desk: Desk, entry_id: int | None = None) -> Undoable | Refused:
    """Tries an undo and keeps nothing of it: what would be undone, and why it cannot be."""
    outcome = _undo(desk, None, entry_id)
    with desk.reading() as session:
        row = _last(session, desk.who) if entry_id is None else session.get(JournalEntry, entry_id)
        if row is None:
            return outcome if isinstance(outcome, Refused) else refused(Code.NOTHING_TO_UNDO)
        line = _told(session, row)
    if isinstance(outcome, Refused):
        return Undoable(line, reasons=outcome.reasons)
    return Undoable(line, notes=outcome.notes)


def undo(desk: Desk, reason: str, entry_id: int | None = None) -> Done[JournalLine] | Refused:
    """Undoes an action of one's own, the last where no entry is named; the answer is the entry that was undone.

    Everything the action recorded in its unit goes together. Refused for what other officers did, for an import, for
    what has been undone, and where something recorded later builds on it. Of a new project only an ending is left:
    it is terminated, with the reason, and its code stays its own.
    """
    return _undo(desk, clean_lines(reason), entry_id)


def _undo(desk: Desk, reason: str | None, entry_id: int | None) -> Done[JournalLine] | Refused:
    """Undoes an action; without a `reason` (None) it is only tried, and nothing of it is kept."""
    try:
        with desk.unit() as unit:
            outcome = _tried(desk, unit, reason, entry_id)
            if isinstance(outcome, Refused) or reason is None:
                raise _NotKept(outcome)
            return outcome
    except _NotKept as ended:
        return ended.outcome


def _tried(desk: Desk, unit: Unit, reason: str | None, entry_id: int | None) -> Done[JournalLine] | Refused:
    session = unit.session
    row = _last(session, desk.who) if entry_id is None else session.get(JournalEntry, entry_id)
    if row is None:
        return refused(Code.NOTHING_TO_UNDO) if entry_id is None else refused(Code.UNKNOWN_ENTRY, value=entry_id)
    if row.who != desk.who:
        return refused(Code.NOT_YOURS, who=row.who)
    if row.action == CLOCK:
        return refused(Code.NOTHING_TO_UNDO)
    if row.action == IMPORT:
        return refused(Code.UNDO_IMPORT, count=_counted(row.detail))
    standing_by = acting(number(row), undone_by(session, number(row)))
    if standing_by is None:
        return refused(Code.ALREADY_UNDONE)
    reasons = [Reason(Code.NO_REASON, field="reason")] if reason == "" else []
    done = _carry_out(desk, unit, session.get_one(JournalEntry, standing_by), reason or "")
    if isinstance(done, Refused):
        return Refused((*reasons, *done.reasons))
    return Refused(tuple(reasons)) if reasons else Done(_told(session, row), done.notes)


def _carry_out(desk: Desk, unit: Unit, entry: JournalEntry, reason: str) -> Done[None] | Refused:
    """Supersedes, restores, settles; where something builds on the action that is a refusal: nothing is kept then.

    Entries written in one unit go together, each with an undo of its own in the journal of its project.
    """
    session = unit.session
    unit_entries = _unit_of(session, entry)
    taken = recorded_by_entries(session, unit_entries)
    if not taken.added and not taken.ended:
        return refused(Code.NOTHING_RECORDED)
    present = before(desk, session, taken)
    reasons = built_on(session, taken)
    if reasons:
        return Refused(tuple(reasons))
    marks = {number(each): unit.entry(UNDO, project_id=each.project_id, subject=each.subject, reason=reason,
                                     detail={"of": each.id}) for each in unit_entries}
    notes: tuple[Reason, ...] = ()
    if any(each.action == ADD for each in unit_entries):
        _end(desk, unit, marks, unit_entries, reason)
        notes = (Reason(Code.UNDO_TERMINATES, hard=False),)
    else:
        reasons = restore(unit, marks, taken)
    if not reasons:
        records = [settle(unit, project_id) for project_id in sorted(taken.projects)]
        reasons = present.worse(session, records)
    return Refused(tuple(reasons)) if reasons else Done(None, notes)


def _end(desk: Desk, unit: Unit, marks: Mapping[int, JournalEntry], together: list[JournalEntry],
         reason: str) -> None:
    """A project's only profile cannot be taken from it; what is left of undoing a new lead is to end it."""
    today = Day(desk.today())
    for entry in together:
        unit.append(StatusChange, marks[number(entry)], project_id=entry.project_id, status=Status.TERMINATED,
                    changed_on=today.on, precision=today.precision, reason=reason)


# -- which action -----------------------------------------------------------------------------------------------------


def _own(session: Session, who: str) -> Iterator[JournalEntry]:
    """The officer's entries, newest first."""
    query = select(JournalEntry).where(JournalEntry.who == who).order_by(col(JournalEntry.id).desc())
    yield from session.exec(query.execution_options(yield_per=100))


def _last(session: Session, who: str) -> JournalEntry | None:
    undone: dict[int, int] = {}
    for row in _own(session, who):
        if row.action == UNDO:
            undone.setdefault(taken_back(row), number(row))
        elif acting(number(row), undone) is not None:
            return row
    return None


def _unit_of(session: Session, entry: JournalEntry) -> list[JournalEntry]:
    """All entries of the unit an entry was written in: no two units share a moment."""
    return list(session.exec(select(JournalEntry).where(JournalEntry.at == entry.at, JournalEntry.who == entry.who)))


def _counted(detail: Mapping[str, Any]) -> int:
    """How many facts an import added or corrected, by its own account."""
    counts = detail.get("counts") or {}
    return sum(int(found.get(name, 0)) for found in counts.values() for name in ("added", "corrected"))


def _told(session: Session, row: JournalEntry) -> JournalLine:
    """The entry as a line; of one written together with those of other projects, the whole of them."""
    return entry_line(row, extents(session, [row]).get(together(row)))
