"""Checks one amount that is said twice in a row: 突破100亿元，达到102.3亿元; 12.58亿元（折合125800万元）."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from tracker.proof.findings import Cause, Checked, cause_of_difference, finding_in
from tracker.proof.interval import Interval
from tracker.proof.pairs import comparable
from tracker.proof.sentences import Numbered, Role, Sentence
from tracker.proof.tally import Tally

_REACHED = re.compile(r"(?:大关|以上)?[，、（](?:达到?|高达|为|实际达到?)了?")
_ALSO = re.compile(r"[，（](?:折合|折算|合|即)(?:人民币)?(?:为|约)?")
_CAME = re.compile(r"(?:征集|收到|受理|接到|交办|排查|发现|梳理)[^，；。、\d]{0,12}$")
_SETTLED = re.compile(r"，(?:其中)?(?:已|现已|均已)?(?:采纳|办结|整改|答复|化解|销号|完成整改|整改完成|整改到位)")
_TENTH = Fraction(10)
"""Percent of one 成."""


def check_bounds(sentence: Sentence, tally: Tally) -> None:
    """Sets each amount against the one right behind it that says the same."""
    for one, other in pairwise(sentence.numbers):
        words = sentence.words(one, other)
        if _ALSO.fullmatch(words) and one.number.measure.of == other.number.measure.of and one.number.measure.is_money:
            _judge(sentence, other, one, tally)
        elif _is_more_than_came(sentence, one, other):
            tally.use(sentence, (one, other))
            tally.add(finding_in(sentence, Checked.PART_OF_WHOLE, Cause.OTHER, hard=True, stated=other.text,
                                 computed=one.text, numbers=[(other, "part"), (one, "whole")],
                                 start=other.number.start))
        elif _REACHED.fullmatch(words) and one.number.is_hedged and not other.number.is_hedged:
            first = _in_percent(one)
            if comparable(first, other) and one.part not in (Role.TARGET, Role.SURPLUS, Role.INCREASE):
                _judge(sentence, first, other, tally)


def _is_more_than_came(sentence: Sentence, one: Numbered, other: Numbered) -> bool:
    """征集意见86条，采纳94条: more was settled than came in."""
    words = sentence.words(one, other)
    return (bool(_CAME.search(one.number.before)) and bool(_SETTLED.fullmatch(words))
            and one.number.measure.word == other.number.measure.word and not one.number.is_hedged
            and other.number.interval.low > one.number.interval.low)


def _in_percent(one: Numbered) -> Numbered:
    """八成 as 80%."""
    number = one.number
    if number.measure.of != "成":
        return one
    interval = Interval(number.interval.low * _TENTH,
                        None if number.interval.high is None else number.interval.high * _TENTH)
    return replace(one, number=replace(number, measure=replace(number.measure, of="%"), value=number.value * _TENTH,
                                       interval=interval))


def _judge(sentence: Sentence, stated: Numbered, beside: Numbered, tally: Tally) -> None:
    tally.use(sentence, (stated, beside))
    if stated.number.interval.meets(beside.number.interval):
        return
    cause = Cause.OTHER if stated.number.is_hedged else cause_of_difference(
        stated.number.value, beside.number.value, stated.number.step)
    tally.add(finding_in(sentence, Checked.CLAIM, cause, hard=True, stated=stated.text, computed=beside.text,
                         numbers=[stated, beside], start=stated.number.start))
