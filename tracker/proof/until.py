"""Up to which month of the year a text tells of: 1-10月, 上半年, 截至9月底, 三季度末."""

from __future__ import annotations

import re
from typing import Final

_MONTHS: Final = re.compile(
    r"(?:1|元)月?[-—–~～至到](\d{1,2})月|截[至止](?:20\d\d年)?(?:今年)?(\d{1,2})月(?:底|末|\d+日)?|"
    r"(上半年|前三季度|[一二三]季度末|一季度|前(?:[一二三四五六七八九十]{1,2}|\d{1,2})个月)")
_SPANS: Final = {"上半年": 6, "前三季度": 9, "一季度": 3, "一季度末": 3, "二季度末": 6, "三季度末": 9}
_COUNTED: Final = re.compile(r"前([一二三四五六七八九十\d]{1,2})个月")
_NUMERALS: Final = {word: at for at, word in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}


def month_said(text: str, month: int | None = None) -> int | None:
    """The month that the last such words of a text name; `month` where it has none, or says 全年 behind them."""
    spans = list(_MONTHS.finditer(text))
    if spans:
        last = spans[-1]
        number = last[1] or last[2]
        month = int(number) if number else _month_of(last[3], month)
    if re.search("全年|年末|年底", text):
        return None if not spans or text.rfind("全年") > spans[-1].start() else month
    return month


def _month_of(words: str, month: int | None) -> int | None:
    if match := _COUNTED.fullmatch(words):
        return int(match[1]) if match[1].isdigit() else _NUMERALS.get(match[1])
    return _SPANS.get(words, month)
