"""Amounts of money: kept in whole minor units, read from what people write, printed so that they read back."""

from __future__ import annotations

from decimal import Decimal

from tracker.domain.amount_text import read_amount
from tracker.domain.currency import MOST, NAMES, Currency, Mark, Money, NotAnAmount, Unit
from tracker.domain.units import find_unit, read_unit, scale_name, unit_name

__all__ = [
    "MOST",
    "Currency",
    "Mark",
    "Money",
    "NotAnAmount",
    "Unit",
    "find_unit",
    "in_unit",
    "print_amount",
    "print_exact",
    "read_amount",
    "read_unit",
    "unit_name",
]

_ZH_STEPS = (10**8, 10**4, 1)
_EN_STEPS = {10**9: " billion", 10**6: " million", 10**3: " thousand", 1: ""}
_FEW_DECIMALS = 4
_ZH_MARKS = {Mark.EXACT: "{}", Mark.ABOUT: "约{}", Mark.OVER: "{}以上", Mark.UNDER: "{}以内"}
_EN_MARKS = {Mark.EXACT: "{}", Mark.ABOUT: "about {}", Mark.OVER: "over {}", Mark.UNDER: "under {}"}


def in_unit(minor: int, currency: Currency, unit: Unit) -> Decimal:
    """`minor` units (分, cents) of a currency, counted in `unit`: 129829500000 分 are 12.98295 亿元. Exact.

    Raises ValueError when the unit is of another currency: money is never converted here.
    """
    if unit.currency not in (None, currency):
        raise ValueError(f"{currency} is not counted in {unit.currency}")
    per_unit = unit.factor * currency.minor_units
    zeros = len(str(per_unit)) - 1
    if per_unit != 10**zeros:
        raise ValueError(f"{unit.factor} is not a power of ten")
    return Decimal((int(minor < 0), tuple(map(int, str(abs(minor)))), -zeros))


def print_exact(number: Decimal) -> str:
    """A number with all its digits: trailing zeros dropped, no exponent, no minus before zero."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def print_amount(money: Money, unit: Unit | None = None, lang: str = "zh") -> str:
    """The whole amount with its unit and mark: 5.2亿元, 951万元, 约3亿元, 3亿元以上; about CNY 300 million.

    Without `unit`, in the largest of 亿, 万 and 元 that leaves the figure short. A unit of another currency (or one
    English does not use) is left aside: USD stays USD. `read_amount` reads the text back to the same Money.
    """
    if unit is not None and unit.currency not in (None, money.currency):
        unit = None
    if lang == "zh":
        factor = unit.factor if unit else _short(money, _ZH_STEPS)
        text = f"{_count(money, factor)}{scale_name(factor)}{NAMES[money.currency]}"
        return _ZH_MARKS[money.mark].format(text)
    factor = unit.factor if unit and unit.factor in _EN_STEPS else _short(money, (10**9, 10**6, 1))
    return _EN_MARKS[money.mark].format(f"{money.currency} {_count(money, factor)}{_EN_STEPS[factor]}")


def _count(money: Money, factor: int) -> str:
    return print_exact(in_unit(money.minor, money.currency, Unit(None, factor)))


def _short(money: Money, steps: tuple[int, ...]) -> int:
    """The largest step that the amount reaches and that needs few decimals."""
    for step in steps:
        count = _count(money, step)
        if not count.lstrip("-").startswith("0") and len(count.partition(".")[2]) <= _FEW_DECIMALS:
            return step
    return 1
