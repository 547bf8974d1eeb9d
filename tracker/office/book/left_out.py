"""What the office holds and its book cannot: counted, so that whoever exports it is told."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import ColumnElement, FromClause, RowMapping, func, or_, select
from sqlmodel import Session

from tracker.domain.money import Money
from tracker.domain.results import Compared, DatedResult, People, compared
from tracker.domain.stages import Status
from tracker.office.book.kept import LEARNED
from tracker.office.records import day_of
from tracker.store.query import (
    ANSWERED,
    ASSERTION,
    AUDIT_ANSWER,
    BUNDLE_TAKEN,
    CHANGE,
    CREDIT,
    EVIDENCE,
    EXPECTED,
    JOURNAL,
    MARK_GIVEN,
    MILESTONE,
    OTHERS_LIST,
    RECOGNITION,
    REVIEW,
    SETTING,
    STATUS,
    TARGET,
    UNIT,
    UNIT_TARGET,
    YEAR_CLOSE,
    known,
    table_of,
)
from tracker.store.tables import ProjectResult


class LeftOut(StrEnum):
    """What a book has no room for."""

    EXPECTED_BEFORE = "expected_before"
    """Days that were expected before they moved."""
    EXPECTED_REASON = "expected_reason"
    """Why an expected day moved."""
    RECOGNISED_BY = "recognised_by"
    """Who recognised a stage, and why a requirement was set aside."""
    STATUSES = "statuses"
    """Pauses and endings that are over."""
    CHANGES = "changes"
    """The days of increases and changes, and what was so before; the book holds what is so now."""
    EVIDENCE = "evidence"
    """Documents of stages; of receipts the ones with a day or a file, of which the book has kind and number."""
    RECOGNITIONS = "recognitions"
    """What second persons recognised or sent back."""
    RESULTS_ALIKE = "results_alike"
    """Results of one time that a note on one of them alone tells apart; in a ledger that does not say they are two."""
    PERIODS = "periods"
    """Targets of months and quarters; the book has those of years."""
    ASSERTIONS = "assertions"
    """What others recognised or published."""
    AUDITED = "audited"
    """Answers to what an inspection would ask."""
    ASSESSED = "assessed"
    """Units that are assessed, their targets and marks, and which projects count for them."""
    BUNDLES = "bundles"
    """Bundles that counties handed in."""
    RECONCILED = "reconciled"
    """Lists of other offices, and why they differ from ours."""
    REVIEWS = "reviews"
    """Minutes of the weekly review."""
    CLOSINGS = "closings"
    """Years that were closed, with figures and lists."""
    LEARNED = "learned"
    """What was decided about the books of others."""
    JOURNAL = "journal"
    """Who recorded what and when, and what it said before."""
    CUT = "cut"
    """Texts too long for a cell."""


def left_out_of(session: Session) -> Mapping[str, int]:
    """How many of each `LeftOut` the office has; what it has none of is not named."""
    def many(table: FromClause, *having: ColumnElement[bool]) -> int:
        return int(session.execute(select(func.count()).select_from(table).where(*having)).scalar_one())

    last = select(func.max(STATUS.c.id)).where(known(STATUS)).group_by(STATUS.c.project_id)
    counts: dict[str, int] = {
        LeftOut.EXPECTED_BEFORE: many(EXPECTED, EXPECTED.c.superseded_at.is_not(None)),
        LeftOut.EXPECTED_REASON: many(EXPECTED, known(EXPECTED), EXPECTED.c.reason != ""),
        LeftOut.RECOGNISED_BY: many(MILESTONE, known(MILESTONE), or_(
            MILESTONE.c.recognised_by != "", MILESTONE.c.override != "")),
        LeftOut.STATUSES: many(STATUS, known(STATUS), or_(
            STATUS.c.status == Status.ACTIVE, STATUS.c.id.not_in(last))),
        LeftOut.CHANGES: many(CHANGE, known(CHANGE)),
        LeftOut.EVIDENCE: many(EVIDENCE, known(EVIDENCE), or_(
            EVIDENCE.c.receipt_id.is_(None), EVIDENCE.c.issued_on.is_not(None), EVIDENCE.c.sha256.is_not(None))),
        LeftOut.RECOGNITIONS: many(RECOGNITION, known(RECOGNITION)),
        LeftOut.RESULTS_ALIKE: _results_alike(session),
        LeftOut.PERIODS: many(TARGET, known(TARGET), TARGET.c.period != ""),
        LeftOut.ASSERTIONS: many(ASSERTION, known(ASSERTION)),
        LeftOut.RECONCILED: many(OTHERS_LIST, known(OTHERS_LIST)) + many(ANSWERED, known(ANSWERED)),
        LeftOut.AUDITED: many(AUDIT_ANSWER, known(AUDIT_ANSWER)),
        LeftOut.ASSESSED: sum(many(table, known(table)) for table in (UNIT, UNIT_TARGET, CREDIT, MARK_GIVEN)),
        LeftOut.BUNDLES: many(BUNDLE_TAKEN, known(BUNDLE_TAKEN)),
        LeftOut.REVIEWS: many(REVIEW, known(REVIEW)),
        LeftOut.CLOSINGS: many(YEAR_CLOSE, known(YEAR_CLOSE)),
        LeftOut.LEARNED: many(SETTING, known(SETTING), SETTING.c.key.startswith(LEARNED)),
        LeftOut.JOURNAL: many(JOURNAL),
    }
    return {what: count for what, count in counts.items() if count}


def _results_alike(session: Session) -> int:
    """How many pairs of results of one project and kind would be one in the book (`Compared`)."""
    one, other = (table_of(ProjectResult).alias(name) for name in ("one", "other"))
    columns = ("happened_on", "precision", "amount_minor", "currency", "mark", "people")
    pairs = select(*(table.c[name].label(f"{table.name}_{name}") for table in (one, other) for name in columns)).where(
        known(one), known(other), one.c.project_id == other.c.project_id, one.c.what == other.c.what,
        one.c.id < other.c.id, (one.c.note == "") != (other.c.note == ""))
    return sum(compared(*(_dated(row, name) for name in ("one", "other"))) not in (
        Compared.APART, Compared.OTHER_SLICE) for row in session.execute(pairs).mappings())


def _dated(row: RowMapping, name: str) -> DatedResult:
    minor, people = row[f"{name}_amount_minor"], row[f"{name}_people"]
    amount = None if minor is None else Money(minor, row[f"{name}_currency"], row[f"{name}_mark"])
    return DatedResult(0, day_of(row[f"{name}_happened_on"], row[f"{name}_precision"]),
                       amount if people is None else People(people), "")
