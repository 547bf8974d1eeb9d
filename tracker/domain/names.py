"""When two names are the same name, and how alike two different ones are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from tracker.domain.text import clean, has_invisible_letter

# Late imports: rapidfuzz is loaded when names are compared, not when one is folded.

ALIKE: Final = 90.0
"""Names more alike than this, of one investor, are pointed out as perhaps one project (never merged unasked)."""
NEAR: Final = 70.0
"""Of a name nobody knows, names at least so much alike are named as perhaps meant."""

_BRACKETS: Final = str.maketrans("【】〔〕〖〗", "()()()")
_BRACKET: Final = re.compile("[【】〔〕〖〗]")
_FOLDED: Final = re.compile("[0-9a-z()\u4e00-\u9fa5]*")
"""What most names are written with: no such text changes when it is folded."""


def fold_name(text: str) -> str:
    """The name as it is compared: width, case, brackets of every shape 【】〔〕（） and all blanks folded.

    Only for comparing and searching; what is shown is the name as typed. Folding a folded name changes nothing.
    """
    if _FOLDED.fullmatch(text):
        return text
    if text.isascii() and text.isprintable():
        return text.replace(" ", "").lower()
    folded = _fold_once(text)
    if not folded.isprintable() or has_invisible_letter(text) or not unicodedata.is_normalized("NFKC", folded):
        folded = _fold_fully(text)
    return folded.translate(_BRACKETS) if _BRACKET.search(folded) else folded


def _fold_once(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _fold_fully(text: str) -> str:
    """The text without what cannot be seen, folded again and again until nothing changes any more."""
    folded = clean(text)
    while (again := clean(_fold_once(folded))) != folded:
        folded = again
    return folded


def lookalikes(key: str, keys: Sequence[str]) -> list[int]:
    """Which of many folded names are so much alike a folded name that they may be one project, and not the name itself.

    The answer is places in `keys`, the most alike first.
    """
    from rapidfuzz import fuzz, process

    return [at for other, score, at in process.extract(key, keys, scorer=fuzz.ratio, limit=None, score_cutoff=ALIKE)
            if score > ALIKE and other != key]


def nearest(key: str, keys: Sequence[str], most: int = 1) -> list[int]:
    """Which of many folded names were perhaps meant by a folded name that is none of them, at most so many.

    The answer is places in `keys`, the most alike first; those that hold all of it come before others.
    """
    from rapidfuzz import fuzz, process

    whole = sorted((at for at, other in enumerate(keys) if len(key) > 1 and key in other), key=lambda at: len(keys[at]))
    alike = process.extract(key, keys, scorer=fuzz.ratio, limit=most, score_cutoff=NEAR)
    return list(dict.fromkeys([*whole, *(at for _, _, at in alike)]))[:most]
