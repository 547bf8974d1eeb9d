"""Rates as offices print them: exact fractions until the last step, then rounded half up; and the lights they give."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

_Number = int | Decimal | Fraction
"""What rates are made of; never a float."""


class Light(StrEnum):
    """How an indicator stands: against the time gone by, and once that is over against its target."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"

    def at(self, rate: _Number, progress: _Number) -> Light:
        """The light of a target whose time may be over: from then on one that was missed is not green, however near.

        Both as ratios (1 is all).
        """
        return Light.YELLOW if self is Light.GREEN and progress >= 1 and rate < 1 else self


def ratio(numerator: _Number, denominator: _Number) -> Fraction | None:
    """The exact ratio of two numbers in one unit: 完成率, 占比, 开工率 …

    None when the denominator is 0: nothing was asked for, so no rate can be stated.
    """
    return Fraction(numerator) / Fraction(denominator) if denominator else None


def round_half_up(value: _Number, decimals: int = 2) -> Decimal:
    """The value at so many decimals, a half rounded up (towards more): 42.305 is 42.31, -42.305 is -42.30.

    Rounding so moves with whole points: the rounded rate less 100 is the rounded distance from 100, also behind it.
    """
    scaled = Fraction(value) * 10**decimals
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal((int(units < 0), tuple(map(int, str(abs(units)))), -decimals))


def print_rounded(value: _Number, decimals: int = 2, *, drop_zeros: bool = True) -> str:
    """The value rounded half up, as text; trailing zeros dropped unless told otherwise (104.70 is 104.7)."""
    text = f"{round_half_up(value, decimals):f}"
    return text.rstrip("0").rstrip(".") if drop_zeros and "." in text else text


def percent(
    numerator: _Number,
    denominator: _Number,
    decimals: int = 2,
    drop_zeros: bool = True,
    with_sign: bool = False,
) -> str | None:
    """A rate in percent, rounded half up once from the exact ratio: 129.8295 of 124 is "104.7", with sign "104.7%".

    None when the denominator is 0.
    """
    rate = ratio(numerator, denominator)
    return None if rate is None else print_percent(rate, decimals, drop_zeros, with_sign)


def print_percent(rate: _Number, decimals: int = 2, drop_zeros: bool = True, with_sign: bool = True) -> str:
    """A ratio (1 is all) as percent text, rounded half up: 5/6 is "83.33%"."""
    return print_rounded(Fraction(rate) * 100, decimals, drop_zeros=drop_zeros) + ("%" if with_sign else "")


def points(rate: _Number, progress: _Number) -> Fraction:
    """How many points a completion rate is ahead of time progress (negative: behind); exact, both as ratios."""
    return (Fraction(rate) - Fraction(progress)) * 100


def ahead(rate: _Number, progress: _Number, decimals: int = 2, drop_zeros: bool = True, plus: bool = False) -> str:
    """Points ahead of time progress, negative when behind, as text; `rate` and `progress` are ratios (1 is all).

    Rounded once, from the exact difference: 125.64% at the end of October is "42.31", 70.41% is "-12.92",
    129.8295/124 at the end of the year "4.7", or "+4.7" with `plus`.
    """
    text = print_rounded(points(rate, progress), decimals, drop_zeros=drop_zeros)
    return f"+{text}" if plus and text.strip("-0.") and not text.startswith("-") else text


def light_by_points(ahead_by: _Number, yellow: _Number = 10, red: _Number = 30) -> Light:
    """The light from exact points ahead: yellow from `yellow` points behind on, red above `red` points behind."""
    behind = -Fraction(ahead_by)
    if behind > red:
        return Light.RED
    return Light.YELLOW if behind >= yellow else Light.GREEN


def light_by_pace(rate: _Number, progress: _Number, yellow: _Number = 80, red: _Number = 60) -> Light:
    """The light from completion over time progress: yellow under `yellow` percent, red under `red` percent.

    Both as ratios (1 is all). Green while no month has gone by: nothing can be late yet.
    """
    pace = ratio(rate, progress)
    if pace is None or pace * 100 >= yellow:
        return Light.GREEN
    return Light.RED if pace * 100 < red else Light.YELLOW
