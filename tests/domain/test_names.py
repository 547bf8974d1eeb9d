"""Equal names compare equal however they were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain import names
from tracker.domain.names import fold_name, lookalikes


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("恒瑞管桩（二期）", "恒瑞管桩(二期)"),
        ("恒瑞管桩【二期】", " 恒瑞 管桩 （二期）"),
        ("ＡＢＣ电子", "abc电子"),
        ("万骏\u200b船舶", "万骏　船舶"),
        ("50MW风电", "５０ｍｗ风电"),
        ("Straße", "STRASSE"),
    ],
)
def test_one_name_in_two_hands(a: str, b: str) -> None:
    assert fold_name(a) == fold_name(b)
    assert lookalikes(fold_name(a), [fold_name(b)]) == [], "the name itself is none of those like it"


@pytest.mark.parametrize(("a", "b"), [("恒瑞管桩二期", "恒瑞管桩一期"), ("[/]甲", "(/)甲"), ("甲-乙", "甲乙")])
def test_two_names(a: str, b: str) -> None:
    assert fold_name(a) != fold_name(b)


def test_names_much_alike_are_found_the_nearest_first() -> None:
    name = "湘北管桩产业园项目建设"
    others = ["卓远麻纺面料", "湘北管桩产业园项目建议", name, "湘北管桩产业园一期项目建设", "湘北管桩产业园"]
    assert lookalikes(name, others) == [3, 1]


@pytest.mark.story
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    folded = fold_name(text)
    assert fold_name(folded) == folded
    assert not any(char.isspace() for char in folded)


@pytest.mark.story
def test_what_is_taken_for_folded_is_what_folding_in_full_leaves() -> None:
    every = [chr(code) for code in range(0x110000) if names._FOLDED.fullmatch(chr(code))]
    assert len(every) > 20_000
    assert [char for char in every if names._fold_fully(char) != char] == []
    assert names._fold_fully("".join(every)) == "".join(every)
