"""Checks what is left and what adds up: 结余 = 到位 − 支出, 调整后预算 = 年初 ± 调整, 累计 = 前9个月 + 当月."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.proof.findings import Checked, HowStated, Outcome
from tracker.proof.pairs import comparable, is_meant_for
from tracker.proof.sentences import Numbered, Role, Sentence
from tracker.proof.tally import Tally

_REST = re.compile(r"(?:结余|剩余|尚余|节余|结存|尚未(?:支出|使用|拨付)|未(?:支出|使用))[^，；。、\d]{0,6}$")
_SPENT = re.compile(r"支出|使用|拨付|支付|用于|完成|到位|执行|兑现")
_ADJUSTED = re.compile(r"(?:调整后|变动后)[^，；。、\d]{0,10}$")
_ADDED = re.compile(r"追加|调增|增加|新增")
_TAKEN = re.compile(r"调减|核减|压减|收回|减少")
_RANGE = re.compile(r"[1一]月?[-—~至到](?P<last>\d{1,2})月|前(?P<months>\d{1,2})个?月|截[至止](?P<until>\d{1,2})月")
_TIMES = (("上半年", (1, 6)), ("下半年", (7, 12)), ("一季度", (1, 3)), ("二季度", (4, 6)), ("前三季度", (1, 9)),
          ("四季度", (10, 12)), ("全年", (1, 12)))
_MONTH = re.compile(r"当月|本月|(?<![-—~至到\d前])(?P<month>\d{1,2})月份?(?!底|末)")


def check_balances(sentence: Sentence, tally: Tally) -> None:
    """All of these in one sentence, each where the numbers it is of are the only ones that can be meant."""
    for one in sentence.numbers:
        before = [other for other in sentence.segment(one.segment) if other.at < one.at and comparable(other, one)
                  and not other.number.measure.is_rate and other.part is not Role.THRESHOLD]
        if len(before) != 2 or one.number.is_hedged:
            continue
        if _REST.search(one.number.before) and _SPENT.search(before[1].number.before):
            _judge(sentence, one, before, -1, tally)
        elif _ADJUSTED.search(one.number.before):
            words = before[1].number.before
            sign = -1 if _TAKEN.search(words) else 1 if _ADDED.search(words) else 0
            if sign:
                _judge(sentence, one, before, sign, tally)
    _check_months(sentence, tally)


def _judge(sentence: Sentence, one: Numbered, of: Sequence[Numbered], sign: int, tally: Tally) -> None:
    first, second = (each.number for each in of)
    other = second.interval
    outcome = Outcome(first.value + sign * second.value,
                      first.interval.plus(other) if sign > 0 else first.interval.minus(other))
    if outcome.judged(one) is HowStated.AGREES or is_meant_for(one, outcome):
        tally.use(sentence, (one, *of))
        tally.judge(sentence, Checked.PARTS, one, outcome, [(each, each.part.value) for each in of])


def _check_months(sentence: Sentence, tally: Tally) -> None:
    """前9个月新签29个，10月份新签4个，1—10月累计新签33个, in whatever order they are told; and halves of a year."""
    for segment in sentence.segments():
        here = [one for one in sentence.segment(segment) if one.is_amount]
        if len(here) != 3 or not all(comparable(one, here[0]) for one in here):
            continue
        words = [_own_words(sentence, here, at) for at in range(3)]
        if (halves := _spans(words)) is not None:
            _judge(sentence, here[halves[2]], (here[halves[0]], here[halves[1]]), 1, tally)
            continue
        ranges = {int(match[match.lastgroup or 0]): at for at in range(3) if (match := _RANGE.search(words[at]))}
        months = [at for at in range(3) if at not in ranges.values() and _MONTH.search(words[at])]
        if len(ranges) == 2 and len(months) == 1 and max(ranges) == min(ranges) + 1:
            _judge(sentence, here[ranges[max(ranges)]], (here[ranges[min(ranges)]], here[months[0]]), 1, tally)


def _spans(words: Sequence[str]) -> tuple[int, int, int] | None:
    """Which of three numbers are of two times of the year that follow each other, and which is of both."""
    told = [[months for said, months in _TIMES if said in one] for one in words]
    if not all(len(one) == 1 for one in told):
        return None
    first, second, both = sorted(range(3), key=lambda at: (told[at][0][1] - told[at][0][0], told[at][0]))
    if told[first][0][0] > told[second][0][0]:
        first, second = second, first
    one, other, whole = told[first][0], told[second][0], told[both][0]
    return (first, second, both) if other[0] == one[1] + 1 and whole == (one[0], other[1]) else None


def _own_words(sentence: Sentence, here: Sequence[Numbered], at: int) -> str:
    """What stands between the number before it and a number."""
    begin = here[at - 1].number.end - sentence.start if at else 0
    return sentence.text[begin:here[at].number.start - sentence.start]
