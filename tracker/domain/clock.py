"""The office's time: the one place that knows its zone, what day a moment lies in, and how a moment is written."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = "Asia/Shanghai"
"""The time zone of every office: the whole country keeps one."""
STRAY: Final = timedelta(minutes=5)
"""How far the clocks of two machines may stand apart without anything being amiss."""
JUMP: Final = timedelta(minutes=1)
"""By how much a machine's clock may gain on the time it has been running without anything being amiss."""


@lru_cache(maxsize=1)
def _zone() -> tzinfo:
    return ZoneInfo(ZONE)


def now() -> datetime:
    """The moment by this machine's clock, as aware UTC."""
    return datetime.now(UTC)


def office_time(moment: datetime) -> datetime:
    """A moment as the office's clock shows it. Raises ValueError for a moment without a zone."""
    if moment.tzinfo is None:
        raise ValueError("the moment has no time zone")
    return moment.astimezone(_zone())


def office_day(moment: datetime) -> date:
    """The day it is in the office at a moment. Raises ValueError for a moment without a zone."""
    return office_time(moment).date()


def end_of_day(day: date) -> datetime:
    """The last moment (to the microsecond) of a day in the office, as aware UTC.

    Raises OverflowError at the calendar's ends.
    """
    return in_office(datetime.combine(day, time.max))


def in_office(local: datetime) -> datetime:
    """A moment written without a zone in the office, as aware UTC. Raises OverflowError at the calendar's ends."""
    return local.replace(tzinfo=_zone()).astimezone(UTC)


def parse_moment(text: str) -> datetime | None:
    """The moment of an ISO 8601 text with a clock (2023-12-31T10:00), as aware UTC; office time without a zone.

    None for anything else. Raises OverflowError at the calendar's ends.
    """
    import pendulum  # late: it takes 12 ms, and few texts have a clock

    try:
        moment = pendulum.parse(text, tz=_zone())
    except ValueError:
        return None
    if not isinstance(moment, pendulum.DateTime):
        return None
    there = moment.astimezone(UTC)
    return datetime.combine(there.date(), there.time(), UTC)  # a plain one: pendulum's are written otherwise


def days_between(start: date, end: date) -> int:
    """Calendar days from one day to another; below 0 where `end` lies before `start`."""
    return (end - start).days


def to_the_minute(moment: datetime) -> str:
    """A moment in office time as 2023-12-31 10:00."""
    return f"{office_time(moment):%Y-%m-%d %H:%M}"


def utc_text(at: datetime) -> str:
    """A moment to the microsecond, in UTC: `--as-of` reads it back."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
