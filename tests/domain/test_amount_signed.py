"""Amounts below zero as ledgers write them, and what is no sign: a range, an empty dash, a day."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.amount_signed import read_signed_amount, without_sign
from tracker.domain.money import Currency, Mark, Money, NotAnAmount, Unit, print_amount

WAN = Unit(Currency.CNY, 10_000)


@pytest.mark.parametrize(("cell", "minor"), [
    (-100, -100), (-100.5, -100.5), ("-100", -100), ("－100", -100), ("−100", -100), ("- 100", -100), ("–100", -100),
    ("（100）", -100), ("(100)", -100), ("(1,200.5)", -1200.5), ("负100万元", -100), ("-0.01亿元", -100),
    ("△100", -100), ("▲100", -100), ("-100万", -100), ("(100)万元", -100), (100, 100), ("100", 100),
    ("100万元（一期）", None),
])
def test_an_amount_with_its_sign(cell: object, minor: float | None) -> None:
    if minor is None:
        assert without_sign(cell) is None
    else:
        assert read_signed_amount(cell, WAN) == Money(int(Decimal(str(minor)) * 10_000 * 100))


@pytest.mark.parametrize("cell", ["-", "—", "——", "", None])
def test_a_dash_alone_is_no_amount(cell: object) -> None:
    assert read_signed_amount(cell, WAN) is None


@pytest.mark.parametrize("cell", ["100-200", "100~200", "-100-200", "2023-100", "退回100", "-0", 0, "--100", "负担",
                                  "-abc", True])
def test_what_is_none(cell: object) -> None:
    with pytest.raises(NotAnAmount):
        read_signed_amount(cell, WAN)


@given(st.integers(1, 10**13), st.sampled_from(list(Mark)), st.sampled_from(list(Currency)), st.booleans())
def test_what_is_printed_is_read_back(minor: int, mark: Mark, currency: Currency, back: bool) -> None:
    money = Money(-minor if back else minor, currency, mark)
    assert read_signed_amount(print_amount(money)) == money
