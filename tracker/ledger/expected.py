"""Reads what a ledger says of days to come: a day as precisely as it is put, and the words where they say more."""

from __future__ import annotations

import re
from typing import Any

from tracker.domain.days import day_said, in_year, is_vague
from tracker.domain.expected import Expectation
from tracker.domain.text import clean, fold_width
from tracker.ledger.plan_words import PLAN_WORDS

_ABOUT = re.compile(rf"(?:(?:(?!明年|后年)(?:{PLAN_WORDS})|约|于|在)\s*)*(.+?)\s*(?:之?前|左右|以前|(?<!年)内)?"
                    r"(?:开工|动工|竣工|完工|建成|投产|签约|注册|到位|到资)?")
"""What stands around a day that is expected. Next year (明年) is another year than that of a header."""


def expectation_said(value: Any, year: int | None = None) -> Expectation | None:
    """The expectation in a cell; None for one that names no day (待定, √).

    Words that say more than the day stay beside it: 2024年底, 2024年6月底前. `year` is the one of the column's header,
    meant where a cell names none. Words that stay then name it too (三季度左右: 2024年三季度左右): elsewhere they stand
    without that header.
    """
    text = fold_width(clean(value)) if isinstance(value, str) else ""
    if year is not None and (named := _naming(text, year)):
        return expectation_said(named)
    day = day_said(value)
    if day is None and (match := _ABOUT.fullmatch(text)):
        day = day_said(match[1])
    if day is None:
        return None
    return Expectation(day, text if is_vague(text) else "")


def words_that_read_back(expectation: Expectation) -> str:
    """The words of an expectation such that they are read as its day under any header; "" where there are none.

    Words of earlier versions lack the year that a header named.
    """
    day = expectation.day
    said = expectation_said(expectation.text, day.on.year) if expectation.text and day.on is not None else None
    return said.text if said is not None and said.day == day else ""


def _naming(text: str, year: int) -> str:
    """The text with the year before the part of a year it names; "" where it names none, or has a year of its own."""
    match = _ABOUT.fullmatch(text)
    for place, part in ((0, text), *([(match.start(1), match[1])] if match else [])):
        if in_year(part, year) is not None:
            bare = "".join(part.split()).removeprefix("年")
            return f"{text[:place]}{year}年{bare}{text[place + len(part):]}"
    return ""
