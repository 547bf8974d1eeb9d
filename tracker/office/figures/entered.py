"""What was on record in time: within so many days of a milestone, of money or of a result, in whatever version."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import CTE, FromClause, and_, case, exists, extract, func, literal, or_, select, tuple_

from tracker.domain.changed import ChangeKind
from tracker.domain.counting_year import CountingYear
from tracker.domain.day import Precision
from tracker.domain.reasons import Unmet
from tracker.domain.rules import DateBasis, Indicator
from tracker.domain.stages import Stage
from tracker.office.figures.counting import Criterion, Frame, deciding_day
from tracker.store.deadline import Deadline
from tracker.store.query import LATER, MILESTONE, AnyColumn, Condition, table_of
from tracker.store.tables import Milestone, ProfileChange, ProjectResult, Receipt


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


def milestone_first_entered(row: FromClause, stage: Stage, basis: DateBasis, frame: Frame) -> AnyColumn:
    """When a milestone was first on record as one of its year, whatever day of the year it was said to have."""
    said, day = table_of(Milestone).alias("said"), deciding_day(row, basis)
    entered: AnyColumn = select(func.min(said.c.known_at)).where(
        said.c.project_id == row.c.project_id, said.c.stage == stage,
        _same_year(deciding_day(said, basis), day, frame.counting)).correlate(row).scalar_subquery()
    if stage is not Stage.SIGNED or basis is not DateBasis.OCCURRED:
        return entered
    again = table_of(ProfileChange).alias("again")
    resigned = select(func.min(again.c.known_at)).where(  # a later signing is a change of its day
        again.c.project_id == row.c.project_id, again.c.what == ChangeKind.SIGNING, again.c.changed_on == day,
        or_(frame.known(again), frame.gone(again))).correlate(row).scalar_subquery()
    return case((or_(entered.is_(None), resigned < entered), resigned), else_=entered)


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
    said, deadline = table_of(kind).alias("said"), Deadline(table.c[day], table.c.precision, days)
    return or_(table.c.known_at < deadline, exists().where(
        said.c.project_id == table.c.project_id, said.c.known_at < deadline,
        _took_place(table, said, kind, day, frame)).correlate(table))


def slice_first_entered(table: FromClause, kind: type[Receipt | ProjectResult], day: str, frame: Frame) -> AnyColumn:
    """When money or a result was first on record: it, or what it took the place of (`slice_entered`)."""
    said = table_of(kind).alias("said")
    earlier = select(func.min(said.c.known_at)).where(
        said.c.project_id == table.c.project_id, _took_place(table, said, kind, day, frame)
    ).correlate(table).scalar_subquery()
    return case((earlier < table.c.known_at, earlier), else_=table.c.known_at)


def _took_place(table: FromClause, said: FromClause, kind: type[Receipt | ProjectResult], day: str, frame: Frame
                ) -> Condition:
    """That money or a result took the place of another row of its project."""
    chain = _PUT_RIGHT[kind]
    alike = [said.c[name].is_not_distinct_from(table.c[name]) for name in _SAID_BY[kind]]
    alike.append(said.c.id.not_in(select(chain.c.earlier)))
    corrected = tuple_(table.c.id, said.c.id).in_(select(chain.c.id, chain.c.earlier))
    return or_(and_(_same_year(said.c[day], table.c[day], frame.counting), corrected),
               and_(frame.gone(said), *alike, _overlap(said, table, day)))


def _overlap(one: FromClause, other: FromClause, day: str) -> Condition:
    """That two days or periods have a day in common: each begins before the other is over."""
    return and_(*(Deadline(begins.c[day], literal(Precision.DAY.value), 0) <= Deadline(ends.c[day], ends.c.precision, 0)
                  for begins, ends in ((one, other), (other, one))))


def _same_year(one: AnyColumn, other: AnyColumn, counting: CountingYear) -> Condition:
    return year_number(one, counting) == year_number(other, counting)


def year_number(day: AnyColumn, counting: CountingYear) -> AnyColumn:
    """A number that two days share exactly when they lie in one year; it is not the number the year is called by."""
    year, month = extract("year", day), extract("month", day)
    begun = month >= counting.first_month
    if counting.first_day > 1:
        begun = or_(month > counting.first_month, and_(begun, extract("day", day) >= counting.first_day))
    return year if (counting.first_month, counting.first_day) == (1, 1) else year + case((begun, 1), else_=0)
