"""Finding names by what people type: the name itself, its pinyin, or the initials of its pinyin."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import import_module
from itertools import product
from typing import Final

from tracker.domain.names import fold_name

SEPARATOR: Final = " "
"""Between the parts of a key; a folded query never holds a blank, so no match runs over from part to part."""

_MOST_READINGS: Final = 8
"""Ways to read one text that a key holds at most; three doubtful characters are written out in full."""

_ALSO: Final[list[str]] = re.findall(
    r"\S+",
    """
长chang 重chong 行hang 乐yue 朝zhao 盛cheng 都du 单shan 厦xia 泊bo 六lu 解xie 仇qiu 曾zeng 覃qin 藏zang 埔bu 浒xu
铅yan 查zha 翟zhai 尉yu 盖ge 郇xun 缪miao 卜bu 率shuai 参shen 弹tan 调tiao 露lou 薄bo 塞se 绿lu 阿e 校jiao 圈juan
模mu 朴piao 屏bing 畜xu 纤qian 卡qia 壳qiao 澄deng 拓ta 堡pu 堡bu 仔zi 蛤ge 粘nian 栅shan 轧zha 莞wan 牟mu
槛jian 囤tun 茄qie 番pan 蚌beng 荥ying 涡guo 歙xi 峒tong 沌zhuan 乾gan 桔jie 枞zong 隗wei 祭zhai 召shao
""",
)
"""Characters read in more than one way in names of places, companies and people, with the readings to add."""


def search_key(*texts: str) -> str:
    """What texts are found by: each one folded, the initials of its pinyin, and its pinyin, in every likely reading.

    Lower case, parts joined by SEPARATOR: 万骏船舶 gives "万骏船舶 wjcb wanjunchuanbo". A text is found when its key
    holds `search_query` of what was typed. 重庆 is found by cq and by zq: no dictionary decides what is in doubt.
    """
    parts: dict[str, None] = {}
    for text in texts:
        if text.isascii():
            parts[fold_name(text)] = None
        else:
            parts.update(_parts_of(text))
    parts.pop("", None)
    return SEPARATOR.join(parts)


@lru_cache(maxsize=4096)
def _parts_of(text: str) -> dict[str, None]:
    """The parts of one text. Investors, officers and parks stand on many projects, and are spelt once."""
    folded = fold_name(text)
    parts = {folded: None}
    if not folded.isascii():
        _add_readings(folded, parts)
    return parts


def search_query(typed: str) -> str:
    """What was typed, as it stands in a key: folded like a name, so "Wan Jun" finds wanjun."""
    return fold_name(typed)


def fold_search(typed: str) -> list[str]:
    """The parts of a search, each as it stands in a key; a thing is found when its key holds all of them."""
    return [search_query(part) for part in typed.split()]


class _Translation(dict[int, str]):
    """Characters to what a key spells them with, looked up once each; signs are left out."""

    def __init__(self, *, initials: bool) -> None:
        super().__init__()
        self._initials = initials

    def __missing__(self, code: int) -> str:
        char = chr(code)
        reading = (_readings(char) or ("",))[0]
        spelt = (reading[:1] if self._initials else reading) or (char if char.isalnum() else "")
        self[code] = spelt
        return spelt


_FULL = _Translation(initials=False)
_INITIALS = _Translation(initials=True)
_DOUBTFUL: Final = frozenset(entry[0] for entry in _ALSO)
_IN_DOUBT = re.compile(f"[{''.join(sorted(_DOUBTFUL))}]")


def _add_readings(folded: str, parts: dict[str, None]) -> None:
    """Adds initials and pinyin of a folded text to the parts of a key, once per likely reading."""
    if not _IN_DOUBT.search(folded):
        parts[folded.translate(_INITIALS)] = None
        parts[folded.translate(_FULL)] = None
        return
    doubts = [_readings(char) for char in _IN_DOUBT.findall(folded)]
    between = _IN_DOUBT.split(folded)
    for table, length in ((_INITIALS, 1), (_FULL, None)):
        known = [piece.translate(table) for piece in between]
        for chosen in _choices(tuple(tuple(dict.fromkeys(r[:length] for r in readings)) for readings in doubts)):
            parts["".join(a + b for a, b in zip(known, (*chosen, ""), strict=True))] = None


@lru_cache(maxsize=4096)
def _choices(doubts: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Every way to choose one reading each; of very many, the first, and those that differ from it in one place."""
    count = 1
    for readings in doubts:
        count *= len(readings)
    if count <= _MOST_READINGS:
        return tuple(product(*doubts))
    first = tuple(readings[0] for readings in doubts)
    others = [(*first[:at], other, *first[at + 1 :]) for at, readings in enumerate(doubts) for other in readings[1:]]
    return (first, *others[: _MOST_READINGS - 1])


@cache
def _readings(char: str) -> tuple[str, ...]:
    """The pinyin of a character without tones, the usual reading first (ü as v); nothing for what is no hanzi."""
    if char.isascii():
        return ()
    dictionary: dict[int, str] = import_module("pypinyin.pinyin_dict").pinyin_dict  # 0.3 s to import: only now
    usual = dictionary.get(ord(char), "").split(",")[0]
    if not usual:
        return ()
    return tuple(dict.fromkeys([_without_tone(usual), *(entry[1:] for entry in _ALSO if entry[0] == char)]))


def _without_tone(reading: str) -> str:
    tone2: str = import_module("pypinyin.contrib.tone_convert").to_normal(reading)
    return tone2.replace("ü", "v")
