"""Checks rates that name their formula: 开工率82.5%（33/40）."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from tracker.proof.findings import (
    Cause,
    Checked,
    DraftFinding,
    HowStated,
    NumberSaid,
    Outcome,
    cause_of_difference,
    percent_text,
)
from tracker.proof.interval import Interval, rounded_from
from tracker.proof.sentences import Sentence
from tracker.proof.tally import Tally

_NUMBER: Final = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNIT: Final = r"(?:万|亿)?(?:元|美元|个|家|项|户|宗|人|亩|吨)?"
_FORMULA = re.compile(
    rf"(?P<rate>{_NUMBER})%（(?:即|=)?(?P<part>{_NUMBER})(?P<unit>{_UNIT})[/÷](?P<whole>{_NUMBER})(?P<unit2>{_UNIT})）")


def check_formulas(sentence: Sentence, tally: Tally) -> None:
    """Works out each formula in brackets behind a rate."""
    for match in _FORMULA.finditer(sentence.text):
        if match["unit"] and match["unit2"] and match["unit"] != match["unit2"]:
            continue
        is_exact = not re.search("元|万|亿|亩|吨", match["unit"] + match["unit2"])
        part, whole = (_read(match[name], is_exact=is_exact) for name in ("part", "whole"))
        possible = part[1].over(whole[1])
        if possible is None or not whole[0]:
            continue
        rate = Fraction(match["rate"].replace(",", ""))
        step = Fraction(1, 10 ** len(match["rate"].partition(".")[2]))
        outcome = Outcome(part[0] / whole[0] * 100, possible.times(100))
        judged = outcome.compared(rate, step, rounded_from(rate, step))
        start = sentence.start + match.start()
        tally.used.update((sentence.passage, one.number.start) for one in sentence.numbers
                          if start <= one.number.start < sentence.start + match.end())
        if judged is HowStated.AGREES:
            continue
        hard = judged is HowStated.DIFFERS
        cause = cause_of_difference(rate, outcome.exact, step)
        tally.add(DraftFinding(
            Checked.CONVERSION, cause if hard or cause is Cause.CUT_OFF else Cause.ROUNDING, hard, sentence.place,
            sentence.shown, f"{match['rate']}%", percent_text(outcome.exact, step),
            (NumberSaid(match["part"] + match["unit"], "part"), NumberSaid(match["whole"] + match["unit2"], "whole"),
             NumberSaid(f"{match['rate']}%", "conversion")), passage=sentence.passage, start=start))


def _read(text: str, *, is_exact: bool) -> tuple[Fraction, Interval]:
    digits = text.replace(",", "")
    value = Fraction(digits)
    decimals = len(digits.partition(".")[2])
    return value, rounded_from(value, Fraction(0) if is_exact and not decimals else Fraction(1, 10**decimals))
