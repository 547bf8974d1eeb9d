"""Both databases know the last moment of so many days after a day or period, as the calendar has it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Date, literal, select, union_all

from tracker.domain.clock import end_of_day
from tracker.domain.day import Day, Precision
from tracker.store.columns import Moment
from tracker.store.deadline import Deadline
from tracker.store.engine import Store

FIRST_DAYS = {
    Precision.DAY: ["2023-01-01", "2023-02-28", "2023-12-31", "2024-02-28", "2024-02-29"],
    Precision.DEKAD: ["2023-02-01", "2023-02-11", "2023-02-21", "2023-04-21", "2023-12-21", "2024-02-21"],
    Precision.MONTH: ["2023-01-01", "2023-02-01", "2023-04-01", "2023-12-01", "2024-02-01"],
    Precision.QUARTER: ["2023-01-01", "2023-04-01", "2023-07-01", "2023-10-01"],
    Precision.HALF_YEAR: ["2023-01-01", "2023-07-01"],
    Precision.YEAR: ["2023-01-01", "2024-01-01"],
}
WITHIN = [0, 1, 30, 366]


@pytest.mark.both_databases
def test_the_deadline_of_every_precision(store: Store) -> None:
    cases = [Day(date.fromisoformat(first), precision) for precision, days in FIRST_DAYS.items() for first in days]
    asked = union_all(*(
        select(literal(number).label("number"), literal(day.on, Date).label("day"),
               literal(day.precision.value).label("precision")) for number, day in enumerate(cases))).subquery()
    deadlines = [Deadline(asked.c.day, asked.c.precision, days) for days in WITHIN]
    with store.reading() as session:
        rows = session.execute(select(*deadlines).order_by(asked.c.number)).all()
    for day, found in zip(cases, rows, strict=True):
        assert day.last is not None
        # a microsecond before it is the last of so many days
        assert [moment - timedelta(microseconds=1) for moment in found] == [
            end_of_day(day.last + timedelta(days=days)) for days in WITHIN], day


def test_no_precision_is_forgotten() -> None:
    assert set(FIRST_DAYS) == set(Precision) - {Precision.UNKNOWN}


@pytest.mark.both_databases
def test_the_last_microsecond_is_in_time(store: Store) -> None:
    last = end_of_day(date(2023, 7, 30))
    deadline = Deadline(literal(date(2023, 6, 1), Date), literal("month"), 30)
    with store.reading() as session:
        in_time = session.execute(select(*(
            literal(moment, Moment()) < deadline for moment in (last, last + timedelta(microseconds=1))))).one()
    assert tuple(in_time) == (True, False)
