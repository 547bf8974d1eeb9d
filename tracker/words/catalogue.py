"""What nearly every sentence needs, together: the words of the field and the sentences of refusals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tracker.words import Lang, spoken
from tracker.words.reasons import Reasons
from tracker.words.terms import Terms


@dataclass(frozen=True, slots=True)
class Words:
    """What nearly every sentence needs: the names of stages, kinds and fields, and the sentences of refusals."""

    lang: Lang
    terms: Terms
    reasons: Reasons


@cache
def words(lang: Lang = Lang.ZH) -> Words:
    """The terms and the sentences of refusals of a language."""
    return Words(lang, spoken(lang, Terms), spoken(lang, Reasons))
