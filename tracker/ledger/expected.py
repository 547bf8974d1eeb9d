"""Reads what a ledger says of days to come: a day as precisely as it is put, and the words where they say more."""

from __future__ import annotations

import re
from typing import Any

from tracker.domain.days import Day, NotADay, in_year, read_day
from tracker.domain.expected import Expectation
from tracker.domain.text import clean, fold_width

_ABOUT = re.compile(r"(?:(?:预计|计划|拟|力争|争取|约|于|在)\s*)*(.+?)\s*(?:之?前|左右|以前|内)?"
                    r"(?:开工|动工|竣工|完工|建成|投产|签约|注册|到位|到资)?")
_MORE = re.compile(r"[初底末内前]|中(?!旬)|左右|约")


def expectation_said(value: Any, year: int | None = None) -> Expectation | None:
    """The expectation in a cell; None for one that names no day (待定, √).

    Words that say more than the day stay beside it: 2024年底, 6月底前, 三季度左右. `year` is the one of the column's
    header, meant where a cell names none.
    """
    text = fold_width(clean(value)) if isinstance(value, str) else ""
    day = _day(value, year)
    if day is None and (match := _ABOUT.fullmatch(text)):
        day = _day(match[1], year)
    if day is None:
        return None
    return Expectation(day, text if _MORE.search(text) else "")


def _day(value: Any, year: int | None) -> Day | None:
    if isinstance(value, str) and year is not None and (day := in_year(value, year)) is not None:
        return day
    try:
        return read_day(value)
    except NotADay:
        return None
