"""Days as a language writes them: short in lines and columns, in full beside the field where one is typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.day_text import read_day
from tracker.words import Lang, spoken

if TYPE_CHECKING:
    from tracker.domain.day import Day, DayWording

_PLAIN_PERIOD = re.compile(r"[0-9]{4}(?:[QH][1-4]|-[0-9]{2}D[1-3])")


@dataclass(frozen=True, slots=True)
class DayWords:
    """How days are written in one language; `read_day` reads the short form back."""

    short: DayWording
    full: DayWording


def day_text(day: Day, lang: Lang, otherwise: str = "") -> str:
    """A day by its precision: 2023-06-18, 2023-06, 2023三季度; `otherwise` where it is not known."""
    return day.written(spoken(lang, DayWords).short) or otherwise


def day_in_full(day: Day, lang: Lang) -> str:
    """A day as it is told before it is saved: 2023-06-18, 2023年第三季度; nothing where it is not known."""
    return day.written(spoken(lang, DayWords).full)


def kept_day_text(text: object, lang: Lang) -> str:
    """A text of the journal, where days stand as programs read them: 2023Q3 is written like any other day."""
    day = read_day(text) if isinstance(text, str) and _PLAIN_PERIOD.fullmatch(text) else None
    return day_text(day, lang) if day else str(text)
