"""Which indicator a label means: by its names, by what other places call it, or by words that say no more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final, Protocol

from tracker.domain.counted import COUNTERS
from tracker.domain.text import clean

MONEY: Final = frozenset({"out_of_province", "in_province", "hunan_return", "foreign"})
ALSO_CALLED: Final = {
    "out_of_province": "境内省外资金 境内省外 省外境内资金 省外境内 省外资金 内联引资 省际资金 国内省外资金 "
                       "境内区外资金 "
                       "区外资金 省外内资 内资省外",
    "in_province": "域外省内资金 域外省内 市外省内资金 市外省内 省内域外资金 省内市外资金 省内资金 区内盟外资金",
    "hunan_return": "湘商回归 湘商回归项目资金 湘商资金",
    "foreign": "外资 外商直接投资 外商投资",
    "new_signed": "新签约 签约 新签",
    "new_started": "新开工 开工",
    "new_producing": "新投产 投产 竣工投产 新竣工投产",
    "top500": "三类500强 500强 三类五百强 招大引强",
}
"""What places call the indicators every ruleset has; a ruleset's own labels and aliases come first."""

_COMMON = ("新增", "新引进", "引进", "招引", "招商引资", "招商", "全年", "年度", "本年", "当年", "其中", "完成", "实现",
           "实际", "任务",
           "目标", "指标", "全市", "全县", "全区", "市级", "总数", "总量", "数量", "数", "总")
_OF_MONEY = ("到位", "到资", "到账", "利用", "使用", "资金", "投资", "引资", "金额", "总额", "数额", "额", "含港澳台",
             "直接")
_OF_COUNTS = ("新", "项目", "企业", "个数", "家数", "含", "履约")
"""Words beside an indicator's own that do not make it another one. A threshold, a rate, a company do."""
_SEPARATORS = re.compile(r"[\s/、,，;；·.\-_—~*★☆※#|:：()\[\]{}【】〔〕<>《》“”\"'和及与]+")
_NUMBERING = re.compile(r"^(?:[(（]?[0-9一二三四五六七八九十]{1,2}[)）、.．]+)+")
_YEAR_BEFORE = re.compile(r"^20[0-9]{2}\s*年?度?(?=\D)")
_UNIT = re.compile(rf"(?:单位)?(?:(?:[十百千]?万|亿)(?:元|美元|美金)?|元|美元|[{COUNTERS}])$")


class _Called(Protocol):
    """What is known of an indicator: its key, what it is called, and whether it counts money."""

    @property
    def key(self) -> str: ...
    @property
    def labels(self) -> dict[str, str]: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...
    @property
    def money(self) -> object: ...


class IndicatorWords:
    """The words of some indicators, worked out once."""

    def __init__(self, indicators: Iterable[_Called], *, only_these: bool = False) -> None:
        """`only_these` leaves out what other places call indicators that are not among these."""
        known = tuple(indicators)
        self.money = MONEY.difference(one.key for one in known).union(one.key for one in known if one.money)
        self._exact: dict[str, str] = {}
        own = {one.key for one in known}
        for key, labels in ALSO_CALLED.items():
            if key in own or not only_these:
                self._exact |= {folded(label): key for label in labels.split()}
        for one in known:
            self._exact |= {folded(label): one.key for label in (one.key, *one.labels.values(), *one.aliases)}
        self._cores = self._cored()

    def meant(self, label: str) -> str | None:
        """The key of the indicator a label means; None where its words are nobody's, or somebody else's as well."""
        text = folded(label)
        if text in self._exact:
            return self._exact[text]
        found = {self._cores[core] for money in (True, False) if (core := (money, _bare(text,
                                                                                        money=money))) in self._cores}
        return found.pop() if len(found) == 1 else None

    def _cored(self) -> Mapping[tuple[bool, str], str]:
        """The words that make each indicator what it is; those that two share are neither's."""
        found: dict[tuple[bool, str], str] = {}
        shared = set()
        for text, key in self._exact.items():
            core = (key in self.money, _bare(text, money=key in self.money))
            if found.setdefault(core, key) != key or not core[1]:
                shared.add(core)
        return {core: key for core, key in found.items() if core not in shared}


def folded(label: str) -> str:
    """A label as it is compared: half width, without blanks, numbering, its year, brackets and unit."""
    text = unicodedata.normalize("NFKC", clean(label)).lower()
    text = _SEPARATORS.sub("", _YEAR_BEFORE.sub("", _NUMBERING.sub("", text.strip())))
    return _UNIT.sub("", text) or text


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


_BESIDE: Final = {True: _pattern((*_COMMON, *_OF_MONEY)), False: _pattern((*_COMMON, *_OF_COUNTS))}


def _bare(text: str, *, money: bool) -> str:
    return _BESIDE[money].sub("", text)
