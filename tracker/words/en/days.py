"""How days are written, in English."""

from __future__ import annotations

from tracker.domain.day import PLAIN_DAY, DayPattern, Precision
from tracker.words.days import DayWords

WORDS = DayWords(
    short=PLAIN_DAY,
    full={**PLAIN_DAY,
          Precision.DEKAD: DayPattern("{year}-{month:02}, {part}", ("1st to 10th", "11th to 20th", "from the 21st")),
          Precision.QUARTER: DayPattern("{part} quarter of {year}", ("1st", "2nd", "3rd", "4th")),
          Precision.HALF_YEAR: DayPattern("{part} half of {year}", ("1st", "2nd"))},
)
