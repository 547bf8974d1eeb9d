"""A week of the office: an ISO week in the office's time zone, written 2023-W50."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tracker.domain.clock import end_of_day
from tracker.domain.day import NotADay
from tracker.domain.reasons import Code
from tracker.domain.text import clean, fold_width

_WRITTEN = re.compile(r"([0-9]{4})-?[Ww]([0-9]{1,2})")


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """One ISO week, kept by its Monday, so that weeks are ordered as they pass."""

    monday: date

    @classmethod
    def of(cls, day: date) -> Week:
        """The week a day lies in."""
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def read(cls, text: str) -> Week:
        """The week a text such as 2023-W50 names. Raises NotADay."""
        match = _WRITTEN.fullmatch(fold_width(clean(text)))
        if not match:
            raise NotADay(Code.NOT_A_DATE, text)
        try:
            if (year := int(match[1])) == date.max.year:  # its last Sunday lies behind the calendar's end
                raise NotADay(Code.NO_SUCH_DATE, text)
            return cls(date.fromisocalendar(year, int(match[2]), 1))
        except ValueError:
            raise NotADay(Code.NO_SUCH_DATE, text) from None

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    @property
    def end(self) -> datetime:
        """Its last moment in the office, as aware UTC."""
        return end_of_day(self.sunday)

    @property
    def before(self) -> Week:
        """The week before it."""
        return Week(self.monday - timedelta(days=7))

    @property
    def after(self) -> Week:
        """The week after it."""
        return Week(self.monday + timedelta(days=7))

    def __str__(self) -> str:
        """2023-W50; `read` reads it back."""
        year, week, _ = self.monday.isocalendar()
        return f"{year:04}-W{week:02}"
