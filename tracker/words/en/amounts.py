"""How amounts are written, in English."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.currency import Currency, Mark, Wording
from tracker.words.amounts import AmountWords, BriefStep

_CODES = {currency: currency.value for currency in Currency}
_STEPS = {10**9: " billion", 10**6: " million", 1: ""}
_WHOLE = Wording(
    "{currency} {number}{step}", _STEPS, _STEPS, _CODES,
    {Mark.EXACT: "{}", Mark.ABOUT: "about {}", Mark.OVER: "over {}", Mark.UNDER: "under {}"},
)

WORDS = AmountWords(
    whole=_WHOLE,
    column=replace(_WHOLE, steps={10**9: "bn", 10**6: "m", 1: ""}, currencies={**_CODES, Currency.CNY: ""}),
    rounded=10**6,
    steps=(BriefStep(10**12, 10**12, "tn"), BriefStep(10**9, 10**9, "bn"), BriefStep(10**6, 10**6, "m"),
           BriefStep(10**3, 10**3, "k")),
    marks={Mark.EXACT: "", Mark.ABOUT: "~", Mark.OVER: ">", Mark.UNDER: "<"},
    people="{count} people", renminbi="CNY", yuan="¥{number}", few_yuan="¥{number}", other="{currency} {number}",
    share="{percent}% of the {field}",
)
