"""Business days: days with a precision, the office's today, months, ISO weeks, working days and time progress."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from tracker.domain.day import Day, NotADay, Precision
from tracker.domain.day_text import OFFICE_ZONE, read_day
from tracker.domain.reasons import Code
from tracker.domain.text import clean, fold_width, is_empty
from tracker.domain.workdays import is_working_day, working_days_between

__all__ = [
    "OFFICE_ZONE",
    "Day",
    "NotADay",
    "Precision",
    "end_of_day",
    "is_empty",
    "is_working_day",
    "iso_week",
    "month_of",
    "read_day",
    "read_iso_week",
    "read_moment",
    "time_progress",
    "today",
    "working_days_between",
]

_CLOCK = re.compile(r"[0-9]\s*[:时点]|[0-9][Tt][0-9]")
_WEEK = re.compile(r"([0-9]{4})-?[Ww]([0-9]{1,2})")


def today(now: datetime | None = None) -> date:
    """The day it is in the office, now or at an aware moment. Raises ValueError for a moment without a zone.

    Asked before the first paint, so without pendulum, which takes longer to import than everything else here.
    """
    if now is None:
        now = datetime.now(UTC)
    elif now.tzinfo is None:
        raise ValueError("the moment has no time zone")
    return now.astimezone(ZoneInfo(OFFICE_ZONE)).date()


def end_of_day(day: date) -> datetime:
    """The last moment (to the microsecond) of a day in the office, as aware UTC.

    Without pendulum, whose moments lose their zone when a span is added to them once they are in UTC.
    """
    return datetime.combine(day, time.max, ZoneInfo(OFFICE_ZONE)).astimezone(UTC)


def read_moment(text: str) -> datetime:
    """The moment a text names, as aware UTC.

    A day (or month, or year) alone, in any form `read_day` takes, means its end in the office. With a clock the form
    is ISO 8601, 2023-12-31T10:00; without a zone it is office time. Raises NotADay.
    """
    import pendulum

    typed = fold_width(clean(text))
    if not _CLOCK.search(typed):
        day = read_day(text)
        if day is None or day.last is None:
            raise NotADay(Code.NOT_A_DATE, text)
        return _utc(datetime.combine(day.last, time.max), text)
    try:
        moment = pendulum.parse(typed, tz=OFFICE_ZONE)
    except ValueError:
        raise NotADay(Code.NOT_A_DATE, text) from None
    if not isinstance(moment, datetime):
        raise NotADay(Code.NOT_A_DATE, text)
    return _utc(moment, text)


def _utc(moment: datetime, text: str) -> datetime:
    """The moment in UTC, office time when it has no zone. Raises NotADay at the ends of the calendar."""
    local = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(OFFICE_ZONE))
    try:
        return local.astimezone(UTC)
    except OverflowError:
        raise NotADay(Code.NO_SUCH_DATE, text) from None


def time_progress(year: int, until: date) -> Fraction:
    """序时进度: the share of the year gone by at the end of `until`, in whole months.

    A month has gone by once its last day is reached: 10/12 at 31 October, 9/12 the day before. 0 before the year,
    1 after it.
    """
    if until.year != year:
        return Fraction(int(until.year > year))
    complete = until.day == monthrange(year, until.month)[1]
    return Fraction(until.month - (not complete), 12)


def month_of(day: date) -> str:
    """The month of a day as 2023-06."""
    return f"{day.year:04}-{day.month:02}"


def iso_week(day: date) -> str:
    """The ISO week of a day as 2023-W50; the first days of January may lie in the last week of the year before."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def read_iso_week(text: str) -> tuple[date, date]:
    """Monday and Sunday of a week written 2023-W50. Raises NotADay."""
    match = _WEEK.fullmatch(fold_width(clean(text)))
    if not match:
        raise NotADay(Code.NOT_A_DATE, text)
    try:
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday, monday + timedelta(days=6)
    except (ValueError, OverflowError):
        raise NotADay(Code.NO_SUCH_DATE, text) from None
