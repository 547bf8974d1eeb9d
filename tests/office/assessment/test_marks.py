"""Marks are given by a name and a day, replaced with a reason, taken back, undone, and known as of then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.office.assessment.test_units import refused_for
from tests.office.build import in_place
from tests.office.entries import entries
from tests.office.journal.test_undo import sure
from tracker.domain.assessed import UnitKind
from tracker.domain.reasons import Code
from tracker.office.assessment.marks import give_mark, marks_given, take_back_mark
from tracker.office.assessment.units import add_unit, retire_unit
from tracker.office.book.left_out import LeftOut, left_out_of
from tracker.office.journal.undo import undo
from tracker.office.outcome import Refused
from tracker.office.past import past_desk
from tracker.office.verify import verify

if TYPE_CHECKING:
    from tests.conftest import Clock, Make
    from tracker.office.desk import Desk

pytestmark = pytest.mark.both_databases


def two_units(desk: Desk) -> None:
    """Two units of a place whose rules of 2021 ask for marks."""
    in_place(desk, "高安市")
    sure(add_unit(desk, "新街镇", UnitKind.TOWNSHIP))
    sure(add_unit(desk, "八景镇", UnitKind.TOWNSHIP))


@pytest.fixture
def desk(prepared: Callable[[Make], tuple[Desk, None]]) -> Desk:
    """That office."""
    return prepared(two_units)[0]


def test_a_mark_is_given_replaced_and_taken_back(desk: Desk) -> None:
    again: dict[str, Any] = {"body": "考核办", "on": date(2022, 1, 10), "number": "考〔2022〕1号"}
    given = sure(give_mark(desk, "新街镇", 2021, "安排客商来访", "１,200 次", **again))
    assert (given.assessed, given.mark, given.value, given.body, given.day, given.number) == (
        "新街镇", "visits", "1200", "考核办", date(2022, 1, 10), "考〔2022〕1号")
    assert refused_for(give_mark(desk, "新街镇", 2021, "visits", "1200", **again)) == [Code.NOTHING_CHANGES]
    assert refused_for(give_mark(desk, "新街镇", 2021, "visits", "12", **again)) == [Code.NO_REASON]
    sure(give_mark(desk, "新街镇", 2021, "visits", "12.5", reason="多写了两个零", **again))
    assert [one.value for one in marks_given(desk, 2021)] == ["12.5"]
    assert refused_for(take_back_mark(desk, "新街镇", 2021, "visits", "")) == [Code.NO_REASON]
    sure(take_back_mark(desk, "新街镇", 2021, "visits", "没有评定"))
    assert marks_given(desk, 2021) == ()
    assert refused_for(take_back_mark(desk, "新街镇", 2021, "visits", "再收")) == [Code.NO_MARK_GIVEN]


@pytest.mark.parametrize(("unit", "year", "mark", "value", "body", "on", "code"), [
    ("新街镇", 2021, "visits", "3", "", date(2022, 1, 1), Code.NO_BODY),
    ("新街镇", 2021, "visits", "3", "考核办", date(2020, 1, 1), Code.SAID_BEFORE_YEAR),
    ("新街镇", 2021, "visits", "三次多", "考核办", None, Code.NOT_A_MARK),
    ("新街镇", 2021, "visits", "1e3", "考核办", None, Code.NOT_A_MARK),
    ("新街镇", 2021, "visits", "", "考核办", None, Code.NOT_A_MARK),
    ("新街镇", 2021, "visits", "-1", "考核办", None, Code.MARK_BEYOND),
    ("新街镇", 2021, "leader_months", "13", "考核办", None, Code.MARK_BEYOND),
    ("新街镇", 2021, "foreign", "13", "考核办", None, Code.MARK_UNKNOWN),
    ("新街镇", 2022, "visits", "3", "考核办", None, Code.NO_ASSESSMENT),
    ("没有镇", 2021, "visits", "3", "考核办", None, Code.UNIT_UNKNOWN),
])
def test_what_is_refused_writes_nothing(desk: Desk, unit: str, year: int, mark: str, value: str, body: str,
                                        on: date | None, code: Code) -> None:
    found = refused_for(give_mark(desk, unit, year, mark, value, body=body, on=on))
    assert found in ([code], [Code.UNIT_UNKNOWN_NEAR] if code is Code.UNIT_UNKNOWN else [code])
    assert marks_given(desk, 2021) == ()


@pytest.mark.story(keep=1)
def test_a_unit_that_was_retired_before_the_year_gets_none(desk: Desk) -> None:
    sure(retire_unit(desk, "八景镇", date(2020, 12, 31)))
    assert refused_for(give_mark(desk, "八景镇", 2021, "visits", "3", body="考核办")) == [Code.UNIT_RETIRED]


def test_a_mark_is_undone_and_known_as_of_then(desk: Desk, clock: Clock) -> None:
    sure(give_mark(desk, "新街镇", 2021, "visits", "3", body="考核办"))
    before = clock.at + timedelta(minutes=1)
    clock.at += timedelta(days=1)
    sure(give_mark(desk, "新街镇", 2021, "visits", "4", body="考核办", reason="补一次"))
    last = entries(desk)[0].id
    assert [one.value for one in marks_given(desk, 2021)] == ["4"]
    assert [one.value for one in marks_given(desk, 2021, before)] == ["3"]
    sure(undo(desk, "补错了", last))
    assert [one.value for one in marks_given(desk, 2021)] == ["3"]
    assert verify(desk).is_sound
    assert marks_given(past_desk(desk, date(2020, 1, 1), None), 2021) == ()


@pytest.mark.story
def test_a_unit_that_is_marked_cannot_be_undone_and_a_book_says_what_it_leaves_out(desk: Desk) -> None:
    added = entries(desk)[0].id
    sure(give_mark(desk, "八景镇", 2021, "visits", "3", body="考核办"))
    assert isinstance(undo(desk, "不要了", added), Refused)
    with desk.reading() as session:
        assert left_out_of(session)[LeftOut.ASSESSED] == 3
