"""Reads what a ledger says of days to come: a day as precisely as it is put, and the words where they say more."""

from __future__ import annotations

import re
from typing import Any

from tracker.domain.days import day_said, is_vague
from tracker.domain.expected import Expectation
from tracker.domain.text import clean, fold_width
from tracker.ledger.plan_words import PLAN_WORDS

_ABOUT = re.compile(rf"(?:(?:(?!明年|后年)(?:{PLAN_WORDS})|约|于|在)\s*)*(.+?)\s*(?:之?前|左右|以前|内)?"
                    r"(?:开工|动工|竣工|完工|建成|投产|签约|注册|到位|到资)?")
"""What stands around a day that is expected. Next year (明年) is another year than that of a header."""


def expectation_said(value: Any, year: int | None = None) -> Expectation | None:
    """The expectation in a cell; None for one that names no day (待定, √).

    Words that say more than the day stay beside it: 2024年底, 6月底前, 三季度左右. `year` is the one of the column's
    header, meant where a cell names none.
    """
    text = fold_width(clean(value)) if isinstance(value, str) else ""
    day = day_said(value, year)
    if day is None and (match := _ABOUT.fullmatch(text)):
        day = day_said(match[1], year)
    if day is None:
        return None
    return Expectation(day, text if is_vague(text) else "")
