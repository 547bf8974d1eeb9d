"""A label finds its indicator by words that say no more than it; a threshold or a rate is another figure."""

from __future__ import annotations

import pytest

from tracker.domain.indicator_words import IndicatorWords

WORDS = IndicatorWords(())


@pytest.mark.parametrize(("label", "key"), [
    ("新引进境内省外到位资金", "out_of_province"), ("其中：省外境内资金", "out_of_province"),
    ("境内省外资金/亿元", "out_of_province"), ("域外省内到位资金", "in_province"), ("利用外资（到位）", "foreign"),
    ("实际使用外资（万美元）", "foreign"), ("到位外资", "foreign"), ("湘商回归到位资金", "hunan_return"),
    ("（一）新签约项目数（个）", "new_signed"), ("全市新开工项目", "new_started"), ("竣工投产项目", "new_producing"),
    ("引进三类500强企业", "top500"), ("新增500强企业数", "top500"),
])
def test_likeness(label: str, key: str) -> None:
    assert WORDS.meant(label) == key


@pytest.mark.parametrize("label", [
    "实际到位内资", "新签约亿元以上项目数", "新签约项目（亿元以上）", "湘商回归新注册企业", "签约资金", "合同外资",
    "外资企业数",
    "外资项目数", "开工率", "固定资产投资", "新签约项目总投资", "世界500强", "招商引资到位资金", "项目数", "植树", "",
    "引进",
])
def test_what_says_more_or_less(label: str) -> None:
    assert WORDS.meant(label) is None
