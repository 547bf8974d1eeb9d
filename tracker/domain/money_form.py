"""In what form money of a project came, and how much of it is the outside investor's."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

from tracker.domain.reasons import Code, Reason
from tracker.domain.text import clean, fold_width


class MoneyForm(StrEnum):
    """What a receipt was made of; rulesets count some of them."""

    CASH = "cash"
    """Money itself (货币, 现汇)."""
    EQUIPMENT = "equipment"
    LAND = "land"
    """Land-use rights and buildings brought in."""
    INTANGIBLE = "intangible"
    """Patents, technology, brands."""
    LOAN = "loan"
    """Shareholder loans and borrowing."""
    REINVESTED = "reinvested"
    """Profit of the enterprise put in again."""


WHOLE = 10_000
"""A share in hundredths of a percent: all of it."""
_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)(%?)")


def share_typed(text: str) -> int | Reason | None:
    """A share as it is typed, 60% or 60, in hundredths of a percent; None where nothing is, the reason if it is none.

    Up to 1 it needs its sign: 0.6 may mean 60%.
    """
    typed = fold_width(clean(text))
    if not typed:
        return None
    match = _SHARE.fullmatch(typed.replace(" ", ""))
    share = int(Decimal(match[1]) * 100) if match else 0
    unclear = match is not None and not match[2] and share <= 100
    if unclear or not 0 < share <= WHOLE:
        return Reason(Code.NOT_A_SHARE, params={"value": typed}, field="outside")
    return share


def share_text(share: int) -> str:
    """A share as it is read: 60%, 33.33%."""
    return f"{(Decimal(share) / 100).normalize():f}%"


def outside_part(minor: int, share: int | None) -> int:
    """What of an amount (minor units) is the outside investor's, to a whole minor unit, half away from nothing."""
    if share is None:
        return minor
    part = (abs(minor) * share + WHOLE // 2) // WHOLE
    return part if minor >= 0 else -part
