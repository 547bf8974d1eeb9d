"""Targets of quarters and months: kept beside the year's, held against their sub-totals, lit by their own time."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.office.build import YI, Slice, made, on, put
from tests.office.journal.test_undo import sure
from tests.office.rulesets import rules
from tracker.domain.counting_year import CALENDAR
from tracker.domain.parts import PartOf, days_of
from tracker.office.book.left_out import left_out_of
from tracker.office.figures.periods import year_apart
from tracker.office.figures.rollup import progress_at, rollup
from tracker.office.figures.subtotals import SubTotals, told_apart
from tracker.office.figures.target_sheet import target_sheet
from tracker.office.figures.targets import drop_target, list_targets, set_target
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, Refused
from tracker.words.catalogue import words
from tracker.words.sentences import sentence

if TYPE_CHECKING:
    from sqlmodel import Session

    from tracker.domain.rules import Ruleset
    from tracker.office.desk import Desk
    from tracker.office.figures.counting import Frame

pytestmark = pytest.mark.both_databases
FIRST, SECOND, MARCH = PartOf("quarter", "1"), PartOf("quarter", "2"), PartOf("month", "3")


def test_a_period_has_a_target_of_its_own(desk: Desk) -> None:
    sure(set_target(desk, 2023, "new_signed", "36"))
    sure(set_target(desk, 2023, "new_signed", "9", period=FIRST))
    sure(set_target(desk, 2023, "new_signed", "4", period=MARCH))
    again = set_target(desk, 2023, "new_signed", "10", period=FIRST)
    assert isinstance(again, Refused)  # another one asks for a reason
    sure(set_target(desk, 2023, "new_signed", "10", reason="调整", period=FIRST))
    wrong = set_target(desk, 2023, "new_signed", "10", period=PartOf("quarter", "5"))
    assert isinstance(wrong, Refused)
    assert [reason.code for reason in wrong.reasons] == ["no_such_period"]
    assert [(row.period, row.value) for row in list_targets(desk, 2023)] == [(None, "36"), (MARCH, "4"), (FIRST, "10")]
    # the sheet of the year and its figures go by the year's
    (line,) = [line for line in target_sheet(desk, 2023).lines if line.key == "new_signed"]
    assert line.standing is not None
    assert (line.standing.value, line.before) == ("36", ())
    figure = rollup(desk, 2023).figure("new_signed")
    assert figure is not None
    assert figure.target == "36"
    with desk.reading() as session:
        assert left_out_of(session)["periods"] == 2
    dropped = drop_target(desk, 2023, "new_signed", "取消", FIRST)
    assert isinstance(dropped, Done)
    assert dropped.value.period == FIRST
    missing = drop_target(desk, 2023, "new_signed", "取消", FIRST)
    assert isinstance(missing, Refused)
    assert sentence(missing.reasons[0], words()).startswith("2023一季度 没有“新签约”的目标")
    sure(undo(desk, "没有取消"))
    assert {row.value for row in list_targets(desk, 2023)} == {"36", "4", "10"}


@pytest.mark.story(keep=1)
def test_periods_are_their_sub_totals_with_rate_and_light(desk: Desk) -> None:
    put(desk,
        made("甲", "2022-01-01", "2023-02-01", origin="out_of_province", receipts=(Slice(on("2023-03-10"), 2 * YI),)),
        made("乙", "2022-01-01", "2023-03-31"), made("丙", "2022-01-01", "2023Q1"),
        made("丁", "2022-01-01", "2023-04-02"))
    for key, value, period in (("new_signed", "4", FIRST), ("new_signed", "10", SECOND), ("new_signed", "2", MARCH),
                               ("out_of_province", "2", MARCH), ("new_signed", "5", PartOf("quarter", "4"))):
        sure(set_target(desk, 2023, key, value, period=period))

    def told(until: date, *swaps: tuple[str, str]) -> list[tuple[str, str, str, str | None, str | None]]:
        return [(one.key, f"{one.period.by} {one.period.value}", f"{one.actual}/{one.target}", one.rate, one.light)
                for one in year_apart(desk, 2023, until=until, ruleset=rules(*swaps)).periods]

    # three of four in the first quarter, which is over; one month of three in the second, 10% of its target
    assert told(date(2023, 4, 30)) == [
        ("new_signed", "quarter 1", "3/4", "75%", "yellow"), ("new_signed", "quarter 2", "1/10", "10%", "yellow"),
        ("new_signed", "quarter 4", "0/5", None, None), ("new_signed", "month 3", "1/2", "50%", "red"),
        ("out_of_province", "month 3", "2/2", "100%", "green")]
    # by whole months nothing of the second quarter has gone by on the 29th; by days 29 of 91: 10% is 21.9 behind
    assert told(date(2023, 4, 29))[1] == ("new_signed", "quarter 2", "1/10", "10%", "green")
    assert told(date(2023, 4, 29), ('"whole_months"', '"days"'))[1][-1] == "yellow"
    # what is known by its quarter counts in it once it is over, and in no month
    assert told(date(2023, 3, 30))[0] == ("new_signed", "quarter 1", "1/4", "25%", "red")


def test_what_is_asked_for_and_what_targets_need_is_counted_once_at_one_moment(
        desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project that is entered while the figures are counted is in the sub-totals of none of it, or of all."""
    put(desk, made("甲", "2022-01-01", "2023-02-01"))
    for value, period in (("4", FIRST), ("2", MARCH)):
        sure(set_target(desk, 2023, "new_signed", value, period=period))
    asked: list[str] = []

    def while_others_work(session: Session, chosen: Ruleset, frame: Frame, by: str) -> SubTotals:
        asked.append(by)
        put(desk, made(f"乙{len(asked)}", "2022-01-01", "2023-03-01"))
        return told_apart(session, chosen, frame, by)

    monkeypatch.setattr("tracker.office.figures.periods.told_apart", while_others_work)
    apart = year_apart(desk, 2023, ["quarter", "park"])
    assert asked == ["quarter", "park", "month"]
    assert [one.by for one in apart.sub_totals] == ["quarter", "park"]
    assert [row["new_signed"].actual for one in apart.sub_totals for row in one.rows.values()
            if row["new_signed"].counted] == ["1", "1"]
    assert [(one.period, one.actual) for one in apart.periods] == [(FIRST, "1"), (MARCH, "0")]


SECOND_QUARTER, FEBRUARY, YEAR = (("2023-04-01", "2023-06-30"), ("2023-02-01", "2023-02-28"),
                                  ("2023-01-01", "2023-12-31"))


@pytest.mark.parametrize(("span", "until", "months", "days"), [
    (SECOND_QUARTER, "2023-03-31", "0", "0"), (SECOND_QUARTER, "2023-04-01", "0", "1/91"),
    (SECOND_QUARTER, "2023-04-30", "1/3", "30/91"), (SECOND_QUARTER, "2023-06-30", "1", "1"),
    (SECOND_QUARTER, "2024-01-01", "1", "1"), (FEBRUARY, "2023-02-27", "0", "27/28"),
    (YEAR, "2022-12-31", "0", "0"), (YEAR, "2023-10-31", "5/6", "304/365"), (YEAR, "2023-12-30", "11/12", "364/365"),
    (YEAR, "2023-12-31", "1", "1")])
def test_how_much_of_a_year_or_period_has_gone_by(span: tuple[str, str], until: str, months: str,
                                                     days: str) -> None:
    first_last_until = [date.fromisoformat(day) for day in (*span, until)]
    assert progress_at(rules(), *first_last_until) == Fraction(months)
    assert progress_at(rules(('"whole_months"', '"days"')), *first_last_until) == Fraction(days)


@pytest.mark.parametrize(("period", "first", "last"), [
    (PartOf("month", "2"), date(2024, 2, 1), date(2024, 2, 29)), (FIRST, date(2024, 1, 1), date(2024, 3, 31)),
    (PartOf("quarter", "4"), date(2024, 10, 1), date(2024, 12, 31))])
def test_the_days_of_a_period(period: PartOf, first: date, last: date) -> None:
    assert days_of(period, CALENDAR.of(2024)) == (first, last)
