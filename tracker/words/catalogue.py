"""What nearly every sentence needs, together: the words of the field and the sentences of refusals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tracker.words import Lang, group

if TYPE_CHECKING:
    from tracker.words.reasons import Reasons
    from tracker.words.terms import Terms


@dataclass(frozen=True, slots=True)
class Words:
    """What nearly every sentence needs: the names of stages, kinds and fields, and the sentences of refusals.

    Each of the two is read when it is first asked for: the first frame names stages, and refuses nothing.
    """

    lang: Lang

    @property
    def terms(self) -> Terms:
        """The names of stages, kinds and fields."""
        terms: Terms = group(self.lang, "terms")
        return terms

    @property
    def reasons(self) -> Reasons:
        """The sentences of refusals and notes."""
        reasons: Reasons = group(self.lang, "reasons")
        return reasons


@cache
def words(lang: Lang = Lang.ZH) -> Words:
    """The terms and the sentences of refusals of a language."""
    return Words(lang)
