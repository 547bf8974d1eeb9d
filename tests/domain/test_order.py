"""Days that lie ahead, and days out of order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.days import Day, Precision, read_day
from tracker.domain.order import disordered, is_ahead, misplaced, not_dated, not_happened
from tracker.domain.stages import STAGES, Stage

TODAY = date(2023, 6, 15)
DAYS = (st.dates(date(2022, 1, 1), date(2023, 12, 31)).map(Day) | st.just(Day.unknown())
        | st.builds(lambda on, precision: Day(on).widened(precision), st.dates(date(2022, 1, 1), date(2023, 12, 31)),
                    st.sampled_from([one for one in Precision if one is not Precision.UNKNOWN])))
LIVES = st.dictionaries(st.sampled_from(STAGES), DAYS)


@pytest.mark.parametrize(("text", "ahead"), [
    ("2023-06-15", False), ("2023-06-16", True), ("2023-06", False), ("2023-07", True), ("2023", False),
    ("2024", True), ("", False), ("2023年6月中旬", False), ("2023年6月下旬", True), ("2023Q2", False), ("2023Q3", True),
    ("2023H1", False), ("2023H2", True), ("2023年底", True)])
def test_a_day_lies_ahead_where_every_day_it_can_be_does(text: str, ahead: bool) -> None:
    day = read_day(text) or Day.unknown()
    assert is_ahead(day, TODAY) is ahead
    assert [reason.code for reason in not_happened(day, TODAY)] == ["future_date"] * ahead
    assert [reason.code for reason in not_dated(day, TODAY)] == (
        ["future_date"] if ahead else [] if text else ["day_missing"])


@given(LIVES)
def test_pairs_are_out_of_order_whatever_lies_between_them(days: Mapping[Stage, Day]) -> None:
    stages = [stage for stage in STAGES if stage in days]
    assert disordered(days) == [(a, b) for a, b in combinations(stages, 2)
                                if days[b].certainly_before(days[a]) and a is not Stage.FUNDED]


@pytest.mark.parametrize(("signed", "started", "wrong"), [
    ("2023Q3", "2023-08-01", False), ("2023Q3", "2023-06-30", True), ("2023H1", "2023Q1", False),
    ("2023H2", "2023Q2", True), ("2023-06D2", "2023-06D1", True), ("2023-06D2", "2023-06", False),
    ("2023", "2023-01-01", False)])
def test_periods_are_out_of_order_where_they_do_not_overlap(signed: str, started: str, wrong: bool) -> None:
    days = {Stage.SIGNED: read_day(signed) or Day.unknown(), Stage.STARTED: read_day(started) or Day.unknown()}
    assert disordered(days) == [(Stage.SIGNED, Stage.STARTED)] * wrong


@given(LIVES)
def test_without_the_misplaced_stages_the_rest_is_in_order_and_no_fewer_would_do(days: Mapping[Stage, Day]) -> None:
    wrong = misplaced(days)
    assert not disordered({stage: day for stage, day in days.items() if stage not in wrong})
    for fewer in combinations(days, max(len(wrong) - 1, 0)):
        assert not wrong or disordered({stage: day for stage, day in days.items() if stage not in fewer})


def test_the_one_day_that_is_wrong_is_found_though_it_comes_first() -> None:
    days = {Stage.SIGNED: "2023-12-30", Stage.REGISTERED: "2021-06", Stage.FUNDED: "2021-09", Stage.STARTED: "2022-12"}
    assert misplaced({stage: read_day(text) or Day.unknown() for stage, text in days.items()}) == [Stage.SIGNED]
