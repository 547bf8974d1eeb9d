"""Ranges of a sheet by the rows they reach over: what looking through all of them would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.ledger.form_ranges import CellRanges
from tracker.ledger.references import CellRange

_PLACES = st.tuples(st.integers(0, 70), st.integers(0, 4), st.integers(0, 70) | st.just(1_048_575), st.integers(0, 4))
_RANGES = _PLACES.map(lambda place: CellRange("", min(place[0], place[2]), min(place[1], place[3]),
                                              max(place[0], place[2]), max(place[1], place[3])))


@given(ranges=st.lists(_RANGES, max_size=12), row=st.integers(0, 71) | st.just(1_048_576), column=st.integers(0, 5))
def test_those_over_a_row_and_a_cell_are_found(ranges: list[CellRange], row: int, column: int) -> None:
    found = CellRanges(ranges)
    over_row = [each for each in ranges if each.top <= row <= each.bottom]
    over_cell = [each for each in over_row if each.left <= column <= each.right]
    assert sorted(found.over_row(row)) == sorted(over_row)
    assert found.over_cell(row, column) in (over_cell or [None])
