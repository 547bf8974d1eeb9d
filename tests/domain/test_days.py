"""Days keep their precision, and the office its own time."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tracker.domain.clock import end_of_day, office_day
from tracker.domain.day import CHINESE_DAY, coarser
from tracker.domain.day_text import IN_CHINESE
from tracker.domain.days import Day, NotADay, Precision, read_day, read_moment, time_progress
from tracker.words import Lang
from tracker.words.days import day_in_full, day_text

DATES = st.dates(date(1900, 1, 1), date(2199, 12, 31))
KNOWN = [precision for precision in Precision if precision is not Precision.UNKNOWN]
DAYS = st.builds(lambda on, precision: Day(on).widened(precision), DATES, st.sampled_from(KNOWN))


@given(DAYS)
def test_reading_the_printed_day_gives_it_back(day: Day) -> None:
    assert read_day(str(day)) == day
    assert read_day(day.written(CHINESE_DAY)) == day
    assert re.fullmatch(IN_CHINESE, day.written(CHINESE_DAY))
    assert all(read_day(day_text(day, lang)) == day for lang in Lang)


@pytest.mark.parametrize(("printed", "chinese", "short", "full", "last"), [
    ("2023-06-18", "2023年6月18日", "2023-06-18", "2023-06-18", date(2023, 6, 18)),
    ("2023-06D2", "2023年6月中旬", "2023-06中旬", "2023年6月中旬", date(2023, 6, 20)),
    ("2024-02D3", "2024年2月下旬", "2024-02下旬", "2024年2月下旬", date(2024, 2, 29)),
    ("2023-06", "2023年6月", "2023-06", "2023-06", date(2023, 6, 30)),
    ("2023Q3", "2023年第三季度", "2023三季度", "2023年第三季度", date(2023, 9, 30)),
    ("2023H1", "2023年上半年", "2023上半年", "2023年上半年", date(2023, 6, 30)),
    ("2023H2", "2023年下半年", "2023下半年", "2023年下半年", date(2023, 12, 31)),
    ("2023", "2023年", "2023", "2023", date(2023, 12, 31)),
])
def test_each_precision_as_it_is_written_and_when_it_ends(printed: str, chinese: str, short: str, full: str,
                                                          last: date) -> None:
    day = read_day(printed)
    assert day is not None
    assert (str(day), day.written(CHINESE_DAY), day_text(day, Lang.ZH), day_in_full(day, Lang.ZH), day.last) == (
        printed, chinese, short, full, last)
    assert cell_len(short) <= 11, "columns of days have room for it"
    assert all(cell_len(day_in_full(day, lang)) <= 17 for lang in Lang), "beside a field of a day there is room for it"


@given(DATES, st.sampled_from(KNOWN), st.sampled_from(KNOWN))
def test_each_period_lies_whole_in_every_longer_one_that_it_begins_in(on: date, one: Precision,
                                                                     other: Precision) -> None:
    finer, wider = sorted((one, other), key=KNOWN.index)
    day = Day(on).widened(finer)
    assert day.first is not None
    assert day.last is not None
    assert day.first <= on <= day.last
    assert day.widened(wider).covers(day)
    assert (day.covers(day.widened(wider))) == (finer is wider)
    assert coarser(day, day.widened(wider)) is wider
    after = Day(day.last + timedelta(days=1)).widened(finer)
    assert after.first == day.last + timedelta(days=1), "the next period begins where it ends"
    assert day.certainly_before(after)
    assert not after.covers(day)


@given(DAYS, DAYS)
def test_two_days_lie_apart_or_one_in_the_other(a: Day, b: Day) -> None:
    assert sum((a.certainly_before(b), b.certainly_before(a), a.covers(b) or b.covers(a))) == 1


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
     (date(2023, 6, 1), Precision.YEAR), (date(2023, 6, 1), Precision.QUARTER), (date(2023, 4, 1), Precision.HALF_YEAR),
     (date(2023, 6, 10), Precision.DEKAD)],
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
        ("2023Q4", datetime(2023, 12, 31, 15, 59, 59, 999999, UTC)),
        ("2023年12月下旬", datetime(2023, 12, 31, 15, 59, 59, 999999, UTC)),
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
    assert time_progress(date(2023, 1, 1), date(2023, 12, 31), until) == Fraction(months, 12)
