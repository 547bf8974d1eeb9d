"""For which unit a project counts: claimed, shared, moved from a day on, with a paper; withdrawn where it was wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from tracker.domain.assessed import CreditHow, has_retired
from tracker.domain.claims import Claim, claimed_on
from tracker.domain.days import Day
from tracker.domain.money_form import WHOLE, share_text
from tracker.domain.order import not_dated
from tracker.domain.profile import LINE, PAGE
from tracker.domain.reasons import Code, Reason
from tracker.domain.text import clean, clean_lines
from tracker.domain.typed import text_typed, unreasoned
from tracker.office.assessment.units import unit_named
from tracker.office.desk import Desk, Unit
from tracker.office.outcome import Done, Refused, refused
from tracker.office.records import Record, current, day_of, find_at, load_at, number, open_entry, settle
from tracker.office.versions import Version
from tracker.store.query import CREDIT, PROFILE, PROJECT, UNIT, known, standing_by
from tracker.store.tables import AssessedUnit, Credit


@dataclass(frozen=True, slots=True)
class CreditShown:
    """A credit as it is listed; `share` is in hundredths of a percent."""

    id: int
    code: str
    project: str
    unit: str
    day: Day
    how: CreditHow
    share: int
    number: str
    note: str
    recorded_at: datetime
    recorded_by: str
    version: int
    """Of its project: a claim on that project is against it."""


def credit(desk: Desk, project: str, unit: str, day: Day, how: CreditHow | None = None, *,
           share: int | None = None, paper: str = "", note: str = "", version: Version = None
           ) -> Done[int] | Refused:
    """Records that a project counts for a unit from a day on; the answer is the number of the credit.

    Where nobody says `how`, a share is by agreement and the whole a first claim. `share` is in hundredths of a percent,
    all of it where none is given; a shared one needs it. `paper` is the number of the paper that says so. Claims of
    other units stand: where they come to more than the whole together, a note says so. Refused for a day that is
    unknown or lies ahead, for a unit that claims no more by then, and where the unit has a credit of that very day for
    the project.
    """
    how = how or (CreditHow.FIRST_CLAIM if share is None else CreditHow.SHARED)
    with desk.unit() as work:
        record, row = find_at(work.session, project, version), unit_named(work.session, unit)
        if isinstance(record, Refused) or isinstance(row, Refused):
            return Refused(tuple(reason for one in (record, row) if isinstance(one, Refused) for reason in one.reasons))
        note, reasons = text_typed(note, PAGE, "note", "notes")
        paper, unread = text_typed(paper, LINE, "number", cleaned=clean)
        reasons += unread + not_dated(day, desk.today())
        if how is CreditHow.SHARED and share is None:
            reasons.append(Reason(Code.CREDIT_NO_SHARE, field="share"))
        standing = current(work.session, Credit, record.id)
        reasons += _unfit(row, day, standing)
        if reasons or day.first is None:
            return Refused(tuple(reasons))
        made = credited_in(work, record, row, day, how, WHOLE if share is None else share, paper, note)
        return Done(number(made), tuple(_above(work.session, [*standing, made], day)))


def credited_in(work: Unit, record: Record, row: AssessedUnit, day: Day, how: CreditHow, share: int, paper: str = "",
                note: str = "") -> Credit:
    """Writes a credit that may be, in a unit of work under way; its day is known."""
    entry = open_entry(work, record, "credit.add", note, unit_number=row.number, name=row.name, day=str(day), how=how,
                       share=share, number=paper)
    made = work.append(Credit, entry, project_id=record.id, unit_number=row.number, from_on=day.first,
                       precision=day.precision, how=how, share=share, number=paper, note=note)
    settle(work, record.id)
    return made


def _unfit(row: AssessedUnit, day: Day, standing: list[Credit]) -> Iterator[Reason]:
    """Why a unit cannot claim a project from a day on."""
    if day.first is None:
        return
    if has_retired(row.retired_on, day.first):
        yield Reason(Code.UNIT_RETIRED, params={"name": row.name, "on": row.retired_on}, field="unit")
    for one in standing:
        if (one.unit_number, one.from_on) == (row.number, day.first):
            yield Reason(Code.CREDIT_AGAIN, params={"name": row.name, "day": day, "id": number(one)}, field="day")


def claim_of(row: Credit) -> Claim:
    """A credit by its row."""
    return Claim(row.unit_number, row.from_on, row.how, row.share)


def _above(session: Session, standing: list[Credit], day: Day) -> Iterator[Reason]:
    """That a project is claimed for more than the whole, from some day on."""
    for on in sorted({one.from_on for one in standing if day.first and one.from_on >= day.first}):
        found = claimed_on(map(claim_of, standing), on)
        if found.twice:
            names = {row.number: row.name for row in session.execute(select(UNIT).where(known(UNIT)))}
            told = tuple(f"{names.get(unit, unit)} {share_text(share)}" for unit, share in found.shares.items())
            yield Reason(Code.CREDIT_TWICE, hard=False, params={
                "units": told, "share": share_text(WHOLE + found.twice), "day": Day(on)})
            return


def withdraw_credit(desk: Desk, credit_id: int, reason: str, *, version: Version = None) -> Done[int] | Refused:
    """Makes a credit void, which was wrong from its first day on; it stays on record.

    One that was right and ends is not withdrawn: another unit's is recorded as moved.
    """
    with desk.unit() as work:
        row = work.session.get(Credit, credit_id)
        if row is None:
            return refused(Code.CREDIT_UNKNOWN, field="credit", value=credit_id)
        record, reasons = load_at(work.session, row.project_id, version), unreasoned(reason)
        if isinstance(record, Refused):
            return record
        if row.superseded_at is not None:
            reasons.append(Reason(Code.CREDIT_VOID, params={"value": credit_id}))
        if reasons:
            return Refused(tuple(reasons))
        name = work.session.scalar(select(UNIT.c.name).where(UNIT.c.number == row.unit_number, known(UNIT)))
        entry = open_entry(work, record, "credit.withdraw", clean_lines(reason),
                           credit=credit_id, name=name, day=str(day_of(row.from_on, row.precision)), share=row.share)
        work.supersede(row, entry)
        settle(work, row.project_id)
        return Done(credit_id)


def claims_known(session: Session, as_of: datetime | None = None) -> Mapping[int, list[Claim]]:
    """The claims of every project by its number, as they were known at a moment."""
    return {project: [claim_of(row) for row in rows]
            for project, rows in standing_by(session, Credit, "project_id", as_of).items()}


def list_credits(desk: Desk, *, project: str = "", unit: str = "", as_of: datetime | None = None
                 ) -> tuple[CreditShown, ...] | Refused:
    """The credits that stand, of a project or a unit or of all, by project and day."""
    with desk.reading() as session:
        only = []
        if project:
            record = find_at(session, project, None)
            if isinstance(record, Refused):
                return record
            only.append(CREDIT.c.project_id == record.id)
        if unit:
            row = unit_named(session, unit)
            if isinstance(row, Refused):
                return row
            only.append(CREDIT.c.unit_number == row.number)
        query = select(
            CREDIT.c.id, PROJECT.c.code, PROFILE.c.name.label("project"), UNIT.c.name.label("unit"), CREDIT.c.from_on,
            CREDIT.c.precision, CREDIT.c.how, CREDIT.c.share, CREDIT.c.number, CREDIT.c.note, CREDIT.c.recorded_at,
            CREDIT.c.recorded_by,
            PROJECT.c.version).join(PROJECT, PROJECT.c.id == CREDIT.c.project_id).join(
            PROFILE, PROFILE.c.project_id == CREDIT.c.project_id).join(
            UNIT, UNIT.c.number == CREDIT.c.unit_number).where(
            known(CREDIT, as_of), known(PROFILE, as_of), known(UNIT, as_of), *only)
        rows = session.execute(query.order_by(PROJECT.c.code, CREDIT.c.from_on, CREDIT.c.id))
        return tuple(CreditShown(row.id, row.code, row.project, row.unit, day_of(row.from_on, row.precision), row.how,
                                 row.share, row.number, row.note, row.recorded_at, row.recorded_by, row.version)
                     for row in rows)
