"""Reads what was typed into a form or a command: a value, or the reason it cannot be one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.clock import office_day, to_the_minute
from tracker.domain.days import Day, NotADay, has_clock, read_day, read_moment
from tracker.domain.money import BARE, AmountTooLarge, Money, NotAnAmount, Unit, read_amount, read_unit, unit_name
from tracker.domain.near_day import read_near_day
from tracker.domain.reasons import Code, Reason
from tracker.domain.results import PEOPLE_UNIT, HowMuch, ResultKind, read_people
from tracker.domain.stages import Stage
from tracker.domain.text import TooLong, clean_lines, is_empty


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
    """The day that was typed, today where nothing was; 12-30 is the latest such day that is not in the future."""
    return optional_day_typed(text, today, field=field) or Day(today)


def optional_day_typed(text: str, today: date, *, field: str = "day") -> Day | Reason | None:
    """A day that may be left out; 12-30 is the latest such day that is not in the future."""
    return _day_typed(text, today, field=field, ahead=False)


def whole_day_typed(text: str, today: date, *, field: str) -> date | Reason | None:
    """A whole day that may be left out, such as that of a recognition: a month or a year alone is none."""
    day = optional_day_typed(text, today, field=field)
    if day is None or isinstance(day, Reason):
        return day
    if day.first is None or day.first != day.last:
        return Reason(Code.NOT_A_DATE, params={"value": text}, field=field)
    return day.first


def as_of_typed(text: str, now: datetime, *, field: str = "as_of") -> datetime | Reason | None:
    """The moment of knowing that was typed, which may be left out; a day, a month or a year alone is its end.

    What has not passed yet cannot be known: a moment after `now` is refused; today, or a period that is under way,
    stands for now. What is answered is the same for ever.
    """
    if not text.strip():
        return None
    try:
        moment = read_moment(text)
        if moment <= now:
            return moment
        day = None if has_clock(text) else read_day(text)
    except NotADay as error:
        return Reason(error.code, params={"value": text}, field=field)
    if day is not None and day.first is not None and day.first <= office_day(now):
        return now
    return Reason(Code.NOT_PASSED, params={"value": text.strip(), "now": to_the_minute(now)}, field=field)


def due_typed(text: str, today: date, *, field: str = "due") -> Day | Reason | None:
    """A deadline, which may be left out; 12-30 is the next such day from today on."""
    return _day_typed(text, today, field=field, ahead=True)


def _day_typed(text: str, today: date, *, field: str, ahead: bool) -> Day | Reason | None:
    try:
        return read_near_day(text, today, ahead=ahead)
    except NotADay as error:
        return Reason(error.code, params={"value": text}, field=field)


def text_typed(text: str, limit: int, field: str, called: str = "", *,
               cleaned: Callable[[str, int], str] = clean_lines) -> tuple[str, list[Reason]]:
    """A text of several lines as it is kept, of at most `limit` characters; where it is longer, none and the reason.

    `called` is the profile field whose name the reason says, where it is not that of the form's own `field`. A text
    of one line is read with `cleaned=clean`.
    """
    try:
        return cleaned(text, limit), []
    except TooLong as error:
        return "", [Reason(Code.TOO_LONG, params={"field": called or field, "limit": error.limit}, field=field)]


def unreasoned(reason: str) -> list[Reason]:
    """That no reason was given, where none was."""
    return [] if clean_lines(reason) else [Reason(Code.NO_REASON, field="reason")]


def money_typed(text: str) -> Money | Reason:
    """The amount typed where a bare number is in 万元, as forms and filters say."""
    money = amount_typed(text)
    if isinstance(money, Reason) and money.code == Code.UNKNOWN_UNIT:
        bare = amount_typed(text, unit_name(BARE))
        return money if isinstance(bare, Reason) else bare
    return money


def how_much_typed(what: ResultKind, text: str, unit: str | None = None) -> HowMuch | Reason | None:
    """What a result comes to, as it was typed: a number of people, or money in its own unit, else in `unit` (None:
    a bare number is in 万元, as forms say). None where nothing was typed.
    """
    if is_empty(text):
        return None
    if not what.of_people:
        return money_typed(text) if unit is None else amount_typed(text, unit)
    people, says_more = read_people(text)
    if people is None or says_more or not people.count:
        return Reason(Code.NOT_A_COUNT, params={"value": text, "unit": PEOPLE_UNIT}, field="amount")
    return people


def not_an_amount(error: NotAnAmount, field: str) -> Reason:
    """Why what was typed is no amount: too large, without a unit, or none at all."""
    code = Code.AMOUNT_TOO_LARGE if isinstance(error, AmountTooLarge) else error.code
    return Reason(code, params={"value": error.value}, field=field)


def amount_typed(text: str, unit: str = "", *, field: str = "amount") -> Money | Reason:
    """The amount that was typed, in its own unit or else in `unit` (such as 万元); their currencies cannot differ."""
    try:
        meant: Unit | None = read_unit(unit) if unit.strip() else None
        money = read_amount(text, meant)
    except NotAnAmount as error:
        return not_an_amount(error, field)
    if money is not None and meant is not None and meant.currency not in (None, money.currency):
        return Reason(Code.TWO_CURRENCIES, params={"value": text, "unit": unit}, field=field)
    return money or Reason(Code.NOT_AN_AMOUNT, params={"value": text}, field=field)
