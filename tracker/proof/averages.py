"""Checks averages: 24个项目总投资96亿元，平均每个4亿元; 五年来完成680亿元，年均136亿元; 人均, 户均, 亩均."""

from __future__ import annotations

import re
from fractions import Fraction

from tracker.domain.numerals import read_numeral
from tracker.proof.findings import Checked, HowStated, Outcome
from tracker.proof.labels import common_words, words_of_number
from tracker.proof.pairs import comparable, is_meant_for, is_near, quotient
from tracker.proof.sentences import Numbered, Role, Sentence
from tracker.proof.tally import Tally

_AVERAGE = re.compile(r"(?:平均每(?P<each>[一-龥])?|每(?P<unit>千瓦|平方米|公里|[亩吨户家个人名辆台套笔件])"
                      r"|(?P<kind>(?!平)[一-龥])均|平均)(?!增)(?P<what>[^，。；、\d]*)$")
_ALIKE = {"人": ("人", "人次"), "名": ("人", "人次"), **dict.fromkeys(("个", "家", "户", "项", "一"), ("个",))}
"""What is counted by words that stand for others too: 户均 and 家均 of so many 个."""
_WHOLE_YEAR = re.compile(r"全年|一年来|20\d\d年")
_MONTHS_OF_YEAR = 12
_FARTHEST = Fraction(3)
"""How far an average may be from what the only total and number before it come to."""
_YEARS = re.compile(r"(?<![\d第])(?P<years>\d{1,2}|[两二三四五六七八九十]{1,2})年(?:来|间|累计|共|以来)")


def check_averages(sentence: Sentence, tally: Tally) -> None:
    """Sets each average of a sentence against the total and the number of things that stand before it."""
    for average in sentence.numbers:
        match = _AVERAGE.search(average.number.before)
        if match and not average.number.measure.is_rate and average.part is not Role.INCREASE:
            _check(sentence, average, match, tally)


def _check(sentence: Sentence, average: Numbered, match: re.Match[str], tally: Tally) -> None:
    before = [one for one in sentence.segment(average.segment) if one.at < average.at and one.is_amount
              and one.part is not Role.BEFORE]
    tried = [(total, by, outcome) for total, by, outcome in _pairs(sentence, average, match, before)
             if outcome is not None]
    for total, by, outcome in tried:
        if outcome.judged(average) is HowStated.AGREES:
            tally.use(sentence, [one for one in (total, by, average) if one])
            return
    if len(tried) != 1 or not (is_near(average.number.value, tried[0][2].exact, _FARTHEST)
                               or is_meant_for(average, tried[0][2])):
        return
    total, by, outcome = tried[0]
    tally.use(sentence, [one for one in (total, by, average) if one])
    tally.judge(sentence, Checked.AVERAGE, average, outcome,
                [(total, "whole"), *(() if by is None else ((by, "other"),))])


def _pairs(sentence: Sentence, average: Numbered, match: re.Match[str], before: list[Numbered]
           ) -> list[tuple[Numbered, Numbered | None, Outcome | None]]:
    """Every total that the average may be of with what it is divided by; the years of 年均 are no number of their own.
    """
    kind = match["kind"] or match["each"] or match["unit"]
    totals = [one for one in before if comparable(one, average) and not _AVERAGE.search(one.number.before)]
    named = [one for one in totals if len(common_words(match["what"], words_of_number(sentence, one))) >= 2]
    totals = named or totals
    lead = sentence.text_before(average)
    if kind in ("年", "月"):
        times = _years(lead) if kind == "年" else _MONTHS_OF_YEAR if _WHOLE_YEAR.search(lead) else None
        return [(total, None, _over(total, times)) for total in totals] if times else []
    counts = [one for one in before if _counts(one, kind)]
    noun = match["what"][:2]
    counts = [one for one in counts if len(noun) == 2 and noun in one.number.before + one.number.after] or counts
    return [(total, by, quotient(total, by, factor=Fraction(1))) for total in totals for by in counts
            if by is not total]


def _counts(one: Numbered, kind: str | None) -> bool:
    """Whether a number counts what an average is of: its unit says so, or the word behind it (19个招商专班, 班均)."""
    measure = one.number.measure
    if kind is None:
        return measure.is_whole
    return measure.of in _ALIKE.get(kind, (kind,)) or (measure.is_whole and kind in one.number.after)


def _years(text: str) -> int | None:
    found = _YEARS.findall(text)
    read = read_numeral(found[-1]) if found else None
    return read[0] if read and read[0] > 1 else None


def _over(total: Numbered, years: int) -> Outcome:
    return Outcome(total.number.value / years, total.number.interval.times(Fraction(1, years)))
