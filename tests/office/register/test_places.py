"""Laying rows in order by place comes to the same as sorting them by value, in both directions, equals undisturbed."""

from __future__ import annotations

from array import array
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.office.register.columns import Column, Named, Numbers, Packed
from tracker.office.register.places import _counted, sort_key, sort_keys

TEXTS = st.sampled_from(("", "万骏", "apple", "Apple", "阿里", "长春", "ΑΣ", "啊", "b", "ß"))


def expected(values: list[Any], rows: list[int], descending: bool) -> list[int]:
    known = [row for row in rows if values[row] not in (None, "")]
    return sorted(known, key=lambda row: sort_key(values[row]), reverse=descending) + [
        row for row in rows if values[row] in (None, "")]


def check(column: Column, values: list[Any], shuffled: list[int]) -> None:
    column.take(values)
    places = column.places()
    for descending in (False, True):
        assert list(places.laid(shuffled, descending)) == expected(values, shuffled, descending)
        assert places.turned(places.laid(shuffled, not descending), descending) == places.laid(shuffled, descending)
        few = shuffled[::2]
        assert places.sorted(few, descending) == expected(values, few, descending)


@given(st.data(), st.lists(st.one_of(st.none(), st.integers(-3, 3), st.integers(0, 10**12)), max_size=40))
def test_numbers(data: st.DataObject, values: list[int | None]) -> None:
    check(Numbers("q"), values, data.draw(st.permutations(range(len(values)))))


@given(st.data(), st.lists(TEXTS, max_size=40))
def test_names_and_texts(data: st.DataObject, values: list[str]) -> None:
    shuffled = data.draw(st.permutations(range(len(values))))
    check(Named(), values, shuffled)
    check(Packed(), values, shuffled)


@given(st.data(), st.lists(st.text("abcdefgh", max_size=3), unique=True, max_size=40))
def test_texts_that_all_differ(data: st.DataObject, values: list[str]) -> None:
    check(Packed(), values, data.draw(st.permutations(range(len(values)))))


@pytest.mark.parametrize("count", [255, 256, 257, 70_000])
def test_however_many_different_values(count: int) -> None:
    values = [f"企业{number:05}" for number in reversed(range(count))]
    column = Named()
    column.take(values)
    assert list(column) == values
    assert list(column.places().laid(range(count), False)) == list(reversed(range(count)))
    assert list(column.picked(range(count), {values[-1], "企业"})) == [count - 1]


@given(st.lists(TEXTS, max_size=20))
def test_sort_keys_made_in_one_go_are_those_made_one_by_one(texts: list[str]) -> None:
    assert sort_keys(texts) == [sort_key(text) for text in texts]
    broken = [*texts, "two\nlines"]
    assert sort_keys(broken) == [sort_key(text) for text in broken]


def test_very_many_places_are_counted_as_few_are() -> None:
    held = array("i", [3, 1, 70_000, 1, 0, 70_001, 70_001])
    assert list(_counted(held, 70_002)) == [Counter(held)[place] for place in range(70_002)]
    few = array("B", [2, 0, 2])
    assert list(_counted(few, 3)) == [1, 0, 2]
