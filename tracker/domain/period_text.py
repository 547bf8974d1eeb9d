"""Periods people write where a day is asked for: 2023年上半年, 2023Q3, 2024年6月底前; with a year, never guessed."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tracker.domain.day import Day
from tracker.domain.text import clean, fold_width

_YEAR = r"(?P<year>(?:19|20)[0-9]{2}|[0-9]{2}(?=年))年?(?:度)?"
_BEFORE = r"(?P<before>(?:之|以)?前(?:完成|办结|解决|销号|到位|整改到位)?)?"
_PERIOD = re.compile(
    rf"{_YEAR}(?:(?P<half>[上下])半年|h(?P<h>[12])|第?(?P<quarter>[一二三四1234])季度?|q(?P<q>[1-4])"
    rf"|年?(?P<part>[初中底末内])|(?P<month>1[0-2]|0?[1-9])月份?(?P<tenth>[上中下]旬|[初中底末])?"
    rf"(?:(?P<day>[0-9]{{1,2}})[日号])?){_BEFORE}"
)
_MONTHS = {"上": (1, 6), "下": (7, 12), "初": (1, 3), "中": (5, 8), "底": (11, 12), "末": (11, 12), "内": (1, 12)}
_TENTHS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "初": (1, 10), "中": (11, 20), "底": (21, 31),
           "末": (21, 31)}
_LONGEST = 30


class Period(NamedTuple):
    """The days from `first` to `last`; `before` where the text says by when (底前), which is no day on which it was."""

    first: date
    last: date
    before: bool = False

    @property
    def day(self) -> Day:
        """The period as the closest precision there is: a day, its month, else its year."""
        if self.first == self.last:
            return Day(self.first)
        if (self.first.year, self.first.month) == (self.last.year, self.last.month):
            return Day.month(self.first.year, self.first.month)
        return Day.year(self.first.year)


@lru_cache(maxsize=4096)
def read_period(text: str, year: int | None = None) -> Period | None:
    """The period a text names, None where it names none; `year` is meant where the text has a month and no year."""
    if len(text) > _LONGEST:
        return None
    folded = "".join(fold_width(clean(text)).lower().split()).rstrip("。.,;、")
    if year is not None and re.match(r"[0-9]{1,2}月", folded):
        folded = f"{year}年{folded}"
    match = _PERIOD.fullmatch(folded)
    if match is None:
        return None
    full = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    before = match["before"] is not None
    if match["month"]:
        return _in_month(match, full, int(match["month"]), before=before)
    if said := match["quarter"] or match["q"]:
        quarter = "一二三四".find(said) + 1 or int(said)
        return _months(full, 3 * quarter - 2, 3 * quarter, before=before)
    if match["h"]:
        return _months(full, *((1, 6) if match["h"] == "1" else (7, 12)), before=before)
    return _months(full, *_MONTHS[match["half"] or match["part"]], before=before)


def _months(year: int, first: int, last: int, *, before: bool) -> Period:
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), before)


def _in_month(match: re.Match[str], year: int, month: int, *, before: bool) -> Period | None:
    """A part of a month, a day in it, or the whole; 6月前 alone may or may not include June and is none."""
    days = monthrange(year, month)[1]
    if match["day"]:
        day = int(match["day"])
        if match["tenth"] or not 1 <= day <= days:
            return None
        return Period(date(year, month, day), date(year, month, day), before)
    if match["tenth"]:
        first, last = _TENTHS[match["tenth"]]
        return Period(date(year, month, first), date(year, month, min(last, days)), before)
    return None if before else _months(year, month, month, before=False)
