"""The year of a place begins with any month: its days, its months and quarters, and which year a day lies in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.office.rulesets import rules
from tracker.domain.counting_year import CALENDAR, CountingYear
from tracker.domain.day import Day, Precision
from tracker.domain.days import time_progress
from tracker.domain.parts import PartOf, PeriodOfYear, days_of, number_of, numbers_in
from tracker.domain.reasons import Fault
from tracker.domain.rules import RulesetError
from tracker.domain.rules_values import MonthDay

DECEMBER, APRIL = CountingYear(-1), CountingYear(3)
COUNTED = st.builds(CountingYear, st.integers(-11, 11))
DAYS = st.dates(date(1990, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(("said", "first", "last"), [
    ("", date(2023, 1, 1), date(2023, 12, 31)),
    ('[counting_year]\nfirst_month = 12\nbegins_in = "year_before"\n', date(2022, 12, 1), date(2023, 11, 30)),
    ("[counting_year]\nfirst_month = 4\n", date(2023, 4, 1), date(2024, 3, 31)),
    ("[counting_year]\nfirst_month = 3\nbegins_in = \"year_before\"\n", date(2022, 3, 1), date(2023, 2, 28))])
def test_a_ruleset_says_when_its_year_begins(said: str, first: date, last: date) -> None:
    assert rules(more=said).counting.of(2023) == (2023, first, last)


@pytest.mark.parametrize(("said", "place", "fault"), [
    ("first_month = 13", "counting_year.first_month", Fault.OUT_OF_RANGE),
    ('first_month = "12"', "counting_year.first_month", Fault.WRONG_TYPE),
    ('begins_in = "year_before"', "counting_year.begins_in", Fault.CALENDAR_YEAR),
    ('first_month = 12\nbegins_in = "last"', "counting_year.begins_in", Fault.UNKNOWN_WORD),
    ("ends = 11", "counting_year.ends", Fault.UNKNOWN_KEY)])
def test_what_is_no_year_is_told_with_its_line(said: str, place: str, fault: Fault) -> None:
    with pytest.raises(RulesetError) as error:
        rules(more=f"[counting_year]\n{said}\n")
    (problem,) = error.value.problems
    assert (problem.place, problem.code) == (place, fault)
    assert problem.line > 1


def test_the_calendar_written_out_means_the_same() -> None:
    assert rules(more="[counting_year]\nfirst_month = 1\n").digest == rules().digest
    assert rules(more="[counting_year]\nfirst_month = 4\n").digest != rules().digest


@given(COUNTED, DAYS, st.sampled_from([*Precision]))
def test_a_period_lies_in_two_years_by_the_month_it_begins_with(counting: CountingYear, day: date,
                                                                precision: Precision) -> None:
    period = Day.unknown() if precision is Precision.UNKNOWN else Day(day).widened(precision)
    if period.first is not None and period.last is not None:
        in_two = counting.year_of(period.first) != counting.year_of(period.last)
        assert (period.first.month in counting.astride(precision)) is in_two


@given(COUNTED, DAYS)
def test_each_day_lies_in_one_year_and_one_month_of_it(counting: CountingYear, day: date) -> None:
    span = counting.of(counting.year_of(day))
    assert span.holds(day)
    assert counting.of(span.year + 1).first - span.last == timedelta(days=1), "years follow on each other"
    assert 1 <= span.place_of(day) <= 12
    for by in PeriodOfYear:
        (first, last), *others = (days for number in numbers_in(by, span)
                                  if (days := days_of(PartOf(by, str(number)), span))[0] <= day <= days[1])
        assert not others
        assert days_of(PartOf(by, str(number_of(by, day.month, span))), span) == (first, last)
    assert [days_of(PartOf(by, str(numbers_in(by, span)[at])), span)[at] for by in PeriodOfYear for at in (0, -1)] == [
        span.first, span.last] * 2


def test_months_keep_the_number_of_the_calendar_and_quarters_that_of_the_year() -> None:
    span = DECEMBER.of(2023)
    assert days_of(PartOf("month", "12"), span) == (date(2022, 12, 1), date(2022, 12, 31))
    assert days_of(PartOf("quarter", "1"), span) == (date(2022, 12, 1), date(2023, 2, 28))
    assert numbers_in(PeriodOfYear.MONTH, span)[:3] == (12, 1, 2)
    assert CALENDAR.of(2023).months == tuple(range(1, 13))


@pytest.mark.parametrize(("counting", "day"), [
    (CALENDAR, date(2023, 3, 20)), (DECEMBER, date(2023, 3, 20)), (APRIL, date(2024, 3, 20))])
def test_the_last_day_for_papers_is_the_one_in_the_year(counting: CountingYear, day: date) -> None:
    assert MonthDay(3, 20).within(counting.of(2023)) == day


@pytest.mark.parametrize(("until", "months"), [
    (date(2022, 11, 30), 0), (date(2022, 12, 30), 0), (date(2022, 12, 31), 1), (date(2023, 2, 28), 3),
    (date(2023, 11, 29), 11), (date(2023, 11, 30), 12), (date(2024, 1, 1), 12)])
def test_the_year_goes_by_from_its_first_month(until: date, months: int) -> None:
    _, first, last = DECEMBER.of(2023)
    assert time_progress(first, last, until) * 12 == months
