"""What words claim is held against the numbers beside them, wherever in the sentence they stand."""

from __future__ import annotations

import pytest

from tests.proof.reckoned import told


@pytest.mark.parametrize(("text", "stated", "computed"), [
    ("境内省外到位资金完成129.83亿元，为年度目标的66.9%，超额完成任务。", "超额完成", "66.9%"),
    ("完成投资36亿元，为年度目标的98.2%，圆满完成全年任务。", "圆满完成", "98.2%"),
    ("新投产企业完成目标任务的100%，未完成年度任务。", "未完成", "100%"),
    ("全年目标32亿元，实际完成27.5亿元，圆满完成任务。", "圆满完成", "27.5亿元"),
    ("全年目标36个，已完成36个，超额完成任务。", "超额完成", "36个"),
    ("全年目标36个，已完成36个，未完成任务。", "未完成", "36个"),
])
def test_a_claim_that_its_numbers_deny(text: str, stated: str, computed: str) -> None:
    assert ("claim", stated, computed) in told(text)


@pytest.mark.parametrize("text", [
    "境内省外到位资金完成129.83亿元，为年度目标的104.7%，超额完成任务。",
    "完成投资36亿元，为年度目标的100%，圆满完成全年任务。",
    "新投产企业完成目标任务的98.2%，未完成年度任务。",
    "全年目标32亿元，实际完成32.5亿元，圆满完成任务。",
    "截至10月底完成年度目标的86.5%，确保圆满完成全年任务。",
    "完成年度目标的86.5%，为超额完成全年任务打下基础，力争全面完成目标。",
    "22个指标中有20个圆满完成任务，完成率90.9%。",
    "引进外资完成年度目标的88.1%，其中甲镇超额完成任务。",
])
def test_a_claim_that_its_numbers_bear_out_or_that_is_of_something_else(text: str) -> None:
    assert [one for one in told(text) if one[0] == "claim"] == []


@pytest.mark.parametrize(("text", "stated"), [
    ("截至10月底，完成年度目标的78.2%，快于序时进度。", "快于序时进度"),
    ("截至10月底，完成年度任务的88.5%，落后序时进度5.2个百分点。", "落后序时进度5.2个百分点"),
    ("1—9月，到位资金完成年度目标的80.4%，超序时进度4.4个百分点。", "超序时进度4.4个百分点"),
    ("2024年上半年，完成全年目标的47.6%，达到序时进度要求。", "达到序时进度要求"),
    ("前三季度，完成率为71.3%，高于时间进度。", "高于时间进度"),
    ("1-4月，完成年初预算的36.7%，低于序时进度。", "低于序时进度"),
    ("截至11月底，完成年度任务的90%，低于序时进度2.7个百分点。", "低于序时进度2.7个百分点"),
    ("三季度末，完成年度任务的70%，高于序时进度。", "高于序时进度"),
    ("前八个月，完成年度任务的60%，高于序时进度。", "高于序时进度"),
])
def test_a_pace_that_the_time_gone_by_denies(text: str, stated: str) -> None:
    assert [(one[0], one[1]) for one in told(text) if one[0] == "pace"] == [("pace", stated)]


@pytest.mark.parametrize("text", [
    "截至10月底，完成年度目标的88.5%，快于序时进度5.2个百分点。",
    "1—9月，到位资金完成年度目标的80.4%，超序时进度5.4个百分点。",
    "2024年上半年，完成全年目标的47.6%，低于序时进度2.4个百分点。",
    "2024年上半年，完成全年目标的47.6%，低于序时进度2.1个百分点。",  # by days: 182 of 366 are 49.7%
    "1-4月，完成年初预算的36.7%，快于序时进度3.4个百分点。",
    "完成年度目标的31.83%，落后序时进度18.17个百分点。",  # no month is named
    "截至10月底，完成年度目标的78.2%，力争年底超过序时进度。",
    "截至10月底，全市有8个县快于序时进度，完成率78.2%。",
    "截至10月底，完成年度目标的约80%，快于序时进度。",
    "截至2月底，甲镇完成率5.1%，低于序时进度11.6个百分点；乙镇完成率20.3%，超过序时进度3.6个百分点。",
    "全年完成目标的100.3%，超过序时进度。",
])
def test_a_pace_that_fits_or_cannot_be_reckoned(text: str) -> None:
    assert [one for one in told(text) if one[0] == "pace"] == []


def test_a_text_full_of_paces_is_read_at_once() -> None:
    """Only a rate nearby is looked at, or the time would grow by the square of the length."""
    text = "截至10月底，完成率为78.2%，" + "低于序时进度，" * 20_000
    assert [one for one in told(text) if one[0] == "pace"] == []


def test_a_month_named_far_before_a_claim_is_the_one_that_holds() -> None:
    far = "各乡镇紧扣年初部署，主要领导带头外出招商。" * 12
    text = f"截至10月底，{far}到位资金完成年度目标的{{rate}}%，圆满完成任务。"
    assert told(text.format(rate="86.5")) == []
    assert [one[:2] for one in told(text.format(rate="76.5"))] == [("claim", "圆满完成")]
