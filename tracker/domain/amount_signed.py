"""Amounts that may be below zero, as ledgers write money that went back: -100, （100）, 负100万元, △100, 约-3亿元."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from tracker.domain.amount_text import read_amount
from tracker.domain.currency import Money, Unit
from tracker.domain.text import fold_width

_IN_BRACKETS = re.compile(r"\s*[(（]\s*([0-9][0-9.,，．]*\s*[万亿]?元?)\s*[)）]\s*(\S{0,6}?)\s*")
"""（100）, as accounts write what is below zero."""
_MINUS = re.compile(r"(?<![0-9.．])(?:[-－−‐–—△▲]|负(?=\s*[0-9¥￥$]))\s*(?=[0-9¥￥$])")
"""A sign before the first figure; between two figures it is a range."""


def read_signed_amount(value: object, unit: Unit | None = None) -> Money | None:
    """What `read_amount` reads, and amounts below zero, whose money is below zero. Raises NotAnAmount as that does."""
    positive = without_sign(value)
    money = read_amount(value if positive is None else positive, unit)
    return money if money is None or positive is None else replace(money, minor=-money.minor)


def without_sign(value: object) -> object | None:
    """An amount below zero without its sign; None where it is not below zero."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return -value if value < 0 else None
    if not isinstance(value, str):
        return None
    if match := _IN_BRACKETS.fullmatch(value):
        return f"{match[1]}{match[2]}"
    signs = list(_MINUS.finditer(value))
    if len(signs) != 1 or re.search(r"[0-9]", fold_width(value[:signs[0].start()])):
        return None
    return value[:signs[0].start()] + value[signs[0].end():]
