"""Checks by how much a target was passed or missed: 超额5.83亿元, 超目标4.7个百分点, 超目标任务4.7%, 尚差5.4亿元."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.proof.findings import Checked, Outcome
from tracker.proof.interval import Interval, rounded_from
from tracker.proof.pairs import HUNDRED, comparable, is_near, quotient
from tracker.proof.sentences import Numbered, Role, Sentence
from tracker.proof.tally import Tally

_SURPLUS_POINTS = re.compile(r"(?:超|高于|超出|超过)(?:全年|年度|年初)?(?:目标|任务)(?:任务|进度|数)?$")
_BEHIND_POINTS = re.compile(r"^(?:还|尚|仍)?差$|(?:低于|落后|差|欠)(?:全年|年度|年初)?(?:目标|任务)(?:任务|数)?$"
                            r"|[距离][^，；。\d]{0,8}(?:目标|任务)[^，；。\d]{0,4}[差欠]$")


def check_margins(sentence: Sentence, tally: Tally) -> None:
    """All margins of one sentence."""
    _check_surplus_points(sentence, tally)
    _check_surplus_rates(sentence, tally)
    _check_surplus(sentence, tally)


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


def _check_surplus_rates(sentence: Sentence, tally: Tally) -> None:
    """目标124亿元，完成129.83亿元，超目标任务4.7%."""
    for one in sentence.numbers:
        rate = one
        if rate.number.before in ("超", "超出") and rate.at and sentence.numbers[rate.at - 1].part is Role.SURPLUS:
            rate = _as_printed(rate)  # 超目标5.83亿元，超4.7%: by how much, no lower bound
        elif rate.part is not Role.SURPLUS:
            continue
        if rate.number.measure.of != "%" or rate.number.is_hedged:
            continue
        actual, target = _measured_before(sentence, rate)
        outcome = quotient(actual, target, less=100) if actual and target else None
        if actual is None or target is None or outcome is None:
            continue
        tally.use(sentence, (rate, actual, target))
        tally.judge(sentence, Checked.SURPLUS, rate, outcome, [(actual, Role.ACTUAL), (target, Role.TARGET)])


def _as_printed(rate: Numbered) -> Numbered:
    number = rate.number
    return replace(rate, number=replace(number, is_hedged=False, interval=rounded_from(number.value, number.step)))


def _measured_before(sentence: Sentence, rate: Numbered) -> tuple[Numbered | None, Numbered | None]:
    """The nearest actual and target before a rate that count in one measure."""
    before = [one for one in sentence.segment(rate.segment)[::-1] if one.at < rate.at and one.is_amount]
    target = next((one for one in before if one.part is Role.TARGET), None)
    actual = next((one for one in before if one.part in (Role.ACTUAL, Role.OTHER) and target is not None
                   and comparable(one, target)), None)
    return actual, target


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
