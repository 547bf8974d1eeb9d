"""Checks rates whose two numbers follow them: 占全市的四分之一，全市9520万美元，我县2380万美元."""

from __future__ import annotations

import re
from fractions import Fraction

from tracker.proof.findings import Checked, HowStated
from tracker.proof.measures import TIMES
from tracker.proof.pairs import HUNDRED, comparable, is_meant_for, quotient
from tracker.proof.sentences import Numbered, Role, Sentence
from tracker.proof.tally import Tally

_BASE = re.compile(r"(?:是|为|占|达|完成|相当于)(?P<base>[^，；。的]{2,12})的$")


def _names_base(rate: Numbered, whole: Numbered) -> bool:
    """Whether a rate names what it is of, and the number by the same word: 是2019年的两倍，2019年为23.4亿元."""
    match = _BASE.search(rate.number.clause)
    return match is not None and whole.number.before.lstrip("，").startswith(match["base"])


def check_told_behind(sentence: Sentence, rate: Numbered, checked: Checked, tally: Tally) -> None:
    """Sets a rate against the only two amounts of its segment, both behind it. The smaller is the part of a share."""
    here = [one for one in sentence.segment(rate.segment) if one.is_amount or one.number.measure.is_rate]
    if len(here) != 3 or here[0] is not rate or any(one.number.measure.is_rate for one in here[1:]):
        return
    first, second = here[1:]
    if not comparable(first, second) or (
            rate.number.measure.of == TIMES and checked is not Checked.MULTIPLE):
        return
    part, whole = (first, second) if first.number.value <= second.number.value else (second, first)
    if checked is Checked.MULTIPLE:
        part, whole = whole, part
    named = [one for one in (first, second) if _names_base(rate, one)]
    if len(named) == 1:
        part, whole = (second, first) if named == [first] else (first, second)
    outcome = quotient(part, whole, factor=Fraction(1) if checked is Checked.MULTIPLE else HUNDRED)
    if outcome is None:
        return
    if named or outcome.judged(rate) is not HowStated.DIFFERS or is_meant_for(rate, outcome):
        tally.use(sentence, (rate, part, whole))
        tally.judge(sentence, checked, rate, outcome, [(part, Role.OTHER.value), (whole, Role.OTHER.value)])
