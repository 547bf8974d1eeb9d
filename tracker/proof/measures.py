"""What numbers of a draft are counted in: money, things, shares, points, and everything else by its own word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

PER_HUNDRED: Final = "%"
POINTS: Final = "个百分点"
TIMES: Final = "倍"
THINGS: Final = "个"
MARKS: Final = "分"
"""What an assessment gives: 产出指标48分 names no target."""
NO_UNIT_SAID: Final = ""
"""No unit: 80亿, or a number in a list whose last one has it."""

_ALIKE: Final = {
    "美金": "美元", "港币": "港元", "块": "元", "元人民币": "元", "人民币": "元", "％": PER_HUNDRED, "百分点": POINTS,
    **dict.fromkeys(("个", "家", "项", "户", "宗"), THINGS),
    "平米": "平方米", "m2": "平方米", "㎡": "平方米", "人次": "人次", "名": "人",
}
"""Words for one measure. Projects and companies are counted in 个, 家, 项, 户 alike."""
_WORDS: Final = (
    "个百分点", "百分点", "亿千瓦时", "千瓦时", "万千瓦", "千瓦", "兆瓦", "吉瓦", "平方公里", "平方千米", "平方米",
    "立方米", "公里", "千米", "公顷", "公斤", "千克", "海里", "元人民币", "美元", "美金", "港元", "港币", "欧元",
    "日元", "英镑", "韩元", "新台币", "元", "人次", "场次", "批次", "车次", "标箱", "个", "家", "项", "户", "宗",
    "件", "人", "名", "位", "台", "套", "辆", "艘", "架", "批", "次", "场", "期", "条", "笔", "座", "处", "所", "栋",
    "间", "支", "组", "份", "篇", "本", "亩", "吨", "米", "斤", "头", "只", "羽", "株", "棵", "度", "升", "倍", "成",
    "%", "‰", "起", "例", "门", "款", "类", "种", "册", "块", "亿", "张", "床", "孔", "口", "尾", "对", "段", "级",
    "面", "片",
)
_MARK: Final = r"分(?![之别钟成布类为期批管析享工局公行院支校厂社队店组配流红离解段散层清歧寸])"
UNIT: Final = "|".join((*sorted(map(re.escape, _WORDS), key=len, reverse=True), _MARK,
                       "[A-Za-z]{1,4}(?![A-Za-z0-9])", "㎡"))
"""A pattern of every unit."""
SCALES_WRITTEN: Final = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
                         "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}
SCALE: Final = r"(?:十|百(?!分)|千(?![瓦米克]))?(?:万亿|亿|万)|百(?!分)|千(?![瓦米克])|十(?=[^一-龥]|[余多几]|$)"
"""A pattern of what stands between digits and unit: 万, 亿, 千万."""
_MONEY: Final = frozenset({"元", "美元", "港元", "欧元", "日元", "英镑", "韩元", "新台币"})
_COUNTED: Final = frozenset("个件人位分台套辆艘架批次场期条笔座处所栋间支组份篇本头只羽株棵起例门款类种册张床口") | {
    "人次", "场次", "批次", "车次"}


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted in: `of` is the same for all words of one measure, `word` is what was written."""

    of: str
    word: str

    @property
    def is_money(self) -> bool:
        """Whether it is a currency."""
        return self.of in _MONEY

    @property
    def is_whole(self) -> bool:
        """Whether whole things are counted."""
        return self.of in _COUNTED

    @property
    def is_rate(self) -> bool:
        """Whether it says how two numbers stand to each other."""
        return self.of in (PER_HUNDRED, POINTS, TIMES, "‰", "成")


def measure_meant(word: str) -> Measure:
    """The measure a word stands for."""
    return Measure(_ALIKE.get(word, word.lower() if word.isascii() else word), word)
