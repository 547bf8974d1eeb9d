"""Amounts as a card has room for them."""

from __future__ import annotations

import pytest

from tracker.domain.money import Currency, Mark, Money
from tracker.words import Lang
from tracker.words.amounts import brief_amount, brief_sums

YUAN = 100


@pytest.mark.parametrize(("money", "zh", "en"), [
    (Money(520_000_000 * YUAN), "5.2亿", "¥520m"),
    (Money(325_000_000 * YUAN), "3.3亿", "¥325m"),
    (Money(50_000_000 * YUAN), "0.5亿", "¥50m"),
    (Money(9_510_000 * YUAN), "951万", "¥9.5m"),
    (Money(12_982_950_000 * YUAN), "130亿", "¥13bn"),
    (Money(300_000_000 * YUAN, mark=Mark.ABOUT), "约3亿", "¥~300m"),
    (Money(3_200_000 * 100, Currency.USD), "320万美元", "USD 3.2m"),
    (Money(800 * YUAN), "800元", "¥800"),
    (Money(800 * 100, Currency.USD), "800美元", "USD 800"),
])
def test_brief(money: Money, zh: str, en: str) -> None:
    assert brief_amount(money, Lang.ZH) == zh
    assert brief_amount(money, Lang.EN) == en


def test_currencies_are_never_mixed_in_a_sum() -> None:
    sums = {Currency.USD: 3_200_000 * 100, Currency.CNY: 600_000_000 * YUAN}
    assert brief_sums(sums, Lang.ZH) == "6亿+320万美元"
    assert brief_sums({}, Lang.ZH) == ""
