"""Turns what rulesets ask for into SQL, one criterion each: those met count a project, the first unmet explains it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import (
    FromClause,
    Integer,
    and_,
    bindparam,
    case,
    exists,
    extract,
    false,
    func,
    literal,
    or_,
    select,
    true,
)

from tracker.domain.counting_year import CALENDAR, CountingYear, YearSpan
from tracker.domain.day import BEGINNINGS, MONTHS_OF, Precision, periods_over
from tracker.domain.money import Currency
from tracker.domain.reasons import Unmet
from tracker.domain.rules import DateBasis, Ruleset
from tracker.domain.rules_late import LateRule
from tracker.domain.rules_words import SignedAgain
from tracker.domain.stages import STAGES, Stage, Status
from tracker.office.desk import ADD, UNDO
from tracker.store.query import (
    JOURNAL,
    LATER,
    PROFILE,
    STATUS,
    AnyColumn,
    Condition,
    Query,
    before_entry,
    gone,
    known,
    table_of,
)
from tracker.store.tables import Milestone, ProjectResult, Receipt

SIGNED = "signed"
"""The option of a statement that says which signing it asks for."""
_ONE = "one_project"
"""The parameter for the only project that a statement asks about: built once, it asks about any."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the figures are asked for: a year, the last day that counts, and what was known when.

    `as_of` None stands for the present: every fact not superseded, which the database has indexes for.
    """

    year: int
    until: date
    as_of: datetime | None = None
    exchange: Mapping[Currency, Decimal] = field(default_factory=dict, hash=False)
    project: int | None = None
    """The only project that is asked about; None for all."""
    unproven: frozenset[Stage] = frozenset()
    """The stages that do not count without their proof."""
    signed: SignedAgain = SignedAgain.FIRST
    """Which signing counts of a project that was signed again."""
    counting: CountingYear = CALENDAR
    """When the year begins."""
    late: LateRule | None = None
    """What becomes of facts that were entered after their year was closed; None where the ruleset says nothing."""
    before: int | None = None
    """The journal entry before which it is asked, whatever its moment says; None: by `as_of`."""

    def by(self, rules: Ruleset) -> Frame:
        """The same question by the year, the rates, the proofs and the signings of a ruleset."""
        return replace(self, exchange=rules.exchange, unproven=rules.unproven, signed=rules.signed.again,
                       counting=rules.counting, late=rules.late_entry.rule if rules.late_entry else None)

    def by_signing(self, query: Query) -> Query:
        """A question that is asked by the signing of this frame, whichever counts in the others of the session."""
        return query.execution_options(**{SIGNED: self.signed})

    @property
    def span(self) -> YearSpan:
        """The year with its first and its last day."""
        return self.counting.of(self.year)

    @property
    def of_any(self) -> Frame:
        """The same question without which project it is about: what statements are kept by."""
        return self if self.project is None else replace(self, project=0)

    def only(self, project_id: AnyColumn) -> list[Condition]:
        """That a row is of the only project that is asked about; nothing where all are."""
        return [] if self.project is None else [project_id == bindparam(_ONE, type_=Integer)]

    @property
    def params(self) -> dict[str, int]:
        """What a statement with `only` in it is executed with."""
        return {} if self.project is None else {_ONE: self.project}

    @property
    def first(self) -> date:
        """The first day of the year."""
        return self.span.first

    @property
    def last(self) -> date:
        """The last day of the year that counts."""
        return self.span.until(self.until)

    @property
    def in_part(self) -> bool:
        """Whether it asks for less than the whole year."""
        return self.until < self.span.last

    @property
    def present(self) -> bool:
        """Whether it asks by what is known now."""
        return self.as_of is None and self.before is None

    def known(self, table: FromClause) -> Condition:
        """Which rows of a table of facts held."""
        return known(table, self.as_of) if self.before is None else before_entry(table, self.before)

    def gone(self, table: FromClause) -> Condition:
        """Which rows of a table of facts had held by then, and held no more."""
        return gone(table, self.as_of) if self.before is None else table.c.superseded_entry_id < self.before

    def projects(self) -> Query:
        """The projects that were known."""
        profile = PROFILE.alias("known")
        return select(profile.c.project_id).where(self.known(profile), *self.only(profile.c.project_id))

    def not_there_yet(self) -> Query:
        """The projects that began after the last day asked for: later leads of which nothing was there before."""
        lead, other = (table_of(Milestone).alias(name) for name in ("lead", "other"))
        paid, came = table_of(Receipt).alias("paid"), table_of(ProjectResult).alias("came")
        before = (exists().where(row.c.project_id == lead.c.project_id, day <= self.until, self.known(row))
                  for row, day in (
                      (other, other.c.occurred_on), (paid, paid.c.received_on), (came, came.c.happened_on)))
        return select(lead.c.project_id).where(lead.c.stage == Stage.LEAD, lead.c.occurred_on > self.until,
                                               self.known(lead), *(~earlier for earlier in before))

    def undone(self) -> Query:
        """The projects that were entered by mistake: the undo of their entry ended them, and nothing was said since."""
        undo, add = JOURNAL.alias("undo"), JOURNAL.alias("added")
        later = STATUS.alias("later")
        since = exists().where(later.c.project_id == STATUS.c.project_id, later.c.id > STATUS.c.id, self.known(later))
        # What is asked of the entry comes first: hardly one is an undo, and then nothing more is looked up.
        by_mistake = exists().where(undo.c.id == STATUS.c.entry_id, undo.c.action == UNDO,
                                    add.c.id == undo.c.detail["of"].as_integer(), add.c.action == ADD)
        return select(STATUS.c.project_id).where(
            walked(STATUS.c.status == Status.TERMINATED), self.known(STATUS), by_mistake, ~since)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a project has to satisfy to be counted; `code` names the reason when it does not.

    `holds` may come out as NULL, which is not satisfied. `profile` says that it reads the profile.
    """

    code: Unmet
    holds: Condition
    params: Mapping[str, object] = field(default_factory=dict)
    profile: bool = False


def all_of(criteria: Iterable[Criterion]) -> Condition:
    """The condition under which a project or receipt counts."""
    return and_(True, *(one.holds for one in criteria))


def count_if(*holds: Condition) -> AnyColumn:
    """How many rows satisfy all conditions; all rows where there are none."""
    return func.count(case((and_(*holds), 1))) if holds else func.count()


def walked(holds: Condition) -> Condition:
    """A condition for which SQLite chooses no index: for reading most of a table in the order it lies in.

    SQLite keeps no statistics here; it takes any index that fits for a quick one, and then jumps through the whole
    table in the order of names or days, which takes four times as long.
    """
    return holds.is_(true())


def deciding_day(table: FromClause, basis: DateBasis) -> AnyColumn:
    """The date of a milestone that decides its year."""
    column: AnyColumn = table.c[str(basis)]
    return column


SPAN = frozenset({Unmet.NOT_REACHED, Unmet.UNKNOWN_DAY, Unmet.NOT_RECOGNISED, Unmet.BEFORE, Unmet.BEFORE_BASE,
                  Unmet.AFTER, Unmet.RECOGNISED_LATE, Unmet.TWO_YEARS, Unmet.PERIOD_OPEN, Unmet.ONCE_BEFORE,
                  Unmet.ONCE_TWO_YEARS, Unmet.LATE_NEXT_YEAR, Unmet.LATE_LEFT_OUT})
"""Codes of what is asked of the day of a milestone, and of when it was entered: a walk over one stage in one span asks
it of every row.
"""


class SpanCodes(NamedTuple):
    """Why a day or a period does not lie in a span of years."""

    before: Unmet
    after: Unmet
    two_years: Unmet
    is_open: Unmet


def span_criteria(codes: SpanCodes, day: AnyColumn, precision: AnyColumn | None, first: date, frame: Frame,
                  params: Mapping[str, object]) -> Iterator[Criterion]:
    """That a day or the whole of a period lies between `first` and the last day that counts.

    A period that begins before a year and ends in it lies in neither: only one that is over by then is before it. In
    the calendar's own years there are none. Without `precision` it is always one day.
    """
    with_last = {**params, "last": frame.last}
    yield Criterion(codes.before, reaches_into(first, day, precision, frame), params)
    yield Criterion(codes.after, day <= frame.last, with_last)
    if precision is not None and not frame.counting.is_calendar:
        yield Criterion(codes.two_years, and_(day >= first, _over(precision, day, frame.span.last)), params)
    if precision is not None:
        yield Criterion(codes.is_open, _over(precision, day, frame.last), with_last)


def reaches_into(first: date, day: AnyColumn, precision: AnyColumn | None, frame: Frame) -> Condition:
    """That a day, or the end of a period, is not before the first day of a year."""
    if precision is None or frame.counting.is_calendar or first == date.min:
        return day >= first
    return ~_over(precision, day, first - timedelta(days=1))


def in_one_year(day: AnyColumn, precision: AnyColumn, frame: Frame) -> Condition:
    """That a period does not lie in two years; one of the calendar's own years never does."""
    begins = extract("month", day) * 100 + extract("day", day)
    astride = ((one, frame.counting.astride(one)) for one in (Precision.DEKAD, *MONTHS_OF))
    return ~or_(false(), *(and_(precision == one, begins.in_([month * 100 + first for month, first in beginnings]))
                           for one, beginnings in astride if beginnings))


def after(basis: DateBasis) -> Unmet:
    """Why a milestone does not count whose deciding day is past: it came later, or was recognised later."""
    return Unmet.AFTER if basis is DateBasis.OCCURRED else Unmet.RECOGNISED_LATE


def over_by(table: FromClause, day: AnyColumn, last: date) -> Condition:
    """That a day up to `last` was certainly over by then: of a period, that the whole of it had passed."""
    return _over(table.c.precision, day, last)


def _over(precision: AnyColumn, day: AnyColumn, last: date) -> Condition:
    if (last.month, last.day) == (12, 31):
        return day <= last  # every period of the year is over then
    ends = {known_by: literal(first) for known_by, first in periods_over(last).items()}
    return and_(day <= last, day <= case(ends, value=precision, else_=literal(last)))


def of_project(table: FromClause, stage: Stage, project_id: AnyColumn, frame: Frame,
               *more: Condition) -> Condition:
    """The milestone of a stage of a project, to join by.

    For the past the index by project is of no use, as it holds only what stands today; SQLite would then go through
    all milestones of the stage for each project. Where it may use no index it makes one by project for the query.
    """
    wanted = and_(table.c.stage == stage, frame.known(table), *more)
    return and_(table.c.project_id == project_id, wanted if frame.present else walked(wanted))


def reaches(stage: Stage, basis: DateBasis, project_id: AnyColumn, frame: Frame) -> Condition:
    """That the project had reached a later stage by `until`, to join by."""
    row = LATER[stage]
    return of_project(row, stage, project_id, frame, all_of(reached_criteria(stage, basis, frame)))


def reached_criteria(stage: Stage, basis: DateBasis, frame: Frame) -> Iterator[Criterion]:
    """That a later stage on record (`LATER`) had been reached by `until`.

    One of unknown day had been where a stage after it had by a known day; else an unknown day is used by no count.
    """
    row, params = LATER[stage], {"stage": stage, "last": frame.until}
    day = deciding_day(row, basis)
    later_on = passed(row, stage, frame) if basis is DateBasis.OCCURRED else false()
    unknown = Unmet.UNKNOWN_DAY if basis is DateBasis.OCCURRED else Unmet.NOT_RECOGNISED
    yield Criterion(unknown, or_(day.is_not(None), later_on), params)
    yield Criterion(after(basis), or_(day <= frame.until, and_(day.is_(None), later_on)), params)
    if basis is DateBasis.OCCURRED:  # a recognition is always of one day
        yield Criterion(Unmet.PERIOD_OPEN, or_(day.is_(None), over_by(row, day, frame.until)), params)
    yield from proof_criteria(row, stage, frame)


_AFTER = table_of(Milestone).alias("after")


def passed(row: FromClause, stage: Stage, frame: Frame) -> Condition:
    """That a stage after this one was reached on a known day up to `until`."""
    later = _AFTER.c.stage.in_([one for one in STAGES if one.rank > stage.rank])
    return select(_AFTER.c.id).where(
        _AFTER.c.project_id == row.c.project_id, later if frame.present else walked(later), frame.known(_AFTER),
        over_by(_AFTER, _AFTER.c.occurred_on, frame.until)).correlate(row).exists()


def proof_criteria(table: FromClause, stage: Stage, frame: Frame) -> Iterator[Criterion]:
    """That the proof of a milestone is on record, where the ruleset does not count it without."""
    if stage in frame.unproven:
        yield Criterion(Unmet.UNPROVEN, has_proof(table, frame), {"stage": stage})


def has_proof(table: FromClause, frame: Frame) -> Condition:
    """That money had arrived by the day of "funded", as `guards.without_proof` says it of one project."""
    day, on, precision = PROOF.c.received_on, table.c.occurred_on, table.c.precision
    months = {one: _months(day) < _months(on) + count for one, count in MONTHS_OF.items()}
    by_then = case(
        (precision == Precision.DAY, day <= on),
        (precision == Precision.DEKAD, _months(day) * 3 + _dekad(day) <= _months(on) * 3 + _dekad(on)),
        *((precision == one, holds) for one, holds in months.items()))
    rows = select(PROOF.c.id).where(
        PROOF.c.project_id == table.c.project_id, frame.known(PROOF), PROOF.c.amount_minor > 0,
        or_(on.is_(None), and_(day.is_not(None), by_then)))
    return rows.correlate(table).exists()


PROOF = table_of(Receipt).alias("proof")
"""Money that may prove another fact than its own."""


def _months(day: AnyColumn) -> AnyColumn:
    """The number of a day's month, counted on over the years."""
    return extract("year", day) * 12 + extract("month", day)


def _dekad(day: AnyColumn) -> AnyColumn:
    """Which third of its month a day lies in, from 0."""
    return case((extract("day", day) >= BEGINNINGS[2], 2), (extract("day", day) >= BEGINNINGS[1], 1), else_=0)


def standing_at(status: Status, frame: Frame) -> Query:
    """Projects whose status, by the last word on it up to `until`, is this one; a word of unknown day was in time."""
    later = STATUS.alias("later")

    def counts(table: FromClause) -> Condition:
        in_time = or_(table.c.changed_on.is_(None), over_by(table, table.c.changed_on, frame.until))
        return and_(frame.known(table), in_time)

    overruled = exists().where(later.c.project_id == STATUS.c.project_id, later.c.id > STATUS.c.id, counts(later))
    return select(STATUS.c.project_id).where(counts(STATUS), STATUS.c.status == status, ~overruled)
