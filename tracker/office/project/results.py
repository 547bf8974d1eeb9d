"""What came of a project: recorded as it is told, never changed, made void with a reason when wrong."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from tracker.domain.days import Day, Precision
from tracker.domain.guards import before_lead
from tracker.domain.money import Money
from tracker.domain.order import not_dated
from tracker.domain.profile import PAGE
from tracker.domain.reasons import Code, Reason
from tracker.domain.results import DatedResult, ResultKind, again
from tracker.domain.text import clean_lines
from tracker.domain.typed import text_typed, unreasoned
from tracker.office.desk import Desk
from tracker.office.outcome import Done, Refused, refused
from tracker.office.records import current, day_of, find_at, load_of, number, open_entry, settle
from tracker.store.query import ColumnValues
from tracker.store.tables import ProjectResult


@dataclass(frozen=True, slots=True)
class ResultShown:
    """A result as screens and commands show it; one that only happens has no amount."""

    id: int
    what: ResultKind
    day: Day
    amount: Money | None
    note: str


def results_shown(session: Session, project_id: int) -> tuple[ResultShown, ...]:
    """The results of a project that stand, in the order of their days."""
    rows = sorted(current(session, ProjectResult, project_id), key=lambda row: (row.happened_on, number(row)))
    return tuple(ResultShown(number(row), row.what, day_of(row.happened_on, row.precision), amount_of(row), row.note)
                 for row in rows)


def amount_of(row: ProjectResult) -> Money | None:
    """The amount of a result by its row; None of one that only happens."""
    return None if row.amount_minor is None else Money(row.amount_minor, row.currency, row.mark)


def add_result(desk: Desk, project: str, what: ResultKind, day: Day, amount: Money | None = None, *, note: str = "",
               version: int | None = None) -> Done[int] | Refused:
    """Records investment done, output or tax of a day or period, or that a project was taken into the statistics, came
    above scale or to its capacity. The answer is its number.

    Amounts are slices that are added up, never sums so far. Refused without an amount where the kind has one, with one
    where it has none, for an amount not above nothing, before the lead, and where the same, or part of the same period,
    is on record and no note tells the two apart.
    """
    with desk.unit() as unit:
        record = find_at(unit.session, project, version)
        if isinstance(record, Refused):
            return record
        note, reasons = text_typed(note, PAGE, "note", "notes")
        reasons += not_dated(day, desk.today()) + before_lead(record.days, day) + _unfit(what, day, amount)
        if reasons:
            return Refused(tuple(reasons))
        same = again(DatedResult(0, day, amount, note), (
            DatedResult(number(row), day_of(row.happened_on, row.precision), amount_of(row), row.note)
            for row in current(unit.session, ProjectResult, record.id) if row.what is what))
        reasons = [Reason(Code.RESULT_AGAIN, params={"id": one, "result": what}, field="note") for one in same]
        if reasons:
            return Refused(tuple(reasons))
        entry = open_entry(unit, record, "result.add", note, result=what, day=str(day),
                           **({} if amount is None else {"minor": amount.minor, "currency": amount.currency}))
        row = unit.append(ProjectResult, entry, project_id=record.id, what=what, happened_on=day.on,
                          precision=day.precision, note=note, **_columns(amount))
        settle(unit, record.id)
        return Done(number(row))


def _unfit(what: ResultKind, day: Day, amount: Money | None) -> list[Reason]:
    """Why a kind of result cannot have such an amount, or such a day."""
    if not what.of_money:
        return [] if amount is None else [Reason(Code.RESULT_NO_AMOUNT, params={"result": what}, field="amount")]
    if amount is None or amount.minor <= 0:
        return [Reason(Code.RESULT_AMOUNT, params={"result": what}, field="amount")]
    if what.of_period_only and day.precision is Precision.DAY:
        return [Reason(Code.RESULT_PERIOD, params={"result": what, "day": day}, field="day")]
    return []


def _columns(amount: Money | None) -> ColumnValues:
    """An amount as the columns it is kept in; those of none stay at their defaults."""
    return {} if amount is None else {"amount_minor": amount.minor, "currency": amount.currency, "mark": amount.mark}


def void_result(desk: Desk, result_id: int, reason: str) -> Done[int] | Refused:
    """Makes a result void: it stays on record, superseded, and counts no more."""
    with desk.unit() as unit:
        row = unit.session.get(ProjectResult, result_id)
        if row is None:
            return refused(Code.UNKNOWN_RESULT, field="result", value=result_id)
        record, reasons = load_of(unit.session, row.project_id), unreasoned(reason)
        if row.superseded_at is not None:
            reasons.append(Reason(Code.RESULT_VOID, params={"value": result_id}))
        if reasons:
            return Refused(tuple(reasons))
        entry = open_entry(unit, record, "result.void", clean_lines(reason), result=row.what, number=result_id,
                           day=str(day_of(row.happened_on, row.precision)))
        unit.supersede(row, entry)
        settle(unit, record.id)
        return Done(result_id)
