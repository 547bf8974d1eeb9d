"""Areas of land people write, in mu: 20000平方米 are 30亩, 2公顷 are 30亩; a range or a word is none."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tracker.domain.text import clean, fold_width

_IN_MU: dict[str, Decimal] = {
    **dict.fromkeys(("亩",), Decimal(1)),
    **dict.fromkeys(("平方米", "平米", "平方", "㎡", "m2", "m²", "平"), Decimal("0.0015")),
    **dict.fromkeys(("万平方米", "万平米", "万平方", "万㎡", "万m2", "万m²", "万平"), Decimal(15)),
    **dict.fromkeys(("公顷", "hm2", "hm²", "ha"), Decimal(15)),
    **dict.fromkeys(("平方公里", "平方千米", "km2", "km²"), Decimal(1500)),
    **dict.fromkeys(("万亩",), Decimal(10_000)),
}
"""One mu is 2000/3 m², so a square metre is exactly 0.0015 mu."""
_UNITS = "|".join(sorted(_IN_MU, key=len, reverse=True))
_AREA = re.compile(rf"(约|近|大约|共|总|净|占地|"
                   rf"用地)?(?:面积)?([0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?)({_UNITS})?(左右|以上|余|多)?[。]?")
_STATED = re.compile(rf"[(\[/:：]({_UNITS})(?:[)\]]|$)|({_UNITS})$")
_DECIMALS = Decimal("0.0001")
_ROUGHLY = frozenset(("约", "近", "大约", "左右", "以上", "余", "多"))
_MOST = Decimal(10**7)


class Area(NamedTuple):
    """An area in mu; `plain` when the cell says this number of mu and no more."""

    mu: Decimal
    plain: bool


@lru_cache(maxsize=2048)
def unit_of_area(header: str) -> str:
    """The unit a header states: 用地面积（平方米）, 占地/公顷, 用地亩; empty when it states none."""
    match = _STATED.search(_folded(header))
    return (match[1] or match[2]) if match else ""


@lru_cache(maxsize=4096)
def read_area(text: str, unit: str = "") -> Area | None:
    """The area a text names in mu, converted ones to four decimals; None for a range, several areas or a word.

    `unit` is meant where the text names none; 亩 where nobody names one.
    """
    match = _AREA.fullmatch(_folded(text))
    if match is None:
        return None
    before, number, own, after = match.groups()
    mu = Decimal(number.replace(",", "")) * _IN_MU[own or unit or "亩"]
    if mu >= _MOST:
        return None
    in_mu = (own or unit or "亩") == "亩"
    return Area(mu if in_mu else _short(mu), in_mu and not {before, after} & _ROUGHLY)


def _short(mu: Decimal) -> Decimal:
    exponent = mu.as_tuple().exponent
    return mu.quantize(_DECIMALS) if isinstance(exponent, int) and exponent < -4 else mu


def _folded(text: str) -> str:
    return "".join(fold_width(clean(text)).lower().split())
