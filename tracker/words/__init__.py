"""Everything the program says, in Chinese and English: one typed catalogue, a group of words in each module."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.words.reasons import Reasons
    from tracker.words.terms import Terms


class Lang(StrEnum):
    """The languages the program speaks; the value is what `--lang` and SANXIN_LANG take."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """All words of one language. A group missing a sentence does not type-check."""

    lang: Lang
    terms: Terms
    reasons: Reasons


@cache
def words(lang: Lang = Lang.ZH) -> Words:
    """The catalogue of one language."""
    from tracker.words import reasons, terms

    if lang is Lang.EN:
        return Words(lang, terms.EN, reasons.EN)
    return Words(lang, terms.ZH, reasons.ZH)
