"""Reads a year for the auditor's dry run: every fact that a question may be asked of, as plain rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlmodel import Session

from tracker.domain.audit_rows import AuditedPaper, AuditedProject, AuditedReceipt, AuditedStage, AuditedYear
from tracker.domain.clock import office_day
from tracker.domain.counting_year import YearSpan
from tracker.domain.currency import Money
from tracker.domain.days import Day
from tracker.domain.rules import Ruleset
from tracker.domain.stages import Stage, Status
from tracker.office.desk import IMPORT
from tracker.office.known_then import KNOWN_ON
from tracker.office.records import day_of
from tracker.store.query import JOURNAL, AnyColumn, Condition, RawRow, gone, known, read_columns, table_of
from tracker.store.tables import Evidence, Fact, Milestone, Profile, Project, Receipt, StatusChange

_ALIKE = ("project_id", "received_on", "amount_minor", "currency")
"""What two receipts have in common that say the same."""
_HABIT = 3
"""Years before whose starts tell what is usual."""


def audited_year(session: Session, rules: Ruleset, year: int, today: date) -> AuditedYear:
    """The facts that are known to hold now, those of a year and what they are held against."""
    span, books = rules.counting.of(year), _first_books(session)
    return AuditedYear(
        span, today, dict(_projects(session)), list(_stages(session, span, books)),
        list(_receipts(session, span, books)),
        list(_papers(session)), _ended(session), tuple(rules.counting.of(year - back) for back in range(1, _HABIT + 1)),
        rules.exchange)


class _OnRecord(NamedTuple):
    """Since when something was known, when it was recorded, and by which entry; the earliest comes first."""

    known_at: datetime
    recorded_at: datetime
    entry: int


_ON_RECORD = " ".join(_OnRecord._fields[:2]) + " entry_id"


def _first_books(session: Session) -> frozenset[int]:
    """The entries of the books that were taken in on the day of the first one that was not an older ledger."""
    days = [(number, office_day(at)) for number, at, detail in session.execute(
        select(JOURNAL.c.id, JOURNAL.c.at, JOURNAL.c.detail).where(JOURNAL.c.action == IMPORT).order_by(JOURNAL.c.id))
        if KNOWN_ON not in detail]
    return frozenset(number for number, day in days if day == days[0][1])


def _is_taken_over(first: _OnRecord, books: frozenset[int]) -> bool:
    """Whether something came with the books the office began with: those of its first day, and older ledgers, which
    alone say what was known before it was recorded.
    """
    return first.entry in books or first.known_at < first.recorded_at


def _columns(session: Session, kind: type[Fact], names: str, *conditions: Condition) -> Iterator[RawRow]:
    """Columns of the standing facts of a kind, or of those that other conditions name."""
    table = table_of(kind)
    return read_columns(session, table, [table.c[name] for name in names.split()],
                        *(conditions or (known(table),)))


def _projects(session: Session) -> Iterator[tuple[int, AuditedProject]]:
    table = table_of(Project)
    codes = dict(session.execute(select(table.c.id, table.c.code)).all())
    for number, name, investor, credit_code, minor, currency, mark, notes in _columns(
            session, Profile,
            "project_id name investor credit_code contract_minor contract_currency contract_mark notes"):
        contract = None if minor is None else Money(minor, currency, mark)
        yield number, AuditedProject(codes[number], name, investor, credit_code, contract, notes or {})


def _stages(session: Session, span: YearSpan, books: frozenset[int]) -> Iterator[AuditedStage]:
    """Those of the year; signings and starts of every year."""
    table = table_of(Milestone)
    before = _before(session, Milestone, table.c.occurred_on, ("project_id", "stage"), span)
    for number, stage, on, precision, *at in _columns(
            session, Milestone, f"project_id stage occurred_on precision {_ON_RECORD}", known(table), or_(
                table.c.stage.in_([Stage.SIGNED, Stage.STARTED]), _within(table.c.occurred_on, span))):
        own = _OnRecord(*at)
        first = min(own, before.get((number, stage), own))
        yield AuditedStage(number, stage, day_of(on, precision), office_day(first.known_at),
                           _is_taken_over(first, books))


def _receipts(session: Session, span: YearSpan, books: frozenset[int]) -> Iterator[AuditedReceipt]:
    """Money of every year. What took the place of a sum of the year, or says again what was void, was on record then.
    """
    table = table_of(Receipt)
    before = _before(session, Receipt, table.c.received_on, ("id",), span)
    void = _before(session, Receipt, table.c.received_on, _ALIKE, span)
    earlier = {row[0]: row[1] for row in _columns(session, Receipt, "id supersedes_id", table.c.supersedes_id.is_not(
        None))}
    for number, project, on, precision, minor, currency, mark, form, *at in _columns(
            session, Receipt, f"id project_id received_on precision amount_minor currency mark form {_ON_RECORD}"):
        own, chain = _OnRecord(*at), earlier.get(number)
        first = min(own, void.get((project, on, minor, currency), own))
        while chain is not None:
            first, chain = min(first, before.get((chain,), first)), earlier.get(chain)
        yield AuditedReceipt(number, project, day_of(on, precision), minor, currency, mark, form,
                             office_day(first.known_at), _is_taken_over(first, books))


def _before(session: Session, kind: type[Fact], day: AnyColumn, by: tuple[str, ...], span: YearSpan
            ) -> Mapping[tuple[Any, ...], _OnRecord]:
    """When facts of the year that hold no more were first on record."""
    found: dict[tuple[Any, ...], _OnRecord] = {}
    for row in _columns(session, kind, f"{' '.join(by)} {_ON_RECORD}", gone(table_of(kind)), _within(day, span)):
        key, own = tuple(row[:len(by)]), _OnRecord(*row[len(by):])
        found[key] = min(found.get(key, own), own)
    return found


def _within(day: AnyColumn, span: YearSpan) -> Condition:
    return day.between(span.first, span.last)


def _papers(session: Session) -> Iterator[AuditedPaper]:
    for project, stage, receipt, kind, number, on, precision in _columns(
            session, Evidence, "project_id stage receipt_id kind number issued_on precision"):
        yield AuditedPaper(project, stage, receipt, kind, number, day_of(on, precision))


def _ended(session: Session) -> dict[int, Day]:
    """The projects whose last status says that they are terminated."""
    last = {number: (status, day_of(on, precision)) for number, status, on, precision in _columns(
        session, StatusChange, "project_id status changed_on precision")}
    return {number: day for number, (status, day) in last.items() if status is Status.TERMINATED}
