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
from tracker.domain.parts import PartOf, PeriodOfYear, days_of, numbers_in, part_of_day
from tracker.domain.reasons import Fault
from tracker.domain.rules import RulesetError
from tracker.domain.rules_values import MonthDay

DECEMBER, APRIL = CountingYear(-1), CountingYear(3)
COUNTED = st.builds(CountingYear, st.integers(-11, 11), st.integers(1, 28))
LATE_DECEMBER, TAX = CountingYear(-1, 26), CountingYear(3, 6)
DAYS = st.dates(date(1990, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(("said", "first", "last"), [
    ("", date(2023, 1, 1), date(2023, 12, 31)),
    ('[counting_year]\nfirst_month = 12\nbegins_in = "year_before"\n', date(2022, 12, 1), date(2023, 11, 30)),
    ("[counting_year]\nfirst_month = 4\n", date(2023, 4, 1), date(2024, 3, 31)),
    ('[counting_year]\nfirst_month = 12\nfirst_day = 26\nbegins_in = "year_before"\n', date(2022, 12, 26),
     date(2023, 12, 25)),
    ("[counting_year]\nfirst_month = 4\nfirst_day = 6\n", date(2023, 4, 6), date(2024, 4, 5)),
    ("[counting_year]\nfirst_month = 3\nbegins_in = \"year_before\"\n", date(2022, 3, 1), date(2023, 2, 28))])
def test_a_ruleset_says_when_its_year_begins(said: str, first: date, last: date) -> None:
    assert rules(more=said).counting.of(2023) == (2023, first, last)


@pytest.mark.parametrize(("said", "place", "fault"), [
    ("first_month = 13", "counting_year.first_month", Fault.OUT_OF_RANGE),
    ("first_month = 12\nfirst_day = 29", "counting_year.first_day", Fault.OUT_OF_RANGE),
    ("first_day = 0", "counting_year.first_day", Fault.OUT_OF_RANGE),
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
    assert rules(more="[counting_year]\nfirst_month = 1\nfirst_day = 1\n").digest == rules().digest
    assert rules(more="[counting_year]\nfirst_month = 4\n").digest != rules().digest
    assert rules(more="[counting_year]\nfirst_day = 2\n").digest != rules().digest


@given(COUNTED, DAYS, st.sampled_from([*Precision]))
def test_a_period_lies_in_two_years_by_the_day_it_begins_with(counting: CountingYear, day: date,
                                                                precision: Precision) -> None:
    period = Day.unknown() if precision is Precision.UNKNOWN else Day(day).widened(precision)
    if period.first is not None and period.last is not None:
        in_two = counting.year_of(period.first) != counting.year_of(period.last)
        assert ((period.first.month, period.first.day) in counting.astride(precision)) is in_two


@pytest.mark.parametrize(("counting", "precision", "beginnings"), [
    (LATE_DECEMBER, Precision.MONTH, ((12, 1),)), (LATE_DECEMBER, Precision.DEKAD, ((12, 21),)),
    (LATE_DECEMBER, Precision.QUARTER, ((10, 1),)), (LATE_DECEMBER, Precision.DAY, ()),
    (TAX, Precision.DEKAD, ((4, 1),)), (TAX, Precision.QUARTER, ((4, 1),)), (TAX, Precision.YEAR, ((1, 1),)),
    (CountingYear(-1, 21), Precision.DEKAD, ()), (CountingYear(-1, 21), Precision.MONTH, ((12, 1),)),
    (APRIL, Precision.MONTH, ()), (APRIL, Precision.QUARTER, ()), (CALENDAR, Precision.YEAR, ())])
def test_which_periods_lie_in_two_years(counting: CountingYear, precision: Precision,
                                        beginnings: tuple[tuple[int, int], ...]) -> None:
    assert counting.astride(precision) == beginnings


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
        assert days_of(PartOf(by, part_of_day(by, Day(day), span)), span) == (first, last)
    assert [days_of(PartOf(by, str(numbers_in(by, span)[at])), span)[at] for by in PeriodOfYear for at in (0, -1)] == [
        span.first, span.last] * 2


def test_months_keep_the_number_of_the_calendar_and_quarters_that_of_the_year() -> None:
    span = DECEMBER.of(2023)
    assert days_of(PartOf("month", "12"), span) == (date(2022, 12, 1), date(2022, 12, 31))
    assert days_of(PartOf("quarter", "1"), span) == (date(2022, 12, 1), date(2023, 2, 28))
    assert numbers_in(PeriodOfYear.MONTH, span)[:3] == (12, 1, 2)
    assert CALENDAR.of(2023).months == tuple(range(1, 13))


def test_months_that_begin_within_one_are_called_by_the_one_they_have_most_of() -> None:
    span = LATE_DECEMBER.of(2023)
    assert span.months == tuple(range(1, 13))
    assert days_of(PartOf("month", "1"), span) == (date(2022, 12, 26), date(2023, 1, 25))
    assert days_of(PartOf("quarter", "4"), span) == (date(2023, 9, 26), date(2023, 12, 25))
    assert (TAX.of(2023).months[0], TAX.of(2023).month_called(10)) == (4, date(2024, 1, 1))


@given(COUNTED, DAYS, st.sampled_from([*Precision]), st.sampled_from([*PeriodOfYear]))
def test_a_period_is_of_the_part_that_has_all_of_its_days(counting: CountingYear, day: date, precision: Precision,
                                                         by: PeriodOfYear) -> None:
    period = Day.unknown() if precision is Precision.UNKNOWN else Day(day).widened(precision)
    span = counting.of(counting.year_of(day))
    whole = [str(number) for number in numbers_in(by, span) if (days := days_of(PartOf(by, str(number)), span))
             and period.first and period.last and days[0] <= period.first and period.last <= days[1]]
    assert [one for one in [part_of_day(by, period, span)] if one] == whole


@pytest.mark.parametrize(("counting", "day"), [
    (CALENDAR, date(2023, 3, 20)), (DECEMBER, date(2023, 3, 20)), (APRIL, date(2024, 3, 20))])
def test_the_last_day_for_papers_is_the_one_in_the_year(counting: CountingYear, day: date) -> None:
    assert MonthDay(3, 20).within(counting.of(2023)) == day


@given(COUNTED, st.integers(1990, 2100), st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_every_day_of_the_calendar_is_one_of_each_year(counting: CountingYear, year: int, day: date) -> None:
    span, last = counting.of(year), MonthDay(day.month, day.day)
    assert span.holds(last.within(span)) or (day.month, day.day) == (2, 29)


@pytest.mark.parametrize(("until", "months"), [
    (date(2022, 11, 30), 0), (date(2022, 12, 30), 0), (date(2022, 12, 31), 1), (date(2023, 2, 28), 3),
    (date(2023, 11, 29), 11), (date(2023, 11, 30), 12), (date(2024, 1, 1), 12)])
def test_the_year_goes_by_from_its_first_month(until: date, months: int) -> None:
    _, first, last = DECEMBER.of(2023)
    assert time_progress(first, last, until) * 12 == months


@pytest.mark.parametrize(("until", "months"), [
    (date(2022, 12, 25), 0), (date(2023, 1, 24), 0), (date(2023, 1, 25), 1), (date(2023, 2, 28), 2),
    (date(2023, 12, 24), 11), (date(2023, 12, 25), 12)])
def test_its_months_go_by_on_the_day_before_they_begin(until: date, months: int) -> None:
    _, first, last = LATE_DECEMBER.of(2023)
    assert time_progress(first, last, until) * 12 == months
