"""Checks what words claim: 超额完成 against the numbers beside it, surpluses, ranks, and shares that come to 100."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from tracker.proof.findings import Cause, Checked, Outcome, finding_in, percent_text
from tracker.proof.interval import Interval, rounded_from, total_of
from tracker.proof.labels import bare_label
from tracker.proof.numbers import PrintedNumber
from tracker.proof.pairs import HUNDRED, comparable, is_near
from tracker.proof.sentences import Numbered, Role, Sentence
from tracker.proof.tally import Tally

_OVER = re.compile(r"超额(?:完成|实现)|(?<!不)超过?(?:全年|年度|年初)?(?:目标|任务)(?:数|任务)?(?!时)")
_MET = re.compile(r"(?:全面|圆满|如期|顺利|提前|全部)完成")
_MISSED = re.compile(r"(?:未|没有|没能|未能|尚未)(?:能|全面|如期|按时|圆满)?完成|完不成|欠(?:进度|目标|任务)|(?:低于"
                     r"|未达)(?:全年|年度|年初)?(?:目标|任务)")
_PLAN = re.compile(r"确保|力争|争取|努力|要|将|预计|有望|望|计划|若|如果|需|应|才能|必须|奖励|加分|扣分|每超|得分"
                   r"|对超额|的单位|按")
_SURPLUS_POINTS = re.compile(r"(?:超|高于|超出|超过)(?:全年|年度|年初)?(?:目标|任务)(?:任务|进度|数)?$")
_BEHIND_POINTS = re.compile(r"(?:低于|落后|差|欠)(?:全年|年度|年初)?(?:目标|任务)(?:任务|数)?$")
_HALF = HUNDRED / 2
"""In percent; 超额完成目标的12% says by how much."""
_AROUND = 30
"""Characters before a rate that may say that it is but hoped for (力争)."""
_NOTHING_OWN = re.compile(r"超额|完成|实现|未能?|没有|全面|年初|年度|全年|目标|任务|计划|数|既定|预期|市定|省定|下达"
                          r"|的|了|均|顺利|圆满|如期|提前|全部|各项|招商引资")
_RANK = re.compile(
    r"(?:全|在)?(?P<where>[^，。；,;、]{0,12}?)(?P<of>\d{1,4})个(?P<kind>县市区|县（市、区）|县[（(]市、?区[)）]"
    r"|县[市区]|市州|区县|县|市|区"
    r"|省[市区]?|省份|地市|"
    r"乡镇|镇|街道|园区|开发区|单位|部门|城市|地区|州市|旗县)(?:[^，。；,;、\d]{0,12}?)(?:中，[^，。；、\d]{0,8}?)?"
    r"(?:排名|排位|位次|排|位列|位居"
    r"|居|列|名列|综合排名|考核排名|获)[^，。；,;\d]{0,6}?"
    r"第(?P<rank>\d{1,4}|[一二三四五六七八九十]{1,3})(?:位|名)?")
_RANKED = re.compile(
    r"第(?P<rank>\d{1,4})[位名]?[（(](?:共|全[省市县区州国])?(?P<of>\d{1,4})个(?:县|市|区|省|单位|地区|园区|乡镇)")
_SHARES = re.compile(r"(?:结构|比例|比重|占比|产业比)(?:[^，。；\d]{0,16}?)(?P<shares>\d{1,3}(?:\.\d+)?(?:[:：∶]\d{1,3}"
                     r"(?:\.\d+)?){1,5})(?![\d:：∶])")
_NOT_OF_HUNDRED = re.compile(r"杠杆|性别|师生|床|容积|男女|配比|兑换|汇率|进口")
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def check_claims(sentence: Sentence, tally: Tally) -> None:
    """All checks of words against numbers in one sentence."""
    for segment in sorted({one.segment for one in sentence.numbers}):
        _check_words(sentence, segment, tally)
    _check_surplus_points(sentence, tally)
    _check_surplus(sentence, tally)


def _check_words(sentence: Sentence, segment: int, tally: Tally) -> None:
    """超额完成 with a rate below 100% or less than the target; 未完成 with more."""
    for one in sentence.segment(segment):
        words = one.number.clause
        if one.part is not Role.COMPLETION or one.number.is_hedged:
            continue
        around = sentence.text[:one.number.start - sentence.start][-_AROUND:] + one.number.after
        if _OVER.search(words) and not _PLAN.search(around) and _HALF <= one.number.value < HUNDRED and (
                not _is_surplus(words, one)):
            _claim(sentence, one, _OVER, tally)
        elif _MISSED.search(words) and not _PLAN.search(around) and one.number.value >= HUNDRED:
            _claim(sentence, one, _MISSED, tally)
        elif _MET.search(words) and not _PLAN.search(around) and one.number.value < HUNDRED and re.search(
                r"的$|率为?$", words):
            _claim(sentence, one, _MET, tally)
    _check_amounts(sentence, segment, tally)


def _is_surplus(words: str, one: Numbered) -> bool:
    """Whether 超额完成 says by how much: 超额完成4.7% is 104.7 of 100."""
    return not words.endswith(("的", "率", "率为", "率达")) and bool(re.search(r"超额?(?:完成)?[^，。；]{0,8}$", words))


def _claim(sentence: Sentence, one: Numbered, pattern: re.Pattern[str], tally: Tally) -> None:
    match = pattern.search(one.number.clause)
    tally.use(sentence, (one,))
    tally.add(finding_in(sentence, Checked.CLAIM, Cause.OTHER, hard=True, stated=match[0] if match else "",
                         computed=one.text, numbers=[one], start=one.number.start))


def _check_amounts(sentence: Sentence, segment: int, tally: Tally) -> None:
    """目标32亿元，完成27亿元，超额完成任务; 目标36个，完成44个，未完成任务."""
    text = sentence.segment_text(segment)
    claims = [match for pattern in (_OVER, _MISSED, _MET) if (match := pattern.search(text))]
    if len(claims) != 1 or _PLAN.search(_clause_of(text, claims[0])):
        return
    claim, = claims
    amounts = _before_claim(sentence, segment, claim.start())
    if any(one.part is Role.COMPLETION for one in amounts):
        _check_rate_beside(sentence, amounts, claim, _clause_of(text, claim), tally)
        return
    if any(one.part is Role.SURPLUS for one in amounts):
        return
    targets = [one for one in amounts if one.part is Role.TARGET]
    actuals = [one for one in amounts if one.part in (Role.ACTUAL, Role.OTHER) and one.is_amount and any(
        comparable(one, target) for target in targets)]
    values = {target.number.value for target in targets}
    if len(values) != 1 or len(actuals) != 1:
        return
    (actual,), target = actuals, targets[0]
    tally.use(sentence, (actual, *targets))
    less, more = (_is_less(one.number, other.number) for one, other in ((actual, target), (target, actual)))
    as_many = not less and actual.number.value == target.number.value and actual.number.measure.is_whole
    if {_OVER: less or as_many, _MET: less, _MISSED: more or as_many}[claim.re]:
        tally.add(finding_in(sentence, Checked.CLAIM, Cause.OTHER, hard=True, stated=claim[0], computed=actual.text,
                             numbers=[actual, target], start=actual.number.start))


def _check_rate_beside(sentence: Sentence, amounts: Sequence[Numbered], claim: re.Match[str], clause: str,
                       tally: Tally) -> None:
    """完成率为104.7%，未完成年初目标: a claim of its own clause, that names nothing but the target."""
    rates = [one for one in amounts if one.part is Role.COMPLETION]
    if len(rates) != 1 or rates[0].number.is_hedged or claim[0] in rates[0].number.clause:
        return
    if bare_label(_NOTHING_OWN.sub("", clause)):
        return
    if (claim.re is _MISSED) == (rates[0].number.value >= HUNDRED):
        tally.use(sentence, rates)
        tally.add(finding_in(sentence, Checked.CLAIM, Cause.OTHER, hard=True, stated=claim[0],
                             computed=rates[0].text, numbers=rates, start=rates[0].number.start))


def _before_claim(sentence: Sentence, segment: int, claim: int) -> list[Numbered]:
    """The numbers a claim is of: the target and the actual before it, or all where it comes first."""
    every = sentence.segment(segment)
    begin = sentence.start + sum(len(sentence.segment_text(at)) for at in range(segment))
    before = [one for one in every if one.number.start < begin + claim]
    has_both = {Role.TARGET, Role.ACTUAL} <= {one.part for one in before}
    return before if has_both else every


def _clause_of(text: str, claim: re.Match[str]) -> str:
    """The words up to the next sign on both sides."""
    begin = max(text.rfind(sign, 0, claim.start()) for sign in "，。；：、")
    ends = [place for sign in "，。；：、" if (place := text.find(sign, claim.end())) >= 0]
    return text[begin + 1:min(ends, default=len(text))]


def _is_less(one: PrintedNumber, other: PrintedNumber) -> bool:
    return one.interval.high is not None and one.interval.high < other.interval.low


def _check_surplus_points(sentence: Sentence, tally: Tally) -> None:
    """完成目标任务的104.7%，超目标4.7个百分点."""
    for points in sentence.numbers:
        if points.number.measure.of != "个百分点" or points.number.is_hedged:
            continue
        rates = [one for one in sentence.segment(points.segment) if one.part is Role.COMPLETION and one.at < points.at]
        sign = 1 if _SURPLUS_POINTS.search(points.number.before) else -1 if _BEHIND_POINTS.search(
            points.number.before) else 0
        if rates and sign:
            _judge_points(sentence, points, rates[-1], sign, tally)


def _judge_points(sentence: Sentence, points: Numbered, rate: Numbered, sign: int, tally: Tally) -> None:
    low, high = rate.number.interval.low - HUNDRED, rate.number.interval.high
    if high is None:
        return
    bounds = sorted((low * sign, (high - HUNDRED) * sign))
    outcome = Outcome((rate.number.value - HUNDRED) * sign, Interval(bounds[0], bounds[1]))
    tally.use(sentence, (points, rate))
    tally.judge(sentence, Checked.SURPLUS, points, outcome, [(rate, Role.COMPLETION)])


def _check_surplus(sentence: Sentence, tally: Tally) -> None:
    """目标124亿元，完成129.83亿元，超额5.83亿元."""
    for surplus in sentence.numbers:
        if surplus.part is not Role.SURPLUS or surplus.number.is_hedged:
            continue
        before = [one for one in sentence.segment(surplus.segment) if one.at < surplus.at]
        targets = [one for one in before[::-1] if one.part is Role.TARGET and comparable(one, surplus)]
        actuals = [one for one in before[::-1] if one.part in (Role.ACTUAL, Role.OTHER) and one.is_amount
                   and comparable(one, surplus)]
        if targets and actuals:
            _judge_surplus(sentence, surplus, actuals[0], targets[0], tally)


def _judge_surplus(sentence: Sentence, surplus: Numbered, actual: Numbered, target: Numbered, tally: Tally) -> None:
    sign = -1 if re.search(r"[差缺欠少低]", surplus.number.before) else 1
    more, less = (actual.number, target.number) if sign == 1 else (target.number, actual.number)
    outcome = Outcome(more.value - less.value, more.interval.minus(less.interval))
    if not is_near(surplus.number.value, outcome.exact) and outcome.exact != 0 and (
            surplus.number.value == target.number.value):
        return  # 超额完成32亿元任务 without the word behind it
    tally.use(sentence, (surplus, actual, target))
    tally.judge(sentence, Checked.SURPLUS, surplus, outcome, [(actual, Role.ACTUAL), (target, Role.TARGET)])


def check_ranks(sentences: Sequence[Sentence], tally: Tally) -> None:
    """在8个县市区中排名第9: a rank above the number of those ranked."""
    for sentence in sentences:
        for pattern in (_RANK, _RANKED):
            for match in pattern.finditer(sentence.text):
                rank, of = _numeral(match["rank"]), int(match["of"])
                if rank > of:
                    tally.add(finding_in(sentence, Checked.RANK, Cause.OTHER, hard=True, stated=f"第{match['rank']}",
                                         computed=match["of"], numbers=[], start=sentence.start + match.start()))


def _numeral(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    return (_NUMERALS.get(tens, 1) * 10 if ten else 0) + _NUMERALS.get(ones if ten else tens, 0)


def check_structures(sentences: Sequence[Sentence], tally: Tally) -> None:
    """三次产业结构为12.3:45.6:42.1: shares that come to 100, as far as rounding lets them."""
    for sentence in sentences:
        for match in _SHARES.finditer(sentence.text):
            shares = re.split(r"[:：∶]", match["shares"])
            total = sum(map(Fraction, shares), Fraction(0))
            reach = 60 if "产业" in sentence.text[max(match.start() - 8, 0):match.end()] else 10
            if abs(total - 100) > reach or total == 100 or _NOT_OF_HUNDRED.search(sentence.text[:match.end()]):
                continue
            steps = [Fraction(1, 10 ** len(one.partition(".")[2])) for one in shares]
            possible = total_of([rounded_from(Fraction(one), step) for one, step in zip(shares, steps, strict=True)])
            hard = not possible.meets(Interval(HUNDRED, HUNDRED))
            tally.add(finding_in(sentence, Checked.STRUCTURE, Cause.OTHER if hard else Cause.ROUNDING, hard=hard,
                                 stated=match["shares"], computed=percent_text(total, min(steps)), numbers=[],
                                 start=sentence.start + match.start()))
