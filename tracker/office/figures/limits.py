"""Thresholds in any currency: what reaches them at printed rates, exactly, as conditions of SQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, gcd, lcm

from sqlalchemy import and_, or_

from tracker.domain.money import Currency, Mark, Money
from tracker.store.query import AnyColumn, Condition


def reaches_limit(minor: AnyColumn, currency: AnyColumn, mark: AnyColumn, limits: Iterable[tuple[Currency, int]]
              ) -> Condition:
    """At or above a threshold; amounts in a currency without a printed rate are not, nor is one said to be under it.

    不到3000万元 does not reach 3000万元; it reaches what lies below.
    """
    return or_(*(and_(currency == one, or_(minor > least, and_(minor == least, mark != Mark.UNDER)))
                 for one, least in limits))


def limits_of(limit: Money, exchange: Mapping[Currency, Decimal]) -> list[tuple[Currency, int]]:
    """The first minor unit of each currency that is at or above a limit; a currency without a printed rate has none."""
    yuan = {Currency.CNY: Decimal(1), **exchange}
    found = [(limit.currency, limit.minor)]
    if limit.currency in yuan:
        value = Fraction(limit.minor, limit.currency.minor_units) * Fraction(yuan[limit.currency])
        found += [(one, ceil(value / Fraction(rate) * one.minor_units)) for one, rate in yuan.items()
                  if one is not limit.currency]
    return found


def first_above(limit: Money, exchange: Mapping[Currency, Decimal]) -> list[tuple[Currency, int]]:
    """The first minor unit of each currency that is above a limit."""
    yuan = {Currency.CNY: Decimal(1), **exchange}
    found = [(limit.currency, limit.minor + 1)]
    if limit.currency in yuan:
        value = Fraction(limit.minor, limit.currency.minor_units) * Fraction(yuan[limit.currency])
        found += [(one, floor(value / Fraction(rate) * one.minor_units) + 1) for one, rate in yuan.items()
                  if one is not limit.currency]
    return found


def weights(own: Currency, exchange: Mapping[Currency, Decimal]) -> dict[Currency, int]:
    """What a minor unit of each currency is worth, as whole numbers in proportion; only its own without a rate."""
    yuan = {Currency.CNY: Decimal(1), **exchange}
    if own not in yuan:
        return {own: 1}
    worth = {one: Fraction(rate) / one.minor_units for one, rate in yuan.items()}
    whole = lcm(*(value.denominator for value in worth.values()))
    parts = {one: int(value * whole) for one, value in worth.items()}
    shared = gcd(*parts.values())
    return {one: part // shared for one, part in parts.items()}
