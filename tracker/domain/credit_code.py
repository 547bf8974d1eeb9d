"""The unified social credit code of a company (GB 32100-2015): 18 characters, the last one a check character."""

from __future__ import annotations

import re
from typing import Final

from tracker.domain.reasons import Code
from tracker.domain.text import fold_width

_SHAPE: Final = re.compile(r"[0-9ANY][0-9A-HJ-NP-RTUW-Y][0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10}")
"""Registering authority (letters: A military, N rural collectives, Y others), kind, region, body, check character.
The letters I O S V Z are never used."""

_SEPARATORS = re.compile(r"[\s-]+")


class BadCreditCode(ValueError):
    """A text is not a unified social credit code: wrong length, a letter never used, or a wrong check character."""

    code = Code.CREDIT_CODE

    def __init__(self, value: str) -> None:
        super().__init__(self.code, value)
        self.value = value


def read_credit_code(text: str) -> str:
    """The code in capitals without blanks, from a text of either width. Raises BadCreditCode. GB 32100-2015."""
    from stdnum.cn import uscc

    code = _SEPARATORS.sub("", fold_width(text)).upper()
    if not _SHAPE.fullmatch(code) or uscc.calc_check_digit(code) != code[-1]:
        raise BadCreditCode(text)
    return code


def is_credit_code(text: str) -> bool:
    """Whether the text is a unified social credit code with the right check character."""
    try:
        read_credit_code(text)
    except BadCreditCode:
        return False
    return True
