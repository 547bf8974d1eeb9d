"""Reads what was typed into a form or a command: a value, or the reason it cannot be one."""

from __future__ import annotations

from datetime import date

from tracker.domain.days import Day, NotADay
from tracker.domain.money import Money, NotAnAmount, Unit, read_amount, read_unit
from tracker.domain.near_day import read_near_day
from tracker.domain.reasons import Code, Reason


def day_typed(text: str, today: date, *, field: str = "day") -> Day | Reason:
    """The day that was typed, today where nothing was; 12-30 is the latest such day that is not in the future."""
    return optional_day_typed(text, today, field=field) or Day(today)


def optional_day_typed(text: str, today: date, *, field: str = "day") -> Day | Reason | None:
    """A day that may be left out; 12-30 is the latest such day that is not in the future."""
    return _day_typed(text, today, field=field, ahead=False)


def due_typed(text: str, today: date, *, field: str = "due") -> Day | Reason | None:
    """A deadline, which may be left out; 12-30 is the next such day from today on."""
    return _day_typed(text, today, field=field, ahead=True)


def _day_typed(text: str, today: date, *, field: str, ahead: bool) -> Day | Reason | None:
    try:
        return read_near_day(text, today, ahead=ahead)
    except NotADay as error:
        return Reason(error.code, params={"value": text}, field=field)


def amount_typed(text: str, unit: str = "", *, field: str = "amount") -> Money | Reason:
    """The amount that was typed, in its own unit or else in `unit` (such as 万元)."""
    try:
        meant: Unit | None = read_unit(unit) if unit.strip() else None
        money = read_amount(text, meant)
    except NotAnAmount as error:
        return Reason(error.code, params={"value": error.value}, field=field)
    return money or Reason(Code.NOT_AN_AMOUNT, params={"value": text}, field=field)
