"""Amounts as a card has room for them: two or three digits and a unit; the whole amount stands in the project."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from tracker.domain.currency import NAMES
from tracker.domain.money import Currency, Mark, Money, print_amount
from tracker.words import Lang

_STEPS = {
    Lang.ZH: ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
    Lang.EN: ((10**12, "tn"), (10**9, "bn"), (10**6, "m"), (10**3, "k")),
}
_FEW = {Lang.ZH: 10**7, Lang.EN: 10**6}
"""From this on an amount is told in the larger unit: 0.8亿 rather than 8000万."""


def brief(money: Money, lang: Lang) -> str:
    """An amount in few cells: 0.8亿, 951万, 约3亿, 320万美元; CNY 80m."""
    number = _brief(Decimal(money.minor) / money.currency.minor_units, lang)
    hedge = {Mark.ABOUT: "约", Mark.OVER: "超", Mark.UNDER: "不足"} if lang is Lang.ZH else {
        Mark.ABOUT: "~", Mark.OVER: ">", Mark.UNDER: "<"}
    said = hedge.get(money.mark, "") + number
    if money.currency is Currency.CNY:
        return said if lang is Lang.ZH else f"¥{said}"
    return said + currency_name(money) if lang is Lang.ZH else f"{money.currency} {said}"


def currency_name(money: Money) -> str:
    """美元, 港元 …: what follows the figure in Chinese."""
    return NAMES[money.currency]


def full(money: Money | None, lang: Lang, otherwise: str = "") -> str:
    """The whole amount, such as 3.25亿元."""
    if money is None:
        return otherwise
    return print_amount(money, lang=lang.value)


def summed(sums: Mapping[Currency, int], lang: Lang) -> str:
    """Sums of minor units by currency in few cells, yuan first and then the largest; nothing where there is none."""
    ranked = sorted((Money(minor, currency) for currency, minor in sums.items()),
                    key=lambda one: (one.currency != "CNY", -one.minor))
    return "+".join(brief(one, lang) for one in ranked)


def _brief(major: Decimal, lang: Lang) -> str:
    for factor, name in _STEPS[lang]:
        if major >= min(factor, _FEW[lang] if name == "亿" else factor):
            return _digits(major / factor) + name
    return _digits(major) + ("元" if lang is Lang.ZH else "")


def _digits(number: Decimal) -> str:
    places = "1" if number >= 10 else "0.01" if number < 1 else "0.1"
    text = format(number.quantize(Decimal(places), ROUND_HALF_UP), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
