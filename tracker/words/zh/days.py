"""How days are written, in Chinese."""

from __future__ import annotations

from tracker.domain.day import CHINESE_DAY, PLAIN_DAY, DayPattern, Precision
from tracker.words.days import DayWords

_PARTS = (Precision.DEKAD, Precision.QUARTER, Precision.HALF_YEAR)

WORDS = DayWords(
    short={**PLAIN_DAY,
           Precision.DEKAD: DayPattern("{year}-{month:02}{part}", ("上旬", "中旬", "下旬")),
           Precision.QUARTER: DayPattern("{year}{part}", ("一季度", "二季度", "三季度", "四季度")),
           Precision.HALF_YEAR: DayPattern("{year}{part}", ("上半年", "下半年"))},
    full={**PLAIN_DAY, **{precision: CHINESE_DAY[precision] for precision in _PARTS}},
)
