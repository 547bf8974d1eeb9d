"""Checks what words claim, 超额完成, 未完成, 任务过半, against the rate or the actual and target beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from tracker.proof.completions import OTHER_MEASURE, target_said
from tracker.proof.findings import Cause, Checked, finding_in
from tracker.proof.labels import bare_label, common_words, words_of_number
from tracker.proof.numbers import PrintedNumber
from tracker.proof.pairs import HUNDRED, comparable
from tracker.proof.period_said import PeriodSaid
from tracker.proof.sentences import Numbered, Role, Sentence
from tracker.proof.tally import Tally


class _Claim(Enum):
    """What words say of a target."""

    OVER = auto()
    MET = auto()
    MISSED = auto()
    HALF = auto()


_WORDS: Final = (
    (_Claim.MISSED, r"(?:未|没有|没能|未能|尚未)(?:能|全面|如期|按时|圆满)?完成|完不成|欠(?:进度|目标|任务)"
                    r"|(?:低于|未达)(?:到|成)?(?:全年|年度|年初)?(?:目标|任务)"),
    (_Claim.OVER, r"超额(?:完成|实现)|(?<!不)超过?(?:全年|年度|年初)?(?:目标|任务)(?:数|任务)?(?!时)"),
    (_Claim.MET, r"(?:全面|圆满|如期|顺利|提前|全部)(?:完成|实现)"),
    (_Claim.HALF, r"(?:任务|双)过半"),
)
_CLAIM: Final = re.compile("|".join(f"(?P<{kind.name}>{words})" for kind, words in _WORDS))
_PLAN = re.compile(r"确保|力争|争取|努力|要|将|预计|有望|望|计划(?!任务|数|目标)|若|如果|需|应|才能|必须|奖励|加分|扣分"
                   r"|每超|得分|对超额|的单位|按|可(?=超|全|提|顺|如)|目标是")
_OTHER_TIME = re.compile(r"去年|上年|往年|历年|前年|近年|连续|上半年|下半年|半年|季度|序时|时序|时间进度|月度|月份"
                         r"|阶段|当月|本月")
_HALF_OF_ALL = HUNDRED / 2
"""In percent; 超额完成目标的12% says by how much."""
_AROUND = 30
"""Characters around a claim and before a rate that are its clause, or may say that it is but hoped for (力争)."""
_NOTHING_OWN = re.compile(r"超额|完成|实现|未达到?|未能?|没有|全面|年初|年度|全年|目标|任务|计划|指标|数|既定|预期|市定"
                          r"|省定|下达"
                          r"|的|了|均|已|也|都|顺利|圆满|如期|提前|全部|时间|过半|双|各项|[省市县区州]|全|我|较好|成功|总")
_SIGNS = "，。；：、"


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A claim where it stands in a passage, with its clause."""

    kind: _Claim
    words: str
    clause: str
    begin: int
    """Where the clause begins and ends in the passage."""
    end: int
    place: int


def check_claims(sentence: Sentence, period: PeriodSaid, tally: Tally) -> None:
    """Sets every claim of a sentence against the rate it is told of, or else against actual and target. `period` is the
    one that holds where the sentence begins.
    """
    for segment in sentence.segments():
        for claim in _claims_of(sentence, segment):
            if not _PLAN.search(claim.clause) and not _OTHER_TIME.search(claim.clause):
                _check(sentence, segment, claim, period, tally)


def _claims_of(sentence: Sentence, segment: int) -> Iterator[_Claimed]:
    begin, text = sentence.segment_start(segment), sentence.segment_text(segment)
    for match in _CLAIM.finditer(text):
        least, most = max(match.start() - _AROUND, 0), match.end() + _AROUND
        first = max(max(text.rfind(sign, least, match.start()) for sign in _SIGNS) + 1, least)
        last = min((place for sign in _SIGNS if (place := text.find(sign, match.end(), most)) >= 0), default=most)
        yield _Claimed(_Claim[match.lastgroup or ""], match[0], text[first:last], begin + first, begin + last,
                       begin + match.start())


def _check(sentence: Sentence, segment: int, claim: _Claimed, period: PeriodSaid, tally: Tally) -> None:
    numbers = sentence.segment(segment)
    rates = [one for one in numbers if one.part is Role.COMPLETION]
    if rates:
        rate = _rate_of(sentence, rates, claim)
        if rate is not None and _contradicts(sentence, claim, rate, period):
            _say(sentence, claim, [rate], tally)
    elif claim.kind is not _Claim.HALF and not any(one.part is Role.SURPLUS for one in numbers):
        _check_amounts(sentence, numbers, claim, tally)


def _say(sentence: Sentence, claim: _Claimed, numbers: Sequence[Numbered], tally: Tally) -> None:
    tally.use(sentence, numbers)
    tally.add(finding_in(sentence, Checked.CLAIM, Cause.OTHER, hard=True, stated=claim.words, computed=numbers[0].text,
                         numbers=numbers, start=numbers[0].number.start))


def _rate_of(sentence: Sentence, rates: Sequence[Numbered], claim: _Claimed) -> Numbered | None:
    """The rate a claim is told of: the one in its clause, else the nearest before it, else the only one behind it.

    None where the claim names something else, or another of several targets: 超额完成上半年目标 beside a year's rate.
    """
    inside = [one for one in rates if claim.begin <= one.number.start < claim.end]
    if inside:
        return inside[0] if len(inside) == 1 and not _is_surplus(inside[0]) else None
    if _counts_others(sentence, claim):
        return None
    before = [one for one in rates if one.number.start < claim.begin]
    rate = before[-1] if before else rates[0] if len(rates) == 1 else None
    if rate is None or not sentence.is_single(rate) or target_said(claim.clause) != target_said(rate.number.clause):
        return None
    own = bare_label(_NOTHING_OWN.sub("", _without_numbers(sentence, claim)))
    if own and 5 * len(common_words(own, words_of_number(sentence, rate))) < 3 * len(own):
        return None
    return rate


def _counts_others(sentence: Sentence, claim: _Claimed) -> bool:
    """Whether its clause counts something that is no target: 有2个乡镇未完成任务."""
    return any(claim.begin <= one.number.start < claim.end and one.part is not Role.TARGET for one in sentence.numbers)


def _without_numbers(sentence: Sentence, claim: _Claimed) -> str:
    """The clause without a target in it and the words that this is of."""
    inside = [one for one in sentence.numbers if claim.begin <= one.number.start < claim.end]
    return claim.clause[inside[-1].number.end - claim.begin:] if inside else claim.clause


def _is_surplus(rate: Numbered) -> bool:
    """Whether 超额完成 says by how much: 超额完成4.7% is 104.7 of 100."""
    words = rate.number.clause
    if rate.number.value < _HALF_OF_ALL and _CLAIM.search(words):
        return True
    return not words.endswith(("的", "率", "率为", "率达")) and bool(re.search(r"超额?(?:完成)?[^，。；]{0,8}$", words))


def _contradicts(sentence: Sentence, claim: _Claimed, rate: Numbered, period: PeriodSaid) -> bool:
    around = sentence.text_before(rate)[-_AROUND:] + rate.number.after
    if OTHER_MEASURE.search(rate.number.clause) or _PLAN.search(_clauses_near(around)):
        return False
    low, high = rate.number.interval.low, rate.number.interval.high
    match claim.kind:
        case _Claim.MISSED:
            return low >= HUNDRED or (not rate.number.is_hedged and rate.number.value >= HUNDRED)
        case _Claim.HALF:
            return high is not None and high < _HALF_OF_ALL
    if high is None or rate.number.value >= HUNDRED or (rate.number.is_hedged and high >= HUNDRED):
        return False
    return "全年" in claim.clause or not _is_on_pace(sentence, rate, period)


def _clauses_near(around: str) -> str:
    """The words around a rate without 计划 as another word for the target (年度计划的98%)."""
    return re.sub(r"(?:年度|全年|年初|完成|占)[^，；。]{0,12}?计划", "", around)


def _is_on_pace(sentence: Sentence, rate: Numbered, period: PeriodSaid) -> bool:
    """Whether a rate of part of a year is as far as the year: 完成任务 may then be that of so many months."""
    months = period.after(sentence.text_before(rate)).months
    return months is not None and months < 12 and rate.number.value >= HUNDRED * months / 12


def _check_amounts(sentence: Sentence, numbers: list[Numbered], claim: _Claimed, tally: Tally) -> None:
    """目标32亿元，完成27亿元，超额完成任务; 目标36个，完成44个，未完成任务."""
    amounts = _before_claim(numbers, claim)
    targets = [one for one in amounts if one.part is Role.TARGET]
    actuals = [one for one in amounts if one.part in (Role.ACTUAL, Role.OTHER) and one.is_amount and any(
        comparable(one, target) for target in targets)]
    values = {target.number.value for target in targets}
    if len(values) != 1 or len(actuals) != 1:
        return
    (actual,), target = actuals, targets[0]
    tally.use(sentence, (actual, *targets))
    less = _is_less(actual.number, target.number)
    more = _is_less(target.number, actual.number) or (
        not less and actual.number.value == target.number.value and actual.number.measure.is_whole)
    is_even = more and actual.number.value == target.number.value
    if {_Claim.OVER: less or is_even, _Claim.MET: less, _Claim.MISSED: more}[claim.kind]:
        _say(sentence, claim, [actual, target], tally)


def _before_claim(every: list[Numbered], claim: _Claimed) -> list[Numbered]:
    """The numbers a claim is of: the target and the actual before it, or all where it comes first."""
    before = [one for one in every if one.number.start < claim.place]
    has_both = {Role.TARGET, Role.ACTUAL} <= {one.part for one in before}
    return before if has_both else every


def _is_less(one: PrintedNumber, other: PrintedNumber) -> bool:
    return one.interval.high is not None and one.interval.high < other.interval.low
