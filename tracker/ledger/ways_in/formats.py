"""Which number formats show a year and a month alone: such a number is a month, whatever day it counts to."""

from __future__ import annotations

import re
from datetime import date

from tracker.ledger.raw import Month

ALWAYS = frozenset({17, 57})
"""Built-in formats that are months in every Chinese edition: mmm-yy and yyyy年m月."""
PERHAPS = frozenset({27, 36, 50, 52})
"""Built-in formats that are yyyy年m月 in one Chinese edition and a full day in another (ECMA-376 part 1, 18.8.30).

A number in them is a month where it is the first of one, and else the day that it is.
"""
_UNSEEN = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
"""What stands in a format and is no part of the date: words, blanks, colours, conditions, languages."""


def shows_month(code: str) -> bool:
    """Whether a format shows a year and a month, and no day and no time: yyyy"年"m"月", yyyy-mm, mmm-yy."""
    parts = set(_UNSEEN.sub("", code[:500]).split(";")[0].lower())
    return "m" in parts and not parts.isdisjoint("ye") and parts.isdisjoint("dhsa0#?")


def month_or_day(day: date, format_id: int) -> Month | date:
    """What a day in a cell stands for that is shown with one of the formats above, or with one that shows a month."""
    return day if format_id in PERHAPS and day.day != 1 else Month(day.year, day.month)
