"""How amounts are written, in Chinese."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.currency import NAMES, Currency, Mark
from tracker.domain.units import CHINESE
from tracker.words.amounts import AmountWords, BriefStep

WORDS = AmountWords(
    whole=CHINESE,
    column=replace(CHINESE, currencies={**NAMES, Currency.CNY: ""}),
    rounded=10**8,
    steps=(BriefStep(10**12, 10**12, "万亿"), BriefStep(10**7, 10**8, "亿"), BriefStep(10**4, 10**4, "万")),
    marks={Mark.EXACT: "", Mark.ABOUT: "约", Mark.OVER: "超", Mark.UNDER: "不足"},
    people="{count} 人", renminbi="人民币", yuan="{number}", few_yuan="{number}元", other="{number}{currency}",
    share="{field}的{percent}%",
)
