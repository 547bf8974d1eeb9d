"""Days keep their precision, and the office its own time."""

from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.clock import end_of_day, office_day
from tracker.domain.days import Day, NotADay, Precision, read_day, read_moment, time_progress

DATES = st.dates(date(1900, 1, 1), date(2199, 12, 31))
DAYS = st.one_of(DATES.map(Day), DATES.map(lambda d: Day.month(d.year, d.month)), DATES.map(lambda d: Day.year(d.year)))


@given(DAYS)
def test_reading_the_printed_day_gives_it_back(day: Day) -> None:
    assert read_day(str(day)) == day


@given(DAYS, DAYS)
def test_certainly_before_holds_for_every_day_within(a: Day, b: Day) -> None:
    assert a.first is not None
    assert a.last is not None
    assert b.first is not None
    assert a.first <= a.last
    assert a.certainly_before(b) == (not b.possibly_by(a.last))
    assert not (a.certainly_before(b) and b.certainly_before(a))


def test_ends_of_a_period() -> None:
    assert Day.month(2024, 2).last == date(2024, 2, 29)
    assert Day.year(2023).last == date(2023, 12, 31)
    assert Day(date(2023, 6, 18)).last == date(2023, 6, 18)


def test_an_unknown_day_proves_nothing() -> None:
    unknown = Day.unknown()
    assert (str(unknown), unknown.first, unknown.last, unknown.known) == ("", None, None, False)
    assert not unknown.possibly_by(date(2099, 1, 1))
    assert not unknown.certainly_before(Day.year(2023))
    assert not Day.year(2023).certainly_before(unknown)


@pytest.mark.parametrize(
    ("on", "precision"),
    [(None, Precision.DAY), (date(2023, 1, 1), Precision.UNKNOWN), (date(2023, 6, 2), Precision.MONTH),
     (date(2023, 6, 1), Precision.YEAR)],
)  # fmt: skip
def test_contradictions_are_refused(on: date | None, precision: Precision) -> None:
    with pytest.raises(ValueError, match="first day"):
        Day(on, precision)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2023-12-31", datetime(2023, 12, 31, 15, 59, 59, 999999, UTC)),
        ("2023年12月31日", datetime(2023, 12, 31, 15, 59, 59, 999999, UTC)),
        ("2023-12", datetime(2023, 12, 31, 15, 59, 59, 999999, UTC)),
        ("20231231", datetime(2023, 12, 31, 15, 59, 59, 999999, UTC)),
        ("2023-12-31T10:00", datetime(2023, 12, 31, 2, 0, 0, 0, UTC)),
        ("2023-12-31 10:00:00", datetime(2023, 12, 31, 2, 0, 0, 0, UTC)),
        ("2023-12-31T10:00Z", datetime(2023, 12, 31, 10, 0, 0, 0, UTC)),
        ("2023-12-31T10:00:00.5+09:00", datetime(2023, 12, 31, 1, 0, 0, 500000, UTC)),
    ],
)
def test_read_moment(text: str, moment: datetime) -> None:
    assert read_moment(text) == moment
    assert read_moment(text).tzinfo is UTC


@pytest.mark.parametrize(
    "text", ["", "-", "昨天", "2023-12-32", "2023-12-31T25:00", "2023年12月31日 9时", "0001-01-01T00:00"]
)
def test_no_moment(text: str) -> None:
    with pytest.raises(NotADay):
        read_moment(text)


@given(st.datetimes(datetime(1950, 1, 1), datetime(2190, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_reading_a_printed_moment_gives_it_back(moment: datetime) -> None:
    assert read_moment(moment.isoformat()) == moment
    assert read_moment(moment.astimezone(timezone(timedelta(hours=8))).isoformat()) == moment
    assert office_day(end_of_day(moment.date())) == moment.date()


@pytest.mark.parametrize(
    ("until", "months"),
    [
        (date(2023, 10, 31), 10),
        (date(2023, 10, 30), 9),
        (date(2023, 10, 15), 9),
        (date(2023, 1, 1), 0),
        (date(2023, 2, 28), 2),
        (date(2023, 12, 31), 12),
        (date(2024, 1, 1), 12),
        (date(2022, 12, 31), 0),
    ],
)
def test_time_progress(until: date, months: int) -> None:
    assert time_progress(2023, until) == Fraction(months, 12)
