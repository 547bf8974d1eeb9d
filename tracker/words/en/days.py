"""How days are written, in English."""

from __future__ import annotations

from tracker.domain.day import PLAIN_DAY, DayPattern, Precision
from tracker.words.days import DayWords

WORDS = DayWords(
    short=PLAIN_DAY,
    full={**PLAIN_DAY,
          Precision.DEKAD: DayPattern("{year}-{month:02}-{part}", ("01 to 10", "11 to 20", "21 on")),
          Precision.QUARTER: DayPattern("{year}, {part} quarter", ("1st", "2nd", "3rd", "4th")),
          Precision.HALF_YEAR: DayPattern("{year}, {part} half", ("1st", "2nd"))},
)
