"""Deadlines as people write them: 2024年6月底前, 2023Q3, 年底前完成; the last day they allow, never a guessed year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tracker.domain.day import Day, Precision
from tracker.domain.day_text import day_said, is_vague
from tracker.domain.text import clean, fold_width

_BEFORE = re.compile(r"(?:之|以)?前(?:完成|办结|解决|销号|到位|整改到位)?$")
_ENDS = {(Precision.MONTH, "初"): (0, 10), (Precision.MONTH, "中"): (0, 20),
         (Precision.YEAR, "初"): (2, None), (Precision.YEAR, "中"): (7, None)}
"""The months after its first month and the day on which the beginning or the middle of a period ends; None: the last.
"""
_LONGEST = 30


class Period(NamedTuple):
    """The day that a text names, the last day it allows, and whether it says by when (底前): no day on which it was."""

    day: Day
    last: date
    before: bool = False


@lru_cache(maxsize=4096)
def read_period(text: str, year: int | None = None) -> Period | None:
    """The period a text names, None where it names none; `year` is meant where the text has a part of a year alone.

    2023年前 and 6月前 alone may or may not include the period they name, and are none.
    """
    if len(text) > _LONGEST:
        return None
    folded = "".join(fold_width(clean(text)).split()).rstrip("。.,;、")
    core = _BEFORE.sub("", folded)
    before, day = core != folded, day_said(core, year)
    if day is None or day.last is None:
        return None
    if before and not is_vague(core) and day.precision in (Precision.MONTH, Precision.YEAR):
        return None
    return Period(day, _last(day, day.last, core[-1:]), before)


def _last(day: Day, last: date, part: str) -> date:
    """The last day of the beginning or the middle of a period (6月初, 年中), else that of the period itself."""
    if day.on is None or (day.precision, part) not in _ENDS:
        return last
    months, on = _ENDS[day.precision, part]
    month = day.on.month + months
    return date(day.on.year, month, on or monthrange(day.on.year, month)[1])
