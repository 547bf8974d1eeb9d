"""How thresholds are written: amounts, numbers of people, and shares of what was promised."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tracker.domain.money import print_exact
from tracker.domain.threshold import Share
from tracker.words import Lang, spoken
from tracker.words.amounts import AmountWords, measure_text
from tracker.words.catalogue import words

if TYPE_CHECKING:
    from tracker.domain.threshold import Limit


def limit_text(limit: Limit, lang: Lang) -> str:
    """A threshold: 5000万元, 50人, 合同金额的30%."""
    if not isinstance(limit, Share):
        return measure_text(limit, lang)
    percent = Decimal(limit.percent.numerator) / limit.percent.denominator
    return spoken(lang, AmountWords).share.format(percent=print_exact(percent), field=words(lang).terms.field[limit.of])
