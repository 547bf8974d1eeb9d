"""The list behind a figure, narrowed as the board is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.office.build import YI, Slice, made, on, put
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.narrowed import codes_found, sum_of_shares

if TYPE_CHECKING:
    from tracker.office.desk import Desk


@pytest.mark.parametrize(("typed", "names"), [
    ("wjcb", {"万骏船舶"}), ("wanjun", {"万骏船舶"}), ("万骏", {"万骏船舶"}), ("百", {"100%的项目"}),
    ("%", {"100%的项目"}), ("_", set()), ("船 万", {"万骏船舶"}), ("甲乙", set()),
])
def test_what_is_typed_finds_what_the_board_finds(desk: Desk, typed: str, names: set[str]) -> None:
    put(desk, made("万骏船舶", "2023-01-01", "2023-02-01"),
        made("100%的项目", "2023-01-01", "2023-02-01", investor="百年投资"))
    explained = explain(desk, 2023, "new_signed")
    assert isinstance(explained, Explanation)
    codes = codes_found(desk, typed)
    assert {one.name for one in explained.counted if one.code in codes} == names


def test_what_is_left_is_added_up_exactly(desk: Desk) -> None:
    put(desk, made("甲", "2021-01-01", origin="in_province",
                   receipts=(Slice(on("2023-05-01"), YI // 3), Slice(on("2023-06-01"), 1))))
    explained = explain(desk, 2023, "in_province")
    assert isinstance(explained, Explanation)
    assert sum_of_shares(fact for one in explained.counted for fact in one.facts) == explained.figure
    assert sum_of_shares(()) == "0"
