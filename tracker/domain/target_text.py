"""Reads the targets people write: 36个, 不少于22, 力争达到22个, 力争达到7.3亿元."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from tracker.domain.counted import COUNTERS
from tracker.domain.text import clean, fold_width

_AIM: Final = "力争|力求|争取|确保|保底|保证|完成|实现|引进|新增|不得(?=[低少])"
_BOUND = rf"{_AIM}|不少于|不低于|不小于|少于|低于|至少|最低|超过|超|大于|高于|突破|达到|达|约|共|[≥≧>]=?"
_COUNT = re.compile(rf"(?P<before>(?:{_BOUND})*)(?P<number>[0-9]+(?:,"
                    rf"[0-9]{{3}})*)(?:\.0+)?(?:(?P<unit>[{COUNTERS}条])(?:项目|企业)?)?"
                    r"(?P<after>及?以上|左右|\+)?(?P<aside>[(,;](?:含|其中|包括)[^)]*\)?)?")
"""30（含5个亿元以上）, 不少于22, 22个以上."""
_AIMED = re.compile(rf"\s*(?:{_AIM})+(?:达到?)?(?=\D{{0,4}}[0-9])")


class CountRead(NamedTuple):
    """A number of projects or companies as it was written."""

    number: int
    unit: str
    """个, 家 …; empty where none stands behind the number."""
    says_more: bool
    """Whether the text says more than the number: 不少于22."""


def read_count(value: object) -> CountRead | None:
    """A whole number of projects or companies, as a cell or an answer writes it; None for anything else."""
    text = "" if isinstance(value, bool) else "".join(fold_width(clean(str(value))).split())
    match = _COUNT.fullmatch(text)
    if match is None:
        return None
    more = bool(match["before"] or match["after"] or match["aside"])
    return CountRead(int(match["number"].replace(",", "")), match["unit"] or "", more)


def without_aim(text: str) -> str:
    """An amount without the words that only say it is aimed at: 力争达到7.3亿元 is 7.3亿元."""
    return _AIMED.sub("", text)
