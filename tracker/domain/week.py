"""A week of the office: an ISO week in the office's time zone, written 2023-W50."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tracker.domain.days import end_of_day, iso_week, read_iso_week


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
        return cls(read_iso_week(text)[0])

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
        return iso_week(self.monday)
