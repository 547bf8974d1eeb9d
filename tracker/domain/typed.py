"""Reads what was typed into a form or a command: a value, or the reason it cannot be one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.domain.days import Day, NotADay, read_day
from tracker.domain.money import Money, NotAnAmount, Unit, read_amount, read_unit
from tracker.domain.reasons import Code, Reason
from tracker.domain.stages import Stage


@dataclass(frozen=True, slots=True)
class Stop:
    """A stage to be reached, as it was typed: its day, a document's kind and number, its recognition.

    Without a stage it is the next one, without a day (None, not an empty text) it was reached today. A form that asks
    for several stops tells their fields apart by a `suffix`.
    """

    stage: Stage | None
    day: str | None
    evidence: str = ""
    number: str = ""
    recognised_on: str = ""
    recognised_by: str = ""
    suffix: str = ""


def day_typed(text: str, today: date, *, field: str = "day") -> Day | Reason:
    """The day that was typed; today where nothing was."""
    try:
        return read_day(text) or Day(today)
    except NotADay as error:
        return Reason(error.code, params={"value": text}, field=field)


def whole_day_typed(text: str, *, field: str) -> date | Reason | None:
    """A whole day that may be left out, such as that of a recognition: a month or a year alone is none."""
    day = due_typed(text, field=field)
    if day is None or isinstance(day, Reason):
        return day
    if day.first is None or day.first != day.last:
        return Reason(Code.NOT_A_DATE, params={"value": text}, field=field)
    return day.first


def due_typed(text: str, *, field: str = "due") -> Day | Reason | None:
    """A day that may be left out and may lie ahead, such as a deadline."""
    try:
        return read_day(text)
    except NotADay as error:
        return Reason(error.code, params={"value": text}, field=field)


def amount_typed(text: str, unit: str = "", *, field: str = "amount") -> Money | Reason:
    """The amount that was typed, in its own unit or else in `unit` (such as 万元); their currencies cannot differ."""
    try:
        meant: Unit | None = read_unit(unit) if unit.strip() else None
        money = read_amount(text, meant)
    except NotAnAmount as error:
        return Reason(error.code, params={"value": error.value}, field=field)
    if money is not None and meant is not None and meant.currency not in (None, money.currency):
        return Reason(Code.TWO_CURRENCIES, params={"value": text, "unit": unit}, field=field)
    return money or Reason(Code.NOT_AN_AMOUNT, params={"value": text}, field=field)
