"""Reads what a ledger says of days to come: a day as precisely as it is put, and the words where they are finer."""

from __future__ import annotations

import re
from typing import Any

from tracker.domain.days import Day, NotADay, read_day
from tracker.domain.expected import Expectation
from tracker.domain.text import clean, fold_width

_PART = re.compile(r"(20[0-9]{2})\s*(?:年度?)?\s*(?:年?[初底末内中]前?|[上下]半年"
                   r"|(?:第?[一二三四1-4]季度?|[Qq][1-4])末?)(?:前|左右)?")
_ABOUT = re.compile(r"(?:(?:预计|计划|拟|力争|争取|约|于|在)\s*)*(.+?)\s*(?:之?前|左右|以前|内)?"
                    r"(?:开工|动工|竣工|完工|建成|投产|签约|注册|到位|到资)?")
_FINER = re.compile(r"旬|[初中底末内前]|半年|季|[Qq]|左右|约")


def expectation_said(value: Any) -> Expectation | None:
    """The expectation in a cell; None for one that names no day (待定, √).

    2024年底, 上半年 and 三季度 are the year, 6月中旬 is the month; the words stay beside the day.
    """
    text = fold_width(clean(value)) if isinstance(value, str) else ""
    day = _day(value)
    if day is None and (match := _ABOUT.fullmatch(text)):
        day = _day(match[1])
    if day is None:
        return None
    return Expectation(day, text if _FINER.search(text) else "")


def _day(value: Any) -> Day | None:
    """A day with any precision, or the year of a part of it."""
    if isinstance(value, str) and (match := _PART.fullmatch(fold_width(clean(value)))):
        return Day.year(int(match[1]))
    try:
        return read_day(value)
    except NotADay:
        return None
