"""What was entered after the books of its year were closed: counted in a later year, nowhere, or only told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import and_, case, or_

from tracker.domain.clock import end_of_day
from tracker.domain.reasons import Unmet
from tracker.domain.rules import DateBasis, Indicator
from tracker.domain.rules_late import LateFacts, LateRule
from tracker.domain.rules_once import Together
from tracker.domain.rules_words import OF_ANY_YEAR
from tracker.domain.stages import Stage
from tracker.office.figures.counting import Criterion, Frame, reaches_into
from tracker.office.figures.entered import milestone_first_entered, slice_first_entered, year_number
from tracker.office.figures.together import day_together, days_that_decide, milestone_criteria, precision_together
from tracker.store.query import LATER, MILESTONE, RECEIPT, AnyColumn, Condition
from tracker.store.tables import Receipt

_OF_YEAR = frozenset({Unmet.BEFORE, Unmet.TWO_YEARS, Unmet.PERIOD_OPEN, Unmet.ONCE_BEFORE, Unmet.ONCE_TWO_YEARS,
                      Unmet.RECEIPT_BEFORE, Unmet.RECEIPT_TWO_YEARS, Unmet.RECEIPT_OPEN})
"""Codes of what is asked of the day of a fact, and not of one that counts in a later year than its own."""


def late_rule(indicator: Indicator, frame: Frame) -> LateRule | None:
    """What becomes of late facts of an indicator; None where the ruleset says nothing, or no day decides its year."""
    return None if indicator.kind in OF_ANY_YEAR else frame.late


def stage_criteria(stage: Stage, basis: DateBasis, frame: Frame, together: Sequence[Together] = ()
                   ) -> list[Criterion]:
    """A stage reached in the year (`milestone_criteria`), with what becomes of those that were entered late."""
    asked, rule = milestone_criteria(stage, basis, frame.first, frame, together), frame.late
    if rule is None:
        return asked
    day, entered = day_together(basis, together), milestones_entered(stage, basis, frame, together)
    precision = precision_together(basis, together) if basis is DateBasis.OCCURRED else None
    moved = _moved(day, precision, entered, frame) if rule.moves else None
    codes = Unmet.LATE_NEXT_YEAR, Unmet.LATE_LEFT_OUT
    return [*_beside(asked, moved), *_in_time(rule, codes, day, precision, entered, frame, {"stage": stage})]


def milestones_entered(stage: Stage, basis: DateBasis, frame: Frame, together: Sequence[Together]) -> AnyColumn:
    """When the last of several milestones was first on record as one of its year; of what has to be reached once, when
    its stage was.
    """
    entered = milestone_first_entered(MILESTONE, stage, basis, frame)
    for other in (one for one in together if isinstance(one, Stage)):
        later = milestone_first_entered(LATER[other], other, basis, frame)
        entered = case((later > entered, later), else_=entered)
    return entered


def money_criteria(asked: Iterable[Criterion], frame: Frame) -> Iterator[Criterion]:
    """What is asked of the day of money, with what becomes of money that was entered late.

    Money that went back is moved with all other money, and left out by nothing: a figure is not kept up by being late.
    """
    rule, day, precision = frame.late, RECEIPT.c.received_on, RECEIPT.c.precision
    if rule is None:
        yield from asked
        return
    yield from _beside(asked, money_moved(frame))
    codes = Unmet.RECEIPT_NEXT_YEAR, Unmet.RECEIPT_LEFT_OUT
    for one in _in_time(rule, codes, day, precision, money_entered(frame), frame, {}):
        yield one if rule.moves else replace(one, holds=or_(RECEIPT.c.amount_minor < 0, one.holds))


def money_entered(frame: Frame) -> AnyColumn:
    """When money was first on record as money of its year."""
    return slice_first_entered(RECEIPT, Receipt, "received_on", frame)


def money_moved(frame: Frame) -> Condition | None:
    """That money of an earlier year counts in this one; None where none does."""
    if frame.late is None or not frame.late.moves:
        return None
    return _moved(RECEIPT.c.received_on, RECEIPT.c.precision, money_entered(frame), frame)


def apart_when_late(indicator: Indicator, frame: Frame) -> Iterator[Criterion]:
    """How many years may lie between the first and the last of several days, where the last may be of an earlier year
    than that in which it counts.
    """
    years, last = indicator.within_years, day_together(indicator.date, indicator.together)
    for first, _ in days_that_decide(indicator.date, indicator.together) if years is not None else ():
        near = year_number(last, frame.counting) - year_number(first, frame.counting) <= years
        yield Criterion(Unmet.TOO_FAR_APART, near, {"years": years})


def _beside(asked: Iterable[Criterion], moved: Condition | None) -> Iterator[Criterion]:
    """What is asked of the day of a fact, or that it was moved into the year."""
    for one in asked:
        yield replace(one, holds=or_(one.holds, moved)) if moved is not None and one.code in _OF_YEAR else one


def _moved(day: AnyColumn, precision: AnyColumn | None, entered: AnyColumn, frame: Frame) -> Condition:
    """That a fact of an earlier year was entered when all years before this one were closed, and this one was not.

    In a figure of a part of the year it counts from the day on which it was entered.
    """
    rule = frame.late
    assert rule is not None
    last = rule.closes(frame.counting, frame.year)
    last = min(last, end_of_day(frame.until)) if frame.in_part else last
    return and_(~reaches_into(frame.first, day, precision, frame), entered <= last,
                entered > rule.closes(frame.counting, frame.year - 1))


def _in_time(rule: LateRule, codes: tuple[Unmet, Unmet], day: AnyColumn, precision: AnyColumn | None,
             entered: AnyColumn, frame: Frame, params: dict[str, object]) -> Iterator[Criterion]:
    """That a fact of the year was entered before its books were closed."""
    in_time = entered <= rule.closes(frame.counting, frame.year)
    told = {**params, "last": rule.last_day(frame.counting, frame.year)}
    if rule.facts is LateFacts.NEXT_YEAR:
        yield Criterion(codes[0], or_(~reaches_into(frame.first, day, precision, frame), in_time), told)
    if rule.facts is LateFacts.LEFT_OUT:
        yield Criterion(codes[1], in_time, told)
