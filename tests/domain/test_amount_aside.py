"""Amounts with something beside them: the amount is read, a second one or a doubt refuses it."""

from __future__ import annotations

import pytest

from tracker.domain.amount_aside import read_amount_with_aside
from tracker.domain.money import Currency, NotAnAmount, Unit, print_amount, read_amount
from tracker.domain.reasons import Code

WAN = Unit(Currency.CNY, 10_000)


@pytest.mark.parametrize(("text", "amount"), [
    ("1.2亿元（其中设备5000万）", "1.2亿元"), ("1.2亿元，其中固定资产投资1亿元", "1.2亿元"), ("1.2亿元 含流动资金",
                                                                    "1.2亿元"),
    ("3000万美元（折合2.1亿元人民币）", "3000万美元"), ("3000万美元，折合2.1亿元", "3000万美元"),
    ("2000万欧元(约1.6亿元)", "2000万欧元"), ("2.1亿元（3000万美元）", "2.1亿元"), ("5000（一期）", "5000万元"),
    ("一期5000万元", "5000万元"), ("5000（万元）", "5000万元"), ("5000（暂定）", "5000万元"),
    ("约1.2亿元（一期）", "约1.2亿元"), ("¥12,000,000.00", "1200万元"),
])
def test_what_is_beside_an_amount_leaves_it(text: str, amount: str) -> None:
    with pytest.raises(NotAnAmount):
        read_amount(text, WAN)
    assert print_amount(read_amount_with_aside(text, WAN)) == amount


@pytest.mark.parametrize("text", [
    "1.2亿元（二期0.8亿元）", "一期5000万元，二期8000万元", "1.2亿元（约1.5亿元）", "12000元/亩", "5000（亩）",
    "5000（元/亩）",
    "5000（待定）", "5000（2023年）", "1.2—1.5亿元（一期）", "若干（一期）", "（一期）", "待定", "5000万元+300万美元",
    "1.2亿元（" + "其中" * 200 + "）",
    "设备1亿元，土建2亿元", "固定资产投资1亿元，流动资金2000万元", "设备1亿元（土建2亿元）", "外资500万美元，内资1亿元",
    "1亿元（流动资金另计）", "1亿元（另有土地款）", "总投资3亿元，另有设备1亿元", "1亿元，土地另计",
])
def test_a_second_amount_or_a_doubt_refuses_it(text: str) -> None:
    with pytest.raises(NotAnAmount):
        read_amount_with_aside(text, WAN)


def test_a_sign_and_cents_do_not_settle_an_amount_that_the_unit_of_the_column_can_mean() -> None:
    with pytest.raises(NotAnAmount) as refusal:
        read_amount_with_aside("¥5,000.00", WAN)
    assert refusal.value.code is Code.UNKNOWN_UNIT


@pytest.mark.parametrize(("text", "amount"), [
    ("12 000", "1.2亿元"), ("12\u00a0000", "1.2亿元"), ("1 200 000元", "120万元"), ("1.2e4", "1.2亿元"), ("1.2E+04",
                                                                                                 "1.2亿元"),
    ("'12000", "1.2亿元"), (">1亿", "1亿元以上"), ("≥5000", "5000万元以上"), ("≤1亿元", "1亿元以内"), ("＞1亿",
                                                                                      "1亿元以上"),
])
def test_numbers_as_spreadsheets_and_standards_write_them(text: str, amount: str) -> None:
    money = read_amount(text, WAN)
    assert money is not None
    assert print_amount(money) == amount


@pytest.mark.parametrize("text", ["500\n300", "12 0000", "1 2", "1.23457E+11", "1e5万元", "5000 300"])
def test_two_numbers_and_cut_ones_are_refused(text: str) -> None:
    with pytest.raises(NotAnAmount):
        read_amount(text, WAN)
