"""A sentence of thousands of numbers is checked as a short one is, with work that grows as its length does."""

from __future__ import annotations

import sys

import pytest

from tests.proof.reckoned import proofed, told

RIGHT = "{at}镇任务{target}个，完成{actual}个，完成率{rate}%"
SIGNS = ["；", "，"]


def sentence(count: int, sign: str, wrong: int = -1) -> str:
    """So many townships in one sentence; that of number `wrong` has a rate of its digits the other way round."""
    told_of = []
    for at in range(count):
        target, actual = 50, 36 + at % 9
        rate = f"{actual * 2}"
        told_of.append(RIGHT.format(at="甲", target=target, actual=actual, rate=rate[::-1] if at == wrong else rate))
    return sign.join(told_of) + "。"


def calls_of(text: str) -> int:
    """How many calls of functions the proof of a text takes."""
    count = 0

    def counted(_frame: object, event: str, _of: object) -> None:
        nonlocal count
        count += event == "call"
    sys.setprofile(counted)
    try:
        proofed(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.story
@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("wrong", [0, 39, 40, 61, 299, 598])
def test_a_fault_is_found_wherever_it_stands(sign: str, wrong: int) -> None:
    assert told(sentence(600, sign)) == []
    assert [one[0] for one in told(sentence(600, sign, wrong))] == ["completion"]


@pytest.mark.story
@pytest.mark.parametrize("sign", SIGNS)
def test_work_grows_as_the_length_does(sign: str) -> None:
    short, long = (calls_of(sentence(count, sign)) for count in (400, 800))
    assert long < 2.2 * short


def test_a_list_that_fits_is_added_up_behind_one_that_does_not() -> None:
    text = sentence(300, "；").rstrip("。") + "；合同项目{total}个，其中工业21个、农业9个、服务业8个。"
    assert told(text.format(total=38)) == []
    assert [one[:2] for one in told(text.format(total=39))] == [("parts", "39个")]
