"""Reads what was typed into a form or a command: a value, or the reason it cannot be one."""

from __future__ import annotations

from datetime import date

from tracker.domain.days import Day, NotADay, read_day
from tracker.domain.money import Money, NotAnAmount, Unit, read_amount, read_unit
from tracker.domain.reasons import Code, Reason


def day_typed(text: str, today: date, *, field: str = "day") -> Day | Reason:
    """The day that was typed; today where nothing was."""
    try:
        return read_day(text) or Day(today)
    except NotADay as error:
        return Reason(error.code, params={"value": text}, field=field)


def due_typed(text: str, *, field: str = "due") -> Day | Reason | None:
    """A day that may be left out and may lie ahead, such as a deadline."""
    try:
        return read_day(text)
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
