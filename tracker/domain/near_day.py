"""Reading the days people name from where they stand: 昨天, -3, or a month and a day without a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from tracker.domain.day import Day, NotADay
from tracker.domain.day_text import read_day
from tracker.domain.reasons import Code
from tracker.domain.text import clean, fold_width

_NAMED: Final = {
    "大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2,
    "大后天": 3, "yesterday": -1, "today": 0, "tomorrow": 1,
}
"""Days from today."""
_STEPS = re.compile(r"([-+−])\s*([0-9]{1,4})\s*(?:天|日|d|days?)?")
_MONTH_DAY = re.compile(r"([0-9]{1,2})\s*(?:[-./、—–]|月)\s*([0-9]{1,2})\s*[日号]?")
_LEAP = 8
"""Years within which every day of the calendar comes round, a 29 February at the turn of a century among them."""


def read_near_day(text: str, today: date, *, ahead: bool = False) -> Day | None:
    """The day a person at a form or a command names, None when it says there is none.

    Takes what `read_day` takes, and besides: 昨天 or yesterday; -3 and +3, calendar days from today; 12-30, 12.30,
    12/30 and 12月30日. A month and a day without a year are the latest such day that is not in the future; with
    `ahead`, for deadlines, the next one from today on.
    Raises NotADay: "no_such_date" for 2-30, "not_a_date" for anything else that is no date.
    """
    typed = fold_width(clean(text)).lower()
    if typed in _NAMED:
        return _days_from(text, today, _NAMED[typed])
    if match := _STEPS.fullmatch(typed):
        return _days_from(text, today, int(match[2]) * (1 if match[1] == "+" else -1))
    if match := _MONTH_DAY.fullmatch(typed):
        return _without_a_year(text, int(match[1]), int(match[2]), today, ahead=ahead)
    return read_day(text)


def _days_from(text: str, today: date, days: int) -> Day:
    try:
        return Day(today + timedelta(days=days))
    except OverflowError:
        raise NotADay(Code.NO_SUCH_DATE, text) from None


def _without_a_year(text: str, month: int, day: int, today: date, *, ahead: bool) -> Day:
    """The nearest such day on the side that is meant; today is on both sides."""
    for on in _such_days(month, day, today.year, 1 if ahead else -1):
        if on == today or (on > today) is ahead:
            return Day(on)
    raise NotADay(Code.NO_SUCH_DATE, text)


def _such_days(month: int, day: int, year: int, step: int) -> Iterator[date]:
    """That month and day in this year and the years on from it, or back; a year without it is left out."""
    for years in range(_LEAP + 1):
        try:
            yield date(year + years * step, month, day)
        except ValueError:
            continue
