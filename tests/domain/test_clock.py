"""The office's time: its day at any hour of the clock, moments read and printed, and one module that knows the zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tracker
import tui
from tracker.domain.clock import end_of_day, in_office, office_day, office_time, parse_moment, to_the_minute

MOMENTS = st.datetimes(datetime(1992, 1, 1), datetime(2190, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(("moment", "day", "printed"), [
    (datetime(2023, 12, 31, 15, 59, tzinfo=UTC), "2023-12-31", "2023-12-31 23:59"),
    (datetime(2023, 12, 31, 16, 30, tzinfo=UTC), "2024-01-01", "2024-01-01 00:30"),  # still the old year in UTC
    (datetime(2023, 12, 31, 23, 30, tzinfo=UTC), "2024-01-01", "2024-01-01 07:30"),
    (datetime(2024, 1, 1, 4, tzinfo=UTC), "2024-01-01", "2024-01-01 12:00"),
])
def test_the_day_is_the_offices_at_any_hour(moment: datetime, day: str, printed: str) -> None:
    assert office_day(moment) == date.fromisoformat(day)
    assert to_the_minute(moment) == printed
    assert office_time(moment).utcoffset() == timedelta(hours=8)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        office_day(datetime(2023, 1, 1))  # noqa: DTZ001


@given(MOMENTS)
def test_a_day_ends_with_its_last_microsecond(moment: datetime) -> None:
    day = office_day(moment)
    assert moment <= end_of_day(day)
    assert office_day(end_of_day(day)) == day
    assert office_day(end_of_day(day) + timedelta(microseconds=1)) == day + timedelta(days=1)


@given(MOMENTS)
def test_a_moment_read_is_the_moment_printed(moment: datetime) -> None:
    for written in (moment, office_time(moment), office_time(moment).replace(tzinfo=None)):
        read = parse_moment(written.isoformat())
        assert read == moment
        assert type(read) is datetime
    assert in_office(office_time(moment).replace(tzinfo=None)) == moment


@pytest.mark.parametrize("text", ["", "昨天", "2023-12-31T25:00", "P3D", "2023-12-31T10:00/2024-01-01T10:00"])
def test_what_is_no_moment_is_none(text: str) -> None:
    assert parse_moment(text) is None


def test_no_other_module_converts_a_zone() -> None:
    """A conversion by hand is how the register's day came to be UTC's."""
    folders = [Path(package.__file__ or "").parent for package in (tracker, tui)]
    by_hand = [path.name for folder in folders for path in sorted(folder.rglob("*.py")) if path.name != "clock.py"
               and any(word in path.read_text(encoding="utf-8") for word in ("zoneinfo", "Asia/Shanghai", "pendulum"))]
    assert by_hand == []
