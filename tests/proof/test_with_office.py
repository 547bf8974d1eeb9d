"""Beside an office: a rate's own numerator is that rate's, and what the office holds exactly was not rounded."""

from __future__ import annotations

import pytest

from tests.office.build import YI, Slice, made, on, put
from tests.proof.reckoned import draft_of
from tracker.office.desk import Desk
from tracker.office.drafts import compare_draft
from tracker.office.figures.targets import set_target
from tracker.proof.proofread import proofread


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Four signed in 2023, two of these started, and a third one started that was signed the year before."""
    signed = ("2023-01-10", "2023-02-01")
    started = (*signed, "2023-03-01", "2023-04-01", "2023-05-01")
    put(desk, made("甲", *started), made("乙", *started), made("丙", *signed), made("丁", *signed),
        made("戊", "2022-01-10", "2022-02-01", "2022-03-01", "2022-04-01", "2023-05-01", origin="out_of_province",
             receipts=(Slice(on("2023-06-01"), 12983 * YI // 100, origin="out_of_province"),)))
    set_target(desk, 2023, "out_of_province", "124")
    return desk


def found_beside(desk: Desk, text: str) -> list[tuple[str, str, str]]:
    """All findings, with those of the office, as (check, what is written, what it comes to)."""
    found = proofread(draft_of(text))
    compared = compare_draft(desk, found.sentences, 2023)
    found = proofread(found.draft, compared.exact).compared(compared.findings, compared.used)
    return [(one.checked.value, one.stated, one.computed) for one in found.findings]


@pytest.mark.parametrize(("text", "found"), [
    ("年内签约项目4个，开工2个，开工率50%。", []),
    ("年内签约项目4个，其中开工2个，开工率50%；全年新开工项目3个。", []),
    ("年内签约项目4个，开工2个、注册2个，开工率50%、注册率50%。", []),
    ("年内签约项目4个，新开工项目2个。", [("office", "2个", "3个")]),
])
def test_the_numerator_of_a_rate_is_held_against_that_of_the_office(office: Desk, text: str,
                                                                   found: list[tuple[str, str, str]]) -> None:
    assert found_beside(office, text) == found


def test_a_target_of_the_office_was_not_rounded(office: Desk) -> None:
    text = "境内省外资金目标任务124亿元，完成{actual}亿元，完成目标任务的104.7%。"
    assert found_beside(office, text.format(actual="129.83")) == []
    wrong = text.format(actual="129.38")
    assert [one.checked.value for one in proofread(draft_of(wrong)).notes] == ["completion"]
    assert found_beside(office, wrong) == [("office", "129.38亿元", "129.83亿元"), ("completion", "104.7%", "104.3%")]


def test_less_than_a_target_of_the_office_is_less(office: Desk) -> None:
    text = "境内省外资金目标任务124亿元，完成123.9亿元，超额完成任务。"
    assert ("claim", "超额完成", "123.9亿元") in found_beside(office, text)
    assert proofread(draft_of(text)).findings == ()


OF_THE_YEAR = [
    "2023年1—10月，", "2023年前三季度，", "2023年上半年，", "截至2023年10月底，", "截至10月底，全县", "2023年度，",
    "本年度", "今年以来，", "1至11月份，全县", "1-9月，", "2023年，我县", "前8个月，", "年初以来，", "二〇二三年，",
    "截至年底，", "截止12月31日，", "截至第三季度末，", "比上年增长，今年", "与2022年相比，2023年",
]
NOT_OF_THE_YEAR = [
    "去年，", "上年同期", "2022年，", "2021年度", "邻县河西县", "全省", "2024年，力争", "10月份，", "10月当月",
    "2023年10月份，", "第三季度", "下半年", "河口镇", "“十四五”以来，", "三年来，", "2021年至2023年，", "近五年，累计",
    "7—9月，", "高新区", "计划全年", "东山市",
]


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("words", OF_THE_YEAR)
def test_the_office_is_asked_in_whatever_words_its_time_is_said(office: Desk, words: str) -> None:
    text = words + "引进境内省外资金{}亿元。"
    assert found_beside(office, text.format("129.83")) == []
    assert found_beside(office, text.format("129.38")) == [("office", "129.38亿元", "129.83亿元")]


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("words", NOT_OF_THE_YEAR)
def test_another_place_and_another_time_are_not_held_against_the_office(office: Desk, words: str) -> None:
    assert found_beside(office, f"{words}引进境内省外资金88.5亿元。2023年新签约项目4个。") == []


def test_the_place_that_a_place_lies_in_is_another(office: Desk) -> None:
    text = "2023年，全市引进境内省外资金880.5亿元，我县引进境内省外资金{}亿元。"
    assert found_beside(office, text.format("129.83")) == []
    assert found_beside(office, text.format("129.38")) == [("office", "129.38亿元", "129.83亿元")]
