"""Amounts of money: kept in whole minor units, read from what people write, printed so that they read back."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, localcontext

from tracker.domain.amount_text import read_amount
from tracker.domain.currency import BARE, MOST, AmountTooLarge, Currency, Mark, Money, NotAnAmount, Unit, Wording
from tracker.domain.units import CHINESE, find_unit, read_unit, unit_name, units_in, written

__all__ = [
    "BARE",
    "MOST",
    "AmountTooLarge",
    "Currency",
    "Mark",
    "Money",
    "NotAnAmount",
    "Unit",
    "Wording",
    "by_currency",
    "exact_sum",
    "find_unit",
    "in_unit",
    "print_amount",
    "print_exact",
    "read_amount",
    "read_unit",
    "unit_name",
    "units_in",
]

_FEW_DECIMALS = 4


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
    return Decimal(f"{minor}E-{zeros}")


def exact_sum(numbers: Iterable[Decimal | str]) -> Decimal:
    """The sum of exact numbers, given as they are or as texts; wide enough that nothing is ever rounded."""
    with localcontext(prec=80):
        return sum(map(Decimal, numbers), Decimal(0))


def by_currency(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """Amounts added up to one of each currency, without marks (约), in the order in which the currencies come first."""
    sums: dict[Currency, int] = {}
    for amount in amounts:
        sums[amount.currency] = sums.get(amount.currency, 0) + amount.minor
    return tuple(Money(minor, currency) for currency, minor in sums.items())


def print_exact(number: Decimal) -> str:
    """A number with all its digits: trailing zeros dropped, no exponent, no minus before zero."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def print_amount(money: Money, wording: Wording = CHINESE) -> str:
    """The whole amount with its unit and mark: 5.2亿元, 951万元, 约3亿元, 3亿元以上; about CNY 300 million.

    In the largest step that leaves the figure short. `read_amount` reads the text back to the same Money, where the
    wording names the currency.
    """
    number, factor = next(((number, step) for step in wording.steps if _short(number := _count(money, step))),
                          (_count(money, 1), 1))
    return wording.marks[money.mark].format(written(wording, number, wording.steps[factor], money.currency))


def _count(money: Money, factor: int) -> str:
    return print_exact(in_unit(money.minor, money.currency, Unit(None, factor)))


def _short(number: str) -> bool:
    """Whether an amount reaches the step it is counted in, and needs few decimals."""
    return not number.lstrip("-").startswith("0") and len(number.partition(".")[2]) <= _FEW_DECIMALS
