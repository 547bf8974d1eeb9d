"""Business days: days with a precision as people write them, moments as they are asked for, and time progress."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from fractions import Fraction

from tracker.domain.clock import end_of_day, parse_moment
from tracker.domain.day import Day, NotADay, Precision
from tracker.domain.day_text import day_said, in_year, is_vague, lacks_year, read_day
from tracker.domain.reasons import Code
from tracker.domain.text import clean, fold_width, is_empty

__all__ = [
    "Day", "NotADay", "Precision", "day_said", "in_year", "is_empty", "is_vague", "lacks_year", "read_day",
    "read_moment", "time_progress",
]

_CLOCK = re.compile(r"[0-9]\s*[:时点]|[0-9][Tt][0-9]")


def has_clock(text: str) -> bool:
    """Whether a text names a time of the day too."""
    return _CLOCK.search(fold_width(clean(text))) is not None


def read_moment(text: str) -> datetime:
    """The moment a text names (`--as-of`), as aware UTC.

    A day (or a period such as a month or a quarter) alone, in any form `read_day` takes, means its end in the office.
    With a clock the form is ISO 8601, 2023-12-31T10:00; without a zone it is office time. Raises NotADay.
    """
    typed = fold_width(clean(text))
    try:
        if has_clock(typed):
            moment = parse_moment(typed)
        else:
            day = read_day(text)
            moment = end_of_day(day.last) if day and day.last else None
    except OverflowError:
        raise NotADay(Code.NO_SUCH_DATE, text) from None
    if moment is None:
        raise NotADay(Code.NOT_A_DATE, text)
    return moment


def time_progress(first: date, last: date, until: date) -> Fraction:
    """序时进度: the share of some whole months, from whichever day, gone by at the end of `until`, in whole months.

    A month has gone by once its last day is reached: of a year 10/12 at 31 October, 9/12 the day before. 0 before the
    first day, 1 from the last day on.
    """
    if not first <= until < last:
        return Fraction(int(until >= last))
    return Fraction(_months_over(first, until), _months_over(first, last))


def _months_over(first: date, until: date) -> int:
    """How many months that begin with the day of `first` are over at the end of a day."""
    after = until + timedelta(days=1)
    return (after.year - first.year) * 12 + after.month - first.month - (after.day < first.day)
