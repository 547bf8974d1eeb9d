"""Money as it is kept: whole minor units of one currency, with the mark that says how exact the amount was meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tracker.domain.reasons import Code


class Currency(StrEnum):
    """The currencies investors bring, by their ISO 4217 codes."""

    CNY = "CNY"
    USD = "USD"
    HKD = "HKD"
    EUR = "EUR"
    JPY = "JPY"
    GBP = "GBP"
    TWD = "TWD"
    SGD = "SGD"
    KRW = "KRW"
    MOP = "MOP"
    AUD = "AUD"
    CAD = "CAD"
    CHF = "CHF"

    @property
    def minor_units(self) -> int:
        """Minor units in one major unit: 100 分 in 1 元, 1 in 1 yen."""
        return 1 if self in (Currency.JPY, Currency.KRW) else 100


class Mark(StrEnum):
    """How the amount was hedged where it was written; 约 and 以上 are kept, never dropped."""

    EXACT = ""
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole minor units (分, cents) of one currency."""

    minor: int
    currency: Currency = Currency.CNY
    mark: Mark = Mark.EXACT

    @property
    def went_back(self) -> bool:
        """Whether a receipt of it is a withdrawal (资金退回): such money is below zero."""
        return self.minor < 0


@dataclass(frozen=True, slots=True)
class Unit:
    """What one stands for in a column: `factor` major units; 亿元 is CNY 100,000,000.

    `currency` None means that the context says which (万, 亿).
    """

    currency: Currency | None
    factor: int


BARE: Final = Unit(None, 10_000)
"""What a number typed without a unit is counted in: offices write amounts in 万元."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How amounts are written: `amount` puts together {number}, {step} and {currency}."""

    amount: str
    steps: Mapping[int, str]
    """What an amount is counted in, the largest first, and the word for it: 亿, million."""
    units: Mapping[int, str]
    """The unit a column is headed with, which may be an unusual one: 十万元."""
    currencies: Mapping[Currency, str]
    marks: Mapping[Mark, str]


class NotAnAmount(ValueError):
    """A value is not an amount: `code` is "not_an_amount", or "unknown_unit" when only its unit is in doubt."""

    def __init__(self, code: Code, value: object) -> None:
        super().__init__(code, value)
        self.code = code
        self.value = value


class AmountTooLarge(NotAnAmount):
    """An amount is above `MOST`: most likely a unit too large by mistake."""


MOST: Final = 10**13
"""The largest amount taken, in major units: ten times a province's output; in 分 it fits a BIGINT 9,000 times."""

CURRENCY_WORDS: Final[dict[str, Currency]] = {
    **dict.fromkeys(("元", "人民币元", "人民币", "rmb", "cny", "¥"), Currency.CNY),
    **dict.fromkeys(("美元", "美金", "usd", "us$", "$"), Currency.USD),
    **dict.fromkeys(("港元", "港币", "hkd", "hk$"), Currency.HKD),
    **dict.fromkeys(("欧元", "eur", "€"), Currency.EUR),
    **dict.fromkeys(("日元", "日币", "jpy", "jp¥"), Currency.JPY),
    **dict.fromkeys(("英镑", "gbp", "£"), Currency.GBP),
    **dict.fromkeys(("新台币元", "新台币", "台币", "twd", "nt$"), Currency.TWD),
    **dict.fromkeys(("新加坡元", "新加坡币", "新币", "sgd", "s$"), Currency.SGD),
    **dict.fromkeys(("韩元", "韩币", "krw", "₩"), Currency.KRW),
    **dict.fromkeys(("澳门元", "澳门币", "mop", "mop$"), Currency.MOP),
    **dict.fromkeys(("澳元", "澳币", "aud", "a$"), Currency.AUD),
    **dict.fromkeys(("加元", "加币", "cad", "c$"), Currency.CAD),
    **dict.fromkeys(("瑞士法郎", "瑞郎", "chf"), Currency.CHF),
}
"""How currencies are written, in lower case and half width; 圆 is read as 元 before."""

NAMES: Final[dict[Currency, str]] = {
    Currency.CNY: "元",
    Currency.USD: "美元",
    Currency.HKD: "港元",
    Currency.EUR: "欧元",
    Currency.JPY: "日元",
    Currency.GBP: "英镑",
    Currency.TWD: "新台币",
    Currency.SGD: "新加坡元",
    Currency.KRW: "韩元",
    Currency.MOP: "澳门元",
    Currency.AUD: "澳元",
    Currency.CAD: "加元",
    Currency.CHF: "瑞士法郎",
}
"""The Chinese name each currency is printed with."""
