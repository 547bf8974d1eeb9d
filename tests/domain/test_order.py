"""Days that lie ahead, and days out of order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.days import Day, read_day
from tracker.domain.order import disordered, is_ahead, misplaced, not_dated, not_happened
from tracker.domain.stages import STAGES, Stage

TODAY = date(2023, 6, 15)
DAYS = (st.dates(date(2022, 1, 1), date(2023, 12, 31)).map(Day) | st.just(Day.unknown())
        | st.builds(Day.month, st.just(2023), st.integers(1, 12)) | st.builds(Day.year, st.integers(2022, 2023)))
LIVES = st.dictionaries(st.sampled_from(STAGES), DAYS)


@pytest.mark.parametrize(("text", "ahead"), [
    ("2023-06-15", False), ("2023-06-16", True), ("2023-06", False), ("2023-07", True), ("2023", False),
    ("2024", True), ("", False)])
def test_a_day_lies_ahead_where_every_day_it_can_be_does(text: str, ahead: bool) -> None:
    day = read_day(text) or Day.unknown()
    assert is_ahead(day, TODAY) is ahead
    assert [reason.code for reason in not_happened(day, TODAY)] == ["future_date"] * ahead
    assert [reason.code for reason in not_dated(day, TODAY)] == (
        ["future_date"] if ahead else [] if text else ["day_missing"])


@given(LIVES)
def test_pairs_are_out_of_order_whatever_lies_between_them(days: Mapping[Stage, Day]) -> None:
    stages = [stage for stage in STAGES if stage in days]
    assert disordered(days) == [(a, b) for a, b in combinations(stages, 2) if days[b].certainly_before(days[a])]


@given(LIVES)
def test_without_the_misplaced_stages_the_rest_is_in_order_and_no_fewer_would_do(days: Mapping[Stage, Day]) -> None:
    wrong = misplaced(days)
    assert not disordered({stage: day for stage, day in days.items() if stage not in wrong})
    for fewer in combinations(days, max(len(wrong) - 1, 0)):
        assert not wrong or disordered({stage: day for stage, day in days.items() if stage not in fewer})


def test_the_one_day_that_is_wrong_is_found_though_it_comes_first() -> None:
    days = {Stage.SIGNED: "2023-12-30", Stage.REGISTERED: "2021-06", Stage.FUNDED: "2021-09", Stage.STARTED: "2022-12"}
    assert misplaced({stage: read_day(text) or Day.unknown() for stage, text in days.items()}) == [Stage.SIGNED]
