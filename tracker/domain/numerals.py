"""Numbers written in Chinese characters, as far as dates and amounts use them."""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = dict(zip("〇零一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)) | {"两": 2}
_STEPS: Final = {"十": 10, "百": 100, "千": 1000}

_ONE = "([零〇]?[一二两三四五六七八九])"
_BELOW_MYRIAD = re.compile(f"(?:{_ONE}千)?(?:{_ONE}百)?(?:{_ONE}十)?([零〇]|{_ONE[1:-1]})?")

FINANCIAL: Final = str.maketrans(
    "壹贰叁肆伍陆柒捌玖拾佰仟萬億圆圓兩點貳參陸",
    "一二三四五六七八九十百千万亿元元两点二三六",
)
"""Capital numerals (大写) and old forms as everyday ones."""

CHARACTERS: Final = "〇零一二两三四五六七八九十百千"


def read_digits(text: str) -> str | None:
    """Digits read out one by one, 二〇二三 as "2023"; None when another character is among them."""
    read = [_DIGITS.get(char) for char in text]
    return "".join(map(str, read)) if read and None not in read else None


_YEAR_SPELT = re.compile(r"二[〇零○ОOo][〇零○ОOo一二三四五六七八九]{2}(?=\s*年)")


def years_in_digits(text: str) -> str:
    """A text with the years of this century that are spelt out in it as digits: 二〇二三年产值 as 2023年产值."""
    if "二" not in text:
        return text
    return _YEAR_SPELT.sub(lambda match: read_digits(re.sub("[○ОOo]", "〇", match[0])) or match[0], text)


def read_below_myriad(text: str) -> int | None:
    """A number below 10,000 such as 三千五百, 一百零二 or 十八; None when it is not one or leaves a doubt (三百五)."""
    match = _BELOW_MYRIAD.fullmatch("一" + text if text.startswith("十") else text)
    if not match or not text or (len(text) > 1 and text[-1] in "零〇"):
        return None
    total, skipped = 0, False
    for digit, step in zip(match.groups(), (1000, 100, 10, 1), strict=True):
        number = _DIGITS[digit[-1]] if digit else 0
        if skipped and number and not (digit or "").startswith(("零", "〇")):
            return None
        total += number * step
        skipped = (skipped or total > 0) and not number
    return total


_MYRIADS = re.compile(r"(?:([^万亿]+)万亿)?(?:([^万亿]+)亿)?(?:([^万亿]+)万)?([^万亿]+)?")
_ARABIC = re.compile(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?([十百千])?")
_TO_CHINESE: Final = str.maketrans("0123456789", "〇一二三四五六七八九")


def read_numeral(text: str, *, closed: bool = True) -> tuple[int, int] | None:
    """A number in digits, Chinese characters or both, as (coefficient, decimals): 1.2亿 is (1200000000, 1).

    Takes 1,234.5, 3千, 三千五百万, 一点二亿, 1亿2000万, 3个亿, in half width and everyday numerals. `closed` says that
    a unit follows. None when it is no number or leaves a doubt: 3亿5 is perhaps 3.5亿, 1亿2000 perhaps 1亿2000万.
    """
    match = _MYRIADS.fullmatch(text.replace("个万", "万").replace("个亿", "亿"))
    if not match:
        return None
    parts = [(part, scale) for part, scale in zip(match.groups(), (12, 8, 4, 0), strict=True) if part]
    total, decimals = 0, 0
    for index, (part, scale) in enumerate(parts):
        read = _read_part(part)
        if read is None or decimals or (index and not _continues(read, scale, closed=closed)):
            return None
        coefficient, decimals = read
        total = total * 10**decimals + coefficient * 10**scale
    return (total, decimals) if parts else None


def _continues(read: tuple[int, int], scale: int, *, closed: bool) -> bool:
    """Whether a part can follow a larger one: 2000万 after 1亿."""
    coefficient, decimals = read
    return coefficient < 10 ** (4 + decimals) and (scale > 0 or (closed and coefficient >= 10 ** (1 + decimals)))


def _read_part(part: str) -> tuple[int, int] | None:
    """One part between 亿 and 万: 1,234.5 or 3千 or 三千五百 or 一点二."""
    if match := _ARABIC.fullmatch(part):
        fraction = match[2] or ""
        coefficient = int(match[1].replace(",", "") + fraction)
        return coefficient * _STEPS.get(match[3], 1), len(fraction)
    whole, point, fraction = part.translate(_TO_CHINESE).partition("点")
    number = read_below_myriad(whole)
    digits = read_digits(fraction) if point else ""
    if number is None or digits is None:
        return None
    return int(f"{number}{digits}"), len(digits)
