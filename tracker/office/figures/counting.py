"""Turns what rulesets ask for into SQL, one criterion each: those met count a project, the first unmet explains it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import (
    CTE,
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
    tuple_,
)

from tracker.domain.changed import ChangeKind
from tracker.domain.clock import end_of_day
from tracker.domain.counting_year import CALENDAR, CountingYear, YearSpan
from tracker.domain.day import BEGINNINGS, MONTHS_OF, Precision, periods_over
from tracker.domain.money import Currency
from tracker.domain.money_form import WHOLE, MoneyForm
from tracker.domain.reasons import Unmet
from tracker.domain.rules import DateBasis, Indicator, Ruleset
from tracker.domain.rules_words import SignedAgain, Withdrawals
from tracker.domain.stages import STAGES, Stage, Status
from tracker.office.desk import ADD, UNDO
from tracker.office.figures.limits import limits_of, reaches_limit
from tracker.office.recognition.confirmed import milestone_confirmed, receipt_confirmed
from tracker.store.deadline import Deadline
from tracker.store.query import (
    EVIDENCE,
    JOURNAL,
    LATER,
    MILESTONE,
    PROFILE,
    RECEIPT,
    STATUS,
    AnyColumn,
    Condition,
    Query,
    before_entry,
    gone,
    known,
    table_of,
)
from tracker.store.tables import Milestone, ProfileChange, ProjectResult, Receipt

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
    before: int | None = None
    """The journal entry before which it is asked, whatever its moment says; None: by `as_of`."""

    def by(self, rules: Ruleset) -> Frame:
        """The same question by the year, the rates, the proofs and the signings of a ruleset."""
        return replace(self, exchange=rules.exchange, unproven=rules.unproven, signed=rules.signed.again,
                       counting=rules.counting)

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
                  Unmet.AFTER, Unmet.RECOGNISED_LATE, Unmet.TWO_YEARS, Unmet.PERIOD_OPEN})
"""Codes of what `milestone_criteria` asks: a walk over one stage in one span asks it of every row."""


def milestone_criteria(stage: Stage, basis: DateBasis, first: date, frame: Frame,
                       together: Sequence[Stage] = ()) -> list[Criterion]:
    """A stage reached between `first` and the last day that counts. The first one is a row's being there at all.

    With others `together` all of them are reached, and the latest day is the one between.
    """
    rows = {stage: MILESTONE, **{other: LATER[other] for other in together}}
    unknown = Unmet.UNKNOWN_DAY if basis is DateBasis.OCCURRED else Unmet.NOT_RECOGNISED
    day, params = day_together(basis, together), {"stage": stage}
    return [
        *(Criterion(Unmet.NOT_REACHED, row.c.id.is_not(None), {"stage": one}) for one, row in rows.items()),
        *(Criterion(unknown, deciding_day(row, basis).is_not(None), {"stage": one}) for one, row in rows.items()),
        *span_criteria(
            SpanCodes(Unmet.BEFORE if first == frame.first else Unmet.BEFORE_BASE, after(basis), Unmet.TWO_YEARS,
                      Unmet.PERIOD_OPEN),
            day, precision_together(basis, together) if basis is DateBasis.OCCURRED else None, first, frame, params),
    ]


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


def day_together(basis: DateBasis, together: Sequence[Stage]) -> AnyColumn:
    """The latest of the days of a milestone and others; of the milestone alone its own."""
    day = deciding_day(MILESTONE, basis)
    for other in together:
        later = deciding_day(LATER[other], basis)
        day = case((later > day, later), else_=day)
    return day


def precision_together(basis: DateBasis, together: Sequence[Stage]) -> AnyColumn:
    """How precisely the latest of the days is known."""
    day = deciding_day(MILESTONE, basis)
    precision: AnyColumn = MILESTONE.c.precision
    for other in together:
        later = deciding_day(LATER[other], basis)
        precision = case((later > day, LATER[other].c.precision), else_=precision)
        day = case((later > day, later), else_=day)
    return precision


def with_others(joined: FromClause, basis: DateBasis, together: Sequence[Stage], project_id: AnyColumn, frame: Frame,
                *, outer: bool = False) -> FromClause:
    """What is asked, with the milestones of other stages beside it; with `outer` also where they are not reached."""
    for other in together:
        joined = joined.join(LATER[other], of_project(LATER[other], other, project_id, frame), isouter=outer)
    return joined


def apart_criteria(indicator: Indicator, frame: Frame) -> Iterator[Criterion]:
    """How many years may lie between the first and the last of several days; the last is of the frame's year."""
    years = indicator.within_years
    if years is not None and years < frame.year:
        earliest = frame.counting.of(frame.year - years).first
        for row in (MILESTONE, *(LATER[other] for other in indicator.together_with)):
            yield Criterion(Unmet.TOO_FAR_APART, deciding_day(row, indicator.date) >= earliest, {"years": years})


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
    day, on, precision = _PROOF.c.received_on, table.c.occurred_on, table.c.precision
    months = {one: _months(day) < _months(on) + count for one, count in MONTHS_OF.items()}
    by_then = case(
        (precision == Precision.DAY, day <= on),
        (precision == Precision.DEKAD, _months(day) * 3 + _dekad(day) <= _months(on) * 3 + _dekad(on)),
        *((precision == one, holds) for one, holds in months.items()))
    rows = select(_PROOF.c.id).where(
        _PROOF.c.project_id == table.c.project_id, frame.known(_PROOF), _PROOF.c.amount_minor > 0,
        or_(on.is_(None), and_(day.is_not(None), by_then)))
    return rows.correlate(table).exists()


_PROOF = table_of(Receipt).alias("proof")


def _months(day: AnyColumn) -> AnyColumn:
    """The number of a day's month, counted on over the years."""
    return extract("year", day) * 12 + extract("month", day)


def _dekad(day: AnyColumn) -> AnyColumn:
    """Which third of its month a day lies in, from 0."""
    return case((extract("day", day) >= BEGINNINGS[2], 2), (extract("day", day) >= BEGINNINGS[1], 1), else_=0)


def money_origin() -> AnyColumn:
    """Where money is from: it says so itself; where it is silent it comes from where the project does."""
    return func.coalesce(RECEIPT.c.origin, PROFILE.c.origin)


IN_YEAR = frozenset({Unmet.NO_RECEIPT, Unmet.RECEIPT_UNKNOWN_DAY, Unmet.RECEIPT_BEFORE, Unmet.RECEIPT_AFTER,
                     Unmet.RECEIPT_TWO_YEARS, Unmet.RECEIPT_OPEN})
"""Codes of what a walk over the year's receipts asks of every one of them."""


_OF_RECEIPTS = SpanCodes(Unmet.RECEIPT_BEFORE, Unmet.RECEIPT_AFTER, Unmet.RECEIPT_TWO_YEARS, Unmet.RECEIPT_OPEN)


def receipt_criteria(indicator: Indicator, frame: Frame) -> Iterator[Criterion]:
    """Money of the right kind that arrived, or went back, between the first day of the year and the last that counts.
    """
    day = RECEIPT.c.received_on
    yield Criterion(Unmet.NO_RECEIPT, RECEIPT.c.id.is_not(None))
    went_back = RECEIPT.c.amount_minor < 0
    if indicator.withdrawals is Withdrawals.LEFT_OUT:
        yield Criterion(Unmet.WITHDRAWN, ~went_back)
    yield Criterion(Unmet.OTHER_CURRENCY, RECEIPT.c.currency.in_(indicator.currencies),
                    {"currencies": tuple(one.value for one in indicator.currencies)})
    if indicator.receipt_origin:
        origins = sorted(indicator.receipt_origin)
        yield Criterion(Unmet.NO_ORIGIN, money_origin().is_not(None))
        yield Criterion(Unmet.OTHER_ORIGIN, money_origin().in_([one.value for one in origins]),
                        {"origins": tuple(origins)})
    yield from _form_criteria(indicator)
    yield Criterion(Unmet.RECEIPT_UNKNOWN_DAY, day.is_not(None))
    yield from span_criteria(_OF_RECEIPTS, day, RECEIPT.c.precision, frame.first, frame, {})
    if indicator.each_at_least:
        limits = {one: least for limit in indicator.each_at_least for one, least in limits_of(limit, frame.exchange)}
        limits |= {limit.currency: limit.minor for limit in indicator.each_at_least}
        enough = reaches_limit(RECEIPT.c.amount_minor, RECEIPT.c.currency, RECEIPT.c.mark, limits.items())
        yield Criterion(Unmet.SMALL_RECEIPT, or_(went_back, enough), {"limits": tuple(indicator.each_at_least)})
    if (days := indicator.entered_within) is not None:
        in_time = slice_entered(RECEIPT, Receipt, "received_on", days, frame)
        yield Criterion(Unmet.RECEIPT_ENTERED_LATE, or_(went_back, in_time), {"days": days})
    for kinds in indicator.evidence:
        # Money that went back is taken off whether or not a paper proves it: a figure is not kept up by a missing one.
        for code, proven, params in _papers(frame, indicator, kinds, EVIDENCE.c.receipt_id == RECEIPT.c.id,
                                            Unmet.RECEIPT_NO_EVIDENCE):
            yield Criterion(code, or_(went_back, proven), params)
    if indicator.recognised:
        yield Criterion(Unmet.RECEIPT_UNCONFIRMED, or_(went_back, receipt_confirmed(RECEIPT, frame.as_of)))


def _form_criteria(indicator: Indicator) -> Iterator[Criterion]:
    """That money is of a form that counts, also where it went back."""
    form = RECEIPT.c.form
    if forms := indicator.receipt_form:
        yield Criterion(Unmet.NO_FORM, form.is_not(None))
        yield Criterion(Unmet.OTHER_FORM, form.in_(list(forms)), {"forms": tuple(forms)})
    if left_out := indicator.without_form:
        forms = tuple(one for one in MoneyForm if one not in left_out)
        yield Criterion(Unmet.OTHER_FORM, or_(form.is_(None), form.not_in(list(left_out))), {"forms": forms})


def counted_minor(indicator: Indicator) -> AnyColumn:
    """What of a receipt an indicator adds up, in minor units: of some only the outside investor's share, as
    `money_form.outside_part` has it.
    """
    minor, share = RECEIPT.c.amount_minor, RECEIPT.c.outside_share
    if not indicator.outside_share:
        return minor
    half = case((minor < 0, -WHOLE // 2), else_=WHOLE // 2)
    whole = (minor * share + half).op("/", precedence=8)(literal(WHOLE, minor.type))  # cut off towards nothing
    return case((share.is_(None), minor), else_=whole)


def entered_criteria(indicator: Indicator, frame: Frame) -> Iterator[Criterion]:
    """That each milestone was on record within so many days of it, whatever day of the year it was said to have."""
    days = indicator.entered_within
    if days is None or indicator.stage is None:
        return
    said = table_of(Milestone).alias("said")
    for stage, row in ((indicator.stage, MILESTONE), *((other, LATER[other]) for other in indicator.together_with)):
        then: Condition = exists().where(
            said.c.project_id == row.c.project_id, said.c.stage == stage,
            _same_year(said.c.occurred_on, row.c.occurred_on, frame.counting),
            said.c.known_at < Deadline(row.c.occurred_on, row.c.precision, days)).correlate(row)
        if stage is Stage.SIGNED:
            again = table_of(ProfileChange).alias("again")
            then = or_(then, exists().where(  # a later signing is a change of its day
                again.c.project_id == row.c.project_id, again.c.what == ChangeKind.SIGNING,
                again.c.changed_on == row.c.occurred_on, or_(frame.known(again), frame.gone(again)),
                again.c.known_at < Deadline(row.c.occurred_on, row.c.precision, days)).correlate(row))
        yield Criterion(Unmet.ENTERED_LATE, then, {"stage": stage, "days": days})


def _put_right(kind: type[Receipt | ProjectResult]) -> CTE:
    """The rows that were recorded in the place of others, each with every one before it, however often."""
    row, before = table_of(kind).alias("row"), table_of(kind).alias("before")
    chain = select(row.c.id, row.c.supersedes_id.label("earlier")).where(row.c.supersedes_id.is_not(None)).cte(
        f"{kind.__tablename__}_put_right", recursive=True)
    return chain.union(select(chain.c.id, before.c.supersedes_id).where(
        before.c.id == chain.c.earlier, before.c.supersedes_id.is_not(None)))


_PUT_RIGHT = {kind: _put_right(kind) for kind in (Receipt, ProjectResult)}
_SAID_BY = {Receipt: ("currency", "amount_minor"), ProjectResult: ("what", "currency", "amount_minor", "people")}
"""What two of a kind have in common that say the same of one day or period."""


def slice_entered(table: FromClause, kind: type[Receipt | ProjectResult], day: str, days: int, frame: Frame
                  ) -> Condition:
    """That money or a result was on record within so many days of it: it, or what it took the place of.

    It took the place of what it corrects, and of what was void by then and said the same amount of the same day or
    period. Another instalment of the same amount does not speak for it, void or not; what was corrected speaks for
    what corrects it alone.
    """
    said, chain = table_of(kind).alias("said"), _PUT_RIGHT[kind]
    alike = [said.c[name].is_not_distinct_from(table.c[name]) for name in _SAID_BY[kind]]
    alike.append(said.c.id.not_in(select(chain.c.earlier)))
    corrected = tuple_(table.c.id, said.c.id).in_(select(chain.c.id, chain.c.earlier))
    took_place = or_(and_(_same_year(said.c[day], table.c[day], frame.counting), corrected),
                     and_(frame.gone(said), *alike, _overlap(said, table, day)))
    deadline = Deadline(table.c[day], table.c.precision, days)
    return or_(table.c.known_at < deadline, exists().where(
        said.c.project_id == table.c.project_id, said.c.known_at < deadline, took_place).correlate(table))


def _overlap(one: FromClause, other: FromClause, day: str) -> Condition:
    """That two days or periods have a day in common: each begins before the other is over."""
    return and_(*(Deadline(begins.c[day], literal(Precision.DAY.value), 0) <= Deadline(ends.c[day], ends.c.precision, 0)
                  for begins, ends in ((one, other), (other, one))))


def _same_year(one: AnyColumn, other: AnyColumn, counting: CountingYear) -> Condition:
    return _year_of(one, counting) == _year_of(other, counting)


def _year_of(day: AnyColumn, counting: CountingYear) -> AnyColumn:
    """A number that two days share exactly when they lie in one year; it is not the number the year is called by."""
    year, month = extract("year", day), extract("month", day)
    begun = month >= counting.first_month
    if counting.first_day > 1:
        begun = or_(month > counting.first_month, and_(begun, extract("day", day) >= counting.first_day))
    return year if (counting.first_month, counting.first_day) == (1, 1) else year + case((begun, 1), else_=0)


def stage_evidence_criteria(indicator: Indicator, frame: Frame) -> Iterator[Criterion]:
    """Proof of a milestone, and its recognition by a second person, where the ruleset asks for them."""
    assert indicator.stage is not None, indicator.key
    for kinds in indicator.evidence:
        of_stage = and_(EVIDENCE.c.project_id == MILESTONE.c.project_id, proves(indicator.stage, frame))
        for code, proven, params in _papers(frame, indicator, kinds, of_stage, Unmet.NO_EVIDENCE):
            yield Criterion(code, proven, params)
    if indicator.recognised:
        yield Criterion(Unmet.UNCONFIRMED, milestone_confirmed(MILESTONE, frame.as_of), {"stage": indicator.stage})


def _papers(frame: Frame, indicator: Indicator, kinds: frozenset[str], belongs: Condition, lacking: Unmet
            ) -> Iterator[tuple[Unmet, Condition, dict[str, object]]]:
    """That there is a document of some kinds, and that it was handed in in time."""
    params: dict[str, object] = {"kinds": tuple(sorted(kinds))}
    yield lacking, _proven(frame, kinds, belongs), params
    if indicator.papers_by:
        last = indicator.papers_by.within(frame.span)
        in_time = and_(belongs, EVIDENCE.c.known_at <= end_of_day(last))
        yield Unmet.LATE_PAPERS, _proven(frame, kinds, in_time), {**params, "last": last}


def proves(stage: Stage, frame: Frame) -> Condition:
    """That a document proves a stage: it was put to it or, of "funded", to money that arrived."""
    if stage is not Stage.FUNDED:
        return EVIDENCE.c.stage == stage
    arrived = select(_PROOF.c.id).where(_PROOF.c.project_id == EVIDENCE.c.project_id, _PROOF.c.amount_minor > 0,
                                        frame.known(_PROOF))
    return or_(EVIDENCE.c.stage == stage, EVIDENCE.c.receipt_id.in_(arrived.correlate(EVIDENCE)))


def _proven(frame: Frame, kinds: frozenset[str], belongs: Condition) -> Condition:
    rows = select(EVIDENCE.c.id).where(belongs, EVIDENCE.c.kind.in_(sorted(kinds)), frame.known(EVIDENCE))
    return rows.correlate(MILESTONE, RECEIPT).exists()


def standing_at(status: Status, frame: Frame) -> Query:
    """Projects whose status, by the last word on it up to `until`, is this one; a word of unknown day was in time."""
    later = STATUS.alias("later")

    def counts(table: FromClause) -> Condition:
        in_time = or_(table.c.changed_on.is_(None), over_by(table, table.c.changed_on, frame.until))
        return and_(frame.known(table), in_time)

    overruled = exists().where(later.c.project_id == STATUS.c.project_id, later.c.id > STATUS.c.id, counts(later))
    return select(STATUS.c.project_id).where(counts(STATUS), STATUS.c.status == status, ~overruled)
