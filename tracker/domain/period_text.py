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

_AIMS = re.compile(r"^(?:计划|预计|力争|争取|确保|务必|拟|要求|限期?|须|应|于|在)+")
_BEFORE = re.compile(r"(?P<before>(?:之|以)?前)?(?:全部|基本)?(?:完成|办结|解决|销号|整改|办理|落实|到位|完毕)*$")
_MONTH_AND_DAY = re.compile(r"(?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12][0-9]|3[01])[日号]?")
"""12-30 alone: in a column of deadlines a day of the year that is meant."""
_ANY_YEAR = 2000
"""A year that has every day of the calendar."""
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
    said = _BEFORE.search(folded)
    core = _AIMS.sub("", folded[:said.start()] if said else folded)
    before = core != folded
    day = day_said(f"{year}-{core}" if year is not None and _MONTH_AND_DAY.fullmatch(core) else core, year)
    if day is None or day.last is None:
        return None
    if said and said["before"] and not is_vague(core) and day.precision in (Precision.MONTH, Precision.YEAR):
        return None
    return Period(day, _last(day, day.last, core[-1:]), before)


def lacks_period_year(text: str) -> bool:
    """Whether a text would be a period if it named its year: 6月底前, 三季度, 12-30."""
    return read_period(text) is None and read_period(text, _ANY_YEAR) is not None


def _last(day: Day, last: date, part: str) -> date:
    """The last day of the beginning or the middle of a period (6月初, 年中), else that of the period itself."""
    if day.on is None or (day.precision, part) not in _ENDS:
        return last
    months, on = _ENDS[day.precision, part]
    month = day.on.month + months
    return date(day.on.year, month, on or monthrange(day.on.year, month)[1])
