"""Amounts of money as they are shown: in full, as a column has room for them, and in the few cells of a card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.money import Money, print_amount, unit_name
from tracker.domain.results import HowMuch, People
from tracker.domain.units import written
from tracker.words import Lang, spoken

if TYPE_CHECKING:
    from tracker.domain.money import Currency, Mark, Unit, Wording

# Late imports: rich measures a text only where it may be too long.


class BriefStep(NamedTuple):
    """A step of amounts on a card, used from `since` major units on: 0.8亿 rather than 8000万."""

    since: int
    factor: int
    word: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class AmountWords:
    """How amounts are written in one language."""

    whole: Wording
    column: Wording
    """In a column of amounts, where yuan are not named."""
    rounded: int
    """The step of `column` that an amount too long for it is rounded to."""
    steps: tuple[BriefStep, ...]
    """On a card; the largest first."""
    marks: Mapping[Mark, str]
    """On a card, before the number."""
    people: str
    """{count} people."""
    share: str
    """{percent} of what was promised as {field}."""
    renminbi: str
    """What yuan are called beside other currencies."""
    yuan: str
    few_yuan: str
    """Yuan below the smallest step."""
    other: str


def amount_text(money: Money | None, lang: Lang, otherwise: str = "") -> str:
    """The whole amount, such as 3.25亿元."""
    if money is None:
        return otherwise

    return print_amount(money, spoken(lang, AmountWords).whole)


def currency_name(currency: Currency, lang: Lang) -> str:
    """人民币, 美元; or CNY, USD."""
    says = spoken(lang, AmountWords)
    return says.renminbi if currency == "CNY" else says.whole.currencies[currency]


def measure_text(amount: HowMuch, lang: Lang) -> str:
    """An amount of money, or a number of people."""
    if isinstance(amount, People):
        return spoken(lang, AmountWords).people.format(count=amount.count)
    return amount_text(amount, lang)


def unit_text(unit: Unit, lang: Lang) -> str:
    """A unit as a column is headed: 亿元, CNY 100 million."""
    return unit_name(unit, spoken(lang, AmountWords).whole)


@lru_cache(4096)
def column_amount(money: Money | None, lang: Lang, about: str, width: int = 11) -> str:
    """An amount without the name of the currency where it is yuan: 3.25亿, 320万美元; 325m.

    Exact where there is room for that; else rounded, which the sign `about` says.
    """
    if money is None:
        return ""
    from rich.cells import cell_len


    words = spoken(lang, AmountWords)
    text = print_amount(money, words.column)
    if cell_len(text) <= width:
        return text
    exact = Decimal(money.minor) / money.currency.minor_units / words.rounded
    number = str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))
    return about + written(words.column, number, words.column.steps[words.rounded], money.currency)


def brief_amount(money: Money, lang: Lang) -> str:
    """An amount in the few cells of a card: 0.8亿, 951万, 约3亿, 320万美元; CNY 80m. Lists and pages have it whole."""
    words = spoken(lang, AmountWords)
    major = Decimal(money.minor) / money.currency.minor_units
    step = next((step for step in words.steps if major >= step.since), BriefStep(0, 1, ""))
    number = words.marks[money.mark] + _digits(major / step.factor) + step.word
    pattern = words.other if money.currency != "CNY" else words.yuan if step.word else words.few_yuan
    return pattern.format(number=number, currency=words.whole.currencies[money.currency])


def ranked(sums: Mapping[Currency, int]) -> list[Money]:
    """Sums of minor units by currency: yuan first, then the largest."""
    return sorted((Money(minor, currency) for currency, minor in sums.items()),
                  key=lambda money: (money.currency != "CNY", -money.minor))


def brief_sums(sums: Mapping[Currency, int], lang: Lang) -> str:
    """Sums of minor units by currency in few cells; nothing where there is none."""
    return "+".join(brief_amount(money, lang) for money in ranked(sums))


def _digits(number: Decimal) -> str:
    places = "1" if number >= 10 else "0.01" if number < 1 else "0.1"
    text = format(number.quantize(Decimal(places), ROUND_HALF_UP), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
