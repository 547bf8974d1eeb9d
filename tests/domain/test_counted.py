"""How many there are, as people write it."""

from __future__ import annotations

import pytest

from tracker.domain.counted import BARE_COUNT, COUNT_SENTENCE, count_in


@pytest.mark.parametrize(("text", "count"), [
    ("合计（5个）", 5), ("一、工业项目（共 12 项）", 12), ("小计3家企业", 3), ("4笔", 4), ("2宗项目", 2), ("合计",
                                                                                                           None),
    ("2024年", None)])
def test_how_many_a_text_says(text: str, count: int | None) -> None:
    assert count_in(text) == count


@pytest.mark.parametrize(("text", "is_bare"), [
    ("3个", True), ("共3", True), (" 共计 12 个项目 ", True), ("3家企业", True), ("3个工业项目", False), ("三期3个",
                                                                                                          False)])
def test_a_number_of_things_and_nothing_else(text: str, is_bare: bool) -> None:
    assert (BARE_COUNT.fullmatch(text) is not None) is is_bare


def test_a_sentence_begins_with_how_many() -> None:
    assert COUNT_SENTENCE.fullmatch("共2个项目，合同金额3000万元")
    assert not COUNT_SENTENCE.fullmatch("合同金额3000万元，共2个项目")
