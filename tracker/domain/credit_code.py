"""The unified social credit code of a company (GB 32100-2015): 18 characters, the last one a check character."""

from __future__ import annotations

import re
from operator import mul
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


_NONE_YET: Final = re.compile(r".{0,8}(?:办理|申请|注册|核名|登记|审批|核发|办证)(?:中|之中)?|"
                              r".{0,4}(?:待定|未定|待办|待补|无照|未办)")
_AS_NUMBER: Final = re.compile(r"[0-9](?:\.[0-9]+)?e\+?[0-9]{1,2}", re.IGNORECASE)


def is_no_code_yet(text: str) -> bool:
    """Whether words stand for a code that is still to come: 办理中, 正在注册."""
    return _NONE_YET.fullmatch(text.strip()) is not None


def is_code_as_number(value: object) -> bool:
    """Whether a spreadsheet made a number of a code, which lost its last digits: 9.11100001e+17."""
    if isinstance(value, str):
        return _AS_NUMBER.fullmatch(value.strip()) is not None
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 10**15


def _check_character(body: str) -> str:
    """The last character, from the 17 before it: each counts 3 times what the one before it counts, modulo 31."""
    total = sum(map(mul, map(_VALUE.__getitem__, body), _WEIGHTS))
    return _ALPHABET[-total % 31]


def is_credit_code(text: str) -> bool:
    """Whether the text is a unified social credit code with the right check character."""
    try:
        read_credit_code(text)
    except BadCreditCode:
        return False
    return True
