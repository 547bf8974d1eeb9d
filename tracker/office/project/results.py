"""What came of a project: recorded as it is told, never changed, made void with a reason when wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from tracker.domain.days import Day, Precision
from tracker.domain.guards import Standing, before_lead
from tracker.domain.money import Money
from tracker.domain.order import not_dated
from tracker.domain.profile import PAGE
from tracker.domain.reasons import Code, Reason
from tracker.domain.results import DatedResult, HowMuch, People, ResultKind, again
from tracker.domain.stages import Stage, Status
from tracker.domain.text import clean_lines
from tracker.domain.typed import text_typed, unreasoned
from tracker.office.desk import About, Desk
from tracker.office.outcome import Done, Refused, refused
from tracker.office.records import Record, current, day_of, find_at, load_at, number, open_entry, settle
from tracker.office.versions import Version
from tracker.store.query import ColumnValues
from tracker.store.tables import ProjectResult


@dataclass(frozen=True, slots=True)
class ResultShown:
    """A result as screens and commands show it; one that only happens has no amount."""

    id: int
    what: ResultKind
    day: Day
    amount: HowMuch | None
    note: str


def results_shown(session: Session, project_id: int) -> tuple[ResultShown, ...]:
    """The results of a project that stand, in the order of their days."""
    rows = sorted(current(session, ProjectResult, project_id), key=lambda row: (row.happened_on, number(row)))
    return tuple(ResultShown(number(row), row.what, day_of(row.happened_on, row.precision), amount_of(row), row.note)
                 for row in rows)


def amount_of(row: ProjectResult) -> HowMuch | None:
    """The amount of a result by its row; None of one that only happens."""
    if row.people is not None:
        return People(row.people)
    return None if row.amount_minor is None else Money(row.amount_minor, row.currency, row.mark)


def add_result(desk: Desk, project: str, what: ResultKind, day: Day | Reason,
               amount: HowMuch | Reason | None = None, *, note: str = "", version: int | None = None
               ) -> Done[int] | Refused:
    """Records investment done, output, tax or jobs of a day or period, or that a project was taken into the
    statistics, came above scale or to its capacity. The answer is its number.

    Amounts are slices that are added up, never sums so far. Refused, with all reasons at once: for a day or an amount
    that could not be read (its reason is handed over), without an amount where the kind has one, with one where it has
    none, for an amount not above nothing, for a project that was never signed, before the lead, and where the same, or
    part of the same period, is on record and no note tells the two apart. What lies outside the life of the contract
    is taken with a note.
    """
    with desk.unit(About.project(project)) as unit:
        record = find_at(unit.session, project, version)
        if isinstance(record, Refused):
            return record
        note, reasons = text_typed(note, PAGE, "note", "notes")
        reasons += never_signed(record.days, what) + _unfit_day(what, day, record, desk.today())
        reasons += _unfit_amount(what, amount)
        if not (isinstance(day, Reason) or isinstance(amount, Reason)):
            same = again(DatedResult(0, day, amount, note), (
                DatedResult(number(row), day_of(row.happened_on, row.precision), amount_of(row), row.note)
                for row in current(unit.session, ProjectResult, record.id) if row.what is what))
            reasons += [Reason(Code.RESULT_AGAIN, params={"id": one, "result": what}, field="note") for one in same]
        if reasons or isinstance(day, Reason) or isinstance(amount, Reason):
            return Refused(tuple(reasons))
        entry = open_entry(unit, record, "result.add", note, result=what, day=str(day), **_in_detail(amount))
        row = unit.append(ProjectResult, entry, project_id=record.id, what=what, happened_on=day.on,
                          precision=day.precision, note=note, **amount_columns(amount))
        notes = outside_contract(record.standing(desk.today()), what, day)
        settle(unit, record.id)
        return Done(number(row), tuple(notes))


def outside_contract(standing: Standing, what: ResultKind, day: Day) -> list[Reason]:
    """Notes on a result from before the project was signed, or from after it was terminated: worth a look."""
    signed = standing.milestones.get(Stage.SIGNED)
    notes = []
    if signed is not None and day.certainly_before(signed):
        notes.append(Reason(Code.RESULT_BEFORE_SIGNED, hard=False, params={
            "result": what, "day": day, "signed": signed}))
    last = standing.statuses[-1] if standing.statuses else None
    if last is not None and last.status is Status.TERMINATED and last.day.certainly_before(day):
        notes.append(Reason(Code.RESULT_AFTER_END, hard=False, params={"result": what, "day": day, "ended": last.day}))
    return notes


def never_signed(milestones: Mapping[Stage, Day], what: ResultKind) -> list[Reason]:
    """Why nothing can have come of a project: it was never signed."""
    return [] if Stage.SIGNED in milestones else [Reason(Code.RESULT_UNSIGNED, params={"result": what})]


def _unfit_day(what: ResultKind, day: Day | Reason, record: Record, today: date) -> list[Reason]:
    """Why a kind of result cannot have such a day."""
    if isinstance(day, Reason):
        return [day]
    reasons = not_dated(day, today) + before_lead(record.days, day)
    if what.of_period_only and day.precision is Precision.DAY:
        reasons.append(Reason(Code.RESULT_PERIOD, params={"result": what, "day": day}, field="day"))
    return reasons


def _unfit_amount(what: ResultKind, amount: HowMuch | Reason | None) -> list[Reason]:
    """Why a kind of result cannot have such an amount."""
    if isinstance(amount, Reason):
        return [amount]
    if not what.is_summed:
        return [] if amount is None else [Reason(Code.RESULT_NO_AMOUNT, params={"result": what}, field="amount")]
    if what.of_people:
        fits = isinstance(amount, People) and amount.count > 0
    else:
        fits = isinstance(amount, Money) and amount.minor > 0
    code = Code.RESULT_PEOPLE if what.of_people else Code.RESULT_AMOUNT
    return [] if fits else [Reason(code, params={"result": what}, field="amount")]


def amount_columns(amount: HowMuch | None) -> ColumnValues:
    """An amount as the columns it is kept in; those of none stay at their defaults."""
    if isinstance(amount, People):
        return {"people": amount.count}
    return {} if amount is None else {"amount_minor": amount.minor, "currency": amount.currency, "mark": amount.mark}


def _in_detail(amount: HowMuch | None) -> dict[str, object]:
    """An amount as the journal's entry keeps it."""
    if isinstance(amount, People):
        return {"people": amount.count}
    return {} if amount is None else {"minor": amount.minor, "currency": amount.currency}


def void_result(desk: Desk, result_id: int, reason: str, *, version: Version = None) -> Done[int] | Refused:
    """Makes a result void: it stays on record, superseded, and counts no more."""
    with desk.unit() as unit:
        row = unit.session.get(ProjectResult, result_id)
        if row is None:
            return refused(Code.UNKNOWN_RESULT, field="result", value=result_id)
        record, reasons = load_at(unit.session, row.project_id, version), unreasoned(reason)
        if isinstance(record, Refused):
            return record
        if row.superseded_at is not None:
            reasons.append(Reason(Code.RESULT_VOID, params={"value": result_id}))
        if reasons:
            return Refused(tuple(reasons))
        entry = open_entry(unit, record, "result.void", clean_lines(reason), result=row.what, number=result_id,
                           day=str(day_of(row.happened_on, row.precision)))
        unit.supersede(row, entry)
        settle(unit, record.id)
        return Done(result_id)
