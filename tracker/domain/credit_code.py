"""The unified social credit code of a company (GB 32100-2015): 18 characters, the last one a check character."""

from __future__ import annotations

import re
from typing import Final

from tracker.domain.reasons import Code
from tracker.domain.text import fold_width

_SHAPE: Final = re.compile(r"[0-9ANY][0-9A-HJ-NP-RTUW-Y][0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10}")
"""Registering authority (letters: A military, N rural collectives, Y others), kind, region, body, check character.
The letters I O S V Z are never used."""

_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE: Final = {character: value for value, character in enumerate(_ALPHABET)}
_WEIGHTS: Final = tuple(3**place % 31 for place in range(17))

_SEPARATORS = re.compile(r"[\s-]+")


class BadCreditCode(ValueError):
    """A text is not a unified social credit code: wrong length, a letter never used, or a wrong check character."""

    code = Code.CREDIT_CODE

    def __init__(self, value: str) -> None:
        super().__init__(self.code, value)
        self.value = value


def read_credit_code(text: str) -> str:
    """The code in capitals without blanks, from a text of either width. Raises BadCreditCode. GB 32100-2015."""
    code = _SEPARATORS.sub("", fold_width(text)).upper()
    if not _SHAPE.fullmatch(code) or _check_character(code[:17]) != code[-1]:
        raise BadCreditCode(text)
    return code


def _check_character(body: str) -> str:
    """The last character, from the 17 before it: each counts 3 times what the one before it counts, modulo 31."""
    total = sum(_VALUE[character] * weight for character, weight in zip(body, _WEIGHTS, strict=True))
    return _ALPHABET[-total % 31]


def is_credit_code(text: str) -> bool:
    """Whether the text is a unified social credit code with the right check character."""
    try:
        read_credit_code(text)
    except BadCreditCode:
        return False
    return True
