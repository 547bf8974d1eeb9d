"""Checks rates against the time gone by: 截至10月底完成88.5%，快于序时进度5.2个百分点."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Final

from tracker.domain.days import time_progress
from tracker.proof.findings import Cause, Checked, finding_in, percent_text
from tracker.proof.pairs import HUNDRED
from tracker.proof.period_said import PeriodSaid
from tracker.proof.sentences import Numbered, Role, Sentence
from tracker.proof.tally import Tally

_TIME: Final = r"(?:时间|时序)?(?:序时)?进度(?:要求|目标|任务|计划)?"
_PACE = re.compile(
    rf"(?:(?P<ahead>快于|高于|领先于?|超前于?|超过|超出|超)|(?P<behind>落后于?|低于|滞后于?|慢于|不及|欠|差|未达到?|没有达到)"
    rf"|(?P<level>达到了?|符合|完成|实现))(?:年度|全年)?(?:序时|时序|时间){_TIME}")
_PLAN = re.compile(r"确保|力争|争取|努力|要(?!求)|将|预计|有望|计划|若|如果|应|必须|凡|的单位|的乡镇"
                   r"|个(?:县|乡|镇|单位|园区|部门|指标)")
_COMMON_YEAR: Final = 2023
"""What a text that names no year is taken for: a year of 365 days."""
_DONE_RATE = re.compile(r"完成率(?:分别)?(?:为|达到?|是|：)?$")
_TENTH = Fraction(1, 10)
_FARTHEST = 60
"""Characters between a rate and what is said of its pace."""


def check_paces(sentence: Sentence, period: PeriodSaid, tally: Tally) -> None:
    """Sets what is said of the time progress against the rate before it, where the text says which month it is.
    `period` is the one that holds where the sentence begins.
    """
    for claim in _PACE.finditer(sentence.text):
        rate = _rate(sentence, claim)
        if rate is not None and not rate.number.is_hedged and not _is_planned(sentence.text, claim):
            _check(sentence, rate, claim, period.after(sentence.text[:claim.start()]), tally)


def _first_of_list(sentence: Sentence, one: Numbered) -> int:
    return next(other.at for other in sentence.numbers[one.at::-1] if not other.is_listed)


def _is_planned(text: str, claim: re.Match[str]) -> bool:
    begin = max(text.rfind(sign, 0, claim.start()) for sign in "，。；：、,")
    return bool(_PLAN.search(text, begin + 1, claim.end()))


def _check(sentence: Sentence, rate: Numbered, claim: re.Match[str], period: PeriodSaid, tally: Tally) -> None:
    until = period.last_day(_COMMON_YEAR)
    if until is None:
        return
    points = _points(sentence, claim)
    listed = _listed(sentence, rate, points)
    if not listed and points is not None and not (sentence.is_single(rate) and sentence.is_single(points)):
        return
    for one, apart in listed or [(rate, points)]:
        _check_one(sentence, one, apart, claim, until, tally)


def _listed(sentence: Sentence, rate: Numbered, points: Numbered | None) -> list[tuple[Numbered, Numbered | None]]:
    """Each rate of a list with its points: 完成率分别为43.2%、37.8%，分别超时序进度9.9个百分点、4.5个百分点."""
    if points is None or points.at != rate.at + 1 or not rate.is_listed:
        return []
    first = _first_of_list(sentence, rate)
    count = points.at - first
    behind = sentence.numbers[points.at:points.at + count]
    is_whole = len(behind) == count and all(one.is_listed for one in behind[1:]) and not any(
        one.is_listed for one in sentence.numbers[points.at + count:points.at + count + 1])
    return list(zip(sentence.numbers[first:points.at], behind, strict=True)) if is_whole else []


def _check_one(sentence: Sentence, rate: Numbered, points: Numbered | None, claim: re.Match[str], until: date,
               tally: Tally) -> None:
    progress = _progress(until)
    high = rate.number.interval.high
    if high is None:
        return
    is_behind, is_ahead = high < min(progress), rate.number.interval.low > max(progress)
    numbers = [rate] if points is None else [rate, points]
    tally.use(sentence, numbers)
    wrong_way = is_ahead if claim["behind"] else is_behind
    if wrong_way or (points is not None and not _fits(rate, points, progress, 1 if is_ahead else -1)):
        stated = claim[0] if points is None else claim[0] + points.text
        by_months = {"progress": percent_text(progress[0], _TENTH), "months": str(until.month)}
        tally.add(finding_in(sentence, Checked.PACE, Cause.OTHER, hard=True, stated=stated, computed=rate.text,
                             numbers=[rate], start=rate.number.start, params=by_months))


def _rate(sentence: Sentence, claim: re.Match[str]) -> Numbered | None:
    """The last rate of completion before a claim, in its segment."""
    begin = sentence.start + claim.start()
    near = [one for one in sentence.numbers if begin - _FARTHEST <= one.number.end <= begin]
    before = [one for one in near if one.part is Role.COMPLETION or _DONE_RATE.search(
        sentence.numbers[_first_of_list(sentence, one)].number.clause)]
    between = "" if not before else sentence.text[before[-1].number.end - sentence.start:claim.start()]
    return before[-1] if before and not re.search("[；;。]", between) else None


def _points(sentence: Sentence, claim: re.Match[str]) -> Numbered | None:
    """By how many points, where that follows the claim."""
    at = sentence.start + claim.end()
    return next((one for one in sentence.numbers if one.number.measure.of == "个百分点" and one.number.start == at
                 and not one.number.is_hedged), None)


def _progress(until: date) -> tuple[Fraction, Fraction]:
    """The share of the year gone by at the end of a month, in percent: by whole months, and by days."""
    first, last = date(until.year, 1, 1), date(until.year, 12, 31)
    by_days = Fraction((until - first).days + 1, (last - first).days + 1)
    return time_progress(first, last, until) * HUNDRED, by_days * HUNDRED


def _fits(rate: Numbered, points: Numbered, progress: tuple[Fraction, ...], sign: int) -> bool:
    """Whether so many points are the distance from the time gone by, as far as rounding of rate and points tells; the
    progress itself may have been rounded to a tenth before."""
    stated = points.number.interval
    assert stated.high is not None
    assert rate.number.interval.high is not None
    for one in progress:
        low, high = sorted(((rate.number.interval.low - one) * sign, (rate.number.interval.high - one) * sign))
        if low - _TENTH / 2 <= stated.high and stated.low <= high + _TENTH / 2:
            return True
    return False
