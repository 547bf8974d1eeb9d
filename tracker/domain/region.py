"""Codes of regions as GB/T 2260 has them: two digits each for the province, the prefecture and the county."""

from __future__ import annotations

import re

NO_CODE = "000000"
"""The region of an office that never said which one it is of."""
_CODE = re.compile(r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|81|82)[0-9]{4}")
"""The first two digits are those of a province."""
_REACH = re.compile(r"(?:[0-9]{2}){1,3}")


def is_region_code(text: str) -> bool:
    """Whether a text is the whole code of a region: six digits. 430900 is the prefecture's own office."""
    return _CODE.fullmatch(text) is not None


def is_reach(text: str) -> bool:
    """Whether a text says of several regions how their codes begin, as 4309 of a prefecture with its counties, or is
    the whole code of one.
    """
    return _REACH.fullmatch(text) is not None


def reach_below(code: str) -> str:
    """How the codes of a region and of those below it begin: 4309 of 430900, 43 of 430000; empty for a county, below
    which there is none, and for what is no region.
    """
    begins = re.sub(r"(?:00)+$", "", code)
    return begins if 0 < len(begins) < len(code) else ""


def prefecture_of(code: str) -> str:
    """The four digits of the prefecture that a region is in, or is."""
    return code[:4]
