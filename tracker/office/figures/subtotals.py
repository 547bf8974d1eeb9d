"""Sub-totals: what each figure of a year is by park, chain, leader, origin or month; together they are the figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import case, func, literal, select
from sqlmodel import Session

from tracker.domain.fields import ChoiceField
from tracker.domain.money import print_exact
from tracker.domain.parts import PartOf, PeriodOfYear, numbers_in, part_of_day
from tracker.domain.profile import FIELDS
from tracker.domain.rules import Indicator, Kind, Ruleset
from tracker.office.figures.by_rules import of_money
from tracker.office.figures.composed import count_projects, parts_of
from tracker.office.figures.counting import Frame
from tracker.office.figures.months import lies_within, number_told
from tracker.office.figures.receipts_asked import money_origin
from tracker.office.figures.results import RESULT_DAY, count_result_parts
from tracker.office.figures.rollup import actuals, question
from tracker.office.figures.sums import count_receipts
from tracker.office.figures.walks import RECEIPT_DAY, Count, DayOf, count_parts
from tracker.store.query import PROFILE, PROJECT, RECEIPT, AnyColumn

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.figures.explained import CountedFact, CountedProject, NotCountedProject


@dataclass(frozen=True, slots=True)
class SubTotal:
    """What a part adds to one figure: exact, in its unit; and how many projects count in it."""

    actual: str
    counted: int


@dataclass(frozen=True, slots=True)
class SubTotals:
    """The figures of a year told apart by one thing: for each value the sub-totals by the key of their indicator.

    `adds_up` are the keys of the indicators whose sub-totals together are the figure. Those of a ratio and of an
    average are their own: the ratio within each part.
    """

    by: str
    rows: Mapping[str, Mapping[str, SubTotal]]
    adds_up: frozenset[str]

    def as_json(self) -> dict[str, object]:
        """Each value with its sub-totals; None is the value that nobody filled in."""
        return {"by": self.by, "adds_up": sorted(self.adds_up), "rows": [
            {"value": value or None, "indicators": {key: {"actual": one.actual, "counted": one.counted}
                                                    for key, one in row.items()}}
            for value, row in self.rows.items()]}


def sub_totals(desk: Desk, year: int, by: Iterable[str], *, until: date | None = None,
                  as_of: datetime | None = None, ruleset: Ruleset | None = None, by_now: bool = False
                  ) -> tuple[SubTotals, ...]:
    """The figures of `rollup` with the same arguments, told apart by each of `by` (of `GROUPINGS`).

    One query for each walk over a table and each of `by`, however many values there are. Raises RulesetError.
    """
    with desk.reading() as session:
        asked = question(session, desk, year, until, as_of, ruleset, by_now=by_now)
        return tuple(told_apart(session, asked.rules, asked.frame, one) for one in dict.fromkeys(by))


def told_apart(session: Session, rules: Ruleset, frame: Frame, by: str) -> SubTotals:
    """The figures told apart by one thing, by a session that answers by profiles of their day (`question`)."""
    part = partial(_column, by, frame)
    counts = count_parts(session, rules.indicators, frame, part)
    counts |= count_receipts(session, of_money(rules), frame, part(RECEIPT_DAY))
    counts |= count_result_parts(session, rules, frame, part(RESULT_DAY))
    for one in rules.indicators:
        if one.composed:
            counts[one.key] = {value: Count(projects) for value, projects in count_projects(
                session, one, rules, frame, part).items()}
    values = _in_order({value for found in counts.values() for value in found}, by, rules, frame)
    additive = frozenset(one.key for one in rules.indicators if parts_add_up(one, rules))
    rows: dict[str, dict[str, SubTotal]] = {}
    so_far = {one.key: Count(0) for one in rules.indicators}
    before = actuals(rules, so_far)
    for value in values:
        own = {key: found.get(value, Count(0)) for key, found in counts.items()}
        so_far = {key: _together(count, own[key]) for key, count in so_far.items()}
        # What is divided is rounded at its last digit. Told as a difference of sums, the parts still add up to it.
        after, alone = actuals(rules, so_far), actuals(rules, own)
        rows[value] = {key: SubTotal(print_exact(after[key] - before[key] if key in additive else alone[key]),
                                     own[key].projects) for key in after}
        before = after
    return SubTotals(by, rows, additive)


def _together(one: Count, other: Count) -> Count:
    money = {currency: one.money.get(currency, 0) + other.money.get(currency, 0)
             for currency in (*one.money, *other.money)}
    return Count(one.projects + other.projects, money, one.companies + other.companies,
                 one.people + other.people)


def parts_add_up(indicator: Indicator, rules: Ruleset) -> bool:
    """Whether a figure is the sum of what it is in each part: an average and a ratio are not."""
    if not indicator.composed:
        return True
    return indicator.kind is Kind.SUM and all(parts_add_up(part, rules) for part in parts_of(indicator, rules))


def _column(by: str, frame: Frame, of: DayOf) -> AnyColumn:
    """What facts are told apart by, as a text."""
    if by in list(PeriodOfYear):
        if of.day is None:
            return literal("")
        told = number_told(PeriodOfYear(by), of.day, frame.span)
        if frame.late and frame.late.moves:  # what counts in a later year than its own lies in no month of it
            told = case((of.day >= frame.first, told), else_="")
        return told if of.precision is None else case(
            (lies_within(PeriodOfYear(by), of.day, of.precision, frame.span), told), else_="")
    if by == "origin" and of.of_money:
        return func.coalesce(money_origin(), "")
    return func.coalesce(PROFILE.c[by], "")


def _in_order(values: set[str], by: str, rules: Ruleset, frame: Frame) -> list[str]:
    """Periods as they follow on each other, each up to the last day; the values of a list in its order; what nobody
    filled in last.
    """
    if by in list(PeriodOfYear):
        months = PeriodOfYear(by).months
        begun = -(-max(frame.span.place_of(frame.last), 0) // months)
        usual = [str(number) for number in numbers_in(PeriodOfYear(by), frame.span)[:begun]]
        return [*usual, *([""] if "" in values else [])]
    field = FIELDS[by]
    listed = list(map(str, getattr(rules.lists, field.listed, ())))
    words = [*listed, *(field.kind.__members__.values() if isinstance(field, ChoiceField) else ())]
    order = {str(word): place for place, word in reversed(list(enumerate(words)))}
    return sorted(values, key=lambda value: (value == "", order.get(value, len(words)), value))


class Within:
    """Leaves of what is behind a figure one part: of a field the projects with its value, of the rest the facts in it.
    """

    def __init__(self, session: Session, frame: Frame, part: PartOf) -> None:
        self._part, self._span = part, frame.span
        self._codes: frozenset[str] | None = None
        self._receipts: frozenset[int] | None = None
        if part.by in list(PeriodOfYear):
            return
        query = select(PROJECT.c.code).join(PROFILE, PROFILE.c.project_id == PROJECT.c.id).where(
            frame.known(PROFILE), func.coalesce(PROFILE.c[part.by], "") == part.value)
        self._codes = frozenset(session.scalars(query))
        if part.by == "origin":
            money = select(RECEIPT.c.id).join(PROFILE, PROFILE.c.project_id == RECEIPT.c.project_id).where(
                frame.known(RECEIPT), frame.known(PROFILE), func.coalesce(money_origin(), "") == part.value)
            self._receipts = frozenset(session.scalars(money))

    def facts(self, project: CountedProject, *, dated: bool = True) -> tuple[CountedFact, ...]:
        """The facts of a project that lie in the part; those that no day decides, not `dated`, lie in no period."""
        return tuple(fact for fact in project.facts if self._holds(project.code, fact, dated))

    def others(self, projects: Sequence[NotCountedProject]) -> list[NotCountedProject]:
        """The projects not counted that lie in the part; a project that does not count lies in no period."""
        return [one for one in projects if self._codes is None or one.code in self._codes]

    def _holds(self, code: str, fact: CountedFact, dated: bool) -> bool:
        if self._receipts is not None and fact.receipt is not None:
            return fact.receipt in self._receipts
        if self._codes is not None:
            return code in self._codes
        of_year = dated and fact.day.on is not None and fact.day.on >= self._span.first
        return (part_of_day(PeriodOfYear(self._part.by), fact.day, self._span) if of_year else "") == self._part.value
