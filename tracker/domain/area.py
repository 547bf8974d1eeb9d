"""Areas of land people write, in mu: 20000平方米 and 2公顷 are 30亩, 200余亩 are 200; a range or a word is none."""

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
_AREA = re.compile(
    rf"(?P<before>(?:约|近|大约|超过?|超出|不少于|不低于|至少|共计?|合计|总|净|项目|规划|新增|占地|用地|土地|面积|需要?|拟|"
    rf"计划|预计|为|:)*)"
    rf"(?P<number>[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?)(?P<near>[余多])?(?P<unit>{_UNITS}|万)?"
    rf"(?P<after>左右|以上|以内|上下|余|多|\+)?(?P<noun>(?:工业|建设|商业|净|国有|出让|存量|新增)*(?:用地|土地|"
    rf"地))?(?P<aside>[(,;](?P<beside>.+?)\)?)?[。]?")
_STATED = re.compile(rf"[(\[/:：]({_UNITS})(?:[)\]]|$)|({_UNITS})$")
_DECIMALS = Decimal("0.0001")
_ROUGHLY = re.compile(r"约|近|超|不少于|不低于|至少")
_PART_OF_IT = re.compile(r"其中|含|包括|第?[一二三四首]期|约?合?[0-9.,]+(?:平方米|平米|㎡|m2|公顷|亩|万平方米)$")
"""What may stand beside an area with a number of its own: a part of it, its phase, the same in another unit."""
_MOST = Decimal(10**7)
UNCLEAR_FROM = 3000
"""From so many on a bare number below a header without a unit may be square metres as well as mu."""


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
    own, aside = match["unit"], match["beside"] or ""
    if aside in _IN_MU and own is None:
        own, aside = aside, ""
    if any(sign.isdigit() for sign in aside) and not _PART_OF_IT.match(aside):
        return None
    named = f"万{unit or '亩'}" if own == "万" else own or unit or "亩"
    if named not in _IN_MU:
        return None
    mu = Decimal(match["number"].replace(",", "")) * _IN_MU[named]
    if mu >= _MOST:
        return None
    exact = not (match["near"] or match["after"] or match["noun"] or aside or _ROUGHLY.search(match["before"]))
    return Area(mu if named == "亩" else _short(mu), named == "亩" and exact)


def says_a_unit(text: str) -> bool:
    """Whether a text that is an area names its unit."""
    return any(sign in "亩平㎡公hmk" for sign in _folded(text))


def _short(mu: Decimal) -> Decimal:
    exponent = mu.as_tuple().exponent
    return mu.quantize(_DECIMALS) if isinstance(exponent, int) and exponent < -4 else mu


def _folded(text: str) -> str:
    return "".join(fold_width(clean(text)).lower().split())
