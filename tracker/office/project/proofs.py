"""Documents belong to the fact they prove: they are withdrawn, and moved to another."""

from __future__ import annotations

from sqlmodel import Session

from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import Stage
from tracker.domain.text import clean_lines
from tracker.domain.typed import unreasoned
from tracker.office.desk import Desk
from tracker.office.outcome import Done, Refused, refused
from tracker.office.project.evidence import no_such_fact
from tracker.office.project.offered import offered
from tracker.office.records import Record, content_of, load_at, number, open_entry, settle
from tracker.store.tables import Evidence


def withdraw(desk: Desk, evidence_id: int, reason: str, *, version: int | None = None) -> Done[int] | Refused:
    """Withdraws a document that proves nothing: it stays on record with the reason, and counts no more."""
    with desk.unit() as unit:
        found = _found(unit.session, evidence_id, version)
        if isinstance(found, Refused):
            return found
        row, record = found
        reasons = unreasoned(reason)
        if row.superseded_at is not None:
            reasons.append(Reason(Code.EVIDENCE_SETTLED, params={"value": evidence_id}, field="evidence"))
        if reasons:
            return Refused(tuple(reasons))
        entry = open_entry(unit, record, "evidence.withdraw", clean_lines(reason), evidence=evidence_id, kind=row.kind)
        unit.supersede(row, entry)
        settle(unit, record.id)
        return Done(evidence_id)


def move(desk: Desk, evidence_id: int, *, stage: Stage | None = None, receipt_id: int | None = None,
         change_id: int | None = None, reason: str = "", version: int | None = None) -> Done[int] | Refused:
    """Lets a document prove another milestone, receipt or capital increase of its project, or the project as a whole.

    One that is offered again is taken over this way. The answer is the number it has now; that of before stays on
    record, superseded.
    """
    with desk.unit() as unit:
        found = _found(unit.session, evidence_id, version)
        if isinstance(found, Refused):
            return found
        row, record = found
        if reasons := _not_there(unit.session, record, row, (stage, receipt_id, change_id)):
            return Refused(tuple(reasons))
        entry = open_entry(unit, record, "evidence.move", clean_lines(reason), evidence=evidence_id, kind=row.kind,
                           stage=stage, receipt=receipt_id, change=change_id)
        values = {**content_of(row), "stage": stage, "receipt_id": receipt_id, "change_id": change_id}
        if row.superseded_at is None:
            unit.supersede(row, entry)
        moved = unit.append(Evidence, entry, supersedes_id=row.id, **values)
        settle(unit, record.id)
        return Done(number(moved))


def _found(session: Session, evidence_id: int, version: int | None) -> tuple[Evidence, Record] | Refused:
    """A document with its project, which nobody has changed since the form was filled from that version."""
    row = session.get(Evidence, evidence_id)
    if row is None:
        return refused(Code.UNKNOWN_EVIDENCE, field="evidence", value=evidence_id)
    record = load_at(session, row.project_id, version)
    return record if isinstance(record, Refused) else (row, record)


def _not_there(session: Session, record: Record, row: Evidence,
               to: tuple[Stage | None, int | None, int | None]) -> list[Reason]:
    """Why a document cannot prove that: it is settled, proves it already, or the project has no such fact."""
    reasons: list[Reason] = []
    if row.superseded_at is not None and row not in offered(session, record.id):
        reasons.append(Reason(Code.EVIDENCE_SETTLED, params={"value": number(row)}, field="evidence"))
    elif row.superseded_at is None and (row.stage, row.receipt_id, row.change_id) == to:
        reasons.append(Reason(Code.NOTHING_CHANGES))
    return reasons + no_such_fact(session, record, *to)
